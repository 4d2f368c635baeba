// SPDX-License-Identifier: Apache-2.0
/** Recalling a record of ours: the change, what each holder would get of it, and the reason that all of them read. */
import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecallPartWire } from '../../../src/onward/wire.ts';
import { onwardCalls, type RecallChange, recallQuery } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { Fact } from './consent-facts.tsx';
import { useFieldName } from './fields/use-field-name.ts';
import { useMatterCall, useOpenMatter } from './matter-call.ts';
import classes from './onward.module.css';

export function RecallForm({ recordId }: { recordId: string }) {
  const { t } = useSpeech();
  const [change, setChange] = useState<RecallChange>('withdrawal');
  const [reason, setReason] = useState('');
  const parts = useQuery(recallQuery(recordId, change));
  const recall = useMatterCall(onwardCalls.recall, t('onward.recallPrepared'), useOpenMatter());
  return (
    <Section title={t('onward.recall')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          recall.mutate({ recordId, change, reason });
        }}
      >
        <Text size="sm">{t('onward.recallUnder')}</Text>
        <SegmentedControl
          fullWidth
          aria-label={t('onward.recall')}
          value={change}
          onChange={setChange}
          data={(['withdrawal', 'correction'] as const).map((value) => ({ value, label: t(`recallChange.${value}`) }))}
        />
        {parts.isError && <Failure error={parts.error} />}
        {parts.data !== undefined && <Parts parts={parts.data} change={change} />}
        <Textarea
          label={t('onward.recallReason')}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {recall.error !== null && <Failure error={recall.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={parts.isError} loading={recall.isPending}>
            {t('onward.prepareRecall')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}

function Parts({ parts, change }: { parts: readonly RecallPartWire[]; change: RecallChange }) {
  const { t } = useSpeech();
  const nameOf = useFieldName();
  const whole = t(change === 'withdrawal' ? 'onward.recallPart.destroy' : 'onward.recallPart.whole');
  return (
    <div>
      <dl className={classes['facts']} aria-label={t('onward.recallParts')}>
        {parts.flatMap(({ recipients, withheld }) =>
          recipients.map(({ authorityId, name }) => (
            <Fact key={authorityId} name={name}>
              {withheld.length === 0
                ? whole
                : t('onward.recallPart.without', { fields: withheld.map(({ path }) => nameOf(path)).join(', ') })}
            </Fact>
          )),
        )}
      </dl>
      {parts.some(({ withheld }) => withheld.length > 0) && (
        <Text size="sm" c="dimmed">
          {t('onward.recallPartsWhy')}
        </Text>
      )}
    </div>
  );
}
