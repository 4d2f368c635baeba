// SPDX-License-Identifier: Apache-2.0
/** Where traced value is: a picture of each asset, and a table that adds up to what the trace began with, in each asset to the unit. */
import { Table } from '@mantine/core';
import type { PictureWire } from '../../../src/findings/traces/wire.ts';
import { useSaid } from '../attributions/use-said.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { FlowPicture } from './flow-picture.tsx';
import { type Asset, isSame } from './lay-flow.ts';
import classes from './traces.module.css';

export function WhereValueIs({ picture }: { picture: PictureWire }) {
  const { t } = useSpeech();
  const assets = assetsOf(picture);
  // Two ledgers may name different things alike: only then is the ledger said.
  const nameOf = (asset: Asset): string =>
    assets.filter(({ symbol }) => symbol === asset.symbol).length > 1 ? `${asset.symbol} (${asset.ledger})` : asset.symbol;
  return (
    <Section title={t('traces.where')}>
      {assets.map((asset) => (
        <FlowPicture key={keyOf(asset)} picture={picture} asset={asset} name={nameOf(asset)} />
      ))}
      <Table className={findingClasses['table']} aria-label={t('traces.where')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.onDataOf')}</Table.Th>
            <Table.Th>{t('traces.what')}</Table.Th>
            <Table.Th>{t('traces.account')}</Table.Th>
            <Table.Th>{t('traces.when')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Parts picture={picture} nameOf={nameOf} />
        <Sums picture={picture} nameOf={nameOf} />
      </Table>
      {picture.faults.map(({ authority, kind }) => (
        <p key={`${authority.id} ${kind}`} className={classes['quiet']} role="note">
          {t(`traces.fault.${kind}`, { name: authority.name })}
        </p>
      ))}
    </Section>
  );
}

interface PartProps {
  readonly picture: PictureWire;
  readonly nameOf: (asset: Asset) => string;
}

function Parts({ picture, nameOf }: PartProps) {
  const { t, dates, amounts } = useSpeech();
  const said = useSaid([
    ...new Set(
      [...picture.ends.map(({ party }) => party), ...picture.dark.map(({ entry }) => entry?.party)].flatMap((party) => party ?? []),
    ),
  ]);
  const account = (party: string | null) => (
    <>
      {party ?? <span className={classes['quiet']}>{t('traces.notNamed')}</span>}
      {party !== null && said.has(party) && <div className={classes['quiet']}>{said.get(party)}</div>}
    </>
  );
  return (
    <Table.Tbody>
      {picture.ends.map(({ authority, kind, party, asset, amount, firstAt, lastAt }) => (
        <Table.Tr key={`${authority.id} ${kind} ${party ?? ''} ${keyOf(asset)}`}>
          <Table.Td>{authority.name}</Table.Td>
          <Table.Td>{t(`traceEnd.${kind}`)}</Table.Td>
          <Table.Td>{account(party)}</Table.Td>
          <Table.Td>
            {firstAt === null ? '–' : dates.moment(firstAt)}
            {lastAt !== null && lastAt !== firstAt && ` – ${dates.moment(lastAt)}`}
          </Table.Td>
          <Table.Td className={classes['number']}>
            {amounts(amount)} {nameOf(asset)}
          </Table.Td>
        </Table.Tr>
      ))}
      {picture.dark.map(({ authority, entry, asset, amount, why, caseState }) => (
        <Table.Tr key={`${authority.id} ${why} ${entry?.id ?? ''} ${keyOf(asset)}`}>
          <Table.Td>{authority.name}</Table.Td>
          <Table.Td>
            {t('traces.dark')}: {t(`traces.dark.${why}`)}
            {caseState !== null && ` (${t(`caseState.${caseState}`)})`}
          </Table.Td>
          <Table.Td>{entry !== null && account(entry.party)}</Table.Td>
          <Table.Td>{entry === null ? '' : dates.moment(entry.at)}</Table.Td>
          <Table.Td className={classes['number']}>
            {amounts(amount)} {nameOf(asset)}
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

/** With what went into another asset and came out of one, the rows above add up to what the trace began with. */
function Sums({ picture: { begun, converted }, nameOf }: PartProps) {
  const { t, amounts } = useSpeech();
  const rows = [
    ...begun.map(({ asset, amount }) => ({ what: 'traces.begun', asset, amount }) as const),
    ...converted.flatMap(({ asset, given, got }) => [
      { what: 'traces.convertedGiven', asset, amount: given } as const,
      { what: 'traces.convertedGot', asset, amount: got } as const,
    ]),
  ];
  return (
    <Table.Tfoot>
      {rows
        .filter(({ amount }) => /[1-9]/.test(amount))
        .map(({ what, asset, amount }) => (
          <Table.Tr key={`${what} ${keyOf(asset)}`}>
            <Table.Th colSpan={4}>{t(what)}</Table.Th>
            <Table.Th className={classes['number']}>
              {amounts(amount)} {nameOf(asset)}
            </Table.Th>
          </Table.Tr>
        ))}
    </Table.Tfoot>
  );
}

function assetsOf({ begun, converted, ends, dark }: PictureWire): readonly Asset[] {
  const all = [...begun, ...converted, ...ends, ...dark].map(({ asset }) => asset);
  return all.filter((asset, place) => all.findIndex((one) => isSame(one, asset)) === place);
}

function keyOf({ ledger, symbol }: Asset): string {
  return `${ledger} ${symbol}`;
}
