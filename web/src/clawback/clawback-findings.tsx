// SPDX-License-Identifier: Apache-2.0
/** What orders cover of traced value and what they do not, as tables: all of it, by authority, by firm, by holding. */
import { SegmentedControl, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClawbackAnswerWire } from '../../../src/findings/clawback/wire.ts';
import type { ClawbackWire } from '../../../src/flows/clawback/wire.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import { RegistrationsRead } from '../ramps/registrations-read.tsx';
import classes from '../traces/traces.module.css';

type Method = ClawbackWire['methods'][number];

export function ClawbackFindings({ answer: { clawback, cases, read } }: { answer: ClawbackAnswerWire }) {
  const { t, dates } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = clawback.methods.find(({ method }) => method === chosen) ?? clawback.methods[0];
  if (shown === undefined) return null;
  return (
    <>
      {clawback.methods.length > 1 && (
        <SegmentedControl
          aria-label={t('clawback.methods')}
          my={12}
          value={shown.method}
          onChange={setChosen}
          data={clawback.methods.map(({ method }) => ({ value: method, label: t(`traceMethod.${method}`) }))}
        />
      )}
      <p className={classes['quiet']}>{t('clawback.asOf', { moment: dates.moment(clawback.asOf) })}</p>
      <Totals totals={shown.totals} />
      <Orders orders={clawback.orders} cases={cases} />
      <Equivalents equivalents={shown.equivalents} orders={clawback.orders} />
      <Authorities method={shown} />
      <Firms method={shown} firms={clawback.firms} />
      <Holdings method={shown} clawback={clawback} />
      <RegistrationsRead read={read} />
      <p className={classes['digest']}>{clawback.digest}</p>
    </>
  );
}

/** What orders cover of a sum, and what they do not. */
function CoverHeads() {
  const { t } = useSpeech();
  return (
    <>
      <Table.Th className={classes['number']}>{t('traces.held')}</Table.Th>
      <Table.Th className={classes['number']}>{t('clawback.covered')}</Table.Th>
      <Table.Th className={classes['number']}>{t('clawback.uncovered')}</Table.Th>
    </>
  );
}

function CoverCells({
  sums: { held, covered, uncovered, asset },
}: {
  sums: Pick<Method['authorities'][number], 'held' | 'covered' | 'uncovered' | 'asset'>;
}) {
  const { amounts } = useSpeech();
  return (
    <>
      <Table.Td className={classes['number']}>
        {amounts(held)} {asset.symbol}
      </Table.Td>
      <Table.Td className={classes['number']}>{amounts(covered)}</Table.Td>
      <Table.Td className={classes['number']}>{amounts(uncovered)}</Table.Td>
    </>
  );
}

function Totals({ totals }: { totals: Method['totals'] }) {
  const { t, amounts } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('clawback.totals')} mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('clawback.totals')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {totals.flatMap(({ asset, begun, convertedIn, covered, uncovered, mixed, ended }) => {
          const name = `${asset.ledger} ${asset.symbol}`;
          const rows: readonly (readonly [key: string, words: string, amount: string])[] = [
            ['begun', t('clawback.begun'), begun],
            ['converted', t('clawback.convertedIn'), convertedIn],
            ['covered', t('clawback.couldBe'), covered],
            ...uncovered.map(({ why, amount }) => [why, t(`clawback.why.${why}`), amount] as const),
            ['mixed', t('clawback.mixed'), mixed],
            ...ended.map(
              ({ kind, amount }) => [`ended ${kind}`, t('clawback.gone', { how: t(`traceEnd.${kind as 'outside'}`) }), amount] as const,
            ),
          ];
          return rows
            .filter(([key, , amount]) => key === 'covered' || /[1-9]/.test(amount))
            .map(([key, words, amount]) => (
              <Table.Tr key={`${name} ${key}`}>
                <Table.Td>{key === 'covered' ? <strong>{words}</strong> : words}</Table.Td>
                <Table.Td className={classes['number']}>
                  {amounts(amount)} {asset.symbol}
                </Table.Td>
              </Table.Tr>
            ));
        })}
      </Table.Tbody>
    </Table>
  );
}

