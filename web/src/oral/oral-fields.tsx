// SPDX-License-Identifier: Apache-2.0
/** In the form of an urgent request: that it was first made orally, when, by whom to whom, and what was asked then. */
import { Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { FieldLabel, type WantedFields } from '../compose/form-part.tsx';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';

interface OralFieldsProps {
  readonly draft: RequestDraftWire;
  readonly wanted: WantedFields;
  readonly onChange: (part: { readonly oral?: RequestDraftWire['oral'] }) => void;
}

const noCall = { askedAt: null, askedBy: '', askedOf: '', asked: '' };

export function OralFields({ draft: { oral }, wanted, onChange }: OralFieldsProps) {
  const { t } = useSpeech();
  const change = (part: Partial<NonNullable<RequestDraftWire['oral']>>): void => onChange({ oral: { ...(oral ?? noCall), ...part } });
  return (
    <>
      <Checkbox
        label={<FieldLabel field="oral" text={t('oral.first')} wanted={wanted} />}
        description={t('oral.first.hint')}
        data-field="oral"
        checked={oral !== undefined}
        onChange={(event) => onChange({ oral: event.currentTarget.checked ? noCall : undefined })}
      />
      {oral !== undefined && (
        <>
          <MomentInput
            label={t('oral.askedAt')}
            isRequired
            start={oral.askedAt ?? ''}
            onChange={(askedAt) => change({ askedAt: askedAt === '' ? null : askedAt })}
          />
          <Group grow align="start">
            <TextInput
              label={t('oral.askedBy')}
              required
              maxLength={300}
              value={oral.askedBy}
              onChange={(event) => change({ askedBy: event.currentTarget.value })}
            />
            <TextInput
              label={t('oral.askedOf')}
              required
              maxLength={300}
              value={oral.askedOf}
              onChange={(event) => change({ askedOf: event.currentTarget.value })}
            />
          </Group>
          <Textarea
            label={t('oral.asked')}
            description={t('oral.asked.hint')}
            required
            autosize
            minRows={2}
            maxRows={10}
            maxLength={20_000}
            value={oral.asked}
            onChange={(event) => change({ asked: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
