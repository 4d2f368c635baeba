// SPDX-License-Identifier: Apache-2.0
/**
 * Which entry may be written next in a custody log, and by whom.
 *
 * Nothing under hold is released or destroyed. What decides against an item is said by another officer than who had it in hand: a
 * review of privilege by an approver outside the case, destruction by an approver who wrote nothing in its log, the end of a hold by an
 * approver other than who placed it. The obvious alternative, an approval for every entry, would make nobody keep the log.
 */
import type { Instant, Issue } from '../kernel/index.ts';
import { type ItemState, standingHolds, stateAfter } from './custody.ts';
import { formalitiesOf } from './formalities.ts';
import type { SaidWire } from './wire.ts';

export interface Writer {
  readonly officer: string;
  readonly roles: readonly string[];
  /** Everybody who prepared, approved or wrote something in the case. */
  readonly team: ReadonlySet<string>;
  readonly now: Instant;
}

export interface CheckedItem {
  readonly state: ItemState;
  readonly digest: string | null;
}

export function checkEntry(item: CheckedItem, said: SaidWire, at: Instant, writer: Writer): readonly Issue[] {
  const { state } = item;
  if (stateAfter(state.state, said.kind) === null)
    return [bad('kind', `The item is ${stateWords[state.state]}.`, 'Look at its custody log.')];
  const issues: Issue[] = [];
  if (at > writer.now) issues.push(bad('at', 'It lies in the future.', 'Write down what was done, after it was done.'));
  const isNote = ['formality', 'hold-placed', 'hold-lifted', 'privilege-marked', 'privilege-reviewed'].includes(said.kind);
  if (!isNote && at < state.lastAt)
    issues.push(bad('at', `Something was done to it later, at ${state.lastAt}.`, 'Give the moment at which it was done.'));
  return [...issues, ...rulesOf(item, said, at, writer)];
}

const stateWords: Readonly<Record<ItemState['state'], string>> = {
  'in-custody': 'in custody here',
  'on-loan': 'on loan',
  'in-transit': 'on its way to another authority',
  'handed-over': 'handed over',
  released: 'released',
  destroyed: 'destroyed',
};

function rulesOf(item: CheckedItem, said: SaidWire, at: Instant, writer: Writer): Issue[] {
  const { state } = item;
  switch (said.kind) {
    case 'released':
      return [...owedIssues(state), ...heldIssues(state, writer.now, 'released')];
    case 'destroyed':
      return [...owedIssues(state), ...heldIssues(state, writer.now, 'destroyed'), ...otherApprover(writer, state.officers, 'Destruction')];
    case 'loaned':
      return said.dueAt > at ? [] : [bad('said.dueAt', 'It would be due before it is lent.', 'Give the moment by which it must be back.')];
    case 'copied':
      return item.digest === null || said.digest === item.digest
        ? []
        : [
            bad(
              'said.digest',
              'A copy of it has the same digest, and this is another.',
              'Compute the digest of the copy; what differs is no copy.',
            ),
          ];
    case 'redacted':
      return said.digest === item.digest
        ? [bad('said.digest', 'It is the digest of the item itself.', 'Give that of the redacted file.')]
        : [];
    case 'formality':
      return formalityIssues(state, said);
    case 'hold-placed':
      return said.until === null || said.until > writer.now
        ? []
        : [bad('said.until', 'The hold would be over already.', 'Give a later moment, or none.')];
    case 'hold-lifted':
      return liftIssues(state, said.hold, writer);
    case 'privilege-marked':
      return state.privilege === 'marked' ? [bad('kind', 'Privilege is claimed already.', 'Have it reviewed.')] : [];
    case 'privilege-reviewed':
      return state.privilege === 'marked'
        ? otherApprover(writer, writer.team, 'The review of privilege')
        : [bad('kind', 'No claim of privilege waits for a review.', 'Mark it first.')];
    default:
      return [];
  }
}

/** Why it may not be erased or destroyed; empty where nothing holds it. */
export function heldIssues(state: Pick<ItemState, 'holds'>, now: Instant, what: string): Issue[] {
  return standingHolds(state, now).map(({ orderedBy, until, reason }) =>
    bad(
      'hold',
      `It is under legal hold by ${orderedBy}${until === null ? '' : ` until ${until}`} and cannot be ${what}: ${reason}`,
      'Have the hold lifted by an approver first.',
    ),
  );
}

/** What was lent to us is not ours to give away. */
function owedIssues({ owed }: ItemState): Issue[] {
  return owed === null ? [] : [bad('kind', `${owed.to} has lent it to us, until ${owed.dueAt}.`, 'Give it back.')];
}

function formalityIssues(state: ItemState, said: Extract<SaidWire, { kind: 'formality' }>): Issue[] {
  if (!formalitiesOf[state.rule].includes(said.name))
    return [bad('said.name', 'It is no formality of the rule under which this was collected.', 'See docs/reference/evidence.md.')];
  return said.answer === 'met' || said.note.trim() !== ''
    ? []
    : [bad('said.note', 'It says not why this was not needed, or not done.', 'Give the reason.')];
}

function liftIssues(state: ItemState, number: number, writer: Writer): Issue[] {
  const hold = state.holds.find((one) => one.number === number);
  if (hold === undefined)
    return [bad('said.hold', 'No hold stands that this entry placed.', 'Name the number of the entry that placed it.')];
  return otherApprover(writer, new Set([hold.placedBy]), 'Lifting a hold');
}

function otherApprover({ officer, roles }: Writer, not: ReadonlySet<string>, what: string): Issue[] {
  if (!roles.includes('approver')) return [bad('officer', `${what} is for an approver.`, 'Ask an approver.')];
  return not.has(officer) ? [bad('officer', `${what} is for somebody who had no part in it before.`, 'Ask another approver.')] : [];
}

function bad(path: string, problem: string, remedy: string): Issue {
  return { path, problem, remedy };
}
