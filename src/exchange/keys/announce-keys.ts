// SPDX-License-Identifier: Apache-2.0
/**
 * Announcing: the moment our own key history has grown, every live peer is told, and the log notes how far the history goes.
 *
 * The entry in the log is what makes positions comparable: whatever stands behind it was done when the history had that many
 * events. It is written in the same transaction as the dispatches that tell the peers, once for each length of the history.
 *
 * With a revocation goes a list of places: up to which dispatch of each channel everything that the key signed was truly ours,
 * because our log holds it before the position that the revocation names. All others of that key stay suspect at the peer until
 * we vouch for them too (`affirmDispatches`).
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { type AuthorityKey, bodySeedBytes, toBase64 } from '../../seals/index.ts';
import type { ExchangePorts, Peer } from '../ports.ts';
import { queueDispatch } from '../queue-dispatch.ts';
import { eventsAtOnceMax, type KeysBodyWire, standsAtOnceMax, type StandWire } from './wire.ts';

/** Tells every live peer what was not told yet; returns how many events that were. */
export async function announceKeys<Tx>(ports: ExchangePorts<Tx>, tx: Tx, now: Instant): Promise<number> {
  const { self, store } = ports;
  const { keyState, history } = self;
  const told = await store.keys.lockTold(tx);
  if (told >= keyState.size) return 0;
  const revoked = keyState.keys.filter((key) => key.revokedAt !== null && key.revokedAt >= told);
  for (const peer of await store.keys.livePeers(tx)) {
    const stands = (await Promise.all(revoked.map((key) => standsFor(ports, tx, peer, key)))).flat();
    await tellPeer(ports, tx, peer, { from: told, events: history.slice(told).map(toBase64), stands }, now);
  }
  await store.keys.setTold(tx, keyState.size);
  const details = { authority: self.authorityId, keyState: keyState.head, keyEvents: keyState.size };
  await ports.appendAudit(tx, { event: 'keys.changed', actor: self.authorityId, at: now, details });
  return keyState.size - told;
}

/** Vouches for everything that we have sent to a peer so far, whatever key signed it. */
export async function affirmDispatches<Tx>(ports: ExchangePorts<Tx>, tx: Tx, peer: Peer, now: Instant): Promise<number> {
  const stands = await ports.store.keys.standsBefore(tx, { peer: peer.authorityId, logIndex: Number.MAX_SAFE_INTEGER });
  await tellPeer(ports, tx, peer, { from: ports.self.keyState.size, events: [], stands }, now);
  return stands.length;
}

function standsFor<Tx>(ports: ExchangePorts<Tx>, tx: Tx, peer: Peer, key: AuthorityKey): Promise<StandWire[]> {
  return ports.store.keys.standsBefore(tx, { peer: peer.authorityId, logIndex: key.suspectFrom ?? 0 });
}

/** In as many dispatches as it takes: first the events, in their order, then the places. */
async function tellPeer<Tx>(ports: ExchangePorts<Tx>, tx: Tx, peer: Peer, body: KeysBodyWire, now: Instant): Promise<void> {
  const { self } = ports;
  const act = { kind: 'peer', from: self.authorityId, to: peer.authorityId, dispatchKind: 'keys' } as const;
  const instrument = await ports.instrumentWith(tx, peer.authorityId);
  assert(instrument !== null, 'there is an instrument with every peer');
  for (const part of partsOf(body)) {
    const judged = await ports.judge(tx, { act, agreement: { digest: instrument }, facts: noFacts, at: now, now });
    const permit = judged?.permit ?? null;
    assert(isPermit(permit), 'the peering instrument permits keys');
    await queueDispatch(ports, tx, permit, {
      kind: 'peering.keys',
      caseRef: null,
      body: part,
      bodySeed: ports.random(bodySeedBytes),
      conditions: [],
      inReplyTo: [],
      class: 'urgent',
      purpose: null,
      preparedBy: self.authorityId,
      approvals: [],
    });
  }
}

function partsOf({ from, events, stands }: KeysBodyWire): KeysBodyWire[] {
  const parts: KeysBodyWire[] = [];
  for (let at = 0; at < events.length; at += eventsAtOnceMax)
    parts.push({ from: from + at, events: events.slice(at, at + eventsAtOnceMax), stands: [] });
  for (let at = 0; at < stands.length; at += standsAtOnceMax)
    parts.push({ from: from + events.length, events: [], stands: stands.slice(at, at + standsAtOnceMax) });
  return parts;
}
