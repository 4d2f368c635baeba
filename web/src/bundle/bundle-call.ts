// SPDX-License-Identifier: Apache-2.0
/** Asking for an evidence bundle: the file, where enough officers have approved exactly it; else it waits, and approvers find it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BundleOrderWire } from '../../../src/assistance/wire.ts';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { CallError } from '../calls/call-server.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';

/** What is asked for: as it is ordered here, or as it was ordered when its approval was asked for. */
type Asked = { readonly order: BundleOrderWire } | { readonly subject: string };

export function useBundle(caseId: string) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const call = useMutation({
    mutationFn: async (asked: Asked) =>
      assistanceCalls.bundle(caseId, 'order' in asked ? asked.order : await assistanceCalls.bundleOrder(caseId, asked.subject)),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `case-${caseId}.zip`),
    onError: (error) => {
      if (isWaiting(error)) notifications.show({ message: t('export.asked') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey }),
  });
  return { ask: call.mutate, isPending: call.isPending, error: isWaiting(call.error) ? null : call.error };
}

/** Asked for, and not given before another officer has approved it. */
function isWaiting(error: Error | null): boolean {
  return error instanceof CallError && error.kind === 'waits';
}
