// SPDX-License-Identifier: Apache-2.0
/**
 * The market of an alert over time: order books as heat maps on one clock, trades, and the orders and fills of those named. It plays, it steps
 * from act to act by button and key, it zooms; the same acts stand in a table below for who reads rather than looks.
 */
import { ActionIcon, Button, Group, Slider, Text, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerSkipForward, IconZoomIn, IconZoomReset } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AlertReviewWire, AlertWire } from '../../../src/surveillance/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { useOfferActions } from '../actions/actions.tsx';
import { reviewQuery, type Window } from './alert-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import classes from './alerts.module.css';
import { BaselineTable } from './baseline-table.tsx';
import { MarksTable, markSentence } from './marks-table.tsx';
import { MarketPicture } from './market-picture.tsx';
import { clockText, momentAfter } from './units.ts';

/** A whole window plays in about half a minute, whatever its length. */
const playTicks = 600;
const tickMs = 50;
/** A step nearer shows a quarter of the window. */
const nearer = 4;
const windowMsMin = 2000;

/** `at`: the address of the alert, be it in the inbox or of a back-test. */
export function MarketReplay({ at, alert }: { at: string; alert: AlertWire }) {
  const { t } = useSpeech();
  const [window, setWindow] = useState<Window | null>(null);
  const found = useQuery(reviewQuery(at, window));
  return (
    <>
      <Section title={t('market.title')}>
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={6} />}
        {found.data !== undefined && (
          <Replay
            isBusy={found.isPlaceholderData}
            key={found.data.from + found.data.until}
            review={found.data}
            alert={alert}
            isWhole={window === null}
            onWindow={setWindow}
          />
        )}
      </Section>
      {found.data !== undefined && found.data.baseline.length > 0 && (
        <Section title={t('baseline.title')}>
          <BaselineTable rows={found.data.baseline} alert={alert} />
        </Section>
      )}
    </>
  );
}

interface ReplayProps {
  readonly review: AlertReviewWire;
  readonly alert: AlertWire;
  readonly isWhole: boolean;
  /** Another window is on its way; the former one stands meanwhile. */
  readonly isBusy: boolean;
  readonly onWindow: (window: Window | null) => void;
}

function Replay({ review, alert, isWhole, isBusy, onWindow }: ReplayProps) {
  const { t } = useSpeech();
  // Another scheme has other colours, and a canvas does not follow by itself.
  const scheme = useComputedColorScheme();
  const lengthMs = review.stepMs * review.steps;
  const [atMs, setAtMs] = useState(() => review.marks.find(({ isEvidence }) => isEvidence)?.atMs ?? 0);
  const [isPlaying, setPlaying] = useState(false);
  const isRunning = isPlaying && atMs < lengthMs;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setAtMs((at) => Math.min(lengthMs, at + lengthMs / playTicks)), tickMs);
    return () => clearInterval(timer);
  }, [isRunning, lengthMs]);
  const here = review.marks.findLastIndex((mark) => mark.atMs <= atMs);
  const step = (by: 1 | -1): void => {
    setPlaying(false);
    const isBetween = here >= 0 && (review.marks[here]?.atMs ?? 0) < atMs;
    const next = review.marks[by === -1 && isBetween ? here : here + by];
    if (next !== undefined) setAtMs(next.atMs);
  };
  const zoom = (): void => {
    const width = Math.max(windowMsMin, lengthMs / nearer);
    const from = Math.max(0, Math.min(lengthMs - width, atMs - width / 2));
    onWindow({ from: momentAfter(review.from, from), until: momentAfter(review.from, from + width) });
  };
  const play = (): void => {
    if (atMs >= lengthMs) setAtMs(0);
    setPlaying(!isRunning);
  };
  const actions: readonly Action[] = [
    { name: 'replay-back', label: t('market.back'), icon: IconPlayerSkipBack, keys: ',', group: 'here', who: [], run: () => step(-1) },
    {
      name: 'replay-play',
      label: t(isRunning ? 'market.pause' : 'market.play'),
      icon: isRunning ? IconPlayerPause : IconPlayerPlay,
      keys: 'p',
      group: 'here',
      who: [],
      run: play,
    },
    {
      name: 'replay-forward',
      label: t('market.forward'),
      icon: IconPlayerSkipForward,
      keys: '.',
      group: 'here',
      who: [],
      run: () => step(1),
    },
    { name: 'replay-zoom', label: t('market.zoom'), icon: IconZoomIn, keys: 'z', group: 'here', who: [], run: zoom },
  ];
  useOfferActions(actions);
  const mark = review.marks[here];
  const names = alert.participants.map(({ name }) => name);
  return (
    <div className={classes['replay']} aria-busy={isBusy}>
      <Group gap={6} className={classes['controls']}>
        {actions.map(({ name, label, icon: ActionSign, keys, run }) => (
          <Tooltip key={name} label={`${label} (${keys ?? ''})`}>
            <ActionIcon
              variant={name === 'replay-play' ? 'filled' : 'default'}
              size="lg"
              aria-label={label}
              aria-keyshortcuts={keys}
              onClick={run}
            >
              <ActionSign size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
        {!isWhole && (
          <Button variant="subtle" size="xs" leftSection={<IconZoomReset size={15} aria-hidden />} onClick={() => onWindow(null)}>
            {t('market.whole')}
          </Button>
        )}
        <output className={classes['clock']} aria-live="off">
          {clockText(momentAfter(review.from, atMs))} UTC
        </output>
      </Group>
      <Slider
        aria-label={t('market.moment')}
        thumbLabel={t('market.moment')}
        label={(value) => clockText(momentAfter(review.from, value))}
        min={0}
        max={lengthMs}
        step={review.stepMs}
        value={atMs}
        onChange={(value) => {
          setPlaying(false);
          setAtMs(value);
        }}
      />
      {review.instruments.map((picture, place) => (
        <MarketPicture
          key={`${scheme} ${picture.venue}/${picture.symbol}`}
          picture={picture}
          review={review}
          evidence={review.marks.filter((one) => one.instrument === place && one.kind !== 'placed' && one.kind !== 'withdrawn')}
          atMs={atMs}
          onPick={setAtMs}
        />
      ))}
      <Legend />
      <Text size="sm" aria-live="polite" className={classes['saying']}>
        {mark === undefined ? t('market.nothingYet') : markSentence(t, mark, review, names)}
      </Text>
      <MarksTable review={review} names={names} here={here} onPick={setAtMs} />
      {(review.marksLeftOut > 0 || review.instrumentsLeftOut > 0) && (
        <Text size="xs" c="dimmed">
          {review.marksLeftOut > 0 && t('market.marksLeftOut', { count: review.marksLeftOut })}{' '}
          {review.instrumentsLeftOut > 0 && t('market.instrumentsLeftOut', { count: review.instrumentsLeftOut })}
        </Text>
      )}
    </div>
  );
}

const signs = ['bids', 'asks', 'order', 'evidence', 'bought', 'sold', 'trade'] as const;

function Legend() {
  const { t } = useSpeech();
  return (
    <ul className={classes['legend']} aria-label={t('market.legend')}>
      {signs.map((sign) => (
        <li key={sign}>
          <span data-sign={sign} aria-hidden />
          {t(`market.sign.${sign}`)}
        </li>
      ))}
    </ul>
  );
}
