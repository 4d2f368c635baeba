// SPDX-License-Identifier: Apache-2.0
/**
 * The work of a simulated desk: opens cases with peers and carries them on, under the agreements of the cast.
 *
 * Each look at the desk does one thing, chosen by the dice from what the table of states allows: a request, normal or urgent;
 * an acknowledgement, a question, an answer, a reply in part or in full with data under conditions, a refusal, a withdrawal.
 * The act is judged by the real `decideUnder`, its permit is taken to the real `queueDispatch`, and the case moves in the same
 * transaction. A datum of another authority goes into a reply only where `checkUse` permits passing it on.
 */
import {
  type Act,
  askAct,
  buildCondition,
  decideUnder,
  everyDatumConditioned,
  type KnownAgreement,
  noFacts,
  refOf,
  replyLimits,
  stepDigestOf,
} from '../../agreements/index.ts';
import { checkUse } from '../../conditions/index.ts';
import { type DispatchContent, type ExchangePorts, type MemoryState, queueDispatch } from '../../exchange/index.ts';
import { addMs, canonicalJson, type IdOf, type JsonValue, newId } from '../../kernel/index.ts';
import { bodyRootOf, bodySeedBytes } from '../../seals/index.ts';
import type { Federation } from '../authorities/federation.ts';
import type { Running, Server } from '../authorities/server-state.ts';
import { portsOf } from '../authorities/server-ports.ts';
import type { Dice } from '../ground/dice.ts';
import { isWaitedFor, workOnward } from './onward-work.ts';
import { caseIn, casesIn, dataIn, type DeskCase, type HeldDatum, keepCase, nextEvents, type StepEvent } from './desk-case.ts';

type Ports = ExchangePorts<MemoryState>;

const hourMs = 3_600_000;
/** Steps of one case that may be on their way at once: enough that order matters. */
const stepsOnTheWayMax = 3;
/** Of all looks at a desk, how many are about what goes further. */
const onwardShare = 0.4;

export async function workAtDesk(federation: Federation, running: Running, dice: Dice): Promise<void> {
  const isAsked = isWaitedFor(running.server.store.state());
  // That plant is in cases, and needs many of them to show.
  if (federation.plant?.passesOnFreely !== true && dice.chance(isAsked ? 2 * onwardShare : onwardShare))
    return workOnward(federation, running, dice);
  const state = running.server.store.state();
  const open = casesIn(state).filter((kept) => nextEvents(kept).length > 0 && onTheWay(kept) < stepsOnTheWayMax);
  const kept = open.length > 0 && dice.chance(0.75) ? dice.pick(open) : null;
  if (kept === null) await openCase(federation, running, dice, dice.pick(othersOf(federation, running.server)));
  else await carryOn(federation, running, dice, kept);
}

/** Many requests to one peer at once. */
export async function workInBulk(federation: Federation, running: Running, dice: Dice, count: number): Promise<void> {
  const to = dice.pick(othersOf(federation, running.server));
  for (let index = 0; index < count; index++) await openCase(federation, running, dice, to);
}

function othersOf({ servers }: Federation, server: Server): Server[] {
  return servers.filter((other) => other !== server);
}

function onTheWay({ steps }: DeskCase): number {
  return steps.filter(({ standing }) => standing === 'on-the-way').length;
}

async function openCase(federation: Federation, running: Running, dice: Dice, to: Server): Promise<void> {
  const ports = portsOf(federation, running);
  await send(running, ports, dice, requestOf(federation, running.server, ports, dice, to, null));
}

