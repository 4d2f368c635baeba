// SPDX-License-Identifier: Apache-2.0
/**
 * The links between accounts as they may be seen by one officer for one purpose.
 *
 *     judgements "market:XVEN/acc-7 is held by records:rcd_...#/firm"  ->  those records, and those with an identifier of a subject in them
 *
 * A record that the officer may not know of, that its conditions do not let be looked at for the purpose, or that was given in a case behind a
 * wall is no record here: what rests on it joins nothing. No word of a record is shown by it, so no use is written down.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Database } from '../../kernel/index.ts';
import { idsIn, meetsReports, placedSubjects, type RecordOfSubject, recordsOfSubject, reportsAmong } from '../../records/index.ts';
import { keyOf } from '../entities/merge-proposals.ts';
import { accountJudgements, type EntityJudgementRecord, entityJudgements } from '../entities/store.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { participantOf } from './account-keys.ts';
import { type AccountGraph, beneficialOwners, type HeldAccount, joinAccounts, type LinkRecord } from './join-accounts.ts';

export type LinkDeps = Pick<FindingsDeps, 'records' | 'hiddenCases' | 'officerNames'>;

export interface ReadLinks {
  readonly graph: AccountGraph;
  readonly held: readonly HeldAccount[];
  readonly judgements: ReadonlyMap<string, EntityJudgementRecord>;
  /** By identifier, those that may be looked at. */
  readonly records: ReadonlyMap<string, RecordOfSubject>;
  readonly withheld: ReadonlyMap<string, number>;
  readonly isMore: boolean;
}

/** Records of holders that are read for one look: those of the newest links. */
const holderRecordsMax = 1000;
const chunk = 100;
/** Identifiers of holders by which further records are looked for. */
const keysMax = 400;

/** `first`: participants whose own holders are read before all others, and counted where they are withheld. */
export async function readLinks(
  db: Database,
  deps: LinkDeps,
  asked: { readonly purpose: Purpose; readonly first: readonly string[] },
  by: By,
): Promise<ReadLinks> {
  const said = newestOfPairs(await seenJudgements(db, deps, await accountJudgements(db), asked.purpose, by));
  const links = said.filter(({ verdict }) => verdict === 'same');
  const held = links.map(({ id, left, right }) => ({ judgement: id, participant: participantOf(left) ?? '', place: right }));
  if (held.length === 0) return nothing(said);
  const own = held.filter(({ participant }) => asked.first.includes(participant));
  const [ids, others] = [recordsIn(own), recordsIn(held)];
  const read = new Map<string, RecordOfSubject>();
  const look = async (keys: readonly string[], records: readonly string[]) => {
    const question = { keys, records, purpose: asked.purpose, officer: by.officer };
    const found = await recordsOfSubject(db, question, deps.records, by.now);
    for (const record of found.records) read.set(record.row.id, record);
    return found;
  };
  const direct = ids.length === 0 ? null : await look([], ids.slice(0, chunk));
  const rest = [...ids.slice(chunk), ...others.filter((id) => !ids.includes(id))].slice(0, holderRecordsMax);
  for (let at = 0; at < rest.length; at += chunk) await look([], rest.slice(at, at + chunk));
  const judgedPairs = newestOfPairs(await seenJudgements(db, deps, await entityJudgements(db), asked.purpose, by));
  const further = await look(
    [...keysOf(read)].slice(0, keysMax),
    idsIn(judgedPairs.map(({ left, right }) => [left, right])).slice(0, chunk),
  );
  await withoutHiddenCases(db, deps, read, by);
  const records = [...read.values()].map(linkRecordOf);
  return {
    graph: joinAccounts({ held, records, judgements: judgedPairs }),
    held,
    judgements: new Map([...said, ...judgedPairs].map((one) => [one.id, one])),
    records: read,
    withheld: direct?.withheld ?? new Map(),
    isMore: further.isMore || others.length > holderRecordsMax,
  };
}

/** Whoever judges a pair again has seen more than before. */
function newestOfPairs(judgements: readonly EntityJudgementRecord[]): readonly EntityJudgementRecord[] {
  return [...new Map(judgements.map((one) => [JSON.stringify([one.left, one.right].toSorted()), one])).values()];
}

function nothing(said: readonly EntityJudgementRecord[]): ReadLinks {
  const graph = joinAccounts({ held: [], records: [], judgements: [] });
  const judgements = new Map(said.map((one) => [one.id, one]));
  return { graph, held: [], judgements, records: new Map(), withheld: new Map(), isMore: false };
}

/** Without those about reports for who may not meet them. */
export async function seenJudgements(
  db: Database,
  deps: Pick<FindingsDeps, 'records'>,
  all: readonly EntityJudgementRecord[],
  purpose: Purpose,
  by: By,
): Promise<readonly EntityJudgementRecord[]> {
  if (all.length === 0 || meetsReports({ knowsReports: await deps.records.knowsReports(db, by.officer), purpose })) return all;
  const reports = await reportsAmong(db, idsIn(all.map(({ left, right }) => [left, right])));
  return all.filter(({ left, right }) => !idsIn([left, right]).some((id) => reports.has(id)));
}

function recordsIn(held: readonly HeldAccount[]): readonly string[] {
  return [...new Set(idsIn(held.map(({ place }) => place)))];
}

function keysOf(records: ReadonlyMap<string, RecordOfSubject>): ReadonlySet<string> {
  return new Set([...records.values()].flatMap(({ body }) => placedSubjects(body).flatMap(({ keys }) => keys)));
}

async function withoutHiddenCases(db: Database, deps: LinkDeps, read: Map<string, RecordOfSubject>, by: By): Promise<void> {
  const cases = [...new Set([...read.values()].flatMap(({ row }) => row.caseRef ?? []))];
  const hidden = cases.length === 0 ? new Set<string>() : await deps.hiddenCases(db, by.officer, cases);
  for (const [id, { row }] of read) if (row.caseRef !== null && hidden.has(row.caseRef)) read.delete(id);
}

function linkRecordOf({ row: { id }, body }: RecordOfSubject): LinkRecord {
  const places = placedSubjects(body).map(({ place, keys }) => ({ key: keyOf(id, place), keys }));
  return { id, places, owners: beneficialOwners(body).map((place) => keyOf(id, place)) };
}
