// SPDX-License-Identifier: Apache-2.0
/** A call that changes an order: its answer takes the place of what is shown, and lists and the case ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { GatheringDetailWire } from '../../../src/gathering/wire.ts';
import { gatheringQuery } from '../calls/orders/gathering-calls.ts';

export function useGatheringCall<Given>(
  call: (given: Given) => Promise<GatheringDetailWire>,
  done: string,
  onDone: (detail: GatheringDetailWire) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(gatheringQuery(detail.row.caseId).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      notifications.show({ message: done });
      onDone(detail);
    },
  });
}
