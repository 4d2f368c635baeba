// SPDX-License-Identifier: Apache-2.0
/**
 * The second pair of eyes on an evidence bundle: it takes records out of the server, so the house rules say how many other officers
 * approve it (`export`).
 *
 * What is approved is the bundle as it was ordered: of which case, by whom, for whom and to what end, with which dispatches, and
 * what of them is withheld. A dispatch more, or a part less withheld, is another bundle. An approval is good for one export.
 */
import { type Instant, type Issue, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import { approvalFor, approvalsTopic, approversNeeded, spendApprovals, subjectOf } from '../../officers/index.ts';
import { type Digest, digestOfJson, type WithheldStatement } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import type { CaseRecord } from '../store.ts';
import type { BundleOrderWire } from '../wire.ts';

export interface OrderedBundle {
  readonly row: CaseRecord;
  readonly order: BundleOrderWire;
  readonly officer: string;
  readonly dispatches: readonly Digest[];
  readonly withheld: readonly WithheldStatement[];
  readonly now: Instant;
}

type Standing =
  { readonly kind: 'done'; readonly subject: string } | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number };

/** Whether the bundle may be made now; while it waits, approvers find it. */
export async function approvalOfExport(deps: AssistanceDeps, ordered: OrderedBundle): Promise<Standing> {
  const { row, order, officer, dispatches, withheld, now } = ordered;
  const content = {
    caseRef: row.id,
    officer,
    dispatches,
    recipient: order.recipient,
    purpose: order.purpose,
    withheld: digestOfJson(withheld),
  };
  const subject = subjectOf('export', content);
  const names = await deps.authorityNames(deps.database, [row.counterpart]);
  const withheldCount = withheld.reduce((sum, one) => sum + one.count, 0);
  const shown = {
    counterpart: names.get(row.counterpart)?.name ?? row.counterpart,
    case: row.id,
    dispatches: String(dispatches.length),
    withheld: String(withheldCount),
    ...(order.recipient === null ? {} : { recipient: order.recipient }),
    ...(order.purpose === null ? {} : { purpose: order.purpose }),
  };
  const act = { actClass: 'export', subject, preparedBy: officer, caseRef: row.id, about: row.id, shown, content: { ...order } } as const;
  return deps.database.transaction().execute(async (tx): Promise<Standing> => {
    const standing = await approvalFor(tx, deps.approvals.houseRules, act, { now });
    if (standing.kind === 'enough') return { kind: 'done', subject };
    await deps.announce(tx, approvalsTopic);
    return standing;
  });
}

/** Writes the export down and spends its approvals; fails, with nothing written, where another export has spent them meanwhile. */
export async function spendOnExport(
  deps: AssistanceDeps,
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
  remedy: 'Ask for the bundle again; another officer approves it anew.',
};
