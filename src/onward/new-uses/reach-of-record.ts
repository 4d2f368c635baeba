// SPDX-License-Identifier: Apache-2.0
/**
 * Reach of one record: everywhere it could lawfully go from here, by how many consents of its originator.
 *
 * The rule is that of the agreements (room agreements, network/reach.ts); here the record says what is asked of it: its kind, who first gave
 * it, from whom we had it, the strictest of everything it carries, and to whom its originator has consented already.
 */
import { type ReachAnswerWire, reachOf } from '../../agreements/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { consentedRecipients, heldRecord, judgedUse } from '../../records/index.ts';
import { assistanceOf } from '../bodies.ts';
import type { OnwardDeps } from '../onward-deps.ts';

/** Null when there is no such record, or its conditions cannot be read. */
export async function reachOfRecord(
  deps: OnwardDeps,
  { recordId, purpose }: { readonly recordId: string; readonly purpose: Purpose },
  now: Instant,
): Promise<ReachAnswerWire | null> {
  const record = await heldRecord(deps.database, recordId);
  const judged = record === null ? null : await judgedUse(deps.database, recordId, { purpose, manner: 'read' }, deps, now);
  if (record === null || judged === null) return null;
  const isOwn = record.originator === deps.self;
  const limits = judged.verdict.effective;
  if (!isOwn && limits === null) return null;
  const index = await deps.agreementIndex(deps.database, now);
  const question = {
    assistance: assistanceOf[record.kind],
    purpose,
    originator: isOwn ? null : record.originator,
    receivedFrom: isOwn || record.sender === record.originator ? null : record.sender,
    limits: isOwn || limits === null ? null : { ...limits, purposes: [...limits.purposes], recipients: [...limits.recipients] },
  };
  const consented = await consentedRecipients(deps.database, recordId, { purpose, now }, deps);
  return reachOf(index, deps.self, consented.length === 0 ? question : { ...question, consented }, now);
}
