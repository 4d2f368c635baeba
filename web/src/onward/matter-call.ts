// SPDX-License-Identifier: Apache-2.0
/** A call that answers a matter: the answer takes its place on the screen, and the lists ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { matterQuery } from '../calls/onward-calls.ts';

export function useMatterCall<Given>(
  call: (given: Given) => Promise<MatterDetailWire>,
  done: string,
  onDone: (detail: MatterDetailWire) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(matterQuery(detail.row.id).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['onward'] });
      notifications.show({ message: done });
      onDone(detail);
    },
  });
}

/** Opens the page of a matter that was begun. */
export function useOpenMatter(): (detail: MatterDetailWire) => void {
  const navigate = useNavigate();
  return (detail) => void navigate({ to: '/onward/$matterId', params: { matterId: detail.row.id } });
}
