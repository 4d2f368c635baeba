// SPDX-License-Identifier: Apache-2.0
/**
 * What is true of an item: folded from the entries of its custody log, and stored nowhere else.
 *
 *     from          entry          to
 *     (none)        collected      in-custody      derived likewise, for what was made of another item
 *     in-custody    sealed, tested, copied, moved, redacted, used    in-custody
 *     in-custody    loaned         on-loan
 *     on-loan       returned       in-custody
 *     in-custody    handed-over    handed-over     by a form on paper that both sign
 *     in-custody    sent-over      in-transit      by a dispatch; `taken-over` begins the log of whoever takes it
 *     in-transit    taken-there    handed-over
 *     in-transit    lent-there     on-loan
 *     in-transit    not-taken      in-custody
 *     on-loan, handed-over    came-back    in-custody
 *     handed-over   returned       in-custody
 *     in-custody    released       released
 *     in-custody    destroyed      destroyed
 *
 * Formalities, holds and the review of privilege may be written in every state in which the item still exists.
 */
import type { Instant } from '../kernel/index.ts';
import type { CollectionRule, ContentWire, CustodyState, EntryKind, FormalityName } from './wire.ts';
import type { formalityAnswers, privilegeStates } from './wire.ts';

type Move = readonly [from: CustodyState, kind: EntryKind, to: CustodyState];

export const custodyMoves: readonly Move[] = [
  ['in-custody', 'sealed', 'in-custody'],
  ['in-custody', 'tested', 'in-custody'],
  ['in-custody', 'copied', 'in-custody'],
  ['in-custody', 'moved', 'in-custody'],
  ['in-custody', 'redacted', 'in-custody'],
  ['in-custody', 'used', 'in-custody'],
  ['in-custody', 'loaned', 'on-loan'],
  ['on-loan', 'returned', 'in-custody'],
  ['in-custody', 'handed-over', 'handed-over'],
  ['in-custody', 'sent-over', 'in-transit'],
  ['in-transit', 'taken-there', 'handed-over'],
  ['in-transit', 'lent-there', 'on-loan'],
  ['in-transit', 'not-taken', 'in-custody'],
  ['on-loan', 'came-back', 'in-custody'],
  ['handed-over', 'came-back', 'in-custody'],
  ['handed-over', 'returned', 'in-custody'],
  ['in-custody', 'released', 'released'],
  ['in-custody', 'destroyed', 'destroyed'],
];
/** These say something about the item and move nothing. */
export const notesOnItem: readonly EntryKind[] = [
  'formality',
  'hold-placed',
  'hold-lifted',
  'privilege-marked',
  'privilege-reviewed',
  'answered',
];

/** Where the entry leads; null where it may not be written in this state. */
export function stateAfter(from: CustodyState, kind: EntryKind): CustodyState | null {
  if (notesOnItem.includes(kind)) return from === 'destroyed' ? null : from;
  return custodyMoves.find(([state, moved]) => state === from && moved === kind)?.[2] ?? null;
}

/** As much of an entry as the fold reads. */
export interface FoldedEntry {
  readonly number: number;
  readonly at: Instant;
  readonly officer: string;
  readonly content: ContentWire;
}

export interface Hold {
  readonly number: number;
  readonly reason: string;
  readonly orderedBy: string;
  /** Null: until it is lifted. */
  readonly until: string | null;
  readonly placedBy: string;
}

export interface ItemState {
  readonly state: CustodyState;
  readonly custodian: string;
  readonly place: string;
  /** Who had it before it was last sent on its way: there it is again when nobody takes it. */
  readonly keptBefore: { readonly custodian: string; readonly place: string };
  readonly rule: CollectionRule;
  readonly loan: { readonly to: string; readonly dueAt: string } | null;
  /** Lent to us by another authority, until it has it back. */
  readonly owed: { readonly to: string; readonly dueAt: string } | null;
  /** Placed and not lifted; whether its time has passed is asked with `standingHolds`. */
  readonly holds: readonly Hold[];
  readonly formalities: ReadonlyMap<FormalityName, { readonly answer: (typeof formalityAnswers)[number]; readonly note: string }>;
  readonly privilege: (typeof privilegeStates)[number];
  readonly isSealed: boolean;
  readonly isSealBroken: boolean;
  readonly isConsumed: boolean;
  /** When the last thing was done to it. */
  readonly lastAt: Instant;
  readonly officers: ReadonlySet<string>;
  readonly derivedFrom: string | null;
}

