// SPDX-License-Identifier: Apache-2.0
/** A table of cases: deadline in words, subject, counterpart, kind and state; the whole row opens the case. */
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CaseRowWire } from '../../../src/assistance/wire.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from './inbox.module.css';
import { useRowKeys } from './row-keys.ts';
import { StateBadge, TrainingBadge, UrgentBadge } from './state-badge.tsx';

type Place = 'inbox' | 'sent' | 'approvals';

export function CaseTable({ rows, place }: { rows: readonly CaseRowWire[]; place: Place }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={t(`nav.${place}`)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={230}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{t('inbox.subject')}</Table.Th>
          <Table.Th w="24%">{t(place === 'inbox' ? 'inbox.from' : place === 'sent' ? 'inbox.to' : 'inbox.counterpart')}</Table.Th>
          <Table.Th w={190}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <CaseLine key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CaseLine({ row }: { row: CaseRowWire }) {
  const { t, dates } = useSpeech();
  const deadline = row.nextDeadline;
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
          <Link to="/cases/$caseId" params={{ caseId: row.id }} className={classes['subject']} data-row>
            {row.subject === '' ? t('case.noSubject') : row.subject}
          </Link>
        </div>
        <div className={classes['quiet']}>
          {t(`assistance.${row.assistance}`)}
          {row.reference !== '' && ` · ${row.reference}`}
        </div>
      </Table.Td>
      <Table.Td>
        <div className={classes['counterpart']}>{row.counterpart.name}</div>
        <div className={classes['quiet']}>{row.counterpart.jurisdiction}</div>
      </Table.Td>
      <Table.Td>
        <StateBadge state={row.state} />
        <div className={classes['quiet']}>
          {row.awaitsApproval && row.state !== 'awaiting-approval'
            ? t('inbox.awaitsApproval')
            : t('inbox.updated', { when: dates.day(row.updatedAt) })}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
