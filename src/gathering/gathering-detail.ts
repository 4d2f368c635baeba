// SPDX-License-Identifier: Apache-2.0
/** An order for evidence as one officer sees it: what is sought, formalities, clocks, what was said, and what may be done next. */
import { agreementByDigest, type AgreementIndex } from '../agreements/index.ts';
import { type MeasuredCase, measuredCase, measuredCases, measuredCasesAround } from '../assistance/index.ts';
import type { Instant } from '../kernel/index.ts';
import { maySay, stepTable } from './check-measure.ts';
import { gatheringClocks, nextGatheringClock } from './clocks.ts';
import type { GatheringDeps } from './gathering-deps.ts';
import { gatheringOrderOf, takenOf } from './gathering-rules.ts';
import { stepSentence } from './measure-words.ts';
import { type Gathering, hasLapsed, playGathering } from './play-gathering.ts';
import {
  type GatheringClockWire,
  type GatheringDetailWire,
  gatheringNext,
  type GatheringOrderWire,
  type GatheringRowWire,
  type GatheringState,
} from './wire.ts';

/** As many orders as the list shows: more are found by their case. */
const listedMax = 500;
/** As many open ones as clocks are looked at of; an authority with more has them in its worklist by their cases' own deadlines. */
const clockedMax = 5000;

export async function gatheringRows(deps: GatheringDeps, now: Instant): Promise<GatheringRowWire[]> {
  return (await seenOrders(deps, { limit: listedMax, isOpen: false }, now)).map(({ row }) => row);
}

const isOfCase = (what: GatheringClockWire['what']): boolean => what === 'decide' || what === 'reply';

/** Clocks of this room that are among no deadlines of a case: what is to be obtained, and what is about to lapse. */
export async function gatheringClocksDue(
  deps: GatheringDeps,
  span: { readonly from: Instant; readonly to: Instant; readonly now: Instant },
): Promise<readonly { readonly row: GatheringRowWire; readonly clock: GatheringClockWire }[]> {
  return (await seenOrders(deps, { limit: clockedMax, isOpen: true }, span.now)).flatMap(({ row, clocks }) => {
    const due = clocks.filter(({ what, metAt, dueAt }) => !isOfCase(what) && metAt === null && dueAt >= span.from && dueAt < span.to);
    return due.map((clock) => ({ row, clock }));
  });
}

/** Null when there is no such case, or it brings no order for evidence. */
export async function gatheringDetail(
  deps: GatheringDeps,
  given: { caseId: string; roles: readonly string[]; now: Instant },
): Promise<GatheringDetailWire | null> {
  const { database, agreementIndex, authorityNames, self } = deps.assistance;
  const { roles, now } = given;
  const facts = await measuredCase(database, given.caseId);
  const order = facts === null ? null : gatheringOrderOf(facts);
  if (facts === null || order === null) return null;
  const names = await authorityNames(database, [facts.counterpart, self]);
  const { row, gathering, clocks } = seen(deps, { facts, order, index: await agreementIndex(database, now), names, now });
  const nameOf = (authorityId: string): string => names.get(authorityId)?.name ?? authorityId;
  const next = nextOf(facts, order, gathering, roles);
  const mayOrder = facts.side === 'requesting' && roles.includes('preparer') && row.state === 'preserved';
  return {
    row,
    order,
    sought: [...gathering.sought],
    formalities: [...gathering.formalities],
    preservedUntil: gathering.preservedUntil,
    clocks,
    history: takenOf(facts).map(({ at, side, dispatch, measure }) => ({
      at,
      by: side === facts.side ? 'us' : 'them',
      sentence: `${nameOf(side === facts.side ? self : facts.counterpart)} ${stepSentence(measure, order)}`,
      dispatch,
    })),
    linked: await linkedOrders(deps, facts, order, now),
    mayOrderProduction: mayOrder,
    next: row.state === 'lapsed' ? next.filter((step) => step === 'ended') : next,
  };
}

