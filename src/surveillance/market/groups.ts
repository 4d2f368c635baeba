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

export function groupsOf({ accounts, owners }: MarketEvents): Groups {
  const ofAccount = new Uint32Array(accounts.length);
  const numbers = new Map<string, number>();
  const names: string[] = ['(nobody named)'];
  const members: string[][] = [[]];
  for (const [number, account] of accounts.entries()) {
    if (number === 0) continue;
    const own = `${account.venue}/${account.name}`;
    const key = account.owner === 0 ? `account ${own}` : `owner ${account.owner}`;
    const known = numbers.get(key) ?? names.push(account.owner === 0 ? own : owners.nameOf(account.owner)) - 1;
    numbers.set(key, known);
    ofAccount[number] = known;
    (members[known] ??= []).push(own);
  }
  return { ofAccount, count: names.length, nameOf: (group) => names[group] ?? '', accountsOf: (group) => members[group] ?? [] };
}
