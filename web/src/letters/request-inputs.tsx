// SPDX-License-Identifier: Apache-2.0
/** A request that came by letter, entered in the fields of our own request form. */
import { Select, Stack, TextInput } from '@mantine/core';
import { assistanceKinds } from '../../../src/agreements/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { purposes } from '../../../src/conditions/wire.ts';
import { ContentFields, UrgencyFields } from '../compose/request-form.tsx';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';

interface InputsProps {
  readonly draft: RequestDraftWire;
  readonly onChange: (part: Partial<RequestDraftWire>) => void;
}

export function RequestInputs({ draft, onChange }: InputsProps) {
  const { t } = useSpeech();
  return (
    <Stack gap="sm">
      <Select
        label={t('field.assistance')}
        required
        allowDeselect={false}
        value={draft.assistance}
        onChange={(assistance) => assistance !== null && onChange({ assistance })}
        data={assistanceKinds.map((value) => ({ value, label: t(`assistance.${value}`) }))}
      />
      <Select
        label={t('field.purpose')}
        placeholder={t('field.purpose.choose')}
        required
        searchable
        allowDeselect={false}
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose })}
        data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
      />
      <UrgencyFields draft={draft} wanted={nothingWanted} onChange={onChange} />
      <ContentFields draft={draft} wanted={nothingWanted} onChange={onChange} />
      <TextInput
        label={t('letterField.theirReference')}
        maxLength={300}
        value={draft.reference}
        onChange={(event) => onChange({ reference: event.currentTarget.value })}
      />
    </Stack>
  );
}

const nothingWanted = new Map<string, never>();
