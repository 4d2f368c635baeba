// SPDX-License-Identifier: Apache-2.0
/** Registering a letter that came: its scan, who sent it, how and when, and what day and reference stand on it. */
import { Group, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { letterChannels, type RegisterLetterWire, registerLetterSchema } from '../../../src/letters/wire.ts';
import { type AttachedFile, FileField } from '../attachments/file-field.tsx';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { counterpartsQuery, letterCalls } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { ScanField } from './scan-field.tsx';
import { useLetterCall } from './use-letter-call.ts';
import { Failure } from '../shell/page.tsx';

const empty = { counterpart: '', channel: '', receivedAt: '', writtenOn: '', theirReference: '' };

export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const known = useQuery(counterpartsQuery);
  const [file, setFile] = useState<File | null>(null);
  const [enclosed, setEnclosed] = useState<readonly AttachedFile[]>([]);
  const [typed, setTyped] = useState(empty);
  const register = async (given: { file: File; letter: Omit<RegisterLetterWire, 'scan'> }) => {
    const { scan } = await letterCalls.keepScan(given.file);
    return letterCalls.register({ ...given.letter, scan });
  };
  const call = useLetterCall(register, 'letters.letterRegistered', ({ row }) => {
    onClose();
    void navigate({ to: '/letters/$letterId', params: { letterId: row.id } });
  });
  const parsed = registerLetterSchema.omit({ scan: true }).safeParse(typed);
  return (
    <LetterDialog
      title={t('letters.register')}
      under={t('letters.register.under')}
      submit={t('letters.register')}
      isReady={file !== null && parsed.success && enclosed.every(({ state }) => state === 'here')}
      call={call}
      onSubmit={() =>
        file !== null && parsed.success && call.mutate({ file, letter: { ...parsed.data, enclosures: enclosed.map(({ id }) => id) } })
      }
      onClose={onClose}
    >
      <ScanField file={file} onChange={setFile} />
      <div>
        <FileField files={enclosed} onChange={setEnclosed} />
        <Text size="xs" c="dimmed" mt={4}>
          {t('letters.enclosures.hint')}
        </Text>
      </div>
      <Select
        label={t('letterField.counterpart')}
        required
        searchable
        allowDeselect={false}
        value={typed.counterpart === '' ? null : typed.counterpart}
        onChange={(value) => setTyped({ ...typed, counterpart: value ?? '' })}
        data={(known.data ?? []).map(({ id, name, jurisdiction }) => ({ value: id, label: `${name} (${jurisdiction})` }))}
      />
      {known.isError && <Failure error={known.error} onAgain={() => void known.refetch()} />}
      <Group grow align="end">
        <ChannelSelect value={typed.channel} onChange={(channel) => setTyped({ ...typed, channel })} label={t('letterField.channel')} />
        <MomentInput label={t('letterField.receivedAt')} isRequired onChange={(receivedAt) => setTyped({ ...typed, receivedAt })} />
      </Group>
      <Group grow align="start">
        <TextInput
          label={t('letterField.writtenOn')}
          required
          type="date"
          value={typed.writtenOn}
          onChange={(event) => setTyped({ ...typed, writtenOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('letterField.theirReference')}
          value={typed.theirReference}
          onChange={(event) => setTyped({ ...typed, theirReference: event.currentTarget.value })}
        />
      </Group>
    </LetterDialog>
  );
}

export function ChannelSelect(props: { readonly label: string; readonly value: string; readonly onChange: (channel: string) => void }) {
  const { t } = useSpeech();
  return (
    <Select
      label={props.label}
      required
      allowDeselect={false}
      value={props.value === '' ? null : props.value}
      onChange={(value) => props.onChange(value ?? '')}
      data={letterChannels.map((value) => ({ value, label: t(`letterChannel.${value}`) }))}
    />
  );
}
