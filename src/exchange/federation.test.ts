// SPDX-License-Identifier: Apache-2.0
/**
 * Two authorities in one process, from a seed: memory for storage, a clock that only moves when told, and a network between
 * them that does to envelopes and answers what the test says. The other tests of this room play on it.
 */
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import {
  askAct,
  bilateralArrangement,
  decideUnder,
  type KnownAgreement,
  knownAgreement,
  noFacts,
  type PartyIdentity,
  peeringInstrument,
  type Permit,
  refOf,
  stepDigestOf,
} from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
import { addMs, type IdOf, type Instant, type JsonValue, newId, type RandomBytes } from '../kernel/index.ts';
import {
  type AuthorityKeys,
  bodyRootOf,
  bodySeedBytes,
  type Digest,
  foldKeyHistory,
  heldKey,
  isKeyId,
  type KeyState,
  makeAuthority,
  type Suites,
} from '../seals/index.ts';
import {
  type AdmittedDispatch,
  type Admission,
  answerKeyQuestion,
  deliverDue,
  type DispatchContent,
  type DispatchHandler,
  type DispatchOutcome,
  type ExchangePorts,
  type Judge,
  keysHandler,
  laneGate,
  type MemoryState,
  memoryStore,
  type MemoryStore,
  type NetworkAnswer,
  queueDispatch,
  receiveEnvelope,
  receivePouch,
  takeReceipt,
  takeStatement,
  tendDelivery,
  unpackPouch,
} from './index.ts';
import { dispatchKinds } from './wire.ts';

export const start = '2026-11-20T15:30:00.000Z' as Instant;
const approver = 'off_06f0m3k4x9v2q8t7w5y1z3a6bc';
const preparer = 'off_06f0m3k4x9v2q8t7w5y1z3a6bd';

