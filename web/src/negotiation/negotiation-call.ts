// SPDX-License-Identifier: Apache-2.0
/** A call that answers a negotiation: the answer takes its place on the screen, and what depends on it asks again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NegotiationDetailWire } from '../../../src/negotiation/wire.ts';
import { negotiationQuery } from '../calls/negotiation-calls.ts';

export function useNegotiationCall<Given>(
  call: (given: Given) => Promise<NegotiationDetailWire>,
  done: string,
  onDone: (detail: NegotiationDetailWire) => void = () => undefined,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(negotiationQuery(detail.row.id).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['negotiations'] });
      void queryClient.invalidateQueries({ queryKey: ['agreements'] });
      notifications.show({ message: done });
      onDone(detail);
    },
  });
}
