// SPDX-License-Identifier: Apache-2.0
/**
 * Orders under which something may still be taken, as whoever plans to recover traced value looks at them: who carries each out, what is
 * left of it, and which accounts it names. Folded from the same measures as the ledger; nothing of it is stored.
 */
import { measuredCases } from '../assistance/index.ts';
import { endOfLocalDay, formatMoney, type Instant, isCurrency, type LocalDate } from '../kernel/index.ts';
import type { FreezingDeps } from './freezing-deps.ts';
import { orderOf, takenOf } from './freezing-rules.ts';
import { playFreeze, totalsOf } from './play-freeze.ts';
import type { OrderWire } from './wire.ts';

export interface StandingFreeze {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: OrderWire['kind'];
  /** Who carries it out. */
  readonly authority: string;
  readonly basis: OrderWire['property']['basis'];
  readonly currency: string;
  /** A plain decimal. */
  readonly left: string;
  readonly accounts: readonly string[];
  readonly until: Instant | null;
  /** The end of the day of its date, so that prices of that day count. */
  readonly madeAt: Instant;
}

/** Open orders that are looked at; as many as clocks are. */
const ordersMax = 5000;
/** States of a case in which its order is not there, or not any more. */
const notStanding: readonly string[] = ['draft', 'awaiting-approval', 'not-delivered', 'withdrawn', 'refused', 'upheld'];
const over: readonly string[] = ['ended', 'disposed', 'impossible'];

export async function standingOrders({ assistance }: FreezingDeps): Promise<readonly StandingFreeze[]> {
  const { database, self } = assistance;
  const cases = await measuredCases(database, { limit: ordersMax, isOpen: true });
  return cases.flatMap((facts): StandingFreeze[] => {
    const order = orderOf(facts);
    if (order === null || notStanding.includes(facts.state)) return [];
    const freeze = playFreeze(takenOf(facts));
    if (over.includes(freeze.state)) return [];
    const { basis, currency, items } = order.property;
    // Whoever checked the order let no other currency in.
    if (!isCurrency(currency)) return [];
    return [
      {
        caseId: facts.id,
        reference: order.reference,
        kind: order.kind,
        authority: facts.side === 'requesting' ? facts.counterpart : self,
        basis,
        currency,
        left: formatMoney({ amountMinor: BigInt(totalsOf(order, freeze.lines).leftMinor), currency }),
        accounts: items.map(({ locator }) => locator).filter((locator) => locator !== ''),
        until: freeze.until,
        madeAt: endOfLocalDay(order.issuedOn as LocalDate, 'UTC'),
      },
    ];
  });
}
