// SPDX-License-Identifier: Apache-2.0
/** One step of a matter, as a form of its few fields; the server says what stands against it. */
import { Button, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { type EntryField, type EntryKind, entryOf, fieldsOfKind, type Values } from './entry-fields.ts';

interface Props {
  readonly kind: EntryKind;
  readonly itemId: string | null;
  /** Whom an originator's notice may name. */
  readonly originators: readonly { readonly value: string; readonly label: string }[];
  readonly send: (entry: unknown) => Promise<unknown>;
  readonly onClose: () => void;
}

export function EntryDialog({ kind, itemId, originators, send, onClose }: Props) {
  const { t } = useSpeech();
  const [only] = originators;
  const [values, setValues] = useState<Values>(only !== undefined && originators.length === 1 ? { originator: only.value } : {});
  const entry = entryOf(kind, values, itemId);
  const call = useMutation({ mutationFn: send, onSuccess: onClose });
  const fields: readonly EntryField[] = fieldsOfKind[kind];
  return (
    <Modal opened onClose={onClose} title={t(`personal.step.${kind}`)} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (entry !== null) call.mutate(entry);
        }}
      >
        <Stack gap="sm">
          {kind === 'notice-sent' && <Text size="sm">{t('personal.noticeUnder')}</Text>}
          {fields.map((field) => (
            <Field
              key={field.name}
              field={field}
              originators={originators}
              value={values[field.name] ?? ''}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          {fields.length === 0 && <Text size="sm">{t('personal.approveUnder')}</Text>}
          {call.isError && <Failure error={call.error} />}
          <Button type="submit" disabled={entry === null} loading={call.isPending}>
            {t(kind === 'notice-sent' ? 'personal.step.notice-sent' : 'personal.enter')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldProps {
  readonly field: EntryField;
  readonly originators: Props['originators'];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ field: { name, input, isRequired, choices }, originators, value, onChange }: FieldProps) {
  const { t } = useSpeech();
  const common = { label: t(`personal.field.${name as 'what'}`), required: isRequired };
  if (input === 'moment') return <MomentInput label={common.label} isRequired={isRequired} onChange={onChange} />;
  if (input === 'line') return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  if (input === 'text')
    return <Textarea {...common} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  const data =
    name === 'originator' ? [...originators] : (choices ?? []).map((one) => ({ value: one, label: t(`personal.choice.${one as 'give'}`) }));
  return (
    <Select {...common} clearable={!isRequired} data={data} value={value === '' ? null : value} onChange={(one) => onChange(one ?? '')} />
  );
}
