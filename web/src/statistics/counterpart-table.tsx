// SPDX-License-Identifier: Apache-2.0
/** One line for each counterpart and agreement: how many, in time, with what outcome, how long. */
import { Table } from '@mantine/core';
import type { StatisticsRowWire } from '../../../src/desk/statistics/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { byKeyboard } from '../shell/by-keyboard.ts';
import classes from './statistics.module.css';

const columns = [
  'received',
  'inTime',
  'answered',
  'partly',
  'refused',
  'open',
  'overdue',
  'feedback',
  'toAcknowledge',
  'toAnswer',
] as const;

export function CounterpartTable({ rows, label }: { rows: readonly StatisticsRowWire[]; label: string }) {
  const { t } = useSpeech();
  return (
    <Table.ScrollContainer minWidth={880} scrollAreaProps={byKeyboard(label)}>
      <Table className={classes['table']} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('inbox.counterpart')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} className={classes['number']}>
                {t(`statistics.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.counterpart} ${row.agreement ?? ''}`}>
              <Table.Td className={classes['counterpart']}>
                {row.counterpartName}
                <div className={classes['quiet']}>{row.agreementTitle}</div>
                {row.askedOrally > 0 && (
                  <div className={classes['quiet']}>
                    {t('statistics.askedOrally', { count: String(row.askedOrally), inTime: String(row.confirmedInTime) })}
                  </div>
                )}
              </Table.Td>
              {cellsOf(row).map((cell, index) => (
                <Table.Td key={columns[index]} className={classes['number']} data-late={columns[index] === 'overdue' && row.overdue > 0}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** In the order of the columns. */
function cellsOf(row: StatisticsRowWire): string[] {
  const inTime = row.acknowledgeDeadlines === 0 ? '–' : `${row.acknowledgedInTime} / ${row.acknowledgeDeadlines}`;
  const counts = [row.answered, row.partlyAnswered, row.refused, row.open, row.overdue, row.reportedOn].map(String);
  const days = (value: number | null): string => (value === null ? '–' : String(value));
  return [String(row.received), inTime, ...counts, days(row.medianDaysToAcknowledge), days(row.medianDaysToAnswer)];
}
