// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of cooperation: how fast with whom under what, why refused, what is overdue, what was
 * frozen and returned; as a workbook, a table and a paper too.
 */
import { Button, Group } from '@mantine/core';
import { IconChartBar, IconFileSpreadsheet, IconPrinter, IconTableExport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StatisticsWire } from '../../../src/desk/statistics/wire.ts';
import { deskCalls, type StatisticsFileKind, statisticsQuery } from '../calls/desk-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { dayOf } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { useNow } from '../shell/clock.ts';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { CounterpartTable } from './counterpart-table.tsx';
import { Feedback, Months, Property, Refusals, Turnaround } from './pictures.tsx';

const files = [
  { kind: 'xlsx', icon: IconFileSpreadsheet },
  { kind: 'csv', icon: IconTableExport },
  { kind: 'pdf', icon: IconPrinter },
] as const;

export function StatisticsPage() {
  const { t, timeZone } = useSpeech();
  const today = dayOf(new Date(useNow()).toISOString(), timeZone);
  const [fromDay, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`);
  const [toDay, setTo] = useState<string | null>(today);
  const isWhole = fromDay !== null && toDay !== null && fromDay <= toDay;
  const found = useQuery({ ...statisticsQuery(fromDay ?? '', toDay ?? ''), enabled: isWhole });
  const file = useMutation({
    mutationFn: (kind: StatisticsFileKind) => deskCalls.statisticsFile(kind, { fromDay: fromDay ?? '', toDay: toDay ?? '' }),
    onSuccess: ({ blob, fileName }, kind) => saveFile(blob, fileName ?? `cooperation.${kind}`),
  });
  return (
    <Page
      title={t('nav.statistics')}
      under={t('statistics.under')}
      actions={
        <>
          {files.map(({ kind, icon: FileIcon }) => (
            <Button
              key={kind}
              variant="default"
              leftSection={<FileIcon size={16} aria-hidden />}
              disabled={!isWhole}
              loading={file.isPending && file.variables === kind}
              onClick={() => file.mutate(kind)}
            >
              {t(`statistics.file.${kind}`)}
            </Button>
          ))}
        </>
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
  const { t } = useSpeech();
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
      <Turnaround data={data} />
      <Refusals data={data} />
      <Feedback data={data} />
      <Property data={data} />
      <Months data={data} />
    </Column>
  );
}
