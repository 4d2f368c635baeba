// SPDX-License-Identifier: Apache-2.0
/**
 * Sending again what was not delivered: as a new dispatch, and only where the case still takes it.
 *
 * A request that nobody received opens a new case with the same draft; its old case has ended, and its identifier with it. A
 * later step is prepared anew in its case. Either way the agreement judges again, at the present moment, and approvals are given
 * again: those of before were for another dispatch. A reply, and what answers a refusal, is written anew by an officer, since its
 * records and files may have changed and each is chosen again. What was sent again is set aside on the list of deliveries.
 */
import { absent, type AssistanceDeps, issue, type Outcome } from '../assistance-deps.ts';
import { changeCase } from '../cases/change-case.ts';
import type { StepBody } from '../steps/dispatch-bodies.ts';
import { openDraft } from '../cases/drafts.ts';
import { type Preparation, prepareStep } from '../steps/prepare-step.ts';
import { writtenAnew } from '../steps/send-step.ts';
import { findCase, findStepOfDispatch } from '../store.ts';

export async function sendAgain(
  deps: AssistanceDeps,
  given: { readonly dispatch: string } & Omit<Preparation, 'caseId'>,
): Promise<Outcome> {
  const { dispatch, officer, now } = given;
  const step = await deps.database.transaction().execute((tx) => findStepOfDispatch(tx, dispatch));
  const row = step === null ? null : await findCase(deps.database, step.case_id);
  if (step === null || row === null) return absent;
  if (step.state !== 'not-delivered') return issue('dispatch', 'It was not given up.', 'Wait for its receipt, or look at its case.');
  if (writtenAnew.includes(step.kind)) {
    const problem = 'This is written anew, and its records and files are chosen anew.';
    return issue('dispatch', problem, 'Open the case and write it again.');
  }
  const outcome =
    step.kind === 'request'
      ? await openDraft(deps, { ...row.draft, counterpart: row.counterpart }, officer, now)
      : await prepareStep(deps, { ...given, caseId: row.id }, () => ({ kind: step.kind, body: step.body }) as StepBody);
  if (outcome.kind !== 'done') return outcome;
  return changeCase(deps, async (tx) => {
    await deps.setAside(tx, { digest: dispatch, officer, reason: 'sent-again', at: now });
    return outcome;
  });
}
