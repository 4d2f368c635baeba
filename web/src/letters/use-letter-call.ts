// SPDX-License-Identifier: Apache-2.0
/** A call that changes something about letters; afterwards every list that could show it asks again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSpeech } from '../messages/language.tsx';
import type { PlainKey } from '../messages/translate.ts';

export function useLetterCall<Given, Answer>(call: (given: Given) => Promise<Answer>, done: PlainKey, onDone: (answer: Answer) => void) {
  const queryClient = useQueryClient();
  const { t } = useSpeech();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => {
      for (const topic of ['letters', 'cases', 'approvals', 'agreements']) void queryClient.invalidateQueries({ queryKey: [topic] });
      notifications.show({ message: t(done) });
      onDone(answer);
    },
  });
}
