// SPDX-License-Identifier: Apache-2.0
/**
 * Received records that a search means, each judged by its conditions for the purpose before anything of it is shown.
 *
 * What is not permitted is counted with its reason. Suspicious reports that an officer meets only by permission neither count among what is
 * withheld nor take a place among those that are looked at.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Condition, Purpose, UseVerdict } from '../../../conditions/index.ts';
import type { Instant, Transaction } from '../../../kernel/index.ts';
import { leavesFor } from '../../leaves/store.ts';
import { isReceivedOther, isReceivedReport } from '../../knowing/store.ts';
import { judgeUse, type RecordDeps } from '../../uses/store.ts';
import type { RecordKind } from '../../wire.ts';
import { exactMatch, type Meant, newestOf } from '../meaning/store.ts';

export interface JudgedReceived {
  /** By identifier, the reasons that permit the search. */
  readonly permitted: ReadonlyMap<string, UseVerdict>;
  /** By reason, how many. */
  readonly withheld: ReadonlyMap<string, number>;
}
export interface Judging {
  readonly purpose: Purpose;
  readonly deps: Pick<RecordDeps, 'self' | 'ownPurposes'>;
  readonly now: Instant;
}

/** Received records judged in one search; who finds more is asked to narrow it. */
export const judgedMax = 3000;

export async function judgeReceived(tx: Transaction, meant: Meant, judging: Judging): Promise<JudgedReceived> {
  if (meant.origin === 'own') return { permitted: new Map(), withheld: new Map() };
  // Under the keys of who may not know of reports there is none.
  const others: Part = { among: isReceivedOther, test: exactMatch({ ...meant, sight: 'none' }).test };
  if (meant.sight === 'none') return judgeParts(tx, [others], others, judging);
  const test = exactMatch(meant).test;
  const reports: Part = { among: isReceivedReport, test };
  if (meant.sight === 'all') return judgeParts(tx, [others, reports], { among: sql<boolean>`is_received`, test }, judging);
  const permitted = await judgeParts(tx, [reports], reports, judging);
  const judged = await judgeParts(tx, [others], others, judging);
  return { permitted: new Map([...judged.permitted, ...permitted.permitted]), withheld: judged.withheld };
}

interface Part {
  /** Spelt as the indexes of what was received spell it. */
  readonly among: RawBuilder<boolean>;
  readonly test: RawBuilder<boolean>;
}

/** Each part is found by indexes of its own; where they are more than are judged together, the newest of the whole are. */
async function judgeParts(tx: Transaction, parts: readonly Part[], whole: Part, judging: Judging): Promise<JudgedReceived> {
  const limit = judgedMax + 1;
  const columns = sql`id, kind, version, recall, is_received`;
  const each = parts.map(({ among, test }) => sql`(select ${columns} from records where ${among} and ${test} limit ${limit})`);
  const some = await sql<ToJudge>`select * from (${sql.join(each, sql` union all `)}) one limit ${limit}`.execute(tx);
  const isMore = some.rows.length > judgedMax;
  const found = isMore ? await newestOf<ToJudge>(tx, { columns, ...whole, limit: judgedMax }) : some.rows;
  const judged = await judgeRecords(tx, found, judging);
  if (!isMore) return judged;
  const reason = `More than ${judgedMax} received records match; the older ones were not looked at. Narrow the search.`;
  return { ...judged, withheld: new Map([...judged.withheld, [reason, 1]]) };
}

/** What of a record the verdict on it depends on, beside its conditions. */
export interface ToJudge {
  readonly id: string;
  readonly kind: RecordKind;
  readonly version: number;
  readonly recall: string | null;
  readonly is_received: boolean;
}

/** One after the other in the order of their conditions, which are null where they are those of the one before. */
interface ConditionsOf {
  /** The place among the records that were asked for, from 1. */
  readonly place: number;
  readonly conditions: string | null;
}

/**
 * The verdicts on these records, own ones among them. Thousands may have come in one disclosure under the same conditions: those are handed
 * over once, and judged once.
 */
export async function judgeRecords(tx: Transaction, records: readonly ToJudge[], judging: Judging): Promise<JudgedReceived> {
  if (records.length === 0) return { permitted: new Map(), withheld: new Map() };
  const { purpose, deps, now } = judging;
  const ids = records.map(({ id }) => id);
  const stored = await sql<ConditionsOf>`
    select place, nullif(conditions, lag(conditions) over same) as conditions
    from (select place::integer, conditions collate "C" as conditions
      from unnest(${ids}::text[], ${records.map(({ version }) => version)}::integer[]) with ordinality as asked (id, version, place)
      join record_versions on record_versions.record_id = asked.id and record_versions.version = asked.version) one
    window same as (order by conditions, place) order by one.conditions, place`.execute(tx);
  const leaves = await leavesFor(tx, ids, purpose);
  const permitted = new Map<string, UseVerdict>();
  const withheld = new Map<string, number>();
  let conditions: readonly Condition[] = [];
  let judged = new Map<string, UseVerdict>();
  for (const { place, conditions: other } of stored.rows) {
    if (other !== null) [conditions, judged] = [JSON.parse(other) as Condition[], new Map()];
    const record = records[place - 1];
    if (record === undefined) throw new Error('no other record was asked for');
    const { id, kind, recall, is_received: isReceived } = record;
    const own = leaves.get(id) ?? [];
    // A recall and a leave are of one record alone.
    const isPlain = recall === null && own.length === 0;
    const known = isPlain ? judged.get(`${kind} ${isReceived}`) : undefined;
    const verdict = known ?? judgeUse({ kind, isReceived, conditions, manner: 'search', purpose, recall, leaves: own }, deps, now);
    if (isPlain) judged.set(`${kind} ${isReceived}`, verdict);
    if (verdict.outcome === 'permitted') permitted.set(id, verdict);
    else {
      const reason = verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.';
      withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
    }
  }
  return { permitted, withheld };
}
