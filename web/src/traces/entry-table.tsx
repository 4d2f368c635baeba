// SPDX-License-Identifier: Apache-2.0
/** Entry points: the movements into accounts of another authority at which a trace is handed on. */
import { Table } from '@mantine/core';
import type { RelayQuestionWire } from '../../../src/findings/traces/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import classes from './traces.module.css';

export function EntryTable({ entries }: { entries: RelayQuestionWire['entries'] }) {
  const { t, dates, amounts } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('traces.entries')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('traces.account')}</Table.Th>
          <Table.Th>{t('traces.received')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.traced')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.ofMovement')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map(({ id, party, at, amount, movement, asset }) => (
          <Table.Tr key={id}>
            <Table.Td>{party}</Table.Td>
            <Table.Td>{dates.moment(at)}</Table.Td>
            <Table.Td className={classes['number']}>
              {amounts(amount)} {asset.symbol}
            </Table.Td>
            <Table.Td className={classes['number']}>
              {amounts(movement)} {asset.symbol}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
