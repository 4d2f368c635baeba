// SPDX-License-Identifier: Apache-2.0
/**
 * Screenings are done piece by piece: one piece is one transaction, takes the oldest screening that is open, and goes on where the last
 * piece stopped. Two processes never work on one screening at once, and a process that dies leaves nothing half-counted.
 *
 *     piece of subjects -> each asked of the index -> hits -> judged before and still so? counted as quiet
 *                                                          -> otherwise a lead, new or renewed
 *
 * Against a change of a list only what came and changed is indexed: a subject that shares no key with it cannot be affected, and is counted
 * as untouched without being compared.
 */
import { noteAudit } from '../../audit/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { noteScreened, recordsToScreen, type ScreenedRecord } from '../../records/index.ts';
import {
  explain,
  type Hit,
  type ListedSubject,
  matchThreshold,
  newIndexBuilder,
  type Question,
  type ScreeningIndex,
  searchCounted,
} from '../../screening/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import { change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { judgementNews } from '../leads/judgement.ts';
import { keyOfHit, raiseLead, subjectKey } from '../leads/raise-lead.ts';
import { type LeadAbout, type LeadRecord, lockLeadsOn, newestJudgements, pairText } from '../leads/store.ts';
import { findList, movedSubjects } from '../lists/store.ts';
import { screenNewRecords, type SeenRecords } from './open-screening.ts';
import { claimScreening, noteFailure, removeScreeningRows, type ScreeningRecord, screeningRows, updateScreening } from './store.ts';
import { recordWords } from './place-words.ts';
import { type ChangedEntry, renewLead } from './renew-leads.ts';
import { questionsOf, subjectOfQuestion } from './subject-wire.ts';

/** Records or rows of one piece: a tenth of a second or two, so that a stop is heard soon. */
const pieceMax = 100;
/** The engine's name and version in the evidence of a lead. */
export const screeningEngine = { engine: 'screening', version: '1' } as const;

export interface ScreeningWork {
  /** Does one piece; false where nothing is open. Throws what broke a piece off, after counting it. */
  readonly next: () => Promise<boolean>;
}

/** Pieces that may break off one after the other: a database that was away comes back in that time; a fault of ours does not. */
const failuresMax = 3;

export function openScreeningWork(deps: FindingsDeps, clock: () => Instant): ScreeningWork {
  const changes = changeIndexes(deps);
  let seen: SeenRecords = null;
  const next = () =>
    change(deps, async (tx): Promise<Outcome<boolean>> => {
      const now = clock();
      const open = await claimScreening(tx);
      if (open === null) {
        const looked = await screenNewRecords(tx, deps, seen, now);
        seen = looked.seen;
        return done(looked.ordered > 0);
      }
      const work = { tx, deps, now, screening: open, ...(await indexFor(tx, deps, open, changes)) };
      await updateScreening(tx, open.id, open.is_stopping ? ended(open, 'stopped', now) : { ...(await piece(work)), failures: 0 });
      if (open.is_stopping) await noteEnd(work, 'stopped', open);
      await deps.announce(tx, 'findings');
      return done(true);
    });
  return {
    async next() {
      try {
        const worked = await next();
        return worked.kind === 'done' && worked.value;
      } catch (error) {
        await deps.database.transaction().execute(async (tx) => {
          const failed = await noteFailure(tx, failuresMax, clock());
          if (failed !== null) await noteEnd({ tx, deps, now: clock() }, 'failed', failed);
          await deps.announce(tx, 'findings');
        });
        throw error;
      }
    },
  };
}

interface Work {
  readonly tx: Transaction;
  readonly deps: FindingsDeps;
  readonly now: Instant;
  readonly screening: ScreeningRecord;
  readonly index: ScreeningIndex;
  /** The version of each list in the index. */
  readonly versions: ReadonlyMap<string, number>;
  /** Of a change of a list: what came and changed, by list and identifier; empty otherwise. */
  readonly changed: ReadonlyMap<string, ChangedEntry>;
}

type Counts = Pick<ScreeningRecord, 'done' | 'untouched' | 'compared' | 'hits' | 'quiet' | 'leads'>;
interface Piece {
  readonly counts: Counts;
  readonly withheld: ScreeningRecord['withheld'];
  readonly at: string | null;
}

async function piece(work: Work): Promise<Partial<ScreeningRecord>> {
  const { screening, now, tx } = work;
  const { counts, withheld, at } = screening.kind === 'file' ? await pieceOfFile(work) : await pieceOfRecords(work);
  if (at !== null) return { ...counts, withheld, at, state: 'running' };
  if (screening.kind === 'file') await removeScreeningRows(tx, screening.id);
  const change = { ...counts, withheld, ...ended(screening, 'done', now) };
  await noteEnd(work, 'done', { ...screening, ...change });
  return change;
}

