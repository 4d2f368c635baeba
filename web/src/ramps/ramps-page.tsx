// SPDX-License-Identifier: Apache-2.0
/** On-ramps and off-ramps: which files, whose accounts, which prices, and what comes of it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { OverviewPage, useAsked } from '../traces/overview-page.tsx';
import { LinesField } from './lines-field.tsx';
import { RampFindings } from './ramp-findings.tsx';
import { showRamps } from './ramp-calls.ts';
import { firmLines, priceLines } from './written-lines.ts';

export function Ramps() {
  const { t } = useSpeech();
  const asked = useAsked();
  const [firmText, setFirmText] = useState('');
  const [priceText, setPriceText] = useState('');
  const call = useMutation({ mutationFn: showRamps });
  const [firms, prices] = [firmLines(firmText), priceLines(priceText)];
  return (
    <OverviewPage
      title={t('ramps.ramps')}
      under={t('ramps.under')}
      asked={asked}
      order={t('ramps.do')}
      isReady={firms.unread.length + prices.unread.length === 0}
      onOrder={(order) => call.mutate({ ...order, firms: [...firms.values], prices: [...prices.values] })}
      call={call}
      found={call.data !== undefined && <RampFindings answer={call.data} />}
    >
      <LinesField label={t('ramps.firms')} hint={t('ramps.firmsHint')} text={firmText} unread={firms.unread} onChange={setFirmText} />
      <LinesField label={t('ramps.prices')} hint={t('ramps.pricesHint')} text={priceText} unread={prices.unread} onChange={setPriceText} />
    </OverviewPage>
  );
}
