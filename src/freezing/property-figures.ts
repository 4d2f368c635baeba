// SPDX-License-Identifier: Apache-2.0
/**
 * What became of property under the orders of some cases, for statistics: frozen, released, disposed of, and to whom it went. Pure but
 * for the reading.
 *
 *     order over 310,000.00 EUR frozen; 200,000.00 given to 3 victims and 60,000.00 to each state, the rest released
 *     -> frozenEver 310,000.00, held 0.00, toVictims 200,000.00, toIssuing and toExecuting 60,000.00 each, victims 3
 *
 * Sums are those of the ledger: a line counts at the value at which it was frozen, whatever it was worth later. What was returned is what
 * the measures say was given, which may be more or less than that.
 */
import { type MeasuredCase, measuredCasesAmong } from '../assistance/index.ts';
import type { Database } from '../kernel/index.ts';
import { orderOf, takenOf } from './freezing-rules.ts';
import { playFreeze, totalsOf } from './play-freeze.ts';

interface PropertyFigures {
  readonly caseId: string;
  readonly currency: string;
  readonly frozenEverMinor: bigint;
  /** Frozen still. */
  readonly heldMinor: bigint;
  readonly releasedMinor: bigint;
  readonly toVictimsMinor: bigint;
  readonly toIssuingMinor: bigint;
  readonly toExecutingMinor: bigint;
  /** Victims who were compensated, as far as the measures say how many. */
  readonly victims: number;
}

/** Those of the cases that brought an order. */
export async function propertyFigures(db: Database, caseIds: readonly string[]): Promise<PropertyFigures[]> {
  return (await measuredCasesAmong(db, caseIds)).flatMap((facts) => {
    const figures = figuresOf(facts);
    return figures === null ? [] : [figures];
  });
}

export function figuresOf(facts: MeasuredCase): PropertyFigures | null {
  const order = orderOf(facts);
  if (order === null) return null;
  const taken = takenOf(facts);
  const { frozenMinor, releasedMinor, disposedMinor } = totalsOf(order, playFreeze(taken).lines);
  const disposed = taken.flatMap(({ measure }) => (measure.kind === 'disposed' ? [measure] : []));
  const given = (share: 'victimsMinor' | 'issuingMinor' | 'executingMinor'): bigint =>
    disposed.reduce((sum, measure) => sum + BigInt(measure[share]), 0n);
  return {
    caseId: facts.id,
    currency: order.property.currency,
    frozenEverMinor: BigInt(frozenMinor) + BigInt(releasedMinor) + BigInt(disposedMinor),
    heldMinor: BigInt(frozenMinor),
    releasedMinor: BigInt(releasedMinor),
    toVictimsMinor: given('victimsMinor'),
    toIssuingMinor: given('issuingMinor'),
    toExecutingMinor: given('executingMinor'),
    victims: disposed.reduce((sum, measure) => sum + (measure.victimsCompensated ?? 0), 0),
  };
}
