// SPDX-License-Identifier: Apache-2.0
/** The request form: to whom and what, for which purpose, how urgent, and what the request contains. */
import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assistanceKinds, type ContentField, requestClasses, urgencyGrounds } from '../../../src/agreements/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { purposes } from '../../../src/conditions/wire.ts';
import { type AttachedFile, FileField } from '../attachments/file-field.tsx';
import { counterpartsQuery } from '../letters/letter-calls.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';
import { FieldLabel, FormPart, type WantedFields } from './form-part.tsx';
import { Failure } from '../shell/page.tsx';
import { LanguageFields } from '../languages/language-fields.tsx';
import { OralFields } from '../oral/oral-fields.tsx';
import { type Part, particularParts } from './particulars-part.tsx';
import { PeersFailure } from '../peers/peers-failure.tsx';

interface FormProps {
  readonly draft: RequestDraftWire;
  readonly wanted: WantedFields;
  readonly onChange: (part: Partial<RequestDraftWire>) => void;
}

interface RequestFormProps extends FormProps {
  readonly files: readonly AttachedFile[];
  readonly onFiles: (change: (before: readonly AttachedFile[]) => readonly AttachedFile[]) => void;
}

export function RequestForm(props: RequestFormProps) {
  const { t } = useSpeech();
  const { draft, onChange } = props;
  const parts: readonly Part[] = [
    { title: t('compose.part.whom'), fields: <WhomFields {...props} /> },
    { title: t('compose.part.urgency'), fields: <UrgencyFields {...props} /> },
    { title: t('compose.part.content'), fields: <ContentFields {...props} /> },
    { title: t('languages.title'), fields: <LanguageFields {...props} /> },
    ...particularParts(draft, onChange, t),
    { title: t('files.list'), fields: <FileField files={props.files} onChange={props.onFiles} /> },
    { title: t('compose.part.own'), fields: <ReferenceField {...props} /> },
  ];
  return (
    <form className={classes['form']} onSubmit={(event) => event.preventDefault()} aria-label={t('compose.form')}>
      {parts.map(({ title, fields }, index) => (
        <FormPart key={title} number={index + 1} title={title}>
          {fields}
        </FormPart>
      ))}
    </form>
  );
}

function ReferenceField({ draft, onChange }: FormProps) {
  const { t } = useSpeech();
  return (
    <TextInput
      label={t('field.reference')}
      description={t('field.reference.hint')}
      maxLength={300}
      data-field="reference"
      value={draft.reference}
      onChange={(event) => onChange({ reference: event.currentTarget.value })}
    />
  );
}

function WhomFields({ draft, wanted, onChange }: FormProps) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const byLetter = useQuery(counterpartsQuery);
  const live = (peers.data ?? []).filter((peer) => peer.state === 'live');
  const written = (byLetter.data ?? []).filter(({ joinedAs }) => joinedAs === null);
  return (
    <>
      <Select
        label={<FieldLabel field="counterpart" text={t('field.counterpart')} wanted={wanted} />}
        placeholder={t('field.counterpart.choose')}
        nothingFoundMessage={t('field.counterpart.nothing')}
        searchable
        allowDeselect={false}
        data-field="counterpart"
        value={draft.counterpart === '' ? null : draft.counterpart}
        onChange={(counterpart) => onChange({ counterpart: counterpart ?? '' })}
        data={[
          ...live.map((peer) => ({ value: peer.authorityId, label: `${peer.name} (${peer.jurisdiction})` })),
          ...written.map(({ id, name, jurisdiction }) => ({ value: id, label: t('letters.chosen', { name, jurisdiction }) })),
        ]}
      />
      <PeersFailure />
      {byLetter.isError && <Failure error={byLetter.error} onAgain={() => void byLetter.refetch()} />}
      <div className={classes['pair']}>
        <Select
          label={<FieldLabel field="assistance" text={t('field.assistance')} wanted={wanted} />}
          allowDeselect={false}
          data-field="assistance"
          value={draft.assistance}
          onChange={(assistance) => assistance !== null && onChange({ assistance })}
          data={assistanceKinds.map((value) => ({ value, label: t(`assistance.${value}`) }))}
        />
        <Select
          label={<FieldLabel field="purpose" text={t('field.purpose')} wanted={wanted} />}
          placeholder={t('field.purpose.choose')}
          searchable
          allowDeselect={false}
          data-field="purpose"
          value={draft.purpose}
          onChange={(purpose) => onChange({ purpose })}
          data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
        />
      </div>
    </>
  );
}

