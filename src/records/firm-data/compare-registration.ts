// SPDX-License-Identifier: Apache-2.0
/**
 * Where a registration and what is published about the firm do not agree, and what an officer should know before relying on either.
 *
 *     name                    the register writes another name than the LEI data, under none of its names
 *     jurisdiction            another home
 *     lapsed                  the LEI was not renewed, or was retired
 *     inactive                the legal entity is no longer active, and the registration is not withdrawn
 *     owner-missing-here      a stated owner who is not in the register; owner-missing-there the other way round
 *
 * Names are compared as search compares them: without accents, capitals and signs. It does not match spellings; that is screening.
 */
import type { RegistrationWire } from '../registrations/wire.ts';
import { normalise } from '../search-text.ts';
import type { FirmDataWire, FirmStatementWire, LeiEntityWire, PublishedAboutFirmWire } from './wire.ts';

type Difference = PublishedAboutFirmWire['differences'][number];

/** LEIs in these states say what is true today. */
const currentStates: readonly (string | null)[] = ['ISSUED', 'PENDING_TRANSFER', 'PENDING_ARCHIVAL', null];

export function compareRegistration(registration: RegistrationWire, data: FirmDataWire): Difference[] {
  const current = data.statements.filter(({ knownUntil }) => knownUntil === null).map(({ statement }) => statement);
  const entity = current.find((statement): statement is LeiEntityWire => statement.kind === 'entity');
  const owners = current.find((statement) => statement.kind === 'owners');
  return [
    ...(entity === undefined ? [] : entityDifferences(registration, entity)),
    ...(owners === undefined ? [] : ownerDifferences(registration, owners)),
  ];
}

function entityDifferences(registration: RegistrationWire, entity: LeiEntityWire): Difference[] {
  const names = [entity.legalName, ...entity.otherNames].map(normalise);
  const found: Difference[] = [];
  if (!names.includes(normalise(registration.firm))) found.push({ about: 'name', here: registration.firm, there: entity.legalName });
  const home = entity.jurisdiction?.slice(0, 2) ?? registration.jurisdiction;
  if (home !== registration.jurisdiction)
    found.push({ about: 'jurisdiction', here: registration.jurisdiction, there: entity.jurisdiction ?? '' });
  if (!currentStates.includes(entity.registrationStatus))
    found.push({
      about: 'lapsed',
      here: registration.lei ?? '',
      there: `${entity.registrationStatus} ${entity.nextRenewal?.slice(0, 10) ?? ''}`.trim(),
    });
  if (entity.entityStatus === 'INACTIVE' && registration.status !== 'withdrawn')
    found.push({ about: 'inactive', here: registration.status, there: entity.entityStatus });
  return found;
}

function ownerDifferences(registration: RegistrationWire, stated: Extract<FirmStatementWire, { kind: 'owners' }>): Difference[] {
  const namesOf = (owners: RegistrationWire['owners']) => new Map(owners.map(({ name }) => [normalise(name), name]));
  const [here, there] = [namesOf(registration.owners), namesOf(stated.owners)];
  const missing = (from: ReadonlyMap<string, string>, among: ReadonlyMap<string, string>): string[] =>
    [...from].filter(([key]) => !among.has(key)).map(([, name]) => name);
  return [
    ...missing(there, here).map((name): Difference => ({ about: 'owner-missing-here', here: '', there: name })),
    ...missing(here, there).map((name): Difference => ({ about: 'owner-missing-there', here: name, there: '' })),
  ];
}
