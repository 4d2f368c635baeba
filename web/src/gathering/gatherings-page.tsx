// SPDX-License-Identifier: Apache-2.0
/** Investigation orders, orders to preserve and letters of request, given and received, the nearest clock first. */
import { Button, Table } from '@mantine/core';
import { IconFileSearch, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { GatheringRowWire } from '../../../src/gathering/wire.ts';
import { gatheringsQuery } from '../calls/orders/gathering-calls.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { GatheringBadge } from './gathering-badge.tsx';

export function GatheringsPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { officer } = useSession();
  const found = useQuery(gatheringsQuery);
  const begin = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/gathering/new', search: {} })}>
      {t('gather.new')}
    </Button>
  );
  return (
    <Page title={t('nav.gathering')} under={t('gather.under')} actions={officer.roles.includes('preparer') && begin}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconFileSearch} title={t('gather.nothing')}>
          {t('gather.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <GatheringTable rows={found.data} />
        </div>
      )}
    </Page>
  );
}

function GatheringTable({ rows }: { rows: readonly GatheringRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  const sorted = rows.toSorted((left, right) => ((left.nextClock?.dueAt ?? '9') < (right.nextClock?.dueAt ?? '9') ? -1 : 1));
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={t('nav.gathering')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={210}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{t('gather.order')}</Table.Th>
          <Table.Th w="22%">{t('inbox.counterpart')}</Table.Th>
          <Table.Th w={130}>{t('gather.answered')}</Table.Th>
          <Table.Th w={170}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {sorted.map((row) => (
          <GatheringLine key={row.caseId} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function GatheringLine({ row }: { row: GatheringRowWire }) {
  const { t } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        {row.nextClock === null ? (
          <span className={inbox['quiet']}>{t('inbox.noDeadline')}</span>
        ) : (
          <>
            <DeadlineWords dueAt={row.nextClock.dueAt} isOver={row.nextClock.isOver} />
            <div className={inbox['quiet']}>
              {t(`gatherClock.${row.nextClock.what}`)} · {t(`deadline.owedBy.${row.nextClock.owedBy}`)}
            </div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Link to="/gathering/$caseId" params={{ caseId: row.caseId }} className={inbox['subject']} data-row>
          {row.reference}
        </Link>
        <div className={inbox['quiet']}>
          {t(`gatherKind.${row.kind}`)} · {t(`assistance.${row.assistance}`)}
        </div>
      </Table.Td>
      <Table.Td>
        <div className={inbox['counterpart']}>{row.counterpart}</div>
        <div className={inbox['quiet']}>{t(`gather.side.${row.side}`)}</div>
      </Table.Td>
      <Table.Td>{t('gather.answeredOf', { answered: String(row.answered), sought: String(row.sought) })}</Table.Td>
      <Table.Td>
        <GatheringBadge state={row.state} />
      </Table.Td>
    </Table.Tr>
  );
}
