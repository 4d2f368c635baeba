// SPDX-License-Identifier: Apache-2.0
/**
 * A thief of a dispatch key: signs requests in its owner's name and brings them, before and after the owner has noticed and
 * has had the key declared stolen.
 *
 *     theft ---- forged ---- forged ---- revocation ---- news reaches the peers ---- forged
 *                admitted, marked as suspect with the news                           refused
 */
import type { Federation } from '../authorities/federation.ts';
import type { Server } from '../authorities/server-state.ts';
import { replaceKeyOf } from '../faults/by-hand.ts';
import type { Dice } from '../ground/dice.ts';
import { bringForged, forgeRequest } from './forge.ts';

const minuteMs = 60_000;
/** As long as the busy hours of most runs. */
const activeMs = 60 * minuteMs;

export function stealKey(federation: Federation, dice: Dice): void {
  const owner = dice.pick(federation.servers);
  if (owner.keyStage !== 'first') return;
  federation.story.tell(owner.member.name, 'has its key stolen');
  for (let forgeries = dice.between(2, 6); forgeries > 0; forgeries--) {
    const to = dice.pick(federation.servers.filter((other) => other !== owner));
    federation.timeline.later(dice.below(activeMs), () => void forge(federation, owner, to));
  }
  federation.timeline.later(dice.between(minuteMs, activeMs), () => replaceKeyOf(federation, owner, 'revoked'));
}

async function forge(federation: Federation, owner: Server, to: Server): Promise<void> {
  const key = owner.member.stages.first.keys.dispatch;
  const forged = await forgeRequest(federation, { author: owner, to, key, caseId: null, place: null });
  if (forged === null) return;
  federation.watch.forged({ digest: forged.digest, author: owner, to, keyId: key.keyId, twinOf: null });
  federation.story.tell(
    'thief',
    `brings ${federation.story.nameOf('dispatch', forged.digest)} to ${to.member.name}, as ${owner.member.name}`,
  );
  await bringForged(federation, forged, owner, to);
}
