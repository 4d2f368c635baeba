// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that is known about one subject, for a stated purpose: from every record that its conditions let be read for it, from what
 * others publish, and from what officers said about pairs.
 *
 *     seed (a subject in a record, or an identifier)
 *       -> records with an identifier of it, and those that an officer called the same; the identifiers found there lead on, twice at most
 *       -> a subject is taken for the same by an identifier or by a judgement, never by its name; names that are alike are proposed
 *
 * No record is changed by it, and nothing is kept but that it was looked at: each record of which something is shown has the page among
 * its uses. A judgement "different" keeps a subject off the page whatever its identifiers are.
 */
import type { Purpose } from '../../conditions/index.ts';
import { type Database, wholeUseCase } from '../../kernel/index.ts';
import {
  fieldKey,
  type FirmDataWire,
  firmDataOf,
  idsIn,
  keyFields,
  meetsReports,
  noteSubjectUses,
  placedSubjects,
  type RecordOfSubject,
  recordsOfSubject,
  reportsAmong,
  titledPlace,
} from '../../records/index.ts';
import { absent, type By, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { factsOf, timelineOf } from './entity-facts.ts';
import { graphOf } from './entity-graph.ts';
import { keyOf, isPair, proposeMerges, type SubjectSide } from './merge-proposals.ts';
import { entityJudgements, type EntityJudgementRecord, leadsOfRecords } from './store.ts';
import type { EntityPageWire, EntitySourceWire } from './wire.ts';

/** What the page needs of what the room is given. */
export type EntityDeps = Pick<FindingsDeps, 'database' | 'records' | 'random' | 'officerNames' | 'hiddenCases'>;

interface Seed {
  readonly keys: readonly string[];
  readonly record: { readonly id: string; readonly place: string } | null;
}
interface Member extends SubjectSide {
  readonly joined: EntitySourceWire['joined'];
}
interface Joined {
  readonly members: readonly Member[];
  readonly withheld: ReadonlyMap<string, number>;
  readonly isMore: boolean;
}

export function entityPage(
  deps: EntityDeps,
  asked: { readonly seed: string; readonly purpose: Purpose },
  by: By,
): Promise<Outcome<EntityPageWire>> {
  return wholeUseCase(deps.database, async (tx): Promise<Outcome<EntityPageWire>> => {
    const seed = await placedSeed(tx, deps, { read: readSeed(asked.seed), purpose: asked.purpose }, by);
    if (seed === null) {
      const fields = keyFields.slice(0, 6).join(', ');
      const remedy = `Name a record, or a place in it (rcd_...#/owners/0), or one of ${fields} with a colon and its value.`;
      return issue('seed', 'It names neither a record nor an identifier.', remedy);
    }
    const judgements = await seenJudgements(tx, deps, asked.purpose, by);
    const joined = await joinMembers(tx, deps, { seed, purpose: asked.purpose, judgements }, by);
    const published = await publishedOf(tx, seed, joined.members);
    const [first] = joined.members;
    if (first === undefined && published.length === 0 && joined.withheld.size === 0) return absent;
    const given = { seed: first, members: joined.members, judgements, purpose: asked.purpose, officer: by.officer, now: by.now };
    const proposed = first === undefined ? { proposals: [], records: [] } : await proposeMerges(tx, deps, { ...given, seed: first });
    const shown = [
      ...new Map([...joined.members.map(({ record }) => record), ...proposed.records].map((one) => [one.row.id, one])).values(),
    ];
    const note = 'Page of an entity';
    await noteSubjectUses(tx, shown, { officer: by.officer, purpose: asked.purpose, note }, by.now, deps.random);
    const page = await pageOf(tx, deps, { asked: asked.seed, joined, published, judgements }, by);
    return done({ ...page, proposals: [...proposed.proposals] });
  });
}

/** Without those about reports for who may not meet them: what was joined through a report is not joined. */
async function seenJudgements(db: Database, deps: EntityDeps, purpose: Purpose, by: By): Promise<readonly EntityJudgementRecord[]> {
  const all = await entityJudgements(db);
  if (meetsReports({ knowsReports: await deps.records.knowsReports(db, by.officer), purpose })) return all;
  const reports = await reportsAmong(db, idsIn(all.map(({ left, right }) => [left, right])));
  return all.filter(({ left, right }) => !idsIn([left, right]).some((id) => reports.has(id)));
}

const recordSeed = /^(?:records:)?(rcd_[0-9a-z]{26})(?:#(\/[a-zA-Z]+(?:\/\d+)?))?$/;

interface ReadSeed {
  readonly keys: readonly string[];
  readonly record: { readonly id: string; readonly place: string | undefined } | null;
}

function readSeed(text: string): ReadSeed | null {
  const [, id, place] = recordSeed.exec(text) ?? [];
  if (id !== undefined) return { keys: [], record: { id, place } };
  const [, name = '', value = ''] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  const field = keyFields.find((one) => one === name);
  if (field === undefined || field === 'country' || field === 'host' || field === 'dated') return null;
  const key = fieldKey(field, value);
  return key.endsWith(':') ? null : { keys: [key], record: null };
}

/** A record that is named alone means the subject whom its title names. */
async function placedSeed(
  db: Database,
  deps: EntityDeps,
  { read, purpose }: { readonly read: ReadSeed | null; readonly purpose: Purpose },
  by: By,
): Promise<Seed | null> {
  if (read === null || read.record === null) return read === null ? null : { keys: read.keys, record: null };
  const { id, place } = read.record;
  if (place !== undefined) return { keys: [], record: { id, place } };
  const found = await recordsOfSubject(db, { keys: [], records: [id], purpose, officer: by.officer }, deps.records, by.now);
  const body = found.records.find(({ row }) => row.id === id)?.body;
  return { keys: [], record: { id, place: body === undefined ? '/firm' : titledPlace(body) } };
}

/** Rounds in which identifiers that were found lead to further records. */
const roundsMax = 3;

async function joinMembers(
  db: Database,
  deps: EntityDeps,
  given: { readonly seed: Seed; readonly purpose: Purpose; readonly judgements: readonly EntityJudgementRecord[] },
  by: By,
): Promise<Joined> {
  const { seed, purpose, judgements } = given;
  let keys = new Set(seed.keys);
  const wanted = new Set(seed.record === null ? [] : [keyOf(seed.record.id, seed.record.place)]);
  let members: readonly Member[] = [];
  let found: Awaited<ReturnType<typeof recordsOfSubject>> = { records: [], withheld: new Map(), isMore: false };
  for (let round = 0; round < roundsMax; round += 1) {
    for (const key of sameAs(wanted, judgements)) wanted.add(key);
    const records = [...wanted].flatMap((key) => recordOfKey(key) ?? []);
    found = await recordsOfSubject(db, { keys: [...keys], records, purpose, officer: by.officer }, deps.records, by.now);
    members = membersAmong(found.records, { seed, keys, wanted, judgements });
    const reached = new Set([...seed.keys, ...members.flatMap(({ subject }) => subject.keys)]);
    const size = wanted.size;
    for (const { key } of members) wanted.add(key);
    if (reached.size === keys.size && wanted.size === size) break;
    keys = reached;
  }
  return { members, withheld: found.withheld, isMore: found.isMore };
}

function recordOfKey(key: string): string | null {
  return /^records:(rcd_[0-9a-z]{26})#/.exec(key)?.[1] ?? null;
}

/** All that officers called the same as one of these, and as those again. */
function sameAs(wanted: ReadonlySet<string>, judgements: readonly EntityJudgementRecord[]): ReadonlySet<string> {
  const reached = new Set(wanted);
  const same = judgements.filter(({ verdict }) => verdict === 'same');
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const { left, right } of same) {
      if (reached.has(left)) reached.add(right);
      if (reached.has(right)) reached.add(left);
    }
  }
  return reached;
}

