// SPDX-License-Identifier: Apache-2.0
/**
 * Whether two reports tell of the same thing: proposed with reasons, and judged by an analyst.
 *
 * Both firms of a payment report it, each under its own reference; or one firm sends a report again under a new one. The features
 * below each give points and a sentence; from 80 on the pair is proposed. A payment in common alone is not enough (a chain of
 * payments is reported in pieces on purpose), with the same suspected party it is.
 */
import type { SuspiciousReport } from '../../records/index.ts';

interface Feature {
  readonly points: number;
  readonly holds: (left: SuspiciousReport, right: SuspiciousReport) => string | null;
}

const features: readonly Feature[] = [
  {
    points: 60,
    holds: (left, right) => {
      const common = inBoth(movementKeys(left), movementKeys(right));
      return common === 0 ? null : `${common === 1 ? 'One movement stands' : `${common} movements stand`} in both, with number and amount.`;
    },
  },
  {
    points: 30,
    holds: (left, right) => (inBoth(suspectedKeys(left), suspectedKeys(right)) === 0 ? null : 'Both suspect the same party.'),
  },
  {
    points: 70,
    holds: (left, right) =>
      plain(left.narrative).length > narrativeCharactersMin && plain(left.narrative) === plain(right.narrative)
        ? 'Both give the reason in the same words.'
        : null,
  },
];

const proposedFrom = 80;
/** Shorter ones are the same by chance. */
const narrativeCharactersMin = 40;

/** The reasons, where together they are enough; null otherwise. */
export function sameReport(left: SuspiciousReport, right: SuspiciousReport): string | null {
  const held = features.flatMap(({ points, holds }) => {
    const sentence = holds(left, right);
    return sentence === null ? [] : [{ points, sentence }];
  });
  const points = held.reduce((sum, feature) => sum + feature.points, 0);
  return points >= proposedFrom ? held.map(({ sentence }) => sentence).join(' ') : null;
}

function movementKeys({ movements }: SuspiciousReport): ReadonlySet<string> {
  const numbered = movements.filter(({ reference }) => reference !== '');
  return new Set(numbered.map(({ reference, amount, unit }) => `${plain(reference)} ${plainAmount(amount)} ${unit}`));
}

/** `7400.00` and `7400` are one amount. */
function plainAmount(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

function suspectedKeys({ parties }: SuspiciousReport): ReadonlySet<string> {
  const suspected = parties.filter(({ role }) => role === 'suspected');
  return new Set(
    suspected.flatMap(({ name, identifiers }) => [plain(name), ...identifiers.map(({ scheme, value }) => `${scheme} ${plain(value)}`)]),
  );
}

function inBoth(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return [...left].filter((key) => right.has(key)).length;
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
