// SPDX-License-Identifier: Apache-2.0
/** The fields of a step that came by letter, as inputs. */
import { Checkbox, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import type { IncomingDetailWire } from '../../../src/letters/wire.ts';
import { purposes } from '../../../src/conditions/wire.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey, type PlainKey } from '../messages/translate.ts';
import { type Entered, fieldsOfStep, type SaidField, type StepOfLetter } from './transcription-fields.ts';

interface InputsProps {
  readonly kind: StepOfLetter;
  readonly grounds: IncomingDetailWire['grounds'];
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
}

export function SaidInputs({ kind, grounds, entered, onChange }: InputsProps) {
  return (
    <Stack gap="sm">
      {fieldsOfStep[kind].map((field) => (
        <SaidInput
          key={field.name}
          field={field}
          grounds={grounds}
          value={entered[field.name] ?? ''}
          onChange={(value) => onChange({ ...entered, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface InputProps {
  readonly field: SaidField;
  readonly grounds: IncomingDetailWire['grounds'];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SaidInput({ field, grounds, value, onChange }: InputProps) {
  const { t } = useSpeech();
  const word = useSaidWord();
  const common = { label: t(`saidField.${field.name}`), required: field.isOptional !== true };
  const select = {
    ...common,
    allowDeselect: false,
    value: value === '' ? null : value,
    onChange: (one: string | null) => onChange(one ?? ''),
  };
  switch (field.input) {
    case 'moment':
      return <MomentInput label={common.label} isRequired={common.required} onChange={onChange} />;
    case 'number':
      return <NumberInput {...common} min={1} max={90} value={value} onChange={(typed) => onChange(String(typed))} />;
    case 'flag':
      return (
        <Checkbox
          label={common.label}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : 'no')}
        />
      );
    case 'choice':
      return <Select {...select} data={(field.options ?? []).map((one) => ({ value: one, label: word(one) }))} />;
    case 'purpose':
      return <Select {...select} searchable data={purposes.map((one) => ({ value: one, label: capital(t(`purpose.${one}`)) }))} />;
    case 'ground':
      return (
        <Select
          {...select}
          searchable
          data={grounds.map(({ ground, meaning }) => ({ value: ground, label: `${ground} · ${meaning}` }))}
          comboboxProps={{ width: 'target' }}
        />
      );
    default:
      return <Textarea {...common} autosize minRows={3} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

/** A word of the server as the officer reads it; one that this page does not know stays as it is. */
export function useSaidWord(): (word: string) => string {
  const { t } = useSpeech();
  return (word) => {
    const key = ['completeness', 'impossible', 'useful', 'purpose'].map((group) => `${group}.${word}`).find(isMessageKey);
    return key === undefined ? word : t(key as PlainKey);
  };
}
