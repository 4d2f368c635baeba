// SPDX-License-Identifier: Apache-2.0
/** Who paid whom: of each pair and asset the first and last movement, how many, and their exact sum. */
import { Table } from '@mantine/core';
import type { PairSumWire } from '../../../src/flows/wire.ts';
import findingClasses from '../findings/findings.module.css';
import type { Files } from '../canvas/canvas-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PartyLink } from '../party/party-link.tsx';
import classes from './traces.module.css';

/** Where it is said from which files they come, a name is the way to the page of its party. */
export function PairSums({ pairs, files }: { pairs: readonly PairSumWire[]; files?: Files | undefined }) {
  const { t, dates, amounts } = useSpeech();
  const named = (party: string) => (files === undefined ? party : <PartyLink {...files} party={party} />);
  return (
    <Table className={findingClasses['table']} aria-label={t('shapes.payments')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('shapes.from')}</Table.Th>
          <Table.Th>{t('shapes.to')}</Table.Th>
          <Table.Th>{t('shapes.when')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.movements')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pairs.map(({ from, to, asset, movements, amount, first, last }) => (
          <Table.Tr key={`${from} ${to} ${asset.ledger} ${asset.symbol}`}>
            <Table.Td>{named(from)}</Table.Td>
            <Table.Td>{named(to)}</Table.Td>
            <Table.Td>{first === last ? dates.moment(first) : `${dates.moment(first)} – ${dates.moment(last)}`}</Table.Td>
            <Table.Td className={classes['number']}>{movements}</Table.Td>
            <Table.Td className={classes['number']}>
              {amounts(amount)} {asset.symbol}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
