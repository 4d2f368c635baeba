// SPDX-License-Identifier: Apache-2.0
/**
 * Key views: how a server keeps its sight of a peer's keys fresh.
 *
 *     pushed        a peer tells everybody the moment its history grows (announce-keys.ts)
 *     every 10 min  each live peer is asked how far its history goes; so a push that was lost costs minutes, not days
 *     on receipt    a dispatch from a peer whose view is older than its limit waits until the peer has answered: 24 hours for
 *                   normal ones, 1 hour for urgent ones. Where it cannot be asked, the dispatch is refused for now
 *     unknown key   a dispatch signed by a key that is not known yet is a reason to ask at once, but not more than every ten seconds
 *     another head  a peer that answers with another history than the one held here, as long, longer or shorter, is asked once more
 *                   from its first event on: where the two part lies the proof that it has two
 *
 *     held here     genesis add retire            after: 3  ->  nothing new, and "mine has 3 events and ends in revoke"
 *                                                 after: 0  ->  genesis add revoke: a fork at event 2, the peer is frozen
 *
 * Age is counted on this server's own clock alone. What the answer says of the time is kept to show how far clocks differ.
 */
import { canonicalJson, type Instant, msBetween, parseStrictJson } from '../../kernel/index.ts';
import { fromBase64, readKeyView, signKeyView, toBase64, toHex } from '../../seals/index.ts';
import type { ExchangePorts, Peer } from '../ports.ts';
import type { KeysBody } from './keys-handler.ts';
import { takeKeyEvents } from './take-key-events.ts';
import { eventsAtOnceMax, keyAnswerSchema, type KeyAnswerWire, keyQuestionSchema, type KeyQuestionWire } from './wire.ts';

export const keyViewLimits = {
  /** Older than this, a peer is not believed before it has answered. */
  staleAfterMs: { normal: 24 * 3_600_000, urgent: 3_600_000 },
  /** Two rounds fit into the fifteen minutes in which a revocation binds. */
  refreshAfterMs: 7 * 60_000,
  /** A stranger can make us look at a signature, but not make us ask a peer more often than this. */
  askAgainAfterMs: 10_000,
  /** Answers that follow each other when a history grew by more than one answer holds. */
  roundsMax: 64,
} as const;

const questionBytesMax = 1024;
const answerBytesMax = 4_194_304;
const nonceBytes = 16;

/** One that is noted further in the future than it may be old was noted by a clock that was ahead, and counts for as little. */
export function isKeyViewStale(peer: Pick<Peer, 'keysSeenAt'>, requestClass: 'normal' | 'urgent', now: Instant): boolean {
  return Math.abs(msBetween(peer.keysSeenAt, now)) > keyViewLimits.staleAfterMs[requestClass];
}

/** Asks a peer how far its key history goes and takes in what is new; true when its view is fresh now. */
export async function refreshPeerKeys<Tx>(ports: ExchangePorts<Tx>, authorityId: string): Promise<boolean> {
  for (let round = 0; round < keyViewLimits.roundsMax; round++) {
    const peer = await ports.store.peerNow(authorityId);
    if (peer === null || peer.state === 'frozen') return false;
    const outcome = await askOnce(ports, peer);
    if (outcome === 'another') await lookForFork(ports, peer);
    if (outcome !== 'more') return outcome === 'fresh';
  }
  return false;
}

/** `another`: what it answered does not go on from what is held here, or ends elsewhere. */
async function askOnce<Tx>(ports: ExchangePorts<Tx>, peer: Peer): Promise<'fresh' | 'more' | 'another' | 'no'> {
  const { self, store } = ports;
  const answer = await askAfter(ports, peer, peer.keyState.size);
  if (answer === null) return 'no';
  const { at, events, nonce } = answer;
  const taken = await store.transaction((tx) => takeKeyEvents(ports, tx, { peer: peer.authorityId, from: peer.keyState.size, events, at }));
  if (taken.outcome === 'refused') return taken.reason === 'broken' ? 'another' : 'no';
  if (taken.outcome === 'frozen' || taken.outcome === 'gap') return 'no';
  const state = taken.outcome === 'extended' ? taken.state : ((await store.peerNow(peer.authorityId))?.keyState ?? peer.keyState);
  const view = readKeyView(answer.view, state, ports);
  if (!view.ok) return 'another';
  if (view.value.to !== self.authorityId || view.value.nonce !== nonce) return 'no';
  if (view.value.size > state.size && events.length > 0) return 'more';
  if (view.value.size !== state.size || view.value.head !== state.head) return 'another';
  await store.keys.noteSeen(peer.authorityId, { at, skewMs: msBetween(at, view.value.at) });
  return 'fresh';
}

/**
 * Compares a peer's whole history with what is held here, up to the first event that differs; that one freezes the peer. None is
 * found where the peer has come back from a backup and knows less of its own history than we do: it has not caught up yet.
 */
async function lookForFork<Tx>(ports: ExchangePorts<Tx>, peer: Peer): Promise<void> {
  for (let from = 0; from < peer.keyState.size; from += eventsAtOnceMax) {
    const answer = await askAfter(ports, peer, from);
    if (answer === null) return;
    const { at, events } = answer;
    const taken = await ports.store.transaction((tx) => takeKeyEvents(ports, tx, { peer: peer.authorityId, from, events, at }));
    if (taken.outcome !== 'known' || events.length < eventsAtOnceMax) return;
  }
}

