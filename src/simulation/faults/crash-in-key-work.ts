// SPDX-License-Identifier: Apache-2.0
/**
 * A server is killed in the middle of key work: while it tells its peers of a change, while a peer takes the change in, or while one asks
 * how far another's history goes.
 *
 * Such steps are seldom: a blow that waits at one server for one of all the places there are almost never meets one. So this one names
 * some of these steps, lies in wait at all servers at once, has a key replaced meanwhile, and strikes whoever comes by first; sometimes
 * again when that server, or another, comes to the same step once more. What a half-done change left must be brought to its end by the
 * next try. Lying in wait costs nothing, and most of the places are not come by in a run.
 *
 *     xb replaces a key  ->  xb queues peering.keys  ->  xc, before store.keys.markSuspect: crashes  ->  xb offers it again
 */
import type { Federation } from '../authorities/federation.ts';
import type { Dice } from '../ground/dice.ts';
import { replaceKeyOf } from './by-hand.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** In one run; more would crash it all the time. */
const placesAtOnce = 4;

/** Of whoever takes in a change of a peer's keys. */
const takingIn = ['store.keys.lockHistory', 'store.keys.otherStates', 'store.keys.extend', 'store.keys.markSuspect'] as const;

/** Who comes to which steps of key work. */
const stepsOf = {
  administrator: ['store.keys.lockTold', 'store.keys.livePeers', 'store.keys.standsBefore', 'store.keys.setTold'],
  calls: ['network.keys', 'store.keys.historyNow', 'store.keys.seenLogSize', ...takingIn, 'store.keys.noteSeen', 'store.keys.freeze'],
  'key views': ['network.keys', 'store.keys.seenBefore', ...takingIn, 'store.keys.noteSeen', 'store.keys.freeze'],
  tending: takingIn,
} as const;

const places = Object.entries(stepsOf).flatMap(([process, steps]) =>
  steps.flatMap((step) => [`${process}, before ${step}`, `${process}, after ${step}`]),
);

/** Come by in a run alone in which an authority shows two histories: so one of them is always waited at. */
const freezes = places.filter((place) => place.endsWith('store.keys.freeze'));

export function crashInKeyWork(federation: Federation, dice: Dice): void {
  for (const place of dice.shuffled(places).slice(0, placesAtOnce)) lieInWait(federation, place, dice);
  const [server, stage] = [dice.pick(federation.servers), dice.pick(['retired', 'revoked'] as const)];
  federation.timeline.later(dice.below(10 * minuteMs), () => replaceKeyOf(federation, server, stage));
  lieInWait(federation, dice.pick(freezes), dice);
}

function lieInWait({ crashesInWait }: Federation, place: string, dice: Dice): void {
  crashesInWait.set(place, { forMs: dice.between(1000, dice.pick([10_000, 3 * hourMs])), left: dice.pick([1, 1, 2]) });
}
