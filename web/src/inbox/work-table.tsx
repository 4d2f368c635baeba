// SPDX-License-Identifier: Apache-2.0
/** A table of work: deadline, subject with why it is shown to you, counterpart, state, and what you do next. */
import { Badge, Table, VisuallyHidden } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { WorkRowWire } from '../../../src/desk/worklist/wire.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './inbox.module.css';
import { useRowKeys } from './row-keys.ts';
import { StateBadge, TrainingBadge, UrgentBadge } from './state-badge.tsx';
import { useWhy } from './why-words.ts';

export function WorkTable({ rows, label, from }: { rows: readonly WorkRowWire[]; label: string; from: 'from' | 'to' | 'counterpart' }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={210}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{t('inbox.subject')}</Table.Th>
          <Table.Th w="20%">{t(`inbox.${from}`)}</Table.Th>
          <Table.Th w={170}>{t('inbox.state')}</Table.Th>
          <Table.Th w={150}>{t('work.next')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <WorkLine key={row.case.id} work={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function WorkLine({ work }: { work: WorkRowWire }) {
  const { t, dates } = useSpeech();
  const row = work.case;
  const deadline = row.nextDeadline;
  const [first] = work.next;
  return (
    <Table.Tr className={classes['row']}>
      <Table.Td>
        {deadline === null ? (
          <span className={classes['quiet']}>{t('inbox.noDeadline')}</span>
        ) : (
          <>
            <DeadlineWords dueAt={deadline.dueAt} isOver={deadline.isOver} />
            <div className={classes['quiet']}>
              {t(`deadline.${deadline.step}`)} · {t(`deadline.owedBy.${deadline.owedBy}`)}
            </div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <div className={classes['subjectLine']}>
          {row.counterpart.isTraining && <TrainingBadge />}
          {row.class === 'urgent' && <UrgentBadge />}
          {work.isWalled && (
            <span title={t('work.walled')}>
              <IconLock size={15} aria-hidden />
              <VisuallyHidden>{t('work.walled')}</VisuallyHidden>
            </span>
          )}
          <Link to="/cases/$caseId" params={{ caseId: row.id }} className={classes['subject']} data-row>
            {row.subject === '' ? t('case.noSubject') : row.subject}
          </Link>
        </div>
        <div className={classes['quiet']}>
          {t(`assistance.${row.assistance}`)}
          {row.reference !== '' && ` · ${row.reference}`}
        </div>
        <Why work={work} />
      </Table.Td>
      <Table.Td>
        <div className={classes['counterpart']}>{row.counterpart.name}</div>
        <div className={classes['quiet']}>{row.counterpart.jurisdiction}</div>
      </Table.Td>
      <Table.Td>
        <StateBadge state={row.state} />
        <div className={classes['quiet']}>{t('inbox.updated', { when: dates.day(row.updatedAt) })}</div>
      </Table.Td>
      <Table.Td>
        <div>{first === undefined ? <span className={classes['quiet']}>{t('work.nothingNext')}</span> : t(`next.${first}`)}</div>
        <div className={classes['quiet']}>{work.assignee === null ? t('work.nobody') : work.assignee.name}</div>
      </Table.Td>
    </Table.Tr>
  );
}

/** Why it is shown to this officer, the weightiest first. */
function Why({ work }: { work: WorkRowWire }) {
  const words = useWhy();
  if (work.why.length === 0) return null;
  return (
    <div className={classes['why']}>
      {work.why.map((why) => (
        <Badge
          key={why.kind}
          variant="light"
          color={(why.kind === 'loan' && why.isOver) || why.kind === 'approve' || why.kind === 'returned' ? 'amber' : 'tide'}
          radius="sm"
          tt="none"
        >
          {words(why)}
        </Badge>
      ))}
    </div>
  );
}
