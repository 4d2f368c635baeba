// SPDX-License-Identifier: Apache-2.0
/**
 * A new use that waits for the person who tries the demonstration: Xebria has given Xandria a record unasked, and Xandria asks whether it
 * may use it for a purpose of which their arrangement does not speak. Played over HTTP, as officers would do it in the browser.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type MatterDetailWire, matterDetailSchema, matterRowSchema } from '../../onward/wire.ts';
import { recordSearchAnswerSchema } from '../../records/wire.ts';
import type { ServerSession } from '../server-session.ts';

export interface GivingSeat {
  readonly preparer: ServerSession;
  readonly approver: ServerSession;
  readonly approverCode: () => Promise<string>;
}
export interface HoldingSeat {
  readonly preparer: ServerSession;
  readonly authorityId: string;
}

/** A record that no page of the tour speaks of. */
const reference = 'XB-CMP-2025-017';
const given = 'The venue named in it is supervised in Xandria.';
const wanted = 'The gains were not declared; the tax authority of Xandria has asked us for it.';
const arrivesWithinMs = 30_000;
const matters = z.object({ rows: z.array(matterRowSchema) });

/** Does nothing where the giver has given something unasked before, or has no such record. */
export async function tellNewUse(giver: GivingSeat, holder: HoldingSeat): Promise<Result<null>> {
  const before = await giver.preparer.get('/api/onward/matters');
  if (!before.ok) return before;
  if (matters.parse(before.value).rows.length > 0) return ok(null);
  const query = new URLSearchParams({ q: reference, kind: 'compliance-record', origin: 'own', purpose: 'admin-enforcement' });
  const found = await giver.preparer.get(`/api/records?${query.toString()}`);
  if (!found.ok) return found;
  const [own] = recordSearchAnswerSchema.parse(found.value).rows;
  if (own === undefined) return ok(null);
  const disclosure = { recordIds: [own.id], recipient: holder.authorityId, purpose: 'admin-enforcement', reason: given };
  const prepared = await giver.preparer.send('POST', '/api/onward/disclosures', disclosure);
  if (!prepared.ok) return prepared;
  const { row, step } = matterDetailSchema.parse(prepared.value);
  if (step !== null) {
    const proof = { kind: 'code', code: await giver.approverCode() };
    const approved = await giver.approver.send('POST', `/api/onward/steps/${step.id}/approval`, { digest: step.digest, proof });
    if (!approved.ok) return approved;
  }
  const received = await whenReceived(holder.preparer, row.id);
  if (!received.ok) return received;
  const recordId = received.value.records[0]?.id ?? '';
  const told = await holder.preparer.send('POST', '/api/onward/new-uses', { recordId, purpose: 'tax', isEvidence: false, reason: wanted });
  return told.ok ? ok(null) : told;
}

async function whenReceived(holder: ServerSession, matter: string): Promise<Result<MatterDetailWire>> {
  for (let waitedMs = 0; waitedMs < arrivesWithinMs; waitedMs += 200) {
    const listed = await holder.get('/api/onward/matters');
    if (!listed.ok) return listed;
    if (matters.parse(listed.value).rows.some(({ id }) => id === matter)) {
      const detail = await holder.get(`/api/onward/matters/${matter}`);
      return detail.ok ? ok(matterDetailSchema.parse(detail.value)) : detail;
    }
    await delay(200);
  }
  return fail('demo', 'What one authority gave has not reached the other.', 'Start it again with --reset.');
}