export function seededRandom(seed: string): RandomBytes {
  let drawn = 0;
  return (count) => {
    const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`${seed} ${drawn++}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, count));
  };
}

function tag(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(createHash('sha256').update(part).digest());
  return new Uint8Array(hmac.digest());
}

/** Cheap and deterministic: any change is noticed, and there is no secrecy. For rules, never for secrets. */
export const standInSuites: Suites = {
  suite: {
    name: 'stand-in-signature',
    generate: (random) => {
      const key = random(64);
      return { publicKey: key, privateKey: key };
    },
    sign: (privateKey, bytes) => tag(privateKey, bytes),
    verify: (publicKey, bytes, signature) => Buffer.from(tag(publicKey, bytes)).equals(Buffer.from(signature)),
  },
  sealSuite: {
    name: 'stand-in-seal',
    generate: (random) => {
      const key = random(64);
      return { publicKey: key, privateKey: key };
    },
    async seal({ publicKey, info, aad, plaintext, random }) {
      const enc = random(32);
      return { enc, ciphertext: new Uint8Array(Buffer.concat([plaintext, tag(publicKey, enc, info, aad, plaintext)])) };
    },
    async open({ privateKey, info, aad, enc, ciphertext }) {
      const plaintext = ciphertext.slice(0, -32);
      return Buffer.from(tag(privateKey, enc, info, aad, plaintext)).equals(Buffer.from(ciphertext.slice(-32))) ? plaintext : null;
    },
  },
};

export interface Side {
  readonly name: 'xa' | 'xb';
  readonly identity: PartyIdentity;
  readonly keys: AuthorityKeys;
  readonly history: readonly Uint8Array[];
  readonly keyState: KeyState;
  readonly store: MemoryStore;
  readonly ports: ExchangePorts<MemoryState>;
}

/** What the network does with the next exchange; `null` lets it through. */
export type Fault = null | 'lose-envelope' | 'lose-answer' | 'unsigned-error' | 'garble-answer';

export interface Federation {
  readonly xa: Side;
  readonly xb: Side;
  readonly arrangement: KnownAgreement;
  readonly random: RandomBytes;
  now: Instant;
  /** Asked for every envelope, every question for a receipt or for keys, and whatever is told. */
  fault: (kind: 'post' | 'receipt' | 'keys' | 'tell') => Fault;
  /** Every envelope that was ever posted, in order, with its recipient. */
  readonly posted: { readonly to: 'xa' | 'xb'; readonly bytes: Uint8Array }[];
  /** What a handler answers; admitted where it says nothing. */
  admission: (dispatch: AdmittedDispatch) => Admission;
  agreements: readonly KnownAgreement[];
}

interface Effect {
  readonly digest: Digest;
  readonly kind: string;
}
export interface NotedOutcome {
  readonly digest: Digest;
  readonly outcome: DispatchOutcome;
}

export function effectsOf(side: Side): readonly Effect[] {
  return (side.store.state().effects.get('admitted') ?? []) as Effect[];
}
export function outcomesOf(side: Side): readonly NotedOutcome[] {
  return (side.store.state().effects.get('outcomes') ?? []) as NotedOutcome[];
}

export function twoAuthorities(seed: string, suites: Suites = standInSuites): Federation {
  const random = seededRandom(seed);
  const made = { xa: makeAuthority({ ...suites, random, createdAt: start }), xb: makeAuthority({ ...suites, random, createdAt: start }) };
  const identities = { xa: identityOf('xa', made.xa.authorityId), xb: identityOf('xb', made.xb.authorityId) };
  const parties = [
    { ...sampleParties.xa, authorityId: made.xa.authorityId },
    { ...sampleParties.xb, authorityId: made.xb.authorityId },
  ];
  const arrangement = knownAgreement(bilateralArrangement({ parties, inForceFrom: addMs(start, -86_400_000) }));
  const federation: { -readonly [Name in keyof Federation]?: Federation[Name] } = { arrangement, random, now: start, posted: [] };
  federation.agreements = [arrangement];
  federation.fault = () => null;
  federation.admission = () => ({ outcome: 'admitted' });
  const whole = federation as Federation;
  const sideOf = (name: 'xa' | 'xb'): Side => {
    const { keys, history } = made[name];
    const keyState = foldKeyHistory(history, suites);
    assert(keyState.ok);
    const store = memoryStore();
    const parts = { name, identity: identities[name], keys, history, keyState: keyState.value, store };
    return { ...parts, ports: portsOf(whole, parts, identities[name === 'xa' ? 'xb' : 'xa'], suites) };
  };
  federation.xa = sideOf('xa');
  federation.xb = sideOf('xb');
  makeLive(whole);
  return whole;
}

function identityOf(name: 'xa' | 'xb', authorityId: string): PartyIdentity {
  const { kind, jurisdiction } = sampleParties[name];
  return { authorityId, name: sampleParties[name].name, kind, jurisdiction };
}

function portsOf(federation: Federation, side: Omit<Side, 'ports'>, other: PartyIdentity, suites: Suites): ExchangePorts<MemoryState> {
  const { identity, keys, history, keyState, store } = side;
  const instrument = peeringInstrument(identity, other);
  const judge: Judge<MemoryState> = async (_tx, { act, agreement: { digest }, facts, at, now }) => {
    const agreement = [instrument, ...federation.agreements].find((known) => known.digest === digest) ?? null;
    if (agreement === null) return null;
    const { reasons } = decideUnder(act, agreement, facts, now).verdict;
    if (at !== now && reasons.some(({ kind }) => kind === 'ended' || kind === 'not-yet-in-force')) return null;
    return decideUnder(act, agreement, facts, at);
  };
  const ports: ExchangePorts<MemoryState> = {
    ...suites,
    store,
    judge,
    random: federation.random,
    clock: () => federation.now,
    self: {
      authorityId: keyState.authorityId,
      keyState,
      history,
      keys,
      dispatchKey: keys.dispatch,
      sealKey: (keyId) => (isKeyId(keyId) ? heldKey(keys, keyId) : null),
    },
    network: networkOf(federation, side.name === 'xa' ? 'xb' : 'xa'),
    instrumentWith: async (tx, peer) => (tx.peers.has(peer) ? instrument.digest : null),
    async appendAudit(tx, entry) {
      tx.log.push({ event: entry.event, details: entry.details });
      return { index: tx.log.length - 1, root: rootOf(tx, tx.log.length) };
    },
    async appendAudits(tx, entries) {
      return Promise.all(entries.map((entry) => ports.appendAudit(tx, entry)));
    },
    async appendUnasked(tx, entries) {
      await ports.appendAudits(tx, entries);
    },
    rootAt: async (tx, size) => (size > tx.log.length ? null : rootOf(tx, size)),
    lanes: laneGate(),
    handlers: new Map(
      dispatchKinds.map((kind) => [kind, kind === 'peering.keys' ? lateKeysHandler(() => ports) : handlerOf(federation, kind)]),
    ),
  };
  return ports;
}

/** The room's own handler, for ports that are still being made. */
function lateKeysHandler(ports: () => ExchangePorts<MemoryState>): DispatchHandler<MemoryState> {
  return { kind: 'peering.keys', admit: (tx, dispatch) => keysHandler(ports()).admit(tx, dispatch), outcome: async () => undefined };
}

/** Another log has another root; more is not needed of it here. */
export function rootOf({ log }: MemoryState, size: number): string {
  return createHash('sha256')
    .update(JSON.stringify(log.slice(0, size)))
    .digest('hex');
}

function handlerOf(federation: Federation, kind: string): DispatchHandler<MemoryState> {
  const note = (tx: MemoryState, list: string, entry: unknown): void => {
    tx.effects.set(list, [...((tx.effects.get(list) ?? []) as unknown[]), entry]);
  };
  return {
    kind,
    async admit(tx, dispatch) {
      // The effect is written first, so that a rejection has something to undo.
      note(tx, 'admitted', { digest: dispatch.digest, kind });
      return federation.admission(dispatch);
    },
    async outcome(tx, sent, outcome) {
      note(tx, 'outcomes', { digest: sent.digest, outcome });
    },
  };
}

function networkOf(federation: Federation, to: 'xa' | 'xb'): ExchangePorts<MemoryState>['network'] {
  const pass = async (kind: 'post' | 'receipt' | 'keys' | 'tell', work: () => Promise<NetworkAnswer>): Promise<NetworkAnswer> => {
    const fault = federation.fault(kind);
    if (fault === 'lose-envelope') return { kind: 'unreachable' };
    if (fault === 'unsigned-error') return { kind: 'answered', status: 503, bytes: new Uint8Array() };
    const answer = await work();
    if (fault === 'lose-answer') return { kind: 'unreachable' };
    if (fault === 'garble-answer' && answer.kind === 'answered')
      return { ...answer, bytes: answer.bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) };
    return answer;
  };
  return {
    post: (_endpoint, bytes) => {
      federation.posted.push({ to, bytes });
      return pass('post', () => arrive(federation, to, bytes));
    },
    postPouch: (_endpoint, bytes) => {
      const envelopes = unpackPouch(bytes);
      assert(envelopes.ok);
      for (const envelope of envelopes.value) federation.posted.push({ to, bytes: envelope });
      return pass('post', () => arriveTogether(federation, to, bytes));
    },
    keys: (_endpoint, question) =>
      pass('keys', async () => {
        const bytes = await answerKeyQuestion(federation[to].ports, question);
        return { kind: 'answered', status: bytes === null ? 404 : 200, bytes: bytes ?? new Uint8Array() };
      }),
    receipt: (_endpoint, digest) =>
      pass('receipt', async () => {
        const bytes = await federation[to].store.receiptNow(digest);
        return answerWith(bytes);
      }),
    tell: (_endpoint, what, document) =>
      pass('tell', async () => {
        const { ports } = federation[to];
        if (what === 'non-deliveries') return answerWith(await takeStatement(ports, document));
        return answerWith((await takeReceipt(ports, document)) ? new Uint8Array() : null);
      }),
  };
}

function answerWith(bytes: Uint8Array | null): NetworkAnswer {
  return { kind: 'answered', status: bytes === null ? 404 : 200, bytes: bytes ?? new Uint8Array() };
}

/** What a server would answer over HTTP. */
export async function arrive(federation: Federation, to: 'xa' | 'xb', bytes: Uint8Array): Promise<NetworkAnswer> {
  const answer = await receiveEnvelope(federation[to].ports, bytes);
  if (answer.kind === 'later') return { kind: 'answered', status: 429, bytes: new Uint8Array(), retryAfterMs: answer.retryAfterMs };
  if (answer.kind === 'refused') return { kind: 'answered', status: answer.status, bytes: new TextEncoder().encode(answer.code) };
  return { kind: 'answered', status: 200, bytes: answer.bytes };
}

export async function arriveTogether(federation: Federation, to: 'xa' | 'xb', pouch: Uint8Array): Promise<NetworkAnswer> {
  const answers = await receivePouch(federation[to].ports, pouch);
  return answers.ok
    ? { kind: 'answered', status: 200, bytes: answers.value.answers }
    : { kind: 'answered', status: 400, bytes: new Uint8Array() };
}

function makeLive({ xa, xb }: Federation): void {
  for (const [here, there] of [
    [xa, xb],
    [xb, xa],
  ] as const) {
    const { authorityId } = there.keyState;
    const endpoint = `https://${there.name}.localhost`;
    here.store.state().peers.set(authorityId, { authorityId, endpoint, state: 'live', keyState: there.keyState, keysSeenAt: start });
    here.store.state().keys.histories.set(authorityId, there.history);
  }
}

