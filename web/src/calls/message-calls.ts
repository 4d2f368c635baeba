// SPDX-License-Identifier: Apache-2.0
/** Calls of messages of ISO 20022: what a case can be written as, one of them as a file, and what a file says. */
import { queryOptions } from '@tanstack/react-query';
import { type CaseMessagesWire, caseMessagesSchema, readMessageSchema } from '../../../src/assistance/iso20022/wire.ts';
import { callServer, fetchFile } from './call-server.ts';

const messagesOf = (caseId: string): string => `/api/assistance/cases/${encodeURIComponent(caseId)}/iso20022`;

/** `changedAt`: a case that has changed may be written otherwise. */
export function caseMessagesQuery(caseId: string, changedAt: string) {
  return queryOptions({
    queryKey: ['cases', 'iso20022', caseId, changedAt],
    queryFn: () => callServer('GET', messagesOf(caseId), caseMessagesSchema),
  });
}

export const messageCalls = {
  write: (caseId: string, { message, number }: CaseMessagesWire['messages'][number]) => fetchFile(messagesOf(caseId), { message, number }),
  read: (file: Blob) => callServer('POST', '/api/assistance/iso20022', readMessageSchema, { bytes: file }),
} as const;
