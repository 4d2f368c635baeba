// SPDX-License-Identifier: Apache-2.0
/** The draft of a request arrives, for the first time or as it stands now: a case that nothing can be done in but say what lacks. */
import type { AgreementRef } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import type { IdOf, Instant, Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { insertCase, lockCase, updateCase } from '../store.ts';
import type { SharedDraftWire } from '../wire.ts';
import { formOfShared, requestOfShared } from './shared-basis.ts';

export interface ArrivedDraft {
  readonly body: SharedDraftWire;
  readonly from: string;
  readonly agreement: AgreementRef;
  readonly dispatch: string;
  readonly receivedAt: Instant;
}

/** False where a case of this identifier is there and takes no draft. */
export async function keepSharedDraft(tx: Transaction, deps: AssistanceDeps, arrived: ArrivedDraft): Promise<boolean> {
  const { body, from, agreement, dispatch, receivedAt } = arrived;
  const said = { draft: formOfShared(body), request: requestOfShared(body), agreement, updated_at: receivedAt };
  const before = await lockCase(tx, body.requestId);
  if (before !== null) {
    if (before.counterpart !== from || before.state !== 'draft-shared') return false;
    await updateCase(tx, before.id, said);
    return true;
  }
  const id = body.requestId as IdOf<'req'>;
  const fresh = { state: 'draft-shared', resume_state: null, deadlines: [], next_due_at: null } as const;
  await insertCase(tx, { id, side: 'requested', counterpart: from, ...said, ...fresh });
  const details = { caseRef: id, side: 'requested', peer: from, dispatch };
  await noteAudit(tx, { event: 'case.opened', actor: from, at: receivedAt, details }, deps.random);
  return true;
}
