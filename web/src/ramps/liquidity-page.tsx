// SPDX-License-Identifier: Apache-2.0
/** Value between jurisdictions: which files, which asset, which periods, where accounts lie, and what comes of it. */
import { Button, Select } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { MovementFilesSelect } from '../traces/movement-files-select.tsx';
import { movementFilesQuery } from '../traces/trace-calls.ts';
import classes from '../traces/traces.module.css';
import { LinesField } from './lines-field.tsx';
import { LiquidityFindings } from './liquidity-findings.tsx';
import { showLiquidity } from './ramp-calls.ts';
import { firmLines, placeLines } from './written-lines.ts';

const nameOf = ({ symbol, ledger }: { readonly symbol: string; readonly ledger: string }): string => `${symbol} · ${ledger}`;
const periods = [1, 7, 30, 365] as const;

export function Liquidity() {
  const { t } = useSpeech();
  const known = useQuery(movementFilesQuery);
  const [files, setFiles] = useState<string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  const [chosen, setChosen] = useState<string | null>(null);
  const [periodDays, setPeriodDays] = useState<(typeof periods)[number]>(7);
  const [placeText, setPlaceText] = useState('');
  const [firmText, setFirmText] = useState('');
  const call = useMutation({ mutationFn: showLiquidity });
  const [places, firms] = [placeLines(placeText), firmLines(firmText)];
  const assets = (known.data ?? []).filter(({ id }) => files.includes(id)).flatMap(({ facts }) => facts.assets);
  const asset = assets.find((one) => nameOf(one) === chosen) ?? assets[0] ?? null;
  const isReady = asset !== null && purpose !== null && places.unread.length + firms.unread.length === 0;
  return (
    <Page
      title={t('liquidity.liquidity')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('liquidity.under')}
    >
      <Column>
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              if (purpose === null || asset === null) return;
              call.mutate({
                files,
                purpose,
                asset: asset.symbol,
                ledger: asset.ledger,
                periodDays,
                places: [...places.values],
                firms: [...firms.values],
              });
            }}
          >
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
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
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {t('ramps.do')}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
        {call.data !== undefined && <LiquidityFindings key={call.data.liquidity.digest} answer={call.data} />}
      </Column>
    </Page>
  );
}
