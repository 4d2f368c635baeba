// SPDX-License-Identifier: Apache-2.0
/** A change of a firm's account; afterwards the list is asked anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { firmsQuery } from './reporting-calls.ts';

export function useFirmCall<Given, Answer>(call: (given: Given) => Promise<Answer>, onDone?: (answer: Answer) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: firmsQuery.queryKey });
      onDone?.(answer);
    },
  });
}
