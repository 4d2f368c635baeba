// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a registration good beyond its shape: an LEI whose check digits hold, jurisdictions that exist, an authorisation
 * that does not end before it begins. Source: MiCA article 109, the fields of the register of providers.
 */
import type { Instant, Issue } from '../../kernel/index.ts';
import {
  dayFaults,
  type Faults,
  jurisdictionFaults,
  leiFaults,
  lineFaults,
  partyFaults,
  plannedDayFaults,
  textFaults,
} from '../field-checks.ts';
import { supervisionFaults } from './check-supervision.ts';
import type { RegistrationWire } from './wire.ts';

export function registrationFaults(registration: RegistrationWire, now: Instant): Faults {
  const { authorisedFrom, authorisedUntil, hostJurisdictions } = registration;
  const faults: Issue[] = [
    ...lineFaults(registration.reference, '/reference'),
    ...lineFaults(registration.firm, '/firm'),
    ...lineFaults(registration.commercialName, '/commercialName'),
    ...leiFaults(registration.lei, '/lei'),
    ...jurisdictionFaults(registration.jurisdiction, '/jurisdiction'),
    ...lineFaults(registration.authority, '/authority'),
    ...textFaults(registration.address, '/address'),
    ...plannedDayFaults(authorisedFrom, '/authorisedFrom'),
    ...plannedDayFaults(authorisedUntil, '/authorisedUntil'),
    ...textFaults(registration.comments, '/comments'),
  ];
  if (authorisedFrom !== null && authorisedUntil !== null && authorisedUntil < authorisedFrom) {
    faults.push({
      path: '/authorisedUntil',
      problem: `It ends on ${authorisedUntil}, before it began on ${authorisedFrom}.`,
      remedy: 'Correct one of the two days.',
    });
  }
  if (registration.status === 'withdrawn') faults.push(...dayFaults(authorisedUntil, '/authorisedUntil', now));
  for (const [index, code] of hostJurisdictions.entries()) {
    faults.push(...jurisdictionFaults(code, `/hostJurisdictions/${index}`));
    if (hostJurisdictions.indexOf(code) !== index) {
      faults.push({ path: `/hostJurisdictions/${index}`, problem: `${code} is named twice.`, remedy: 'Name each host jurisdiction once.' });
    }
  }
  for (const [index, service] of registration.services.entries()) faults.push(...lineFaults(service, `/services/${index}`));
  for (const [index, website] of registration.websites.entries()) faults.push(...lineFaults(website, `/websites/${index}`));
  for (const [index, owner] of registration.owners.entries()) faults.push(...partyFaults(owner, `/owners/${index}`, now));
  faults.push(...supervisionFaults(registration, now));
  return faults;
}
