// SPDX-License-Identifier: Apache-2.0
/** The inbox of leads, the strongest first: what waits for somebody, what is mine, what was put aside. */
import { Button, SegmentedControl, Select, Table } from '@mantine/core';
import { IconRadar2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeadRowWire } from '../../../src/findings/wire.ts';
import { type LeadBox, leadsQuery, listsQuery } from '../calls/finding-calls.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import classes from './findings.module.css';
import { LeadBadge, NewsBadge } from './lead-badge.tsx';
import { Score } from './score.tsx';

const boxes = ['open', 'mine', 'put-aside', 'all'] as const;

export function LeadsPage() {
  const { t } = useSpeech();
  const [box, setBox] = useState<LeadBox>('open');
  const [list, setList] = useState<string | null>(null);
  const { data: lists = [] } = useQuery(listsQuery);
  const found = useInfiniteQuery({
    ...leadsQuery(box, list),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page title={t('nav.leads')} under={t('leads.under')}>
      <div className={classes['card']}>
        <div className={classes['tools']}>
          <SegmentedControl
            aria-label={t('leads.box')}
            value={box}
            onChange={setBox}
            data={boxes.map((value) => ({ value, label: t(`leads.box.${value}`) }))}
          />
          <Select
            aria-label={t('leads.list')}
            placeholder={t('leads.everyList')}
            clearable
            value={list}
            onChange={setList}
            data={lists.map((one) => one.name)}
          />
        </div>
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={6} />}
        {found.data !== undefined && rows.length === 0 && (
          <Nothing icon={IconRadar2} title={t('leads.nothing')}>
            {t('leads.nothing.under')}
          </Nothing>
        )}
        {rows.length > 0 && <LeadTable rows={rows} />}
      </div>
      {found.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void found.fetchNextPage()}
          loading={found.isFetchingNextPage}
          mx="auto"
          mt="md"
          display="block"
        >
          {t('state.more')}
        </Button>
      )}
    </Page>
  );
}

function LeadTable({ rows }: { rows: readonly LeadRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={classes['table']} aria-label={t('nav.leads')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={140}>{t('leads.strength')}</Table.Th>
          <Table.Th>{t('leads.what')}</Table.Th>
          <Table.Th w="18%">{t('leads.assignee')}</Table.Th>
          <Table.Th w={190}>{t('inbox.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <LeadLine key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function LeadLine({ row }: { row: LeadRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr className={classes['row']}>
      <Table.Td className={classes['strength']}>
        {row.strength === null ? <span className={classes['quiet']}>{t(`leadKind.${row.kind}`)}</span> : <Score score={row.strength} />}
      </Table.Td>
      <Table.Td>
        <Link to="/leads/$leadId" params={{ leadId: row.id }} className={classes['title']} data-row>
          <bdi>{row.title}</bdi>
        </Link>
        <div className={classes['quiet']}>{row.sentence}</div>
      </Table.Td>
      <Table.Td>{row.assignee === null ? <span className={classes['quiet']}>{t('leads.nobody')}</span> : row.assignee.name}</Table.Td>
      <Table.Td>
        <div className={classes['badges']}>
          <LeadBadge state={row.state} />
          {row.news !== null && <NewsBadge news={row.news} />}
        </div>
        <div className={classes['quiet']}>{t('inbox.updated', { when: dates.day(row.updatedAt) })}</div>
      </Table.Td>
    </Table.Tr>
  );
}
