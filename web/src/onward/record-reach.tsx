// SPDX-License-Identifier: Apache-2.0
/** Beside a record: everywhere it could lawfully go from here for a purpose, by how many consents of its originator. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { recordReachQuery } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Places } from '../network/reach-panel.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import classes from './onward.module.css';

export function RecordReach({ recordId, startPurpose }: { recordId: string; startPurpose: Purpose | null }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useState<Purpose | null>(startPurpose);
  const found = useQuery(recordReachQuery(recordId, purpose));
  return (
    <Section title={t('reach.ofRecord')}>
      <ClauseReader>
        <div className={classes['form']}>
          <Text size="sm">{t('reach.ofRecordUnder')}</Text>
          <PurposeSelect purpose={purpose} onChange={setPurpose} />
          <div aria-live="polite">
            {purpose !== null && found.isPending && <Waiting rows={3} />}
            {found.isError && <Failure error={found.error} />}
            {found.data !== undefined && <Places answer={found.data} />}
          </div>
        </div>
      </ClauseReader>
    </Section>
  );
}
