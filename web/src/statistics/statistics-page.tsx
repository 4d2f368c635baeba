// SPDX-License-Identifier: Apache-2.0
/** Statistics of cooperation: how fast with whom under what, why refused, what is overdue; as a table for a spreadsheet too. */
import { Button, Group } from '@mantine/core';
import { IconChartBar, IconTableExport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StatisticsWire } from '../../../src/desk/statistics/wire.ts';
import { deskCalls, statisticsQuery } from '../calls/desk-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { dayOf } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { Bars } from './bars.tsx';
import { CounterpartTable } from './counterpart-table.tsx';

export function StatisticsPage() {
  const { t, timeZone } = useSpeech();
  const today = dayOf(new Date(useNow()).toISOString(), timeZone);
  const [fromDay, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`);
  const [toDay, setTo] = useState<string | null>(today);
  const isWhole = fromDay !== null && toDay !== null && fromDay <= toDay;
  const found = useQuery({ ...statisticsQuery(fromDay ?? '', toDay ?? ''), enabled: isWhole });
  const file = useMutation({
    mutationFn: () => deskCalls.statisticsFile(fromDay ?? '', toDay ?? ''),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'cooperation.csv'),
  });
  return (
    <Page
      title={t('nav.statistics')}
      under={t('statistics.under')}
      actions={
        <Button
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden />}
          disabled={!isWhole}
          loading={file.isPending}
          onClick={() => file.mutate()}
        >
          {t('statistics.file')}
        </Button>
      }
    >
      <Group align="flex-end" gap="sm" mb="md">
        <DayInput label={t('statistics.from')} description="" day={fromDay} onChange={setFrom} />
        <DayInput label={t('statistics.to')} description="" day={toDay} onChange={setTo} />
      </Group>
      {file.isError && <Failure error={file.error} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {isWhole && found.isPending && <Waiting rows={6} />}
      {found.data?.rows.length === 0 && (
        <Nothing icon={IconChartBar} title={t('statistics.nothing')}>
          {t('statistics.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.rows.length > 0 && <Figures data={found.data} />}
    </Page>
  );
}

function Figures({ data }: { data: StatisticsWire }) {
  const { t, dates } = useSpeech();
  const answered = data.rows.filter((row) => row.medianDaysToAnswer !== null);
  return (
    <Column>
      {data.isCut && <p>{t('statistics.cut')}</p>}
      {(['requested', 'requesting'] as const).map((side) => {
        const rows = data.rows.filter((row) => row.side === side);
        return rows.length === 0 ? null : (
          <Section key={side} title={t(`statistics.side.${side}`)}>
            <CounterpartTable rows={rows} label={t(`statistics.side.${side}`)} />
          </Section>
        );
      })}
      {answered.length > 0 && (
        <Section title={t('statistics.turnaround')}>
          <Bars
            label={t('statistics.turnaround')}
            bars={answered.map((row) => ({
              name: `${row.counterpartName} · ${t(`statistics.short.${row.side}`)}`,
              value: row.medianDaysToAnswer ?? 0,
              text: t('statistics.days', { count: row.medianDaysToAnswer ?? 0 }),
            }))}
          />
        </Section>
      )}
      {data.refusals.length > 0 && (
        <Section title={t('statistics.refusals')}>
          <Bars
            label={t('statistics.refusals')}
            bars={data.refusals.map(({ side, ground, count, ...answers }) => ({
              name: `${ground} · ${t(`statistics.short.${side}`)}`,
              value: count,
              text: [
                String(count),
                ...answerNames.flatMap((name) => (answers[name] === 0 ? [] : [t(`statistics.${name}`, { count: answers[name] })])),
              ].join(', '),
            }))}
          />
        </Section>
      )}
      <Section title={t('statistics.months')}>
        <Bars
          label={t('statistics.months')}
          bars={data.months.map(({ month, received }) => ({
            name: dates.month(`${month}-15T12:00:00.000Z`),
            value: received,
            text: String(received),
          }))}
        />
      </Section>
    </Column>
  );
}

/** What became of refusals, in the order in which it happens. */
const answerNames = ['rebutted', 'cured', 'reopened', 'upheld'] as const;
