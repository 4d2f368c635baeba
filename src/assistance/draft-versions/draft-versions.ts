// SPDX-License-Identifier: Apache-2.0
/**
 * Every version of a request that was saved, and what differs between two of them: an approver who returned a draft sees what was
 * changed since, and a case file says how a request came to be. It stays in this authority.
 *
 *     opened by Mara (1), edited by Teodor (2), returned, edited by Mara (3)    comparison of 2 and 3: the words that changed
 *
 * A save that changes nothing makes no version. The versions are kept as long as the case is.
 */
import { compareValues, type Database, type Instant, type Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type DraftVersionRecord, draftVersionsOf, insertDraftVersion, newestDraftVersion } from './store.ts';
import { findCase } from '../store.ts';
import type { RequestDraftWire } from '../wire.ts';
import type { DraftComparisonWire, DraftVersionWire } from './wire.ts';

/** `before` is the draft of a case that had no version yet: it becomes the first, saved by nobody knows whom. */
export async function keepDraftVersion(
  tx: Transaction,
  given: {
    readonly caseId: string;
    readonly draft: RequestDraftWire;
    readonly before: RequestDraftWire | null;
    readonly officer: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { caseId, draft, before, officer, now } = given;
  const newest = await newestDraftVersion(tx, caseId);
  let number = newest?.number ?? 0;
  if (newest === null && before !== null) {
    number += 1;
    await insertDraftVersion(tx, { case_id: caseId, number, saved_at: now, officer: null, draft: before });
  }
  const last = newest?.draft ?? before;
  if (last !== null && compareValues(last, draft).length === 0) return;
  await insertDraftVersion(tx, { case_id: caseId, number: number + 1, saved_at: now, officer, draft });
}

/** The newest first; null where there is no such case, or it is not ours to draft. */
export async function draftVersions(deps: AssistanceDeps, caseId: string): Promise<DraftVersionWire[] | null> {
  const row = await findCase(deps.database, caseId);
  if (row === null || row.side !== 'requesting') return null;
  const versions = await draftVersionsOf(deps.database, caseId);
  const names = await deps.officerNames(
    deps.database,
    versions.flatMap(({ officer }) => (officer === null ? [] : [officer])),
  );
  return versions.map((one) => versionWire(one, names)).toReversed();
}

/** Null where the case has no such version. */
export async function compareDrafts(
  deps: AssistanceDeps,
  given: { readonly caseId: string; readonly from: number; readonly to: number },
): Promise<DraftComparisonWire | null> {
  const versions = (await draftVersions(deps, given.caseId)) === null ? [] : await draftVersionsOf(deps.database, given.caseId);
  const [before, after] = [given.from, given.to].map((number) => versions.find((one) => one.number === number));
  if (before === undefined || after === undefined) return null;
  const counterparts = await counterpartNames(deps, deps.database, [before, after]);
  const readable = ({ draft }: DraftVersionRecord): unknown => ({
    ...draft,
    counterpart: counterparts.get(draft.counterpart)?.name ?? draft.counterpart,
  });
  return { from: given.from, to: given.to, differences: compareValues(readable(before), readable(after)) };
}

async function counterpartNames(deps: AssistanceDeps, db: Database, versions: readonly DraftVersionRecord[]) {
  return deps.authorityNames(db, [...new Set(versions.map(({ draft }) => draft.counterpart))]);
}

function versionWire({ number, saved_at, officer, draft }: DraftVersionRecord, names: ReadonlyMap<string, string>): DraftVersionWire {
  return {
    number,
    savedAt: saved_at,
    officerName: officer === null ? null : (names.get(officer) ?? officer),
    subject: draft.content.subject ?? '',
  };
}
