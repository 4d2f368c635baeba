// SPDX-License-Identifier: Apache-2.0
/**
 * Whether an item may be used as evidence: a table of rules, each with its sentence. The strictest answer decides; reasons stand in
 * the order of the table, the strictest first.
 *
 * What its originator allows comes first, with clause and agreement: conditions travel with the datum and bind whatever was made of it.
 * Only what was collected under the rules for statements or for production becomes evidence at all (invariant 10), and a hit never
 * does (invariant 13): it is asked for by a request, and the answer is evidence.
 */
import type { Instant } from '../kernel/index.ts';
import type { ItemState } from './custody.ts';
import { formalitiesOf, formalityWords } from './formalities.ts';
import type { CourtUseWire, SourceWire } from './wire.ts';

/** What whoever gave it lets be done with it; `permitted` for what is this authority's own. */
export interface SourceLimits {
  readonly outcome: 'permitted' | 'needs' | 'refused';
  readonly reasons: readonly { readonly sentence: string; readonly clause: string | null; readonly agreement: string | null }[];
}

export interface CourtFacts {
  readonly source: SourceWire;
  readonly limits: SourceLimits;
  readonly state: ItemState;
  /** The rule and the formalities under which the item was collected from which this one was made, or its own. */
  readonly root: Pick<ItemState, 'rule' | 'formalities'>;
  readonly now: Instant;
}

type Outcome = CourtUseWire['outcome'];
interface CourtRule {
  readonly rule: string;
  readonly outcome: Exclude<Outcome, 'allowed'>;
  readonly meaning: string;
  readonly says: (facts: CourtFacts) => readonly string[];
}

export const courtRules: readonly CourtRule[] = [
  {
    rule: 'lead',
    outcome: 'refused',
    meaning: 'it is a hit of a screening or of a blind matching',
    says: ({ source }) =>
      source.kind === 'lead' ? ['It is a lead, for intelligence only: ask for it by a request; the answer can be evidence.'] : [],
  },
  {
    rule: 'gone',
    outcome: 'refused',
    meaning: 'it was handed over, released or destroyed',
    says: ({ state }) =>
      state.state === 'in-custody' || state.state === 'on-loan' || state.state === 'in-transit'
        ? []
        : [`It is not kept here any more: it was ${state.state.replace('-', ' ')}.`],
  },
  {
    rule: 'no-rule',
    outcome: 'refused',
    meaning: 'it was not collected under the rules for statements or for production',
    says: ({ root }) =>
      root.rule === 'none' ? ['It was collected under no rule for statements or for production, so it is for intelligence only.'] : [],
  },
  {
    rule: 'formality-not-met',
    outcome: 'refused',
    meaning: 'a formality of its rule was not met',
    says: (facts) => formalitiesAnswered(facts, 'not-met').map((name) => `It is noted that this was not done: ${formalityWords[name]}.`),
  },
  {
    rule: 'privilege-withheld',
    outcome: 'refused',
    meaning: 'the review of privilege withheld it',
    says: ({ state }) => (state.privilege === 'withheld' ? ['It was withheld after the review of privilege.'] : []),
  },
  {
    rule: 'privilege-open',
    outcome: 'needs',
    meaning: 'privilege was claimed and nobody outside the case has reviewed it',
    says: ({ state }) => (state.privilege === 'marked' ? ['Privilege was claimed; somebody outside the case must review it first.'] : []),
  },
  {
    rule: 'formality-open',
    outcome: 'needs',
    meaning: 'nothing is noted about a formality of its rule',
    says: (facts) => formalitiesAnswered(facts, null).map((name) => `Note whether this was done: ${formalityWords[name]}.`),
  },
  {
    rule: 'on-loan',
    outcome: 'needs',
    meaning: 'it is on loan',
    says: ({ state }) => (state.state === 'on-loan' ? [`It is on loan to ${state.loan?.to ?? 'somebody'}; have it returned first.`] : []),
  },
  {
    rule: 'in-transit',
    outcome: 'needs',
    meaning: 'it is on its way to another authority, which has not answered yet',
    says: ({ state }) => (state.state === 'in-transit' ? [`It is on its way with ${state.custodian}; wait for the answer.`] : []),
  },
  {
    rule: 'seal-broken',
    outcome: 'needs',
    meaning: 'it came back with a broken seal and was not sealed anew',
    says: ({ state }) => (state.isSealBroken ? ['It came back with its seal broken; examine and seal it anew.'] : []),
  },
];

function formalitiesAnswered({ root }: CourtFacts, answer: 'not-met' | null) {
  return formalitiesOf[root.rule].filter((name) => (root.formalities.get(name)?.answer ?? null) === answer);
}

const strictness: Readonly<Record<Outcome, number>> = { allowed: 0, needs: 1, refused: 2 };

export function judgeCourtUse(facts: CourtFacts): CourtUseWire {
  const { limits } = facts;
  const ofSource = limits.outcome === 'permitted' ? ('allowed' as const) : limits.outcome;
  const reasons: CourtUseWire['reasons'] = limits.reasons.map((reason) => ({ rule: 'condition', outcome: ofSource, ...reason }));
  for (const { rule, outcome, says } of courtRules)
    reasons.push(...says(facts).map((sentence) => ({ rule, outcome, sentence, clause: null, agreement: null })));
  const outcome = reasons.reduce<Outcome>((worst, one) => (strictness[one.outcome] > strictness[worst] ? one.outcome : worst), 'allowed');
  const against = reasons.filter((one) => one.outcome !== 'allowed');
  const shown = outcome === 'allowed' ? reasons : against.toSorted((left, right) => strictness[right.outcome] - strictness[left.outcome]);
  const [first] = shown;
  if (first !== undefined) return { outcome, reasons: shown };
  const sentence = 'It was collected under its rule, its formalities are met and its custody has no gap.';
  return { outcome, reasons: [{ rule: 'custody', outcome, sentence, clause: null, agreement: null }] };
}
