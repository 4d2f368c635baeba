// SPDX-License-Identifier: Apache-2.0
/**
 * Judging a note of a joint operation by the notes that its author had read. Everyone judges alike, at any time.
 *
 *     note       who                          when                              what else
 *     plan       first: a participant;        before a decision                 the next version; whole (plan.ts); same participants may change
 *                later: the lead
 *     ready      a participant                before a decision, in time        of the plan that stands; an order for each of its steps at the
 *                                                                               instant; no final judgment on the same conduct without a reason;
 *                                                                               what the plan says must come before, said to be met
 *     unready    a participant                before it has read a decision
 *     decide     the lead                     once, in time for a commit        a commit names the readiness of every needed participant
 *     report     the owner of the step        after a commit                    nothing is done before the instant
 *     conclude   the lead                     after a decision                  every step is reported, or it was aborted
 */
import type { JointNoteWire } from '../wire.ts';
import { bad, good, type NoteJudgement } from '../notes/judgement.ts';
import type { Notes } from '../notes/joint-note.ts';
import { isEveryNeededReady, operationState, type OperationState, readinessNamed } from './operation-state.ts';
import { planIssues, preconditionsOf, stepsAtInstant } from './plan.ts';

type Of<Kind extends JointNoteWire['said']['kind']> = JointNoteWire & { readonly said: Extract<JointNoteWire['said'], { kind: Kind }> };

export function judgeOperation(past: Notes, note: JointNoteWire): NoteJudgement {
  const state = operationState(past, null);
  if (is(note, 'plan')) return judgePlan(state, note);
  if (state === null) return bad('note.follows', 'No plan comes before it.', 'Send the plan first.');
  if (!isParticipant(state, note.author)) return bad('note.author', 'Its author takes no part in the plan that stands.', 'Ask the lead.');
  if (is(note, 'comment')) return good;
  if (is(note, 'report')) return judgeReport(state, note);
  if (is(note, 'conclude')) return judgeConclusion(state, note);
  if (state.decision !== null) return bad('note.said.kind', 'The lead has decided already.', 'Read the decision.');
  if (is(note, 'ready')) return judgeReady(state, note);
  if (is(note, 'unready')) return ofStanding(state, note.said.plan) ?? good;
  if (is(note, 'decide')) return judgeDecision(state, note);
  return bad('note.said.kind', 'It belongs to another kind of joint matter.', 'Write it there.');
}

function is<Kind extends JointNoteWire['said']['kind']>(note: JointNoteWire, kind: Kind): note is Of<Kind> {
  return note.said.kind === kind;
}

function isParticipant(state: OperationState, author: string): boolean {
  return state.standing.plan.participants.some(({ authorityId }) => authorityId === author);
}

function ofStanding(state: OperationState, plan: string): NoteJudgement | null {
  return plan === state.standing.note ? null : bad('note.said.plan', 'Another plan stands now.', 'Read the plan that stands.');
}

function judgePlan(state: OperationState | null, note: Of<'plan'>): NoteJudgement {
  const { version, plan } = note.said;
  const [first] = planIssues(plan);
  if (first !== undefined) return { kind: 'bad', issue: first };
  if (!plan.participants.some(({ authorityId }) => authorityId === note.author))
    return bad('plan.participants', 'The author of the plan takes no part in it.', 'Name yourself among the participants.');
  if (note.at >= plan.decideBy) return bad('plan.decideBy', 'It is over already.', 'Set a later moment.');
  if (state === null) return version === 1 ? good : bad('note.said.version', 'The first plan is version 1.', 'Begin with version 1.');
  if (state.decision !== null) return bad('note.said.kind', 'The lead has decided already.', 'Plan another operation.');
  if (note.author !== state.standing.plan.lead) return bad('note.author', 'Only the lead changes the plan.', 'Tell the lead in a comment.');
  return version === state.standing.version + 1
    ? good
    : bad('note.said.version', `Version ${state.standing.version + 1} comes next.`, 'Read the plan that stands, and change that.');
}

