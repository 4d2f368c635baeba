// SPDX-License-Identifier: Apache-2.0
/** The dialogs of a case: acknowledge, ask back, answer, refuse, withdraw. Each sends one thing and shows what went wrong. */
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RefusalGround } from '../../../src/agreements/wire.ts';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useCaseCall } from './case-call.ts';

export type CaseDialogName = 'acknowledge' | 'ask-back' | 'answer-back' | 'refuse' | 'withdraw';
interface FormProps {
  readonly detail: CaseDetailWire;
  readonly onClose: () => void;
}

export function CaseDialog({ name, detail, onClose }: FormProps & { name: CaseDialogName | null }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState<CaseDialogName>('acknowledge');
  if (name !== null && name !== shown) setShown(name);
  return (
    <Modal
      opened={name !== null}
      onClose={onClose}
      size="lg"
      title={t(`next.${shown}`)}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      {shown === 'acknowledge' && <AcknowledgeForm detail={detail} onClose={onClose} />}
      {shown === 'refuse' && <RefuseForm detail={detail} onClose={onClose} />}
      {(shown === 'ask-back' || shown === 'answer-back' || shown === 'withdraw') && (
        <TextForm key={shown} kind={shown} detail={detail} onClose={onClose} />
      )}
    </Modal>
  );
}

function AcknowledgeForm({ detail, onClose }: FormProps) {
  const { t, timeZone } = useSpeech();
  const [day, setDay] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const call = useCaseCall(
    (given: { expectedReplyAt: string | null; note: string }) => assistanceCalls.acknowledge(detail.row.id, given),
    t('acknowledge.done'),
    onClose,
  );
  return (
    <CaseForm
      call={call}
      submit={t('next.acknowledge')}
      onClose={onClose}
      onSubmit={() => call.mutate({ expectedReplyAt: day === null ? null : endOfDay(day, timeZone), note })}
    >
      <Text size="sm">{t('acknowledge.under', { counterpart: detail.row.counterpart.name })}</Text>
      <DayInput label={t('acknowledge.expected')} description={t('acknowledge.expectedHint')} day={day} onChange={setDay} />
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
  const call = useCaseCall(
    (given: { ground: RefusalGround; reasons: string; consulted?: string }) => assistanceCalls.refuse(detail.row.id, given),
    t('refuse.done'),
    onClose,
  );
  const chosen = detail.refusalGrounds.find((allowed) => allowed.ground === ground);
  return (
    <CaseForm
      call={call}
      submit={t('refuse.prepare')}
      onClose={onClose}
      onSubmit={() => ground !== null && call.mutate({ ground, reasons, ...(consulted.trim() === '' ? {} : { consulted }) })}
    >
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

function TextForm({ kind, detail, onClose }: FormProps & { kind: 'ask-back' | 'answer-back' | 'withdraw' }) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const send = { 'ask-back': assistanceCalls.askBack, 'answer-back': assistanceCalls.answerBack, withdraw: assistanceCalls.withdraw }[kind];
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

interface CaseFormProps {
  readonly call: { readonly isPending: boolean; readonly error: Error | null };
  readonly submit: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

function CaseForm({ call, submit, onClose, onSubmit, children }: CaseFormProps) {
  const { t } = useSpeech();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md">
        {children}
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" loading={call.isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