/** A request that opens a case, or one that says that it opens this one. */
export function requestOf(
  { cast }: Federation,
  { member }: Server,
  ports: Ports,
  dice: Dice,
  to: Server,
  caseId: IdOf<'req'> | null,
): Step {
  const agreement = cast.between(member, to.member);
  const isBilateral = agreement.document.parties.length === 2;
  const form = {
    assistance: isBilateral ? 'suspicious-reports' : 'information-from-files',
    purpose: isBilateral ? 'fiu-analysis' : 'admin-enforcement',
    class: isBilateral && dice.chance(0.3) ? 'urgent' : 'normal',
  } as const;
  const urgency = form.class === 'urgent' ? ({ ground: 'flight-of-assets', reason: 'The funds move.' } as const) : null;
  const content = {
    subject: 'Example Trading',
    facts: 'Facts.',
    'why-useful': 'It helps.',
    'legal-provisions': 'Article 1.',
    precautions: 'None.',
  };
  const id = caseId ?? newId('req', ports.clock(), ports.random);
  const kept: DeskCase = { id, side: 'requesting', counterpart: to.member.authorityId, agreement: refOf(agreement), ...form, steps: [] };
  const act = askAct({
    ...form,
    from: member.authorityId,
    to: to.member.authorityId,
    urgencyGround: urgency?.ground ?? null,
    urgencyReason: urgency?.reason ?? '',
    content,
  });
  const body = { requestId: id, ...form, urgency, content, reference: '' };
  return { kept, agreement, act, event: 'request', kind: 'assistance.request', body };
}

async function carryOn(federation: Federation, running: Running, dice: Dice, kept: DeskCase): Promise<void> {
  const { cast } = federation;
  const agreement = cast.byDigest(kept.agreement.digest);
  if (agreement === null) return;
  const event = dice.pick(nextEvents(kept).flatMap((next) => (next.endsWith('reply') ? [next, next, next] : [next])));
  const ports = portsOf(federation, running);
  const from = running.server.member.authorityId;
  const onRequest = { from, to: kept.counterpart, agreement: { ...kept.agreement }, requestId: kept.id };
  const given = { kept, agreement, event };
  switch (event) {
    case 'acknowledgement':
      return send(running, ports, dice, {
        ...given,
        act: { kind: 'acknowledge', ...onRequest },
        kind: 'assistance.acknowledgement',
        body: { requestId: kept.id, expectedReplyAt: null, note: '' },
      });
    case 'question':
      return send(running, ports, dice, {
        ...given,
        act: { kind: 'ask-back', ...onRequest },
        kind: 'assistance.question',
        body: { requestId: kept.id, question: 'Which period?' },
      });
    case 'answer':
      return send(running, ports, dice, {
        ...given,
        act: { kind: 'answer-back', ...onRequest },
        kind: 'assistance.answer',
        body: { requestId: kept.id, answer: 'The last year.' },
      });
    case 'withdrawal':
      return send(running, ports, dice, {
        ...given,
        act: { kind: 'withdraw', ...onRequest },
        kind: 'assistance.withdrawal',
        body: { requestId: kept.id, reason: 'Settled otherwise.' },
      });
    case 'refusal':
      return send(running, ports, dice, {
        ...given,
        act: { kind: 'refuse', ...onRequest, ground: 'R01', reasonsGiven: true, consultedFirst: true },
        kind: 'assistance.refusal',
        body: { requestId: kept.id, ground: 'R01', reasons: 'The law does not allow it.', consulted: 'By telephone, without result.' },
      });
    case 'partial-reply':
    case 'complete-reply':
      return reply(federation, running, ports, dice, { ...given, completeness: event === 'partial-reply' ? 'partial' : 'complete' });
    case 'request':
      return undefined;
  }
}

interface ReplyStep {
  readonly kept: DeskCase;
  readonly agreement: KnownAgreement;
  readonly event: StepEvent;
  readonly completeness: 'partial' | 'complete';
}

