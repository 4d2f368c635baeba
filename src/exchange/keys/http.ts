// SPDX-License-Identifier: Apache-2.0
/** The calls about keys: a peer's question, and what administrators and auditors see of peers' keys and of our own. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { isDigest, type KeyState, listKeyEvents, type ListedEvent } from '../../seals/index.ts';
import type { CeremonyDeps } from '../peer-ceremony.ts';
import { findPeerRecord, listPeerRecords } from '../store.ts';
import { affirmDispatches } from './announce-keys.ts';
import { answerKeyQuestion, isKeyViewStale } from './key-views.ts';
import { evidenceBytes, peerKeyFacts, untoldPeers } from './store.ts';
import { type KeyRowWire, type OwnKeysWire, ownKeysSchema, type PeerKeysWire, peerKeysSchema } from './wire.ts';

const readers = ['administrator', 'auditor'];
const idParams = z.strictObject({ id: z.string().max(80) });
/** A question names two authorities and two numbers. */
const questionBytesMax = 1024;

export function keyCalls(deps: CeremonyDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/exchange/v1/keys',
      whoMay: 'peer',
      summary: 'Answers a peer how far our key history goes, with the events it does not hold yet.',
      body: { kind: 'bytes', bytesMax: questionBytesMax },
      handle: async ({ body, peer }) => {
        const bytes = await answerKeyQuestion(deps.ports, body, peer);
        return bytes === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: 'application/json', bytes };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/peers/:id/keys',
      whoMay: readers,
      summary: "A peer's key history as it was taken in, how fresh our view of it is, and what it has made suspect.",
      params: idParams,
      answer: peerKeysSchema,
      handle: async ({ params, now }) => {
        const keys = await peerKeys(deps, params.id, now);
        return keys === null ? { kind: 'absent' } : answerJson(keys);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/peers/:id/evidence/:digest',
      whoMay: readers,
      summary: 'The evidence on which a frozen exchange rests, as a file that anybody can check.',
      params: z.strictObject({ id: z.string().max(80), digest: z.string().refine(isDigest, 'is not a digest') }),
      handle: async ({ params }) => {
        const bytes = await evidenceBytes(deps.database, params.digest);
        if (bytes === null) return { kind: 'absent' };
        return { kind: 'bytes', mediaType: 'application/json', bytes, fileName: 'evidence.json' };
      },
    }),
    ...ownCalls(deps),
  ];
}

function ownCalls(deps: CeremonyDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/keys',
      whoMay: readers,
      summary: 'Our own keys: what each is for, how old it is, and which peers have heard of the last change.',
      answer: ownKeysSchema,
      handle: async () => answerJson(await ownKeys(deps)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/peers/:id/affirmation',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary: 'Vouches for everything that we have sent to a peer, after a key of ours was revoked.',
      params: idParams,
      answer: z.strictObject({ channels: z.int() }),
      handle: async ({ params, now }) => {
        const peer = await deps.ports.store.peerNow(params.id);
        if (peer === null || peer.state !== 'live') return { kind: 'absent' };
        const channels = await deps.database.transaction().execute((tx) => affirmDispatches(deps.ports, tx, peer, now));
        return answerJson({ channels });
      },
    }),
  ];
}

async function peerKeys(deps: CeremonyDeps, id: string, now: Parameters<typeof isKeyViewStale>[2]): Promise<PeerKeysWire | null> {
  const record = await findPeerRecord(deps.database, id);
  const peer = await deps.ports.store.peerNow(id);
  if (record === null || peer === null) return null;
  const facts = await peerKeyFacts(deps.database, id);
  const events = listed(record.history);
  return {
    authorityId: id,
    keysSeenAt: facts.keysSeenAt,
    isStale: isKeyViewStale(peer, 'urgent', now),
    skewMs: facts.skewMs,
    events: events.map((event) => rowOfEvent(event, facts.seen.get(event.index) ?? null)),
    keys: rowsOfKeys(peer.keyState, events),
    evidence: [...facts.evidence],
    suspects: [...facts.suspects],
  };
}

async function ownKeys(deps: CeremonyDeps): Promise<OwnKeysWire> {
  const { keyState, history, keys } = deps.ports.self;
  const events = listed(history);
  const untold = await untoldPeers(deps.database);
  const known = new Set(keyState.keys.map((key) => key.keyId));
  const waiting = keys.waiting.filter((key) => !known.has(key.keyId));
  const live = (await listPeerRecords(deps.database)).filter((record) => record.state === 'live');
  return {
    authorityId: keyState.authorityId,
    head: keyState.head,
    size: keyState.size,
    threshold: keyState.threshold,
    roots: keyState.roots.length,
    restoreEpoch: keyState.restores.length,
    events: events.map((event) => rowOfEvent(event, null)),
    keys: [
      ...rowsOfKeys(keyState, events),
      ...waiting.map(({ keyId, purpose, suite }): KeyRowWire => {
        const nothing = { endedAt: null, since: null, epochFrom: null, epochUntil: null };
        return { keyId, purpose, suite, state: 'waiting', addedAt: keyState.size, ...nothing };
      }),
    ],
    peers: live.map(({ authority_id: authorityId, invitation }) => ({
      authorityId,
      name: invitation.name,
      isTold: !untold.has(authorityId),
    })),
  };
}

function listed(history: readonly Uint8Array[]): readonly ListedEvent[] {
  const events = listKeyEvents(history);
  return events.ok ? events.value : [];
}

function rowOfEvent(event: ListedEvent, seenAt: string | null) {
  const { index, kind, digest, at, signedBy, keyIds, content } = event;
  const suspectFrom = content.kind === 'revoke-key' ? content.suspectFrom : null;
  return { index, kind, digest, at, seenAt, signatures: signedBy.length, keyIds: [...keyIds], suspectFrom };
}

function rowsOfKeys(state: KeyState, events: readonly ListedEvent[]): KeyRowWire[] {
  const present = state.roots.map((root) => ({ ...root, purpose: 'root', suite: '', retiredAt: null, revokedAt: null, epoch: null }));
  return [...present, ...state.keys].map((key) => ({
    keyId: key.keyId,
    purpose: key.purpose,
    suite: key.suite,
    state: key.revokedAt !== null ? 'revoked' : key.retiredAt !== null ? 'retired' : 'active',
    addedAt: key.addedAt,
    endedAt: key.revokedAt ?? key.retiredAt,
    since: events[key.addedAt]?.at ?? null,
    epochFrom: key.epoch?.from ?? null,
    epochUntil: key.epoch?.until ?? null,
  }));
}
