// SPDX-License-Identifier: Apache-2.0
/**
 * Offering again: a peer holds a dispatch of ours and asks, in its receipt of custody, for places before it.
 *
 * It lacks them although our receipts say that it had them: its database was restored from an older backup, or ours was. What
 * we have of these places is posted once more, in order; a digest that the peer knows has no second effect there. Nothing is
 * kept of it but an entry in the log: as long as the peer lacks something, its receipt asks again. What we gave up is never
 * offered; then the peer's time for holding ends, and with it the epoch.
 */
import { sealEnvelope } from '../envelope.ts';
import type { ClaimedRow, ExchangePorts, Peer } from '../ports.ts';
import type { NeedWire } from '../wire.ts';
import { heldInChannelMax } from '../channel-order.ts';

export async function offerAgain<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, need: NeedWire): Promise<void> {
  // Only what stands before this very dispatch, whatever the peer asks for.
  const isBefore = need.channel === row.channel && need.epoch === row.epoch && need.to < row.seq;
  const from = Math.max(need.from, need.to - heldInChannelMax + 1);
  if (!isBefore || from > need.to) return;
  const rows = await ports.store.sentInChannel(row.channel, { epoch: need.epoch, from, to: need.to });
  const { sealSuite, random, self, network } = ports;
  let count = 0;
  for (const again of rows) {
    const letter = { dispatch: again.signedBytes, body: again.bodyDocument };
    const sealed = { ...letter, from: self.authorityId, to: peer.keyState, class: again.class, now: ports.clock(), sealSuite, random };
    const answer = await network.post(peer, await sealEnvelope(sealed));
    if (answer.kind === 'unreachable' || answer.status !== 200) break;
    count += 1;
  }
  if (count === 0) return;
  const { digest, caseRef } = row;
  const details = { dispatch: digest, peer: peer.authorityId, caseRef, count };
  const entry = { event: 'dispatch.offered-again', actor: self.authorityId, at: ports.clock(), details } as const;
  await ports.store.transaction((tx) => ports.appendAudit(tx, entry));
}
