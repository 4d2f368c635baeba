// SPDX-License-Identifier: Apache-2.0
/**
 * A peer review that the person who tries the demonstration finds under way: Xiria leads a panel that looks at how Xebria works with the
 * others, Xandria sits on it, and Xebria has its working days to answer the questions. Played over HTTP, as officers would do it.
 */
import { jointAnswerSchema, jointRowSchema, reviewAgreementsSchema } from '../../../joint-operations/index.ts';
import { addMs, fail, type Instant, ok, type Result } from '../../../kernel/index.ts';
import { z } from 'zod';
import { askedActRowSchema } from '../../../officers/wire.ts';
import type { ServerSession } from '../../server-session.ts';
import { waitUntil, type WorkingSeat } from './case-steps.ts';

const title = 'How the unit of Xebria works with others';
const dayMs = 86_400_000;
/** The year before today: a review looks at a time that is over. */
const daysLookedAt = 365;
const matters = z.object({ rows: z.array(jointRowSchema) });
const noted = z.object({ review: z.object({ note: z.string() }).nullable() });

export interface ReviewSeats {
  readonly leading: WorkingSeat & { readonly authorityId: string };
  readonly sitting: { readonly preparer: ServerSession; readonly authorityId: string };
  /** The authority that is reviewed. */
  readonly reviewed: string;
}

/** Does nothing where the lead has opened it before. */
export async function reviewCooperation({ leading, sitting, reviewed }: ReviewSeats, now: Instant): Promise<Result<null>> {
  const before = await leading.preparer.get('/api/joint/matters');
  if (!before.ok) return before;
  if (matters.parse(before.value).rows.some((row) => row.title === title)) return ok(null);
  const offered = await leading.preparer.get('/api/joint/review-agreements');
  if (!offered.ok) return offered;
  const found = reviewAgreementsSchema.parse(offered.value).find((one) => one.with.some(({ authorityId }) => authorityId === reviewed));
  if (found === undefined) return fail('demo', 'No agreement provides for reviewing how a party works with the others.', 'Report it.');
  const said = {
    kind: 'review',
    title,
    reviewed,
    panel: [leading.authorityId, sitting.authorityId],
    asked: [],
    agreement: found.agreement,
    fromDay: addMs(now, -(daysLookedAt + 1) * dayMs).slice(0, 10),
    toDay: addMs(now, -dayMs).slice(0, 10),
    criteria: ['timeliness', 'refusals', 'use-and-feedback'],
    answerDays: 10,
    // The server counts the moment in the working days of the reviewed authority.
    answerBy: addMs(now, 30 * dayMs),
    commentDays: 5,
  };
  const prepared = await leading.preparer.send('POST', '/api/joint/matters', { said });
  if (!prepared.ok) return prepared;
  const { matter } = jointAnswerSchema.parse(prepared.value);
  const approved = await approve(leading, matter);
  return approved.ok ? sit(sitting.preparer, matter) : approved;
}

async function approve({ approver, approverCode }: WorkingSeat, matter: string): Promise<Result<null>> {
  const acts = await approver.get('/api/approvals');
  if (!acts.ok) return acts;
  const waiting = z
    .array(askedActRowSchema)
    .parse(acts.value)
    .find(({ about, state }) => about === matter && state === 'waiting');
  if (waiting === undefined) return fail('demo', 'The review does not wait for approval.', 'Start again with --reset.');
  const proof = { kind: 'code', code: await approverCode() };
  const approved = await approver.send('POST', '/api/approvals', { subject: waiting.subject, proof });
  return approved.ok ? ok(null) : approved;
}

/** The other member sits, once the review has reached it. */
async function sit(preparer: ServerSession, matter: string): Promise<Result<null>> {
  const arrived = await waitUntil('The review did not reach the member of its panel', async () => {
    const listed = await preparer.get('/api/joint/matters');
    return listed.ok ? ok(matters.parse(listed.value).rows.some(({ id }) => id === matter)) : listed;
  });
  if (!arrived.ok) return arrived;
  const detail = await preparer.get(`/api/joint/matters/${matter}`);
  if (!detail.ok) return detail;
  const panel = noted.parse(detail.value).review?.note ?? '';
  const said = { kind: 'accept-panel', panel, isAccepted: true, reason: '' };
  const sits = await preparer.send('POST', `/api/joint/matters/${matter}/notes`, { said });
  return sits.ok ? ok(null) : sits;
}
