// SPDX-License-Identifier: Apache-2.0
/**
 * The calls for files of cases: upload in ranges, and download for a stated purpose.
 *
 * An upload is interrupted when the officer wants it, when the network does, or when a server restarts; it goes on at the place
 * that the server names. A download is a use like that of a record: it names its purpose, the conditions of the dispatch that
 * brought the file are asked, and what was said is in the log, whether yes or no. A file is always given as a file to be saved, of
 * no media type that a browser would show.
 */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import {
  type BlobDeps,
  beginUpload,
  findAttachment,
  openBlob,
  placeOfSealed,
  rangeBytes,
  removeAttachment,
  type Standing,
  takeUploadRange,
} from '../../exchange/index.ts';
import { attachmentFileSchema } from '../../exchange/wire.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall, type Result } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { attachmentStandingSchema } from '../wire.ts';
import { useOfFile } from './use-file.ts';

const uploaders = ['preparer', 'records-keeper'];
const readers = ['preparer', 'approver', 'records-keeper'];
const idParams = z.strictObject({ id: z.string().max(60) });
const rangeParams = z.strictObject({ id: z.string().max(60), place: z.string().regex(/^\d{1,15}$/) });

export function attachmentCalls(deps: AssistanceDeps): readonly CallDefinition[] {
  const { blobs } = deps;
  return blobs === undefined ? [] : [...uploadCalls(deps, blobs), downloadCall(deps, blobs)];
}

function uploadCalls(deps: AssistanceDeps, blobs: BlobDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/assistance/attachments',
      whoMay: uploaders,
      summary: 'Begins the upload of a file that is to go with a request or a reply.',
      body: { kind: 'json', schema: attachmentFileSchema },
      answer: attachmentStandingSchema,
      handle: async (input) => answerStanding(await beginUpload(blobs, { ...input.body, officer: officerOf(input), now: input.now })),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/assistance/attachments/:id/ranges/:place',
      whoMay: uploaders,
      summary: 'Takes a range of an upload at the place where it stands, and says where it stands then.',
      params: rangeParams,
      body: { kind: 'bytes', bytesMax: rangeBytes },
      answer: attachmentStandingSchema,
      handle: async ({ params, body, now }) =>
        answerStanding(await takeUploadRange(blobs, { id: params.id, place: Number(params.place), bytes: body, now })),
    }),
    defineCall({
      method: 'GET',
      path: '/api/assistance/attachments/:id',
      whoMay: uploaders,
      summary: 'Where an upload stands.',
      params: idParams,
      answer: attachmentStandingSchema,
      handle: async ({ params }) => {
        const row = await findAttachment(deps.database, params.id);
        if (row === null || row.side !== 'ours') return { kind: 'absent' };
        return answerJson({ id: row.id, state: row.state, place: placeOfSealed(row.received, row.size) });
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/assistance/attachments/:id',
      whoMay: uploaders,
      summary: 'Removes an upload that no dispatch carries.',
      params: idParams,
      answer: z.strictObject({}),
      handle: async ({ params }) => {
        const row = await findAttachment(deps.database, params.id);
        if (row === null || row.side !== 'ours' || row.dispatch !== null || row.caseRef !== null) return { kind: 'absent' };
        await removeAttachment(deps.database, row.id);
        await blobs.files.remove(row.state === 'here' && row.sealedDigest !== null ? { digest: row.sealedDigest } : { id: row.id });
        return answerJson({});
      },
    }),
  ];
}

function downloadCall(deps: AssistanceDeps, blobs: BlobDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/assistance/attachments/:id/file',
    whoMay: readers,
    summary: 'Gives a file of a case for a stated purpose that its conditions permit; every time is written down.',
    params: idParams,
    query: z.strictObject({ purpose: purposeSchema }),
    handle: async (input) => {
      const used = await useOfFile(deps, { id: input.params.id, purpose: input.query.purpose, officer: officerOf(input), now: input.now });
      if (used.kind !== 'permitted') return used;
      const { name, size } = used.row;
      return { kind: 'stream', mediaType: 'application/octet-stream', size, fileName: name, parts: openBlob(blobs.files, used.row) };
    },
  });
}

function answerStanding(result: Result<Standing> | null): CallAnswer {
  if (result === null) return { kind: 'absent' };
  return result.ok ? answerJson(result.value) : { kind: 'issues', issues: result.issues };
}

function officerOf(input: Pick<CallInput<unknown, unknown, unknown>, 'officer'>): string {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return input.officer.id;
}
