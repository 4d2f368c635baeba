// SPDX-License-Identifier: Apache-2.0
/** What of a trace could be seized where it lies: by which rule of tracing, near which lists, at which prices; under the orders that stand. */
import { Button, MultiSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import { clawbackMethods } from '../../../src/flows/clawback/wire.ts';
import { listsQuery } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { LinesField } from '../ramps/lines-field.tsx';
import { firmLines, priceLines } from '../ramps/written-lines.ts';
import { Failure, Section } from '../shell/page.tsx';
import classes from '../traces/traces.module.css';
import { showClawback } from './clawback-calls.ts';
import { ClawbackFindings } from './clawback-findings.tsx';

export function ClawbackSection({ trace }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  const watched = useQuery(listsQuery);
  const [methods, setMethods] = useState<string[]>(clawbackMethods.filter((method) => trace.row.methods.includes(method)));
  const [lists, setLists] = useState<string[]>([]);
  const [firmText, setFirmText] = useState('');
  const [priceText, setPriceText] = useState('');
  const [firms, prices] = [firmLines(firmText), priceLines(priceText)];
  const chosen = clawbackMethods.filter((method) => methods.includes(method));
  const call = useMutation({
    mutationFn: () => showClawback(trace.row.id, { methods: chosen, lists, firms: [...firms.values], prices: [...prices.values] }),
  });
  if (trace.picture === null || trace.order.seeds.length === 0) return null;
  const isReady = chosen.length > 0 && firms.unread.length + prices.unread.length === 0;
  return (
    <Section title={t('clawback.clawback')}>
      <p className={classes['quiet']}>{t('clawback.under')}</p>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate();
        }}
      >
        <MultiSelect
          label={t('clawback.methods')}
          required
          value={methods}
          onChange={setMethods}
          data={clawbackMethods.map((value) => ({ value, label: t(`traceMethod.${value}`) }))}
        />
        <MultiSelect label={t('exposure.lists')} value={lists} onChange={setLists} data={(watched.data ?? []).map(({ name }) => name)} />
        <LinesField label={t('ramps.firms')} hint={t('ramps.firmsHint')} text={firmText} unread={firms.unread} onChange={setFirmText} />
        <LinesField
          label={t('ramps.prices')}
          hint={t('clawback.pricesHint')}
          text={priceText}
          unread={prices.unread}
          onChange={setPriceText}
        />
        <Button type="submit" disabled={!isReady} loading={call.isPending}>
          {t('clawback.do')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
      {call.data !== undefined && <ClawbackFindings answer={call.data} />}
    </Section>
  );
}
