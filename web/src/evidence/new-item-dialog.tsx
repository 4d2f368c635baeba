// SPDX-License-Identifier: Apache-2.0
/** Entering an item of evidence: what it is, where it comes from, and how it was collected. */
import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { evidenceForms, type NewItemWire, newItemSchema, collectionRules } from '../../../src/evidence/wire.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import type { EntryField, Values } from './entry-fields.ts';
import { EntryInputs } from './entry-inputs.tsx';
import { useEvidenceCall } from './evidence-call.ts';
import classes from './evidence.module.css';

const collectedFields: readonly EntryField[] = [
  { name: 'from', input: 'line' },
  { name: 'collectedBy', input: 'line' },
  { name: 'place', input: 'line' },
  { name: 'custodian', input: 'line' },
  { name: 'rule', input: 'choice', options: collectionRules },
  { name: 'power', input: 'line', isOptional: true },
];
type Form = NewItemWire['form'];

/** An edition of a canvas that was kept in the case: a file whose digest the server knows. */
interface CanvasItem {
  readonly edition: string;
  readonly title: string;
  readonly savedAt: string;
}

interface DialogProps {
  readonly detail: CaseDetailWire;
  readonly canvas?: CanvasItem;
  readonly onClose: () => void;
}

export function NewItemDialog({ detail, canvas, onClose }: DialogProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { id: caseId } = detail.row;
  const [form, setForm] = useState<Form>(canvas === undefined ? 'exhibit' : 'file');
  const [source, setSource] = useState('');
  const [values, setValues] = useState<Values>({});
  const [text, setText] = useState({ title: canvas?.title ?? '', description: '', collectedAt: canvas?.savedAt ?? '' });
  const call = useEvidenceCall(
    (item: NewItemWire) => evidenceCalls.enter(caseId, item),
    ({ row }) => void navigate({ to: '/cases/$caseId/evidence/$itemId', params: { caseId, itemId: row.id } }),
  );
  const item = itemOf({ form, source, values, text, canvas: canvas?.edition ?? null });
  return (
    <Modal opened onClose={onClose} size="lg" title={t('evidence.new')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (item !== null) call.mutate(item);
        }}
      >
        <Stack gap="sm">
          {canvas === undefined ? (
            <>
              <Select
                label={t('evidence.form')}
                allowDeselect={false}
                value={form}
                onChange={(chosen) => setForm(chosen ?? 'exhibit')}
                data={evidenceForms.map((value) => ({ value, label: t(`evidenceForm.${value}`) }))}
              />
              <SourceInput detail={detail} form={form} value={source} onChange={setSource} />
            </>
          ) : (
            <p className={classes['quiet']}>{t('evidence.ofCanvas')}</p>
          )}
          <TextInput
            required
            label={t('evidenceField.title')}
            value={text.title}
            onChange={(event) => setText({ ...text, title: event.currentTarget.value })}
          />
          <Textarea
            autosize
            minRows={2}
            label={t('evidence.description')}
            value={text.description}
            onChange={(event) => setText({ ...text, description: event.currentTarget.value })}
          />
          {form === 'file' && canvas === undefined && (
            <EntryInputs fields={[{ name: 'digest', input: 'digest' }]} values={values} onChange={setValues} />
          )}
          <MomentInput
            label={t('evidence.collectedAt')}
            isRequired
            start={canvas?.savedAt ?? ''}
            onChange={(collectedAt) => setText({ ...text, collectedAt })}
          />
          <EntryInputs fields={collectedFields} values={values} onChange={setValues} />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={item === null} loading={call.isPending}>
              {t('evidence.enter')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Which record or file of the case it is; for other items, the lead it came from, if any. */
function SourceInput(props: { detail: CaseDetailWire; form: Form; value: string; onChange: (value: string) => void }) {
  const { t } = useSpeech();
  const { detail, form, value, onChange } = props;
  if (form === 'file' || form === 'exhibit')
    return (
      <TextInput
        label={t('evidence.lead')}
        description={t('evidence.lead.under')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  const data =
    form === 'record'
      ? detail.records.map((record) => ({ value: record.id, label: record.title === '' ? record.id : record.title }))
      : detail.attachments.filter((file) => file.dispatch !== null).map((file) => ({ value: file.id, label: file.name }));
  return (
    <Select
      required
      searchable
      label={t(`evidenceForm.${form}`)}
      value={data.some((one) => one.value === value) ? value : null}
      onChange={(chosen) => onChange(chosen ?? '')}
      data={data}
    />
  );
}

function itemOf(given: {
  readonly form: Form;
  readonly source: string;
  readonly values: Values;
  readonly text: { readonly title: string; readonly description: string; readonly collectedAt: string };
  readonly canvas: string | null;
}): NewItemWire | null {
  const { form, values, text, canvas } = given;
  const { digest, ...collected } = values;
  const isThere = form === 'record' || form === 'attachment';
  const source = canvas ?? given.source;
  const kind = canvas !== null ? 'canvas' : isThere ? form : source === '' ? 'own' : 'lead';
  const parsed = newItemSchema.safeParse({
    form,
    ...text,
    digest: form === 'file' ? (digest ?? null) : null,
    source: { kind, id: source === '' ? null : source },
    collected: { kind: 'collected', power: '', ...collected },
  });
  return parsed.success ? parsed.data : null;
}