export interface Ask {
  readonly caseRef: IdOf<'req'>;
  readonly permit: Permit;
  readonly content: DispatchContent;
}

/** A complete, approved request of one side under the arrangement, with the permit for it. */
export function ask(
  federation: Federation,
  from: 'xa' | 'xb' = 'xa',
  changes: Partial<DispatchContent> & { caseRef?: IdOf<'req'> } = {},
): Ask {
  const { now, random, arrangement } = federation;
  const { caseRef = newId('req', now, random), body: given, ...rest } = changes;
  const texts = { subject: 'Example Trading', facts: 'Facts.', 'why-useful': 'It helps.', 'legal-provisions': 'Article 1.' };
  const form = { assistance: 'suspicious-reports', purpose: 'fiu-analysis', class: 'normal' } as const;
  const act = askAct({
    ...form,
    from: federation[from].keyState.authorityId,
    to: federation[from === 'xa' ? 'xb' : 'xa'].keyState.authorityId,
    urgencyGround: null,
    urgencyReason: '',
    content: texts,
  });
  const kind = 'assistance.request';
  const own = { requestId: caseRef, ...form, urgency: null, content: texts, reference: '' };
  const body = (given ?? own) as JsonValue;
  const conditions: DispatchContent['conditions'] = [];
  const bodySeed = random(bodySeedBytes);
  const stepDigest = stepDigestOf({
    kind,
    act,
    agreement: refOf(arrangement),
    caseRef,
    preparedBy: preparer,
    bodyRoot: bodyRootOf(body, bodySeed),
    conditions,
  });
  const approvals = [approvalByCode(stepDigest, now)];
  const counted = approvals.map((approval) => ({ ...approval, authenticator: null }));
  const { permit, verdict } = decideUnder(act, arrangement, { ...noFacts, approvals: counted, preparedBy: preparer, stepDigest }, now);
  assert(permit !== null, JSON.stringify(verdict.reasons));
  const common = {
    kind,
    caseRef,
    body,
    bodySeed,
    conditions,
    inReplyTo: [],
    class: form.class,
    purpose: form.purpose,
    preparedBy: preparer,
    approvals,
  } as const;
  return { caseRef, permit, content: { ...common, ...rest } };
}

