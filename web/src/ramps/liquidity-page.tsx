// SPDX-License-Identifier: Apache-2.0
/** Value between jurisdictions: which files, which asset, which periods, where accounts lie, and what comes of it. */
import { Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { OverviewPage, useAsked } from '../traces/overview-page.tsx';
import { movementFilesQuery } from '../traces/trace-calls.ts';
import { LinesField } from './lines-field.tsx';
import { LiquidityFindings } from './liquidity-findings.tsx';
import { showLiquidity } from './ramp-calls.ts';
import { firmLines, placeLines } from './written-lines.ts';

const nameOf = ({ symbol, ledger }: { readonly symbol: string; readonly ledger: string }): string => `${symbol} · ${ledger}`;
const periods = [1, 7, 30, 365] as const;

export function Liquidity() {
  const { t } = useSpeech();
  const known = useQuery(movementFilesQuery);
  const asked = useAsked();
  const [chosen, setChosen] = useState<string | null>(null);
  const [periodDays, setPeriodDays] = useState<(typeof periods)[number]>(7);
  const [placeText, setPlaceText] = useState('');
  const [firmText, setFirmText] = useState('');
  const call = useMutation({ mutationFn: showLiquidity });
  const [places, firms] = [placeLines(placeText), firmLines(firmText)];
  const assets = (known.data ?? []).filter(({ id }) => asked.files.includes(id)).flatMap(({ facts }) => facts.assets);
  const asset = assets.find((one) => nameOf(one) === chosen) ?? assets[0] ?? null;
  return (
    <OverviewPage
      title={t('liquidity.liquidity')}
      under={t('liquidity.under')}
      asked={asked}
      order={t('ramps.do')}
      isReady={asset !== null && places.unread.length + firms.unread.length === 0}
      onOrder={(order) => {
        if (asset === null) return;
        const { symbol, ledger } = asset;
        call.mutate({ ...order, asset: symbol, ledger, periodDays, places: [...places.values], firms: [...firms.values] });
      }}
      call={call}
      found={call.data !== undefined && <LiquidityFindings key={call.data.liquidity.digest} answer={call.data} />}
    >
      <Select
        label={t('liquidity.asset')}
        allowDeselect={false}
        value={asset === null ? null : nameOf(asset)}
        onChange={setChosen}
        data={[...new Set(assets.map(nameOf))]}
      />
      <Select
        label={t('liquidity.period')}
        allowDeselect={false}
        value={String(periodDays)}
        onChange={(value) => setPeriodDays(periods.find((days) => String(days) === value) ?? 7)}
        data={periods.map((days) => ({ value: String(days), label: t(`liquidity.days.${days}`) }))}
      />
      <LinesField
        label={t('liquidity.places')}
        hint={t('liquidity.placesHint')}
        text={placeText}
        unread={places.unread}
        onChange={setPlaceText}
      />
      <LinesField label={t('ramps.firms')} hint={t('ramps.firmsHint')} text={firmText} unread={firms.unread} onChange={setFirmText} />
    </OverviewPage>
  );
}
