// SPDX-License-Identifier: Apache-2.0
/** The parts of a plan that are lists: subjects, participants, criteria for the lead, steps, disclosures. Each row can be changed and removed. */
import { Button, Checkbox, Fieldset, Group, MultiSelect, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { leadCriteria, measures, type PlanStepWire, type PlanWire, subjectKinds } from '../../../../src/joint-operations/wire.ts';
import { MomentInput } from '../../deadlines/moment-input.tsx';
import { useSpeech } from '../../messages/language.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface PartProps {
  readonly plan: PlanWire;
  readonly onChange: (plan: PlanWire) => void;
  /** Ourselves and the peers that a note can reach. */
  readonly authorities: readonly Choice[];
}

const halfHourMs = 1_800_000;
const minuteMs = 60_000;

function changed<Row>(rows: readonly Row[], index: number, to: Partial<Row>): Row[] {
  return rows.map((row, place) => (place === index ? { ...row, ...to } : row));
}

function without<Row>(rows: readonly Row[], index: number): Row[] {
  return rows.filter((_, place) => place !== index);
}

function takingPart({ plan, authorities }: PartProps): Choice[] {
  return authorities.filter(({ value }) => plan.participants.some(({ authorityId }) => authorityId === value));
}

/** A row of the list with what removes it; rows are known by their place, since nothing else of them must be unlike. */
function Row({ children, onRemove }: { children: ReactNode; onRemove: () => void }) {
  const { t } = useSpeech();
  return (
    <Group align="flex-end" wrap="nowrap" grow preventGrowOverflow={false}>
      {children}
      <Button variant="default" flex={0} miw={100} onClick={onRemove}>
        {t('interests.remove')}
      </Button>
    </Group>
  );
}

