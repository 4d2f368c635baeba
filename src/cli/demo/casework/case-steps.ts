// SPDX-License-Identifier: Apache-2.0
/** Steps of cases as the officers of the demonstration take them: one prepares, another approves, and the other authority waits for it. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CaseDetailWire, caseDetailSchema, caseRowSchema } from '../../../assistance/wire.ts';
import { fail, ok, type Result } from '../../../kernel/index.ts';
import type { ServerSession } from '../../server-session.ts';

export interface WorkingSeat {
  readonly preparer: ServerSession;
  readonly approver: ServerSession;
  readonly approverCode: () => Promise<string>;
}

/** Long enough for a machine that is busy with more; servers deliver within a second. */
const arrivesWithinMs = 30_000;
const lookEveryMs = 100;
const cases = z.object({ rows: z.array(caseRowSchema) });

/** The cases of one box as the list shows them. */
export async function casesOf(session: ServerSession, box: 'inbox' | 'outbox'): Promise<Result<CaseDetailWire['row'][]>> {
  const listed = await session.get(`/api/assistance/cases?box=${box}`);
  return listed.ok ? ok(cases.parse(listed.value).rows) : listed;
}

/** Prepared by one officer and, where it waits for that, approved by another. */
export async function takeStep(
  seat: WorkingSeat,
  id: string,
  { step, says }: { readonly step: string; readonly says?: unknown },
): Promise<Result<null>> {
  const prepared = await seat.preparer.send('POST', `/api/assistance/cases/${id}/${step}`, says);
  return prepared.ok ? approveWaiting(seat, id) : prepared;
}

/** Approves what waits in the case; nothing where nothing does. */
export async function approveWaiting(seat: WorkingSeat, id: string): Promise<Result<null>> {
  const shown = await seat.approver.get(`/api/assistance/cases/${id}`);
  if (!shown.ok) return shown;
  const waiting = caseDetailSchema.parse(shown.value).steps.find(({ state }) => state === 'awaiting-approval');
  if (waiting === undefined) return ok(null);
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', `/api/assistance/steps/${waiting.id}/approval`, { digest: waiting.digest, proof });
  return approved.ok ? ok(null) : approved;
}

export async function whenInState(session: ServerSession, id: string, state: CaseDetailWire['row']['state']): Promise<Result<null>> {
  return waitUntil(`The case did not become ${state}`, async () => {
    const listed = await session.get('/api/assistance/cases');
    return listed.ok ? ok(cases.parse(listed.value).rows.some((row) => row.id === id && row.state === state)) : listed;
  });
}

/** Looks again and again until it is so. */
export async function waitUntil(otherwise: string, isSo: () => Promise<Result<boolean>>): Promise<Result<null>> {
  for (let waitedMs = 0; waitedMs < arrivesWithinMs; waitedMs += lookEveryMs) {
    const seen = await isSo();
    if (!seen.ok) return seen;
    if (seen.value) return ok(null);
    await delay(lookEveryMs);
  }
  return fail('demo', `${otherwise} within ${arrivesWithinMs / 1000} seconds.`, 'Look at the deliveries of both servers.');
}
