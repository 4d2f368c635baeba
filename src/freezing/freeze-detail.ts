// SPDX-License-Identifier: Apache-2.0
/** The freeze as one officer sees it: the ledger, the clocks, what was said, and what this officer may do next. */
import { agreementByDigest, type AgreementIndex } from '../agreements/index.ts';
import { type MeasuredCase, measuredCase, measuredCases, measuredCasesAround } from '../assistance/index.ts';
import type { Instant } from '../kernel/index.ts';
import { measuresByState, takesDisposal } from './check-measure.ts';
import { clocksOf, nextClock } from './clocks.ts';
import type { FreezingDeps } from './freezing-deps.ts';
import { orderOf, takenOf } from './freezing-rules.ts';
import { measureSentence } from './measure-words.ts';
import { type Freeze, playFreeze, totalsOf } from './play-freeze.ts';
import { firmOrdersOf } from './store.ts';
import { sumWords } from './sum-words.ts';
import { type FreezeClockWire, type FreezeDetailWire, freezeNext, type FreezeRowWire, type FreezeState, type OrderWire } from './wire.ts';

export interface Viewer {
  readonly roles: readonly string[];
}

/** As many orders as the list shows: more are found by their case. */
const listedMax = 500;
/** As many open ones as clocks are looked at of; an authority with more has them in its worklist by their cases' own deadlines. */
const clockedMax = 5000;

export async function freezeRows(deps: FreezingDeps, now: Instant): Promise<FreezeRowWire[]> {
  return (await seenOrders(deps, { limit: listedMax, isOpen: false }, now)).map(({ row }) => row);
}

type Which = Parameters<typeof measuredCases>[1];

async function seenOrders(deps: FreezingDeps, which: Which, now: Instant): Promise<ReturnType<typeof seen>[]> {
  const { database, agreementIndex, authorityNames } = deps.assistance;
  const cases = await measuredCases(database, which);
  const names = await authorityNames(database, [...new Set(cases.map((one) => one.counterpart))]);
  const index = await agreementIndex(database, now);
  return cases.flatMap((facts) => {
    const order = orderOf(facts);
    return order === null ? [] : [seen(deps, { facts, order, index, names, now })];
  });
}

const isOfCase = (what: FreezeClockWire['what']): boolean => what === 'decide' || what === 'reply';

/** Clocks of this room that are among no deadlines of a case: execution, the question to limit, the end of a suspension. */
export async function freezeClocksDue(
  deps: FreezingDeps,
  span: { readonly from: Instant; readonly to: Instant; readonly now: Instant },
): Promise<readonly { readonly row: FreezeRowWire; readonly clock: FreezeClockWire }[]> {
  return (await seenOrders(deps, { limit: clockedMax, isOpen: true }, span.now)).flatMap(({ row, clocks }) => {
    if (['not-sent', 'refused', 'withdrawn'].includes(row.state)) return [];
    const due = clocks.filter(({ what, metAt, dueAt }) => !isOfCase(what) && metAt === null && dueAt >= span.from && dueAt < span.to);
    return due.map((clock) => ({ row, clock }));
  });
}

/** Null when there is no such case, or it brings no order. */
export async function freezeDetail(
  deps: FreezingDeps,
  given: { caseId: string; viewer: Viewer; now: Instant },
): Promise<FreezeDetailWire | null> {
  const { database, agreementIndex, authorityNames, self } = deps.assistance;
  const { viewer, now } = given;
  const facts = await measuredCase(database, given.caseId);
  const order = facts === null ? null : orderOf(facts);
  if (facts === null || order === null) return null;
  const names = await authorityNames(database, [facts.counterpart, self]);
  const index = await agreementIndex(database, now);
  const { row, freeze, clocks } = seen(deps, { facts, order, index, names, now });
  const nameOf = (authorityId: string): string => names.get(authorityId)?.name ?? authorityId;
  const siblings = facts.side === 'requesting' ? await frozenElsewhere(deps, order) : BigInt(totalsOf(order, freeze.lines).frozenMinor);
  return {
    row,
    order,
    lines: [...freeze.lines],
    totals: { ...totalsOf(order, freeze.lines), allStatesMinor: String(siblings) },
    clocks,
    history: takenOf(facts).map(({ at, side, dispatch, measure }) => ({
      at,
      by: side === facts.side ? 'us' : 'them',
      sentence: `${nameOf(side === facts.side ? self : facts.counterpart)} ${measureSentence(measure, { sum: sumWords(order), line: lineWords(freeze) })}`,
      dispatch,
    })),
    firmOrders: (await firmOrdersOf(database, facts.id)).map(({ id, firm, firm_kind, item_id, instruction, sent_at, confirmed }) => ({
      id,
      firm,
      firmKind: firm_kind,
      itemId: item_id,
      instruction,
      sentAt: sent_at,
      confirmed,
    })),
    next: nextOf({ facts, order }, freeze, viewer),
  };
}

