// SPDX-License-Identifier: Apache-2.0
/** What officers do with items: enter one, write down what was done to it, redact it into another, use it as evidence. */
import { type CaseBrief, caseBrief } from '../assistance/index.ts';
import { appendAudit } from '../audit/index.ts';
import type { Transaction } from '../kernel/index.ts';
import { useRecord } from '../records/index.ts';
import { checkEntry } from './check-entry.ts';
import { foldLog, type ItemState } from './custody.ts';
import { judgeCourtUse } from './court-use.ts';
import { absent, type By, change, type EvidenceDeps, issue, type Outcome } from './evidence-deps.ts';
import { digestOfNew, limitsOf } from './sources.ts';
import { entriesOf, type EntryRecord, findItem, type ItemRecord, itemsOfCase, lockItem } from './store.ts';
import {
  type CourtUseWire,
  entriesMax,
  itemsMax,
  type newEntrySchema,
  type NewItemWire,
  type SaidWire,
  type useItemSchema,
} from './wire.ts';
import type { z } from 'zod';
import { addItem, writeEntry } from './write-entry.ts';

export interface WholeItem {
  readonly item: ItemRecord;
  readonly entries: readonly EntryRecord[];
  readonly state: ItemState;
}

export function wholeItem(item: ItemRecord, entries: readonly EntryRecord[]): WholeItem {
  return { item, entries, state: foldLog(entries) };
}

export async function enterItem(deps: EvidenceDeps, caseId: string, given: NewItemWire, { officer, now }: By): Promise<Outcome> {
  return change(deps, async (tx) => {
    const brief = await caseBrief(tx, caseId);
    if (brief === null) return absent;
    if (given.collectedAt > now) return issue('collectedAt', 'It lies in the future.', 'Give the moment at which it was collected.');
    if ((await itemsOfCase(tx, caseId)).length >= itemsMax)
      return issue('case', `The case has ${itemsMax} items already.`, 'Enter several files as one, with the digest of their list.');
    const digest = await digestOfNew(tx, deps, given, { caseId, purpose: brief.purpose, now });
    if (!digest.ok) return { kind: 'issues', issues: digest.issues };
    const { form, title, description, source, collected, collectedAt } = given;
    const row = { case_id: caseId, form, title, description, digest: digest.value, source, derived_from: null };
    const item = await addItem(tx, deps, row, { content: collected, at: collectedAt as By['now'], officer, now });
    return { kind: 'done', itemId: item.id };
  });
}

export async function addEntry(deps: EvidenceDeps, id: string, given: z.infer<typeof newEntrySchema>, by: By): Promise<Outcome> {
  return change(deps, async (tx) => {
    const found = await lockedItem(tx, id);
    if (found === null) return absent;
    const { item, entries, state } = found;
    const brief = await caseBrief(tx, item.case_id);
    if (brief === null) return absent;
    if (entries.length >= entriesMax)
      return issue('item', `Its log has ${entriesMax} entries already.`, 'Enter what it has become as a new item.');
    const at = (given.at ?? by.now) as By['now'];
    const team = await teamOf(tx, brief);
    const issues = checkEntry({ state, digest: item.digest }, given.said, at, { ...by, team });
    if (issues.length > 0) return { kind: 'issues', issues };
    const written = { at, officer: by.officer, now: by.now };
    if (given.said.kind === 'redacted') return redact(tx, deps, found, given.said, written);
    await writeEntry(tx, deps, item, entries.at(-1) ?? null, { content: given.said, ...written });
    return { kind: 'done', itemId: item.id };
  });
}

/** The redacted file is an item of its own; the log of each names the other, with both digests. */
async function redact(
  tx: Transaction,
  deps: EvidenceDeps,
  { item, entries, state }: WholeItem,
  said: Extract<SaidWire, { kind: 'redacted' }>,
  written: { readonly at: By['now']; readonly officer: string; readonly now: By['now'] },
): Promise<Outcome> {
  const { case_id, source, description, digest: digestBefore } = item;
  const { place, custodian } = state;
  const row = { case_id, source, description, form: 'file' as const, title: said.title, digest: said.digest, derived_from: item.id };
  const first = { kind: 'derived' as const, place, custodian, from: item.id, digestBefore };
  const derived = await addItem(tx, deps, row, { content: first, ...written });
  // What was privileged before is looked at again as it is now: by a person, not by its own maker.
  if (state.privilege === 'marked' || state.privilege === 'withheld') {
    const [begun] = (await entriesOf(tx, [derived.id])).get(derived.id) ?? [];
    const reason = `Item ${item.number}, from which it was made, is ${state.privilege === 'marked' ? 'claimed to be privileged' : 'withheld'}.`;
    const content = { kind: 'privilege-marked' as const, claimant: `whoever claimed it of item ${item.number}`, reason };
    await writeEntry(tx, deps, derived, begun ?? null, { content, ...written });
  }
  await writeEntry(tx, deps, item, entries.at(-1) ?? null, { content: { ...said, into: derived.id, digestBefore }, ...written });
  return { kind: 'done', itemId: derived.id };
}

