// SPDX-License-Identifier: Apache-2.0
/** The calls that write a case as messages of ISO 20022, and read one that came by another way. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { officerOf } from '../cases/answer-case.ts';
import { caseMessages, writeCaseMessage } from './case-messages.ts';
import { messageBytesMax, readMessage } from './read-message.ts';
import { caseMessagesSchema, readMessageSchema, writeMessageSchema } from './wire.ts';

const idParams = z.strictObject({ id: z.string().max(60) });

export function messageCalls(deps: AssistanceDeps, readers: readonly string[]): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id/iso20022',
      whoMay: readers,
      summary: 'The messages of ISO 20022 that the case can be written as, and what the others lack.',
      params: idParams,
      answer: caseMessagesSchema,
      handle: async (input) => {
        const viewer = { id: officerOf(input), roles: input.officer?.roles ?? [] };
        const messages = await caseMessages(deps, { caseId: input.params.id, viewer, now: input.now });
        return messages === null ? { kind: 'absent' } : answerJson(messages);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/iso20022',
      whoMay: readers,
      summary: 'One of these messages as a file. The text of a received reply is in it only where its conditions permit an export.',
      params: idParams,
      body: { kind: 'json', schema: writeMessageSchema },
      handle: async (input) => {
        const viewer = { id: officerOf(input), roles: input.officer?.roles ?? [] };
        const { id } = input.params;
        const written = await writeCaseMessage(deps, { caseId: id, ...input.body, viewer, now: input.now });
        if (written === null) return { kind: 'absent' };
        if (!written.ok) return { kind: 'issues', issues: written.issues };
        const fileName = `${input.body.message}-${id}-${input.body.number}.xml`;
        return { kind: 'bytes', mediaType: 'application/xml', bytes: written.value, fileName };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/iso20022',
      whoMay: ['preparer', 'records-keeper'],
      summary: 'What a message of ISO 20022 says, made ready for a draft; nothing of it is kept.',
      body: { kind: 'bytes', bytesMax: messageBytesMax },
      answer: readMessageSchema,
      handle: async ({ body }) => {
        const read = readMessage(body);
        return read.ok ? answerJson(read.value) : { kind: 'issues', issues: read.issues };
      },
    }),
  ];
}
