// SPDX-License-Identifier: Apache-2.0
/**
 * What is asked of whoever gives data, in a reply or unasked: each datum under the agreement's conditions at least, and what
 * a third authority gave only with that authority's leave.
 *
 * Each fact is computed from the dispatch itself by sender, receiver and court; here stands what follows from them.
 */
import type { Act } from './act.ts';
import type { CompiledAgreement } from './compiled-agreement.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { clauseWord } from './words.ts';

export type GivingAct = Pick<
  Extract<Act, { kind: 'reply' }>,
  'dataCount' | 'everyDatumConditioned' | 'passedOnCount' | 'everyPassOnAllowed' | 'attestedCount'
>;

/** Who gets it, beside what is given. */
type Given = GivingAct & { readonly to: string };

export function objectionsToGiving(agreement: CompiledAgreement, act: Given): readonly VerdictReason[] {
  return [
    ...dataForPractice(agreement, act),
    ...looseData(agreement, act),
    ...unpermittedData(agreement, act),
    ...attestedData(agreement, act),
  ];
}

/** Whoever practises writes what it makes up; what is held of real firms and persons, and what others gave, stays here. */
function dataForPractice(agreement: CompiledAgreement, act: Given): readonly VerdictReason[] {
  const { training } = agreement.bounds;
  if (training === null || act.dataCount === 0 || act.to !== training.party) return [];
  const sentence = `${clauseWord(training.clause.clause)}: a training authority plays, so no record is given to it.`;
  return [reason('training-only', sentence, training.clause, 'records')];
}

function looseData(agreement: CompiledAgreement, act: GivingAct): readonly VerdictReason[] {
  if (act.dataCount === 0 || act.everyDatumConditioned) return [];
  const clause = agreement.conditions[0]?.clause ?? null;
  const who =
    clause === null
      ? 'Every datum given must carry conditions'
      : `${clauseWord(clause.clause)} asks every datum to carry at least its conditions`;
  return [reason('conditions-too-loose', `${who}; at least one in this reply does not.`, clause, 'records')];
}

function unpermittedData(agreement: CompiledAgreement, act: GivingAct): readonly VerdictReason[] {
  if (act.passedOnCount === 0 || act.everyPassOnAllowed) return [];
  const clause = agreement.onward?.clause ?? null;
  const rule = clause === null ? 'What another authority gave' : `${clauseWord(clause.clause)}: what another authority gave`;
  const sentence = `${rule} is passed on only with the leave of that authority, for this recipient and purpose; at least one datum has none.`;
  return [reason('pass-on-not-allowed', sentence, clause, 'records')];
}

/** What another authority attests from a letter is its word alone: taken only where the agreement says so. */
function attestedData(agreement: CompiledAgreement, { attestedCount = 0 }: GivingAct): readonly VerdictReason[] {
  const onward = agreement.onward;
  if (attestedCount === 0 || (onward !== null && onward.takesAttested !== null)) return [];
  const what = attestedCount === 1 ? 'one datum is' : `${attestedCount} data are`;
  const rule =
    onward === null
      ? 'No clause takes what an authority attests from a letter'
      : `${clauseWord(onward.clause.clause)} does not take what an authority attests from a letter`;
  const sentence = `${rule}; ${what} signed by nobody but the authority that attests it.`;
  return [reason('attested-not-taken', sentence, onward?.clause ?? null, 'records')];
}

/** The clauses that a permitted giving rests on, beside the one that covers what is given. */
export function groundsForGiving(agreement: CompiledAgreement, act: GivingAct): readonly VerdictReason[] {
  if (act.dataCount === 0) return [];
  const carried = agreement.conditions.map(({ clause }) =>
    reason('conditions-follow', `Every datum carries at least the conditions of clause ${clause.clause}.`, clause, null),
  );
  if (act.passedOnCount === 0) return carried;
  const clause = agreement.onward?.clause ?? agreement.firstClause;
  const what = act.passedOnCount === 1 ? 'One datum comes' : `${act.passedOnCount} data come`;
  const passed = reason('passed-on', `${what} from a third authority, with its leave for this recipient and purpose.`, clause, null);
  const takes = agreement.onward?.takesAttested ?? null;
  if ((act.attestedCount ?? 0) === 0 || takes === null) return [...carried, passed];
  const word = `${clauseWord(takes.clause)} takes what an authority attests from a letter in the place of its originator's signature.`;
  return [...carried, passed, reason('attested-taken', word, takes, null)];
}
