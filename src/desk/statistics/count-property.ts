// SPDX-License-Identifier: Apache-2.0
/**
 * Property under orders by side and currency. Pure. Sums of one currency are never added to those of another.
 *
 *     two orders in EUR, 310,000.00 and 50,000.00 frozen; the second given back to 2 victims
 *     -> EUR: orders 2, frozenEver 360000.00, held 310000.00, toVictims 50000.00, ordersWithVictims 1, victims 2
 *
 * Source: Regulation (EU) 2018/1805, article 35 (value frozen and confiscated; cases in which victims were compensated).
 */
import type { CaseFacts } from '../../assistance/index.ts';
import { formatMoney, isCurrency } from '../../kernel/index.ts';
import type { PropertyOfCase } from '../desk-deps.ts';
import type { PropertyRowWire } from './wire.ts';

export function countProperty(
  cases: readonly Pick<CaseFacts, 'caseId' | 'side'>[],
  property: readonly PropertyOfCase[],
): PropertyRowWire[] {
  const sideOf = new Map(cases.map(({ caseId, side }) => [caseId, side]));
  const known = property.flatMap((one) => {
    const side = sideOf.get(one.caseId);
    return side === undefined ? [] : [{ ...one, side }];
  });
  const groups = Map.groupBy(known, ({ side, currency }) => `${side} ${currency}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { side, currency } = first;
      const sum = (minor: (one: PropertyOfCase) => bigint): string =>
        decimalOf(
          group.reduce((total, one) => total + minor(one), 0n),
          currency,
        );
      return [
        {
          side,
          currency: isCurrency(currency) ? currency : `${currency} (minor units)`,
          orders: group.length,
          frozenEver: sum((one) => one.frozenEverMinor),
          held: sum((one) => one.heldMinor),
          released: sum((one) => one.releasedMinor),
          toVictims: sum((one) => one.toVictimsMinor),
          toIssuing: sum((one) => one.toIssuingMinor),
          toExecuting: sum((one) => one.toExecutingMinor),
          ordersWithVictims: group.filter((one) => one.toVictimsMinor > 0n).length,
          victims: group.reduce((total, one) => total + one.victims, 0),
        },
      ];
    })
    .toSorted((left, right) => (`${left.side} ${left.currency}` < `${right.side} ${right.currency}` ? -1 : 1));
}

/** A currency of which nothing is known keeps its minor units. */
function decimalOf(amountMinor: bigint, currency: string): string {
  return isCurrency(currency) ? formatMoney({ amountMinor, currency }) : String(amountMinor);
}
