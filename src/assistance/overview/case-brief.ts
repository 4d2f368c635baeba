// SPDX-License-Identifier: Apache-2.0
/** A case in brief, for rooms that keep something of it: with whom, under what, for what, and who had a part in it. */
import type { AgreementRef, AssistanceKind } from '../../agreements/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { Database } from '../../kernel/index.ts';
import { type CaseSide, isClosed } from '../states/case-states.ts';
import { findCase, type StepRecord, stepsOfCases } from '../store.ts';

export interface CaseBrief {
  readonly id: string;
  readonly side: CaseSide;
  readonly counterpart: string;
  readonly agreement: AgreementRef | null;
  readonly assistance: AssistanceKind;
  /** What the request names; what the draft does, while none was made. */
  readonly purpose: Purpose | null;
  readonly reference: string;
  readonly class: 'normal' | 'urgent';
  /** Both sides have it: the request was received, whatever became of it since. */
  readonly isShared: boolean;
  /** Nothing follows in it any more. */
  readonly isClosed: boolean;
  readonly subject: string;
  /** Own officers who prepared or approved a step of it. */
  readonly officers: ReadonlySet<string>;
}

export async function caseBrief(db: Database, id: string): Promise<CaseBrief | null> {
  const row = await findCase(db, id);
  if (row === null) return null;
  const steps = await stepsOfCases(db, [row.id]);
  const { side, counterpart, agreement, draft, request } = row;
  return {
    id: row.id,
    side,
    counterpart,
    agreement,
    assistance: request?.assistance ?? draft.assistance,
    purpose: request?.purpose ?? draft.purpose,
    reference: request?.reference ?? draft.reference,
    class: request?.class ?? draft.class,
    isShared: request !== null && !beforeReceipt.has(row.state) && !isOnlyShown(steps),
    isClosed: isClosed(row.state),
    subject: (request ?? draft).content.subject ?? '',
    officers: new Set(steps.flatMap((step) => [step.prepared_by, ...step.approvals.map(({ officer }) => officer)])),
  };
}

const beforeReceipt: ReadonlySet<string> = new Set(['draft', 'awaiting-approval', 'sent', 'not-delivered', 'draft-shared']);

/** A draft that was shown and withdrawn never was a request. */
function isOnlyShown(steps: readonly Pick<StepRecord, 'kind'>[]): boolean {
  return steps.some(({ kind }) => kind === 'draft-sharing') && !steps.some(({ kind }) => kind === 'request');
}
