// SPDX-License-Identifier: Apache-2.0
/** One instrument of a replay on a canvas, drawn anew when the cursor, the width or the colours change; a click moves the cursor. */
import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { AlertReviewWire, MarketPictureWire, MarkWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './alerts.module.css';
import { axisWidth, drawMarket, timeAt } from './draw-market.ts';
import { unitText } from './units.ts';

const height = 320;

interface PictureProps {
  readonly picture: MarketPictureWire;
  readonly review: AlertReviewWire;
  /** Own fills and other events of this instrument that the alert rests on. */
  readonly evidence: readonly MarkWire[];
  readonly atMs: number;
  readonly onPick: (atMs: number) => void;
}

export function MarketPicture({ picture, review, evidence, atMs, onPick }: PictureProps) {
  const { t } = useSpeech();
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null && width > axisWidth) drawMarket(canvas.current, { picture, review, marks: evidence, atMs, width, height });
  }, [picture, review, evidence, atMs, width]);
  const { venue, symbol, priceDecimals, tradesLeftOut, ordersLeftOut } = picture;
  const step = Math.min(review.steps - 1, Math.max(0, Math.floor(atMs / review.stepMs)));
  const price = (units: number | null | undefined): string =>
    units === null || units === undefined ? '–' : unitText(units, priceDecimals);
  return (
    <figure className={classes['figure']} ref={ref}>
      <figcaption>
        <strong>
          {venue}/{symbol}
        </strong>
        <span>
          {t('market.best', { bid: price(picture.bestBid[step]), ask: price(picture.bestAsk[step]), currency: picture.quoteCurrency })}
        </span>
        <VisuallyHidden>
          {t('market.picture', {
            instrument: `${venue}/${symbol}`,
            orders: String(picture.orders.length),
            trades: String(picture.trades.length),
          })}
        </VisuallyHidden>
      </figcaption>
      {/* What it shows stands in words in the caption and in the table of acts. */}
      <canvas
        ref={canvas}
        aria-hidden
        style={{ width: '100%', height }}
        onClick={(event) => onPick(timeAt(event.nativeEvent.offsetX, width, review))}
      />
      {tradesLeftOut + ordersLeftOut > 0 && (
        <div className={classes['quiet']}>{t('market.leftOut', { trades: String(tradesLeftOut), orders: String(ordersLeftOut) })}</div>
      )}
    </figure>
  );
}
