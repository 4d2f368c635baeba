// SPDX-License-Identifier: Apache-2.0
/** The fields of a note as inputs; every value is text until it is sent. */
import { Checkbox, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reviewCriteria } from '../../../src/joint-operations/wire.ts';
import { reviewAgreementsQuery, routesQuery } from './joint-calls.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { type Field, listOf, type Values } from './note-fields.ts';
import { PeersFailure } from '../peers/peers-failure.tsx';

interface FieldsFormProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Choices that were open when it was to be sent. */
  readonly missing: readonly string[];
  /** What belongs to us in the matter and can be named: our steps, or our actions. */
  readonly ownSteps?: readonly OwnStep[];
  /** Authorities that may not be named in a field: whoever is concerned sits on no panel. */
  readonly notNamed?: NotNamed;
}
export type NotNamed = Readonly<Partial<Record<Field['name'], readonly string[]>>>;
const nobodyLeftOut: NotNamed = {};

interface OwnStep {
  readonly id: string;
  readonly title: string;
  /** What must come before it. */
  readonly preconditions?: readonly string[];
}
const noSteps: readonly OwnStep[] = [];

export function startValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.flatMap(({ name, start }) => (start === undefined ? [] : [[name, start]])));
}

export function FieldsForm({ fields, values, onChange, missing, ownSteps = noSteps, notNamed = nobodyLeftOut }: FieldsFormProps) {
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          isMissing={missing.includes(field.name) && (values[field.name] ?? '') === ''}
          ownSteps={ownSteps}
          notNamed={notNamed[field.name] ?? []}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}

/** One box for each thing that must come before one of our steps: whoever says that we are ready says that it is met. */
function Preconditions({ steps, value, onChange }: { steps: readonly OwnStep[]; value: string; onChange: (value: string) => void }) {
  const { t } = useSpeech();
  const ticked = value.split('\n').filter((line) => line !== '');
  return steps.flatMap(({ id, title, preconditions = [] }) =>
    preconditions.map((precondition) => {
      const line = `${id} ${precondition}`;
      return (
        <Checkbox
          key={line}
          label={t('plan.met', { precondition, title })}
          checked={ticked.includes(line)}
          onChange={(event) =>
            onChange((event.currentTarget.checked ? [...ticked, line] : ticked.filter((one) => one !== line)).join('\n'))
          }
        />
      );
    }),
  );
}

interface OneFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly isMissing: boolean;
  readonly ownSteps: readonly OwnStep[];
  readonly notNamed: readonly string[];
  readonly onChange: (value: string) => void;
}

function OneField({ field, value, isMissing, ownSteps, notNamed, onChange }: OneFieldProps) {
  const { t } = useSpeech();
  const peers = useQuery({ ...peersQuery, enabled: field.input === 'peers' || field.input === 'peer' });
  const routes = useQuery({ ...routesQuery, enabled: field.input === 'agreement' });
  const reviewable = useQuery({ ...reviewAgreementsQuery, enabled: field.input === 'reviewAgreement' });
  const { name, input, options = [], isOptional = false } = field;
  const label = t(`jointField.${name}`);
  const common = { label, required: !isOptional };
  const live = (peers.data ?? []).flatMap(({ state, authorityId, name: label }) =>
    state === 'live' && !notNamed.includes(authorityId) ? [{ value: authorityId, label }] : [],
  );
  const nobody = peers.isSuccess && live.length === 0 ? t('joint.nobodyToName') : null;
  switch (input) {
    case 'area':
      return <Textarea {...common} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'choice':
      return (
        <Select
          {...common}
          allowDeselect={false}
          placeholder={t('joint.choose')}
          error={isMissing ? t('joint.choose') : null}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={options.map((one) => ({ value: one, label: t(`jointWord.${one}` as 'jointWord.yes') }))}
        />
      );
    case 'peers':
      return (
        <div>
          <MultiSelect
            {...common}
            description={nobody}
            searchable
            value={listOf(value)}
            onChange={(chosen) => onChange(chosen.join(' '))}
            data={live}
          />
          <PeersFailure />
        </div>
      );
    case 'peer':
      return (
        <div>
          <Select {...common} searchable value={value === '' ? null : value} onChange={(chosen) => onChange(chosen ?? '')} data={live} />
          <PeersFailure />
        </div>
      );
    case 'ownStep':
      return (
        <Select
          {...common}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={ownSteps.map(({ id, title }) => ({ value: id, label: title }))}
        />
      );
    case 'agreement':
      return (
        <Select
          {...common}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={(routes.data ?? []).map(({ agreement, title }) => ({ value: agreement.digest, label: title }))}
        />
      );
    case 'reviewAgreement':
      return (
        <Select
          {...common}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={(reviewable.data ?? []).map(({ agreement, title }) => ({ value: agreement.digest, label: title }))}
        />
      );
    case 'preconditions':
      return <Preconditions steps={ownSteps} value={value} onChange={onChange} />;
    case 'criteria':
      return (
        <MultiSelect
          {...common}
          value={listOf(value)}
          onChange={(chosen) => onChange(chosen.join(' '))}
          data={reviewCriteria.map((one) => ({ value: one, label: t(`reviewCriterion.${one}`) }))}
        />
      );
    case 'day':
      return <TextInput {...common} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'moment':
      return <MomentInput label={label} isRequired={!isOptional} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          type={input === 'number' ? 'number' : 'text'}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