function membersAmong(
  records: readonly RecordOfSubject[],
  known: {
    readonly seed: Seed;
    readonly keys: ReadonlySet<string>;
    readonly wanted: ReadonlySet<string>;
    readonly judgements: readonly EntityJudgementRecord[];
  },
): readonly Member[] {
  const { seed, keys, wanted, judgements } = known;
  const seedKey = seed.record === null ? null : keyOf(seed.record.id, seed.record.place);
  const all = records.flatMap((record) =>
    placedSubjects(record.body).flatMap((subject): Member[] => {
      const side = { key: keyOf(record.row.id, subject.place), record, subject };
      if (side.key === seedKey) return [{ ...side, joined: { by: 'seed', text: '' } }];
      const shared = [...subject.keys, ...askedFor(seed, subject)].find((key) => keys.has(key));
      const said = judgements.find((one) => one.verdict === 'same' && (one.left === side.key || one.right === side.key));
      if (shared !== undefined) return [{ ...side, joined: { by: 'identifier', text: shared } }];
      if (said !== undefined && wanted.has(side.key)) return [{ ...side, joined: { by: 'judgement', text: said.reason } }];
      return [];
    }),
  );
  const first = all.find(({ joined }) => joined.by === 'seed') ?? all[0];
  const apart = judgements.filter(({ verdict }) => verdict === 'different');
  const kept = all.filter((one) => one === first || first === undefined || !apart.some((judged) => isPair(judged, first.key, one.key)));
  return kept.toSorted((one, other) => Number(other === first) - Number(one === first));
}

/** An account joins nobody by itself, but whoever asks for one means those who hold it. */
function askedFor(seed: Seed, subject: SubjectSide['subject']): readonly string[] {
  const fields = subject.said.flatMap(({ what, value }) =>
    keyFields.filter((field) => field === what).map((field) => fieldKey(field, value)),
  );
  return fields.filter((key) => seed.keys.includes(key));
}

