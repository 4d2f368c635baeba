// SPDX-License-Identifier: Apache-2.0
/**
 * Groups: accounts that one beneficial owner stands behind count as one.
 *
 * Group 0 is nobody named: events without an account. They are part of every volume and never of an accusation.
 */
import type { MarketEvents } from '../../columns/index.ts';

export interface Groups {
  /** By account number. */
  readonly ofAccount: Uint32Array;
  readonly count: number;
  /** What an analyst reads: the owner where known, else the account at its venue. */
  nameOf(group: number): string;
  /** The accounts of a group, as `venue/name`. */
  accountsOf(group: number): readonly string[];
}

export interface GrowingGroups extends Groups {
  /** Takes in the accounts that came since. */
  catchUp(): void;
}

export function groupsOf(events: MarketEvents): Groups {
  return growingGroups(events);
}

/** Of a table to which accounts are still added. A group keeps its number. */
export function growingGroups({ accounts, owners }: MarketEvents): GrowingGroups {
  let ofAccount = new Uint32Array(accounts.length);
  let known = 1;
  const numbers = new Map<string, number>();
  const names: string[] = ['(nobody named)'];
  const members: string[][] = [[]];
  const catchUp = (): void => {
    if (ofAccount.length < accounts.length) {
      const wider = new Uint32Array(accounts.length * 2);
      wider.set(ofAccount);
      ofAccount = wider;
    }
    for (; known < accounts.length; known += 1) {
      const account = accounts[known];
      if (account === undefined) continue;
      const own = `${account.venue}/${account.name}`;
      const key = account.owner === 0 ? `account ${own}` : `owner ${account.owner}`;
      const group = numbers.get(key) ?? names.push(account.owner === 0 ? own : owners.nameOf(account.owner)) - 1;
      numbers.set(key, group);
      ofAccount[known] = group;
      (members[group] ??= []).push(own);
    }
  };
  catchUp();
  return {
    get ofAccount() {
      return ofAccount;
    },
    get count() {
      return names.length;
    },
    nameOf: (group) => names[group] ?? '',
    accountsOf: (group) => members[group] ?? [],
    catchUp,
  };
}
