// SPDX-License-Identifier: Apache-2.0
/** A call that changes something of the findings: says that it is done, and lets every screen of them ask again. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

export function useFindingCall<Given, Answer>(
  send: (given: Given) => Promise<Answer>,
  options: { readonly said?: string; readonly onDone?: (answer: Answer) => void } = {},
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await queryClient.invalidateQueries({ queryKey: ['findings'] });
      if (options.said !== undefined) notifications.show({ message: options.said, color: 'moss' });
      options.onDone?.(answer);
    },
  });
}