function Rows({ title, add, onAdd, children }: { title: string; add: string; onAdd: () => void; children: ReactNode }) {
  return (
    <Fieldset legend={title}>
      <Stack gap="sm">
        {children}
        <Group>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
            {add}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

export function SubjectRows({ plan, onChange }: PartProps) {
  const { t } = useSpeech();
  const put = (subjects: PlanWire['subjects']) => onChange({ ...plan, subjects });
  return (
    <Rows title={t('joint.subjects')} add={t('plan.addSubject')} onAdd={() => put([...plan.subjects, { kind: 'entity', value: '' }])}>
      {plan.subjects.map(({ kind, value }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no name of its own.
        <Row key={index} onRemove={() => put(without(plan.subjects, index))}>
          <Select
            label={t('jointField.subjectKind')}
            allowDeselect={false}
            value={kind}
            onChange={(chosen) => put(changed(plan.subjects, index, { kind: subjectKinds.find((one) => one === chosen) ?? kind }))}
            data={subjectKinds.map((one) => ({ value: one, label: t(`jointWord.${one}`) }))}
          />
          <TextInput
            label={t('jointField.subjectValue')}
            required
            value={value}
            onChange={(event) => put(changed(plan.subjects, index, { value: event.currentTarget.value }))}
          />
        </Row>
      ))}
    </Rows>
  );
}

/** We take part always; of each it is said whether nothing is done without it. */
export function ParticipantRows({ plan, onChange, authorities, self }: PartProps & { self: string }) {
  const { t } = useSpeech();
  const chosen = plan.participants.map(({ authorityId }) => authorityId);
  const nameOf = (authority: string): string => authorities.find(({ value }) => value === authority)?.label ?? authority;
  const choose = (ids: readonly string[]): void => {
    const kept = plan.participants.filter(({ authorityId }) => authorityId === self || ids.includes(authorityId));
    const added = ids.filter((id) => !chosen.includes(id)).map((authorityId) => ({ authorityId, isNeeded: true }));
    onChange({ ...plan, participants: [...kept, ...added] });
  };
  return (
    <>
      <MultiSelect
        label={t('jointField.participants')}
        required
        searchable
        value={chosen.filter((id) => id !== self)}
        onChange={choose}
        data={authorities.filter(({ value }) => value !== self)}
      />
      {plan.participants.map(({ authorityId, isNeeded }, index) => (
        <Checkbox
          key={authorityId}
          label={t('plan.needed', { name: nameOf(authorityId) })}
          checked={isNeeded}
          onChange={(event) =>
            onChange({ ...plan, participants: changed(plan.participants, index, { isNeeded: event.currentTarget.checked }) })
          }
        />
      ))}
    </>
  );
}

export function CriteriaRows(part: PartProps) {
  const { t } = useSpeech();
  const { plan, onChange } = part;
  const put = (criteria: PlanWire['criteria']) => onChange({ ...plan, criteria });
  const add = () => put([...plan.criteria, { criterion: 'most-harm', authority: plan.lead, because: '' }]);
  return (
    <Rows title={t('plan.leadBy')} add={t('plan.addCriterion')} onAdd={add}>
      <Group grow align="flex-start">
        <Select
          label={t('joint.lead')}
          allowDeselect={false}
          value={plan.lead}
          onChange={(lead) => onChange({ ...plan, lead: lead ?? plan.lead })}
          data={takingPart(part)}
        />
        <TextInput
          label={t('plan.leadReason')}
          value={plan.leadReason}
          onChange={(event) => onChange({ ...plan, leadReason: event.currentTarget.value })}
        />
      </Group>
      {plan.criteria.map(({ criterion, authority, because }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no name of its own.
        <Row key={index} onRemove={() => put(without(plan.criteria, index))}>
          <Select
            label={t('review.criterion')}
            allowDeselect={false}
            value={criterion}
            onChange={(chosen) =>
              put(changed(plan.criteria, index, { criterion: leadCriteria.find((one) => one === chosen) ?? criterion }))
            }
            data={leadCriteria.map((one) => ({ value: one, label: t(`jointCriterion.${one}`) }))}
          />
          <Select
            label={t('joint.authority')}
            allowDeselect={false}
            value={authority}
            onChange={(chosen) => put(changed(plan.criteria, index, { authority: chosen ?? authority }))}
            data={takingPart(part)}
          />
          <TextInput
            label={t('plan.because')}
            required
            value={because}
            onChange={(event) => put(changed(plan.criteria, index, { because: event.currentTarget.value }))}
          />
        </Row>
      ))}
    </Rows>
  );
}

export function StepRows(part: PartProps) {
  const { t } = useSpeech();
  const { plan, onChange } = part;
  const put = (steps: PlanWire['steps']) => onChange({ ...plan, steps });
  const next = `s${Math.max(0, ...plan.steps.map(({ id }) => Number(/^s(\d+)$/.exec(id)?.[1] ?? 0))) + 1}`;
  const startsAt = plan.instant === '' ? new Date(0).toISOString() : plan.instant;
  const endsAt = new Date(Date.parse(startsAt) + halfHourMs).toISOString();
  const step = {
    id: next,
    owner: plan.lead,
    title: '',
    measure: 'freeze',
    preconditions: [],
    isAtInstant: true,
    startsAt,
    endsAt,
  } as const;
  return (
    <Rows title={t('joint.steps')} add={t('plan.addStep')} onAdd={() => put([...plan.steps, { ...step, preconditions: [] }])}>
      {plan.steps.map((one, index) => (
        <StepRow
          key={one.id}
          step={one}
          owners={takingPart(part)}
          onChange={(to) => put(changed(plan.steps, index, to))}
          onRemove={() => put(without(plan.steps, index))}
        />
      ))}
    </Rows>
  );
}

interface StepRowProps {
  readonly step: PlanStepWire;
  readonly owners: readonly Choice[];
  readonly onChange: (to: Partial<PlanStepWire>) => void;
  readonly onRemove: () => void;
}

function StepRow({ step, owners, onChange, onRemove }: StepRowProps) {
  const { t } = useSpeech();
  const { owner, title, measure, preconditions, isAtInstant, startsAt, endsAt } = step;
  const minutes = Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / minuteMs);
  const ending = (from: string, lasts: number) => new Date(Date.parse(from) + lasts * minuteMs).toISOString();
  return (
    <Stack gap="xs">
      <Row onRemove={onRemove}>
        <TextInput
          label={t('plan.stepTitle')}
          required
          value={title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label={t('plan.owner')}
          allowDeselect={false}
          value={owner}
          onChange={(chosen) => onChange({ owner: chosen ?? owner })}
          data={[...owners]}
        />
        <Select
          label={t('jointField.measure')}
          allowDeselect={false}
          value={measure}
          onChange={(chosen) => onChange({ measure: measures.find((one) => one === chosen) ?? measure })}
          data={measures.map((one) => ({ value: one, label: t(`jointWord.${one}`) }))}
        />
      </Row>
      <Group grow align="flex-start">
        <Textarea
          label={t('plan.preconditions')}
          description={t('plan.preconditionsHint')}
          autosize
          minRows={1}
          value={preconditions.join('\n')}
          onChange={(event) => onChange({ preconditions: event.currentTarget.value.split('\n') })}
          onBlur={() => onChange({ preconditions: preconditions.map((one) => one.trim()).filter((one) => one !== '') })}
        />
        <NumberInput
          label={t('plan.minutes')}
          min={1}
          required
          value={minutes}
          onChange={(value) => onChange({ endsAt: ending(startsAt, Number(value)) })}
        />
      </Group>
      <Checkbox
        label={t('plan.atInstant')}
        checked={isAtInstant}
        onChange={(event) => onChange({ isAtInstant: event.currentTarget.checked })}
      />
      {!isAtInstant && (
        <MomentInput
          label={t('plan.startsAt')}
          isRequired
          start={startsAt}
          onChange={(from) => from !== '' && onChange({ startsAt: from, endsAt: ending(from, minutes) })}
        />
      )}
    </Stack>
  );
}

export function DisclosureRows(part: PartProps) {
  const { t } = useSpeech();
  const { plan, onChange } = part;
  const put = (disclosures: PlanWire['disclosures']) => onChange({ ...plan, disclosures });
  const add = () => put([...plan.disclosures, { what: '', to: '', by: plan.lead, when: '' }]);
  return (
    <Rows title={t('joint.disclosures')} add={t('plan.addDisclosure')} onAdd={add}>
      {plan.disclosures.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no name of its own.
        <Row key={index} onRemove={() => put(without(plan.disclosures, index))}>
          {(['what', 'to', 'when'] as const).map((name) => (
            <TextInput
              key={name}
              label={t(`plan.disclose.${name}`)}
              required
              value={one[name]}
              onChange={(event) => put(changed(plan.disclosures, index, { [name]: event.currentTarget.value }))}
            />
          ))}
          <Select
            label={t('plan.disclose.by')}
            allowDeselect={false}
            value={one.by}
            onChange={(by) => put(changed(plan.disclosures, index, { by: by ?? one.by }))}
            data={takingPart(part)}
          />
        </Row>
      ))}
    </Rows>
  );
}
