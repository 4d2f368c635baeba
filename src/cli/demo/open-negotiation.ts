// SPDX-License-Identifier: Apache-2.0
/**
 * A negotiation that waits for the person who tries the demonstration: Xiria has proposed an arrangement to Xandria, and the
 * approvers of both have a mandate to sign what comes of it. Played over HTTP, as administrators would do it in the browser.
 */
import { z } from 'zod';
import { addMs, fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import { negotiationDetailSchema, negotiationRowSchema } from '../../negotiation/wire.ts';
import { officerRowSchema } from '../../officers/wire.ts';
import { digestOf } from '../../seals/index.ts';
import type { ServerSession } from '../server-session.ts';
import type { Seat } from './ceremony.ts';

const yearMs = 365 * 86_400_000;
const remark = 'As our directors agreed in spring. We answer within ten working days; tell us if that is too short for you.';

/** Does nothing where the proposer has begun a negotiation before. */
export async function openNegotiation(proposer: Seat, other: Seat, now: Instant): Promise<Result<null>> {
  const rows = await proposer.administrator.get('/api/negotiations');
  if (!rows.ok) return rows;
  if (z.array(negotiationRowSchema).parse(rows.value).length > 0) return ok(null);
  for (const seat of [proposer, other]) {
    const given = await giveMandates(seat.administrator, now);
    if (!given.ok) return given;
  }
  const source = { kind: 'template', name: 'bilateral-arrangement' };
  const begun = await proposer.administrator.send('POST', '/api/negotiations', { source, counterparts: [other.authorityId] });
  if (!begun.ok) return begun;
  const detail = negotiationDetailSchema.parse(begun.value);
  const document = detail.draft?.document ?? null;
  if (document === null) return fail('negotiation', 'The template makes no agreement.', 'Report it.');
  const title = `Arrangement between ${proposer.party.name} and ${other.party.name}`;
  const text = `${JSON.stringify({ ...document, title }, null, 2)}\n`;
  const kept = await proposer.administrator.send('PUT', `/api/negotiations/${detail.row.id}/draft`, { text });
  if (!kept.ok) return kept;
  const sent = await proposer.administrator.send('POST', `/api/negotiations/${detail.row.id}/versions`, { remark });
  return sent.ok ? ok(null) : sent;
}

/** Every approver may sign every agreement for a year, by an invented decision. */
export async function giveMandates(administrator: ServerSession, now: Instant): Promise<Result<null>> {
  const officers = await administrator.get('/api/officers');
  if (!officers.ok) return officers;
  const evidence = digestOf(new TextEncoder().encode('Decision of the board on signature, invented for the demonstration.'));
  for (const { id, roles } of z.array(officerRowSchema).parse(officers.value)) {
    if (!roles.includes('approver') || roles.includes('administrator')) continue;
    const mandate = { officer: id, office: 'Director of International Affairs', scope: 'every-agreement', evidence };
    const recorded = await administrator.send('POST', '/api/negotiations/mandates', { ...mandate, from: now, until: addMs(now, yearMs) });
    if (!recorded.ok) return recorded;
  }
  return ok(null);
}