interface Seeing {
  readonly facts: MeasuredCase;
  readonly order: OrderWire;
  readonly index: AgreementIndex;
  readonly names: ReadonlyMap<string, { readonly name: string }>;
  readonly now: Instant;
}

function seen(deps: FreezingDeps, { facts, order, index, names, now }: Seeing) {
  const freeze = playFreeze(takenOf(facts));
  const agreement = facts.agreement === null ? null : agreementByDigest(index, facts.agreement.digest);
  const clocks = clocksOf({ facts, freeze, agreement, self: deps.assistance.self, now });
  const row: FreezeRowWire = {
    caseId: facts.id,
    side: facts.side,
    counterpart: names.get(facts.counterpart)?.name ?? facts.counterpart,
    assistance: facts.assistance,
    orderId: order.orderId,
    reference: order.reference,
    state: stateOf(facts, freeze),
    currency: order.property.currency,
    hereMinor: order.property.hereMinor,
    frozenMinor: totalsOf(order, freeze.lines).frozenMinor,
    nextClock: nextClock(clocks),
  };
  return { row, freeze, clocks };
}

/** The case knows what comes before and beside the measures: not sent yet, refused, withdrawn. */
function stateOf(facts: MeasuredCase, freeze: Freeze): FreezeState {
  if (['draft', 'awaiting-approval', 'sent', 'not-delivered'].includes(facts.state)) return 'not-sent';
  if (facts.state === 'withdrawn') return facts.state;
  // Until it is reopened, a refusal stands.
  if (['refused', 'reconsidering', 'upheld'].includes(facts.state)) return 'refused';
  return freeze.state;
}

const executingMeasures = [
  'recognised',
  'late',
  'postponed',
  'impossible',
  'executed',
  'valued',
  'claimed',
  'limit-question',
  'ended',
  'disposed',
];

function nextOf({ facts, order }: Pick<Seeing, 'facts' | 'order'>, freeze: Freeze, viewer: Viewer): FreezeDetailWire['next'] {
  const may = facts.side === 'requested' ? ['preparer', 'records-keeper'] : ['preparer'];
  const isOpen = ['received', 'acknowledged', 'question-open', 'partly-answered'].includes(facts.state);
  if (!isOpen || !viewer.roles.some((role) => may.includes(role))) return [];
  const measures = freezeNext.filter(
    (kind) =>
      kind !== 'firm-order' &&
      !facts.isWaiting &&
      executingMeasures.includes(kind) === (facts.side === 'requested') &&
      measuresByState[kind].includes(freeze.state) &&
      (kind !== 'disposed' || takesDisposal(order)),
  );
  return facts.side === 'requested' ? [...measures, 'firm-order'] : measures;
}

/** What is frozen under the order in all states that it went to, as they reported it. */
async function frozenElsewhere(deps: FreezingDeps, order: OrderWire): Promise<bigint> {
  const cases = await measuredCasesAround(deps.assistance.database, [order.orderId]);
  return cases.reduce((sum, facts) => {
    const other = orderOf(facts);
    if (other === null || other.orderId !== order.orderId || facts.side !== 'requesting') return sum;
    return sum + BigInt(totalsOf(other, playFreeze(takenOf(facts)).lines).frozenMinor);
  }, 0n);
}

/** A line by what it is; the identifier of one that the ledger does not hold. */
function lineWords({ lines }: Freeze): (lineId: string) => string {
  return (lineId) => lines.find((line) => line.lineId === lineId)?.description ?? lineId;
}