/** An approval by password and code: the word of the authority alone. */
export function approvalByCode(subject: string, at: Instant, officer = approver): DispatchContent['approvals'][number] {
  return { officer, role: 'approver', decision: 'approve', subject, at, method: 'password+totp', proof: null };
}

/** Queues a request and returns the digest of its dispatch. */
export async function queueAsk(federation: Federation, from: 'xa' | 'xb' = 'xa', changes: Parameters<typeof ask>[2] = {}): Promise<Digest> {
  const { permit, content } = ask(federation, from, changes);
  const { ports, store } = federation[from];
  return (await store.transaction((tx) => queueDispatch(ports, tx, permit, content))).digest;
}

/** Delivers until nothing is due at this moment. */
export async function deliverAll(federation: Federation, from: 'xa' | 'xb' = 'xa'): Promise<void> {
  while ((await deliverDue(federation[from].ports)) > 0);
}

/** Moves the clock in steps and delivers at each. */
export async function passTime(federation: Federation, ms: number, steps = 12): Promise<void> {
  for (let step = 0; step < steps; step++) {
    federation.now = addMs(federation.now, Math.ceil(ms / steps));
    await tendBoth(federation);
    await deliverAll(federation, 'xa');
    await deliverAll(federation, 'xb');
  }
}

/** What the servers do once a second. */
export async function tendBoth({ xa, xb }: Federation): Promise<void> {
  for (const { ports } of [xa, xb]) await tendDelivery(ports);
}

test('two authorities made from one seed are the same authorities, and from another seed are others', () => {
  const idsOf = (seed: string): string[] => {
    const { xa, xb } = twoAuthorities(seed);
    return [xa.keyState.authorityId, xb.keyState.authorityId];
  };
  assert.notDeepEqual(idsOf('one'), idsOf('two'));
  assert.equal(new Set([...idsOf('one'), ...idsOf('two')]).size, 4);
});
