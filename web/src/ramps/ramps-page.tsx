// SPDX-License-Identifier: Apache-2.0
/** On-ramps and off-ramps: which files, whose accounts, which prices, and what comes of it. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { MovementFilesSelect } from '../traces/movement-files-select.tsx';
import classes from '../traces/traces.module.css';
import { LinesField } from './lines-field.tsx';
import { RampFindings } from './ramp-findings.tsx';
import { showRamps } from './ramp-calls.ts';
import { firmLines, priceLines } from './written-lines.ts';

export function Ramps() {
  const { t } = useSpeech();
  const [files, setFiles] = useState<string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  const [firmText, setFirmText] = useState('');
  const [priceText, setPriceText] = useState('');
  const call = useMutation({ mutationFn: showRamps });
  const [firms, prices] = [firmLines(firmText), priceLines(priceText)];
  const isReady = files.length > 0 && purpose !== null && firms.unread.length + prices.unread.length === 0;
  return (
    <Page
      title={t('ramps.ramps')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('ramps.under')}
    >
      <Column>
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              if (purpose !== null) call.mutate({ files, purpose, firms: [...firms.values], prices: [...prices.values] });
            }}
          >
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
            <LinesField label={t('ramps.firms')} hint={t('ramps.firmsHint')} text={firmText} unread={firms.unread} onChange={setFirmText} />
            <LinesField
              label={t('ramps.prices')}
              hint={t('ramps.pricesHint')}
              text={priceText}
              unread={prices.unread}
              onChange={setPriceText}
            />
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {t('ramps.do')}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
        {call.data !== undefined && <RampFindings answer={call.data} />}
      </Column>
    </Page>
  );
}
