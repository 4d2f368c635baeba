// SPDX-License-Identifier: Apache-2.0
/** How an asset moved between jurisdictions: a map and bands for one period or all of them, the same as tables, and how fast it turned over. */
import { SegmentedControl, Slider, Table } from '@mantine/core';
import { useState } from 'react';
import type { LiquidityAnswerWire } from '../../../src/findings/ramps/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from '../traces/traces.module.css';
import { FlowMap } from './flow-map.tsx';
import type { PairOfPlaces } from './lay-sankey.ts';
import { usePlaceName } from './place-name.ts';
import rampClasses from './ramps.module.css';
import { RegistrationsRead } from './registrations-read.tsx';
import { SankeyPicture } from './sankey-picture.tsx';

export function LiquidityFindings({ answer: { read, liquidity, totals } }: { answer: LiquidityAnswerWire }) {
  const { t, dates } = useSpeech();
  const [stretch, setStretch] = useState<'all' | 'one'>('all');
  const [place, setPlace] = useState(0);
  const periods = [...new Set([...liquidity.flows, ...liquidity.velocity].map(({ begins }) => begins))].toSorted();
  const at = Math.min(place, periods.length - 1);
  const begins = periods[at] ?? '';
  const isAll = stretch === 'all' || periods.length < 2;
  const pairs = isAll ? totals : liquidity.flows.filter((flow) => flow.begins === begins);
  const dayOf = (index: number): string => dates.day((periods[index] ?? begins).slice(0, 10));
  return (
    <>
      <Section title={t('liquidity.found', { asset: liquidity.asset.symbol })}>
        {periods.length > 1 && (
          <div className={rampClasses['time']}>
            <SegmentedControl
              aria-label={t('liquidity.stretch')}
              value={stretch}
              onChange={(chosen) => setStretch(chosen === 'one' ? 'one' : 'all')}
              data={[
                { value: 'all', label: t('liquidity.all') },
                { value: 'one', label: t('liquidity.onePeriod') },
              ]}
            />
            {!isAll && (
              <div>
                <p className={classes['quiet']}>{t('liquidity.begins', { day: dayOf(at) })}</p>
                <Slider
                  thumbLabel={t('liquidity.time')}
                  min={0}
                  max={periods.length - 1}
                  value={at}
                  label={dayOf}
                  onChange={setPlace}
                  thumbProps={{ 'aria-valuetext': dayOf(at) }}
                />
              </div>
            )}
          </div>
        )}
        {pairs.length === 0 ? <p className={classes['quiet']}>{t('liquidity.nothing')}</p> : <Pictures pairs={pairs} />}
        {pairs.length > 0 && <Pairs pairs={pairs} symbol={liquidity.asset.symbol} />}
        <RegistrationsRead read={read} />
        <p className={classes['digest']}>{liquidity.digest}</p>
      </Section>
      <Section title={t('liquidity.turnovers')}>
        <p className={classes['quiet']}>{t('liquidity.turnoversUnder')}</p>
        <Turnovers velocity={isAll ? liquidity.velocity : liquidity.velocity.filter((one) => one.begins === begins)} />
      </Section>
    </>
  );
}

function Pictures({ pairs }: { pairs: readonly PairOfPlaces[] }) {
  const { t } = useSpeech();
  return (
    <>
      <figure className={rampClasses['figure']}>
        <FlowMap pairs={pairs} />
        <figcaption className={rampClasses['caption']}>{t('liquidity.mapUnder')}</figcaption>
      </figure>
      <figure className={rampClasses['figure']}>
        <SankeyPicture pairs={pairs} />
      </figure>
    </>
  );
}

function Pairs({ pairs, symbol }: { pairs: readonly PairOfPlaces[]; symbol: string }) {
  const { t, amounts } = useSpeech();
  const nameOf = usePlaceName();
  return (
    <Table className={findingClasses['table']} aria-label={t('liquidity.found', { asset: symbol })}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('liquidity.from')}</Table.Th>
          <Table.Th>{t('liquidity.to')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pairs.map(({ from, to, amount }) => (
          <Table.Tr key={`${from} ${to}`}>
            <Table.Td>{nameOf(from)}</Table.Td>
            <Table.Td>{from === to ? t('liquidity.within', { place: nameOf(to) }) : nameOf(to)}</Table.Td>
            <Table.Td className={classes['number']}>
              {amounts(amount)} {symbol}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Periods of the table: a year of days. */
const turnoversShown = 366;

function Turnovers({ velocity }: { velocity: LiquidityAnswerWire['liquidity']['velocity'] }) {
  const { t, dates } = useSpeech();
  const nameOf = usePlaceName();
  if (velocity.length === 0) return <p className={classes['quiet']}>{t('liquidity.noTurnover')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('liquidity.turnovers')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('liquidity.time')}</Table.Th>
          <Table.Th>{t('ramps.jurisdiction')}</Table.Th>
          <Table.Th className={classes['number']}>{t('liquidity.turnover')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {velocity.slice(-turnoversShown).map(({ begins, jurisdiction, turnovers }) => (
          <Table.Tr key={`${begins} ${jurisdiction}`}>
            <Table.Td>{dates.day(begins.slice(0, 10))}</Table.Td>
            <Table.Td>{nameOf(jurisdiction)}</Table.Td>
            <Table.Td className={classes['number']}>{turnovers.toFixed(3)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
