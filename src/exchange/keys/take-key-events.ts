// SPDX-License-Identifier: Apache-2.0
/**
 * Taking in what a peer's key history has become, whether it was pushed, asked for, or came with a restored server.
 *
 *     known        nothing new
 *     extended     the tail holds, shares no key with anybody else, and is kept; dispatches of newly revoked keys are marked
 *                  and what a peer that came back from a backup has lost is offered to it again
 *     gap          the events begin behind the end of what is held; the sender is asked from there
 *     refused      they do not hold, or show a key of another authority as their own; nothing changes, the log says so
 *     frozen       they hold and contradict what is held: the evidence is kept and the exchange with the peer ends
 *
 * A mark says that a dispatch was signed by a key whose owner no longer vouches for it. It is never deleted and never undone by
 * silence: only the owner takes it away, place by place, by a dispatch signed with a key that counts (`affirm`).
 */
import {
  compareHistories,
  extendKeyState,
  foldKeyHistory,
  foldKnownHistory,
  type KeyId,
  type KeyState,
  sharedKeyOf,
  writeKeyFork,
} from '../../seals/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { ExchangePorts, Peer } from '../ports.ts';

export type Taken =
  | { readonly outcome: 'known' | 'gap' | 'frozen' }
  | { readonly outcome: 'extended'; readonly state: KeyState }
  | { readonly outcome: 'refused'; readonly reason: 'malformed' | 'broken' | 'shared-key' };

type Offer = { readonly peer: Peer['authorityId']; readonly from: number; readonly events: readonly Uint8Array[]; readonly at: Instant };
type TakingPorts<Tx> = Pick<ExchangePorts<Tx>, 'store' | 'self' | 'suite' | 'sealSuite' | 'appendAudit'>;

/** To be called in the transaction that keeps what it leads to. The peer's row is locked until that ends. */
export async function takeKeyEvents<Tx>(ports: TakingPorts<Tx>, tx: Tx, offer: Offer): Promise<Taken> {
  const { keys } = ports.store;
  const known = await keys.lockHistory(tx, offer.peer);
  const compared = compareHistories(known, offer.events, offer.from);
  if (!compared.ok) return refuse(ports, tx, offer, 'malformed');
  switch (compared.value.kind) {
    case 'known':
    case 'gap':
      return { outcome: compared.value.kind };
    case 'fork':
      return takeFork(ports, tx, offer, known, compared.value);
    case 'longer':
      return takeTail(ports, tx, offer, known, compared.value.tail);
  }
}

async function takeTail<Tx>(
  ports: TakingPorts<Tx>,
  tx: Tx,
  offer: Offer,
  known: readonly Uint8Array[],
  tail: readonly Uint8Array[],
): Promise<Taken> {
  const before = foldKnownHistory(known, ports);
  const next = before.ok ? extendKeyState(before.value, tail, ports) : before;
  if (!before.ok || !next.ok) return refuse(ports, tx, offer, 'broken');
  const others = [ports.self.keyState, ...(await ports.store.keys.otherStates(tx, offer.peer))];
  if (others.some((other) => sharedKeyOf(next.value, other) !== null)) return refuse(ports, tx, offer, 'shared-key');
  const { peer, at } = offer;
  await ports.store.keys.extend(tx, peer, { tail, state: next.value, at });
  const details = { peer, keyState: next.value.head, keyEvents: next.value.size };
  await ports.appendAudit(tx, { event: 'peer.keys-extended', actor: peer, at, details });
  for (const { logSize } of next.value.restores.slice(before.value.restores.length)) {
    const count = await ports.store.keys.noteLost(tx, peer, logSize);
    await ports.appendAudit(tx, { event: 'peer.restored', actor: peer, at, details: { peer, count, index: logSize } });
  }
  for (const key of newlyRevoked(before.value, next.value)) {
    const count = await ports.store.keys.markSuspect(tx, { peer, keyId: key, at });
    await ports.appendAudit(tx, { event: 'peer.dispatches-suspect', actor: peer, at, details: { peer, key, count } });
  }
  return { outcome: 'extended', state: next.value };
}

function newlyRevoked(before: KeyState, after: KeyState): KeyId[] {
  const known = new Set(before.keys.filter((key) => key.revokedAt !== null).map((key) => key.keyId));
  return after.keys.filter((key) => key.revokedAt !== null && !known.has(key.keyId)).map((key) => key.keyId);
}

/** An event that its roots never signed is nobody's misconduct but the sender's; so the double is verified first. */
async function takeFork<Tx>(
  ports: TakingPorts<Tx>,
  tx: Tx,
  offer: Offer,
  known: readonly Uint8Array[],
  fork: { readonly index: number; readonly offered: Uint8Array },
): Promise<Taken> {
  const shared = fork.index === 0 ? null : foldKeyHistory(known.slice(0, fork.index), ports);
  if (shared === null || !shared.ok || !extendKeyState(shared.value, [fork.offered], ports).ok) return refuse(ports, tx, offer, 'broken');
  const { peer, at } = offer;
  const digest = await ports.store.keys.freeze(tx, peer, { kind: 'key-fork', bytes: writeKeyFork(known, fork), at });
  await ports.appendAudit(tx, { event: 'peer.frozen', actor: ports.self.authorityId, at, details: { peer, digest, reason: 'key-fork' } });
  return { outcome: 'frozen' };
}

async function refuse<Tx>(
  ports: TakingPorts<Tx>,
  tx: Tx,
  { peer, at }: Offer,
  reason: 'malformed' | 'broken' | 'shared-key',
): Promise<Taken> {
  await ports.appendAudit(tx, { event: 'peer.keys-refused', actor: ports.self.authorityId, at, details: { peer, reason } });
  return { outcome: 'refused', reason };
}
