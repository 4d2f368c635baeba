// SPDX-License-Identifier: Apache-2.0
/** One day of the calendar: its number, whether it is worked, and what ends on it. */
import { Button, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClockWire } from '../../../src/desk/agenda/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import classes from './calendar.module.css';

/** As many as keep the weeks of a month about one height; the others are one press away. */
const shownFirst = 4;

interface DayCellProps {
  readonly day: string;
  readonly clocks: readonly ClockWire[];
  readonly closed: 'weekend' | 'holiday' | null;
  readonly isOther: boolean;
  readonly isToday: boolean;
}

export function DayCell({ day, clocks, closed, isOther, isToday }: DayCellProps) {
  const { t } = useSpeech();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? clocks : clocks.slice(0, shownFirst);
  return (
    <td data-other={isOther} data-today={isToday} data-closed={closed !== null}>
      <div className={classes['dayHead']}>
        <time dateTime={day} aria-current={isToday ? 'date' : undefined}>
          {Number(day.slice(8))}
        </time>
        {closed === 'holiday' && <span>{t('calendar.holiday')}</span>}
      </div>
      {shown.length > 0 && (
        <ul className={classes['clocks']}>
          {shown.map((clock) => (
            <li key={clock.id}>
              <Clock clock={clock} />
            </li>
          ))}
        </ul>
      )}
      {clocks.length > shown.length && (
        <Button variant="subtle" size="compact-xs" onClick={() => setIsWhole(true)}>
          {t('calendar.more', { count: clocks.length - shown.length })}
        </Button>
      )}
    </td>
  );
}

function Clock({ clock }: { clock: ClockWire }) {
  const { t, dates } = useSpeech();
  const key = clock.kind === 'joint' ? `jointWork.${clock.step}` : `deadline.${clock.step}`;
  const step = clock.kind === 'task' ? t('calendar.task') : isMessageKey(key) ? t(key as 'deadline.reply') : clock.step;
  const whole = [step, clock.title, clock.counterpart?.name ?? '', dates.moment(clock.dueAt), clock.assignee?.name ?? t('work.nobody')];
  const look = { className: classes['clock'], 'data-kind': clock.kind, 'data-owed': clock.owedBy, 'data-over': clock.isOver };
  const words = (
    <>
      <span className={classes['step']}>{step}</span> {clock.title}
    </>
  );
  return (
    <Tooltip label={whole.filter((part) => part !== '').join(' · ')} multiline maw={340} openDelay={250}>
      {clock.kind === 'onward' ? (
        <Link to="/onward/$matterId" params={{ matterId: clock.id }} {...look}>
          {words}
        </Link>
      ) : clock.kind === 'joint' ? (
        <Link to="/joint/$matterId" params={{ matterId: clock.id }} {...look}>
          {words}
        </Link>
      ) : clock.caseId === null ? (
        <Link to={clock.kind === 'privacy' ? '/personal-data' : '/tasks'} {...look}>
          {words}
        </Link>
      ) : (
        <Link to="/cases/$caseId" params={{ caseId: clock.caseId }} {...look}>
          {words}
        </Link>
      )}
    </Tooltip>
  );
}
