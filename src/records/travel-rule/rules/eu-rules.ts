// SPDX-License-Identifier: Apache-2.0
/**
 * What Regulation (EU) 2023/1113 asks of a transfer of crypto-assets, articles 14 to 21: no smallest amount, and more of the originator.
 *
 * Not here: what a provider does with a message that lacks something (articles 16 to 18 and 20), which no message tells; batches
 * (article 15), of which each transfer is a message of its own here; and providers that fail again and again (17(2), 21(2)), whom a
 * count over many messages shows.
 */
import type { PersonOfMessage, TravelRuleMessageWire } from '../wire.ts';
import {
  accountsOf,
  always,
  gapsOf,
  gapsOfSide,
  hasAddressWithCountry,
  hasBirth,
  isAboveThreshold,
  isLedgerAddress,
  isNamed,
  isOnLedger,
  personsOf,
  type Side,
  type TravelRule,
} from './travel-rule.ts';

function row(article: string, demand: string, applies: TravelRule['applies'], gaps: TravelRule['gaps']): TravelRule {
  return { rule: `EU ${article}`, regime: 'eu', source: `Regulation (EU) 2023/1113, article ${article}`, demand, applies, gaps };
}

const named =
  (side: Side): TravelRule['gaps'] =>
  (message) =>
    gapsOfSide(message, side, (person) => (isNamed(person) ? null : `The ${side} has no name.`));

const onLedgerAt =
  (side: Side): TravelRule['gaps'] =>
  (message) => {
    const { path, accounts } = accountsOf(message, side);
    return accounts.some(isLedgerAddress) ? [] : [{ path, problem: `No address of the ${side} on the ledger is given.` }];
  };

const accountAt =
  (side: Side): TravelRule['gaps'] =>
  (message) => {
    const { path, accounts } = accountsOf(message, side);
    return accounts.length > 0 ? [] : [{ path, problem: `No crypto-asset account of the ${side} is given.` }];
  };

const offLedger = (message: TravelRuleMessageWire): boolean => !isOnLedger(message) && !isWithoutAccounts(message);
const isWithoutAccounts = ({ transfer, originatorAccounts, beneficiaryAccounts }: TravelRuleMessageWire): boolean =>
  transfer?.network === undefined && originatorAccounts.length + beneficiaryAccounts.length === 0;

/** A person by address, document and customer number, or by birth; an entity has no birth and no personal document. */
function identityGap(person: PersonOfMessage): string | null {
  const { kind, identification, customer } = person;
  if (kind === 'entity') {
    if (hasAddressWithCountry(person) && (identification !== undefined || customer !== undefined)) return null;
    return 'The address with its country, and an official or customer number, are not given together.';
  }
  if (hasBirth(person) || (hasAddressWithCountry(person) && identification !== undefined && customer !== undefined)) return null;
  return 'Neither address with country, document number and customer number together, nor date and place of birth are given.';
}

const hasEntity =
  (side: Side) =>
  (message: TravelRuleMessageWire): boolean =>
    personsOf(message, side).some(({ person }) => person.kind === 'entity');

const identified =
  (side: Side): TravelRule['gaps'] =>
  (message) =>
    gapsOf(
      personsOf(message, side).filter(({ person }) => person.kind === 'entity'),
      ({ identification }) =>
        identification === undefined ? `Neither an LEI nor another official identifier of the ${side} is given.` : null,
    );

/** A wallet that no provider holds, above 1,000 EUR: whose it is must have been found out. */
const ofOwnWallet =
  (side: Side) =>
  (message: TravelRuleMessageWire): boolean =>
    message.selfHosted === side && isAboveThreshold(message, ['EUR']) !== false;
const ownerKnown: TravelRule['gaps'] = ({ ownership, selfHosted }) =>
  ownership === 'shown'
    ? []
    : [{ path: '/ownership', problem: `Nothing shows who owns or controls the self-hosted wallet of the ${selfHosted ?? ''}.` }];

/** Moments are compared as moments where both are ones, else as days. */
function isSentAfter({ sentAt = '', transfer }: TravelRuleMessageWire): boolean {
  const at = transfer?.at ?? '';
  const length = sentAt.includes('T') && at.includes('T') ? undefined : 10;
  return sentAt.slice(0, length) > at.slice(0, length);
}

export const euRules: readonly TravelRule[] = [
  row('14(1)(a)', 'The name of the originator.', always, named('originator')),
  row(
    '14(1)(b)',
    'On a ledger: the address of the originator on it, and the account where one is used.',
    isOnLedger,
    onLedgerAt('originator'),
  ),
  row('14(1)(c)', 'On no ledger: the crypto-asset account of the originator.', offLedger, accountAt('originator')),
  row(
    '14(1)(d)',
    'The address of the originator with its country, official document number and customer number, or date and place of birth.',
    always,
    (message) => gapsOfSide(message, 'originator', identityGap),
  ),
  row(
    '14(1)(e)',
    'Of an entity, where it was given: the LEI or another official identifier of the originator.',
    hasEntity('originator'),
    identified('originator'),
  ),
  row('14(2)(a)', 'The name of the beneficiary.', always, named('beneficiary')),
  row(
    '14(2)(b)',
    'On a ledger: the address of the beneficiary on it, and the account where one is used.',
    isOnLedger,
    onLedgerAt('beneficiary'),
  ),
  row('14(2)(c)', 'On no ledger: the crypto-asset account of the beneficiary.', offLedger, accountAt('beneficiary')),
  row(
    '14(2)(d)',
    'Of an entity, where it was given: the LEI or another official identifier of the beneficiary.',
    hasEntity('beneficiary'),
    identified('beneficiary'),
  ),
  row('14(3)', 'On no ledger and from or to no account: a unique number of the transfer.', isWithoutAccounts, ({ transfer }) =>
    transfer?.transaction === undefined ? [{ path: '/transfer/transaction', problem: 'No number of the transfer is given.' }] : [],
  ),
  row(
    '14(4)',
    'Sent before the transfer or together with it.',
    ({ sentAt, transfer }) => sentAt !== undefined && transfer?.at !== undefined,
    (message) => (isSentAfter(message) ? [{ path: '/sentAt', problem: 'The message was sent after the transfer.' }] : []),
  ),
  row(
    '14(5)',
    'To a self-hosted wallet, above 1,000 EUR: whether the originator owns or controls it.',
    ofOwnWallet('beneficiary'),
    ownerKnown,
  ),
  row(
    '16(2)',
    'From a self-hosted wallet, above 1,000 EUR: whether the beneficiary owns or controls it.',
    ofOwnWallet('originator'),
    ownerKnown,
  ),
  row(
    '19',
    'Providers between the two pass on everything; each of them is named.',
    ({ path = [] }) => path.length > 0,
    ({ path = [] }) =>
      gapsOf(
        path.map((person, index) => ({ path: `/path/${index}`, person })),
        (person) => (isNamed(person) ? null : 'A provider on the way has no name.'),
      ),
  ),
];
