// SPDX-License-Identifier: Apache-2.0
/** What may be done with a lead besides judging it: take, give to an officer, release, reopen, draft a request, close. The server says which. */
import { Button, Group, Modal, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconCircleCheck, IconHandGrab, IconPencilPlus, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { LeadDetailWire, LeadMoveWire } from '../../../src/findings/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { findingCalls, triagersQuery } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { DraftForm } from './draft-form.tsx';
import { useFindingCall } from './finding-call.ts';

type DialogName = 'assign' | 'draft' | 'close' | 'reopen';

export function LeadMoves({ lead }: { lead: LeadDetailWire }) {
  const { t } = useSpeech();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = (): void => setDialog(null);
  const move = useFindingCall((given: LeadMoveWire) => findingCalls.move(lead.id, given), { said: t('leads.moved'), onDone: close });
  const here = { group: 'here', who: [] } as const;
  const draftLabel = t(lead.about.kind === 'alert' ? 'alert.otherLeg' : 'lead.draft');
  const all: readonly (Action & { readonly event: LeadDetailWire['next'][number] })[] = [
    { ...here, event: 'draft', name: 'lead-draft', label: draftLabel, icon: IconPencilPlus, keys: 'r', run: () => setDialog('draft') },
    {
      ...here,
      event: 'take',
      name: 'lead-take',
      label: t('lead.take'),
      icon: IconHandGrab,
      keys: 't',
      run: () => move.mutate({ event: 'take' }),
    },
    {
      ...here,
      event: 'assign',
      name: 'lead-assign',
      label: t('lead.assign'),
      icon: IconUserShare,
      keys: 'a',
      run: () => setDialog('assign'),
    },
    {
      ...here,
      event: 'release',
      name: 'lead-release',
      label: t('lead.release'),
      icon: IconArrowForwardUp,
      run: () => move.mutate({ event: 'release', reason: '' }),
    },
    { ...here, event: 'reopen', name: 'lead-reopen', label: t('lead.reopen'), icon: IconArrowBackUp, run: () => setDialog('reopen') },
    { ...here, event: 'close', name: 'lead-close', label: t('lead.close'), icon: IconCircleCheck, run: () => setDialog('close') },
  ];
  const offered = all.filter(({ event }) => lead.next.includes(event));
  useOfferActions(offered);
  return (
    <>
      {offered.map((action) => (
        <ActionButton key={action.name} action={action} variant={action.event === 'draft' ? 'filled' : 'default'} />
      ))}
      {move.error !== null && dialog === null && <Failure error={move.error} />}
      <Modal
        opened={dialog !== null}
        onClose={close}
        title={dialog === null ? '' : dialog === 'draft' ? draftLabel : t(`lead.${dialog}`)}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {dialog === 'assign' && <AssignForm move={move} onClose={close} />}
        {dialog === 'close' && <CloseForm move={move} onClose={close} />}
        {dialog === 'reopen' && <ReopenForm move={move} onClose={close} />}
        {dialog === 'draft' && <DraftForm lead={lead} onClose={close} />}
      </Modal>
    </>
  );
}

interface MoveProps {
  readonly move: { readonly mutate: (given: LeadMoveWire) => void; readonly isPending: boolean; readonly error: Error | null };
  readonly onClose: () => void;
}

function MoveForm({ move, onClose, given, children }: MoveProps & { given: LeadMoveWire | null; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (given !== null) move.mutate(given);
      }}
    >
      <Stack gap="md">
        {children}
        {move.error !== null && <Failure error={move.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={given === null} loading={move.isPending}>
            {t('lead.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AssignForm(props: MoveProps) {
  const { t } = useSpeech();
  const { data: officers = [] } = useQuery(triagersQuery);
  const [officer, setOfficer] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  return (
    <MoveForm {...props} given={officer === null ? null : { event: 'assign', officer, reason }}>
      <Select
        label={t('lead.officer')}
        searchable
        required
        data-autofocus
        value={officer}
        onChange={setOfficer}
        data={officers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Textarea label={t('lead.note')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </MoveForm>
  );
}

const uses = ['useful', 'not-useful', 'wrong'] as const;

function CloseForm(props: MoveProps) {
  const { t } = useSpeech();
  const [usefulness, setUsefulness] = useState<(typeof uses)[number]>('useful');
  const [reason, setReason] = useState('');
  return (
    <MoveForm {...props} given={{ event: 'close', usefulness, reason }}>
      <SegmentedControl
        fullWidth
        aria-label={t('lead.usefulness')}
        value={usefulness}
        onChange={setUsefulness}
        data={uses.map((value) => ({ value, label: t(`usefulness.${value}`) }))}
      />
      <Reason reason={reason} onChange={setReason} />
    </MoveForm>
  );
}

function ReopenForm(props: MoveProps) {
  const [reason, setReason] = useState('');
  return (
    <MoveForm {...props} given={{ event: 'reopen', reason }}>
      <Reason reason={reason} onChange={setReason} />
    </MoveForm>
  );
}

function Reason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  const { t } = useSpeech();
  return (
    <Textarea
      label={t('judgement.reason')}
      autosize
      minRows={2}
      required
      data-autofocus
      value={reason}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
