// SPDX-License-Identifier: Apache-2.0
/** A trace as a screen shows it: what was ordered and came of it, the picture with the parts of others, and what may be handed on or answered. */
import { casesInRelays, relayCase, type RelayCase } from '../../assistance/index.ts';
import { type JoinedPicture, joinParts, type RelayEntry, type RelayPart } from '../../flows/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { closedRelays } from './closed-relays.ts';
import { partsToTell } from './hand-on.ts';
import {
  handedToUs,
  openQuestions,
  openRelay,
  questionsToUs,
  reachedBy,
  type RelayState,
  requestTo,
  standingParts,
} from './relay-state.ts';
import { findTrace, movementFilesById, newestTraces, type TraceInList, type TraceRow } from './store.ts';
import { movementFileWire } from './take-movements.ts';
import type { PictureWire, RelayQuestionWire, TraceDetailWire, TraceRowWire } from './wire.ts';

type NamedAuthority = PictureWire['ends'][number]['authority'];
type NameOf = (id: string) => NamedAuthority;

/** Null where there is none for this officer: one who may not see a case of its relay sees nothing of the trace. */
export async function traceDetail(deps: FindingsDeps, id: string, by: By): Promise<TraceDetailWire | null> {
  const { database: db } = deps;
  const { self } = deps.assistance;
  const trace = await findTrace(db, id);
  if (trace === null) return null;
  const state = await openRelay(db, deps, trace.relay, by);
  if (state === null) return null;
  const files = await movementFilesById(db, trace.files);
  const officers = await deps.officerNames(db, [...new Set([trace.ordered_by, ...files.map(({ taken_by: by }) => by)])]);
  const nameOf = await namesFor(deps, state);
  const parts = [...state.toldParts.map(({ part }) => part), ...state.ownParts];
  const own = standingParts(state);
  const followed = new Set(own.flatMap(({ entries }) => entries.map(({ id: entry, asked }) => `${entry} ${asked}`)));
  const asking = new Set(questionsToUs(state).map(({ counterpart }) => counterpart));
  const beganHere = own.some(({ askedBy }) => askedBy === null);
  // Whoever continues what others handed on has a picture that begins with what was found of it here.
  const beginsPicture = ({ authority, askedBy }: RelayPart): boolean =>
    authority === self && (beganHere ? askedBy === null : askedBy !== null && asking.has(askedBy));
  return {
    row: rowOf({ ...trace, ...countsOf(trace) }, questionsToUs(state), { officers, nameOf }),
    relay: trace.relay,
    facts: copied(trace.outcome.facts),
    movementFiles: files.map((file) => movementFileWire(file, officers)),
    order: trace.given,
    traces: [...trace.outcome.traces],
    comparison: trace.outcome.comparison,
    picture: trace.outcome.parts.length === 0 ? null : pictureOf(joinParts(parts, beginsPicture), state, nameOf),
    reached: [...reachedBy(state, self)].map(([authority, entries]) => reachedRow(state, authority, entries, nameOf)),
    asked: askedRows(state, { self, now: by.now }, nameOf),
    cameBack: handedToUs(state, self).filter(({ askedBy, entry }) => !asking.has(askedBy) && !followed.has(`${entry.id} ${entry.amount}`))
      .length,
  };
}

function countsOf({ outcome: { traces } }: TraceRow): Pick<TraceInList, 'seeds' | 'holders'> {
  return { seeds: traces[0]?.seeds.length ?? 0, holders: traces[0]?.holders.count ?? 0 };
}

function reachedRow(
  state: RelayState,
  authority: string,
  entries: readonly RelayEntry[],
  nameOf: NameOf,
): TraceDetailWire['reached'][number] {
  const request = requestTo(state, authority);
  const asked = new Map(request?.question.entries.map((entry) => [entry.id, entry.amount]));
  return {
    authority: nameOf(authority),
    entries: copied(entries),
    caseId: request?.id ?? null,
    caseState: request?.state ?? null,
    isOutdated: request !== null && (asked.size !== entries.length || entries.some(({ id, amount }) => asked.get(id) !== amount)),
  };
}

function askedRows(state: RelayState, at: { readonly self: string; readonly now: Instant }, nameOf: NameOf): TraceDetailWire['asked'] {
  return questionsToUs(state).map((one) => {
    const { may, mayNot } = partsToTell(state, one, at);
    const authorities = (list: typeof may) => [...new Set(list.map(({ part }) => part.authority))].map(nameOf);
    return {
      authority: nameOf(one.counterpart),
      caseId: one.id,
      caseState: one.state,
      isAnswerable: one.isAnswerable,
      onBehalfOf: one.question.onBehalfOf.map(nameOf),
      mayTell: authorities(may),
      mayNotTell: authorities(mayNot),
    };
  });
}

