// SPDX-License-Identifier: Apache-2.0
/**
 * How a relay stands here: our own traces in it, the cases that hand it on or were handed to us, and the parts that were told.
 *
 *     XA  --request-->  us  --request-->  XC          one relay, two cases, and a part each of XA's asking, ours and XC's
 *
 * Of what came to us nothing counts that speaks for ourselves: our own data is known better here.
 */
import { relayCases, type RelayCase } from '../../assistance/index.ts';
import { checkUse, type Condition, type Purpose } from '../../conditions/index.ts';
import { entriesFor, type HandedEntry, type RelayEntry, type RelayPart } from '../../flows/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { type TraceRow, tracesOfRelay } from './store.ts';

export interface RelayState {
  readonly traces: readonly TraceRow[];
  readonly cases: readonly RelayCase[];
  /** Ours, the earlier ones first. */
  readonly ownParts: readonly RelayPart[];
  /** Those of others, told by whom; what an authority says itself stands behind what was passed on of it. */
  readonly toldParts: readonly ToldPart[];
}

export interface ToldPart {
  readonly part: RelayPart;
  readonly by: string;
  /** The teller's leave to pass on what it says of its own data; null where there is none, and for what it passed on itself. */
  readonly leave: PassOnLeave | null;
}

/** Signed with the reply: to those on whose behalf it was asked, for the purpose of the request, within the reply's conditions. */
export interface PassOnLeave {
  readonly to: readonly string[];
  readonly purpose: Purpose;
  readonly conditions: readonly Condition[];
}

type Deps = Pick<FindingsDeps, 'assistance'>;

/** Null for an officer who may not see one of its cases: such a relay is there for others only, with all its traces. */
export async function openRelay(
  db: Database,
  deps: Pick<FindingsDeps, 'assistance' | 'hiddenCases'>,
  relay: string,
  { officer, now }: By,
): Promise<RelayState | null> {
  const state = await relayState(db, deps, relay, now);
  const cases = state.cases.map(({ id }) => id);
  return (await deps.hiddenCases(db, officer, cases)).size > 0 ? null : state;
}

async function relayState(db: Database, { assistance: { self } }: Deps, relay: string, now: Instant): Promise<RelayState> {
  const traces = await tracesOfRelay(db, relay);
  const cases = await relayCases(db, { self, now }, relay);
  const told = cases.filter(({ side }) => side === 'requesting').flatMap((one) => toldIn(one, self));
  return {
    traces,
    cases,
    ownParts: traces.flatMap(({ outcome }) => outcome.parts),
    toldParts: [...told.filter(({ part, by }) => part.authority !== by), ...told.filter(({ part, by }) => part.authority === by)],
  };
}

/** Nobody speaks for a third authority: its part that came with another's answer goes no further by that answer's leave. */
export function toldIn({ counterpart: by, purpose, question, answers }: RelayCase, self: string): ToldPart[] {
  return answers.flatMap(({ answer, conditions }) => {
    const isGiven = answer.passOn === 'chain' && purpose !== null && conditions.length > 0;
    const leave = isGiven ? { to: question.onBehalfOf, purpose, conditions } : null;
    return answer.parts
      .filter(({ authority }) => authority !== self)
      .map((part) => ({ part, by, leave: part.authority === by ? leave : null }));
  });
}

/** Whether a part may go to this authority for this purpose, by its own authority's leave and every condition that it carries. */
export function mayPassOn(
  { leave }: Pick<ToldPart, 'leave'>,
  use: { readonly recipient: string; readonly purpose: Purpose | null; readonly by: string; readonly now: Instant },
): boolean {
  const { recipient, purpose, by, now } = use;
  if (leave === null || purpose === null || !leave.to.includes(recipient)) return false;
  const consent = { recipient, purpose: leave.purpose, until: null };
  return checkUse(leave.conditions, { manner: 'pass-on', purpose, by, recipient, now, consent }).outcome === 'permitted';
}

/** The newest question of each authority that asked us; those that were refused or withdrawn ask no longer. */
export function questionsToUs({ cases }: Pick<RelayState, 'cases'>): readonly RelayCase[] {
  return openQuestions(cases);
}

export function openQuestions<Case extends Pick<RelayCase, 'side' | 'state' | 'counterpart'>>(cases: readonly Case[]): readonly Case[] {
  const open = cases.filter(({ side, state }) => side === 'requested' && !ended.has(state));
  return [...new Map(open.map((one) => [one.counterpart, one])).values()];
}

const ended: ReadonlySet<RelayCase['state']> = new Set(['refused', 'upheld', 'withdrawn', 'lapsed', 'not-delivered', 'impossible']);

/** The newest request of ours to an authority. */
export function requestTo({ cases }: Pick<RelayState, 'cases'>, authority: string): RelayCase | null {
  return cases.findLast(({ side, counterpart }) => side === 'requesting' && counterpart === authority) ?? null;
}

/** Entry points on our data: what others ask of us, and what parts that were told show to have come back to us. */
export function handedToUs(state: RelayState, self: string): readonly HandedEntry[] {
  const asked = questionsToUs(state);
  const newest = new Map(state.toldParts.map(({ part }) => [`${part.authority}/${part.askedBy ?? ''}`, part]));
  const byTeller = Map.groupBy(newest.values(), ({ authority }) => authority);
  const cameBack = [...byTeller].flatMap(([askedBy, parts]) =>
    asked.some(({ counterpart }) => counterpart === askedBy)
      ? []
      : (entriesFor(parts).get(self) ?? []).map((entry): HandedEntry => ({ askedBy, entry })),
  );
  return [...asked.flatMap(({ counterpart, question }) => question.entries.map((entry) => ({ askedBy: counterpart, entry }))), ...cameBack];
}

/** Our newest parts: of two for the same asker the later one stands. */
export function standingParts({ ownParts }: Pick<RelayState, 'ownParts'>): readonly RelayPart[] {
  return [...new Map(ownParts.map((part) => [part.askedBy ?? '', part])).values()];
}

/** What value of ours reached, authority by authority, as far as it can be handed on. */
export function reachedBy(state: RelayState, self: string): ReadonlyMap<string, readonly RelayEntry[]> {
  return new Map([...entriesFor(standingParts(state))].filter(([authority]) => authority !== self));
}

/** For whom else an onward request is made: all whose entry points we follow, and those on whose behalf they ask. */
export function chainTo(
  state: RelayState,
  { self, counterpart }: { readonly self: string; readonly counterpart: string },
): readonly string[] {
  const chain = questionsToUs(state).flatMap((one) => [...one.question.onBehalfOf, one.counterpart]);
  return [...new Set(chain)].filter((authority) => authority !== self && authority !== counterpart);
}
