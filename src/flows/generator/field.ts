// SPDX-License-Identifier: Apache-2.0
/**
 * The field of a simulated world of payments: accounts in invented jurisdictions, a calendar, and payments that are written down.
 *
 * Whoever plays on it (ordinary people, launderers, lawful look-alikes) only opens accounts and pays. Everything is drawn from one seed.
 */
import { type MovementKind, type Movements, movementsBuilder } from '../../columns/index.ts';
import { type Randomness, seededRandomness } from '../../kernel/index.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
const jurisdictions = ['XA', 'XB', 'XC', 'XD'] as const;

export interface Payment {
  readonly from: string;
  readonly to: string;
  /** In whole units of the asset, with cents: 12.34. */
  readonly amount: number;
  readonly at: number;
  readonly kind?: MovementKind;
  readonly transaction?: string;
  readonly symbol?: string;
  readonly ledger?: string;
}

export interface Field {
  readonly random: Randomness;
  readonly beginsAt: number;
  readonly days: number;
  /** Opens an account with a name that no other has. */
  open(): string;
  /** So many accounts at once. */
  openAll(count: number): readonly string[];
  pay(payment: Payment): void;
  finish(): Movements;
}

/** The outside world, for cash. */
export const outside = '';

interface Kept extends Payment {
  readonly order: number;
}

export function newField(given: { readonly seed: number; readonly beginsAt: number; readonly days: number }): Field {
  const random = seededRandomness(given.seed);
  const kept: Kept[] = [];
  let accounts = 0;
  const open = (): string => {
    accounts += 1;
    return `${random.pick(jurisdictions)}-${String(100_000 + accounts)}`;
  };
  return {
    random,
    beginsAt: given.beginsAt,
    days: given.days,
    open,
    openAll: (count) => Array.from({ length: count }, open),
    pay(payment) {
      if (payment.amount > 0) kept.push({ ...payment, order: kept.length });
    },
    finish: () => written(kept),
  };
}

/** In order of time, so that rows of the file are rows of the table. */
function written(kept: readonly Kept[]): Movements {
  const builder = movementsBuilder();
  const sorted = kept.toSorted((left, right) => left.at - right.at || left.order - right.order);
  for (const [index, { from, to, amount, at, kind = 'transfer', transaction = '', symbol = 'EUR', ledger = 'bank' }] of sorted.entries()) {
    const [payer, payee] = [from, to].map((name) => (name === outside ? 0 : builder.parties.numberOf(name)));
    builder.add({
      timeMs: Math.round(at / 1000) * 1000,
      from: payer ?? 0,
      to: payee ?? 0,
      asset: builder.asset({ symbol, ledger, decimals: 2 }),
      amount: Math.round(amount * 100),
      kind: kind === 'transfer' && payer === 0 ? 'cash-in' : kind === 'transfer' && payee === 0 ? 'cash-out' : kind,
      transaction: transaction === '' ? 0 : builder.transactions.numberOf(transaction),
      sourceRow: index + 1,
    });
  }
  return builder.finish().movements;
}
