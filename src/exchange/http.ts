// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of the exchange: what other servers make, and what administrators make; and the network by which we reach others.
 */
import { z } from 'zod';
import { answerJson, type CallDefinition, type Database, defineCall, limits, type Result } from '../kernel/index.ts';
import { isDigest } from '../seals/index.ts';
import { blobCalls } from './blobs/http.ts';
import type { BlobDeps } from './blobs/keep-files.ts';
import { type CeremonyDeps, fingerprintOf, suspendPeer, takeInvitation } from './peer-ceremony.ts';
import { preparePeerConfirmation } from './confirm-peer.ts';
import { keyCalls } from './keys/http.ts';
import { isKeyViewStale } from './keys/key-views.ts';
import { suspectCounts } from './keys/store.ts';
import { deliveryCalls } from './deliveries/http.ts';
import { verdictCalls } from './verdicts/http.ts';
import { takeReceipt } from './delivery/take-receipt.ts';
import { takeStatement } from './delivery/take-statement.ts';
import type { ExchangePorts, Network } from './ports.ts';
import { answersBytesMax, pouchBytesMax } from './pouches/pouch.ts';
import { receivePouch } from './pouches/receive-pouch.ts';
import { receiptGiven, receiveEnvelope } from './receive-envelope.ts';
import { listPeerRecords, outboxWaiting } from './store.ts';
import type { CallPeer } from './transport/http.ts';
import { invitationSchema, type InvitationWire, peerConfirmSchema, type PeerRowWire, peerRowSchema } from './wire.ts';

export interface ExchangeCallDeps extends CeremonyDeps {
  /** Where attachments are kept; without it none are taken. */
  readonly blobs?: BlobDeps;
  /** Hears what our own program broke off over while a call went on for the others in it; the operator is told as of a call that failed. */
  readonly brokeOff: (error: unknown) => void;
  /** As it is at this moment: its key history grows. */
  readonly invitation: () => InvitationWire;
}

const administrators = ['administrator'];
const idParams = z.strictObject({ id: z.string().max(80) });
/** A receipt or a statement: a small JSON document and its signature. */
const receiptBytesMax = 65_536;
/** Up to thirty-two key events of the asked authority, and as many of our own. */
const keyAnswerBytesMax = 4_194_304;

export function exchangeCalls(deps: ExchangeCallDeps): readonly CallDefinition[] {
  return [
    ...envelopeCalls(deps),
    ...receiptCalls(deps),
    ...peerListCalls(deps),
    ...ceremonyCalls(deps),
    ...keyCalls(deps),
    ...deliveryCalls(deps),
    ...verdictCalls(deps),
    ...blobCallsOf(deps),
  ];
}

function blobCallsOf(deps: ExchangeCallDeps): readonly CallDefinition[] {
  const { blobs, ports } = deps;
  return blobs === undefined ? [] : blobCalls({ blobs, peerNow: (authorityId) => ports.store.peerNow(authorityId) });
}

/** The calls by which dispatches come in, for any store. */
export function envelopeCalls<Tx>(deps: {
  readonly ports: ExchangePorts<Tx>;
  readonly brokeOff: ExchangeCallDeps['brokeOff'];
}): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/exchange/v1/envelopes',
      whoMay: 'peer',
      summary: 'Takes a sealed envelope of a peer and answers with a signed receipt.',
      body: { kind: 'bytes', bytesMax: limits.envelopeBytesMax },
      handle: async ({ body }) => {
        const answer = await receiveEnvelope(deps.ports, body);
        if (answer.kind === 'receipt') return { kind: 'bytes', mediaType: receiptMedia, bytes: answer.bytes };
        if (answer.kind === 'later') return { ...answer, issues: [laneFull] };
        if (answer.status === 404) return { kind: 'absent' };
        return {
          kind: 'issues',
          issues: [
            { path: 'envelope', problem: `Refused: ${answer.code}.`, remedy: 'Nothing was kept. Send it as wire/envelope.md says.' },
          ],
        };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/exchange/v1/pouches',
      whoMay: 'peer',
      summary: 'Takes several sealed envelopes of a peer and answers each with its signed receipt.',
      body: { kind: 'bytes', bytesMax: pouchBytesMax },
      handle: async ({ body }) => {
        const received = await receivePouch(deps.ports, body);
        if (!received.ok) return { kind: 'issues', issues: received.issues };
        for (const error of received.value.broken) deps.brokeOff(error);
        return { kind: 'bytes', mediaType: pouchMedia, bytes: received.value.answers };
      },
    }),
  ];
}

function receiptCalls(deps: ExchangeCallDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/exchange/v1/receipts/:digest',
      whoMay: 'peer',
      summary: 'The receipt that was given for a dispatch, for a sender whose answer was lost.',
      params: z.strictObject({ digest: z.string().refine(isDigest, 'is not a digest') }),
      handle: async ({ params }) => {
        const { digest } = params;
        const bytes = isDigest(digest) ? await receiptGiven(deps.ports, digest) : null;
        return bytes === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: receiptMedia, bytes };
      },
    }),
    defineCall({
      method: 'POST',
      path: '/exchange/v1/receipts',
      whoMay: 'peer',
      summary: 'Takes a signed receipt that its sender could not give as an answer: judged later, or opened by an officer.',
      body: { kind: 'bytes', bytesMax: receiptBytesMax },
      handle: async ({ body }) => ((await takeReceipt(deps.ports, body)) ? answerJson({}) : { kind: 'absent' }),
    }),
    defineCall({
      method: 'POST',
      path: '/exchange/v1/non-deliveries',
      whoMay: 'peer',
      summary: "Takes a peer's signed statement that it gave a dispatch up, and answers with our receipt for it.",
      body: { kind: 'bytes', bytesMax: receiptBytesMax },
      handle: async ({ body }) => {
        const bytes = await takeStatement(deps.ports, body);
        return bytes === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: receiptMedia, bytes };
      },
    }),
  ];
}

