// SPDX-License-Identifier: Apache-2.0
/** Registering an authority that has no server: who it is, where letters go, and on which days it works. */
import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { authorityKinds, trainingKind } from '../../../src/agreements/wire.ts';
import { type NewCounterpartWire, newCounterpartSchema } from '../../../src/letters/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { letterCalls } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { useLetterCall } from './use-letter-call.ts';

const empty = { name: '', kind: '', jurisdiction: '', address: '', email: '', language: 'en', timeZone: '', holidays: '' };
type Typed = typeof empty;
const days = [0, 1, 2, 3, 4, 5, 6] as const;

export function CounterpartDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(empty);
  const [weekend, setWeekend] = useState<readonly number[]>([0, 6]);
  const call = useLetterCall(letterCalls.registerCounterpart, 'letters.registered', onClose);
  const entry = entryOf(typed, weekend);
  const set = (name: keyof Typed) => (value: string | null) => setTyped({ ...typed, [name]: value ?? '' });
  const line = (name: keyof Typed, isRequired = true) => ({
    label: t(`letterField.${name}`),
    required: isRequired,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  });
  return (
    <LetterDialog
      title={t('letters.addAuthority')}
      under={t('letters.addAuthority.under')}
      submit={t('letters.addAuthority')}
      isReady={entry !== null}
      call={call}
      onSubmit={() => entry !== null && call.mutate(entry)}
      onClose={onClose}
    >
      <TextInput {...line('name')} data-autofocus />
      <Group grow align="start">
        <Select
          label={t('letterField.kind')}
          required
          allowDeselect={false}
          value={typed.kind === '' ? null : typed.kind}
          onChange={set('kind')}
          data={authorityKinds.filter((kind) => kind !== trainingKind).map((value) => ({ value, label: t(`authorityKind.${value}`) }))}
        />
        <TextInput {...line('jurisdiction')} description={t('letterField.jurisdiction.hint')} maxLength={2} />
      </Group>
      <Textarea {...line('address')} autosize minRows={3} />
      <Group grow align="start">
        <TextInput {...line('email', false)} />
        <TextInput {...line('language')} description={t('letterField.language.hint')} />
      </Group>
      <TextInput {...line('timeZone')} description={t('letterField.timeZone.hint')} />
      <Checkbox.Group label={t('letterField.weekend')} value={weekend.map(String)} onChange={(chosen) => setWeekend(chosen.map(Number))}>
        <Group gap="sm" mt={6}>
          {days.map((day) => (
            <Checkbox key={day} value={String(day)} label={t(`weekday.${day}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea {...line('holidays', false)} description={t('letterField.holidays.hint')} autosize minRows={2} />
    </LetterDialog>
  );
}

function entryOf({ timeZone, holidays, ...rest }: Typed, weekend: readonly number[]): NewCounterpartWire | null {
  const listed = holidays.split(/[\s,;]+/).filter((day) => day !== '');
  const calendar = { timeZone: timeZone.trim(), weekend, holidays: listed };
  const parsed = newCounterpartSchema.safeParse({ ...rest, jurisdiction: rest.jurisdiction.toUpperCase(), calendar });
  return parsed.success ? parsed.data : null;
}
