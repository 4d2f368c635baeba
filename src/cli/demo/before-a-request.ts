// SPDX-License-Identifier: Apache-2.0
/**
 * What goes before a request, for the person who tries the demonstration. Xandria has called Xebria in urgency: Xebria has noted the call,
 * and Xandria has the draft that confirms it; once it is sent, the two meet in one case. And Xebria has shown Xandria the draft of a request
 * that it has not made. Played over HTTP, as officers would do it.
 */
import { caseDetailSchema, caseRowSchema } from '../../assistance/wire.ts';
import { addMs, fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import { z } from 'zod';
import type { ServerSession } from '../server-session.ts';
import type { WorkingSeat } from './casework/case-steps.ts';

const reference = 'XA-2026-240';
const call = { askedBy: 'Officer Lund', askedOf: 'Duty officer Okoye', asked: 'Whose wallet it is that has been emptying since noon.' };
const about = { assistance: 'information-from-files', purpose: 'asset-tracing', urgencyGround: 'flight-of-assets' } as const;
const minuteMs = 60_000;

interface CallBetween {
  readonly caller: { readonly preparer: ServerSession; readonly authorityId: string };
  readonly called: { readonly preparer: ServerSession; readonly authorityId: string };
}

/** Each does nothing where it was played before. */
export async function goBeforeRequests(
  first: CallBetween['caller'],
  second: WorkingSeat & CallBetween['called'],
  now: Instant,
): Promise<Result<null>> {
  const shown = await showDraft(second, first.authorityId);
  return shown.ok ? askOrally({ caller: first, called: second }, now) : shown;
}

async function askOrally({ caller, called }: CallBetween, now: Instant): Promise<Result<null>> {
  const before = await caller.preparer.get('/api/assistance/cases?box=outbox');
  if (!before.ok) return before;
  if (
    z
      .object({ rows: z.array(caseRowSchema) })
      .parse(before.value)
      .rows.some((row) => row.reference === reference)
  )
    return ok(null);
  const note = { counterpart: caller.authorityId, calledAt: addMs(now, -95 * minuteMs), ...about, ...call };
  const noted = await called.preparer.send('POST', '/api/assistance/oral-requests', note);
  if (!noted.ok) return noted;
  const draft = {
    counterpart: called.authorityId,
    ...about,
    class: 'urgent',
    urgencyReason: 'The wallet has been emptying since noon; in a day nothing will be left to trace.',
    oral: { askedAt: addMs(now, -100 * minuteMs), ...call },
    content: {
      subject: 'Wallet of Tern Island Brokers',
      facts: 'Since noon, the wallet that took the deposits of forty customers has been paying out in parts of equal size.',
    },
    reference,
  };
  const drafted = await caller.preparer.send('POST', '/api/assistance/drafts', draft);
  return drafted.ok ? ok(null) : drafted;
}

const sketch = {
  assistance: 'registrations',
  purpose: 'supervision',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: {
    subject: 'Gannet Rock Custody',
    facts: 'Reports here name it as the custodian of four funds of Xandria.',
  },
  reference: 'XB-2026-031',
} as const;
const wanted = 'Whether it is registered with you under this name, and in which form you need the provisions.';

async function showDraft(author: WorkingSeat, counterpart: string): Promise<Result<null>> {
  const before = await author.preparer.get('/api/assistance/cases?box=outbox');
  if (!before.ok) return before;
  const { rows } = z.object({ rows: z.array(caseRowSchema) }).parse(before.value);
  if (rows.some(({ reference: known }) => known === sketch.reference)) return ok(null);
  const draft = await author.preparer.send('POST', '/api/assistance/drafts', { ...sketch, counterpart });
  if (!draft.ok) return draft;
  const { id } = caseDetailSchema.parse(draft.value).row;
  const shared = await author.preparer.send('POST', `/api/assistance/cases/${id}/shared-draft`, { wanted });
  if (!shared.ok) return shared;
  const waiting = caseDetailSchema.parse(shared.value).steps.find(({ state }) => state === 'awaiting-approval');
  if (waiting === undefined) return fail('case', 'No draft waits for approval.', 'Report it.');
  const proof = { kind: 'code', code: await author.approverCode() };
  const approved = await author.approver.send('POST', `/api/assistance/steps/${waiting.id}/approval`, { digest: waiting.digest, proof });
  return approved.ok ? ok(null) : approved;
}
