// SPDX-License-Identifier: Apache-2.0
/** Reading a letter: which step of which case it is, and what it says. */
import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import type { ConditionLimitsWire } from '../../../src/conditions/wire.ts';
import type { IncomingDetailWire, TranscriptionWire } from '../../../src/letters/wire.ts';
import { begunDraft } from '../compose/begun-draft.ts';
import { LetterLimits } from './brought/letter-limits.tsx';
import { entriesOf, type RecordEntry, recordsOf } from './brought/record-entry.ts';
import { RecordsInput } from './brought/records-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { letterCalls } from './letter-calls.ts';
import { RequestInputs } from './request-inputs.tsx';
import { SaidInputs } from './said-inputs.tsx';
import {
  beginningSteps,
  enteredOf,
  type Entered,
  isStepOfLetter,
  saysOf,
  type StepOfLetter,
  stepsWithRecords,
} from './transcription-fields.ts';
import { useLetterCall } from './use-letter-call.ts';

export function TranscriptionForm({ detail }: { readonly detail: IncomingDetailWire }) {
  const { t } = useSpeech();
  const before = detail.transcription;
  const [kind, setKind] = useState<string | null>(before?.kind ?? null);
  const [caseId, setCaseId] = useState<string | null>(before?.caseId ?? null);
  const [entered, setEntered] = useState<Entered>(before === null ? {} : enteredOf(before.says));
  const [draft, setDraft] = useState<RequestDraftWire>(() => draftOf(detail));
  const [brought, setBrought] = useState<Brought>(() => broughtOf(before));
  const send = (given: TranscriptionWire) => letterCalls.transcribe(detail.row.id, given);
  const call = useLetterCall(send, 'letters.transcribed', () => undefined);
  const question = detail.about.questions.find(({ matter }) => matter === caseId);
  const steps = stepsOf(detail, caseId);
  const transcription = transcriptionOf({ kind, caseId, entered, draft, brought });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (transcription !== null) call.mutate(transcription);
      }}
      aria-label={t('letters.read')}
    >
      <Stack gap="sm">
        <Select
          label={t('letterField.case')}
          description={t('letterField.case.hint')}
          clearable
          searchable
          placeholder={t('letterField.case.none')}
          value={caseId}
          onChange={(value) => {
            setCaseId(value);
            setKind(null);
          }}
          data={[
            ...detail.about.questions.map(({ matter, reference, recipientName }) => ({
              value: matter,
              label: t('letters.question', { reference, name: recipientName }),
            })),
            ...detail.cases.map(({ id, subject, reference, state }) => ({
              value: id,
              label: [subject, reference, t(`caseState.${state}` as 'caseState.sent')].filter((part) => part !== '').join(' · '),
            })),
          ]}
          comboboxProps={{ width: 'target' }}
        />
        <Select
          label={t('letterField.step')}
          description={caseId !== null && steps.length === 0 ? t('letterField.step.nothing') : undefined}
          required
          allowDeselect={false}
          value={kind}
          onChange={setKind}
          data={steps.map((value) => ({ value, label: t(`stepKind.${value}`) }))}
        />
        {kind === 'request' && <RequestInputs draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />}
        {kind !== null && isStepOfLetter(kind) && (
          <SaidInputs key={kind} kind={kind} detail={detail} entered={entered} onChange={setEntered} />
        )}
        {kind !== null && stepsWithRecords.has(kind) && (
          <>
            <RecordsInput
              entries={brought.entries}
              enclosures={detail.enclosures}
              onChange={(entries) => setBrought({ ...brought, entries })}
            />
            <LetterLimits floor={detail.floor} limits={brought.limits} onChange={(limits) => setBrought({ ...brought, limits })} />
          </>
        )}
        {kind === 'consent-answer' && question !== undefined && entered['answer'] === 'granted' && (
          <LetterLimits floor={question.floor} limits={brought.limits} onChange={(limits) => setBrought({ ...brought, limits })} />
        )}
        {call.isError && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={transcription === null} loading={call.isPending}>
            {t('letters.layBefore')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Reading {
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly entered: Entered;
  readonly draft: RequestDraftWire;
  readonly brought: Brought;
}

/** What the letter can be: a step that its case takes now, the answer to a question of ours, or the beginning of something new. */
function stepsOf({ cases, about }: IncomingDetailWire, caseId: string | null): readonly (StepOfLetter | 'request')[] {
  if (caseId === null) {
    return [
      'request',
      'disclosure',
      ...(about.given.length > 0 ? (['consent-request'] as const) : []),
      ...(about.received.length > 0 ? (['recall'] as const) : []),
    ];
  }
  if (about.questions.some(({ matter }) => matter === caseId)) return ['consent-answer'];
  return (cases.find(({ id }) => id === caseId)?.steps ?? []).filter(isStepOfLetter);
}

/** What the letter brings beside its words. */
interface Brought {
  readonly entries: readonly RecordEntry[];
  readonly limits: ConditionLimitsWire | null;
}

function broughtOf(before: IncomingDetailWire['transcription']): Brought {
  return { entries: entriesOf(before?.says['records']), limits: (before?.says['limits'] ?? null) as ConditionLimitsWire | null };
}

function transcriptionOf({ kind, caseId, entered, draft, brought }: Reading): TranscriptionWire | null {
  if (kind === 'request') {
    const { counterpart: _, attachments: _files, order: _order, ...says } = draft;
    return { kind, caseId: null, says: JSON.parse(JSON.stringify(says)) as TranscriptionWire['says'] };
  }
  if (kind === null || !isStepOfLetter(kind) || (caseId === null) !== beginningSteps.has(kind)) return null;
  const says = saysOf(kind, entered);
  if (kind === 'consent-answer') {
    const limits = says['answer'] === 'granted' ? brought.limits : null;
    return { kind, caseId, says: JSON.parse(JSON.stringify({ ...says, limits })) as TranscriptionWire['says'] };
  }
  if (!stepsWithRecords.has(kind)) return { kind, caseId, says };
  const records = recordsOf(brought.entries);
  if (records === null || (kind === 'disclosure' && records.length === 0)) return null;
  return { kind, caseId, says: JSON.parse(JSON.stringify({ ...says, records, limits: brought.limits })) as TranscriptionWire['says'] };
}

function draftOf({ transcription, row }: IncomingDetailWire): RequestDraftWire {
  const empty = { ...begunDraft({}), reference: row.theirReference };
  return transcription?.kind === 'request' ? { ...empty, ...(transcription.says as Partial<RequestDraftWire>) } : empty;
}
