// SPDX-License-Identifier: Apache-2.0
/** A call that changes an order: its answer takes the place of what is shown, and lists and the case ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FreezeDetailWire } from '../../../src/freezing/wire.ts';
import { freezeQuery } from '../calls/orders/freezing-calls.ts';

export function useFreezeCall<Given>(
  call: (given: Given) => Promise<FreezeDetailWire>,
  done: string,
  onDone: (detail: FreezeDetailWire) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(freezeQuery(detail.row.caseId).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      notifications.show({ message: done });
      onDone(detail);
    },
  });
}