function ended(screening: ScreeningRecord, state: 'done' | 'stopped', now: Instant) {
  return { state, ended_at: now, at: screening.at };
}

async function noteEnd(
  { tx, deps, now }: Pick<Work, 'tx' | 'deps' | 'now'>,
  outcome: 'done' | 'stopped' | 'failed',
  screening: ScreeningRecord,
): Promise<void> {
  const { id, done, hits, leads, withheld } = screening;
  const withheldCount = Object.values(withheld).reduce((sum, count) => sum + count, 0);
  const details = { screening: id, outcome, count: done, hits, leads, withheld: withheldCount };
  await noteAudit(tx, { event: 'screening.ended', actor: 'server', at: now, details }, deps.random);
}

function countsOf({ done, untouched, compared, hits, quiet, leads }: ScreeningRecord): { -readonly [Name in keyof Counts]: number } {
  return { done, untouched, compared, hits, quiet, leads };
}

async function pieceOfRecords(work: Work): Promise<Piece> {
  const { tx, deps, now, screening } = work;
  const { purpose, since, at: after } = screening;
  const asked = { purpose, since, after, limit: pieceMax, knowsReports: screening.with_reports };
  const page = await recordsToScreen(tx, asked, deps.records, now);
  const counts = countsOf(screening);
  const met: ScreenedRecord[] = [];
  for (const record of page.records) {
    let hasHit = false;
    for (const { place, subject } of record.subjects) {
      const about: LeadAbout = { kind: 'record', record: record.id, place, version: record.version };
      hasHit = (await screenSubject(work, { about, subject, label: recordWords(record, place) }, counts)) || hasHit;
    }
    counts.done += 1;
    if (hasHit) met.push(record);
    await deps.breathe();
  }
  const sides = new Map(
    page.records.flatMap(({ id, subjects }) => subjects.map(({ place, subject }) => [`${id}#${place}`, subject] as const)),
  );
  await renewLeadsOf(work, ({ facts: { about } }) => {
    if (about.kind === 'record') return sides.get(`${about.record}#${about.place}`) ?? null;
    return about.kind === 'asked' && page.next === null ? subjectOfQuestion(about.question) : null;
  });
  const withheld = { ...screening.withheld };
  for (const [reason, count] of page.withheld) {
    withheld[reason] = (withheld[reason] ?? 0) + count;
    counts.done += count;
  }
  await noteScreened(tx, { records: met, officer: screening.started_by, purpose, note: `Screening ${screening.id}` }, now, deps.random);
  return { counts, withheld, at: page.next };
}

async function pieceOfFile(work: Work): Promise<Piece> {
  const { tx, deps, screening } = work;
  const from = Number(screening.at ?? 0);
  const rows = await screeningRows(tx, screening.id, from, pieceMax);
  const counts = countsOf(screening);
  for (const { row, subject } of rows) {
    const [question] = questionsOf(subject);
    if (question !== undefined) {
      const about: LeadAbout = { kind: 'asked', from: `${screening.file_name ?? ''} ${row}`.trim(), question };
      await screenSubject(work, { about, subject, label: row }, counts);
    }
    counts.done += 1;
    await deps.breathe();
  }
  const isLast = rows.length < pieceMax;
  return { counts, withheld: screening.withheld, at: isLast ? null : String(from + rows.length) };
}

/** Leads on what the list changed, of which the caller has the other side at hand. */
async function renewLeadsOf(work: Work, sideOf: (lead: LeadRecord) => ListedSubject | null): Promise<void> {
  const { tx, deps, now, screening, changed } = work;
  if (changed.size === 0) return;
  for (const { name } of screening.lists) {
    const ids = [...changed.values()].map(({ subject }) => subject.id);
    for (const lead of await lockLeadsOn(tx, name, ids)) {
      const [left, entry] = [sideOf(lead), changed.get(pairText(name, lead.listed ?? ''))];
      if (left !== null && entry !== undefined) await renewLead(tx, deps, lead, { left, entry }, { officer: 'server', now });
    }
  }
}

interface Asked {
  readonly about: LeadAbout;
  readonly subject: ListedSubject;
  readonly label: string;
}

