// SPDX-License-Identifier: Apache-2.0
/**
 * A transaction on a state in memory: of each part a copy is made when the transaction first comes to it, and what it never came to
 * is the same part afterwards. So a transaction costs what it touches, and whoever compares two states sees at once what cannot
 * have changed.
 */
import { copyOfKeys } from '../keys/memory.ts';
import type { MemoryState } from './memory-state.ts';

type Part = keyof MemoryState;

const copies: { readonly [Name in Part]: (part: MemoryState[Name]) => MemoryState[Name] } = {
  outbox: (part) => new Map(part),
  inbox: (part) => new Map(part),
  opened: (part) => new Map(part),
  channels: (part) => new Map(part),
  peers: (part) => new Map(part),
  keys: copyOfKeys,
  heard: (part) => new Map(part),
  heads: (part) => new Map(part),
  lanes: (part) => new Map(part),
  alarms: (part) => [...part],
  log: (part) => [...part],
  effects: (part) => new Map(part),
};

/** What the transaction works on, and what the state is when it has ended well. */
export function copyOnTouch(base: MemoryState): { readonly tx: MemoryState; readonly committed: () => MemoryState } {
  const touched: Touched = {};
  const tx: Transaction = Object.assign(Object.create(parts) as MemoryState, { [work]: { base, touched } });
  return { tx, committed: () => ({ ...base, ...touched }) };
}

type Touched = { -readonly [Name in Part]?: MemoryState[Name] };

const work = Symbol('what a transaction begins with, and what it has touched');

interface Transaction extends MemoryState {
  readonly [work]: { readonly base: MemoryState; readonly touched: Touched };
}

function own<Name extends Part>(tx: MemoryState, name: Name): MemoryState[Name] {
  const { base, touched } = (tx as Transaction)[work];
  const known: MemoryState[Name] | undefined = touched[name];
  if (known !== undefined) return known;
  const copy = copies[name](base[name]);
  touched[name] = copy;
  return copy;
}

/** A part as it is in the transaction now, for whoever only looks: nothing is copied for that. */
export function looked<Name extends Part>(tx: MemoryState, name: Name): MemoryState[Name] {
  const { base, touched } = (tx as Transaction)[work];
  const known: MemoryState[Name] | undefined = touched[name];
  return known ?? base[name];
}

/** From which every transaction inherits: to define a getter for each part anew takes longer than most transactions run. */
const parts: MemoryState = {
  get outbox() {
    return own(this, 'outbox');
  },
  get inbox() {
    return own(this, 'inbox');
  },
  get opened() {
    return own(this, 'opened');
  },
  get channels() {
    return own(this, 'channels');
  },
  get peers() {
    return own(this, 'peers');
  },
  get keys() {
    return own(this, 'keys');
  },
  get heard() {
    return own(this, 'heard');
  },
  get heads() {
    return own(this, 'heads');
  },
  get lanes() {
    return own(this, 'lanes');
  },
  get alarms() {
    return own(this, 'alarms');
  },
  get log() {
    return own(this, 'log');
  },
  get effects() {
    return own(this, 'effects');
  },
};
