// SPDX-License-Identifier: Apache-2.0
/** Same, different or unsure, with the reason; a rejection names the day on which it ends. Offers what the server allows. */
import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconEqual, IconEqualNot, IconHelpCircle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { JudgementVerdict, LeadDetailWire } from '../../../src/findings/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { useOfferActions } from '../actions/actions.tsx';
import { findingCalls, type GivenVerdict } from '../calls/finding-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import classes from './findings.module.css';
import { useFindingCall } from './finding-call.ts';

export const verdictChoices = [
  { verdict: 'same', event: 'confirm', keys: 's', icon: IconEqual },
  { verdict: 'different', event: 'dismiss', keys: 'd', icon: IconEqualNot },
  { verdict: 'unsure', event: 'doubt', keys: 'u', icon: IconHelpCircle },
] as const;

export function JudgementForm({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const choices = verdictChoices.filter(({ event }) => lead.next.includes(event));
  const call = useFindingCall((given: GivenVerdict) => findingCalls.judge(lead.id, given), { said: t('judgement.done') });
  return (
    <Section title={t(lead.listed === null ? 'judgement.titleHolds' : 'judgement.title')}>
      <VerdictFields choices={choices} isPending={call.isPending} onGiven={(given) => call.mutate(given)} />
      {call.error !== null && <Failure error={call.error} />}
    </Section>
  );
}

interface FieldsProps {
  readonly choices: readonly (typeof verdictChoices)[number][];
  readonly isPending: boolean;
  readonly onGiven: (given: GivenVerdict) => void;
}

export function VerdictFields({ choices, isPending, onGiven }: FieldsProps) {
  const { t } = useSpeech();
  const [verdict, setVerdict] = useState<JudgementVerdict>(choices[0]?.verdict ?? 'unsure');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const choose = (chosen: JudgementVerdict): void => {
    setVerdict(chosen);
    field.current?.focus();
  };
  const actions: Action[] = choices.map(({ verdict: value, keys, icon }) => ({
    name: `judge-${value}`,
    label: t(`judgement.${value}`),
    icon,
    group: 'here',
    keys,
    who: [],
    run: () => choose(value),
  }));
  useOfferActions(actions);
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onGiven({ verdict, reason, ...(verdict === 'different' && until !== null ? { until } : {}) });
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('judgement.title')}
        value={verdict}
        onChange={setVerdict}
        data={choices.map(({ verdict: value }) => ({ value, label: t(`judgement.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t(`judgement.${verdict}.under`)}
      </Text>
      <Textarea
        ref={field}
        label={t('judgement.reason')}
        autosize
        minRows={2}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {verdict === 'different' && (
        <DayInput label={t('judgement.until')} description={t('judgement.untilHint')} day={until} onChange={setUntil} />
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={isPending}>
          {t('judgement.give')}
        </Button>
      </Group>
    </form>
  );
}
