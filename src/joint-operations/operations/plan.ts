// SPDX-License-Identifier: Apache-2.0
/**
 * The plan of a joint operation: what makes it whole, and which authority leads.
 *
 * The lead follows from stated criteria, each with the authority that it points to and why. Every criterion has its weight; the
 * authority with the most leads, of equals the one that stands first among the participants. A plan may name another lead, and then says why.
 *
 *     began-first    XA   its inquiry opened in May                    3
 *     most-harm      XB   8,000 of 9,500 investors                     3
 *     suspects-there XB   both directors live there                    2     XB leads, with 5
 *
 * Source: the factors for joint investigations in the implementing regulations under MAR and MiCA; FATF Recommendation 37 for the
 * choice of the best venue. The weights are our own.
 */
import type { Issue } from '../../kernel/index.ts';
import type { leadCriteria, PlanStepWire, PlanWire } from '../wire.ts';

export type LeadCriterion = (typeof leadCriteria)[number];

export const criterionRules: Readonly<Record<LeadCriterion, { readonly weight: number; readonly says: string }>> = {
  'began-first': { weight: 3, says: 'its inquiry was opened first' },
  'most-harm': { weight: 3, says: 'most of the harm was done there' },
  'most-victims': { weight: 2, says: 'most of those harmed live there' },
  'suspects-there': { weight: 2, says: 'those suspected are within its reach' },
  'most-assets': { weight: 2, says: 'most of the assets lie there' },
  'broadest-powers': { weight: 1, says: 'its powers reach furthest' },
};

export interface LeadTally {
  readonly authority: string;
  readonly weight: number;
}

/** The weight of each participant that a criterion points to, the heaviest first. */
export function tallyOf(plan: Pick<PlanWire, 'criteria' | 'participants'>): readonly LeadTally[] {
  return plan.participants
    .map(({ authorityId }) => ({
      authority: authorityId,
      weight: plan.criteria
        .filter(({ authority }) => authority === authorityId)
        .reduce((sum, { criterion }) => sum + criterionRules[criterion].weight, 0),
    }))
    .toSorted((left, right) => right.weight - left.weight);
}

export function stepsAtInstant(plan: PlanWire, owner: string): readonly PlanStepWire[] {
  return plan.steps.filter((step) => step.isAtInstant && step.owner === owner);
}

/** What must be true before an owner is ready: of each of its steps, at the instant or not. */
export function preconditionsOf(plan: PlanWire, owner: string): readonly { readonly step: string; readonly precondition: string }[] {
  return plan.steps
    .filter((step) => step.owner === owner)
    .flatMap(({ id, preconditions }) => preconditions.map((precondition) => ({ step: id, precondition })));
}

type Rule = (plan: PlanWire) => readonly Issue[];

/** What is wrong with a plan; nothing where it can be carried out as it stands. */
export function planIssues(plan: PlanWire): readonly Issue[] {
  return rules.flatMap((rule) => rule(plan));
}

const rules: readonly Rule[] = [participantsOnce, leadIsOne, leadFollows, stepsHold, instantHolds, pressHolds];

function issue(path: string, problem: string, remedy: string): Issue {
  return { path, problem, remedy };
}

function isParticipant(plan: PlanWire, authority: string): boolean {
  return plan.participants.some(({ authorityId }) => authorityId === authority);
}

function participantsOnce({ participants }: PlanWire): readonly Issue[] {
  const isOnce = new Set(participants.map(({ authorityId }) => authorityId)).size === participants.length;
  return isOnce ? [] : [issue('plan.participants', 'An authority stands there twice.', 'Name each participant once.')];
}

function leadIsOne(plan: PlanWire): readonly Issue[] {
  const isNeeded = plan.participants.some(({ authorityId, isNeeded: needed }) => authorityId === plan.lead && needed);
  return isNeeded ? [] : [issue('plan.lead', 'The lead is no needed participant.', 'Name a lead that takes part and is needed.')];
}

function leadFollows(plan: PlanWire): readonly Issue[] {
  const strangers = plan.criteria.filter(({ authority }) => !isParticipant(plan, authority));
  if (strangers.length > 0)
    return [issue('plan.criteria', 'A criterion points to an authority that takes no part.', 'Name a participant for each criterion.')];
  if (plan.criteria.length === 0) return [issue('plan.criteria', 'No criterion says who leads.', 'State at least one, with its reason.')];
  const [first] = tallyOf(plan);
  if (first?.authority === plan.lead || plan.leadReason.trim() !== '') return [];
  return [issue('plan.leadReason', 'The criteria name another lead.', 'Say why this authority leads all the same, or name the other one.')];
}

function stepsHold(plan: PlanWire): readonly Issue[] {
  const ids = plan.steps.map(({ id }) => id);
  const found = plan.steps.flatMap((step, index) => {
    const path = `plan.steps[${index}]`;
    if (ids.indexOf(step.id) !== index) return [issue(`${path}.id`, 'Another step has this name.', 'Give each step a name of its own.')];
    if (!isParticipant(plan, step.owner)) return [issue(`${path}.owner`, 'Its owner takes no part.', 'Name a participant.')];
    if (step.endsAt <= step.startsAt) return [issue(`${path}.endsAt`, 'It ends before it begins.', 'Set a later end.')];
    if (step.isAtInstant && step.startsAt !== plan.instant)
      return [issue(`${path}.startsAt`, 'A step at the instant starts exactly then.', 'Set its start to the instant of the plan.')];
    return [];
  });
  const isEmpty = !plan.steps.some(({ isAtInstant }) => isAtInstant);
  return isEmpty ? [...found, issue('plan.steps', 'Nothing is done at the common instant.', 'Mark at least one step.')] : found;
}

function instantHolds({ decideBy, instant }: PlanWire): readonly Issue[] {
  return decideBy < instant
    ? []
    : [issue('plan.decideBy', 'It is not before the instant.', 'Leave time for the decision to reach everybody.')];
}

function pressHolds(plan: PlanWire): readonly Issue[] {
  const { embargoUntil, speaker } = plan.press;
  if (embargoUntil < plan.instant)
    return [issue('plan.press.embargoUntil', 'It ends before the instant.', 'Keep silent until it is done.')];
  if (!isParticipant(plan, speaker)) return [issue('plan.press.speaker', 'It takes no part.', 'Name a participant.')];
  const stranger = plan.disclosures.findIndex(({ by }) => !isParticipant(plan, by));
  return stranger < 0 ? [] : [issue(`plan.disclosures[${stranger}].by`, 'It takes no part.', 'Name a participant.')];
}
