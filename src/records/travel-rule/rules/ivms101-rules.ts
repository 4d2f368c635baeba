// SPDX-License-Identifier: Apache-2.0
/**
 * What the interVASP Messaging Standard (IVMS101) asks of a message beyond its shape: its constraints C1 to C12, the lengths of its data
 * types, letters of the main form of a name, and the entities that a message has.
 *
 * The standard numbers its constraints; which number demands what was held, for C1 to C11, against an implementation by others that cites
 * each by its number, and for C12 against its name.
 *
 * The lists behind some constraints are not here: that a registration authority is on the list of the Global LEI Foundation is judged
 * by its form alone, and that an LEI was issued by its check digits.
 */
import { type Instant, isJurisdiction } from '../../../kernel/index.ts';
import { isDay } from '../../field-checks.ts';
import { checkLei } from '../../lei.ts';
import type { PersonOfMessage, TravelRuleMessageWire } from '../wire.ts';
import { always, everybody, type Gap, gapsOf, isWholeAddress, personsOf, type Placed, type TravelRule } from './travel-rule.ts';

/** The names that the standard gives its numbered constraints, by which other programs report them. */
const constraintNames: Readonly<Record<string, string>> = {
  C1: 'OriginatorInformationNaturalPerson',
  C2: 'DateInPast',
  C4: 'OriginatorInformationLegalPerson',
  C5: 'LegalNamePresentLegalPerson',
  C6: 'LegalNamePresentNaturalPerson',
  C7: 'ValidNationalIdentifierLegalPerson',
  C8: 'ValidAddress',
  C9: 'CompleteNationalIdentifierLegalPerson',
  C10: 'RegistrationAuthority',
  C11: 'ValidLEI',
  C12: 'sequentialIntegrity',
};

function row(name: string, demand: string, gaps: TravelRule['gaps'], applies: TravelRule['applies'] = always): TravelRule {
  const long = constraintNames[name];
  const source = long === undefined ? `IVMS101, ${name}` : `IVMS101, ${name} (${long})`;
  return { rule: `IVMS101 ${name}`, regime: 'ivms101', source, demand, applies, gaps };
}

const of =
  (kind: PersonOfMessage['kind']) =>
  (message: TravelRuleMessageWire): readonly Placed[] =>
    everybody(message).filter(({ person }) => person.kind === kind);
const originators =
  (kind: PersonOfMessage['kind']) =>
  (message: TravelRuleMessageWire): readonly Placed[] =>
    personsOf(message, 'originator').filter(({ person }) => person.kind === kind);
const isThere =
  (choose: (message: TravelRuleMessageWire) => readonly Placed[]) =>
  (message: TravelRuleMessageWire): boolean =>
    choose(message).length > 0;

const hasLegalName = ({ names }: PersonOfMessage): boolean => names.some(({ type, form }) => type === 'LEGL' && form === 'main');
const legalName = (person: PersonOfMessage): string | null => (hasLegalName(person) ? null : 'No name is given as the legal one (LEGL).');

function birthGap({ birthDate }: PersonOfMessage, now: Instant): string | null {
  if (birthDate === undefined) return null;
  if (!isDay(birthDate)) return `"${birthDate}" is not a day of the calendar.`;
  return birthDate < now.slice(0, 10) ? null : 'The date of birth does not lie in the past.';
}

/** A country of ISO 3166-1, or XX where it is not known. */
function countryGaps({ path, person }: Placed): readonly Gap[] {
  const { country, identification, addresses = [] } = person;
  const codes: readonly (readonly [string, string | undefined])[] = [
    ['country', country],
    ['identification/countryOfIssue', identification?.countryOfIssue],
    ...addresses.map((address, index) => [`addresses/${index}/country`, address.country] as const),
  ];
  return codes.flatMap(([place, code]) =>
    code === undefined || code === 'XX' || isJurisdiction(code) ? [] : [{ path: `${path}/${place}`, problem: `"${code}" is no country.` }],
  );
}

function addressGaps({ path, person }: Placed): readonly Gap[] {
  return (person.addresses ?? []).flatMap((address, index) => {
    const at = `${path}/addresses/${index}`;
    if (!isWholeAddress(address)) return [{ path: at, problem: 'It has neither an address line nor a street with a building.' }];
    return address.addressLine !== undefined || address.townName !== undefined ? [] : [{ path: at, problem: 'It names no town.' }];
  });
}

const ofEntities: readonly string[] = ['RAID', 'MISC', 'LEIX', 'TXID'];

function completeGap({ identification }: PersonOfMessage): string | null {
  if (identification === undefined) return null;
  const { type, countryOfIssue, registrationAuthority } = identification;
  if (countryOfIssue !== undefined) return 'The identification of an entity names a country of issue.';
  if (type === 'LEIX') return registrationAuthority === undefined ? null : 'An LEI is given with a registration authority.';
  return registrationAuthority === undefined ? 'No registration authority is given for an identifier other than an LEI.' : null;
}

function sequenceGaps({ path = [] }: TravelRuleMessageWire): readonly Gap[] {
  return path.flatMap(({ sequence }, index) =>
    sequence === index ? [] : [{ path: `/path/${index}/sequence`, problem: `It is ${sequence} where ${index} follows.` }],
  );
}

