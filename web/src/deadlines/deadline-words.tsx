// SPDX-License-Identifier: Apache-2.0
/** One deadline in words, with the icon and colour of how close it is. */
import { IconAlertOctagon, IconClockExclamation, IconClockHour3, IconHourglassHigh } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { countdown, type CountdownLevel } from './countdown.ts';
import classes from './deadlines.module.css';

const icons = { calm: IconClockHour3, soon: IconHourglassHigh, close: IconClockExclamation, over: IconAlertOctagon } as const;

export function DeadlineWords({ dueAt, isOver = false }: { dueAt: string; isOver?: boolean }) {
  const { t, dates } = useSpeech();
  const now = useNow();
  const distance = countdown(dueAt, now);
  const level: CountdownLevel = isOver ? 'over' : distance.level;
  const LevelIcon = icons[level];
  const kind = isOver ? 'over' : distance.kind;
  return (
    <span className={classes['words']} data-level={level} title={dates.moment(dueAt)}>
      <LevelIcon size={15} stroke={1.9} aria-hidden />
      {t(`countdown.${kind}.${distance.unit}`, { count: distance.count })}
    </span>
  );
}
