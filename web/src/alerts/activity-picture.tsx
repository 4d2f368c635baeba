// SPDX-License-Identifier: Apache-2.0
/**
 * One instrument over the time of a file: volume as bars, those unusual for the subject marked, and over them the position that the trades
 * built, or the price where an instrument is looked at. What it shows stands in words below it.
 */
import type { MarketActivityWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './alerts.module.css';
import { momentAfter, spanText, unitText } from './units.ts';

type Instrument = MarketActivityWire['instruments'][number];

const width = 960;
const height = 150;
/** Room above the highest bar and the line, so that neither touches the frame. */
const margin = 8;

export function ActivityPicture({ instrument, activity }: { instrument: Instrument; activity: MarketActivityWire }) {
  const { t } = useSpeech();
  const { volumeByStep, positionByStep, priceByStep, sizeDecimals, priceDecimals, usual } = instrument;
  const name = `${instrument.venue}/${instrument.symbol}`;
  const most = Math.max(1, ...volumeByStep);
  const unusual = new Set(usual?.unusualSteps);
  const line = positionByStep ?? priceByStep;
  const known = line.filter((value) => value !== null);
  const [low, high] = positionByStep === null ? [Math.min(...known), Math.max(...known)] : [Math.min(0, ...known), Math.max(0, ...known)];
  const barWidth = width / activity.steps;
  const y = (value: number): number => height - margin - ((value - low) / Math.max(1, high - low)) * (height - 2 * margin);
  const decimals = positionByStep === null ? priceDecimals : sizeDecimals;
  return (
    <figure className={classes['activity']}>
      <figcaption>
        <strong>{name}</strong>
        <span className={classes['quiet']}>
          {t(positionByStep === null ? 'marketSubject.priceRange' : 'marketSubject.positionRange', {
            low: unitText(known.length === 0 ? 0 : low, decimals),
            high: unitText(known.length === 0 ? 0 : high, decimals),
            most: unitText(most, sizeDecimals),
          })}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('marketSubject.picture', { name })}>
        {volumeByStep.map((volume, step) => (
          <rect
            key={momentAfter(activity.from, step * activity.stepMs)}
            x={step * barWidth}
            width={Math.max(1, barWidth - 1)}
            y={height - (volume / most) * (height - margin)}
            height={(volume / most) * (height - margin)}
            data-unusual={unusual.has(step)}
          />
        ))}
        {positionByStep !== null && <line x1={0} x2={width} y1={y(0)} y2={y(0)} />}
        <path d={pathOf(line, { barWidth, y })} />
      </svg>
      <div className={classes['quiet']}>{spanText(activity.from, activity.until)}</div>
    </figure>
  );
}

function pathOf(line: readonly (number | null)[], { barWidth, y }: { barWidth: number; y: (value: number) => number }): string {
  const points = line.flatMap((value, step) => (value === null ? [] : [`${((step + 1) * barWidth).toFixed(1)} ${y(value).toFixed(1)}`]));
  return points.length === 0 ? '' : `M ${points.join(' L ')}`;
}
