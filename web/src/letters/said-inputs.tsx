// SPDX-License-Identifier: Apache-2.0
/** The fields of a step that came by letter, as inputs. */
import { Checkbox, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { IncomingDetailWire } from '../../../src/letters/wire.ts';
import { purposes } from '../../../src/conditions/wire.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { peersQuery } from '../calls/peer-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey, type PlainKey } from '../messages/translate.ts';
import { counterpartsQuery } from './letter-calls.ts';
import { type Entered, fieldsOfStep, type SaidField, type StepOfLetter } from './transcription-fields.ts';

interface InputsProps {
  readonly kind: StepOfLetter;
  readonly detail: IncomingDetailWire;
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
}

export function SaidInputs({ kind, detail, entered, onChange }: InputsProps) {
  return (
    <Stack gap="sm">
      {fieldsOfStep[kind].map((field) => (
        <SaidInput
          key={field.name}
          field={field}
          detail={detail}
          value={entered[field.name] ?? ''}
          onChange={(value) => onChange({ ...entered, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface InputProps {
  readonly field: SaidField;
  readonly detail: IncomingDetailWire;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SaidInput({ field, detail, value, onChange }: InputProps) {
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
    case 'given':
    case 'received':
      return (
        <Select
          {...select}
          searchable
          data={detail.about[field.input].map(({ recordId, kind, reference }) => ({
            value: recordId,
            label: `${t(`recordKind.${kind}`)} · ${reference}`,
          }))}
        />
      );
    case 'authority':
      return <AuthorityInput select={select} author={detail.row.counterpart.id} />;
    case 'purpose':
      return <Select {...select} searchable data={purposes.map((one) => ({ value: one, label: capital(t(`purpose.${one}`)) }))} />;
    case 'ground':
      return (
        <Select
          {...select}
          searchable
          data={detail.grounds.map(({ ground, meaning }) => ({ value: ground, label: `${ground} · ${meaning}` }))}
          comboboxProps={{ width: 'target' }}
        />
      );
    default:
      return <Textarea {...common} autosize minRows={3} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

interface AuthorityProps {
  readonly select: {
    readonly label: string;
    readonly required: boolean;
    readonly value: string | null;
    readonly onChange: (one: string | null) => void;
  };
  /** Whose letter it is: it has the record already. */
  readonly author: string;
}

/** Authorities that are known here, by server or by letter. */
function AuthorityInput({ select, author }: AuthorityProps) {
  const { data: peers = [] } = useQuery(peersQuery);
  const { data: byLetter = [] } = useQuery(counterpartsQuery);
  const known = [...peers.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction })), ...byLetter.map(asKnown)];
  const data = known
    .filter(({ authorityId }) => authorityId !== author)
    .map(({ authorityId, name, jurisdiction }) => ({ value: authorityId, label: `${name} (${jurisdiction})` }));
  return <Select {...select} searchable allowDeselect={false} data={data} />;
}

function asKnown({ id, name, jurisdiction }: { readonly id: string; readonly name: string; readonly jurisdiction: string }) {
  return { authorityId: id, name, jurisdiction };
}

/** A word of the server as the officer reads it; one that this page does not know stays as it is. */
export function useSaidWord(): (word: string) => string {
  const { t } = useSpeech();
  return (word) => {
    const key = ['completeness', 'impossible', 'useful', 'purpose', 'consentAnswer'].map((group) => `${group}.${word}`).find(isMessageKey);
    return key === undefined ? word : t(key as PlainKey);
  };
}