/** The order to preserve that this one follows, or those that follow it, in either direction between the same two authorities. */
export async function linkedOrders(
  deps: GatheringDeps,
  facts: Pick<MeasuredCase, 'id' | 'side' | 'counterpart'>,
  order: GatheringOrderWire,
  now: Instant,
): Promise<GatheringDetailWire['linked']> {
  const before = followed(order);
  const around = await measuredCasesAround(deps.assistance.database, before === null ? [order.orderId] : [order.orderId, before]);
  const all = await seenIn(deps, around, now);
  return all
    .filter(({ facts: other, order: one }) => {
      if (other.id === facts.id || other.side !== facts.side || other.counterpart !== facts.counterpart) return false;
      return followed(one) === order.orderId || followed(order) === one.orderId;
    })
    .map(({ row: { caseId, kind, reference, orderId, state } }) => ({ caseId, kind, reference, orderId, state }));
}

function followed(order: GatheringOrderWire): string | null {
  return order.kind === 'preservation' ? null : order.follows;
}

type Which = Parameters<typeof measuredCases>[1];

async function seenOrders(deps: GatheringDeps, which: Which, now: Instant): Promise<Seen[]> {
  return seenIn(deps, await measuredCases(deps.assistance.database, which), now);
}

async function seenIn(deps: GatheringDeps, cases: readonly MeasuredCase[], now: Instant): Promise<Seen[]> {
  const { database, agreementIndex, authorityNames } = deps.assistance;
  const names = await authorityNames(database, [...new Set(cases.map((one) => one.counterpart))]);
  const index = await agreementIndex(database, now);
  return cases.flatMap((facts) => {
    const order = gatheringOrderOf(facts);
    return order === null ? [] : [seen(deps, { facts, order, index, names, now })];
  });
}

interface Seeing {
  readonly facts: MeasuredCase;
  readonly order: GatheringOrderWire;
  readonly index: AgreementIndex;
  readonly names: ReadonlyMap<string, { readonly name: string }>;
  readonly now: Instant;
}
interface Seen extends Pick<Seeing, 'facts' | 'order'> {
  readonly row: GatheringRowWire;
  readonly gathering: Gathering;
  readonly clocks: GatheringClockWire[];
}

function seen(deps: GatheringDeps, { facts, order, index, names, now }: Seeing): Seen {
  const gathering = playGathering(order, takenOf(facts));
  const agreement = facts.agreement === null ? null : agreementByDigest(index, facts.agreement.digest);
  const state = stateOf(facts, gathering, now);
  const clocks = isOver(state) ? [] : gatheringClocks({ facts, gathering, agreement, self: deps.assistance.self, now });
  const row: GatheringRowWire = {
    caseId: facts.id,
    side: facts.side,
    counterpart: names.get(facts.counterpart)?.name ?? facts.counterpart,
    counterpartId: facts.counterpart,
    kind: order.kind,
    assistance: facts.assistance,
    orderId: order.orderId,
    reference: order.reference,
    state,
    sought: gathering.sought.length,
    answered: gathering.sought.filter(({ outcome }) => outcome !== null).length,
    nextClock: nextGatheringClock(clocks),
  };
  return { facts, order, row, gathering, clocks };
}

/** The case knows what comes before and beside the steps: not sent yet, refused, withdrawn. */
function stateOf(facts: MeasuredCase, gathering: Gathering, now: Instant): GatheringState {
  if (['draft', 'awaiting-approval', 'sent', 'not-delivered'].includes(facts.state)) return 'not-sent';
  if (facts.state === 'withdrawn') return facts.state;
  // Until it is reopened, a refusal stands.
  if (['refused', 'reconsidering', 'upheld'].includes(facts.state)) return 'refused';
  return hasLapsed(gathering, now) ? 'lapsed' : gathering.state;
}

/** In these nothing is owed any more. */
function isOver(state: GatheringState): boolean {
  return ['refused', 'withdrawn', 'ended', 'lapsed'].includes(state);
}

function nextOf(
  facts: MeasuredCase,
  order: GatheringOrderWire,
  gathering: Gathering,
  roles: readonly string[],
): GatheringDetailWire['next'] {
  const may = facts.side === 'requested' ? ['preparer', 'records-keeper'] : ['preparer'];
  const isOpen = ['received', 'acknowledged', 'question-open', 'partly-answered'].includes(facts.state);
  if (!isOpen || facts.isWaiting || !roles.some((role) => may.includes(role))) return [];
  return gatheringNext.filter((step) => {
    if (stepTable[step].by !== facts.side || !maySay(step, order.kind, gathering.state)) return false;
    if (step === 'more-time') return !gathering.hasMoreTime;
    return step !== 'extend' || !gathering.isExtended;
  });
}
