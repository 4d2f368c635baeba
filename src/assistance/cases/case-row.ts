// SPDX-License-Identifier: Apache-2.0
/** A case as a line of a list: with whom, about what, in which state, and what falls due next. */
import type { Database, Instant } from '../../kernel/index.ts';
import { isLetterId } from '../../seals/index.ts';
import type { AssistanceDeps, NamedAuthority } from '../assistance-deps.ts';
import { nextDeadlineRow } from '../states/case-deadlines.ts';
import { type CaseRecord, listCases, stepsOfCases } from '../store.ts';
import type { CaseRowWire } from '../wire.ts';

/** On every page that leaves of a case with an authority that is played. */
export const trainingSentence = 'One of the two is played by a program, for practice. Nothing of it is real.';

const boxes = { inbox: 'requested', outbox: 'requesting', approvals: null, all: null } as const;

export interface CaseListing {
  readonly box: keyof typeof boxes;
  readonly limit: number;
  readonly now: Instant;
}

/** The nearest deadline first; what has none comes after, the newest first. */
export async function caseRows(db: Database, deps: AssistanceDeps, { box, limit, now }: CaseListing): Promise<CaseRowWire[]> {
  const found = await listCases(db, { side: boxes[box], onlyAwaitingApproval: box === 'approvals', limit });
  const counterparts = [...new Set(found.map((row) => row.counterpart))];
  const names = await deps.authorityNames(db, counterparts);
  const ids = found.map((row) => row.id);
  const waiting = (await stepsOfCases(db, ids)).filter((step) => step.state === 'awaiting-approval');
  return found.map((row) => {
    const awaitsApproval = waiting.some((step) => step.case_id === row.id);
    return caseRow(row, { names, awaitsApproval, now });
  });
}

export function caseRow(
  row: CaseRecord,
  given: {
    readonly names: ReadonlyMap<string, NamedAuthority>;
    readonly awaitsApproval: boolean;
    readonly now: Instant;
  },
): CaseRowWire {
  const { names, awaitsApproval, now } = given;
  const { name, jurisdiction, isTraining } = names.get(row.counterpart) ?? { name: row.counterpart, jurisdiction: '', isTraining: false };
  const { assistance, purpose, content, reference } = row.draft;
  return {
    id: row.id,
    side: row.side,
    counterpart: { authorityId: row.counterpart, name, jurisdiction, isTraining, isByLetter: isLetterId(row.counterpart) },
    assistance,
    purpose,
    class: row.draft.class,
    subject: content.subject ?? '',
    reference,
    state: row.state,
    nextDeadline: nextDeadlineRow(row.deadlines, row.state, row.side, now),
    awaitsApproval,
    updatedAt: row.updated_at,
  };
}