/** Asks for what stands behind so many events; null where there is no answer, or none that has its form. */
async function askAfter<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  after: number,
): Promise<(ReadAnswer & { readonly nonce: string; readonly at: Instant }) | null> {
  const { self, network } = ports;
  const nonce = toHex(ports.random(nonceBytes));
  const question: KeyQuestionWire = { v: 1, from: self.authorityId, to: peer.authorityId, after, own: self.keyState.size, nonce };
  const answer = await network.keys(peer, new TextEncoder().encode(canonicalJson(question)));
  const read = answer.kind === 'answered' && answer.status === 200 ? readAnswer(answer.bytes) : null;
  return read === null ? null : { ...read, nonce, at: ports.clock() };
}

/** What this server answers to a question; null for one that is none, is not for us, or comes from somebody who is no peer. */
export async function answerKeyQuestion<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array, caller?: string): Promise<Uint8Array | null> {
  const parsed = parseStrictJson(bytes, 'question', { bytesMax: questionBytesMax, depthMax: 2 });
  const question = keyQuestionSchema.safeParse(parsed.ok ? parsed.value : null);
  if (!question.success) return null;
  const { from, to, after, own, nonce } = question.data;
  const { self, store } = ports;
  // The connection says who asks; whoever names somebody else in the question gets nothing.
  if (caller !== undefined && caller !== from) return null;
  if (to !== self.authorityId || !(await store.isPeer(null, from))) return null;
  const { size, head, authorityId } = self.keyState;
  const view = signKeyView({ authority: authorityId, to: from, size, head, nonce, at: ports.clock() }, self.keys, ports);
  const theirs = await store.keys.historyNow(from);
  const part = (history: readonly Uint8Array[], start: number): string[] =>
    history.slice(start, start + eventsAtOnceMax).map((event) => toBase64(event));
  const seen = await store.keys.seenLogSize(from);
  const answer: KeyAnswerWire = { v: 1, view: toBase64(view), events: part(self.history, after), yours: part(theirs, own), seen };
  return new TextEncoder().encode(canonicalJson(answer));
}

export interface ReadAnswer {
  readonly view: Uint8Array;
  readonly events: readonly Uint8Array[];
  readonly yours: readonly Uint8Array[];
  readonly seen: number;
}

/** The parts of an answer as bytes; null for one that is none. */
export function readAnswer(bytes: Uint8Array): ReadAnswer | null {
  const parsed = parseStrictJson(bytes, 'answer', { bytesMax: answerBytesMax, depthMax: 3 });
  const wire = keyAnswerSchema.safeParse(parsed.ok ? parsed.value : null);
  if (!wire.success) return null;
  const view = fromBase64(wire.data.view);
  const [events, yours] = [wire.data.events.map(fromBase64), wire.data.yours.map(fromBase64)];
  if (view === null || ![...events, ...yours].every((event) => event !== null)) return null;
  return { view, events: events.filter((event) => event !== null), yours: yours.filter((event) => event !== null), seen: wire.data.seen };
}

/**
 * Asks every live peer what it has seen of us: how many entries of our log, and whether it holds more of our key history than we
 * do. For a server that came back from a backup; nothing is taken in.
 */
export async function askWhatWasSeen<Tx>(ports: ExchangePorts<Tx>): Promise<{ readonly logSize: number; readonly keyEvents: number }> {
  const { self, store } = ports;
  let seen = { logSize: 0, keyEvents: self.history.length };
  for (const authorityId of await store.keys.seenBefore(ports.clock(), -1)) {
    const peer = await store.peerNow(authorityId);
    if (peer === null) continue;
    const read = await askAfter(ports, peer, peer.keyState.size);
    if (read === null) continue;
    seen = { logSize: Math.max(seen.logSize, read.seen), keyEvents: Math.max(seen.keyEvents, self.history.length + read.yours.length) };
  }
  return seen;
}

/** Asks every live peer whose view is some minutes old; says how many could not be made fresh. */
export async function refreshKeyViews<Tx>(ports: ExchangePorts<Tx>): Promise<{ readonly asked: number; readonly silent: number }> {
  const peers = await ports.store.keys.seenBefore(ports.clock(), keyViewLimits.refreshAfterMs);
  const fresh = await Promise.all(peers.map((peer) => refreshPeerKeys(ports, peer)));
  return { asked: peers.length, silent: fresh.filter((isFresh) => !isFresh).length };
}

/** When each peer was last asked because of an unknown key, for each server in this process. */
const lastAsked = new WeakMap<object, Map<string, Instant>>();

/**
 * Asks because a dispatch is signed by a key that is not known; does nothing when the peer was asked a moment ago. Key events that the
 * dispatch itself brings prove themselves, whoever signed it: so they are looked at first, and may be the other side of a fork.
 */
export async function askForUnknownKey<Tx>(ports: ExchangePorts<Tx>, peer: Peer, brought: KeysBody | null): Promise<void> {
  const asked = lastAsked.get(ports) ?? new Map<string, Instant>();
  lastAsked.set(ports, asked);
  const [last, now] = [asked.get(peer.authorityId), ports.clock()];
  if (last !== undefined && msBetween(last, now) < keyViewLimits.askAgainAfterMs) return;
  asked.set(peer.authorityId, now);
  if (brought !== null && peer.state === 'live') {
    const { from, events } = brought;
    await ports.store.transaction((tx) => takeKeyEvents(ports, tx, { peer: peer.authorityId, from, events, at: now }));
  }
  await refreshPeerKeys(ports, peer.authorityId);
}
