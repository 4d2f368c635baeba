// SPDX-License-Identifier: Apache-2.0
/** Noting a call: another authority asked us for something orally, in urgency. */
import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assistanceKinds, urgencyGrounds } from '../../../src/agreements/wire.ts';
import { noteOralRequestSchema } from '../../../src/assistance/oral-requests/wire.ts';
import { purposes } from '../../../src/conditions/wire.ts';
import { peersQuery } from '../calls/peer-calls.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { counterpartsQuery } from '../letters/letter-calls.ts';
import { LetterDialog } from '../letters/letter-dialog.tsx';
import { useLetterCall } from '../letters/use-letter-call.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { oralCalls } from './oral-calls.ts';
import { PeersFailure } from '../peers/peers-failure.tsx';

const empty = {
  counterpart: '',
  calledAt: '',
  askedBy: '',
  askedOf: '',
  assistance: 'information-from-files',
  purpose: '',
  urgencyGround: '',
  asked: '',
};

export function NoteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(empty);
  const call = useLetterCall(oralCalls.note, 'oral.noted', onClose);
  const parsed = noteOralRequestSchema.safeParse(typed);
  const set = (field: keyof typeof empty) => (value: string | null) => setTyped((before) => ({ ...before, [field]: value ?? '' }));
  const choice = (field: 'assistance' | 'purpose' | 'urgencyGround', label: string, data: { value: string; label: string }[]) => (
    <Select label={label} required searchable allowDeselect={false} value={typed[field] || null} onChange={set(field)} data={data} />
  );
  const words = (field: 'askedBy' | 'askedOf', label: string) => (
    <TextInput label={label} required maxLength={300} value={typed[field]} onChange={(event) => set(field)(event.currentTarget.value)} />
  );
  return (
    <LetterDialog
      title={t('oral.note')}
      under={t('oral.note.under')}
      submit={t('oral.note')}
      isReady={parsed.success}
      call={call}
      onSubmit={() => parsed.success && call.mutate(parsed.data)}
      onClose={onClose}
    >
      <CallerSelect value={typed.counterpart} onChange={set('counterpart')} />
      <MomentInput label={t('oral.askedAt')} isRequired onChange={set('calledAt')} />
      <Group grow align="start">
        {words('askedBy', t('oral.askedBy.theirs'))}
        {words('askedOf', t('oral.askedOf.ours'))}
      </Group>
      <Group grow align="start">
        {choice(
          'assistance',
          t('field.assistance'),
          assistanceKinds.map((value) => ({ value, label: t(`assistance.${value}`) })),
        )}
        {choice(
          'purpose',
          t('field.purpose'),
          purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) })),
        )}
      </Group>
      {choice(
        'urgencyGround',
        t('field.urgencyGround'),
        urgencyGrounds.map((value) => ({ value, label: t(`urgencyGround.${value}`) })),
      )}
      <Textarea
        label={t('oral.asked')}
        required
        autosize
        minRows={3}
        maxRows={10}
        maxLength={20_000}
        value={typed.asked}
        onChange={(event) => set('asked')(event.currentTarget.value)}
      />
    </LetterDialog>
  );
}

function CallerSelect({ value, onChange }: { readonly value: string; readonly onChange: (value: string | null) => void }) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const byLetter = useQuery(counterpartsQuery);
  const written = (byLetter.data ?? []).filter(({ joinedAs }) => joinedAs === null);
  return (
    <>
      <Select
        label={t('oral.caller')}
        required
        searchable
        allowDeselect={false}
        value={value === '' ? null : value}
        onChange={onChange}
        data={[
          ...(peers.data ?? []).map((peer) => ({ value: peer.authorityId, label: `${peer.name} (${peer.jurisdiction})` })),
          ...written.map(({ id, name, jurisdiction }) => ({ value: id, label: t('letters.chosen', { name, jurisdiction }) })),
        ]}
      />
      <PeersFailure />
      {byLetter.isError && <Failure error={byLetter.error} onAgain={() => void byLetter.refetch()} />}
    </>
  );
}
