// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a request that was first made orally.
 *
 * In urgency one authority calls the other, where their agreement lets it. Every clock of the request then runs from the call, and one
 * more runs beside them: until when the requesting authority confirms it in writing. A confirmation that comes in time keeps the clocks
 * where they started; one that comes late is a request like any other, and its clocks start at its receipt.
 *
 *     Tuesday 10:00   XA calls XB           acknowledge, reply, ...: from Tuesday 10:00; confirm in writing: until Thursday
 *     Wednesday       the writing is made   in time: both count from Tuesday
 *     Friday          the writing is made   late: both count from its receipt on Friday
 *
 * Both authorities compute this from what the confirmation says of the call and from when it was made, so they show the same dates. Who
 * knows of no such call contests the urgency, and the clocks of a normal request run from the receipt of the writing.
 *
 * Source: Implementing Regulation (EU) 2024/2545 (an urgent request may be made orally where that is justified, and is confirmed in
 * writing without undue delay); the same in UNCAC, article 46(14).
 */
import { clockAfter, type ClockedRequest, endOfPeriod, type KnownAgreement, oralClause } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { type CaseDeadline, startDeadlines } from '../states/case-deadlines.ts';

/** What "without undue delay" comes to where no clause sets a period: decision 0450. */
export const undueDelay = { amount: 2, unit: 'working-day' } as const;

export interface Between {
  readonly requesting: string;
  readonly requested: string;
}

export interface AskedRequest extends ClockedRequest {
  /** Left out where it was made in writing alone. */
  readonly oral?: { readonly askedAt: Instant | string } | undefined;
}

/** Until when the call is to be confirmed, in the calendar of whoever called; null for an authority that is no party. */
export function confirmationClock(
  agreement: KnownAgreement,
  request: ClockedRequest,
  askedAt: Instant,
  requesting: string,
): CaseDeadline | null {
  const from = { startedAt: askedAt, asOf: askedAt };
  const clock = clockAfter(agreement, 'confirm-in-writing', request, from, requesting);
  const started = { step: 'confirm-in-writing', startedAt: askedAt, metAt: null } as const;
  if (clock !== null) return { ...started, ...clock };
  const dueAt = endOfPeriod(agreement, undueDelay, from, requesting);
  const name = agreement.document.parties.find(({ authorityId }) => authorityId === requesting)?.name ?? '';
  const sentence = `${name} confirms in writing what was asked orally without undue delay: within ${undueDelay.amount} working days.`;
  return dueAt === null ? null : { ...started, dueAt, sentence, clause: oralClause(agreement) ?? '' };
}

/** What runs from the call until the writing comes: the confirmation, and what is owed to the caller. */
export function clocksOfCall(agreement: KnownAgreement, request: ClockedRequest, askedAt: Instant, between: Between): CaseDeadline[] {
  const confirmation = confirmationClock(agreement, request, askedAt, between.requesting);
  if (confirmation === null || oralClause(agreement) === null) return [];
  return [confirmation, ...startDeadlines(agreement, request, askedAt, between.requested)];
}

/** What a request starts that was made at one moment and received at another. */
export function clocksOfRequest(
  agreement: KnownAgreement,
  request: AskedRequest,
  { sentAt, receivedAt }: { readonly sentAt: Instant; readonly receivedAt: Instant },
  between: Between,
): CaseDeadline[] {
  const { oral, class: requestClass, assistance } = request;
  const clocked = { class: requestClass, assistance };
  if (oral === undefined || requestClass !== 'urgent') return startDeadlines(agreement, clocked, receivedAt, between.requested);
  const askedAt = oral.askedAt as Instant;
  const confirmation = confirmationClock(agreement, clocked, askedAt, between.requesting);
  const isInTime = confirmation !== null && sentAt <= confirmation.dueAt;
  const started = startDeadlines(agreement, clocked, isInTime ? askedAt : receivedAt, between.requested);
  return confirmation === null ? started : [{ ...confirmation, metAt: sentAt }, ...started];
}
