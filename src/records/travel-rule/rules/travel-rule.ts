// SPDX-License-Identifier: Apache-2.0
/**
 * What one rule of the travel rule is, and the questions that all of them ask of a message.
 *
 * A rule is a row: its name, its place in the law, what it demands, when it applies, and where the message does not do it. A row is tested
 * by itself; a law that changes is a row that changes.
 */
import { type Instant, parseMoney } from '../../../kernel/index.ts';
import { isIban } from '../../field-checks.ts';
import type { AddressOfMessage, PersonOfMessage, TravelRegime, TravelRuleMessageWire } from '../wire.ts';

export interface Gap {
  readonly path: string;
  readonly problem: string;
}

export interface TravelRule {
  readonly rule: string;
  readonly regime: TravelRegime;
  readonly source: string;
  readonly demand: string;
  readonly applies: (message: TravelRuleMessageWire) => boolean;
  readonly gaps: (message: TravelRuleMessageWire, now: Instant) => readonly Gap[];
}

export interface Placed {
  readonly path: string;
  readonly person: PersonOfMessage;
}

export type Side = 'originator' | 'beneficiary';
const personsOfSide = { originator: 'originators', beneficiary: 'beneficiaries' } as const;
const accountsOfSide = { originator: 'originatorAccounts', beneficiary: 'beneficiaryAccounts' } as const;

export const always = (): boolean => true;

export function personsOf(message: TravelRuleMessageWire, side: Side): readonly Placed[] {
  const member = personsOfSide[side];
  return message[member].map((person, index) => ({ path: `/${member}/${index}`, person }));
}

export function accountsOf(message: TravelRuleMessageWire, side: Side): { readonly path: string; readonly accounts: readonly string[] } {
  const member = accountsOfSide[side];
  return { path: `/${member}`, accounts: message[member] };
}

/** Everybody whom the message names: both sides, the providers, and those between. */
export function everybody(message: TravelRuleMessageWire): readonly Placed[] {
  const { originatingVasp, beneficiaryVasp, path = [] } = message;
  return [
    ...personsOf(message, 'originator'),
    ...personsOf(message, 'beneficiary'),
    ...(originatingVasp === undefined ? [] : [{ path: '/originatingVasp', person: originatingVasp }]),
    ...(beneficiaryVasp === undefined ? [] : [{ path: '/beneficiaryVasp', person: beneficiaryVasp }]),
    ...path.map((person, index) => ({ path: `/path/${index}`, person })),
  ];
}

/** A side without anybody, and everybody on it for whom the test fails. */
export function gapsOfSide(message: TravelRuleMessageWire, side: Side, fails: (person: PersonOfMessage) => string | null): readonly Gap[] {
  const persons = personsOf(message, side);
  if (persons.length === 0) return [{ path: `/${personsOfSide[side]}`, problem: `The message names no ${side}.` }];
  return gapsOf(persons, fails);
}

export function gapsOf(persons: readonly Placed[], fails: (person: PersonOfMessage) => string | null): readonly Gap[] {
  return persons.flatMap(({ path, person }) => {
    const problem = fails(person);
    return problem === null ? [] : [{ path, problem }];
  });
}

export function isNamed({ names }: PersonOfMessage): boolean {
  return names.length > 0;
}

/** An address with enough to find it. */
export function isWholeAddress({ addressLine, streetName, buildingName, buildingNumber }: AddressOfMessage): boolean {
  return addressLine !== undefined || (streetName !== undefined && (buildingName !== undefined || buildingNumber !== undefined));
}

export function hasAddressWithCountry({ addresses = [] }: PersonOfMessage): boolean {
  return addresses.some((address) => address.country !== undefined && (isWholeAddress(address) || address.townName !== undefined));
}

export function hasBirth({ birthDate, birthPlace }: PersonOfMessage): boolean {
  return birthDate !== undefined && birthPlace !== undefined;
}

export function isOnLedger({ transfer }: TravelRuleMessageWire): boolean {
  return transfer?.network !== undefined;
}

/** Addresses of the ledgers in use have more than twenty signs; accounts of providers may look like anything. */
export function isLedgerAddress(account: string): boolean {
  return /^[0-9A-Za-z:._-]{20,200}$/.test(account) && !isIban(account);
}

/** 1,000 of both currencies that the rules name, in their minor units. */
const thresholdMinor = 100_000n;

/** Null where the message does not say what the transfer was worth in one of these currencies: then nobody may take it for small. */
export function isAboveThreshold({ transfer }: TravelRuleMessageWire, currencies: readonly string[]): boolean | null {
  const value = transfer?.value;
  if (value === undefined || !currencies.includes(value.currency)) return null;
  const money = parseMoney(value.amount, value.currency, '/transfer/value');
  return money.ok ? money.value.amountMinor > thresholdMinor : null;
}
