// SPDX-License-Identifier: Apache-2.0
/** A step with a report: its answer is the report as it then is, and the queue is asked anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueuedReportWire } from '../../../src/reporting/wire.ts';
import { queuedReportQuery } from './reporting-calls.ts';

export function useReportCall<Given>(id: string, call: (given: Given) => Promise<QueuedReportWire>, onDone?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (report) => {
      queryClient.setQueryData(queuedReportQuery(id).queryKey, report);
      void queryClient.invalidateQueries({ queryKey: ['reports', 'queue'] });
      onDone?.();
    },
  });
}
