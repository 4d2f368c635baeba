// SPDX-License-Identifier: Apache-2.0
/** Ending the note of a call without a case, or saying which request confirmed it. */
import { Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endOralRequestSchema, type OralRequestWire } from '../../../src/assistance/oral-requests/wire.ts';
import { casesQuery } from '../calls/assistance-calls.ts';
import { LetterDialog } from '../letters/letter-dialog.tsx';
import { useLetterCall } from '../letters/use-letter-call.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { oralCalls } from './oral-calls.ts';

interface DialogProps {
  readonly row: OralRequestWire;
  readonly onClose: () => void;
}

export function EndDialog({ row, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<{ why: string; reason: string }>({ why: row.mayEnd[0] ?? '', reason: '' });
  const call = useLetterCall((said: Parameters<typeof oralCalls.end>[1]) => oralCalls.end(row.id, said), 'oral.ended', onClose);
  const parsed = endOralRequestSchema.safeParse(typed);
  return (
    <LetterDialog
      title={t('oral.end')}
      under={t('oral.end.under')}
      submit={t('oral.end')}
      isReady={parsed.success}
      call={call}
      onSubmit={() => parsed.success && call.mutate(parsed.data)}
      onClose={onClose}
    >
      <Select
        label={t('oral.why')}
        required
        allowDeselect={false}
        value={typed.why}
        onChange={(why) => setTyped({ ...typed, why: why ?? '' })}
        data={row.mayEnd.map((value) => ({ value, label: t(`oral.why.${value}`) }))}
      />
      <Textarea
        label={t('oral.reason')}
        required
        autosize
        minRows={2}
        maxLength={20_000}
        value={typed.reason}
        onChange={(event) => setTyped({ ...typed, reason: event.currentTarget.value })}
      />
    </LetterDialog>
  );
}

export function JoinDialog({ row, onClose }: DialogProps) {
  const { t } = useSpeech();
  const cases = useQuery(casesQuery('inbox'));
  const [caseId, setCaseId] = useState('');
  const call = useLetterCall(() => oralCalls.join(row.id, caseId), 'oral.joined', onClose);
  const theirs = (cases.data ?? []).filter(({ counterpart }) => counterpart.authorityId === row.counterpart);
  return (
    <LetterDialog
      title={t('oral.join')}
      under={t('oral.join.under')}
      submit={t('oral.join')}
      isReady={caseId !== ''}
      call={call}
      onSubmit={() => call.mutate(undefined)}
      onClose={onClose}
    >
      <Select
        label={t('oral.join.case')}
        required
        searchable
        allowDeselect={false}
        {...(cases.isSuccess ? { nothingFoundMessage: t('oral.join.nothing') } : {})}
        value={caseId === '' ? null : caseId}
        onChange={(value) => setCaseId(value ?? '')}
        data={theirs.map(({ id, subject, reference }) => ({
          value: id,
          label: [subject, reference].filter((part) => part !== '').join(' · ') || id,
        }))}
      />
      {cases.isError && <Failure error={cases.error} onAgain={() => void cases.refetch()} />}
    </LetterDialog>
  );
}