async function reply(federation: Federation, running: Running, ports: Ports, dice: Dice, step: ReplyStep): Promise<void> {
  const { kept, agreement, completeness, event } = step;
  const { member } = running.server;
  const now = ports.clock();
  const own = Array.from({ length: dice.between(0, 2) }, (): HeldDatum => {
    const limits = { ...replyLimits(agreement, now), ...(dice.chance(0.3) ? { onward: 'never' as const } : {}) };
    const originator = member.authorityId;
    const condition = buildCondition({ agreement, originator, limits, id: newId('cnd', now, dice.bytes), scope: '' });
    return { id: newId('rcd', now, dice.bytes), originator, conditions: [condition] };
  });
  const held = dataIn(running.server.store.state()).filter(({ conditions }) => {
    const use = { manner: 'pass-on', purpose: kept.purpose, by: member.authorityId, recipient: kept.counterpart, now } as const;
    return federation.plant?.passesOnFreely === true || checkUse(conditions, use).outcome === 'permitted';
  });
  const passedOn = held.slice(0, dice.between(0, 2));
  const records = [...own, ...passedOn];
  const act: Act = {
    kind: 'reply',
    from: member.authorityId,
    to: kept.counterpart,
    agreement: { ...kept.agreement },
    requestId: kept.id,
    completeness,
    assistance: kept.assistance,
    purpose: kept.purpose,
    dataCount: records.length,
    everyDatumConditioned: everyDatumConditioned(agreement, records, now),
    passedOnCount: passedOn.length,
    // Only such as may go on were taken.
    everyPassOnAllowed: true,
  };
  const body = { requestId: kept.id, completeness, text: '', records };
  await send(running, ports, dice, { kept, agreement, act, event, kind: 'assistance.reply', body });
}

interface Step {
  readonly kept: DeskCase;
  readonly agreement: KnownAgreement;
  readonly act: Act;
  readonly event: StepEvent;
  readonly kind: DispatchContent['kind'];
  readonly body: unknown;
}

/** Judged, queued and noted in the case, in one transaction; nothing happens where the case has moved on in the meantime. */
async function send({ server }: Running, ports: Ports, dice: Dice, step: Step): Promise<void> {
  const hours = dice.pick([2, 6, 24, 168]);
  await ports.store.transaction(async (tx) => {
    const kept = caseIn(tx, step.kept.id) ?? step.kept;
    if (step.event !== 'request' && !nextEvents(kept).includes(step.event)) return;
    const { permit, content } = contentOf(server, ports, { ...step, kept }, hours);
    if (permit === null) return;
    const { digest } = await queueDispatch(ports, tx, permit, content);
    keepCase(tx, { ...kept, steps: [...kept.steps, { event: step.event, by: kept.side, digest, standing: 'on-the-way' }] });
  });
}

/** The permit that the agreement gives for the step, and what leaves; no permit where it refuses. */
export function contentOf(server: Server, ports: Ports, step: Step, hours: number) {
  const { kept, agreement, act, kind, body } = step;
  const { preparer, approver } = server.member.officers;
  const now = ports.clock();
  const [caseRef, conditions]: [IdOf<'req'>, DispatchContent['conditions']] = [kept.id, []];
  const bodySeed = ports.random(bodySeedBytes);
  const bodyRoot = bodyRootOf(JSON.parse(canonicalJson(body)) as JsonValue, bodySeed);
  const stepDigest = stepDigestOf({
    kind,
    act,
    agreement: refOf(agreement),
    caseRef,
    preparedBy: preparer,
    bodyRoot,
    conditions,
  });
  const approvals = [
    {
      officer: approver,
      role: 'approver',
      decision: 'approve',
      subject: stepDigest,
      at: now,
      method: 'password+totp',
      proof: null,
    } as const,
  ];
  const given = approvals.map(({ officer, subject, at }) => ({ officer, subject, at, authenticator: null }));
  const { permit } = decideUnder(act, agreement, { ...noFacts, approvals: given, preparedBy: preparer, stepDigest }, now);
  const content: DispatchContent = {
    kind,
    caseRef,
    body,
    bodySeed,
    conditions,
    inReplyTo: kept.steps.slice(0, 1).map(({ digest }) => digest),
    class: kept.class,
    purpose: kept.purpose,
    preparedBy: preparer,
    approvals: [...approvals],
    notAfter: addMs(now, hours * hourMs),
  };
  return { permit, content };
}
