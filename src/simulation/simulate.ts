// SPDX-License-Identifier: Apache-2.0
/**
 * One run: a federation lives through its busy hours and their faults, everything heals, and what is left comes to its end.
 *
 *     0 h            busy: work at the desks, weather, blows            heals at 1/2 to 4 h        all ends are due
 *     |--------------------------------------------------------------------|------------------------------|
 *     after each step: every promise is looked at; the first that is broken ends the run
 *
 * A run is a function of its seed and options. It reads no clock and draws no randomness of its own; what the program waits for
 * is only ever another step of the run. `idle` lets everything go on that needs nothing of the world; where and how the
 * machine does that is the caller's.
 */
import { addMs, msBetween } from '../kernel/index.ts';
import type { Digest, Suites } from '../seals/index.ts';
import { beginning, type Cast, castFor } from './authorities/cast.ts';
import { planDeliveries } from './authorities/deliveries.ts';
import { answerOf } from './authorities/answer-call.ts';
import { calm, type Chaos, type Federation, type Plant } from './authorities/federation.ts';
import { makeServer, type Server } from './authorities/server-state.ts';
import { startProcess } from './authorities/server.ts';
import { workAtDesk, workInBulk } from './desk/desk-work.ts';
import { planOpenings } from './desk/opening.ts';
import { isWaitedFor } from './desk/onward-work.ts';
import { askForKeys } from './faults/by-hand.ts';
import { blows, type FaultName, faultNames, hasOwnDice, heal, keepBackups, partOf, weather } from './faults/fault-table.ts';
import { type Dice, diceOf } from './ground/dice.ts';
import { type Pace, paceOf, type StoryLength } from './ground/pace.ts';
import { makeStory } from './ground/story.ts';
import { makeTimeline } from './ground/timeline.ts';
import { letterName } from './authorities/server-ports.ts';
import { offerLostNow, tendNow } from './authorities/tending.ts';
import { freshKeyOf } from './promises/read-travelling.ts';
import type { Sent } from './promises/ledger.ts';
import { isRecallOfNothing, settledWithinMs } from './promises/p3-ending.ts';
import { hasUnseenFork } from './promises/p7-key-histories.ts';
import { makeWatch } from './promises/watch.ts';
import type { Violation } from './promises/watching.ts';

export interface SimulationInput {
  readonly seed: number;
  readonly suites: Suites;
  /** Three to seven; drawn from the seed where it is null. */
  readonly authorities: number | null;
  /** Those of which the run may draw. */
  readonly faults: readonly FaultName[];
  readonly plant: Plant | null;
  readonly length: StoryLength;
  /** Comes back when all that could go on has gone on: a tick, since nothing leaves the thread, or a turn of the event loop. */
  readonly idle: () => Promise<void>;
}

export interface SimulationResult {
  readonly seed: number;
  readonly authorities: number;
  readonly faults: readonly FaultName[];
  readonly violation: Violation | null;
  /** The same for the same run: over every line of its story. */
  readonly digest: Digest;
  readonly story: readonly string[];
  readonly figures: {
    readonly steps: number;
    readonly virtualMs: number;
    readonly dispatches: number;
    readonly ends: Readonly<Record<string, number>>;
  };
  readonly gates: ReadonlyMap<string, number>;
  readonly crashPoints: ReadonlyMap<string, number>;
  /** How often each of its faults struck. */
  readonly struck: ReadonlyMap<FaultName, number>;
}

const hourMs = 3_600_000;
/** After the healing: the longest a dispatch may be tried, and what the promises allow beyond. */
const restMs = 176 * hourMs;
/** A run that takes more is going round in circles. */
const stepsMax = 200_000;

