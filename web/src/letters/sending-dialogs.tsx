// SPDX-License-Identifier: Apache-2.0
/** A letter that left the house, or did not: when and how, or why. */
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sendingSchema } from '../../../src/letters/wire.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { letterCalls, type Sending } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { ChannelSelect } from './register-dialog.tsx';
import { useLetterCall } from './use-letter-call.ts';

interface OfLetter {
  readonly id: string;
  readonly onClose: () => void;
}

export function SentDialog({ id, onClose }: OfLetter) {
  const { t } = useSpeech();
  const [sending, setSending] = useState<Sending>({ channel: '', sentAt: '', tracking: '' });
  const call = useLetterCall((given: Sending) => letterCalls.sent(id, given), 'letters.sentNoted', onClose);
  return (
    <LetterDialog
      title={t('letters.markSent')}
      under={t('letters.markSent.under')}
      submit={t('letters.markSent')}
      isReady={sendingSchema.safeParse(sending).success}
      call={call}
      onSubmit={() => call.mutate(sending)}
      onClose={onClose}
    >
      <ChannelSelect label={t('letterField.sentBy')} value={sending.channel} onChange={(channel) => setSending({ ...sending, channel })} />
      <MomentInput label={t('letterField.sentAt')} isRequired onChange={(sentAt) => setSending({ ...sending, sentAt })} />
      <TextInput
        label={t('letterField.tracking')}
        value={sending.tracking}
        onChange={(event) => setSending({ ...sending, tracking: event.currentTarget.value })}
      />
    </LetterDialog>
  );
}

export function NotSentDialog({ id, onClose }: OfLetter) {
  const { t } = useSpeech();
  const call = useLetterCall((reason: string) => letterCalls.returned(id, reason), 'letters.returnNoted', onClose);
  return <ReasonDialog title={t('letters.notSent')} under={t('letters.notSent.under')} call={call} onClose={onClose} />;
}

export function AsideDialog({ id, onClose }: OfLetter) {
  const { t } = useSpeech();
  const call = useLetterCall((reason: string) => letterCalls.setAside(id, reason), 'letters.asideNoted', onClose);
  return <ReasonDialog title={t('letters.setAside')} under={t('letters.setAside.under')} call={call} onClose={onClose} />;
}

interface ReasonProps {
  readonly title: string;
  readonly under: string;
  readonly call: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
    readonly mutate: (reason: string) => void;
  };
  readonly onClose: () => void;
}

function ReasonDialog({ title, under, call, onClose }: ReasonProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  return (
    <LetterDialog
      title={title}
      under={under}
      submit={title}
      isReady={reason.trim() !== ''}
      call={call}
      onSubmit={() => call.mutate(reason.trim())}
      onClose={onClose}
    >
      <Textarea
        label={t('letterField.reason')}
        required
        data-autofocus
        autosize
        minRows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </LetterDialog>
  );
}