export function UrgencyFields({ draft, wanted, onChange }: FormProps) {
  const { t } = useSpeech();
  return (
    <>
      <SegmentedControl
        aria-label={t('field.class')}
        data-field="class"
        value={draft.class}
        onChange={(chosen) =>
          onChange({ class: chosen, ...(chosen === 'normal' ? { urgencyGround: null, urgencyReason: '', oral: undefined } : {}) })
        }
        data={requestClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
        className={classes['class'] ?? ''}
      />
      {draft.class === 'urgent' && (
        <>
          <Select
            label={<FieldLabel field="urgencyGround" text={t('field.urgencyGround')} wanted={wanted} />}
            data-field="urgencyGround"
            value={draft.urgencyGround}
            onChange={(urgencyGround) => onChange({ urgencyGround })}
            data={urgencyGrounds.map((value) => ({ value, label: t(`urgencyGround.${value}`) }))}
          />
          <Textarea
            label={<FieldLabel field="urgencyReason" text={t('field.urgencyReason')} wanted={wanted} />}
            autosize
            minRows={2}
            data-field="urgencyReason"
            value={draft.urgencyReason}
            onChange={(event) => onChange({ urgencyReason: event.currentTarget.value })}
          />
          <OralFields draft={draft} wanted={wanted} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** Each content field with the number of lines it usually takes. */
const contentRows: readonly (readonly [field: ContentField, rows: number])[] = [
  ['subject', 1],
  ['facts', 5],
  ['why-useful', 3],
  ['legal-provisions', 2],
  ['likely-holder', 1],
  ['period', 1],
  ['precautions', 2],
  ['earlier-request', 1],
  ['other-authorities', 1],
  ['foreseen-use', 2],
  ['link-with-requested', 2],
  ['on-behalf-of', 1],
  ['revealing-requester', 1],
  ['questions', 3],
  ['formalities', 2],
  ['offence', 1],
  ['property', 2],
  ['domestic-order', 1],
  ['earlier-proceedings', 3],
];
/** Fields that few agreements ask for: shown where the governing one does, or where something is written in them. */
const shownWhenAsked: ReadonlySet<ContentField> = new Set(contentRows.slice(9).map(([field]) => field));
const shortFields: ReadonlySet<ContentField> = new Set(['likely-holder', 'period', 'earlier-request', 'other-authorities']);

export function ContentFields({ draft, wanted, onChange }: FormProps) {
  const { t } = useSpeech();
  const isShown = (field: ContentField): boolean => !shownWhenAsked.has(field) || wanted.has(field) || draft.content[field] !== undefined;
  return (
    <div className={classes['content']}>
      {contentRows
        .filter(([field]) => isShown(field))
        .map(([field, rows]) => (
          <Textarea
            key={field}
            className={shortFields.has(field) ? '' : (classes['wide'] ?? '')}
            label={<FieldLabel field={field} text={t(`content.${field}`)} wanted={wanted} />}
            description={t(`content.${field}.hint`)}
            autosize
            minRows={rows}
            maxRows={16}
            maxLength={20_000}
            data-field={field}
            value={draft.content[field] ?? ''}
            onChange={(event) => onChange({ content: { ...draft.content, [field]: event.currentTarget.value } })}
          />
        ))}
    </div>
  );
}
