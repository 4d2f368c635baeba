// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer shows: to approve, the passkey over exactly the digest that is shown; to go on, that it is still them. Six digits
 * where the house takes them. The server says which of the two it asks for, and draws a challenge for each asking.
 */
import { Button, Group, PinInput, Stack, Text } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { GivenProofWire, ProofAskedWire } from '../../../src/officers/wire.ts';
import { proofQuery } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { SecondDevice } from '../review/second-device.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { answerChallenge } from './authenticator.ts';
import { PasskeyTrouble } from './passkey-trouble.tsx';

type PasskeyAsked = Extract<ProofAskedWire, { kind: 'passkey' }>;

export function ApprovalProof(given: Omit<ProofProps, 'show' | 'words'> & ApprovalProps) {
  return (
    <>
      <SecondDevice subject={given.subject} />
      <ProofOver {...given} />
    </>
  );
}

/** The proof alone: on the second device itself. */
export function ProofOver({ subject, approve, onClose }: Omit<ProofProps, 'show' | 'words'> & ApprovalProps) {
  const { t } = useSpeech();
  const words = {
    nothing: t('approve.passkeyOnly'),
    byPasskey: t('approve.byPasskey'),
    codeHint: t('approve.codeHint'),
    give: t('approve.give'),
  };
  return <ProofForm asked={useQuery(proofQuery(subject))} show={approve} onClose={onClose} words={words} />;
}

interface ApprovalProps {
  readonly subject: string;
  readonly approve: ProofProps['show'];
}

export function ProofForm({ asked, ...rest }: ProofProps & { readonly asked: UseQueryResult<ProofAskedWire> }) {
  return (
    <>
      {asked.isPending && <Waiting />}
      {asked.isError && <Failure error={asked.error} onAgain={() => void asked.refetch()} />}
      {asked.data?.kind === 'nothing' && <Text size="sm">{rest.words.nothing}</Text>}
      {asked.data?.kind === 'passkey' && <ByPasskey asked={asked.data} {...rest} onAgain={asked.refetch} />}
      {asked.data?.kind === 'code' && <ByCode {...rest} />}
    </>
  );
}

interface ProofProps {
  readonly words: { readonly nothing: string; readonly byPasskey: string; readonly codeHint: string; readonly give: string };
  readonly show: {
    readonly mutate: (proof: GivenProofWire, on?: { onError: () => void }) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
  readonly onClose: () => void;
}

function ByPasskey({ asked, show, words, onClose, onAgain }: ProofProps & { asked: PasskeyAsked; onAgain: () => unknown }) {
  const { t } = useSpeech();
  const touch = useMutation({
    mutationFn: () => answerChallenge(asked),
    // A challenge is good once: after a refusal the next one is drawn.
    onSuccess: (assertion) => show.mutate({ kind: 'passkey', ...assertion }, { onError: () => void onAgain() }),
  });
  return (
    <>
      <Text size="sm">{words.byPasskey}</Text>
      <PasskeyTrouble error={touch.error ?? show.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('state.cancel')}
        </Button>
        <Button
          data-autofocus
          leftSection={<IconFingerprint size={16} aria-hidden />}
          loading={touch.isPending || show.isPending}
          onClick={() => touch.mutate()}
        >
          {words.give}
        </Button>
      </Group>
    </>
  );
}

function ByCode({ show, words, onClose }: ProofProps) {
  const { t } = useSpeech();
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        show.mutate({ kind: 'code', code }, { onError: () => setCode('') });
      }}
    >
      <Stack gap="md">
        <div>
          <Text size="sm" fw={600} mb={6} id="approve-code">
            {t('approve.code')}
          </Text>
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            value={code}
            onChange={setCode}
            aria-label={t('approve.code')}
            getInputProps={(index) => ({
              'aria-label': t('approve.digit', { position: index + 1 }),
              'data-autofocus': index === 0 || undefined,
            })}
          />
          <Text size="xs" c="dimmed" mt={6}>
            {words.codeHint}
          </Text>
        </div>
        {show.error !== null && <Failure error={show.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={code.length !== 6} loading={show.isPending}>
            {words.give}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
