// SPDX-License-Identifier: Apache-2.0
/**
 * An authority with two key histories, or a thief of its roots: some peers are shown the one that its server goes by, others another,
 * signed by the same roots after a common beginning. Each is a good history; both together prove that the roots have spoken twice.
 *
 *     server goes by       genesis endpoint add retire      told to whom it tells of its keys
 *     deceived are shown   genesis endpoint add'            as long, longer or shorter; and requests signed with the key of add'
 *     everything heals                                      everybody who asks is shown the first one: the deceived see both
 *
 * A peer that is shown one history alone cannot know; whoever has seen both must freeze, and be able to show why.
 */
import type { KeyStage } from '../authorities/cast.ts';
import type { Federation } from '../authorities/federation.ts';
import type { Server } from '../authorities/server-state.ts';
import { askForKeys, replaceKeyOf } from '../faults/by-hand.ts';
import type { Dice } from '../ground/dice.ts';
import { bringForged, forgeRequest } from './forge.ts';

const minuteMs = 60_000;
/** As long as the busy hours of most runs. */
const activeMs = 30 * minuteMs;

/** A second liar in one run would hide what the first one did. */
export function showTwoHistories(federation: Federation, dice: Dice): void {
  const { watch, servers, story, timeline } = federation;
  if (watch.ledger.dishonest.size > 0) return;
  const liar = dice.pick(servers);
  const others = servers.filter((server) => server !== liar);
  const deceived = dice.shuffled(others).slice(0, dice.between(1, others.length));
  const shown = dice.pick(liar.member.otherHistories);
  watch.ledger.dishonest.add(liar);
  for (const { member } of deceived) liar.otherHistoryFor.set(member.authorityId, shown);
  const names = deceived.map(({ member }) => member.name).join(', ');
  story.tell(liar.member.name, `shows another key history, of ${shown.state.size} events, to ${names}`);
  timeline.later(dice.between(0, dice.pick([5 * minuteMs, activeMs])), () =>
    replaceKeyOf(federation, liar, dice.pick(['retired', 'revoked'])),
  );
  for (const peer of deceived) timeline.later(dice.below(activeMs), () => askForKeys(federation, peer));
  for (let forgeries = dice.between(1, 4); forgeries > 0; forgeries--) {
    const to = dice.pick(others);
    timeline.later(dice.below(2 * activeMs), () => void forge(federation, liar, to, shown));
  }
}

/** A request under a key that stands in the other history alone. */
async function forge(federation: Federation, liar: Server, to: Server, { keys }: KeyStage): Promise<void> {
  const { watch, story } = federation;
  const forged = await forgeRequest(federation, { author: liar, to, key: keys.dispatch, caseId: null, place: null });
  if (forged === null) return;
  watch.forged({ digest: forged.digest, author: liar, to, keyId: keys.dispatch.keyId, twinOf: null });
  story.tell(liar.member.name, `signs ${story.nameOf('dispatch', forged.digest)} to ${to.member.name} with a key of its other history`);
  await bringForged(federation, forged, liar, to);
}
