// SPDX-License-Identifier: Apache-2.0
/** What is said against a refusal by the requesting authority, and what the other answers to it. The ground is that of the refusal. */
import { MultiSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ContentField, contentFields } from '../../../../src/agreements/wire.ts';
import { type AttachedFile, FileField } from '../../attachments/file-field.tsx';
import { assistanceCalls } from '../../calls/assistance-calls.ts';
import { DayInput } from '../../deadlines/day-input.tsx';
import { endOfDay } from '../../messages/dates.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useCaseCall } from '../case-call.ts';
import { CaseForm, type FormProps } from './case-form.tsx';
import { Reasons } from './late-forms.tsx';

export function RebutForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [reasons, setReasons] = useState('');
  const [facts, setFacts] = useState('');
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.rebut>[1]) => assistanceCalls.rebut(detail.row.id, given),
    t('rebut.done'),
    onClose,
  );
  const submit = (): void => call.mutate({ reasons, ...(facts.trim() === '' ? {} : { facts }), attachments: files.map((file) => file.id) });
  return (
    <CaseForm call={call} submit={t('rebut.prepare')} onClose={onClose} onSubmit={submit}>
      <Text size="sm">{t('rebut.under', { counterpart: detail.row.counterpart.name })}</Text>
      <Reasons label={t('rebut.reasons')} hint={t('rebut.reasonsHint')} value={reasons} onChange={setReasons} />
      <Textarea
        label={t('rebut.facts')}
        description={t('rebut.factsHint')}
        autosize
        minRows={3}
        value={facts}
        onChange={(event) => setFacts(event.currentTarget.value)}
      />
      <FileField files={files} onChange={setFiles} />
    </CaseForm>
  );
}

/** Each field begins with what the request said, so that it is completed and not written anew. */
export function CureForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<readonly ContentField[]>(detail.refusal?.lacking ?? []);
  const [texts, setTexts] = useState<Partial<Record<ContentField, string>>>({});
  const [note, setNote] = useState('');
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const textOf = (field: ContentField): string => texts[field] ?? detail.supplied[field] ?? detail.draft.content[field] ?? '';
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.cure>[1]) => assistanceCalls.cure(detail.row.id, given),
    t('cure.done'),
    onClose,
  );
  const submit = (): void => {
    const written = chosen.filter((field) => textOf(field).trim() !== '').map((field) => [field, textOf(field)] as const);
    call.mutate({ supplied: Object.fromEntries(written), note, attachments: files.map((file) => file.id) });
  };
  return (
    <CaseForm call={call} submit={t('cure.prepare')} onClose={onClose} onSubmit={submit}>
      <Text size="sm">{t('cure.under')}</Text>
      <FieldsInput label={t('cure.fields')} hint={t('cure.fieldsHint')} fields={chosen} onChange={setChosen} />
      {chosen.map((field) => (
        <Textarea
          key={field}
          label={t(`content.${field}`)}
          autosize
          minRows={2}
          required
          value={textOf(field)}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTexts((before) => ({ ...before, [field]: text }));
          }}
        />
      ))}
      <Textarea label={t('cure.note')} autosize minRows={1} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <FileField files={files} onChange={setFiles} />
    </CaseForm>
  );
}

export function ReopenForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [reasons, setReasons] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.reopen>[1]) => assistanceCalls.reopen(detail.row.id, given),
    t('reopen.done'),
    onClose,
  );
  const submit = (): void => call.mutate({ reasons, expectedReplyAt: day === null ? null : endOfDay(day, timeZone) });
  return (
    <CaseForm call={call} submit={t('reopen.prepare')} onClose={onClose} onSubmit={submit}>
      <Text size="sm">{t('reopen.under')}</Text>
      <Reasons label={t('refuse.reasons')} hint={t('reopen.reasonsHint')} value={reasons} onChange={setReasons} />
      <DayInput label={t('reopen.expected')} description={t('reopen.expectedHint')} day={day} onChange={setDay} />
    </CaseForm>
  );
}

export function UpholdForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [reasons, setReasons] = useState('');
  const call = useCaseCall((given: string) => assistanceCalls.uphold(detail.row.id, given), t('uphold.done'), onClose);
  return (
    <CaseForm call={call} submit={t('uphold.prepare')} onClose={onClose} onSubmit={() => call.mutate(reasons)}>
      <Text size="sm">{t('uphold.under', { ground: detail.refusal?.ground ?? '', counterpart: detail.row.counterpart.name })}</Text>
      <Reasons label={t('refuse.reasons')} hint={t('uphold.reasonsHint')} value={reasons} onChange={setReasons} />
    </CaseForm>
  );
}

interface FieldsInputProps {
  readonly label: string;
  readonly hint: string;
  readonly fields: readonly ContentField[];
  readonly onChange: (fields: readonly ContentField[]) => void;
}

export function FieldsInput({ label, hint, fields, onChange }: FieldsInputProps) {
  const { t } = useSpeech();
  return (
    <MultiSelect
      label={label}
      description={hint}
      searchable
      value={[...fields]}
      onChange={(chosen) => onChange(chosen)}
      data={contentFields.map((value) => ({ value, label: t(`content.${value}`) }))}
    />
  );
}
