// SPDX-License-Identifier: Apache-2.0
/** The rules of orders for evidence as room assistance asks them: of what was sent, by values that both servers hold. */
import type { MeasuredCase, MeasureRules } from '../assistance/index.ts';
import type { Issue } from '../kernel/index.ts';
import { checkGatheringStep } from './check-measure.ts';
import { checkGatheringOrder, isGatheringOrder, readGatheringOrder } from './check-order.ts';
import { playGathering, type Taken } from './play-gathering.ts';
import { gatheringInstructionSchema, gatheringMeasureSchema, type GatheringOrderWire } from './wire.ts';

/** Null for a case whose order is not one of this room: another room knows its rules. */
export const gatheringRules: MeasureRules = {
  order({ assistance, order }) {
    const read = readGatheringOrder(order);
    return read.order === null ? read.issues : checkGatheringOrder(read.order, assistance);
  },
  measure({ case: facts, side, content, at }) {
    const { order, issues } = readGatheringOrder(facts.order);
    if (order === null) return issues;
    const parsed = (side === 'requested' ? gatheringMeasureSchema : gatheringInstructionSchema).safeParse(content);
    if (!parsed.success) {
      return parsed.error.issues.map(({ path, message }) => ({
        path: ['measure', ...path].join('.'),
        problem: `${message}.`,
        remedy: 'Correct this field.',
      }));
    }
    const decideBy = facts.deadlines.find(({ step, metAt }) => step === 'decide' && metAt === null)?.dueAt ?? null;
    return checkGatheringStep({ order, taken: takenOf(facts), step: parsed.data, decideBy, at });
  },
  inForce({ case: facts }) {
    const { order } = readGatheringOrder(facts.order);
    if (order === null || order.kind !== 'preservation') return [];
    const { state } = playGathering(order, takenOf(facts));
    return state === 'preserved' || state === 'kept-for-production' ? [stillPreserved] : [];
  },
};

const stillPreserved: Issue = {
  path: 'order',
  problem:
    'Data are still preserved under the order of this case; once the case has ended, nobody could release them or say that production was ordered.',
  remedy: 'Let the preservation be ended on the page of the order; then end the case.',
};

/** The rules of either room, by whose order it is. */
export function withGathering(others: MeasureRules): MeasureRules {
  const rulesOf = (order: unknown): MeasureRules => (isGatheringOrder(order) ? gatheringRules : others);
  return {
    order: (given) => rulesOf(given.order).order(given),
    measure: (given) => rulesOf(given.case.order).measure(given),
    inForce: (given) => rulesOf(given.case.order).inForce(given),
  };
}

/** Steps of a case as this room reads them; what it does not know is no step of an order for evidence. */
export function takenOf(facts: Pick<MeasuredCase, 'taken'>): Taken[] {
  return facts.taken.flatMap(({ side, at, dispatch, content }) => {
    const parsed = (side === 'requested' ? gatheringMeasureSchema : gatheringInstructionSchema).safeParse(content);
    return parsed.success ? [{ side, at, dispatch, measure: parsed.data }] : [];
  });
}

export function gatheringOrderOf(facts: Pick<MeasuredCase, 'order'>): GatheringOrderWire | null {
  return isGatheringOrder(facts.order) ? readGatheringOrder(facts.order).order : null;
}
