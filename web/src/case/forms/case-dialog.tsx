// SPDX-License-Identifier: Apache-2.0
/** The dialogs of a case: acknowledge, ask back, answer, refuse, withdraw, and what is said late or afterwards. Each sends one thing. */
import { Modal, Select, Text, Textarea } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import type { ContentField, RefusalGround } from '../../../../src/agreements/wire.ts';
import { inspectionChoices } from '../../../../src/assistance/form/wire.ts';
import { assistanceCalls } from '../../calls/assistance-calls.ts';
import { DayInput } from '../../deadlines/day-input.tsx';
import { endOfDay } from '../../messages/dates.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useCaseCall } from '../case-call.ts';
import { CureForm, FieldsInput, RebutForm, ReopenForm, UpholdForm } from './against-refusal-forms.tsx';
import { CaseForm, type FormProps } from './case-form.tsx';
import { DelayForm, ImpossibleForm, LapseForm, PostponeForm, UpdateEveryInput } from './late-forms.tsx';
import { CommentForm, ShareDraftForm } from './shared-draft-forms.tsx';
import { ConfidentialityForm, UseReportForm } from './use-forms.tsx';

const forms = {
  'share-draft': ShareDraftForm,
  'comment-on-draft': CommentForm,
  acknowledge: AcknowledgeForm,
  'ask-back': AskBackForm,
  'answer-back': AnswerBackForm,
  refuse: RefuseForm,
  rebut: RebutForm,
  cure: CureForm,
  reopen: ReopenForm,
  uphold: UpholdForm,
  withdraw: WithdrawForm,
  'tell-delay': DelayForm,
  postpone: PostponeForm,
  'report-impossible': ImpossibleForm,
  'let-lapse': LapseForm,
  'report-use': UseReportForm,
  'change-confidentiality': ConfidentialityForm,
} as const satisfies Readonly<Record<string, ComponentType<FormProps>>>;
export type CaseDialogName = keyof typeof forms;

export function CaseDialog({ name, detail, onClose }: FormProps & { name: CaseDialogName | null }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState<CaseDialogName>('acknowledge');
  if (name !== null && name !== shown) setShown(name);
  const Form = forms[shown];
  return (
    <Modal
      opened={name !== null}
      onClose={onClose}
      size="lg"
      title={t(`next.${shown}`)}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Form key={shown} detail={detail} onClose={onClose} />
    </Modal>
  );
}

function AcknowledgeForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [day, setDay] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [every, setEvery] = useState<number | null>(null);
  const [contested, setContested] = useState('');
  const [carriedOutBy, setCarriedOutBy] = useState<(typeof inspectionChoices.carriedOutBy)[number] | null>(null);
  const isUrgent = detail.row.class === 'urgent';
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.acknowledge>[1]) => assistanceCalls.acknowledge(detail.row.id, given),
    t('acknowledge.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.acknowledge')}
      onClose={onClose}
      onSubmit={() =>
        call.mutate({
          expectedReplyAt: day === null ? null : endOfDay(day, timeZone),
          note,
          ...(every === null ? {} : { updateEveryDays: every }),
          ...(contested.trim() === '' ? {} : { urgencyContested: contested }),
          ...(carriedOutBy === null ? {} : { carriedOutBy }),
        })
      }
    >
      <Text size="sm">{t('acknowledge.under', { counterpart: detail.row.counterpart.name })}</Text>
      <DayInput label={t('acknowledge.expected')} description={t('acknowledge.expectedHint')} day={day} onChange={setDay} />
      {day === null && <UpdateEveryInput days={every} onChange={setEvery} />}
      {isUrgent && (
        <Textarea
          label={t('acknowledge.contest')}
          description={t('acknowledge.contestHint')}
          autosize
          minRows={2}
          value={contested}
          onChange={(event) => setContested(event.currentTarget.value)}
        />
      )}
      {detail.row.assistance === 'inspection' && (
        <Select
          label={t('particulars.inspection.carriedOutBy')}
          description={t('acknowledge.carriedOutHint')}
          placeholder={t('particulars.notSaid')}
          value={carriedOutBy}
          onChange={setCarriedOutBy}
          data={inspectionChoices.carriedOutBy.map((value) => ({ value, label: t(`particulars.inspection.carriedOutBy.${value}`) }))}
        />
      )}
      <Textarea label={t('acknowledge.note')} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </CaseForm>
  );
}

