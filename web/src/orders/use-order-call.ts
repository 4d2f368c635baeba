// SPDX-License-Identifier: Apache-2.0
/** A call that changes an order: its answer takes the place of what is shown, and lists and the case ask again. */
import { notifications } from '@mantine/notifications';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** `question` is the one of which the answer of the call is the newest answer. */
export function useOrderCall<Given, Detail extends { readonly row: { readonly caseId: string } }>(
  question: (caseId: string) => { readonly queryKey: QueryKey },
  call: (given: Given) => Promise<Detail>,
  { done, onDone }: { readonly done: string; readonly onDone: (detail: Detail) => void },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (detail) => {
      queryClient.setQueryData(question(detail.row.caseId).queryKey, detail);
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      notifications.show({ message: done });
      onDone(detail);
    },
  });
}
