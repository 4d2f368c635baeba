// SPDX-License-Identifier: Apache-2.0
/** A decision on an act: said when it is done, and then every screen asks again, since what was carried out may be anything. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

export function useJudging<Given, Answer>(call: (given: Given) => Promise<Answer>, done: (answer: Answer) => string, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => {
      notifications.show({ message: done(answer) });
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'proof' && queryKey[0] !== 'records' });
      onDone();
    },
  });
}
