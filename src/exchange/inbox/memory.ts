// SPDX-License-Identifier: Apache-2.0
/** What the inbox in memory answers about places in channels: the same questions as inbox/store.ts puts to its tables. */
import type { AuthorityId, Digest } from '../../seals/index.ts';
import { isHeld } from '../delivery/delivery-states.ts';
import type { ChannelPlace, HeldRow, InboxRow, IncomingPlace, Surroundings } from '../ports.ts';

export interface MemoryInbox {
  readonly inbox: ReadonlyMap<Digest, InboxRow>;
  readonly opened: ReadonlyMap<Digest, Uint8Array>;
}

export function around(tx: MemoryInbox, { digest, peer, place }: IncomingPlace): Surroundings {
  const own = tx.inbox.get(digest);
  const isOwn = own?.peer === peer;
  const channel = [...tx.inbox.values()].filter((row) => row.peer === peer && row.place?.channel === place?.channel);
  const inEpoch = channel.filter((row) => row.place !== null && row.place.epoch === place?.epoch);
  const judged = inEpoch.filter((row) => !isHeld(row.state));
  const earlier = judged.flatMap((row) => (row.place !== null && place !== null && row.place.seq < place.seq ? [row.place.seq] : []));
  return {
    receipt: isOwn ? (tx.opened.get(digest) ?? own.receiptBytes) : null,
    state: isOwn ? own.state : null,
    here: inEpoch.find((row) => row.place?.seq === place?.seq && row.digest !== digest)?.digest ?? null,
    before: judged.find((row) => place !== null && row.place?.seq === place.seq - 1)?.digest ?? null,
    judgedTo: Math.max(0, ...earlier),
    heldCount: place === null ? 0 : channel.filter((row) => isHeld(row.state)).length,
  };
}

export function findInChannel(tx: MemoryInbox, peer: AuthorityId, { channel, epoch, seq }: ChannelPlace): InboxRow[] {
  const takes = ({ place }: InboxRow): boolean => place?.channel === channel && place.epoch === epoch && place.seq === seq;
  return [...tx.inbox.values()].filter((row) => row.peer === peer && takes(row));
}

/** Whether the dispatch before it was judged; the first of an epoch follows on anything. */
export function mayFollow(tx: MemoryInbox, { peer, place }: InboxRow): boolean {
  if (place === null || place.seq === 1) return true;
  return findInChannel(tx, peer, { ...place, seq: place.seq - 1 }).some((row) => !isHeld(row.state));
}

export function heldRowOf({ digest, peer, state, signedBytes, bodyDocument, receivedAt }: InboxRow): HeldRow[] {
  return isHeld(state) ? [{ digest, peer, state, signedBytes, bodyDocument, receivedAt }] : [];
}