/** Only the grounds that the governing agreement allows are there to choose. */
function RefuseForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [ground, setGround] = useState<RefusalGround | null>(null);
  const [reasons, setReasons] = useState('');
  const [consulted, setConsulted] = useState('');
  const [lacking, setLacking] = useState<readonly ContentField[]>([]);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.refuse>[1]) => assistanceCalls.refuse(detail.row.id, given),
    t('refuse.done'),
    onClose,
  );
  const chosen = detail.refusalGrounds.find((allowed) => allowed.ground === ground);
  const mayBeCured = chosen?.against.includes('cure') === true;
  const submit = (): void => {
    if (ground === null) return;
    const named = mayBeCured && lacking.length > 0 ? { lacking: [...lacking] } : {};
    call.mutate({ ground, reasons, ...(consulted.trim() === '' ? {} : { consulted }), ...named });
  };
  return (
    <CaseForm call={call} submit={t('refuse.prepare')} onClose={onClose} onSubmit={submit}>
      <Text size="sm">{t('refuse.under')}</Text>
      <Select
        label={t('refuse.ground')}
        placeholder={t('refuse.choose')}
        required
        data-autofocus
        value={ground}
        onChange={setGround}
        data={detail.refusalGrounds.map((allowed) => ({ value: allowed.ground, label: `${allowed.ground} · ${allowed.meaning}` }))}
        description={chosen === undefined ? t('refuse.onlyAllowed') : t('refuse.byClause', { clause: chosen.clause })}
        comboboxProps={{ width: 'target' }}
      />
      <Textarea
        label={t('refuse.reasons')}
        description={t('refuse.reasonsHint')}
        autosize
        minRows={4}
        required
        value={reasons}
        onChange={(event) => setReasons(event.currentTarget.value)}
      />
      {mayBeCured && (
        <FieldsInput label={t('refusal.lackingLabel')} hint={t('refusal.lackingHint')} fields={lacking} onChange={setLacking} />
      )}
      {chosen !== undefined && chosen.consultation !== null && (
        <Textarea
          label={t('refuse.consulted')}
          description={t('refuse.consultedHint', { clause: chosen.consultation })}
          autosize
          minRows={2}
          required
          value={consulted}
          onChange={(event) => setConsulted(event.currentTarget.value)}
        />
      )}
    </CaseForm>
  );
}

function AnswerBackForm(props: FormProps) {
  return <TextForm kind="answer-back" {...props} />;
}

function WithdrawForm(props: FormProps) {
  return <TextForm kind="withdraw" {...props} />;
}

/** A question may name a day; a request whose question stays open past it may lapse. */
function AskBackForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [question, setQuestion] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const call = useCaseCall(
    (given: Parameters<typeof assistanceCalls.askBack>[1]) => assistanceCalls.askBack(detail.row.id, given),
    t('ask-back.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.ask-back')}
      onClose={onClose}
      onSubmit={() => call.mutate({ question, ...(day === null ? {} : { answerBy: endOfDay(day, timeZone) }) })}
    >
      <Textarea
        label={t('ask-back.text')}
        description={t('ask-back.hint', { counterpart: detail.row.counterpart.name })}
        autosize
        minRows={4}
        required
        data-autofocus
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <DayInput label={t('ask-back.by')} description={t('ask-back.byHint')} day={day} onChange={setDay} />
    </CaseForm>
  );
}

function TextForm({ kind, detail, onClose }: FormProps & { kind: 'answer-back' | 'withdraw' }) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const send = { 'answer-back': assistanceCalls.answerBack, withdraw: assistanceCalls.withdraw }[kind];
  const call = useCaseCall((given: string) => send(detail.row.id, given), t(`${kind}.done`), onClose);
  return (
    <CaseForm call={call} submit={t(`next.${kind}`)} onClose={onClose} onSubmit={() => call.mutate(text)}>
      <Textarea
        label={t(`${kind}.text`)}
        description={t(`${kind}.hint`, { counterpart: detail.row.counterpart.name })}
        autosize
        minRows={4}
        required
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </CaseForm>
  );
}
