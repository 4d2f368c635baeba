// SPDX-License-Identifier: Apache-2.0
/** Asking for an evidence bundle: the file, where enough officers have approved exactly it; else it waits, and approvers find it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BundleOrderWire } from '../../../src/assistance/wire.ts';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { isWaiting } from '../calls/call-server.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';

/** What is asked for: as it is ordered here, or as it was ordered when its approval was asked for. */
type Asked = { readonly order: BundleOrderWire } | { readonly subject: string };

/** Of what the bundle is: a case, or a question of consent, a disclosure or a recall. */
export interface BundleOf {
  readonly kind: 'case' | 'matter';
  readonly id: string;
}

const callsOf = {
  case: { bundle: assistanceCalls.bundle, order: assistanceCalls.bundleOrder },
  matter: { bundle: onwardCalls.bundle, order: onwardCalls.bundleOrder },
} as const;

export function useBundle({ kind, id }: BundleOf) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const call = useMutation({
    mutationFn: async (asked: Asked) =>
      callsOf[kind].bundle(id, 'order' in asked ? asked.order : await callsOf[kind].order(id, asked.subject)),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `${kind}-${id}.zip`),
    onError: (error) => {
      if (isWaiting(error)) notifications.show({ message: t('export.asked') });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey }),
  });
  return { ask: call.mutate, isPending: call.isPending, error: isWaiting(call.error) ? null : call.error };
}
