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
  const touched: { -readonly [Name in Part]?: MemoryState[Name] } = {};
  const own = <Name extends Part>(name: Name): MemoryState[Name] => {
    const known: MemoryState[Name] | undefined = touched[name];
    if (known !== undefined) return known;
    const copy = copies[name](base[name]);
    touched[name] = copy;
    return copy;
  };
  const tx: MemoryState = {
    get outbox() {
      return own('outbox');
    },
    get inbox() {
      return own('inbox');
    },
    get opened() {
      return own('opened');
    },
    get channels() {
      return own('channels');
    },
    get peers() {
      return own('peers');
    },
    get keys() {
      return own('keys');
    },
    get heard() {
      return own('heard');
    },
    get heads() {
      return own('heads');
    },
    get lanes() {
      return own('lanes');
    },
    get alarms() {
      return own('alarms');
    },
    get log() {
      return own('log');
    },
    get effects() {
      return own('effects');
    },
  };
  return { tx, committed: () => ({ ...base, ...touched }) };
}
