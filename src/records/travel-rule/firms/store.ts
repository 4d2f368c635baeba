// SPDX-License-Identifier: Apache-2.0
/**
 * How often each provider sent messages that lacked something, over own messages: what another authority gave is not ours to count against
 * a firm. Every message is judged anew, since a verdict that was kept would be one of former rules.
 */
import { sql } from 'kysely';
import type { Purpose } from '../../../conditions/index.ts';
import { fail, type Instant, ok, type RandomBytes, type Result, type Transaction } from '../../../kernel/index.ts';
import { noteSearch } from '../../searches/store.ts';
import type { RecordTables } from '../../store.ts';
import { judgeUse, type RecordDeps } from '../../uses/store.ts';
import { judgeMessage } from '../rules/judge-message.ts';
import type { TravelRuleFirmsWire, TravelRuleMessageWire } from '../wire.ts';
import { countFirms } from './count-firms.ts';

/** Messages looked at in one count, the newest: some twenty seconds of work. */
const messagesMax = 50_000;
/** Each is judged in a third of a millisecond: few enough at once that others who wait for this thread do not notice. */
const messagesPerStatement = 100;

export interface FirmsQuestion {
  readonly purpose: Purpose;
  /** A day; messages recorded before are left out. */
  readonly from: string | null;
  readonly officer: string;
}

/** Written down as a search of own records; an issue where they are not used for the purpose. */
export async function travelRuleFirms(
  tx: Transaction,
  { purpose, from, officer }: FirmsQuestion,
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<Result<TravelRuleFirmsWire>> {
  const kind = 'travel-rule-message';
  const own = judgeUse({ kind, isReceived: false, conditions: [], manner: 'search', purpose }, deps, now);
  if (own.outcome !== 'permitted') {
    return fail(
      'purpose',
      own.reasons[0]?.sentence ?? 'Own records are not used for this purpose.',
      'State another purpose, if it is yours.',
    );
  }
  const firms = countFirms();
  let after: { readonly recorded_at: string; readonly id: string } | null = null;
  let messages = 0;
  for (;;) {
    const rows: readonly { readonly id: string; readonly recorded_at: string; readonly body: string }[] = await messagesAfter(
      tx,
      after,
      from,
    );
    for (const row of rows) {
      const message = JSON.parse(row.body) as TravelRuleMessageWire;
      firms.add({ provider: message.originatingVasp ?? null, rules: judgeMessage(message, now) });
    }
    messages += rows.length;
    after = rows.at(-1) ?? null;
    if (rows.length < messagesPerStatement || messages >= messagesMax) break;
  }
  const search = { q: '', purpose, kind, origin: 'own', limit: messagesMax, officer } as const;
  await noteSearch(tx, search, { page: [], permitted: new Map(), withheldCount: 0 }, now, random);
  return ok({ firms: firms.counted(), messages, isCut: messages >= messagesMax });
}

async function messagesAfter(
  tx: Transaction,
  after: { readonly recorded_at: string; readonly id: string } | null,
  from: string | null,
): Promise<{ id: string; recorded_at: string; body: string }[]> {
  let query = tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select(['records.id', 'records.recorded_at', 'record_versions.body'])
    .where('records.is_received', '=', false)
    .where('records.kind', '=', 'travel-rule-message')
    .where('record_versions.erased_at', 'is', null);
  if (from !== null) query = query.where('records.recorded_at', '>=', from);
  if (after !== null) query = query.where(sql<boolean>`(records.recorded_at, records.id) < (${after.recorded_at}, ${after.id})`);
  return query.orderBy('records.recorded_at', 'desc').orderBy('records.id', 'desc').limit(messagesPerStatement).execute();
}
