// SPDX-License-Identifier: Apache-2.0
/**
 * What the FATF asks of a transfer of virtual assets: names and accounts always, and who the originator is from 1,000 USD or EUR on.
 *
 * Source: FATF Recommendations, interpretive notes to Recommendation 15 (2019, paragraph 7(b)) and Recommendation 16 (as of 2025).
 */
import {
  accountsOf,
  always,
  gapsOfSide,
  hasAddressWithCountry,
  hasBirth,
  isAboveThreshold,
  isNamed,
  type Side,
  type TravelRule,
} from './travel-rule.ts';

const source = 'FATF, notes to Recommendations 15 (7b) and 16';
const named =
  (side: Side): TravelRule['gaps'] =>
  (message) =>
    gapsOfSide(message, side, (person) => (isNamed(person) ? null : `The ${side} has no name.`));

/** An account, or where there is none the number of the transaction. */
const reached =
  (side: Side): TravelRule['gaps'] =>
  (message) => {
    const { path, accounts } = accountsOf(message, side);
    if (accounts.length > 0 || message.transfer?.transaction !== undefined) return [];
    return [{ path, problem: `Neither an account or wallet of the ${side} nor a number of the transaction is given.` }];
  };

export const fatfRules: readonly TravelRule[] = [
  {
    rule: 'FATF originator name',
    regime: 'fatf',
    source,
    demand: 'The name of the originator.',
    applies: always,
    gaps: named('originator'),
  },
  {
    rule: 'FATF originator account',
    regime: 'fatf',
    source,
    demand: 'The account or wallet of the originator, or a unique number of the transaction.',
    applies: always,
    gaps: reached('originator'),
  },
  {
    rule: 'FATF originator identity',
    regime: 'fatf',
    source,
    demand: 'Above 1,000 USD or EUR: the address, national identification, customer number, or date and place of birth of the originator.',
    applies: (message) => isAboveThreshold(message, ['USD', 'EUR']) !== false,
    gaps: (message) =>
      gapsOfSide(message, 'originator', (person) =>
        hasAddressWithCountry(person) || person.identification !== undefined || person.customer !== undefined || hasBirth(person)
          ? null
          : 'Neither address, national identification, customer number nor date and place of birth is given.',
      ),
  },
  {
    rule: 'FATF beneficiary name',
    regime: 'fatf',
    source,
    demand: 'The name of the beneficiary.',
    applies: always,
    gaps: named('beneficiary'),
  },
  {
    rule: 'FATF beneficiary account',
    regime: 'fatf',
    source,
    demand: 'The account or wallet of the beneficiary, or a unique number of the transaction.',
    applies: always,
    gaps: reached('beneficiary'),
  },
];