/** The longest texts of the data types, by the name of the member that holds one. */
const charactersMax: Readonly<Record<string, number>> = {
  primary: 100, secondary: 100, customer: 50, birthPlace: 70, department: 50, subDepartment: 70, streetName: 70, buildingNumber: 16,
  buildingName: 35, floor: 70, postBox: 16, room: 70, postCode: 16, townName: 35, townLocationName: 35, districtName: 35, countrySubDivision: 35,
}; // prettier-ignore

/** The number of an identification was let grow. */
const numberCharactersMax = { '101': 35, '101.2023': 72 } as const;

function lengthGaps(version: TravelRuleMessageWire['version'], value: unknown, path: string): readonly Gap[] {
  if (typeof value === 'string') {
    const member = path.slice(path.lastIndexOf('/') + 1);
    const most = member === 'value' ? numberCharactersMax[version] : charactersMax[member];
    return most === undefined || value.length <= most
      ? []
      : [{ path, problem: `It has ${value.length} characters; at most ${most} may stand there.` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => lengthGaps(version, inner, `${path}/${name}`));
}

function letterGaps({ path, person }: Placed): readonly Gap[] {
  return person.names.flatMap(({ form, primary, secondary = '' }, index) =>
    form === 'main' && /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(primary + secondary)
      ? [{ path: `${path}/names/${index}`, problem: 'It has letters that are not Latin; these belong into the local form of the name.' }]
      : [],
  );
}

export const ivms101Rules: readonly TravelRule[] = [
  row(
    'C1',
    'An originator who is a person: address, customer number, national identification, or date and place of birth.',
    (message) =>
      gapsOf(originators('person')(message), ({ addresses, customer, identification, birthDate }) =>
        (addresses ?? customer ?? identification ?? birthDate) ? null : 'None of the four is given.',
      ),
    isThere(originators('person')),
  ),
  row(
    'C2',
    'A date of birth lies in the past.',
    (message, now) => gapsOf(of('person')(message), (person) => birthGap(person, now)),
    isThere(of('person')),
  ),
  row('C3', 'Countries by their code of ISO 3166-1, or XX.', (message) => everybody(message).flatMap(countryGaps)),
  row(
    'C4',
    'An originator that is an entity: geographic address, customer number, or national identification.',
    (message) =>
      gapsOf(originators('entity')(message), ({ addresses = [], customer, identification }) =>
        addresses.some(({ addressType }) => addressType === 'GEOG') || customer !== undefined || identification !== undefined
          ? null
          : 'None of the three is given.',
      ),
    isThere(originators('entity')),
  ),
  row('C5', 'An entity has its legal name.', (message) => gapsOf(of('entity')(message), legalName), isThere(of('entity'))),
  row('C6', 'A person has the legal name.', (message) => gapsOf(of('person')(message), legalName), isThere(of('person'))),
  row(
    'C7',
    'The identification of an entity is of type RAID, MISC, LEIX or TXID.',
    (message) =>
      gapsOf(of('entity')(message), ({ identification }) =>
        identification === undefined || ofEntities.includes(identification.type)
          ? null
          : `An entity cannot have the type ${identification.type}.`,
      ),
    isThere(of('entity')),
  ),
  row('C8', 'An address has an address line, or a street with a building, and a town.', (message) =>
    everybody(message).flatMap(addressGaps),
  ),
  row(
    'C9',
    'The identification of an entity has no country of issue; it has a registration authority exactly where it is no LEI.',
    (message) => gapsOf(of('entity')(message), completeGap),
    isThere(of('entity')),
  ),
  row('C10', 'A registration authority by its code, RA and six digits.', (message) =>
    gapsOf(everybody(message), ({ identification }) =>
      /^RA\d{6}$/.test(identification?.registrationAuthority ?? 'RA000000')
        ? null
        : `"${identification?.registrationAuthority ?? ''}" is no such code.`,
    ),
  ),
  row('C11', 'An LEI holds by its check digits.', (message) =>
    gapsOf(everybody(message), ({ identification }) =>
      identification?.type !== 'LEIX' || checkLei(identification.value, '').ok ? null : `"${identification.value}" is no LEI that holds.`,
    ),
  ),
  row('C12', 'Providers on the way are counted from 0 without a gap.', sequenceGaps, ({ path = [] }) => path.length > 0),
  row('data types', 'No text is longer than its data type.', (message) => lengthGaps(message.version, message, '')),
  row('local language', 'The main form of a name is in Latin letters.', (message) => everybody(message).flatMap(letterGaps)),
  row(
    'entities',
    'Both providers are named, but for a side that holds its wallet itself.',
    ({ originatingVasp, beneficiaryVasp, selfHosted }) => [
      ...(originatingVasp === undefined && selfHosted !== 'originator'
        ? [{ path: '/originatingVasp', problem: 'The provider of the originator is not named.' }]
        : []),
      ...(beneficiaryVasp === undefined && selfHosted !== 'beneficiary'
        ? [{ path: '/beneficiaryVasp', problem: 'The provider of the beneficiary is not named.' }]
        : []),
    ],
  ),
];
