// SPDX-License-Identifier: Apache-2.0
/** A call that writes into a custody log; afterwards the lists of evidence ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { HandOverRowWire } from '../../../src/evidence/hand-over/wire.ts';
import type { ItemDetailWire } from '../../../src/evidence/wire.ts';
import { useSpeech } from '../messages/language.tsx';

export function useEvidenceCall<Given>(call: (given: Given) => Promise<ItemDetailWire>, onDone: (detail: ItemDetailWire) => void) {
  return useWritten(call, onDone);
}

/** Answers with the hand-overs of the case as they then are. */
export function useHandOverCall<Given>(call: (given: Given) => Promise<readonly HandOverRowWire[]>, onDone: () => void) {
  return useWritten(call, onDone);
}

function useWritten<Given, Answer>(call: (given: Given) => Promise<Answer>, onDone: (answer: Answer) => void) {
  const queryClient = useQueryClient();
  const { t } = useSpeech();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: ['evidence'] });
      notifications.show({ message: t('evidence.written') });
      onDone(answer);
    },
  });
}
