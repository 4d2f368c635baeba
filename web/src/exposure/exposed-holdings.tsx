// SPDX-License-Identifier: Apache-2.0
/** What came of it: how many of the listed addresses move value here, and which holdings got something from them. */
import { Table } from '@mantine/core';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { ExposureWire } from '../../../src/flows/wire.ts';
import { OnCanvas } from '../canvas/on-canvas.tsx';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from '../traces/traces.module.css';

interface HoldingsProps {
  readonly exposure: ExposureWire;
  readonly order: { readonly files: readonly string[]; readonly purpose: Purpose };
}

export function ExposedHoldings({ exposure: { groups, parties, digest }, order: { files, purpose } }: HoldingsProps) {
  const { t, amounts } = useSpeech();
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const more = parties.count - parties.first.length;
  return (
    <Section title={t('exposure.found', { count: parties.count })}>
      {groups.map(({ name, listed, found }) => (
        <p key={name} className={classes['quiet']}>
          {t('exposure.group', { name, listed, found })}
        </p>
      ))}
      {parties.first.length > 0 && (
        <Table className={findingClasses['table']} aria-label={t('exposure.holdings')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('traces.account')}</Table.Th>
              <Table.Th>{t('exposure.to')}</Table.Th>
              <Table.Th className={classes['number']}>{t('exposure.hops')}</Table.Th>
              <Table.Th className={classes['number']}>{t('exposure.arrived')}</Table.Th>
              <Table.Th className={classes['number']}>{t('exposure.held')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parties.first.flatMap(({ party, asset, to }) =>
              to.map(({ group, hops, arrived, arrivedShare, held, heldShare }) => (
                <Table.Tr key={`${party} ${asset.ledger} ${asset.symbol} ${group}`}>
                  <Table.Td>
                    {party} <span className={classes['quiet']}>{asset.ledger}</span>{' '}
                    <OnCanvas files={files} purpose={purpose} parties={[party]} isSmall />
                  </Table.Td>
                  <Table.Td>{groups[group]?.name ?? ''}</Table.Td>
                  <Table.Td className={classes['number']}>{hops}</Table.Td>
                  <Table.Td className={classes['number']}>
                    {amounts(arrived)} {asset.symbol} <span className={classes['quiet']}>({percent(arrivedShare)})</span>
                  </Table.Td>
                  <Table.Td className={classes['number']}>
                    {amounts(held)} {asset.symbol} <span className={classes['quiet']}>({percent(heldShare)})</span>
                  </Table.Td>
                </Table.Tr>
              )),
            )}
          </Table.Tbody>
        </Table>
      )}
      {more > 0 && <p className={classes['quiet']}>{t('exposure.more', { count: more })}</p>}
      <p className={classes['digest']}>{digest}</p>
    </Section>
  );
}
