// SPDX-License-Identifier: Apache-2.0
/** A holder's answer to a recall: carried out, or kept on a ground that the agreement accepts. */
import { Button, Group, SegmentedControl, Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RecallGround } from '../../../src/agreements/wire.ts';
import type { AnswerRecallWire, MatterDetailWire } from '../../../src/onward/wire.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useMatterCall } from './matter-call.ts';
import classes from './onward.module.css';

interface FormProps {
  readonly detail: MatterDetailWire;
  readonly recall: NonNullable<MatterDetailWire['recall']>;
}

export function AnswerRecallForm({ detail, recall }: FormProps) {
  const { t } = useSpeech();
  const [outcome, setOutcome] = useState<'executed' | 'refused'>('executed');
  const [ground, setGround] = useState<RecallGround | null>(null);
  const [reasons, setReasons] = useState('');
  const call = useMatterCall(
    (given: AnswerRecallWire) => onwardCalls.answerRecall(detail.row.id, given),
    t('onward.recallAnswered'),
    () => undefined,
  );
  const isKept = outcome === 'refused';
  return (
    <Section title={t('onward.recallAnswer')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate({ outcome, ground: isKept ? ground : null, reasons });
        }}
      >
        <Text size="sm">{t(`onward.recallUnder.${recall.change}`, { originator: recall.originator.name })}</Text>
        <SegmentedControl
          fullWidth
          aria-label={t('onward.recallAnswer')}
          value={outcome}
          onChange={setOutcome}
          data={[
            { value: 'executed', label: t('onward.execute') },
            { value: 'refused', label: t('onward.keep') },
          ]}
        />
        {isKept && (
          <Select
            label={t('onward.keepGround')}
            placeholder={t('refuse.choose')}
            required
            value={ground}
            onChange={setGround}
            data={recall.grounds.map((allowed) => ({ value: allowed.ground, label: t(`recallGround.${allowed.ground}`) }))}
            comboboxProps={{ width: 'target' }}
          />
        )}
        <Textarea
          label={t('refuse.reasons')}
          autosize
          minRows={2}
          required={isKept}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={call.isPending}>
            {t(isKept ? 'onward.sendAnswer' : 'onward.executeNow')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
