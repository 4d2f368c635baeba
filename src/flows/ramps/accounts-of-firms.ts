// SPDX-License-Identifier: Apache-2.0
/** Which party is an account of which firm: named whole, or by what its name begins with; whole names go first, then longer beginnings. */
import type { Movements } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { FirmRegistration } from './firm-standing.ts';

export interface RampFirm {
  readonly name: string;
  /** Null where no registration names it. */
  readonly reference: string | null;
  readonly jurisdiction: string | null;
  readonly supervisor: string | null;
  readonly registration: FirmRegistration | null;
  /** Addresses that its registration names. */
  readonly wallets: readonly string[];
  /** Accounts that an officer names: they go before what a registration says. */
  readonly accounts: readonly string[];
  readonly prefixes: readonly string[];
}

export interface FirmsOfParties {
  /** By party, the place of its firm among the firms, counted from 1; 0 is none. */
  readonly of: Uint16Array;
  /** By firm, how many of its accounts are among the parties. */
  readonly found: Uint32Array;
  /** Addresses that two registrations name: nobody's, until an officer says whose. */
  readonly claimedTwice: readonly string[];
}

/** An address of hexadecimal digits may be written with capitals that only check it. */
function spelling(name: string): string {
  return name.startsWith('0x') ? name.toLowerCase() : name;
}

export function firmsOfParties({ parties }: Pick<Movements, 'parties'>, firms: readonly RampFirm[]): Result<FirmsOfParties> {
  const named = placesOf(firms.map(({ accounts }) => accounts));
  const clash = [...named].find(([, owners]) => owners.length > 1);
  if (clash !== undefined) {
    const names = clash[1].map((firm) => firms[firm - 1]?.name ?? '').join(' and to ');
    return fail('firms', `"${clash[0]}" is given to ${names}.`, 'Say whose account it is.');
  }
  const wallets = placesOf(firms.map((firm) => firm.wallets));
  const prefixes = firms
    .flatMap((firm, index) => firm.prefixes.map((prefix) => ({ prefix, firm: index + 1 })))
    .toSorted((one, other) => other.prefix.length - one.prefix.length);
  const of = new Uint16Array(parties.size);
  const found = new Uint32Array(firms.length);
  const claimedTwice: string[] = [];
  for (let party = 1; party < parties.size; party += 1) {
    const name = parties.nameOf(party);
    const key = spelling(name);
    const known = named.get(key)?.[0];
    const claims = wallets.get(key) ?? [];
    if (known === undefined && claims.length > 1) {
      claimedTwice.push(name);
      continue;
    }
    const firm = known ?? claims[0] ?? prefixes.find(({ prefix }) => name.startsWith(prefix))?.firm ?? 0;
    of[party] = firm;
    if (firm > 0) found[firm - 1] = (found[firm - 1] ?? 0) + 1;
  }
  return ok({ of, found, claimedTwice });
}

/** By account, the places of all firms to which it is given, counted from 1. */
function placesOf(accounts: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, own] of accounts.entries())
    for (const account of new Set(own.map(spelling))) places.set(account, [...(places.get(account) ?? []), index + 1]);
  return places;
}