export async function simulate(input: SimulationInput): Promise<SimulationResult> {
  const dice = diceOf(`run ${input.seed}`);
  const authorities = input.authorities ?? dice.between(3, 7);
  const federation = makeFederation(input, castFor(input.suites), authorities);
  const { timeline, watch, story } = federation;
  const faults = drawFaults(federation, input.faults, dice);
  story.tell('run', `seed ${input.seed}, ${authorities} authorities; ${faults.length === 0 ? 'no faults' : faults.join(', ')}`);
  const healsAtMs = dice.pick([0.5, 0.5, 0.5, 1, 1, 1, 2, 4]) * hourMs;
  layOut(federation, faults, dice, { healsAtMs, ...paceOf(input.length, federation.dice('length')) });
  let steps = 0;
  const isOver = (): boolean => watch.violation() !== null;
  while (!isOver() && timeline.step(healsAtMs + restMs)) {
    await input.idle();
    for (const server of federation.servers) watch.look(server);
    planDeliveries(federation);
    if (++steps > stepsMax) throw new Error(`seed ${input.seed} does not come to an end`);
    if (timeline.now() > healsAtMs && !hasOpenEnds(federation, healsAtMs)) break;
  }
  if (!isOver()) watch.end(healsAtMs);
  const ends: Record<string, number> = {};
  for (const { end } of watch.ledger.sent.values()) ends[end?.state ?? 'open'] = (ends[end?.state ?? 'open'] ?? 0) + 1;
  return {
    seed: input.seed,
    authorities,
    faults,
    violation: watch.violation(),
    digest: story.digest(),
    story: story.lines(),
    figures: { steps, virtualMs: timeline.now(), dispatches: watch.ledger.sent.size, ends },
    gates: federation.gates,
    crashPoints: federation.crashPoints,
    struck: new Map(faults.map((name) => [name, federation.struck.get(partOf(name)) ?? 0])),
  };
}

export function makeFederation(input: Pick<SimulationInput, 'seed' | 'plant'>, cast: Cast, authorities: number): Federation {
  const timeline = makeTimeline();
  const story = makeStory(() => timeline.now());
  const servers = cast.members.slice(0, authorities).map(makeServer);
  const thrown = new Map<string, Dice>();
  const letters = new Map<string, Uint8Array>();
  const letterIn = (envelope: Uint8Array): Uint8Array | null => {
    const fresh = freshKeyOf(envelope);
    return fresh === null ? null : (letters.get(letterName(fresh)) ?? null);
  };
  const federation: Federation = {
    cast,
    timeline,
    story,
    servers,
    letters,
    dice(purpose) {
      const known = thrown.get(purpose) ?? diceOf(`${purpose} of run ${input.seed}`);
      thrown.set(purpose, known);
      return known;
    },
    chaos: { ...calm },
    blockedLinks: new Set(),
    recorded: [],
    watch: makeWatch({ story, cast, letterIn, nowMs: () => timeline.now(), servers: () => servers }),
    plant: input.plant,
    answer: (running, question) => answerOf(federation, running, question),
    crashesInWait: new Map(),
    newGround: null,
    gates: new Map(),
    crashPoints: new Map(),
    struck: new Map(),
  };
  return federation;
}

/** Some runs meet everything, some little, and one in sixteen nothing at all. */
function drawFaults(federation: Federation, allowed: readonly FaultName[], dice: Dice): FaultName[] {
  const share = dice.pick([0, 0.15, 0.3, 0.3, 0.5, 0.5, 0.5, 0.7, 0.7, 0.7, 0.9, 0.3, 0.5, 0.7, 0.5, 1]);
  return faultNames.filter((name) => diceFor(federation, name, dice).chance(share) && allowed.includes(name));
}

function diceFor(federation: Federation, name: FaultName, dice: Dice): Dice {
  return hasOwnDice(name) ? federation.dice(`fault ${name}`) : dice;
}