/** The best hit on each listed subject, by any of the names; true where there is any. */
async function screenSubject(work: Work, asked: Asked, counts: { -readonly [Name in keyof Counts]: number }): Promise<boolean> {
  const lists = new Set(work.screening.lists.map((list) => list.name));
  const best = new Map<string, { readonly hit: Hit; readonly question: Question }>();
  let compared = 0;
  for (const question of questionsOf(asked.subject)) {
    const found = searchCounted(work.index, question);
    compared += found.compared;
    for (const hit of found.hits) {
      const key = pairText(hit.list, hit.subject.id);
      if (lists.has(hit.list) && hit.score > (best.get(key)?.hit.score ?? -1)) best.set(key, { hit, question });
    }
  }
  if (compared > 0) counts.compared += 1;
  else counts.untouched += 1;
  if (best.size === 0) return false;
  const { about } = asked;
  const judged = await newestJudgements(work.tx, subjectKey(about));
  for (const { hit, question } of best.values()) {
    counts.hits += 1;
    const ofHit = about.kind === 'asked' ? { ...asked, about: { ...about, question } } : asked;
    const outcome = await leadOfHit(work, ofHit, hit, judged);
    if (outcome === 'quiet') counts.quiet += 1;
    else if (outcome === 'new') counts.leads += 1;
  }
  return true;
}

async function leadOfHit(
  work: Work,
  asked: Asked,
  hit: Hit,
  judged: Awaited<ReturnType<typeof newestJudgements>>,
): Promise<'quiet' | 'new' | 'known'> {
  const { tx, deps, now, screening } = work;
  const { about } = asked;
  const digest = digestOfJson(hit.subject);
  const judgement = judged.get(pairText(hit.list, hit.subject.id));
  const pair = { listedDigest: digest, subjectVersion: about.kind === 'record' ? about.version : 0 };
  const news = judgement === undefined ? null : judgementNews(judgement, pair, now);
  if (judgement?.verdict === 'different' && news === null) return 'quiet';
  const version = work.versions.get(hit.list) ?? 0;
  const raised = await raiseLead(
    tx,
    deps,
    { ...leadFields(hit, { about, version, digest, label: asked.label }), purpose: screening.purpose, news },
    { officer: screening.started_by, now },
  );
  return raised.isNew ? 'new' : 'known';
}

/** A hit as a lead: words of the list always, words of a record never. */
export function leadFields(
  hit: Hit,
  given: { readonly about: LeadAbout; readonly version: number; readonly digest: string; readonly label: string },
) {
  const { about, version, digest, label } = given;
  const isRecord = about.kind === 'record';
  const reasons = explain(hit.seen).map(({ feature, points, sentence }) => ({ feature, points, sentence: isRecord ? null : sentence }));
  const name = hit.subject.names[0]?.text ?? hit.subject.wallets[0]?.address ?? hit.subject.id;
  const evidence = { ...screeningEngine, inputDigest: digestOfJson({ subject: subjectKey(about), listed: digest }) };
  return {
    kind: 'screening' as const,
    key: keyOfHit(subjectKey(about), hit.list, hit.subject.id),
    title: name,
    sentence: `${label} is like ${name}, ${hit.subject.id} of ${hit.list}, by ${hit.score.toFixed(3)}.`,
    strength: hit.score,
    facts: { about, listed: { list: hit.list, id: hit.subject.id, version, digest }, reasons, evidence },
  };
}

interface ChangeIndex {
  readonly id: string;
  readonly index: ScreeningIndex;
  readonly changed: ReadonlyMap<string, ChangedEntry>;
}

/** Of a change of a list an index of what came and changed, made once for all its pieces. */
function changeIndexes(deps: FindingsDeps): (tx: Transaction, screening: ScreeningRecord) => Promise<ChangeIndex> {
  let held: ChangeIndex | null = null;
  return async (tx, screening) => {
    if (held?.id === screening.id) return held;
    const builder = newIndexBuilder();
    const changed = new Map<string, ChangedEntry>();
    for (const { name, version } of screening.lists) {
      const threshold = (await findList(tx, name))?.threshold ?? matchThreshold;
      const moved = await movedSubjects(tx, name, version - 1, version);
      const subjects = moved.filter((row) => row.since === version).map((row) => row.body);
      const known = new Set(moved.filter((row) => row.since < version).map((row) => row.subject));
      for (let at = 0; at < subjects.length; at += pieceMax) {
        builder.add({ list: name, threshold, subjects: subjects.slice(at, at + pieceMax) });
        await deps.breathe();
      }
      for (const subject of subjects) if (known.has(subject.id)) changed.set(pairText(name, subject.id), { subject, version, threshold });
    }
    held = { id: screening.id, index: builder.build(), changed };
    return held;
  };
}

/** Of a change of a list what it brought; otherwise the index of all lists. */
async function indexFor(
  tx: Transaction,
  deps: FindingsDeps,
  screening: ScreeningRecord,
  changes: ReturnType<typeof changeIndexes>,
): Promise<Pick<Work, 'index' | 'versions' | 'changed'>> {
  const isChange = screening.kind === 'list-change';
  const held = isChange
    ? { ...(await changes(tx, screening)), lists: screening.lists }
    : { ...(await deps.lists.now(tx)), changed: new Map<string, ChangedEntry>() };
  return { index: held.index, versions: new Map(held.lists.map((list) => [list.name, list.version])), changed: held.changed };
}