/** Uses an item as evidence: asked, written down whether it was allowed or not, and for a record asked of the record too. */
export async function useItem(deps: EvidenceDeps, id: string, use: z.infer<typeof useItemSchema>, by: By): Promise<Outcome> {
  const { officer, now } = by;
  const { purpose, forum } = use;
  let refused: CourtUseWire | null = null;
  const outcome = await change(deps, async (tx) => {
    const found = await lockedItem(tx, id);
    if (found === null) return absent;
    const { item, entries } = found;
    const answer = await courtUseOf(tx, deps, found, { caseId: item.case_id, purpose, now });
    if (answer.outcome !== 'allowed') {
      refused = answer;
      return issuesOfCourtUse(answer);
    }
    if (item.source.kind === 'record' && item.source.id !== null) {
      const ofRecord = { recordId: item.source.id, purpose, manner: 'evidence', officer, caseRef: item.case_id, note: forum } as const;
      const asked = await useRecord(tx, ofRecord, deps.records, now, deps.assistance.random);
      if (asked?.use.outcome !== 'permitted') return issue('purpose', 'The record may not be used so.', 'Look at its conditions.');
    }
    await writeEntry(tx, deps, item, entries.at(-1) ?? null, { content: { kind: 'used', purpose, forum }, at: now, officer, now });
    return { kind: 'done', itemId: item.id };
  });
  if (refused !== null) await noteRefusal(deps, id, { ...by, purpose, refused });
  return outcome;
}

async function noteRefusal(deps: EvidenceDeps, item: string, given: By & { readonly purpose: string; readonly refused: CourtUseWire }) {
  const { officer, now, purpose, refused } = given;
  const details = { item, purpose, outcome: refused.outcome, reason: refused.reasons[0]?.rule ?? null };
  await deps.assistance.database.transaction().execute(async (tx) => {
    await appendAudit(tx, { event: 'evidence.use-refused', actor: officer, at: now, details }, deps.assistance.random);
  });
}

export function issuesOfCourtUse(answer: CourtUseWire): Outcome & { readonly kind: 'issues' } {
  const issues = answer.reasons.map(({ sentence, clause, agreement }) => ({
    path: 'item',
    problem: sentence,
    remedy:
      clause === null ? 'See docs/reference/evidence.md.' : `See clause ${clause} of the agreement ${agreement ?? ''}; ask its originator.`,
  }));
  return { kind: 'issues', issues };
}

/** Whether the item may be used, by its source's limits and by the log of the item that was collected. */
export async function courtUseOf(
  db: Transaction | EvidenceDeps['assistance']['database'],
  deps: EvidenceDeps,
  { item, state }: WholeItem,
  asked: Parameters<typeof limitsOf>[3],
): Promise<CourtUseWire> {
  const limits = await limitsOf(db, deps, item.source, asked);
  let root = state;
  for (let from = item.derived_from; from !== null;) {
    const before = await findItem(db, from);
    root = foldLog((await entriesOf(db, [from])).get(from) ?? []);
    from = before?.derived_from ?? null;
  }
  return judgeCourtUse({ source: item.source, limits, state, root, now: asked.now });
}

export async function lockedItem(tx: Transaction, id: string): Promise<WholeItem | null> {
  const item = await lockItem(tx, id);
  return item === null ? null : wholeItem(item, (await entriesOf(tx, [id])).get(id) ?? []);
}

/** Who had a part in the case, or in the log of one of its items. */
export async function teamOf(tx: Transaction | EvidenceDeps['assistance']['database'], brief: CaseBrief): Promise<ReadonlySet<string>> {
  const items = await itemsOfCase(tx, brief.id);
  const logs = await entriesOf(
    tx,
    items.map(({ id }) => id),
  );
  return new Set([...brief.officers, ...[...logs.values()].flat().map(({ officer }) => officer)]);
}
