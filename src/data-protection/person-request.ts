// SPDX-License-Identifier: Apache-2.0
/**
 * What a person asks about the data held of them, folded from its entries; and which entry may follow. Pure.
 *
 *     opened -> (identity-asked) -> identity-confirmed -> searched -> item-decided ... -> answer-proposed
 *            -> answer-approved by another officer -> answer-sent -> carried-out, where something was to be done
 *
 * The clock is one month from the arrival. While the person owes a proof of identity it stands still, and the time so lost is added
 * (EDPB Guidelines 01/2022). It is extended once, by two months, before it has ended and with reasons.
 *
 * An item of another authority is given only with that authority's consent. An item that must not be known of, as a suspicious
 * report, is not acknowledged: the letter speaks of it no more than of what does not exist.
 */
import { addMs, type Instant, type Issue, msBetween, type WorkingCalendar } from '../kernel/index.ts';
import { monthsAfter } from './clocks.ts';
import type { Exemption, HeldItemWire, MatterClockWire, RequestDetailWire, RequestEntryWire, RequestNext } from './wire.ts';

export interface Kept<Said> {
  readonly at: Instant;
  readonly officer: string;
  readonly said: Said;
}
/** What the server itself keeps: the search, with what it found. */
export type RequestSaid = RequestEntryWire | { readonly kind: 'searched'; readonly items: readonly HeldItemWire[] };

export interface Decision {
  readonly answer: 'give' | 'withhold' | 'not-acknowledged';
  readonly ground: Exemption | null;
  readonly reason: string;
}
export interface PersonRequest {
  readonly state: RequestDetailWire['row']['state'];
  readonly isIdentityAsked: boolean;
  readonly isIdentityConfirmed: boolean;
  readonly items: readonly (HeldItemWire & { readonly decision: Decision | null })[];
  readonly answer: (Extract<RequestEntryWire, { kind: 'answer-proposed' }> & { readonly by: string }) | null;
  readonly clock: MatterClockWire;
}

export function playRequest(
  arrivedAt: Instant,
  entries: readonly Kept<RequestSaid>[],
  { now, calendar }: { readonly now: Instant; readonly calendar: WorkingCalendar },
): PersonRequest {
  const last = <Kind extends RequestSaid['kind']>(kind: Kind) =>
    entries.findLast((entry): entry is Kept<Extract<RequestSaid, { kind: Kind }>> => entry.said.kind === kind);
  const [asked, confirmed, sent] = [last('identity-asked'), last('identity-confirmed'), last('answer-sent')];
  const proposed = last('answer-proposed');
  const returned = last('answer-returned');
  const answer =
    proposed !== undefined && (returned === undefined || entries.indexOf(returned) < entries.indexOf(proposed)) ? proposed : undefined;
  const isApproved = answer !== undefined && last('answer-approved') !== undefined;
  const searched = last('searched');
  const items = (searched?.said.items ?? []).map((item) => ({ ...item, decision: decisionOn(item.id, entries) }));
  const lost = asked === undefined ? 0 : msBetween(asked.at, confirmed?.at ?? now);
  const due = addMs(monthsAfter(arrivedAt, last('extended') === undefined ? 1 : 3, calendar), lost);
  const isPaused = asked !== undefined && confirmed === undefined;
  const state =
    sent === undefined
      ? stateBefore({ isConfirmed: confirmed !== undefined, hasSearched: searched !== undefined, answer, isApproved })
      : 'answered';
  return {
    state: state === 'answered' && last('carried-out') !== undefined ? 'done' : state,
    isIdentityAsked: asked !== undefined,
    isIdentityConfirmed: confirmed !== undefined,
    items,
    answer: answer === undefined ? null : { ...answer.said, by: answer.officer },
    clock: {
      what: 'answer',
      dueAt: due,
      metAt: sent?.at ?? null,
      state: sent !== undefined ? 'met' : isPaused ? 'paused' : due < now ? 'over' : 'running',
    },
  };
}

