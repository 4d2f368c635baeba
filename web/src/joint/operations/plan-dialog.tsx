// SPDX-License-Identifier: Apache-2.0
/**
 * The plan of a joint operation as a form: what it is about, who takes part and leads by which criteria, steps with their owners and what must come
 * before them, the instant, press and disclosures. The same form opens an operation and writes the next version of its plan. The server judges it.
 */
import { Button, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { purposes } from '../../../../src/conditions/wire.ts';
import { operationForms, type PlanWire } from '../../../../src/joint-operations/wire.ts';
import { peersQuery } from '../../calls/peer-calls.ts';
import { MomentInput } from '../../deadlines/moment-input.tsx';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import { openJoint, writeJoint } from '../joint-calls.ts';
import { CriteriaRows, DisclosureRows, ParticipantRows, type PartProps, StepRows, SubjectRows } from './plan-rows.tsx';
import { PeersFailure } from '../../peers/peers-failure.tsx';

interface PlanDialogProps {
  /** The matter and the plan that stands in it; null to open an operation. */
  readonly standing: { readonly matter: string; readonly version: number; readonly plan: PlanWire } | null;
  /** What an operation that is opened begins with; left out: nothing. */
  readonly draft?: PlanWire;
  readonly onClose: () => void;
}

export function PlanDialog({ standing, draft, onClose }: PlanDialogProps) {
  const { t } = useSpeech();
  const { authority } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const peers = useQuery(peersQuery);
  const [plan, setPlan] = useState<PlanWire>(() => standing?.plan ?? draft ?? emptyPlan(authority.id));
  const writing = useMutation({
    mutationFn: () => {
      const said = { kind: 'plan', version: (standing?.version ?? 0) + 1, plan: atInstant(plan) } as const;
      return standing === null ? openJoint(said) : writeJoint(standing.matter, said);
    },
    onSuccess: async ({ matter, isWaiting }) => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t(isWaiting ? 'joint.waits' : 'joint.written') });
      onClose();
      if (!isWaiting && standing === null) await navigate({ to: '/joint/$matterId', params: { matterId: matter } });
    },
  });
  const live = (peers.data ?? [])
    .filter(({ state }) => state === 'live')
    .map(({ authorityId, name }) => ({ value: authorityId, label: name }));
  const part = { plan, onChange: setPlan, authorities: [{ value: authority.id, label: authority.name }, ...live] };
  const title = t(standing === null ? 'jointOpen.plan' : 'jointDo.plan');
  return (
    <Modal opened onClose={onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate();
        }}
      >
        <Stack gap="md">
          <AboutFields {...part} />
          <SubjectRows {...part} />
          <ParticipantRows {...part} self={authority.id} />
          <PeersFailure />
          <CriteriaRows {...part} />
          <TimeFields {...part} />
          <StepRows {...part} />
          <PressFields {...part} />
          <DisclosureRows {...part} />
          {writing.error !== null && <Failure error={writing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={writing.isPending}>
              {t('joint.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function emptyPlan(self: string): PlanWire {
  return {
    title: '',
    form: 'joint-action',
    purpose: 'asset-tracing',
    summary: '',
    conduct: '',
    subjects: [{ kind: 'entity', value: '' }],
    participants: [{ authorityId: self, isNeeded: true }],
    lead: self,
    criteria: [{ criterion: 'began-first', authority: self, because: '' }],
    leadReason: '',
    decideBy: '',
    instant: '',
    windowMinutes: 60,
    steps: [],
    press: { embargoUntil: '', speaker: self, lines: '' },
    disclosures: [],
  };
}

/** A step at the instant starts with it, however the instant was moved, and takes as long as before. */
function atInstant(plan: PlanWire): PlanWire {
  const steps = plan.steps.map((step) => {
    if (!step.isAtInstant) return step;
    const lastsMs = Math.max(0, Date.parse(step.endsAt) - Date.parse(step.startsAt));
    return { ...step, startsAt: plan.instant, endsAt: new Date(Date.parse(plan.instant) + lastsMs).toISOString() };
  });
  return { ...plan, steps };
}

function AboutFields({ plan, onChange }: PartProps) {
  const { t } = useSpeech();
  const { title, form, purpose, summary, conduct } = plan;
  return (
    <>
      <TextInput
        label={t('jointField.title')}
        required
        value={title}
        onChange={(event) => onChange({ ...plan, title: event.currentTarget.value })}
      />
      <Group grow>
        <Select
          label={t('plan.form')}
          allowDeselect={false}
          value={form}
          onChange={(chosen) => onChange({ ...plan, form: operationForms.find((one) => one === chosen) ?? form })}
          data={operationForms.map((one) => ({ value: one, label: t(`jointWork.${one}`) }))}
        />
        <Select
          label={t('plan.purpose')}
          allowDeselect={false}
          searchable
          value={purpose}
          onChange={(chosen) => onChange({ ...plan, purpose: purposes.find((one) => one === chosen) ?? purpose })}
          data={purposes.map((one) => ({ value: one, label: t(`purpose.${one}`) }))}
        />
      </Group>
      <Textarea
        label={t('jointField.summary')}
        required
        autosize
        minRows={2}
        value={summary}
        onChange={(event) => onChange({ ...plan, summary: event.currentTarget.value })}
      />
      <Textarea
        label={t('jointField.conduct')}
        required
        autosize
        minRows={2}
        value={conduct}
        onChange={(event) => onChange({ ...plan, conduct: event.currentTarget.value })}
      />
    </>
  );
}

function TimeFields({ plan, onChange }: PartProps) {
  const { t } = useSpeech();
  return (
    <Group grow align="flex-start">
      <MomentInput
        label={t('jointField.decideBy')}
        isRequired
        start={plan.decideBy}
        onChange={(decideBy) => onChange({ ...plan, decideBy })}
      />
      <MomentInput label={t('jointField.instant')} isRequired start={plan.instant} onChange={(instant) => onChange({ ...plan, instant })} />
      <NumberInput
        label={t('jointField.windowMinutes')}
        required
        min={0}
        max={1440}
        value={plan.windowMinutes}
        onChange={(value) => onChange({ ...plan, windowMinutes: Number(value) })}
      />
    </Group>
  );
}

function PressFields({ plan, onChange, authorities }: PartProps) {
  const { t } = useSpeech();
  const { press } = plan;
  const taking = authorities.filter(({ value }) => plan.participants.some(({ authorityId }) => authorityId === value));
  return (
    <>
      <Group grow align="flex-start">
        <MomentInput
          label={t('joint.embargo')}
          isRequired
          start={press.embargoUntil}
          onChange={(embargoUntil) => onChange({ ...plan, press: { ...press, embargoUntil } })}
        />
        <Select
          label={t('plan.speaker')}
          allowDeselect={false}
          value={press.speaker}
          onChange={(speaker) => onChange({ ...plan, press: { ...press, speaker: speaker ?? press.speaker } })}
          data={taking}
        />
      </Group>
      <Textarea
        label={t('jointField.press')}
        autosize
        minRows={1}
        value={press.lines}
        onChange={(event) => onChange({ ...plan, press: { ...press, lines: event.currentTarget.value } })}
      />
    </>
  );
}
