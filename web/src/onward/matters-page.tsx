// SPDX-License-Identifier: Apache-2.0
/** What becomes of data after they were given: questions of consent, disclosures and recalls, the nearest deadline first. */
import { Table } from '@mantine/core';
import { IconShare3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MatterRowWire } from '../../../src/onward/wire.ts';
import { mattersQuery } from '../calls/onward-calls.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { MatterBadge } from './matter-badge.tsx';

export function MattersPage() {
  const { t } = useSpeech();
  const found = useQuery(mattersQuery);
  return (
    <Page title={t('nav.onward')} under={t('onward.under')}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconShare3} title={t('onward.nothing')}>
          {t('onward.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <MatterTable rows={found.data} />
        </div>
      )}
    </Page>
  );
}

export function MatterTable({ rows }: { rows: readonly MatterRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={t('nav.onward')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={230}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{t('onward.what')}</Table.Th>
          <Table.Th w="26%">{t('inbox.counterpart')}</Table.Th>
          <Table.Th w={190}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <MatterLine key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MatterLine({ row }: { row: MatterRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        {row.dueAt === null ? (
          <span className={inbox['quiet']}>{t('inbox.noDeadline')}</span>
        ) : (
          <>
            <DeadlineWords dueAt={row.dueAt} isOver={row.isOver} />
            <div className={inbox['quiet']}>{t(`deadline.owedBy.${row.owedBy}`)}</div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Link to="/onward/$matterId" params={{ matterId: row.id }} className={inbox['subject']} data-row>
          {t(`matterPart.${row.part}`)}
        </Link>
        <div className={inbox['quiet']}>
          {row.reference}
          {row.purpose !== null && ` · ${t(`purpose.${row.purpose}`)}`}
        </div>
      </Table.Td>
      <Table.Td>
        <div className={inbox['counterpart']}>{row.peer?.name ?? t('onward.severalHolders')}</div>
      </Table.Td>
      <Table.Td>
        <MatterBadge state={row.state} />
        <div className={inbox['quiet']}>
          {row.awaitsApproval && row.state !== 'awaiting-approval'
            ? t('inbox.awaitsApproval')
            : t('inbox.updated', { when: dates.day(row.updatedAt) })}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
