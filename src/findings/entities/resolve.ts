// SPDX-License-Identifier: Apache-2.0
/**
 * Which records and list entries are one person or firm, resolved over what the authority holds.
 *
 *     subjects of records (as their conditions permit for the purpose) -> those on lists that are like them -> evidence, kept without words
 *     -> clusters from evidence and judgements, computed whenever they are looked at
 *
 * An officer's judgement goes before every score, and taking it back gives exactly what was before. An entity keeps the name it had. The
 * screen shows kinds and references; whoever wants to read a record makes a use of it.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Database, newId, type Transaction } from '../../kernel/index.ts';
import { idsIn, knownRecords, recordsToScreen, reportsAmong } from '../../records/index.ts';
import {
  clusterEntities,
  type Evidence,
  features,
  gatherEvidence,
  recordKey,
  type Resolution,
  searchCounted,
  type SourceRecord,
} from '../../screening/index.ts';
import { participantOf } from '../account-links/account-keys.ts';
import { isParticipant } from '../alerts/store.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { recordWords } from '../screenings/place-words.ts';
import { questionsOf } from '../screenings/subject-wire.ts';
import type { EntitiesWire, JudgementVerdict } from '../wire.ts';
import {
  entityJudgements,
  type EntityJudgementRecord,
  entityOfRecords,
  insertEntityJudgement,
  keepMembers,
  keepResolution,
  newestResolution,
  type ResolutionRecord,
  undoEntityJudgement,
} from './store.ts';

/** Subjects of records that are resolved at once: more are resolved from files, by `./comity screen resolve`. */
const subjectsMax = 5000;
const pageRecords = 200;
/** The source of what stands in a record; lists are named as they are. */
const recordSource = 'records';

interface Gathered {
  readonly records: readonly SourceRecord[];
  readonly labels: Readonly<Record<string, string>>;
}

