// SPDX-License-Identifier: Apache-2.0
/** The queue of reports: the most pressing first, each with its reasons and no name of a party. */
import { Button, SegmentedControl, Table, TextInput } from '@mantine/core';
import { IconReportSearch, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type QueueRowWire, reportStates } from '../../../src/reporting/wire.ts';
import { type QueueAsked, readQueue } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { PriorityBadge, ReportStateBadge } from './report-badges.tsx';
import classes from './reporting.module.css';

export function QueuePage() {
  const { t } = useSpeech();
  const [asked, setAsked] = useState<QueueAsked>({ state: 'open', q: '' });
  const queue = useInfiniteQuery({
    queryKey: ['reports', 'queue', asked],
    queryFn: ({ pageParam }) => readQueue(asked, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = queue.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page title={t('nav.reports')} under={t('reports.under')}>
      <Filter asked={asked} counts={queue.data?.pages[0]?.counts} onChange={setAsked} />
      {queue.isPending && <Waiting />}
      {queue.isError && <Failure error={queue.error} onAgain={() => void queue.refetch()} />}
      {queue.data !== undefined && rows.length === 0 && <Nothing icon={IconReportSearch} title={t('reports.nothing')} />}
      {rows.length > 0 && (
        <div className={listClasses['card']}>
          <Table className={listClasses['table']} aria-label={t('nav.reports')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={230}>{t('reports.number')}</Table.Th>
                <Table.Th w={110}>{t('reports.priority')}</Table.Th>
                <Table.Th>{t('report.why')}</Table.Th>
                <Table.Th w={160}>{t('reports.received')}</Table.Th>
                <Table.Th w={190}>{t('reports.state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {queue.hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void queue.fetchNextPage()} loading={queue.isFetchingNextPage}>
          {t('state.more')}
        </Button>
      )}
    </Page>
  );
}

function Filter(props: { asked: QueueAsked; counts: Readonly<Record<string, number>> | undefined; onChange: (asked: QueueAsked) => void }) {
  const { t } = useSpeech();
  const { asked, counts, onChange } = props;
  const [q, setQ] = useState('');
  const label = (state: QueueAsked['state']): string => {
    const count = counts?.[state];
    return count === undefined ? t(`reportState.${state}`) : `${t(`reportState.${state}`)} (${count})`;
  };
  return (
    <search>
      <form
        className={classes['filter']}
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...asked, q });
        }}
      >
        <SegmentedControl
          aria-label={t('reports.state')}
          value={asked.state}
          onChange={(state) => onChange({ ...asked, state })}
          data={(['open', ...reportStates, 'all'] as const).map((value) => ({ value, label: label(value) }))}
        />
        <TextInput
          aria-label={t('reports.search')}
          placeholder={t('reports.search')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        <Button type="submit" variant="default">
          {t('records.search')}
        </Button>
      </form>
    </search>
  );
}

function Row({ row }: { row: QueueRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr className={listClasses['row']}>
      <Table.Td>
        <Link to="/reports/$reportId" params={{ reportId: row.id }} className={listClasses['title']}>
          {row.number}
        </Link>
        <div className={listClasses['quiet']}>{row.reference}</div>
        <div className={listClasses['quiet']}>{row.firm ?? t('reports.taken')}</div>
      </Table.Td>
      <Table.Td>
        <PriorityBadge priority={row.priority} />
      </Table.Td>
      <Table.Td>
        {row.reasons.length === 0 ? <span className={listClasses['quiet']}>{t('report.noReason')}</span> : null}
        {row.reasons.map((reason) => (
          <div key={reason.rule}>{reason.sentence}</div>
        ))}
      </Table.Td>
      <Table.Td>{dates.moment(row.receivedAt)}</Table.Td>
      <Table.Td>
        <ReportStateBadge state={row.state} />
        {row.reader !== null && <div className={listClasses['quiet']}>{row.reader}</div>}
        {row.linkCount > 0 && <div className={listClasses['quiet']}>{t('reports.linked', { count: row.linkCount })}</div>}
        {row.openQuestions > 0 && <div className={listClasses['quiet']}>{t('reports.waiting', { count: row.openQuestions })}</div>}
      </Table.Td>
    </Table.Tr>
  );
}
