// SPDX-License-Identifier: Apache-2.0
/** The calls by which a peer brings its blobs: where one stands, and a range of it. Only what its dispatches announced is taken. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { isDigest } from '../../seals/index.ts';
import type { Peer } from '../ports.ts';
import { attachmentStates, rangeCallBytesMax } from './attachment.ts';
import { type BlobDeps, type RangeAnswer, takeSealedRange } from './keep-files.ts';

export interface BlobCallDeps {
  readonly blobs: BlobDeps;
  readonly peerNow: (authorityId: string) => Promise<Peer | null>;
}

const standingSchema = z.strictObject({ state: z.enum(attachmentStates), received: z.int() });
const digestParam = z.string().refine(isDigest, 'is not a digest');
/** How long a peer is asked to wait where there is no room. */
const waitMs = 60_000;

export function blobCalls(deps: BlobCallDeps): readonly CallDefinition[] {
  const answer = async (peer: string | undefined, taking: (peer: string) => Promise<RangeAnswer>): Promise<CallAnswer> => {
    if (peer === undefined || (await deps.peerNow(peer))?.state !== 'live') return { kind: 'absent' };
    const taken = await taking(peer);
    if (taken.kind === 'standing') return answerJson(taken.standing);
    return taken.kind === 'absent' ? { kind: 'absent' } : { kind: 'later', retryAfterMs: waitMs, issues: [noRoom] };
  };
  return [
    defineCall({
      method: 'GET',
      path: '/exchange/v1/blobs/:digest',
      whoMay: 'peer',
      summary: 'How much of an announced blob of the calling peer is here.',
      params: z.strictObject({ digest: digestParam }),
      answer: standingSchema,
      handle: ({ params, peer, now }) =>
        answer(peer, (from) => takeSealedRange(deps.blobs, { peer: from, sealedDigest: params.digest, at: 0, bytes: null, now })),
    }),
    defineCall({
      method: 'PUT',
      path: '/exchange/v1/blobs/:digest/:at',
      whoMay: 'peer',
      summary: 'Takes a range of an announced blob at the place where it stands, and says where it stands then.',
      params: z.strictObject({ digest: digestParam, at: z.string().regex(/^\d{1,15}$/) }),
      body: { kind: 'bytes', bytesMax: rangeCallBytesMax },
      answer: standingSchema,
      handle: ({ params, body, peer, now }) =>
        answer(peer, (from) =>
          takeSealedRange(deps.blobs, { peer: from, sealedDigest: params.digest, at: Number(params.at), bytes: body, now }),
        ),
    }),
  ];
}

const noRoom = { path: 'blob', problem: 'There is no room for it now.', remedy: 'Send it later.' };
