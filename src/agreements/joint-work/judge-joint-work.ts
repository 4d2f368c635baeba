// SPDX-License-Identifier: Apache-2.0
/**
 * Judging work that several authorities do or settle together: which clause provides for it, between each two of them.
 *
 *     joint-analysis ... joint-action     a clause on joint work that names this form
 *     parallel-work, interest             a clause by which the parties consult where they work on the same matter
 *     difference                          a clause on the way of a disagreement, or on consulting each other
 *     peer-review                         a clause by which the parties review how they work together, or meet
 *
 * What each may say and when follows from the notes of the matter (room `joint-operations`), not from the agreement. So a note
 * that is allowed here may still be refused there; nothing that is refused here ever leaves.
 */
import type { JointWork, TermWire } from '../wire.ts';
import type { JointAct } from '../verdicts/act.ts';
import { type ClauseRef, type CompiledAgreement, remembered } from '../verdicts/compiled-agreement.ts';
import { reason, type VerdictReason } from '../verdicts/verdict.ts';
import { clauseWord } from '../verdicts/words.ts';

const workWords: Readonly<Record<JointWork, string>> = {
  'joint-analysis': 'a joint analysis',
  'joint-investigation': 'a joint investigation',
  'joint-inspection': 'a joint inspection',
  'joint-action': 'a joint action at one moment',
  'parallel-work': 'telling each other of work on the same matter',
  interest: 'asking whether others work on the same subject',
  difference: 'settling a difference',
  'peer-review': 'reviewing how a party works with the others',
};

const provides: Readonly<Record<JointWork, (term: TermWire) => boolean>> = {
  'joint-analysis': (term) => isForm(term, 'joint-analysis'),
  'joint-investigation': (term) => isForm(term, 'joint-investigation'),
  'joint-inspection': (term) => isForm(term, 'joint-inspection'),
  'joint-action': (term) => isForm(term, 'joint-action'),
  'parallel-work': consultsOnParallelWork,
  interest: consultsOnParallelWork,
  difference: (term) => term.kind === 'mediation' || (term.kind === 'consultation' && term.triggers.length > 0),
  'peer-review': (term) => term.kind === 'review' || (term.kind === 'consultation' && term.everyMonths !== null),
};

function isForm(term: TermWire, form: Extract<TermWire, { kind: 'joint-work' }>['forms'][number]): boolean {
  return term.kind === 'joint-work' && term.forms.includes(form);
}

function consultsOnParallelWork(term: TermWire): boolean {
  return term.kind === 'consultation' && term.triggers.includes('parallel-proceedings');
}

/** The clause that provides for it; the way of a disagreement goes before a duty to consult. */
function clauseFor(agreement: CompiledAgreement, work: JointWork): ClauseRef | null {
  return remembered(agreement, `joint ${work}`, () => {
    const found = agreement.known.document.terms.filter(provides[work]);
    const first = found.find((term) => term.kind !== 'consultation') ?? found[0];
    return first === undefined ? null : agreement.clauseRef(first.clause);
  });
}

export function objectionsToJointWork(agreement: CompiledAgreement, { work }: JointAct): readonly VerdictReason[] {
  if (clauseFor(agreement, work) !== null) return [];
  return [reason('joint-work-not-covered', `No clause provides for ${workWords[work]}.`, null, 'work')];
}

/** The clause on which a permitted act rests. */
export function groundsForJointWork(agreement: CompiledAgreement, { work }: JointAct): readonly VerdictReason[] {
  const clause = clauseFor(agreement, work) ?? agreement.firstClause;
  return [reason('allowed', `${clauseWord(clause.clause)} provides for ${workWords[work]}.`, clause, null)];
}