/** Throws on a log that does not begin with the item's coming, or holds an entry out of place: none such is ever written. */
export function foldLog(entries: readonly FoldedEntry[]): ItemState {
  const [first, ...rest] = entries;
  if (first === undefined) throw new Error('a custody log has its first entry');
  let state = begun(first);
  for (const entry of rest) state = followed(state, entry);
  return state;
}

function followed(state: ItemState, entry: FoldedEntry): ItemState {
  const to = stateAfter(state.state, entry.content.kind);
  if (to === null) throw new Error(`a custody log holds ${entry.content.kind} of an item that is ${state.state}`);
  const officers = new Set([...state.officers, entry.officer]);
  return { ...state, ...changeOf(state, entry), state: to, lastAt: later(state, entry), officers };
}

function later(state: ItemState, { at, content }: FoldedEntry): Instant {
  return notesOnItem.includes(content.kind) || at < state.lastAt ? state.lastAt : at;
}

function begun({ content, at, officer }: FoldedEntry): ItemState {
  if (content.kind !== 'collected' && content.kind !== 'derived' && content.kind !== 'taken-over')
    throw new Error('a custody log begins with how the item came');
  const { place, custodian } = content;
  const dueAt = content.kind === 'taken-over' && content.manner === 'loan' ? content.dueAt : null;
  return {
    state: 'in-custody',
    place,
    custodian,
    keptBefore: { custodian, place },
    rule: content.kind === 'derived' ? 'none' : content.rule,
    loan: null,
    owed: content.kind === 'taken-over' && dueAt !== null ? { to: content.from, dueAt } : null,
    holds: [],
    formalities: new Map(
      content.kind === 'taken-over' ? content.formalities.map(({ name, answer, note }) => [name, { answer, note }] as const) : [],
    ),
    privilege: 'none',
    isSealed: content.kind === 'taken-over' && content.seal === 'intact',
    isSealBroken: content.kind === 'taken-over' && content.seal === 'broken',
    isConsumed: false,
    lastAt: at,
    officers: new Set([officer]),
    derivedFrom: content.kind === 'derived' ? content.from : null,
  };
}

function changeOf(state: ItemState, { number, officer, content }: FoldedEntry): Partial<ItemState> {
  switch (content.kind) {
    case 'sealed':
      return { isSealed: true, isSealBroken: false, place: content.place };
    case 'tested':
      return { isConsumed: state.isConsumed || content.isConsumed, isSealed: false };
    case 'moved':
      return { place: content.place, custodian: content.custodian };
    case 'loaned':
      return { loan: { to: content.to, dueAt: content.dueAt }, custodian: content.to, place: content.to };
    case 'returned':
      return { loan: null, place: content.place, custodian: content.custodian, isSealBroken: content.seal === 'broken' };
    case 'handed-over':
      return { custodian: `${content.to} (${content.receivedBy})`, place: content.to };
    case 'sent-over':
      return { custodian: content.carrier, place: content.carrier, keptBefore: { custodian: state.custodian, place: state.place } };
    case 'taken-there':
      return { custodian: `${content.by} (${content.receivedBy})`, place: content.place, owed: null };
    case 'lent-there':
      return { loan: { to: content.by, dueAt: content.dueAt }, custodian: `${content.by} (${content.receivedBy})`, place: content.place };
    case 'came-back':
      return { loan: null, place: content.place, custodian: content.custodian, isSealBroken: content.seal === 'broken' };
    case 'not-taken':
      return { custodian: state.keptBefore.custodian, place: state.keptBefore.place };
    case 'released':
      return { custodian: content.to, place: content.to };
    case 'formality':
      return { formalities: new Map([...state.formalities, [content.name, { answer: content.answer, note: content.note }]]) };
    case 'hold-placed': {
      const { reason, orderedBy, until } = content;
      return { holds: [...state.holds, { number, reason, orderedBy, until, placedBy: officer }] };
    }
    case 'hold-lifted':
      return { holds: state.holds.filter((hold) => hold.number !== content.hold) };
    case 'privilege-marked':
      return { privilege: 'marked' };
    case 'privilege-reviewed':
      return { privilege: content.outcome };
    default:
      return {};
  }
}

/** Holds whose time has not passed. */
export function standingHolds(state: Pick<ItemState, 'holds'>, now: Instant): readonly Hold[] {
  return state.holds.filter(({ until }) => until === null || until > now);
}
