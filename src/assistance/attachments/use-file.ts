// SPDX-License-Identifier: Apache-2.0
/**
 * Using a file of a case: may this officer have it for this purpose, and the answer in the log.
 *
 *     ours                              given; the purpose is written down
 *     theirs, with a reply              asked of the conditions on the reply's own text, as an export
 *     theirs, with a request            for the purpose that the request names and no other: it came to be answered, not to be kept
 *     not here yet, or broken           not given
 */
import { appendAudit } from '../../audit/index.ts';
import { checkUse, type Condition } from '../../conditions/index.ts';
import { type AttachmentRow, findAttachment } from '../../exchange/index.ts';
import type { Database, Instant, Issue } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { findCase, type StepRecord, stepsOfCases } from '../store.ts';

export type FileUse =
  | { readonly kind: 'permitted'; readonly row: AttachmentRow }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export async function useOfFile(
  deps: AssistanceDeps,
  use: { readonly id: string; readonly purpose: Condition['purposes'][number]; readonly officer: string; readonly now: Instant },
): Promise<FileUse> {
  const { id, purpose, officer, now } = use;
  return deps.database.transaction().execute(async (tx): Promise<FileUse> => {
    const row = await findAttachment(tx, id);
    const ofCase = row?.caseRef === null || row === null ? null : await findCase(tx, row.caseRef);
    if (row === null || ofCase === null) return { kind: 'absent' };
    if (row.state !== 'here')
      return {
        kind: 'issues',
        issues: [{ path: 'attachment', problem: 'The file is not whole here.', remedy: 'Wait until it has arrived.' }],
      };
    const step = (await stepsOfCases(tx, [ofCase.id])).find((candidate) => candidate.dispatch === row.dispatch) ?? null;
    const reasons = row.side === 'ours' ? [] : reasonsAgainst(deps, step, { purpose, requested: ofCase.request?.purpose ?? null, now });
    const details = { attachment: row.id, digest: row.digest, caseRef: ofCase.id, dispatch: row.dispatch, purpose, officer };
    const event = reasons.length === 0 ? 'attachment.used' : 'attachment.use-refused';
    await appendAudit(tx, { event, actor: officer, at: now, details }, deps.random);
    if (reasons.length === 0) return { kind: 'permitted', row };
    const remedy = 'Name the purpose for which you may use it, or ask the authority that sent it.';
    return { kind: 'issues', issues: reasons.map((problem) => ({ path: 'purpose', problem, remedy })) };
  });
}

function reasonsAgainst(
  deps: AssistanceDeps,
  step: StepRecord | null,
  use: { readonly purpose: Condition['purposes'][number]; readonly requested: string | null; readonly now: Instant },
): readonly string[] {
  const { purpose, requested, now } = use;
  if (step === null) return ['The step that brought it is not here.'];
  if (step.kind === 'request') return purpose === requested ? [] : ['It came with a request, and is used to answer that request alone.'];
  const conditions = step.conditions as readonly unknown[] as readonly Condition[];
  if (conditions.length === 0) return ['It came without conditions, so no use is allowed.'];
  const verdict = checkUse(conditions, { manner: 'export', purpose, by: deps.self, recipient: null, now });
  return verdict.outcome === 'permitted' ? [] : verdict.reasons.map((reason) => reason.sentence);
}

/** A file of the case that has travelled, and what the conditions it came under say of using it as evidence; null where there is none. */
export async function limitsOfFile(
  db: Database,
  deps: AssistanceDeps,
  asked: { readonly id: string; readonly caseId: string; readonly purpose: Condition['purposes'][number]; readonly now: Instant },
): Promise<{ readonly digest: string; readonly verdict: EvidenceLimits } | null> {
  const { id, caseId, purpose, now } = asked;
  const row = await findAttachment(db, id);
  const ofCase = row?.caseRef === caseId ? await findCase(db, caseId) : null;
  if (row === null || ofCase === null || row.digest === null || row.dispatch === null) return null;
  const { digest } = row;
  if (row.side === 'ours') return { digest, verdict: { outcome: 'permitted', reasons: [] } };
  const step = (await stepsOfCases(db, [ofCase.id])).find((candidate) => candidate.dispatch === row.dispatch) ?? null;
  const conditions = (step === null || step.kind === 'request' ? [] : step.conditions) as readonly unknown[] as readonly Condition[];
  if (conditions.length === 0) {
    const sentence = 'It came with a request or without conditions, and is used to answer that request alone.';
    return { digest, verdict: { outcome: 'refused', reasons: [{ sentence, clause: null, agreement: null }] } };
  }
  const { outcome, reasons } = checkUse(conditions, { manner: 'evidence', purpose, by: deps.self, recipient: null, now });
  const cited = reasons.map(({ sentence, clause, agreement }) => ({ sentence, clause, agreement: agreement?.id ?? null }));
  return { digest, verdict: { outcome, reasons: cited } };
}

export interface EvidenceLimits {
  readonly outcome: 'permitted' | 'needs' | 'refused';
  readonly reasons: readonly { readonly sentence: string; readonly clause: string | null; readonly agreement: string | null }[];
}
