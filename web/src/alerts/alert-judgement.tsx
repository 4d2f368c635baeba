// SPDX-License-Identifier: Apache-2.0
/** What an alert is: suspicious, explained or unsure, on a ground, with a reason. Offers what the server allows. */
import { Button, Group, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconAlertHexagon, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type AlertGround, type AlertOutcome, groundsOf } from '../../../src/findings/alerts/wire.ts';
import type { LeadDetailWire } from '../../../src/findings/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { useOfferActions } from '../actions/actions.tsx';
import { alertCalls } from './alert-calls.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';

const choices = [
  { outcome: 'suspicious', event: 'confirm', keys: 's', icon: IconAlertHexagon },
  { outcome: 'explained', event: 'dismiss', keys: 'd', icon: IconCircleCheck },
  { outcome: 'unsure', event: 'doubt', keys: 'u', icon: IconHelpCircle },
] as const;

export function AlertJudgement({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const offered = choices.filter(({ event }) => lead.next.includes(event));
  const [outcome, setOutcome] = useState<AlertOutcome>(offered[0]?.outcome ?? 'unsure');
  const [ground, setGround] = useState<AlertGround | null>(null);
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const call = useFindingCall((given: Parameters<typeof alertCalls.judge>[1]) => alertCalls.judge(lead.id, given), {
    said: t('judgement.done'),
    onDone: () => setReason(''),
  });
  const choose = (chosen: AlertOutcome): void => {
    setOutcome(chosen);
    setGround(groundsOf[chosen].length === 1 ? (groundsOf[chosen][0] ?? null) : null);
    field.current?.focus();
  };
  useOfferActions(
    offered.map(({ outcome: value, keys, icon }): Action => ({
      name: `judge-${value}`,
      label: t(`alertOutcome.${value}`),
      icon,
      group: 'here',
      keys,
      who: [],
      run: () => choose(value),
    })),
  );
  return (
    <Section title={t('alert.judge')}>
      <form
        className={findingClasses['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ground !== null) call.mutate({ outcome, ground, reason });
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={t('alert.judge')}
          value={outcome}
          onChange={choose}
          data={offered.map(({ outcome: value }) => ({ value, label: t(`alertOutcome.${value}`) }))}
        />
        <Select
          label={t('alert.ground')}
          required
          allowDeselect={false}
          value={ground}
          onChange={setGround}
          data={groundsOf[outcome].map((value) => ({ value, label: t(`alertGround.${value}`) }))}
        />
        <Textarea
          ref={field}
          label={t('judgement.reason')}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={ground === null} loading={call.isPending}>
            {t('judgement.give')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