function stateBefore(found: { isConfirmed: boolean; hasSearched: boolean; answer: unknown; isApproved: boolean }): PersonRequest['state'] {
  if (!found.isConfirmed) return 'identity';
  if (!found.hasSearched) return 'searching';
  if (found.answer === undefined) return 'deciding';
  return found.isApproved ? 'approved' : 'proposed';
}

function decisionOn(itemId: string, entries: readonly Kept<RequestSaid>[]): Decision | null {
  const found = entries.findLast(({ said }) => said.kind === 'item-decided' && said.itemId === itemId)?.said;
  return found?.kind === 'item-decided' ? { answer: found.answer, ground: found.ground, reason: found.reason } : null;
}

/** In which states each step may be taken, and with which role. */
const steps: Readonly<Record<RequestNext, { readonly in: readonly PersonRequest['state'][]; readonly role: 'keeper' | 'approver' }>> = {
  'identity-asked': { in: ['identity'], role: 'keeper' },
  'identity-confirmed': { in: ['identity'], role: 'keeper' },
  extended: { in: ['identity', 'searching', 'deciding', 'proposed'], role: 'keeper' },
  search: { in: ['searching', 'deciding'], role: 'keeper' },
  'item-decided': { in: ['deciding'], role: 'keeper' },
  'answer-proposed': { in: ['deciding'], role: 'keeper' },
  'answer-returned': { in: ['proposed'], role: 'approver' },
  'answer-approved': { in: ['proposed'], role: 'approver' },
  'answer-sent': { in: ['approved'], role: 'keeper' },
  'carried-out': { in: ['answered'], role: 'keeper' },
};

export interface Acting {
  readonly officer: string;
  readonly isKeeper: boolean;
  readonly isApprover: boolean;
}

export function nextOfRequest(request: PersonRequest, entries: readonly Kept<RequestSaid>[], who: Acting): RequestNext[] {
  return (Object.keys(steps) as RequestNext[]).filter((step) => {
    const { in: states, role } = steps[step];
    if (!states.includes(request.state) || !(role === 'keeper' ? who.isKeeper : who.isApprover)) return false;
    if (step === 'identity-asked') return !request.isIdentityAsked;
    if (step === 'extended') return request.clock.state !== 'over' && !entries.some(({ said }) => said.kind === 'extended');
    if (step === 'item-decided') return request.items.length > 0;
    // Four eyes: who wrote the answer does not approve it.
    return step !== 'answer-approved' || request.answer?.by !== who.officer;
  });
}

/** What stands against the entry in what it says; the state is asked before. */
export function checkRequestEntry(request: PersonRequest, entry: RequestEntryWire): Issue[] {
  if (entry.kind === 'answer-proposed') return proposalIssues(request, entry);
  if (entry.kind !== 'item-decided') return [];
  const item = request.items.find(({ id }) => id === entry.itemId);
  if (item === undefined) return [{ path: 'itemId', problem: 'The search found no such item.', remedy: 'Choose one that it found.' }];
  const issues: Issue[] = [];
  if (entry.answer !== 'give' && (entry.ground === null || entry.reason.trim() === '')) {
    issues.push({
      path: 'ground',
      problem: 'What is not given has a ground and a reason.',
      remedy: 'Choose the exemption and say why it applies here.',
    });
  }
  if (entry.answer === 'give' && item.originator !== null && entry.consent?.answer !== 'given') {
    const problem = `It came from ${item.originatorName ?? item.originator}, which has not consented.`;
    issues.push({ path: 'consent', problem, remedy: 'Ask it first and note its answer, or withhold the item on the ground "originator".' });
  }
  return issues;
}

function proposalIssues(request: PersonRequest, entry: Extract<RequestEntryWire, { kind: 'answer-proposed' }>): Issue[] {
  const open = request.items.filter(({ decision }) => decision === null).length;
  if (open > 0)
    return [{ path: 'items', problem: `${open} of the items found are not decided.`, remedy: 'Decide each, then propose the answer.' }];
  const isSomeKept = request.items.some(({ decision }) => decision?.answer === 'withhold');
  if (entry.outcome === 'granted' && isSomeKept) {
    return [{ path: 'outcome', problem: 'Something is withheld.', remedy: 'Grant it in part, or decide the items otherwise.' }];
  }
  return [];
}
