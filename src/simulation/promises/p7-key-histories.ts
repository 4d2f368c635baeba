// SPDX-License-Identifier: Apache-2.0
/**
 * P7, accountability of keys: two key histories of one authority are proof against it.
 *
 * Looked at is what each server holds of its peers' histories, with the watch's own eyes: it only grows, each event names the one
 * before it, and the keys that count are those of its end. Nothing is admitted under a key that does not stand there, and nothing at
 * all of a peer that is frozen. Who holds one history of a peer and was shown another has frozen it by the end, and keeps both events
 * so that a third party can read, without believing anybody, that the same roots signed both for one place.
 *
 * And whoever is honest is never the other side of this: a server tells one head of its keys for each number of events, and never
 * fewer events than it told before.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Cast } from '../authorities/cast.ts';
import { serverOf } from '../authorities/federation.ts';
import { keysOf, type Server } from '../authorities/server-state.ts';
import { bookOf, type Ledger } from './ledger.ts';
import { isSignedByRoot, readSignedDocument } from './read-travelling.ts';
import type { Watching } from './watching.ts';

interface EventOnWire {
  readonly authority: string;
  readonly index: number;
  readonly prev: Digest;
}

/** Each history that has changed since: its beginning is what was held, and each event behind it follows on the one before. */
export function historiesAreChains(watching: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  const { fail, servers } = watching;
  for (const [peer, events] of state.keys.histories) {
    const known = before?.keys.histories.get(peer) ?? [];
    if (known === events) continue;
    const of = serverOf({ servers: servers() }, peer)?.member.name ?? peer;
    const words = `${server.member.name} holds a key history of ${of}`;
    if (!known.every((event, at) => event === events[at])) return fail('P7', `${words} that is not the one it held before, grown longer.`);
    for (let at = Math.max(1, known.length); at < events.length; at++) {
      const [last, event] = [readAt(events, at - 1), readAt(events, at)];
      const { index, prev } = (event?.payload ?? {}) as Partial<EventOnWire>;
      if (event === null || index !== at || prev !== last?.digest)
        return fail('P7', `${words} in which event ${at} does not follow on ${at - 1}.`);
    }
    const keyState = state.peers.get(peer)?.keyState;
    if (keyState !== undefined && (keyState.size !== events.length || keyState.head !== readAt(events, events.length - 1)?.digest))
      return fail('P7', `${words}, and goes by keys that are not those of its end.`);
  }
}

function readAt(events: readonly Uint8Array[], at: number): ReturnType<typeof readSignedDocument> {
  const bytes = events[at];
  return bytes === undefined ? null : readSignedDocument(bytes);
}

/** Each admission: its author was not frozen before it, and signed with a key of the history that is held of it. */
export function admittedFromOneHistory(
  { fail, ledger, servers, dispatchName }: Watching,
  server: Server,
  { digest, row }: { readonly digest: Digest; readonly row: { readonly peer: string } },
  { before, state }: { readonly before: MemoryState | null; readonly state: MemoryState },
): void {
  const of = serverOf({ servers: servers() }, row.peer)?.member.name ?? row.peer;
  if (before?.peers.get(row.peer)?.state === 'frozen')
    fail('P7', `${server.member.name} admitted ${dispatchName(digest)} of ${of}, which it has frozen.`);
  const keyId = (ledger.sent.get(digest) ?? ledger.forged.get(digest))?.keyId;
  const held = state.peers.get(row.peer)?.keyState.keys ?? [];
  if (keyId !== undefined && !held.some((key) => key.keyId === keyId))
    fail('P7', `${server.member.name} admitted ${dispatchName(digest)} under a key that does not stand in the history it holds of ${of}.`);
}

/** What a server tells of its own keys, in the moment in which it leaves. */
export function keyHeadIsOne({ ledger, fail }: Watching, by: Server, answer: Uint8Array): void {
  if (ledger.dishonest.has(by)) return;
  const { view } = JSON.parse(new TextDecoder().decode(answer)) as { readonly view: string };
  const { size = 0, head = '' } = (readSignedDocument(new Uint8Array(Buffer.from(view, 'base64')))?.payload ?? {}) as {
    readonly size?: number;
    readonly head?: string;
  };
  const { keyHeads } = bookOf(ledger, by);
  const known = keyHeads.get(size);
  if (known !== undefined && known !== head) fail('P7', `${by.member.name} has signed two heads of its key history for ${size} events.`);
  const most = Math.max(0, ...keyHeads.keys());
  if (size < most) fail('P7', `${by.member.name} says that its key history has ${size} events, and has said ${most}.`);
  keyHeads.set(size, head);
}

/** Whether somebody still goes by a history of a liar that contradicts the one which the liar's server shows to everybody now. */
export function hasUnseenFork(ledger: Ledger, servers: readonly Server[]): boolean {
  return unseenForks(ledger, servers).length > 0;
}

/** Long after everything has healed, and everybody has asked. */
export function forksAreSeen({ ledger, fail, servers }: Watching): void {
  for (const { at, liar } of unseenForks(ledger, servers()))
    fail('P7', `${at.member.name} holds one key history of ${liar.member.name}, was shown another, and goes on with it.`);
}

function unseenForks({ dishonest }: Ledger, servers: readonly Server[]): { readonly at: Server; readonly liar: Server }[] {
  return [...dishonest].flatMap((liar) => {
    const { authorityId } = liar.member;
    const { history } = keysOf(liar);
    return servers.flatMap((at) => {
      const { keys, peers } = at.store.state();
      const held = keys.histories.get(authorityId) ?? [];
      const isOther = history.some(
        (_event, index) => index < held.length && readAt(held, index)?.digest !== readAt(history, index)?.digest,
      );
      return isOther && peers.get(authorityId)?.state !== 'frozen' ? [{ at, liar }] : [];
    });
  });
}

/** Two events for one place after one beginning, each signed by a root that the authority began with. */
export function isProofOfFork(bytes: Uint8Array, { member }: Server, { suites }: Cast): boolean {
  const { history, other } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly history: readonly string[]; readonly other: string };
  const readings = [history.at(-1) ?? '', other].map((text) => readSignedDocument(new Uint8Array(Buffer.from(text, 'base64'))));
  const [one, two] = readings.map((reading) => (reading?.payload ?? null) as EventOnWire | null);
  const { roots } = member.stages.first.state;
  const areSigned = readings.every((reading) => reading !== null && isSignedByRoot(reading, roots, suites.suite));
  const isOnePlace = one?.index === two?.index && one?.prev === two?.prev && one?.prev !== undefined;
  const isOfPeer = one?.authority === member.authorityId && two?.authority === member.authorityId;
  return areSigned && isOnePlace && isOfPeer && readings[0]?.digest !== readings[1]?.digest;
}
