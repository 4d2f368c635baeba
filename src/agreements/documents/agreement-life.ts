// SPDX-License-Identifier: Apache-2.0
/**
 * What the parties have declared about an agreement after all of them had signed it: reservations, suspensions, withdrawals, holidays.
 *
 * Each is one party's own declaration or the vote of the others, made by signed notes (room `negotiation`); here stands what it means at a
 * moment. An
 * agreement with a life permits at most what it permits without: declarations only ever take away.
 */
import type { AssistanceKind } from '../wire.ts';

export interface AgreementLife {
  /** `until` is null while it lasts. */
  readonly suspensions: readonly {
    readonly party: string;
    /** Whether it declared it of itself, or the other parties suspended it by their vote. */
    readonly by: 'itself' | 'the-others';
    readonly from: string;
    readonly until: string | null;
    readonly reason: string;
  }[];
  /** Notice was given at `noticeAt`; from `endsAt` on the party is bound by what survives alone. */
  readonly withdrawals: readonly {
    readonly party: string;
    readonly noticeAt: string;
    readonly endsAt: string;
    readonly reason: string;
  }[];
  /** Holidays that a party announced after it had signed, in the order in which it did: `from` this day on these hold. */
  readonly calendars: readonly {
    readonly party: string;
    readonly at: string;
    readonly from: string;
    readonly holidays: readonly string[];
  }[];
  /** What the party neither gives nor asks. */
  readonly reservations: readonly {
    readonly party: string;
    readonly from: string;
    readonly clause: string;
    readonly assistance: readonly AssistanceKind[];
    readonly text: string;
  }[];
}

export const noLife: AgreementLife = Object.freeze({ suspensions: [], withdrawals: [], calendars: [], reservations: [] });

/** The suspension by one of these parties that lasts at this moment. */
export function suspensionAt(life: AgreementLife, parties: readonly string[], now: string): AgreementLife['suspensions'][number] | null {
  const lasts = ({ party, from, until }: AgreementLife['suspensions'][number]): boolean =>
    parties.includes(party) && from <= now && (until === null || now < until);
  return life.suspensions.find(lasts) ?? null;
}

/** The withdrawal of one of these parties whose notice has run out. */
export function withdrawalAt(life: AgreementLife, parties: readonly string[], now: string): AgreementLife['withdrawals'][number] | null {
  return life.withdrawals.find(({ party, endsAt }) => parties.includes(party) && now >= endsAt) ?? null;
}

/** How an agreement in force stands with its parties as a whole: it has ended for all when fewer than two are left. */
export function standingOf(life: AgreementLife, parties: readonly string[], now: string): 'in-force' | 'suspended' | 'withdrawn' {
  const left = parties.filter((party) => withdrawalAt(life, [party], now) === null);
  if (left.length < 2) return 'withdrawn';
  return left.length - left.filter((party) => suspensionAt(life, [party], now) !== null).length < 2 ? 'suspended' : 'in-force';
}
