// SPDX-License-Identifier: Apache-2.0
/**
 * What of a registration the public may see, and for how long.
 *
 *     authorised, notified   shown
 *     withdrawn              shown for five years from its last day
 *     applied, refused       not shown: an application is no one's business, and a refusal is published by other means
 *
 * Owners, controllers and the register's own comments are not shown, whatever the status.
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

export function publishedEntry(body: RegistrationWire): RegisterEntryWire {
  const { reference, firm, commercialName, lei, jurisdiction, authority, status, services } = body;
  const { hostJurisdictions, address, websites, authorisedFrom, authorisedUntil } = body;
  const about = { reference, firm, commercialName, lei, jurisdiction, authority, status, services };
  return { ...about, hostJurisdictions, address, websites, authorisedFrom, authorisedUntil };
}
