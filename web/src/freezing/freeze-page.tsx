// SPDX-License-Identifier: Apache-2.0
/** One order: how much of it is frozen, line by line; its clocks; the orders to firms; and what both sides said. */
import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FreezeDetailWire, LedgerLineWire } from '../../../src/freezing/wire.ts';
import { freezeQuery } from '../calls/orders/freezing-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { OrderClocks, OrderHistory, OrderPage } from '../orders/order-page.tsx';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { Certificate } from './certificate.tsx';
import { FirmOrders } from './firm-orders.tsx';
import { FreezeActions } from './freeze-actions.tsx';
import { FreezeBadge } from './freeze-badge.tsx';
import classes from '../orders/orders.module.css';
import { sumText } from './sums.ts';

export function FreezePage({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(freezeQuery(caseId));
  if (found.data !== undefined) return <Freeze detail={found.data} />;
  return (
    <Page title={t('freeze.order')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Freeze({ detail }: { detail: FreezeDetailWire }) {
  const { t } = useSpeech();
  const { row, clocks, history } = detail;
  return (
    <OrderPage
      row={row}
      badge={<FreezeBadge state={row.state} />}
      about={`${t(`freeze.side.${row.side}`)} · ${row.counterpart}`}
      actions={<FreezeActions detail={detail} />}
      aside={
        <>
          <OrderClocks clocks={clocks} name={(what) => t(`freezeClock.${what}`)} />
          <OrderHistory history={history} />
        </>
      }
    >
      <Ledger detail={detail} />
      {row.side === 'requested' && <FirmOrders detail={detail} />}
      <Certificate detail={detail} />
    </OrderPage>
  );
}

function Ledger({ detail }: { detail: FreezeDetailWire }) {
  const { t, language } = useSpeech();
  const { row, totals, lines } = detail;
  const sum = (minor: string): string => sumText(minor, row.currency, language);
  return (
    <Section title={t('freeze.ledger')} aside={<Text size="sm">{t('freeze.of', { sum: sum(row.hereMinor) })}</Text>}>
      <Picture detail={detail} />
      <dl className={classes['key']}>
        {(['frozen', 'disposed', 'left'] as const).map((part) => (
          <div key={part}>
            <span className={classes['dot']} data-part={part} aria-hidden />
            <dt>{t(`freeze.part.${part}`)}</dt>
            <dd>{sum(totals[`${part}Minor`])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('freeze.part.released')}</dt>
          <dd>{sum(totals.releasedMinor)}</dd>
        </div>
        {row.side === 'requesting' && (
          <div>
            <dt>{t('freeze.part.allStates')}</dt>
            <dd>{sum(totals.allStatesMinor)}</dd>
          </div>
        )}
      </dl>
      {lines.length === 0 ? <p className={classes['quiet']}>{t('freeze.ledger.none')}</p> : <LedgerTable lines={lines} sum={sum} />}
    </Section>
  );
}

/** Shares of the order as widths; the list beneath says the same in figures. */
function Picture({ detail: { row, totals } }: { detail: FreezeDetailWire }) {
  const whole = Number(row.hereMinor) || Number(totals.frozenMinor) + Number(totals.disposedMinor) || 1;
  const width = (minor: string): string => `${Math.min(100, (100 * Number(minor)) / whole)}%`;
  return (
    <div className={classes['bar']} aria-hidden>
      <span data-part="frozen" style={{ width: width(totals.frozenMinor) }} />
      <span data-part="disposed" style={{ width: width(totals.disposedMinor) }} />
    </div>
  );
}

function LedgerTable({ lines, sum }: { lines: readonly LedgerLineWire[]; sum: (minor: string) => string }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['scroll']}>
      <Table aria-label={t('freeze.ledger')} mt="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('freeze.line')}</Table.Th>
            <Table.Th>{t('freeze.heldBy')}</Table.Th>
            <Table.Th className={classes['sum']}>{t('freeze.value')}</Table.Th>
            <Table.Th>{t('inbox.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.lineId}>
              <Table.Td>
                {line.description}
                <div className={classes['quiet']}>{[line.quantity, line.custody].filter((word) => word !== '').join(' · ')}</div>
                {line.claims.map((claim) => (
                  <div key={`${claim.at} ${claim.claimant}`} className={classes['quiet']}>
                    {t('freeze.claimOf', { claimant: claim.claimant, claim: claim.claim })}
                  </div>
                ))}
              </Table.Td>
              <Table.Td>
                {line.heldBy}
                <div className={classes['quiet']}>{dates.moment(line.at)}</div>
              </Table.Td>
              <Table.Td className={classes['sum']}>
                {sum(line.valueMinor)}
                {line.method !== '' && <div className={classes['quiet']}>{t('freeze.latest', { sum: sum(line.latestMinor) })}</div>}
              </Table.Td>
              <Table.Td>
                <WordBadge tone={line.state === 'frozen' ? 'moss' : 'gray'} label={t(`lineState.${line.state}`)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
