// SPDX-License-Identifier: Apache-2.0
/** The firms of a view: what registrations say of them, the accounts that an officer names for them, and firms that no registration names. */
import type { FirmAccountsWire } from '../../flows/wire.ts';
import type { RampFirm } from '../../flows/index.ts';
import { failWith, ok, type Result } from '../../kernel/index.ts';
import type { RegistrationWire } from '../../records/wire.ts';

export function firmsOf(registrations: readonly RegistrationWire[], given: readonly FirmAccountsWire[]): Result<readonly RampFirm[]> {
  const known = new Set(registrations.map(({ reference }) => reference));
  const unknown = given.flatMap(({ reference }, index) => (reference === undefined || known.has(reference) ? [] : [{ reference, index }]));
  if (unknown.length > 0) {
    const remedy = 'Take a registration that may be read for this purpose, or name the firm as one without a registration.';
    return failWith(
      unknown.map(({ reference, index }) => ({ path: `firms/${index}`, problem: `There is no registration "${reference}".`, remedy })),
    );
  }
  const named = given.filter(({ name }) => name !== undefined);
  return ok([
    ...registrations.map((registration) =>
      firmOf(
        registration,
        given.filter(({ reference }) => reference === registration.reference),
      ),
    ),
    ...named.map(({ name = '', jurisdiction = null, accounts, prefixes }) => {
      return { name, reference: null, jurisdiction, supervisor: null, registration: null, wallets: [], accounts, prefixes };
    }),
  ]);
}

function firmOf(registration: RegistrationWire, given: readonly FirmAccountsWire[]): RampFirm {
  const { firm, reference, jurisdiction, authority, status, authorisedFrom, authorisedUntil, services, licences = [] } = registration;
  return {
    name: firm,
    reference,
    jurisdiction,
    supervisor: authority,
    registration: {
      status,
      from: authorisedFrom,
      until: authorisedUntil,
      services,
      licences: licences.map(({ status: standing, ramp, from, until }) => ({ status: standing, ramp, from, until })),
    },
    wallets: (registration.wallets ?? []).map(({ address }) => address),
    accounts: given.flatMap(({ accounts }) => accounts),
    prefixes: given.flatMap(({ prefixes }) => prefixes),
  };
}