async function publishedOf(db: Database, seed: Seed, members: readonly Member[]): Promise<readonly FirmDataWire[]> {
  const ofMembers = members.flatMap(({ subject }) =>
    subject.said.flatMap(({ what, value }) => (what === 'lei' ? [value.toUpperCase()] : [])),
  );
  const ofSeed = seed.keys.flatMap((key) => (key.startsWith('lei:') ? [key.slice('lei:'.length).toUpperCase()] : []));
  const found = await Promise.all([...new Set([...ofSeed, ...ofMembers])].slice(0, 3).map((lei) => firmDataOf(db, lei, null)));
  return found.filter((one) => one !== null);
}

interface Given {
  readonly asked: string;
  readonly joined: Joined;
  readonly published: readonly FirmDataWire[];
  readonly judgements: readonly EntityJudgementRecord[];
}

async function pageOf(
  db: Database,
  deps: EntityDeps,
  { asked, joined, published, judgements }: Given,
  by: By,
): Promise<Omit<EntityPageWire, 'proposals'>> {
  const { members } = joined;
  const sources = [...members.map(sourceOf), ...published.flatMap(publishedSources)];
  const saidByPublished = published.flatMap(saidOf).map((subject, at) => ({ source: members.length + at, subject }));
  const facts = factsOf([...members.map(({ subject }, source) => ({ source, subject })), ...saidByPublished]);
  const name = facts.find(({ what }) => what === 'name')?.values[0]?.value ?? asked;
  const timed = members.map(({ record: { row, body }, subject }, source) => ({
    source,
    place: subject.place,
    recordedAt: row.recordedAt,
    body,
  }));
  const records = [...new Set(members.map(({ record }) => record.row.id))];
  const cases = [...new Set(members.flatMap(({ record }) => record.row.caseRef ?? []))];
  const hidden = await deps.hiddenCases(db, by.officer, cases);
  const seen = new Set(cases.filter((one) => !hidden.has(one)));
  const graph = graphOf({
    name,
    sources: members.map(({ record, subject }, source) => ({
      source,
      record: record.row.id,
      place: subject.place,
      body: record.body,
      subjects: placedSubjects(record.body),
      caseRef: record.row.caseRef,
    })),
    published,
    cases: seen,
  });
  const keys = new Set(members.map(({ key }) => key));
  const own = judgements.filter(({ left, right }) => keys.has(left) || keys.has(right));
  const names = await deps.officerNames(db, [...new Set(own.map(({ officer }) => officer))]);
  return {
    seed: asked,
    name,
    kind: members[0]?.subject.kind ?? 'entity',
    sources,
    facts,
    timeline: timelineOf(timed),
    graph,
    leads: [...(await leadsOfRecords(db, records, await deps.records.knowsReports(db, by.officer)))],
    cases: [...seen],
    judgements: own.map(({ id, left, right, verdict, reason, officer, at }) => {
      return { id, left, right, verdict, reason, officerName: names.get(officer) ?? officer, at };
    }),
    withheld: [...joined.withheld].map(([reason, count]) => ({ reason, count })),
    isMore: joined.isMore,
  };
}

function sourceOf({ key, record: { row, conditions }, subject, joined }: Member): EntitySourceWire {
  const { id, kind, reference, originatorName, isReceived, recordedAt } = row;
  return {
    key,
    record: id,
    kind,
    reference,
    place: subject.place,
    originatorName,
    isReceived,
    recordedAt,
    conditions: [...conditions],
    joined,
  };
}

function entityStatement(data: FirmDataWire) {
  const known = data.statements.find(({ statement, knownUntil }) => statement.kind === 'entity' && knownUntil === null);
  return known?.statement.kind === 'entity' ? { ...known, statement: known.statement } : null;
}

function publishedSources(data: FirmDataWire): readonly EntitySourceWire[] {
  const known = entityStatement(data);
  if (known === null) return [];
  const joined = { by: 'identifier' as const, text: `lei:${data.lei}` };
  const rest = { record: null, kind: null, place: '', originatorName: '', isReceived: false, conditions: [] };
  return [{ ...rest, key: `lei:${data.lei}`, reference: known.fileName, recordedAt: known.knownFrom, joined }];
}

function saidOf(data: FirmDataWire): readonly Pick<SubjectSide['subject'], 'said'>[] {
  const known = entityStatement(data);
  if (known === null) return [];
  const { lei, legalName, otherNames, jurisdiction, legalAddress, registeredAs } = known.statement;
  const facts = [
    { what: 'name' as const, value: legalName, place: '/legalName' },
    ...otherNames.map((value, at) => ({ what: 'alias' as const, value, place: `/otherNames/${at}` })),
    { what: 'lei' as const, value: lei, place: '/lei' },
    { what: 'jurisdiction' as const, value: (jurisdiction ?? '').slice(0, 2), place: '/jurisdiction' },
    { what: 'address' as const, value: legalAddress ?? '', place: '/legalAddress' },
    { what: 'number' as const, value: registeredAs ?? '', place: '/registeredAs' },
  ];
  return [{ said: facts.filter(({ value }) => value !== '') }];
}