export async function resolveNow(deps: FindingsDeps, purpose: Purpose, by: By): Promise<Outcome<EntitiesWire>> {
  const gathered = await gatherRecords(deps, purpose, by);
  if (gathered === null) {
    return issue(
      'records',
      `There are more than ${subjectsMax} subjects in the records.`,
      'Resolve them from files: ./comity screen resolve',
    );
  }
  const gathering = gatherEvidence(gathered.records);
  while (gathering.next()) await deps.breathe();
  const evidence = gathering.evidence().map(withoutWords);
  return change(deps, async (tx) => {
    const resolution = { purpose, labels: gathered.labels, evidence, resolved_by: by.officer, resolved_at: by.now };
    await keepResolution(tx, resolution);
    const { clusters } = await keepClusters(tx, resolution);
    const details = { purpose, count: gathered.records.length, kind: 'resolution', clusters: clusters.length };
    await noteAudit(tx, { event: 'entities.resolved', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done(await entitiesWire(tx, deps, by.officer));
  });
}

/** Subjects of records, and of lists what is like any of them; null where there are too many. */
async function gatherRecords(deps: FindingsDeps, purpose: Purpose, by: By): Promise<Gathered | null> {
  const { index } = await deps.lists.now(deps.database);
  const records = new Map<string, SourceRecord>();
  const labels: Record<string, string> = {};
  const knowsReports = await deps.records.knowsReports(deps.database, by.officer);
  for (let after: string | null = ''; after !== null;) {
    const asked = { purpose, since: null, after, limit: pageRecords, knowsReports };
    const page = await recordsToScreen(deps.database, asked, deps.records, by.now);
    for (const record of page.records) {
      for (const { place, subject } of record.subjects) {
        if (subject.names.length === 0) continue;
        const own: SourceRecord = { source: recordSource, subject: { ...subject, id: `${record.id}#${place}` } };
        records.set(recordKey(own), own);
        labels[recordKey(own)] = recordWords(record, place);
        for (const hit of questionsOf(subject).flatMap((question) => searchCounted(index, question).hits)) {
          const listed: SourceRecord = { source: hit.list, subject: hit.subject };
          records.set(recordKey(listed), listed);
          labels[recordKey(listed)] = hit.subject.names[0]?.text ?? hit.subject.id;
        }
        await deps.breathe();
      }
    }
    if (records.size > subjectsMax) return null;
    after = page.next;
  }
  return { records: [...records.values()], labels };
}

function withoutWords({ left, right, score, seen }: Evidence): Evidence {
  return { left, right, score, seen: seen.map(({ feature, points }) => ({ feature, points, left: '', right: '' })) };
}

/** Clusters as they are now, and their names kept. */
async function keepClusters(tx: Transaction, resolution: ResolutionRecord): Promise<Resolution> {
  const resolved = await clustersOf(tx, resolution);
  await keepMembers(
    tx,
    resolved.clusters.flatMap(({ id: entity, records }) => records.map((record) => ({ record, entity }))),
  );
  return resolved;
}

async function clustersOf(db: Database, { labels, evidence }: ResolutionRecord): Promise<Resolution> {
  return clusterEntities(Object.keys(labels), evidence, await entityJudgements(db), await entityOfRecords(db));
}

export function judgeEntities(
  deps: FindingsDeps,
  given: { readonly left: string; readonly right: string; readonly verdict: JudgementVerdict; readonly reason: string },
  by: By,
): Promise<Outcome<EntitiesWire>> {
  return change(deps, async (tx) => {
    const resolution = await newestResolution(tx);
    const { left, right, verdict, reason } = given;
    const known = await knownPlaces(tx, deps, [left, right], by.officer);
    const participant = participantOf(left);
    const inResolution = (key: string): boolean => resolution !== null && Object.hasOwn(resolution.labels, key);
    const isAccount = participant !== null && known.has(right) && (await isParticipant(tx, participant));
    const isPair = [left, right].every((key) => known.has(key) || inResolution(key));
    if ((!isAccount && !isPair) || left === right) {
      const problem =
        'These two are not both subjects in records or of the newest resolution, nor a participant of an alert and a subject.';
      return issue('left', problem, 'Choose two of them.');
    }
    const id = newId('jdg', by.now, deps.random);
    const rest = { officer: by.officer, at: by.now, undone_by: null, undone_at: null };
    await insertEntityJudgement(tx, { id, left, right, verdict, reason, ...rest });
    if (resolution !== null) await keepClusters(tx, resolution);
    const details = { judgement: id, outcome: verdict };
    await noteAudit(tx, { event: 'entities.judged', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done(await entitiesWire(tx, deps, by.officer));
  });
}

/** Which of these keys are places in records that are there for the officer. */
async function knownPlaces(db: Database, deps: FindingsDeps, keys: readonly string[], officer: string): Promise<ReadonlySet<string>> {
  const places = keys.flatMap((key) => {
    const [, id, place] = /^records:(rcd_[0-9a-z]{26})#(\/[a-zA-Z]+(?:\/\d+)?)$/.exec(key) ?? [];
    return id === undefined || place === undefined ? [] : [{ key, id }];
  });
  const records = await knownRecords(
    db,
    places.map(({ id }) => id),
    officer,
    deps.records,
  );
  return new Set(places.flatMap(({ key, id }) => (records.has(id) ? [key] : [])));
}

export function undoJudgement(deps: FindingsDeps, id: string, by: By): Promise<Outcome<EntitiesWire>> {
  return change(deps, async (tx) => {
    if (!(await undoEntityJudgement(tx, id, by))) return absent;
    const resolution = await newestResolution(tx);
    if (resolution !== null) await keepClusters(tx, resolution);
    const details = { judgement: id, outcome: 'undone' };
    await noteAudit(tx, { event: 'entities.judged', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done(await entitiesWire(tx, deps, by.officer));
  });
}

/** Entities of more than one record, pairs to judge, and judgements that count; without suspicious reports for who may not know of them. */
export async function entitiesWire(db: Database, deps: FindingsDeps, officer: string): Promise<EntitiesWire> {
  const newest = await newestResolution(db);
  const resolution = newest === null || (await deps.records.knowsReports(db, officer)) ? newest : await withoutReports(db, newest);
  if (resolution === null) return { resolvedAt: null, records: 0, entities: [], unsure: [], judgements: [] };
  const { clusters, unsure } = await clustersOf(db, resolution);
  const judgements = (await entityJudgements(db)).filter(
    ({ left, right }) => Object.hasOwn(resolution.labels, left) && Object.hasOwn(resolution.labels, right),
  );
  const names = await deps.officerNames(db, [...new Set(judgements.map((one) => one.officer))]);
  const record = (key: string) => ({ key, label: resolution.labels[key] ?? key });
  const said = new Map(judgements.map((one) => [`${one.left} ${one.right}`, one]));
  return {
    resolvedAt: resolution.resolved_at,
    records: Object.keys(resolution.labels).length,
    entities: clusters
      .filter((cluster) => cluster.records.length > 1)
      .map(({ id, records, joinedBy }) => ({
        id,
        records: records.map(record),
        joinedBy: joinedBy.map((join) => joinWire(join, said, names)),
      })),
    unsure: unsure.map(({ left, right, score, seen }) => ({
      left: record(left),
      right: record(right),
      score,
      features: seen.map(({ feature }) => features[feature].name),
    })),
    judgements: judgements.map(({ id, left, right, verdict, reason, officer, at }) => ({
      id,
      left: record(left),
      right: record(right),
      verdict,
      reason,
      officerName: names.get(officer) ?? officer,
      at,
    })),
  };
}

/** As it would be if there were none: what joined two others through a report does not join them. */
async function withoutReports(db: Database, resolution: ResolutionRecord): Promise<ResolutionRecord> {
  const reports = await reportsAmong(db, idsIn(Object.keys(resolution.labels)));
  const isKnown = (key: string): boolean => !idsIn(key).some((id) => reports.has(id));
  return {
    ...resolution,
    labels: Object.fromEntries(Object.entries(resolution.labels).filter(([key]) => isKnown(key))),
    evidence: resolution.evidence.filter(({ left, right }) => isKnown(left) && isKnown(right)),
  };
}

function joinWire(
  join: Resolution['clusters'][number]['joinedBy'][number],
  said: ReadonlyMap<string, EntityJudgementRecord>,
  names: ReadonlyMap<string, string>,
): EntitiesWire['entities'][number]['joinedBy'][number] {
  const { left, right } = join;
  if (!('verdict' in join)) {
    return { left, right, score: join.score, features: join.seen.map(({ feature }) => features[feature].name), officerName: null };
  }
  const officer = said.get(`${left} ${right}`)?.officer;
  return { left, right, score: null, features: [], officerName: officer === undefined ? '' : (names.get(officer) ?? officer) };
}
