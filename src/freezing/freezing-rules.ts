// SPDX-License-Identifier: Apache-2.0
/** The rules of orders and measures as room assistance asks them: of what was sent, by values that both servers hold. */
import type { MeasuredCase, MeasureRules } from '../assistance/index.ts';
import type { Issue } from '../kernel/index.ts';
import { checkMeasure } from './check-measure.ts';
import { checkOrder, orderKindOf, readOrder } from './check-order.ts';
import { limitAnswerDueAt } from './clocks.ts';
import { playFreeze, type Taken } from './play-freeze.ts';
import { instructionSchema, measureSchema, type OrderWire } from './wire.ts';

export const freezingRules: MeasureRules = {
  order({ assistance, order, sent }) {
    if (order === undefined) return [];
    if (orderKindOf[assistance] === undefined) {
      return [{ path: 'order', problem: 'Nothing is asked that takes an order.', remedy: 'Ask for a freeze, or leave the order out.' }];
    }
    const read = readOrder(order);
    if (read.order === null) return read.issues;
    const others = sent.flatMap(({ counterpart, order: other }) => {
      const { order: found } = readOrder(other);
      return found === null ? [] : [{ counterpart, order: found }];
    });
    return checkOrder(read.order, assistance, others);
  },
  measure({ case: facts, side, content, at, agreement, self }) {
    const { order } = readOrder(facts.order);
    if (order === null) return [noOrder];
    const parsed = (side === 'requested' ? measureSchema : instructionSchema).safeParse(content);
    if (!parsed.success) {
      return parsed.error.issues.map(({ path, message }) => ({
        path: ['measure', ...path].join('.'),
        problem: `${message}.`,
        remedy: 'Correct this field.',
      }));
    }
    const taken = takenOf(facts);
    const limitDueAt = limitAnswerDueAt({ facts, freeze: playFreeze(taken), agreement, self });
    return checkMeasure({ order, taken, measure: parsed.data, at, limitDueAt });
  },
  inForce: ({ case: facts }) => (playFreeze(takenOf(facts)).lines.some(({ state }) => state === 'frozen') ? [stillFrozen] : []),
};

const stillFrozen: Issue = {
  path: 'order',
  problem: 'Property is still frozen under the order of this case; once the case has ended, nobody could release it.',
  remedy: 'Let it be released and its end reported on the page of the order, or have it disposed of; then end the case.',
};

const noOrder: Issue = {
  path: 'order',
  problem: 'The request of this case brought no certificate.',
  remedy: 'Answer it with a reply, or ask the issuing authority for the certificate.',
};

/** The steps of the case, read; what cannot be read was admitted by no server of this version, and is passed over. */
export function takenOf(facts: MeasuredCase): Taken[] {
  return facts.taken.flatMap(({ side, at, dispatch, content }): Taken[] => {
    if (side === 'requested') {
      const parsed = measureSchema.safeParse(content);
      return parsed.success ? [{ side, at, dispatch, measure: parsed.data }] : [];
    }
    const parsed = instructionSchema.safeParse(content);
    return parsed.success ? [{ side, at, dispatch, measure: parsed.data }] : [];
  });
}

export function orderOf(facts: MeasuredCase): OrderWire | null {
  return readOrder(facts.order).order;
}
