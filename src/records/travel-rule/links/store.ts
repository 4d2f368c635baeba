// SPDX-License-Identifier: Apache-2.0
/**
 * What stands beside a travel-rule message that an officer has opened: each rule against it, judged anew, and the own records that hold
 * one of its LEIs, accounts or wallets, named by kind and reference alone.
 */
import { sql } from 'kysely';
import type { Database, Instant } from '../../../kernel/index.ts';
import { isNoReport } from '../../knowing/store.ts';
import { normaliseIdentifier } from '../../search-text.ts';
import type { RecordTables } from '../../store.ts';
import type { RecordBodyWire } from '../../wire.ts';
import { identifiersOfMessage } from '../people.ts';
import { judgeMessage } from '../rules/judge-message.ts';
import type { TravelRuleViewWire } from '../wire.ts';

/** Shorter ones, such as an account "1", would lead everywhere; the same limit as of a search. */
const identifierCharactersMin = 4;
const linkedMax = 50;

/** Which own records may be named beside what was opened; reports only for those who may know that there are any. */
export type SeenBeside = 'nothing' | 'no-reports' | 'all';

/** Null of another kind of record. */
export async function travelRuleView(
  tx: Database,
  opened: { readonly recordId: string; readonly body: RecordBodyWire; readonly sees: SeenBeside; readonly now: Instant },
): Promise<TravelRuleViewWire | null> {
  const { recordId, body, sees, now } = opened;
  if (body.kind !== 'travel-rule-message') return null;
  const rules = [...judgeMessage(body, now)];
  if (sees === 'nothing') return { rules, linked: [] };
  const written = new Map(identifiersOfMessage(body).map((text) => [normaliseIdentifier(text), text]));
  const wanted = [...written.keys()].filter((text) => text.length >= identifierCharactersMin);
  const sharing = tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(['id', 'kind', 'reference', 'identifiers', 'recorded_at'])
    .where('is_received', '=', false)
    .where('id', '<>', recordId)
    .where(sql<boolean>`identifiers && ${wanted}::text[]`)
    .where(sees === 'all' ? sql<boolean>`true` : isNoReport)
    .offset(0);
  // Gathered before they are put in order: PostgreSQL takes identifiers for frequent, and would look for them along all records by their time.
  const rows = await tx
    .selectFrom(sharing.as('sharing'))
    .select(['id', 'kind', 'reference', 'identifiers'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(linkedMax)
    .execute();
  const linked = rows.map(({ id, kind, reference, identifiers }) => ({
    id,
    kind,
    reference,
    shares: identifiers.flatMap((text) => written.get(text) ?? []),
  }));
  return { rules, linked };
}
