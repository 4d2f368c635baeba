// SPDX-License-Identifier: Apache-2.0
/** A party's history: of each asset the balance before, what came and went, the balance after, and stated balances that do not fit. */
import { Button, Group, Table } from '@mantine/core';
import { IconFileText, IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { HistoryOrderWire } from '../../../src/findings/surroundings/wire.ts';
import type { PartyHistoryWire } from '../../../src/flows/wire.ts';
import { saveFile, saveJson } from '../calls/save-file.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import traceClasses from '../traces/traces.module.css';
import { partyCalls, historyQuery } from './party-calls.ts';
import { PartyLink } from './party-link.tsx';
import { StatedBalances } from './stated-balances.tsx';

interface HistoryProps {
  readonly files: readonly string[];
  readonly purpose: Purpose;
  readonly party: string;
}

type Asset = PartyHistoryWire['assets'][number];

export function PartyHistory({ files, purpose, party }: HistoryProps) {
  const { t } = useSpeech();
  const [stated, setStated] = useState<HistoryOrderWire['stated']>([]);
  const order = { files: [...files], purpose, party, stated };
  const found = useQuery(historyQuery(order));
  const paper = useMutation({
    mutationFn: async () => partyCalls.historyPaper(order),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'history.pdf'),
  });
  const history = found.data;
  const digest = history?.digest.slice(7, 19) ?? '';
  return (
    <>
      <Section title={t('party.history')}>
        {found.isError && <Failure error={found.error} />}
        {found.isPending && <Waiting rows={6} />}
        {history !== undefined && (
          <>
            <Group gap="xs" mb="sm">
              <Button leftSection={<IconFileText size={16} aria-hidden />} loading={paper.isPending} onClick={() => paper.mutate()}>
                {t('party.paper')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                onClick={() => saveJson(history, `history-${digest}.json`)}
              >
                {t('party.document')}
              </Button>
            </Group>
            {paper.isError && <Failure error={paper.error} />}
            <Gaps assets={history.assets} isAny={stated.length > 0} />
            <p className={traceClasses['digest']}>
              {t('traces.table')}: {history.input}
            </p>
            <p className={traceClasses['digest']}>
              {t('party.digest')}: {history.digest}
            </p>
          </>
        )}
      </Section>
      {history !== undefined && <StatedBalances assets={history.assets.map(({ asset }) => asset)} stated={stated} onChange={setStated} />}
      {history?.assets.map((one) => (
        <AssetHistory key={`${one.asset.ledger} ${one.asset.symbol}`} one={one} files={files} purpose={purpose} />
      ))}
    </>
  );
}

function Gaps({ assets, isAny }: { assets: readonly Asset[]; isAny: boolean }) {
  const { t, dates, amounts } = useSpeech();
  const gaps = assets.flatMap(({ asset, gaps: own }) => own.map((gap) => ({ asset, ...gap })));
  if (gaps.length === 0) return <p className={traceClasses['quiet']}>{t(isAny ? 'party.noGaps' : 'party.nothingStated')}</p>;
  return (
    <Table className={findingClasses['table']} aria-label={t('party.gaps')} mb="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('party.gapAt')}</Table.Th>
          <Table.Th className={traceClasses['number']}>{t('party.stated')}</Table.Th>
          <Table.Th className={traceClasses['number']}>{t('party.computed')}</Table.Th>
          <Table.Th className={traceClasses['number']}>{t('party.missing')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {gaps.map(({ asset, at, stated, computed, missing }) => (
          <Table.Tr key={`${asset.ledger} ${asset.symbol} ${at} ${stated}`}>
            <Table.Td>{dates.moment(at)}</Table.Td>
            <Table.Td className={traceClasses['number']}>{stated}</Table.Td>
            <Table.Td className={traceClasses['number']}>{computed}</Table.Td>
            <Table.Td className={traceClasses['number']}>
              <strong>
                {amounts(missing)} {asset.symbol}
              </strong>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** As the canonical table of movements names them. */
const kinds = ['transfer', 'cash-in', 'cash-out', 'issue', 'redeem', 'input', 'output', 'fee', 'swap', 'bridge'] as const;

function kindWord(kind: string, t: ReturnType<typeof useSpeech>['t']): string {
  const known = kinds.find((one) => one === kind);
  return known === undefined ? kind : t(`movementKind.${known}`);
}

/** Rows that a table shows before more are asked for. */
const rowsShown = 50;

function AssetHistory({ one, files, purpose }: { one: Asset } & Pick<HistoryProps, 'files' | 'purpose'>) {
  const { t, dates, amounts } = useSpeech();
  const [most, setMost] = useState(rowsShown);
  const { asset, opening, received, paid, closing, movements } = one;
  const left = movements.first.length - most;
  return (
    <Section title={t('party.ofAsset', { symbol: asset.symbol, ledger: asset.ledger })}>
      <p>{t('party.sum', { opening: amounts(opening), received: amounts(received), paid: amounts(paid), closing: amounts(closing) })}</p>
      <p className={traceClasses['quiet']}>{t('party.openingHint')}</p>
      <Table className={findingClasses['table']} aria-label={t('party.movementsOf', { symbol: asset.symbol })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.when')}</Table.Th>
            <Table.Th>{t('party.kind')}</Table.Th>
            <Table.Th>{t('party.with')}</Table.Th>
            <Table.Th className={traceClasses['number']}>{t('party.change')}</Table.Th>
            <Table.Th className={traceClasses['number']}>{t('party.balance')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {movements.first.slice(0, most).map(({ row, at, kind, other, change, balance }) => (
            <Table.Tr key={`${row} ${kind} ${other} ${change} ${balance}`}>
              <Table.Td>
                {dates.moment(at)} <span className={traceClasses['quiet']}>{t('traces.row', { row })}</span>
              </Table.Td>
              <Table.Td>{kindWord(kind, t)}</Table.Td>
              <Table.Td>
                <PartyLink files={files} purpose={purpose} party={other} />
              </Table.Td>
              <Table.Td className={traceClasses['number']}>{amounts(change)}</Table.Td>
              <Table.Td className={traceClasses['number']}>{amounts(balance)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {left > 0 && (
        <Button mt="xs" size="xs" variant="default" onClick={() => setMost(most + rowsShown * 4)}>
          {t('canvas.more', { count: left })}
        </Button>
      )}
      {movements.count > movements.first.length && (
        <p className={traceClasses['quiet']}>{t('party.rowsLeftOut', { shown: movements.first.length, count: movements.count })}</p>
      )}
    </Section>
  );
}
