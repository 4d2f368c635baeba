// SPDX-License-Identifier: Apache-2.0
/** The deadlines of a case side by side, in the order in which they fall due: met, running or over, and who owes each. */
import { Tooltip } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { countdown } from './countdown.ts';
import { DeadlineWords } from './deadline-words.tsx';
import classes from './deadlines.module.css';

type Deadline = CaseDetailWire['deadlines'][number];

export function DeadlineBar({ deadlines }: { deadlines: readonly Deadline[] }) {
  const { t } = useSpeech();
  const now = useNow();
  if (deadlines.length === 0) return null;
  const inOrder = deadlines.toSorted((left, right) => left.dueAt.localeCompare(right.dueAt));
  return (
    <ol className={classes['bar']} aria-label={t('case.deadlines')}>
      {inOrder.map((deadline) => (
        <li key={`${deadline.step} ${deadline.dueAt}`} className={classes['stop']} data-state={stateOf(deadline, now)}>
          <Stop deadline={deadline} />
        </li>
      ))}
    </ol>
  );
}

function Stop({ deadline }: { deadline: Deadline }) {
  const { t, dates } = useSpeech();
  return (
    <Tooltip label={deadline.sentence} multiline maw={360}>
      <div>
        <div className={classes['stopHead']}>
          <span>{t(`deadline.owedBy.${deadline.owedBy}`)}</span>
          <span>{t('clause.short', { clause: deadline.clause })}</span>
        </div>
        <div className={classes['stopName']}>{t(`deadline.${deadline.step}`)}</div>
        <div className={classes['stopWords']}>
          {deadline.metAt === null ? (
            <DeadlineWords dueAt={deadline.dueAt} isOver={deadline.isOver} />
          ) : (
            <span className={classes['met']}>
              <IconCircleCheck size={15} aria-hidden />
              {t('deadline.met', { when: dates.day(deadline.metAt) })}
            </span>
          )}
        </div>
        <div className={classes['stopHead']}>{t('deadline.due', { when: dates.moment(deadline.dueAt) })}</div>
      </div>
    </Tooltip>
  );
}

function stateOf(deadline: Deadline, now: number): 'met' | 'running' | 'soon' | 'over' {
  if (deadline.metAt !== null) return 'met';
  const level = deadline.isOver ? 'over' : countdown(deadline.dueAt, now).level;
  return level === 'over' ? 'over' : level === 'calm' ? 'running' : 'soon';
}
