// SPDX-License-Identifier: Apache-2.0
/**
 * Opening: now and then an officer looks for the first time at what a case or a matter brought, and its sender is told so.
 *
 * It has dice of its own, so that what the desks do is the same with it and without.
 */
import { type MemoryState, openCase } from '../../exchange/index.ts';
import type { Federation } from '../authorities/federation.ts';
import { startProcess } from '../authorities/server.ts';
import { portsOf } from '../authorities/server-ports.ts';
import type { Dice } from '../ground/dice.ts';

/** In one run. */
const openingsMax = 4;

/** Lays some openings on the busy hours. */
export function planOpenings(federation: Federation, healsAtMs: number): void {
  const dice = federation.dice('openings');
  for (let openings = dice.between(1, openingsMax); openings > 0; openings--)
    federation.timeline.later(dice.below(healsAtMs), () => openSomething(federation, dice));
}

/** At one of the servers at which something lies that nobody has opened. */
function openSomething(federation: Federation, dice: Dice): void {
  const found = federation.servers.filter((server) => server.isUp && unopenedIn(server.store.state()).length > 0);
  if (found.length === 0) return;
  const server = dice.pick(found);
  const caseRef = dice.pick(unopenedIn(server.store.state()));
  startProcess(federation, server, 'opening', async (running) => {
    const count = await openCase(portsOf(federation, running), caseRef, server.member.officers.preparer);
    if (count > 0) federation.story.tell(server.member.name, `opens what ${federation.story.nameOf('case', caseRef)} brought: ${count}`);
  });
}

function unopenedIn({ inbox }: MemoryState): string[] {
  return [...inbox.values()].flatMap(({ state, caseRef }) => (state === 'delivered' && caseRef !== null ? [caseRef] : []));
}
