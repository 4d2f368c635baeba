// SPDX-License-Identifier: Apache-2.0
/** Drafts as they stand in lists: what each would change, and whether another publication has overtaken it. */
import type { Database } from '../../kernel/index.ts';
import { findPattern, type Pattern } from '../../surveillance/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { editionInForce, ownParameters, parameterChanges, publishedEditions } from './editions.ts';
import { type DraftRow, editionsOf } from './store.ts';
import type { DraftRowWire } from './wire.ts';

export async function draftRows(
  db: Database,
  deps: Pick<FindingsDeps, 'officerNames'>,
  drafts: readonly DraftRow[],
): Promise<DraftRowWire[]> {
  const published = await publishedEditions(db);
  const names = await deps.officerNames(db, [...new Set(drafts.map((draft) => draft.made_by))]);
  const rows: DraftRowWire[] = [];
  for (const draft of drafts) {
    const pattern = findPattern(draft.pattern);
    if (!pattern.ok) continue;
    const { id, version, base, state, reason, edition } = draft;
    const isOvertaken = version !== pattern.value.version || editionInForce(pattern.value, published).edition !== base;
    rows.push({
      id,
      pattern: draft.pattern,
      title: pattern.value.title,
      version,
      base,
      state,
      isOvertaken: state === 'open' && isOvertaken,
      changes: parameterChanges(pattern.value, await baseOf(db, pattern.value, draft), draft.parameters),
      reason,
      madeBy: names.get(draft.made_by) ?? draft.made_by,
      changedAt: draft.changed_at,
      shadowFrom: draft.shadow_from,
      edition,
    });
  }
  return rows;
}

/** The values of the edition that a draft was made on. */
export async function baseOf(db: Database, pattern: Pattern, { version, base }: Pick<DraftRow, 'version' | 'base'>) {
  const editions = await editionsOf(db, pattern.id);
  return editions.find((one) => one.version === version && one.edition === base)?.parameters ?? ownParameters(pattern);
}
