// SPDX-License-Identifier: Apache-2.0
/**
 * A call that the person who tries the demonstration finds on both sides: Xandria has called Xebria in urgency. Xebria has noted the call,
 * and Xandria has the draft that confirms it; once it is sent, the two meet in one case. Played over HTTP, as officers would do it.
 */
import { caseRowSchema } from '../../assistance/wire.ts';
import { addMs, type Instant, ok, type Result } from '../../kernel/index.ts';
import { z } from 'zod';
import type { ServerSession } from '../server-session.ts';

const reference = 'XA-2026-240';
const call = { askedBy: 'Officer Lund', askedOf: 'Duty officer Okoye', asked: 'Whose wallet it is that has been emptying since noon.' };
const about = { assistance: 'information-from-files', purpose: 'asset-tracing', urgencyGround: 'flight-of-assets' } as const;
const minuteMs = 60_000;

export interface CallBetween {
  readonly caller: { readonly preparer: ServerSession; readonly authorityId: string };
  readonly called: { readonly preparer: ServerSession; readonly authorityId: string };
}

/** Does nothing where it was played before. */
export async function askOrally({ caller, called }: CallBetween, now: Instant): Promise<Result<null>> {
  const before = await caller.preparer.get('/api/assistance/cases?box=outbox');
  if (!before.ok) return before;
  if (z.object({ rows: z.array(caseRowSchema) }).parse(before.value).rows.some((row) => row.reference === reference)) return ok(null);
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
