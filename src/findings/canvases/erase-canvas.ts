// SPDX-License-Identifier: Apache-2.0
/**
 * A canvas is kept as long as its case needs it, and then erased as evidence is destroyed: by an approver who had no part in it, on a ground, and
 * never while something holds it. What it said goes: documents, notes, sums, its title. What stays is that it was there: who kept which edition
 * when, with which digest, and who erased all of it and why, so that a report that names an edition can still be told from one that invents it.
 *
 *     Noor keeps edition 1, Omar edition 2; edition 2 is an item of evidence
 *     Noor erases        no: she kept an edition
 *     Ines erases        no: the item of evidence is in custody; and while the case runs, not on the ground that it is over
 *     ... the item is destroyed by its own rule, the case is closed ...
 *     Ines erases        both documents are gone; their digests stay
 *
 * Nothing erases by itself: whether a case is over for good is for people to say, here as for records, evidence and what a person asks.
 */
import { caseBrief } from '../../assistance/index.ts';
import { noteAudit } from '../../audit/index.ts';
import type { Issue } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { type CanvasRecord, editionId, editionsOf, eraseDocuments, findCanvas, lockCanvas } from './store.ts';
import type { ErasureGround, ErasureOrderWire } from './wire.ts';

export interface Erasing {
  readonly isErased: boolean;
  readonly keptBy: ReadonlySet<string>;
  readonly isCaseOver: boolean;
  /** Why evidence keeps it. */
  readonly holds: readonly Issue[];
}

/** Why it may not be erased by this officer on this ground; the first that applies, or all that holds it; empty where it may. */
export function erasureIssues({ isErased, keptBy, isCaseOver, holds }: Erasing, officer: string, ground: ErasureGround): readonly Issue[] {
  if (isErased) return [{ path: 'canvas', problem: 'It was erased already.', remedy: 'Its digests stay; nothing else is left of it.' }];
  if (keptBy.has(officer)) return [{ path: 'officer', problem: 'You kept an edition of it.', remedy: 'Ask an approver who kept none.' }];
  if (ground === 'case-over' && !isCaseOver) {
    const remedy = 'Wait until nothing follows in the case, or name the ground that applies.';
    return [{ path: 'ground', problem: 'The case is not over.', remedy }];
  }
  return holds;
}

export async function eraseCanvas(
  deps: FindingsDeps,
  canvas: CanvasRecord,
  { ground, reason }: ErasureOrderWire,
  { officer, now }: By,
): Promise<Outcome<CanvasRecord>> {
  return change(deps, async (tx): Promise<Outcome<CanvasRecord>> => {
    const locked = await lockCanvas(tx, canvas.id);
    const brief = await caseBrief(tx, canvas.case_id);
    if (locked === null || brief === null) return absent;
    const editions = await editionsOf(tx, [canvas.id]);
    const found = {
      isErased: locked.erased_at !== null,
      keptBy: new Set(editions.map(({ saved_by: by }) => by)),
      isCaseOver: brief.isClosed,
      holds: await deps.holdsOnEditions(tx, editions.map(editionId), now),
    };
    const issues = erasureIssues(found, officer, ground);
    if (issues.length > 0) return { kind: 'issues', issues };
    await eraseDocuments(tx, canvas.id, { by: officer, at: now, ground, reason });
    const details = { canvas: canvas.id, count: editions.length, ground, caseRef: canvas.case_id, purpose: canvas.purpose };
    await noteAudit(tx, { event: 'canvas.erased', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'findings');
    const erased = await findCanvas(tx, canvas.id);
    return erased === null ? absent : done(erased);
  });
}

/** For whoever would add to it or read it. */
export function goneIssue({ erased_at: at }: CanvasRecord): Outcome<never> {
  return issue('canvas', `It was erased at ${at ?? ''}; its digests stay.`, 'Make a canvas of its own, if it is needed.');
}
