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
import { isReceivedReport } from '../../knowing/store.ts';
import type { RecordTables } from '../../store.ts';
import { judgeUse, type RecordDeps } from '../../uses/store.ts';
import { exactMatch, type Meant, walking } from '../meaning/store.ts';

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
  if (meant.sight !== 'permitted') return judgeMeant(tx, exactMatch(meant).test, judging);
  const others = await judgeMeant(tx, exactMatch({ ...meant, sight: 'none' }).test, judging);
  const reports = await judgeMeant(tx, sql<boolean>`(${exactMatch(meant).test} and ${isReceivedReport})`, judging);
  return { permitted: new Map([...others.permitted, ...reports.permitted]), withheld: others.withheld };
}

async function judgeMeant(tx: Transaction, test: RawBuilder<boolean>, judging: Judging): Promise<JudgedReceived> {
  const some = () => tx.withTables<RecordTables>().selectFrom('records').select('id').where('is_received', '=', true).where(test);
  let found = await some()
    .limit(judgedMax + 1)
    .execute();
  const isMore = found.length > judgedMax;
  if (isMore) found = await walking(tx, () => some().orderBy('recorded_at', 'desc').orderBy('id', 'desc').limit(judgedMax).execute());
  const judged = await judgeRecords(
    tx,
    found.map(({ id }) => id),
    judging,
  );
  if (!isMore) return judged;
  const reason = `More than ${judgedMax} received records match; the older ones were not looked at. Narrow the search.`;
  return { ...judged, withheld: new Map([...judged.withheld, [reason, 1]]) };
}

/** The verdicts on these records, own ones among them. */
export async function judgeRecords(tx: Transaction, ids: readonly string[], { purpose, deps, now }: Judging): Promise<JudgedReceived> {
  if (ids.length === 0) return { permitted: new Map(), withheld: new Map() };
  const rows = await tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select(['records.id as id', 'kind', 'recall', 'is_received', 'record_versions.conditions as conditions'])
    .where(sql<boolean>`records.id = any(${[...ids]}::text[])`)
    .execute();
  const leaves = await leavesFor(tx, ids, purpose);
  const permitted = new Map<string, UseVerdict>();
  const withheld = new Map<string, number>();
  for (const row of rows) {
    const conditions = JSON.parse(row.conditions) as Condition[];
    const { kind, recall, is_received: isReceived } = row;
    const datum = { kind, isReceived, conditions, manner: 'search', purpose, recall } as const;
    const verdict = judgeUse({ ...datum, leaves: leaves.get(row.id) ?? [] }, deps, now);
    if (verdict.outcome === 'permitted') permitted.set(row.id, verdict);
    else {
      const reason = verdict.reasons[0]?.sentence ?? 'Its conditions do not permit it.';
      withheld.set(reason, (withheld.get(reason) ?? 0) + 1);
    }
  }
  return { permitted, withheld };
}
