// SPDX-License-Identifier: Apache-2.0
/**
 * What of a registration the public may see, and for how long.
 *
 *     authorised, notified   shown
 *     withdrawn              shown for five years from its last day
 *     applied, refused       not shown: an application is no one's business, and a refusal is published by other means
 *
 * Owners, controllers, wallets, refused licences and the register's own comments are not shown, whatever the status.
 *
 * Source: MiCA article 109 (register of providers; withdrawn entries stay five years).
 */
import type { Instant } from '../../kernel/index.ts';
import type { RegisterEntryWire, RegistrationWire } from '../wire.ts';

export const shownStatuses = ['authorised', 'notified'] as const;
const withdrawnYears = 5;

/** The first last day of which a withdrawn entry is still shown. */
export function withdrawnShownFrom(now: Instant): string {
  return `${String(Number(now.slice(0, 4)) - withdrawnYears).padStart(4, '0')}${now.slice(4, 10)}`;
}

export function isShown(body: RegistrationWire, now: Instant): boolean {
  if (body.status === 'withdrawn') return body.authorisedUntil !== null && body.authorisedUntil >= withdrawnShownFrom(now);
  return shownStatuses.some((status) => status === body.status);
}

/** Of a licence that was refused the public learns nothing; of licences and passports, with a day, only those that hold on it. */
export function publishedEntry(body: RegistrationWire, inEffectOn: string | null): RegisterEntryWire {
  const { kind: _kind, owners: _owners, comments: _comments, wallets: _wallets, licences, passports, ...shown } = body;
  const licencesShown = (licences ?? []).filter((licence) => licence.status !== 'refused' && holdsOn(licence, inEffectOn));
  const passportsShown = (passports ?? []).filter((passport) => holdsOn(passport, inEffectOn));
  return {
    ...shown,
    ...(licencesShown.length > 0 && { licences: licencesShown }),
    ...(passportsShown.length > 0 && { passports: passportsShown }),
  };
}

/** Whether something holds on a day; a missing end is open. */
function holdsOn(effect: { readonly from?: string | undefined; readonly until?: string | undefined }, day: string | null): boolean {
  return day === null || ((effect.from === undefined || effect.from <= day) && (effect.until === undefined || effect.until >= day));
}
