// SPDX-License-Identifier: Apache-2.0
/** A call that writes into a custody log: its answer takes the place of what is shown, and the lists of evidence ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ItemDetailWire } from '../../../src/evidence/wire.ts';
import { useSpeech } from '../messages/language.tsx';

export function useEvidenceCall<Given>(call: (given: Given) => Promise<ItemDetailWire>, onDone: (detail: ItemDetailWire) => void) {
  const queryClient = useQueryClient();
  const { t } = useSpeech();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      void queryClient.invalidateQueries({ queryKey: ['evidence'] });
      notifications.show({ message: t('evidence.written') });
      onDone(detail);
    },
  });
}