const pouchMedia = 'application/vnd.comity.pouch';
const receiptMedia = 'application/vnd.comity.receipt';
const laneFull = {
  path: 'envelope',
  problem: 'This server takes no more of this class from this authority at the moment.',
  remedy: 'Send it again after the time in Retry-After.',
};

function peerListCalls(deps: ExchangeCallDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/peers',
      whoMay: [],
      summary: 'The authorities whose invitation was taken in.',
      answer: z.strictObject({ rows: z.array(peerRowSchema) }),
      handle: async () => answerJson({ rows: await peerRows(deps, deps.database) }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/peers/invitation',
      whoMay: administrators,
      summary: 'Our own invitation, to be given to another authority by a channel of your choice.',
      answer: invitationSchema,
      handle: async () => ({
        kind: 'bytes',
        mediaType: 'application/json',
        bytes: new TextEncoder().encode(JSON.stringify(deps.invitation(), null, 2)),
        fileName: 'invitation.json',
      }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/peers/outbox',
      whoMay: ['administrator', 'auditor'],
      summary: 'Dispatches that wait for delivery, by identifier.',
      handle: async () => answerJson({ rows: await outboxWaiting(deps.database, limits.pageRowsMax) }),
    }),
  ];
}

function ceremonyCalls(deps: ExchangeCallDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/peers',
      whoMay: administrators,
      summary: "Takes in another authority's invitation; nothing is accepted from it before the fingerprint is confirmed.",
      body: { kind: 'bytes', bytesMax: limits.payloadBytesMax },
      answer: peerRowSchema,
      handle: async ({ body, officer, now }) => answerPeer(deps, await takeInvitation(deps, body, officer?.id ?? '', now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/peers/:id/confirmation',
      whoMay: administrators,
      needsFreshProof: true,
      summary: 'Confirms the sixty digits that the other authority read out; it counts when another officer has approved it.',
      params: idParams,
      body: { kind: 'json', schema: peerConfirmSchema },
      answer: peerRowSchema,
      handle: async ({ params, body, officer, now }) =>
        answerPeer(
          deps,
          await preparePeerConfirmation(deps, { peer: params.id, fingerprint: body.fingerprint, officer: officer?.id ?? '', now }),
          params.id,
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/peers/:id/suspension',
      whoMay: administrators,
      summary: 'Suspends the exchange with an authority at once.',
      params: idParams,
      answer: peerRowSchema,
      handle: async ({ params, officer, now }) =>
        answerPeer(deps, await suspendPeer(deps, { peer: params.id, officer: officer?.id ?? '', now }), params.id),
    }),
  ];
}

async function answerPeer(deps: ExchangeCallDeps, result: Result<string> | null, peer?: string) {
  if (result === null) return { kind: 'absent' } as const;
  if (!result.ok) return { kind: 'issues', issues: result.issues } as const;
  const row = (await peerRows(deps, deps.database)).find((candidate) => candidate.authorityId === (peer ?? result.value));
  return row === undefined ? ({ kind: 'absent' } as const) : answerJson(row);
}

async function peerRows(deps: ExchangeCallDeps, db: Database): Promise<PeerRowWire[]> {
  const now = deps.ports.clock();
  const suspects = await suspectCounts(db);
  return (await listPeerRecords(db)).map((record) => ({
    authorityId: record.authority_id,
    name: record.invitation.name,
    kind: record.invitation.kind,
    jurisdiction: record.invitation.jurisdiction,
    endpoint: record.invitation.endpoint,
    state: record.state,
    fingerprint: fingerprintOf(deps, record),
    confirmedAt: record.confirmed_at,
    lastHeardAt: record.last_heard_at,
    outboxWaiting: record.waiting,
    keysSeenAt: record.keys_seen_at,
    isKeyViewStale: record.keys_seen_at === null || isKeyViewStale({ keysSeenAt: record.keys_seen_at }, 'urgent', now),
    suspects: suspects.get(record.authority_id) ?? 0,
  }));
}

/** Reaches peers through their door (transport/http.ts), each by its own calls. */
export function httpNetwork(callPeer: CallPeer): Network {
  return {
    post: (peer, envelope) =>
      callPeer(peer, { method: 'POST', path: '/exchange/v1/envelopes', mediaType: 'application/vnd.comity.envelope', body: envelope }),
    postPouch: (peer, pouch) =>
      callPeer(peer, { method: 'POST', path: '/exchange/v1/pouches', mediaType: pouchMedia, body: pouch, answerBytesMax: answersBytesMax }),
    keys: (peer, question) =>
      callPeer(peer, {
        method: 'POST',
        path: '/exchange/v1/keys',
        mediaType: 'application/vnd.comity.envelope',
        body: question,
        answerBytesMax: keyAnswerBytesMax,
        provesItself: true,
      }),
    tell: (peer, what, document) =>
      callPeer(peer, { method: 'POST', path: `/exchange/v1/${what}`, mediaType: receiptMedia, body: document }),
    receipt: (peer, dispatch) => callPeer(peer, { method: 'GET', path: `/exchange/v1/receipts/${dispatch}` }),
  };
}
