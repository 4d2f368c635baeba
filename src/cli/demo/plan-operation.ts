// SPDX-License-Identifier: Apache-2.0
/**
 * A joint operation that waits for the person who tries the demonstration: Xiria has planned to freeze what one scheme holds at one moment
 * and is ready; Xebria leads, since most of the criteria point to it; Xandria's order lies ready, and it has not said so yet. Both keep the
 * firm in their registers of own interests. Xiria also asks Xandria whether it works on another firm. Played over HTTP, as officers would do it in the browser.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { jointAnswerSchema, jointRowSchema, planSchema, type PlanWire } from '../../joint-operations/index.ts';
import { addMs, fail, instantFromMs, type Instant, msOf, ok, type Result } from '../../kernel/index.ts';
import { askedActRowSchema } from '../../officers/wire.ts';
import type { ServerSession } from '../server-session.ts';

/** Who takes part: the officer who prepares, and by which letters the plan names the authority. */
export interface PlanningSeat {
  readonly key: string;
  readonly authorityId: string;
  readonly preparer: ServerSession;
}
export interface ProposingSeat extends PlanningSeat {
  readonly approver: ServerSession;
  readonly approverCode: () => Promise<string>;
}

const example = fileURLToPath(new URL('../../../examples/joint/plan-three-authorities.json', import.meta.url));
const question = {
  kind: 'question',
  subject: { kind: 'entity', value: 'Halcyon Reef Custody Ltd' },
  reason: 'It keeps assets for customers of a venue that we look at.',
  introduce: 'ask-me',
  answerDays: 5,
} as const;
const dayMs = 86_400_000;
/** Far enough that whoever looks at it on another day still finds it open. */
const daysAhead = 6;
const arrivesWithinMs = 30_000;
const matters = z.object({ rows: z.array(jointRowSchema) });

/** Does nothing where the proposing side has this plan already. */
export async function planOperation(proposing: ProposingSeat, others: readonly PlanningSeat[], now: Instant): Promise<Result<null>> {
  const before = await proposing.preparer.get('/api/joint/matters');
  if (!before.ok) return before;
  const plan = await planFor([proposing, ...others], now);
  if (matters.parse(before.value).rows.some(({ title }) => title === plan.title)) return ok(null);
  const opened = await say(proposing, 'matters', { kind: 'plan', version: 1, plan });
  if (!opened.ok) return opened;
  const matter = opened.value;
  for (const seat of others) {
    const arrived = await whenHere(seat.preparer, matter);
    if (!arrived.ok) return arrived;
    const kept = await keepInterest(seat.preparer, plan);
    if (!kept.ok) return kept;
  }
  const order = await layReady(others[0], matter, plan);
  if (!order.ok) return order;
  const detail = await proposing.preparer.get(`/api/joint/matters/${matter}`);
  if (!detail.ok) return detail;
  const { operation } = z.object({ operation: z.object({ note: z.string() }) }).parse(detail.value);
  const basis = 'Section 31 of the Markets Act of Xiria: a warning needs no order.';
  const ready = { kind: 'ready', plan: operation.note, basis, idem: { outcome: 'none', reason: '' }, met: [], orders: [] };
  const said = await say(proposing, `matters/${matter}/notes`, ready);
  if (!said.ok) return said;
  const asked = await say(proposing, 'matters', { ...question, participants: [proposing.authorityId, others[0]?.authorityId] });
  return asked.ok ? ok(null) : asked;
}

/** The plan of the examples, some days ahead, with the authorities of the demonstration. */
async function planFor(seats: readonly PlanningSeat[], now: Instant): Promise<PlanWire> {
  const text = await readFile(example, 'utf8');
  const written = planSchema.parse(JSON.parse(text)).instant as Instant;
  const days = Math.ceil((msOf(now) - msOf(written)) / dayMs) + daysAhead;
  const moved = text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) => addMs(instantFromMs(Date.parse(moment)), days * dayMs));
  return planSchema.parse(
    JSON.parse(seats.reduce((named, { key, authorityId }) => named.replaceAll(`"${key}"`, `"${authorityId}"`), moved)),
  );
}

/** Says it, and has another officer approve it. Gives the matter. */
async function say(seat: ProposingSeat, path: string, said: unknown): Promise<Result<string>> {
  const prepared = await seat.preparer.send('POST', `/api/joint/${path}`, { said });
  if (!prepared.ok) return prepared;
  const { matter, isWaiting } = jointAnswerSchema.parse(prepared.value);
  if (!isWaiting) return ok(matter);
  const acts = await seat.approver.get('/api/approvals');
  if (!acts.ok) return acts;
  const waiting = z
    .array(askedActRowSchema)
    .parse(acts.value)
    .find(({ about, state }) => about === matter && state === 'waiting');
  if (waiting === undefined) return fail('demo', 'The joint operation does not wait for approval.', 'Start it again with --reset.');
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', '/api/approvals', { subject: waiting.subject, proof });
  return approved.ok ? ok(matter) : approved;
}

async function keepInterest(preparer: ServerSession, plan: PlanWire): Promise<Result<null>> {
  for (const subject of plan.subjects) {
    const entry = { ...subject, stage: 'inquiry', caseRef: null, remark: 'Inquiry into the sale of the token.' };
    const kept = await preparer.send('POST', '/api/joint/interests', entry);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

async function layReady(seat: PlanningSeat | undefined, matter: string, plan: PlanWire): Promise<Result<null>> {
  const step = plan.steps.find(({ owner, isAtInstant }) => owner === seat?.authorityId && isAtInstant);
  if (seat === undefined || step === undefined) return ok(null);
  const text = 'Bank One holds what lies in account 4471 of Meridian Tide Exchange Ltd, and tells nobody before the embargo ends.';
  const order = await seat.preparer.send('POST', `/api/joint/matters/${matter}/orders`, { step: step.id, addressee: 'Bank One', text });
  return order.ok ? ok(null) : order;
}

async function whenHere(preparer: ServerSession, matter: string): Promise<Result<null>> {
  for (let waitedMs = 0; waitedMs < arrivesWithinMs; waitedMs += 100) {
    const listed = await preparer.get('/api/joint/matters');
    if (!listed.ok) return listed;
    if (matters.parse(listed.value).rows.some(({ id }) => id === matter)) return ok(null);
    await delay(100);
  }
  return fail('demo', 'The plan of a joint operation has not reached everybody.', 'Look at the deliveries of the servers.');
}
