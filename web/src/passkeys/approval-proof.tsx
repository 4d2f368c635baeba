// SPDX-License-Identifier: Apache-2.0
/**
 * The proof of an approval: the officer's passkey over exactly the digest that is shown, or six digits where the house takes
 * them. The server says which of the two it asks for, and draws a challenge for each asking.
 */
import { Button, Group, PinInput, Stack, Text } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GivenProofWire, ProofAskedWire } from '../../../src/officers/wire.ts';
import { proofQuery } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { answerChallenge } from './authenticator.ts';
import { PasskeyTrouble } from './passkey-trouble.tsx';

type PasskeyAsked = Extract<ProofAskedWire, { kind: 'passkey' }>;

export function ApprovalProof({ subject, approve, onClose }: ProofProps & { readonly subject: string }) {
  const { t } = useSpeech();
  const asked = useQuery(proofQuery(subject));
  return (
    <>
      {asked.isPending && <Waiting />}
      {asked.isError && <Failure error={asked.error} onAgain={() => void asked.refetch()} />}
      {asked.data?.kind === 'nothing' && <Text size="sm">{t('approve.passkeyOnly')}</Text>}
      {asked.data?.kind === 'passkey' && <ByPasskey asked={asked.data} approve={approve} onClose={onClose} onAgain={asked.refetch} />}
      {asked.data?.kind === 'code' && <ByCode approve={approve} onClose={onClose} />}
    </>
  );
}

interface ProofProps {
  readonly approve: {
    readonly mutate: (proof: GivenProofWire, on?: { onError: () => void }) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
  readonly onClose: () => void;
}

function ByPasskey({ asked, approve, onClose, onAgain }: ProofProps & { asked: PasskeyAsked; onAgain: () => unknown }) {
  const { t } = useSpeech();
  const touch = useMutation({
    mutationFn: () => answerChallenge(asked),
    // A challenge is good once: after a refusal the next one is drawn.
    onSuccess: (assertion) => approve.mutate({ kind: 'passkey', ...assertion }, { onError: () => void onAgain() }),
  });
  return (
    <>
      <Text size="sm">{t('approve.byPasskey')}</Text>
      <PasskeyTrouble error={touch.error ?? approve.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('state.cancel')}
        </Button>
        <Button
          data-autofocus
          leftSection={<IconFingerprint size={16} aria-hidden />}
          loading={touch.isPending || approve.isPending}
          onClick={() => touch.mutate()}
        >
          {t('approve.give')}
        </Button>
      </Group>
    </>
  );
}

function ByCode({ approve, onClose }: ProofProps) {
  const { t } = useSpeech();
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        approve.mutate({ kind: 'code', code }, { onError: () => setCode('') });
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
            {t('approve.codeHint')}
          </Text>
        </div>
        {approve.error !== null && <Failure error={approve.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={code.length !== 6} loading={approve.isPending}>
            {t('approve.give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