function pictureOf(joined: JoinedPicture, state: RelayState, nameOf: NameOf): PictureWire {
  const { begun, converted, ends, dark, arcs, faults } = copied(joined);
  return {
    begun,
    converted,
    ends: ends.map((end) => ({ ...end, authority: nameOf(end.authority) })),
    dark: dark.map((one) => ({ ...one, authority: nameOf(one.authority), caseState: requestTo(state, one.authority)?.state ?? null })),
    arcs: arcs.map((arc) => ({ ...arc, from: nameOf(arc.from), to: nameOf(arc.to) })),
    faults: faults.map((fault) => ({ ...fault, authority: nameOf(fault.authority) })),
  };
}

async function namesFor(deps: FindingsDeps, { cases, ownParts, toldParts }: RelayState): Promise<NameOf> {
  const parts = [...ownParts, ...toldParts.map(({ part }) => part)];
  const ids = [
    ...cases.flatMap(({ counterpart, question }) => [counterpart, ...question.onBehalfOf]),
    ...parts.flatMap(({ authority, reached, beyond }) => [authority, ...[...reached, ...beyond].map((one) => one.authority)]),
  ];
  return namesOf(deps, ids);
}

async function namesOf(deps: FindingsDeps, ids: readonly string[]): Promise<NameOf> {
  const { self } = deps.assistance;
  const names = await deps.assistance.authorityNames(deps.database, [...new Set(ids)]);
  return (id) => ({ id, name: id === self ? deps.ownName : (names.get(id)?.name ?? id) });
}

function rowOf(
  trace: TraceInList,
  asking: readonly Pick<RelayCase, 'id' | 'counterpart'>[],
  names: { readonly officers: ReadonlyMap<string, string>; readonly nameOf: NameOf },
): TraceRowWire {
  const { given, ordered } = trace;
  return {
    id: trace.id,
    title: given.title,
    purpose: given.purpose,
    files: [...trace.files],
    methods: [...ordered.methods],
    direction: ordered.direction,
    seeds: trace.seeds,
    holders: trace.holders,
    answers: given.answers === null ? [] : asking.map((one) => ({ caseId: one.id, authority: names.nameOf(one.counterpart) })),
    lead: trace.lead,
    orderedBy: names.officers.get(trace.ordered_by) ?? trace.ordered_by,
    createdAt: trace.created_at,
  };
}

/** Traces that the list shows, the newest of them. */
const shownMax = 100;

/** Rows of the list, of one lead or of all; those whose relay has a case that this officer may not see are left out. */
export async function traceRows(deps: FindingsDeps, lead: string | null, { officer }: By): Promise<TraceRowWire[]> {
  const { database: db } = deps;
  const traces = await newestTraces(db, { lead, without: await closedRelays(db, deps, officer), limit: shownMax });
  const officers = await deps.officerNames(db, [...new Set(traces.map(({ ordered_by: by }) => by))]);
  const cases = Map.groupBy(await casesInRelays(db, [...new Set(traces.map(({ relay }) => relay))]), ({ relay }) => relay);
  const nameOf = await namesOf(
    deps,
    [...cases.values()].flat().map(({ counterpart }) => counterpart),
  );
  return traces.map((trace) => rowOf(trace, openQuestions(cases.get(trace.relay) ?? []), { officers, nameOf }));
}

/** The question of a case that another authority hands on to us; null where there is none for this officer. */
export async function relayQuestion(deps: FindingsDeps, caseId: string, by: By): Promise<RelayQuestionWire | null> {
  const { database: db } = deps;
  const asked = await relayCase(db, { self: deps.assistance.self, now: by.now }, caseId);
  if (asked === null || asked.side !== 'requested') return null;
  const state = await openRelay(db, deps, asked.question.relay, by);
  if (state === null) return null;
  const nameOf = await namesFor(deps, state);
  return {
    caseId,
    caseState: asked.state,
    authority: nameOf(asked.counterpart),
    method: asked.question.method,
    entries: asked.question.entries,
    onBehalfOf: asked.question.onBehalfOf.map(nameOf),
    purpose: asked.purpose,
    traces: state.traces.map(({ id }) => id),
  };
}

/** As plain values of the wire, which may be changed by nobody here but are not marked so. */
function copied<Value>(value: Value): Mutable<Value> {
  return structuredClone(value) as Mutable<Value>;
}

type Mutable<Value> = Value extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
    : Value;
