// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of the exchange: what other servers make, and what administrators make; and the network by which we reach others.
 */
import { Agent as HttpAgent, type ClientRequest, request as callHttp } from 'node:http';
import { Agent as HttpsAgent, request as callHttps } from 'node:https';
import { z } from 'zod';
import { answerJson, type CallDefinition, type Database, defineCall, limits, type Result } from '../kernel/index.ts';
import { isDigest } from '../seals/index.ts';
import { type CeremonyDeps, confirmPeer, fingerprintOf, suspendPeer, takeInvitation } from './peer-ceremony.ts';
import { keyCalls } from './keys/http.ts';
import { isKeyViewStale } from './keys/key-views.ts';
import { suspectCounts } from './keys/store.ts';
import type { Network, NetworkAnswer, PeerAddress } from './ports.ts';
import { receiveEnvelope } from './receive-envelope.ts';
import { listPeerRecords, outboxWaiting } from './store.ts';
import { invitationSchema, type InvitationWire, peerConfirmSchema, type PeerRowWire, peerRowSchema } from './wire.ts';

export interface ExchangeCallDeps extends CeremonyDeps {
  /** As it is at this moment: its key history grows. */
  readonly invitation: () => InvitationWire;
}

const administrators = ['administrator'];
const idParams = z.strictObject({ id: z.string().max(80) });
const answerTimeoutMs = 20_000;
const receiptBytesMax = 65_536;
/** Up to thirty-two key events of the asked authority, and as many of our own. */
const keyAnswerBytesMax = 4_194_304;
/** To one peer at a time: as many as one run of the delivery handles side by side. */
const connectionsMax = 16;

export function exchangeCalls(deps: ExchangeCallDeps): readonly CallDefinition[] {
  return [...peerServerCalls(deps), ...peerListCalls(deps), ...ceremonyCalls(deps), ...keyCalls(deps)];
}

function peerServerCalls(deps: ExchangeCallDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/exchange/v1/envelopes',
      whoMay: 'peer',
      summary: 'Takes a sealed envelope of a peer and answers with a signed receipt.',
      body: { kind: 'bytes', bytesMax: limits.envelopeBytesMax },
      handle: async ({ body }) => {
        const answer = await receiveEnvelope(deps.ports, body);
        if (answer.kind === 'receipt') return { kind: 'bytes', mediaType: 'application/vnd.comity.receipt', bytes: answer.bytes };
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
      method: 'GET',
      path: '/exchange/v1/receipts/:digest',
      whoMay: 'peer',
      summary: 'The receipt that was given for a dispatch, for a sender whose answer was lost.',
      params: z.strictObject({ digest: z.string().refine(isDigest, 'is not a digest') }),
      handle: async ({ params }) => {
        const { digest } = params;
        const bytes = isDigest(digest) ? await deps.ports.store.receiptNow(digest) : null;
        return bytes === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: 'application/vnd.comity.receipt', bytes };
      },
    }),
  ];
}

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
      summary: 'Confirms the sixty digits that the other authority read out.',
      params: idParams,
      body: { kind: 'json', schema: peerConfirmSchema },
      answer: peerRowSchema,
      handle: async ({ params, body, officer, now }) =>
        answerPeer(
          deps,
          await confirmPeer(deps, { peer: params.id, fingerprint: body.fingerprint, officer: officer?.id ?? '', now }),
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

/**
 * Reaches peers over HTTP, on connections that are kept. Addresses come from the peer's row alone. Node's own client follows no
 * redirect, keeps no cookie and unpacks no compressed answer, and none of the three is wanted here.
 */
export function httpNetwork(): Network {
  const keepAlive = { keepAlive: true, maxSockets: connectionsMax, timeout: answerTimeoutMs };
  const agents = { 'http:': new HttpAgent(keepAlive), 'https:': new HttpsAgent(keepAlive) };
  const ask = ({ endpoint }: PeerAddress, path: string, envelope: Uint8Array | null): Promise<NetworkAnswer> => {
    const url = URL.parse(`${endpoint.replace(/\/+$/, '')}/exchange/v1/${path}`);
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return Promise.resolve({ kind: 'unreachable' });
    const call = url.protocol === 'http:' ? callHttp : callHttps;
    const method = envelope === null ? 'GET' : 'POST';
    const headers = envelope === null ? {} : { 'content-type': 'application/vnd.comity.envelope', 'content-length': envelope.length };
    const bytesMax = path === 'keys' ? keyAnswerBytesMax : receiptBytesMax;
    const options = { method, headers, agent: agents[url.protocol], signal: AbortSignal.timeout(answerTimeoutMs) };
    return answerOf(call(url, options), envelope, bytesMax);
  };
  return {
    post: (peer, envelope) => ask(peer, 'envelopes', envelope),
    receipt: (peer, dispatch) => ask(peer, `receipts/${dispatch}`, null),
    keys: (peer, question) => ask(peer, 'keys', question),
  };
}

function answerOf(request: ClientRequest, body: Uint8Array | null, bytesMax: number): Promise<NetworkAnswer> {
  return new Promise((resolve) => {
    // Refused, reset, timed out, too long: all the same to us, since only a signed receipt counts.
    request.on('error', () => resolve({ kind: 'unreachable' }));
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > bytesMax) request.destroy(new Error('the answer is too long'));
        else parts.push(part);
      });
      response.on('error', () => resolve({ kind: 'unreachable' }));
      response.on('end', () => {
        resolve({ kind: 'answered', status: response.statusCode ?? 0, bytes: new Uint8Array(Buffer.concat(parts)) });
      });
    });
    request.end(body);
  });
}