function Orders({ orders, cases }: { orders: ClawbackWire['orders']; cases: readonly string[] }) {
  const { t, dates, amounts } = useSpeech();
  if (orders.length === 0) return <p>{t('clawback.noOrders')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('clawback.orders')} mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('clawback.orders')}</Table.Th>
          <Table.Th>{t('clawback.kind')}</Table.Th>
          <Table.Th className={classes['number']}>{t('clawback.left')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map(({ reference, kind, currency, left, until, accounts }, place) => (
          <Table.Tr key={`${cases[place]} ${reference}`}>
            <Table.Td>
              <Link to="/cases/$caseId" params={{ caseId: cases[place] ?? '' }} className={findingClasses['link']}>
                {reference}
              </Link>
              <div className={classes['quiet']}>{accounts.join(', ')}</div>
            </Table.Td>
            <Table.Td>
              {t(`clawback.kind.${kind}`)}
              {until !== null && <div className={classes['quiet']}>{t('clawback.until', { moment: dates.moment(until) })}</div>}
            </Table.Td>
            <Table.Td className={classes['number']}>
              {amounts(left)} {currency}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Beyond the trace: other property, up to the value of what cannot be had itself. */
function Equivalents({ equivalents, orders }: { equivalents: Method['equivalents']; orders: ClawbackWire['orders'] }) {
  const { t, dates, amounts } = useSpeech();
  if (equivalents.length === 0) return null;
  return (
    <>
      <Table className={findingClasses['table']} aria-label={t('clawback.equivalents')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('clawback.equivalents')}</Table.Th>
            <Table.Th className={classes['number']}>{t('clawback.missing')}</Table.Th>
            <Table.Th className={classes['number']}>{t('clawback.otherProperty')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {equivalents.map(({ order, at, missing, reach, withoutPrice }) => (
            <Table.Tr key={order}>
              <Table.Td>
                {orders[order]?.reference}
                <div className={classes['quiet']}>{t('clawback.valuedAt', { moment: dates.moment(at) })}</div>
                {withoutPrice.length > 0 && (
                  <div className={classes['quiet']}>
                    {t('clawback.noPriceThen', { assets: withoutPrice.map(({ symbol }) => symbol).join(', ') })}
                  </div>
                )}
              </Table.Td>
              <Table.Td className={classes['number']}>
                {amounts(missing)} {orders[order]?.currency}
              </Table.Td>
              <Table.Td className={classes['number']}>
                <strong>
                  {amounts(reach)} {orders[order]?.currency}
                </strong>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className={classes['quiet']}>{t('clawback.equivalentsUnder')}</p>
    </>
  );
}

function Authorities({ method }: { method: Method }) {
  const { t } = useSpeech();
  const nameOf = useAuthorityName();
  return (
    <Table className={findingClasses['table']} aria-label={t('clawback.byAuthority')} mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('clawback.byAuthority')}</Table.Th>
          <CoverHeads />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {method.authorities.map((row) => (
          <Table.Tr key={`${row.authority} ${row.asset.ledger} ${row.asset.symbol}`}>
            <Table.Td>{row.authority === null ? t('traces.nobody') : nameOf(row.authority)}</Table.Td>
            <CoverCells sums={row} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Firms({ method, firms }: { method: Method; firms: ClawbackWire['firms'] }) {
  const { t, amounts } = useSpeech();
  if (firms.length === 0) return <p className={classes['quiet']}>{t('clawback.noFirms')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('clawback.byFirm')} mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('clawback.byFirm')}</Table.Th>
          <CoverHeads />
          <Table.Th className={classes['number']}>{t('clawback.mixedHead')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {method.firms.map((row) => {
          const firm = row.firm === null ? undefined : firms[row.firm];
          return (
            <Table.Tr key={`${row.firm} ${row.asset.ledger} ${row.asset.symbol}`}>
              <Table.Td>
                {firm?.name ?? t('ramps.noFirm')}
                <div className={classes['quiet']}>{[firm?.jurisdiction, firm?.supervisor].filter((one) => one !== null).join(', ')}</div>
              </Table.Td>
              <CoverCells sums={row} />
              <Table.Td className={classes['number']}>{amounts(row.mixed)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function Holdings({ method: { holdings }, clawback: { orders, groups, firms } }: { method: Method; clawback: ClawbackWire }) {
  const { t, amounts } = useSpeech();
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const more = holdings.count - holdings.first.length;
  return (
    <>
      <Table className={findingClasses['table']} aria-label={t('clawback.holdings')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('clawback.holdings')}</Table.Th>
            <CoverHeads />
            <Table.Th>{t('clawback.underWhich')}</Table.Th>
            {groups.length > 0 && <Table.Th>{t('clawback.near')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holdings.first.map((row) => (
            <Table.Tr key={`${row.party} ${row.asset.ledger} ${row.asset.symbol}`}>
              <Table.Td>
                {row.party} <span className={classes['quiet']}>{row.firm === null ? '' : firms[row.firm]?.name}</span>
              </Table.Td>
              <CoverCells sums={row} />
              <Table.Td>
                {row.under.map(({ order, amount }) => (
                  <div key={order}>
                    {amounts(amount)}: {orders[order]?.reference}
                  </div>
                ))}
                {row.why !== null && <div className={classes['quiet']}>{t(`clawback.why.${row.why}`)}</div>}
              </Table.Td>
              {groups.length > 0 && (
                <Table.Td>
                  {row.listed.map(({ group, hops, heldShare }) => (
                    <div key={group}>{t('clawback.nearTo', { name: groups[group]?.name ?? '', hops, share: percent(heldShare) })}</div>
                  ))}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && <p className={classes['quiet']}>{t('ramps.more', { count: more })}</p>}
    </>
  );
}
