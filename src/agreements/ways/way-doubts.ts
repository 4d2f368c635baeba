// SPDX-License-Identifier: Apache-2.0
/**
 * How certain a way is: 100, less what speaks against its leading to an answer that can be used.
 *
 * The points are a table of this house, for comparing ways with each other and for nothing else: they are no probability, and
 * nobody has measured them. What each of them rests on is read from the agreement, and stands beside it as a sentence.
 */
import type { Instant } from '../../kernel/index.ts';
import type { ClauseRef } from '../verdicts/compiled-agreement.ts';
import type { ExerciseMode } from '../terms/bounds.ts';
import { capabilityNeeded, clauseWord, countWords } from '../verdicts/words.ts';
import type { WayWire } from './wire.ts';
import type { Leg } from './way-legs.ts';

type Doubt = WayWire['doubts'][number];

interface Judged {
  readonly legs: readonly Leg[];
  readonly dueAt: Instant | null;
  readonly evidentialUse: WayWire['evidentialUse'];
  readonly isForCourt: boolean;
  /** Whether the last authority must consent before what it gives is passed on to us. */
  readonly isConsentNeeded: boolean;
}

interface DoubtRule {
  readonly kind: string;
  /** Taken off once for each time it is found. */
  readonly points: number;
  readonly find: (way: Judged) => readonly Found[];
}
type Found = readonly [sentence: string, clause: ClauseRef | null];

/** In the order in which they are shown. */
const rules: readonly DoubtRule[] = [
  {
    kind: 'intermediary',
    points: 20,
    find: ({ legs }) =>
      legs.slice(1).map(({ from }): Found => [`${from.name} has to ask on our behalf, and need not do so at once.`, null]),
  },
  {
    kind: 'consent-to-pass-on',
    points: 15,
    find: ({ legs, isConsentNeeded }) =>
      legs
        .slice(1)
        .filter(() => isConsentNeeded)
        .map(({ agreement, to }): Found => [`${to.name} must consent before it is passed on to us.`, agreement.onward?.clause ?? null]),
  },
  {
    kind: 'no-limit-of-time',
    points: 15,
    find: ({ legs }) =>
      legs.filter(({ dueAt }) => dueAt === null).map(({ to }): Found => [`No clause says by when ${to.name} replies.`, null]),
  },
  {
    kind: 'not-binding',
    points: 10,
    find: ({ legs }) =>
      legs
        .filter(({ agreement }) => agreement.known.document.legalNature === 'non-binding')
        .map(({ agreement }): Found => [`"${agreement.title}" states what its parties intend and binds nobody.`, null]),
  },
  {
    kind: 'ends-before-the-answer',
    points: 25,
    find: ({ legs, dueAt }) =>
      legs
        .filter(({ agreement: { inForceUntil } }) => inForceUntil !== null && (dueAt === null || inForceUntil <= dueAt))
        .map(({ agreement }): Found => {
          const tail =
            agreement.underWay === null
              ? 'and no clause carries requests under way on'
              : `and clause ${agreement.underWay.clause} carries requests under way on`;
          return [`"${agreement.title}" ends on ${agreement.inForceUntil ?? ''}, ${tail}.`, agreement.underWay];
        }),
  },
  {
    kind: 'violation-there-too',
    points: 10,
    find: ({ legs }) =>
      legs.flatMap(({ agreement }): Found[] => {
        const clause = agreement.groundsForbidden.has('R07') ? undefined : agreement.groundsAllowed.get('R07');
        return clause === undefined
          ? []
          : [[`${clauseWord(clause.clause)} lets it be refused where the conduct is no violation there.`, clause]];
      }),
  },
  {
    kind: 'through-a-court',
    points: 10,
    find: ({ legs }) =>
      legs.flatMap(({ agreement, to, assistance }): Found[] => {
        const power = agreement.bounds.powers.get(to.authorityId)?.get(capabilityNeeded[assistance]);
        if (power === undefined || power.mode === 'directly') return [];
        return [[`${clauseWord(power.clause.clause)}: ${to.name} does it ${modeWords[power.mode]}.`, power.clause]];
      }),
  },
  {
    kind: 'grounds-of-refusal',
    points: 5,
    find: ({ legs }) => legs.flatMap(manyGrounds),
  },
  {
    kind: 'permission-for-evidence',
    points: 10,
    find: ({ legs, evidentialUse, isForCourt }) =>
      isForCourt && evidentialUse === 'with-permission'
        ? [[`${legs.at(-1)?.to.name ?? ''} must permit its use as evidence first.`, legs.at(-1)?.agreement.conditions[0]?.clause ?? null]]
        : [],
  },
];

const modeWords: Readonly<Record<ExerciseMode, string>> = {
  directly: 'itself',
  'with-others': 'with another body of its country',
  delegated: 'through a body to which it delegates',
  'through-court': 'on the order of a court',
};

/** Above this many, the list of grounds counts as long: the memoranda of the field name four to eight. */
const groundsFew = 6;

function manyGrounds({ agreement }: Leg): Found[] {
  const grounds = [...agreement.groundsAllowed.keys()].filter((ground) => !agreement.groundsForbidden.has(ground));
  const [clause = null] = agreement.groundsAllowed.values();
  if (grounds.length <= groundsFew) return [];
  return [[`It may be refused on ${countWords(grounds.length, 'ground')}.`, clause]];
}

export function doubtsAbout(way: Judged): { readonly certainty: number; readonly doubts: Doubt[] } {
  const doubts = rules.flatMap(({ kind, points, find }) => find(way).map(([sentence, clause]) => ({ kind, points, sentence, clause })));
  const taken = doubts.reduce((sum, { points }) => sum + points, 0);
  return { certainty: Math.max(0, 100 - taken), doubts };
}
