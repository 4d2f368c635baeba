// SPDX-License-Identifier: Apache-2.0
/** Those named against themselves at other times, and against everybody else in the instrument. */
import { Table, Text } from '@mantine/core';
import type { AlertWire, BaselineRowWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './alerts.module.css';

export function BaselineTable({ rows, alert }: { rows: readonly BaselineRowWire[]; alert: AlertWire }) {
  const { t } = useSpeech();
  const participants = [...new Set(rows.map(({ participant }) => participant))];
  return (
    <>
      {participants.map((participant) => {
        const name = alert.participants[participant]?.name ?? '';
        return (
          <Table key={participant} className={classes['baseline']} aria-label={t('baseline.of', { name })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{name}</Table.Th>
                <Table.Th className={classes['number']}>{t('baseline.inPeriod')}</Table.Th>
                <Table.Th className={classes['number']}>{t('baseline.elsewhere')}</Table.Th>
                <Table.Th className={classes['number']}>{t('baseline.others')}</Table.Th>
                <Table.Th className={classes['number']}>{t('baseline.below')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows
                .filter((row) => row.participant === participant)
                .map((row) => (
                  <Table.Tr key={row.measure}>
                    <Table.Th scope="row">{t(`baseline.measure.${row.measure}`)}</Table.Th>
                    <Table.Td className={classes['number']}>
                      <strong>{figure(row.inPeriod, row.unit)}</strong>
                    </Table.Td>
                    <Table.Td className={classes['number']}>{figure(row.elsewhere, row.unit)}</Table.Td>
                    <Table.Td className={classes['number']}>{figure(row.othersMedian, row.unit)}</Table.Td>
                    <Table.Td className={classes['number']}>
                      {row.othersBelow === null
                        ? '–'
                        : t('baseline.rank', { below: String(Math.round(row.othersBelow * row.others)), others: String(row.others) })}
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        );
      })}
      <Text size="xs" c="dimmed" mt={8}>
        {t('baseline.under')}
      </Text>
    </>
  );
}

function figure(value: number | null, unit: BaselineRowWire['unit']): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return `${(value * 100).toFixed(1)} %`;
    case 'count':
      return value.toFixed(0);
    case 'ratio':
      return value.toFixed(1);
    case 'seconds':
      return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} s`;
  }
}
