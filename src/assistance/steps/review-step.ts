// SPDX-License-Identifier: Apache-2.0
/** A step that waits for approval, to the letter: the text of which approvals name the digest, and the body that stands in it. */
import { refOf, stepTextOf } from '../../agreements/index.ts';
import { canonicalJson, type Instant, type JsonValue } from '../../kernel/index.ts';
import type { Reviewable, ReviewSource } from '../../officers/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { findCase, type StepRecord, waitingStep } from '../store.ts';
import { actOfContent, governingAgreement, readStep, stepContentOf } from './send-step.ts';

/** Null where no step waits under the digest, or its agreement is not in force any more. */
export function reviewOfStep(deps: AssistanceDeps): ReviewSource {
  return async (db, subject, now) => {
    const step = await waitingStep(db, subject);
    return step === null ? null : reviewable(deps, step, now);
  };
}

async function reviewable(deps: AssistanceDeps, step: StepRecord, now: Instant): Promise<Reviewable | null> {
  const row = await findCase(deps.database, step.case_id);
  if (row === null) return null;
  const agreement = await deps.database.transaction().execute((tx) => governingAgreement(tx, deps, row, now));
  if (agreement === null || step.body_seed === null) return null;
  const content = { content: readStep(step), conditions: step.conditions as readonly JsonValue[] };
  const named = stepContentOf(step, { act: actOfContent(deps, row, content, agreement, now), agreement: refOf(agreement) });
  const body = { digest: named.bodyRoot, text: canonicalJson(step.body), seed: step.body_seed };
  return {
    way: { kind: 'case-step', id: step.id, name: step.kind },
    preparedBy: step.prepared_by,
    caseRef: row.id,
    covered: { text: stepTextOf(named), opened: [body] },
  };
}