/** Lays the whole run on the timeline. */
function layOut(federation: Federation, faults: readonly FaultName[], dice: Dice, busy: Pace & { readonly healsAtMs: number }): void {
  const { healsAtMs } = busy;
  const { timeline, servers, chaos } = federation;
  for (const server of servers) knowEachOther(server, servers);
  for (const [name, [part, worst]] of Object.entries(weather)) {
    if (faults.includes(name as FaultName)) chaos[part] = worst * (dice.below(100) / 100);
  }
  const momentBy = (by: Dice): number => by.below(by.pick([healsAtMs, healsAtMs / 10]));
  const moment = (): number => momentBy(dice);
  for (const [name, blow] of Object.entries(blows)) {
    if (!faults.includes(name as FaultName)) continue;
    const by = diceFor(federation, name as FaultName, dice);
    for (let count = by.between(1, blow.countMax); count > 0; count--) {
      timeline.later(momentBy(by), () => {
        federation.struck.set(name, (federation.struck.get(name) ?? 0) + 1);
        blow.fall(federation, federation.dice(`blows of ${name}`));
      });
    }
  }
  for (let looks = dice.between(...busy.looks); looks > 0; looks--) timeline.later(moment(), () => work(federation, 1));
  if (dice.chance(busy.bulk)) timeline.later(moment(), () => work(federation, dice.between(4, 8)));
  for (let backups = 3; backups > 0; backups--) timeline.later(moment(), () => keepBackups(federation));
  planOpenings(federation, healsAtMs);
  for (const server of servers) tend(federation, server, healsAtMs);
  for (const server of servers) for (let asks = 2; asks > 0; asks--) timeline.later(moment(), () => askForKeys(federation, server));
  timeline.later(healsAtMs, () => {
    Object.assign(chaos, calm satisfies Chaos);
    heal(federation);
  });
  for (const server of servers) timeline.later(healsAtMs + 5 * 60_000, () => keepAskingForKeys(federation, server));
}

export function knowEachOther(server: Server, servers: readonly Server[]): void {
  const peers = servers.filter((other) => other !== server);
  const state = server.store.state();
  for (const { member } of peers) {
    const { authorityId, endpoint, stages } = member;
    state.peers.set(authorityId, { authorityId, endpoint, state: 'live', keyState: stages.first.state, keysSeenAt: beginning });
    state.keys.histories.set(authorityId, stages.first.history);
  }
  state.keys.told.set('own', server.member.stages.first.state.size);
}

/** What nothing else sets going: held dispatches are judged, peers are told. Seldom, for a run; a server does it every second. */
function tend(federation: Federation, server: Server, healsAtMs: number): void {
  const { timeline } = federation;
  tendNow(federation, server);
  offerLostNow(federation, server);
  timeline.later(timeline.now() < healsAtMs + 3 * hourMs ? 5 * 60_000 : hourMs, () => tend(federation, server, healsAtMs));
}

/**
 * After the healing peers are asked for their keys again and again, as a server does every ten minutes: a push of keys that fell
 * into a suspension is made good by nothing else. Before it that is rare, so that much is decided with keys that are not known.
 */
function keepAskingForKeys(federation: Federation, server: Server): void {
  askForKeys(federation, server);
  federation.timeline.later(hourMs, () => keepAskingForKeys(federation, server));
}

function work(federation: Federation, count: number): void {
  const dice = federation.dice('desks');
  // Half of the time somebody who is waited for; so that what is asked is also answered.
  const asked = federation.servers.filter((one) => isWaitedFor(one.store.state()));
  const server = dice.pick(asked.length > 0 && dice.chance(0.5) ? asked : federation.servers);
  if (!server.isUp) return;
  startProcess(federation, server, 'desk', (running) =>
    count === 1 ? workAtDesk(federation, running, dice) : workInBulk(federation, running, dice, count),
  );
}

/** What a clock that was ahead has dated beyond the run's end does not keep it going: nothing more is due of it. */
function hasOpenEnds({ watch, servers, timeline }: Federation, healsAtMs: number): boolean {
  const endsAtMs = healsAtMs + restMs;
  if (servers.some(({ deliveries }) => deliveries.busy.size > 0)) return true;
  // What has not been noticed by then is not waited for: the run is over.
  if (hasUnseenFork(watch.ledger, servers)) return timeline.now() <= healsAtMs + settledWithinMs;
  for (const sent of watch.ledger.sent.values()) {
    if (sent.end === null && !sent.isForgotten && !isBeyond(sent, endsAtMs) && !isCutOff(sent) && !isRecallOfNothing(sent)) return true;
  }
  return false;
}

/** One of the two has ended the exchange with the other: it waits until its time is over, and nothing else can become of it. */
function isCutOff({ from, to }: Sent): boolean {
  const isFrozen = (at: Server, peer: Server): boolean => at.store.state().peers.get(peer.member.authorityId)?.state === 'frozen';
  return isFrozen(from, to) || isFrozen(to, from);
}

function isBeyond({ isFromFuture, createdAt }: Sent, endsAtMs: number): boolean {
  return isFromFuture && msBetween(addMs(beginning, endsAtMs), createdAt) > 0;
}
