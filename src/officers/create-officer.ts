// SPDX-License-Identifier: Apache-2.0
/**
 * Adding an officer: the first at init, the others by an administrator.
 *
 * Password and authenticator secret are made here, shown once and handed over in person; the officer changes the password
 * after the first sign-in. Nothing is fixed or shipped: two installations never share a secret.
 * The caller appends `officer.created` (or `server.initialised`) to the log.
 */
import { type Instant, newId, ok, type RandomBytes, fail, type Result, type Transaction } from '../kernel/index.ts';
import { normalEmail } from './attempts.ts';
import { hashPassword, makePassword } from './password.ts';
import { insertOfficer } from './store.ts';
import { authenticatorUri, secretBytes, secretText } from './totp.ts';
import { type OfficerRowWire, type Role, roles } from './wire.ts';

export interface NewOfficer {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Shown in the authenticator beside the code: the authority's name. */
  readonly issuer: string;
}

export interface CreatedOfficer {
  readonly officer: OfficerRowWire;
  readonly password: string;
  readonly authenticatorSecret: string;
  readonly authenticatorUri: string;
}

/** Fails when the e-mail address belongs to another officer. */
export async function createOfficer(
  tx: Transaction,
  wanted: NewOfficer,
  random: RandomBytes,
  now: Instant,
): Promise<Result<CreatedOfficer>> {
  const password = makePassword(random);
  const secret = random(secretBytes);
  const officer = {
    id: newId('off', now, random),
    name: wanted.name.trim(),
    email: normalEmail(wanted.email),
    roles: roles.filter((role) => wanted.roles.includes(role)),
  };
  const passwordHash = await hashPassword(password, random);
  const isNew = await insertOfficer(tx, { ...officer, passwordHash, authenticatorSecret: secret, createdAt: now });
  if (!isNew) return fail('email', 'Another officer has this e-mail address.', 'Give the officer an address of their own.');
  return ok({
    officer: { ...officer, isDisabled: false, lastSignInAt: null },
    password,
    authenticatorSecret: secretText(secret),
    authenticatorUri: authenticatorUri({ secret: secretText(secret), email: officer.email, issuer: wanted.issuer }),
  });
}
