// SPDX-License-Identifier: Apache-2.0
/** What every part of a case's desk is given, and a change whose answer is the desk as it then is. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseDeskWire } from '../../../src/desk/case-desk/wire.ts';
import { caseDeskQuery } from '../calls/desk-calls.ts';

export interface DeskPart {
  readonly desk: CaseDeskWire;
  readonly mayWork: boolean;
}

export function useDeskCall<Given>(caseId: string, call: (given: Given) => Promise<CaseDeskWire>, onDone: () => void = () => undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (desk) => {
      queryClient.setQueryData(caseDeskQuery(caseId).queryKey, desk);
      onDone();
    },
  });
}
