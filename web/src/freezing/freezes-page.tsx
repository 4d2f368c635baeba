// SPDX-License-Identifier: Apache-2.0
/** Orders to freeze, to confiscate and to hold movements back, given and received, the nearest clock first. */
import { Button, Table } from '@mantine/core';
import { IconPlus, IconSnowflake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FreezeRowWire } from '../../../src/freezing/wire.ts';
import { freezesQuery } from '../calls/orders/freezing-calls.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { FreezeBadge } from './freeze-badge.tsx';
import classes from './freezing.module.css';
import { sumText } from './sums.ts';

export function FreezesPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { officer } = useSession();
  const found = useQuery(freezesQuery);
  const begin = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/freezing/new' })}>
      {t('freeze.new')}
    </Button>
  );
  return (
    <Page title={t('nav.freezing')} under={t('freeze.under')} actions={officer.roles.includes('preparer') && begin}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconSnowflake} title={t('freeze.nothing')}>
          {t('freeze.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <FreezeTable rows={found.data} />
        </div>
      )}
    </Page>
  );
}

function FreezeTable({ rows }: { rows: readonly FreezeRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  const sorted = rows.toSorted((left, right) => ((left.nextClock?.dueAt ?? '9') < (right.nextClock?.dueAt ?? '9') ? -1 : 1));
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={t('nav.freezing')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={210}>{t('inbox.deadline')}</Table.Th>
          <Table.Th>{t('freeze.order')}</Table.Th>
          <Table.Th w="22%">{t('inbox.counterpart')}</Table.Th>
          <Table.Th w={190} className={classes['sum']}>
            {t('freeze.frozenOf')}
          </Table.Th>
          <Table.Th w={150}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {sorted.map((row) => (
          <FreezeLine key={row.caseId} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FreezeLine({ row }: { row: FreezeRowWire }) {
  const { t, language } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        {row.nextClock === null ? (
          <span className={inbox['quiet']}>{t('inbox.noDeadline')}</span>
        ) : (
          <>
            <DeadlineWords dueAt={row.nextClock.dueAt} isOver={row.nextClock.isOver} />
            <div className={inbox['quiet']}>
              {t(`freezeClock.${row.nextClock.what}`)} · {t(`deadline.owedBy.${row.nextClock.owedBy}`)}
            </div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Link to="/freezing/$caseId" params={{ caseId: row.caseId }} className={inbox['subject']} data-row>
          {row.reference}
        </Link>
        <div className={inbox['quiet']}>{t(`assistance.${row.assistance}`)}</div>
      </Table.Td>
      <Table.Td>
        <div className={inbox['counterpart']}>{row.counterpart}</div>
        <div className={inbox['quiet']}>{t(`freeze.side.${row.side}`)}</div>
      </Table.Td>
      <Table.Td className={classes['sum']}>
        {sumText(row.frozenMinor, row.currency, language)}
        <div className={inbox['quiet']}>{t('freeze.of', { sum: sumText(row.hereMinor, row.currency, language) })}</div>
      </Table.Td>
      <Table.Td>
        <FreezeBadge state={row.state} />
      </Table.Td>
    </Table.Tr>
  );
}
