// SPDX-License-Identifier: Apache-2.0
/**
 * A refusal that waits for the person who tries the demonstration: Xandria has asked Xiria about a firm whose name two firms bear, and
 * Xiria has refused, naming what the request lacks. Xandria may supply it. Played over HTTP, as officers would do it in the browser.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CaseDetailWire, caseDetailSchema, caseRowSchema } from '../../assistance/wire.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { ServerSession } from '../server-session.ts';

export interface WorkingSeat {
  readonly preparer: ServerSession;
  readonly approver: ServerSession;
  readonly approverCode: () => Promise<string>;
}

const request = {
  assistance: 'registrations',
  purpose: 'supervision',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: {
    subject: 'Larkspur Custody',
    facts: 'Larkspur Custody keeps assets for customers in Xandria and says that it is registered in Xiria.',
    'why-useful': 'We must know whether the firm is supervised, and by whom.',
    'legal-provisions': 'Section 3 of the Digital Assets Act of Xandria.',
    precautions: 'The firm does not know that we ask.',
  },
  reference: 'XA-2026-207',
} as const;
const refusal = {
  ground: 'R06',
  reasons: 'Two firms of that name are registered here. We cannot tell which of them is meant.',
  consulted: 'By telephone on the day of the request; our contact had no other name either.',
  lacking: ['subject'],
} as const;
const arrivesWithinMs = 30_000;
const cases = z.object({ rows: z.array(caseRowSchema) });

/** Does nothing where the asking side has made a request to the refusing one before. */
export async function refuseRequest(asking: WorkingSeat, refusing: WorkingSeat & { readonly authorityId: string }): Promise<Result<null>> {
  const before = await asking.preparer.get('/api/assistance/cases?box=outbox');
  if (!before.ok) return before;
  if (cases.parse(before.value).rows.some(({ counterpart }) => counterpart.authorityId === refusing.authorityId)) return ok(null);
  const draft = await asking.preparer.send('POST', '/api/assistance/drafts', { ...request, counterpart: refusing.authorityId });
  if (!draft.ok) return draft;
  const { id } = caseDetailSchema.parse(draft.value).row;
  const asked = await step(asking, id, 'submission', undefined);
  if (!asked.ok) return asked;
  const arrived = await whenInState(refusing.preparer, id, 'received');
  if (!arrived.ok) return arrived;
  const refused = await step(refusing, id, 'refusal', refusal);
  if (!refused.ok) return refused;
  const known = await whenInState(asking.preparer, id, 'refused');
  return known.ok ? ok(null) : known;
}

/** Prepared by one officer and approved by another. */
async function step(seat: WorkingSeat, id: string, what: string, body: unknown): Promise<Result<null>> {
  const prepared = await seat.preparer.send('POST', `/api/assistance/cases/${id}/${what}`, body);
  if (!prepared.ok) return prepared;
  const waiting = caseDetailSchema.parse(prepared.value).steps.find(({ state }) => state === 'awaiting-approval');
  if (waiting === undefined) return ok(null);
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', `/api/assistance/steps/${waiting.id}/approval`, { digest: waiting.digest, proof });
  return approved.ok ? ok(null) : approved;
}

async function whenInState(session: ServerSession, id: string, state: CaseDetailWire['row']['state']): Promise<Result<null>> {
  for (let waitedMs = 0; waitedMs < arrivesWithinMs; waitedMs += 200) {
    const listed = await session.get('/api/assistance/cases');
    if (!listed.ok) return listed;
    if (cases.parse(listed.value).rows.some((row) => row.id === id && row.state === state)) return ok(null);
    await delay(200);
  }
  return fail(
    'case',
    `The case did not become ${state} within ${arrivesWithinMs / 1000} seconds.`,
    'Look at the deliveries of both servers.',
  );
}
