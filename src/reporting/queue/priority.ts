// SPDX-License-Identifier: Apache-2.0
/**
 * Which report is read first: points by a table of reasons, each with the sentence that the analyst reads.
 *
 * Points add up; from 50 on a report is urgent, from 25 on high. A small worked case: a firm reports that 2,400,000 EUR left for a
 * wallet abroad this morning, and the wallet stands in two earlier reports:
 *
 *     movement within 72 hours     30    what moved so lately may still be stopped
 *     sum from 1,000,000           15
 *     met in 2 earlier reports     20
 *                                  65    urgent
 *
 * It orders the reading and decides nothing: every report is read. The figures are the house's own choice, written here and nowhere
 * else; no source gives them. Sums are not converted between currencies: one large figure is what catches the eye.
 */
import { type Instant, msBetween } from '../../kernel/index.ts';
import type { SuspiciousReport } from '../../records/index.ts';
import type { Priority, PriorityReasonWire } from '../wire.ts';

export interface PriorityFacts {
  readonly report: SuspiciousReport;
  readonly receivedAt: Instant;
  /** Earlier reports that have an account, a wallet or another identifier in common with it. */
  readonly earlierReports: number;
  /** The authority's own jurisdiction: parties elsewhere need others' help, which takes its time. */
  readonly jurisdiction: string;
}

interface Rule {
  readonly name: string;
  readonly points: number;
  /** The sentence where the rule holds, or null. */
  readonly holds: (facts: PriorityFacts) => string | null;
}

const freshMs = 72 * 3_600_000;
const largeSum = 1_000_000;

const rules: readonly Rule[] = [
  {
    name: 'terrorist-financing',
    points: 50,
    holds: ({ report }) => (report.suspicion === 'terrorist-financing' ? 'The suspicion is the financing of terrorism.' : null),
  },
  {
    name: 'sanctions-evasion',
    points: 40,
    holds: ({ report }) => (report.suspicion === 'sanctions-evasion' ? 'The suspicion is the evasion of sanctions.' : null),
  },
  {
    name: 'fresh-movement',
    points: 30,
    holds: ({ report, receivedAt }) => {
      const fresh = report.movements.filter(({ at }) => isFresh(at, receivedAt)).length;
      if (fresh === 0) return null;
      return `${fresh === 1 ? 'One movement is' : `${fresh} movements are`} of the 72 hours before it came: it may still be stopped.`;
    },
  },
  {
    name: 'met-before',
    points: 20,
    holds: ({ earlierReports: count }) =>
      count === 0
        ? null
        : `It has accounts or identifiers in common with ${count === 1 ? 'one earlier report' : `${count} earlier reports`}.`,
  },
  {
    name: 'large-sum',
    points: 15,
    holds: ({ report }) => {
      const large = report.movements.find(({ amount }) => Number(amount) >= largeSum);
      return large === undefined ? null : `One movement alone is of ${inThousands(large.amount)} ${large.unit}.`;
    },
  },
  {
    name: 'elsewhere',
    points: 10,
    holds: ({ report, jurisdiction }) => {
      const others = new Set(report.parties.flatMap((party) => party.jurisdiction ?? []).filter((code) => code !== jurisdiction));
      return others.size === 0 ? null : `Parties are in ${[...others].toSorted().join(', ')}: what is there takes the help of others.`;
    },
  },
  {
    name: 'follows',
    points: 10,
    holds: ({ report }) => (report.follows === undefined ? null : 'It adds to a report that was made before.'),
  },
];

/** As it is read: 1,250,000.00. */
const inThousands = (decimal: string): string => decimal.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));

/** A movement after the report came is a slip of a clock, and as fresh as one can be. */
function isFresh(at: string, receivedAt: Instant): boolean {
  const age = msBetween(at as Instant, receivedAt);
  return Number.isFinite(age) && age <= freshMs;
}

const urgentFrom = 50;
const highFrom = 25;

export interface JudgedPriority {
  readonly priority: Priority;
  readonly points: number;
  readonly reasons: readonly PriorityReasonWire[];
}

/** The reasons that hold, the heaviest first. */
export function priorityOf(facts: PriorityFacts): JudgedPriority {
  const reasons = rules.flatMap(({ name, points, holds }): PriorityReasonWire[] => {
    const sentence = holds(facts);
    return sentence === null ? [] : [{ rule: name, points, sentence }];
  });
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return { priority: priorityFrom(points), points, reasons: reasons.toSorted((left, right) => right.points - left.points) };
}

export function priorityFrom(points: number): Priority {
  if (points >= urgentFrom) return 'urgent';
  return points >= highFrom ? 'high' : 'ordinary';
}
