// SPDX-License-Identifier: Apache-2.0
/**
 * Step-up: before what decides something the server asks an officer who has not proved for five minutes that it is them. The dialog
 * opens over whatever is on the screen; once it is shown, the call that was asked for is made again, and the officer goes on.
 */
import { Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { rememberProofDialog } from '../calls/call-server.ts';
import { passkeyCalls, stepUpQuery } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { ProofForm } from './approval-proof.tsx';

export function StepUpDialog() {
  const { t } = useSpeech();
  const [asking, setAsking] = useState(0);
  const [isOpen, setOpen] = useState(false);
  // Two calls at once ask once; both go on with the one answer.
  const waiting = useRef<((isShown: boolean) => void)[]>([]);
  useEffect(() => {
    rememberProofDialog(() => {
      setOpen(true);
      setAsking((count) => count + 1);
      return new Promise((resolve) => waiting.current.push(resolve));
    });
    return () => rememberProofDialog(null);
  }, []);
  const end = (isShown: boolean): void => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(isShown);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={() => end(false)}
      title={t('proof.title')}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('proof.under')}</Text>
        <Show key={asking} asking={asking} onShown={() => end(true)} onClose={() => end(false)} />
      </Stack>
    </Modal>
  );
}

function Show({ asking, onShown, onClose }: { asking: number; onShown: () => void; onClose: () => void }) {
  const { t } = useSpeech();
  const asked = useQuery(stepUpQuery(asking));
  const show = useMutation({ mutationFn: (proof: GivenProofWire) => passkeyCalls.stepUp(proof), onSuccess: onShown });
  const words = {
    nothing: t('proof.nothing'),
    byPasskey: t('proof.byPasskey'),
    codeHint: t('proof.codeHint'),
    give: t('proof.show'),
  };
  return <ProofForm asked={asked} show={show} onClose={onClose} words={words} />;
}