function judgeReady(state: OperationState, note: Of<'ready'>): NoteJudgement {
  const { plan } = state.standing;
  const other = ofStanding(state, note.said.plan);
  if (other !== null) return other;
  if (note.at > plan.decideBy) return bad('note.at', 'The time to be ready is over.', 'Ask the lead for another plan.');
  const { outcome, reason } = note.said.idem;
  if (outcome !== 'none' && reason.trim() === '')
    return bad(
      'idem.reason',
      outcome === 'final' ? 'The conduct was judged already.' : 'Proceedings on the same conduct are pending.',
      'Say why the step punishes nobody twice, or take no part.',
    );
  const unmet = preconditionsOf(plan, note.author).find(
    ({ step, precondition }) => !note.said.met.some((one) => one.step === step && one.precondition === precondition),
  );
  if (unmet !== undefined)
    return bad('met', `"${unmet.precondition}" is not said to be met, and comes before step "${unmet.step}".`, 'Say so when it is met.');
  const wanted = stepsAtInstant(plan, note.author).map(({ id }) => id);
  const missing = wanted.find((id) => !note.said.orders.some(({ step }) => step === id));
  if (missing !== undefined)
    return bad('orders', `No order lies ready for step "${missing}".`, 'Prepare it before saying that you are ready.');
  const strange = note.said.orders.find(({ step }) => !wanted.includes(step));
  return strange === undefined ? good : bad('orders', `"${strange.step}" is no step of its author at the instant.`, 'Leave it out.');
}

function judgeDecision(state: OperationState, note: Of<'decide'>): NoteJudgement {
  const { plan } = state.standing;
  const other = ofStanding(state, note.said.plan);
  if (other !== null) return other;
  if (note.author !== plan.lead) return bad('note.author', 'Only the lead decides.', 'Leave it to the lead.');
  if (note.said.outcome === 'abort') {
    if (note.said.ready.length > 0) return bad('note.said.ready', 'An operation that is called off rests on nobody.', 'Leave it empty.');
    return note.said.reason.trim() === '' ? bad('note.said.reason', 'No reason is given.', 'Say why it is called off.') : good;
  }
  if (note.at > plan.decideBy) return bad('note.at', 'The time to decide is over.', 'Call it off, and plan another one.');
  if (!isEveryNeededReady(state.readiness)) {
    return bad('note.said.outcome', 'Not every needed participant is ready.', 'Wait for them, change the plan, or call it off.');
  }
  const named = readinessNamed(state.readiness);
  return note.said.ready.join() === named.join()
    ? good
    : bad('note.said.ready', 'It does not name the readiness of every needed participant.', 'Name exactly those notes, sorted.');
}

function judgeReport(state: OperationState, note: Of<'report'>): NoteJudgement {
  const found = state.steps.find(({ step }) => step.id === note.said.step);
  if (found === undefined) return bad('note.said.step', 'The plan has no such step.', 'Name one of its steps.');
  if (found.step.owner !== note.author) return bad('note.author', 'The step is that of another participant.', 'Leave it to its owner.');
  if (state.decision?.said.outcome !== 'commit') return bad('note.said.kind', 'Nothing was decided to be done.', 'Wait for the decision.');
  const { outcome, doneAt } = note.said;
  const isDone = outcome === 'released' || outcome === 'done' || outcome === 'partly';
  if (isDone && found.step.isAtInstant && note.at < state.standing.plan.instant)
    return bad('note.at', 'The instant has not come.', 'Wait for it: who acts early warns the others.');
  if (isDone !== (doneAt !== null)) return bad('note.said.doneAt', 'What was done has its moment, and nothing else has.', 'State when.');
  const isReasoned = isDone || note.said.text.trim() !== '';
  return isReasoned ? good : bad('note.said.text', 'No reason is given.', 'Say why it was not done.');
}

function judgeConclusion(state: OperationState, note: Of<'conclude'>): NoteJudgement {
  if (note.author !== state.standing.plan.lead) return bad('note.author', 'Only the lead concludes.', 'Leave it to the lead.');
  if (state.decision === null) return bad('note.said.kind', 'Nothing is decided.', 'Decide first.');
  if (state.conclusion !== null) return bad('note.said.kind', 'It is concluded already.', 'Write a comment.');
  const open = state.steps.find(({ last }) => last === null || last.said.outcome === 'released');
  if (state.decision.said.outcome === 'abort' || open === undefined) return good;
  return bad('note.said.kind', `Step "${open.step.id}" has no report.`, 'Wait for it, or ask its owner.');
}
