// SPDX-License-Identifier: Apache-2.0
/**
 * The second pair of eyes on what leaves the server as a file: an evidence bundle, or a record. The house rules say how many other
 * officers approve it (`export`).
 *
 * What is approved is the file as it was ordered: of what, by whom, for whom and to what end, and what of it is withheld. A dispatch
 * more, or a part less withheld, is another file. An approval is good for one export.
 */
import { type Database, type Instant, type Issue, type JsonValue, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import { approvalFor, approversNeeded, spendApprovals, subjectOf, subjectTextOf } from './approvals.ts';
import type { HouseRules } from './house-rules.ts';
import { approvalsTopic } from './judge-act.ts';

export interface ExportDeps {
  readonly database: Database;
  readonly approvals: { readonly houseRules: HouseRules };
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
}

export interface OrderedExport {
  /** The case, matter or record that it is of. */
  readonly about: string;
  readonly caseRef: string | null;
  readonly officer: string;
  /** Everything that makes it this file and no other; its digest is approved. */
  readonly named: JsonValue;
  readonly shown: Readonly<Record<string, string>>;
  /** As it was ordered, so that it can be looked at and fetched as it was. */
  readonly content: JsonValue;
  readonly now: Instant;
}

export type ExportStanding =
  { readonly kind: 'done'; readonly subject: string } | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number };

/** Whether the file may be made now; while it waits, approvers find it. */
export async function approvalOfExport(deps: ExportDeps, ordered: OrderedExport): Promise<ExportStanding> {
  const { about, caseRef, officer, named, shown, content, now } = ordered;
  const subject = subjectOf('export', named);
  const covered = { text: subjectTextOf('export', named), opened: [] };
  const act = { actClass: 'export', subject, preparedBy: officer, caseRef, about, shown, content, covered } as const;
  return deps.database.transaction().execute(async (tx): Promise<ExportStanding> => {
    const standing = await approvalFor(tx, deps.approvals.houseRules, act, { now });
    if (standing.kind === 'enough') return { kind: 'done', subject };
    await deps.announce(tx, approvalsTopic);
    return standing;
  });
}

/** Writes the export down and spends its approvals; fails, with nothing written, where another export has spent them meanwhile. */
export async function spendOnExport(
  deps: ExportDeps,
  given: { readonly subject: string; readonly now: Instant; readonly write: (tx: Transaction) => Promise<readonly Issue[]> },
): Promise<readonly Issue[]> {
  const { subject, now, write } = given;
  const outcome = await wholeUseCase(deps.database, async (tx) => {
    const spent = await spendApprovals(tx, subject, now);
    if (spent < approversNeeded(deps.approvals.houseRules, 'export')) return { kind: 'undone' as const, issues: [spentAlready] };
    await deps.announce(tx, approvalsTopic);
    const issues = await write(tx);
    return issues.length > 0 ? { kind: 'undone' as const, issues } : { kind: 'done' as const, issues };
  });
  return outcome.issues;
}

const spentAlready: Issue = {
  path: 'approval',
  problem: 'What was approved has been exported already.',
  remedy: 'Ask for it again; another officer approves it anew.',
};
