// SPDX-License-Identifier: Apache-2.0
/** A call that changes a case: its answer is the case as it then is, put in place at once, and the lists ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { caseQuery } from '../calls/assistance-calls.ts';

export function useCaseCall<Given>(call: (given: Given) => Promise<CaseDetailWire>, done: string, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(caseQuery(detail.row.id).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['cases', 'list'] });
      notifications.show({ message: done });
      onDone();
    },
  });
}
