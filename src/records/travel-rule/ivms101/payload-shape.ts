// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON of IVMS101, as its two versions and the programs of the field spell it.
 *
 * What differs between 2020 and 2023, or between programs, is taken in either spelling: `originatorPersons` and `originatorPerson`,
 * `customerNumber` and `customerIdentification`, `nameIdentifierType` and `naturalPersonNameIdentifierType`, `postCode` and `postcode`; one
 * entry that stands without the brackets of its list; a provider wrapped in a member of its own name. Everything else is taken as the
 * standard has it or refused: a member that nobody knows may be the one that says what is missing.
 */
import { z } from 'zod';
import { addressOfMessageSchema, identificationTypes } from '../wire.ts';

const line = z.string().max(500);
/** Empty texts stand for nothing: some programs write them for every member. */
const optionalLine = line.optional();

function listOf<Entry extends z.ZodType>(entry: Entry, countMax: number) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(entry).max(countMax).optional());
}

const nameType = z.enum(['LEGL', 'ALIA', 'BIRT', 'MAID', 'MISC']);
const personName = z.strictObject({
  primaryIdentifier: line,
  secondaryIdentifier: optionalLine,
  nameIdentifierType: nameType.optional(),
  naturalPersonNameIdentifierType: nameType.optional(),
});
const entityName = z.strictObject({ legalPersonName: line, legalPersonNameIdentifierType: z.enum(['LEGL', 'SHRT', 'TRAD']).optional() });

function namesOf<Name extends z.ZodType>(name: Name) {
  const forms = z.strictObject({
    nameIdentifier: listOf(name, 50),
    localNameIdentifier: listOf(name, 50),
    phoneticNameIdentifier: listOf(name, 50),
  });
  return z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value), forms.optional());
}

const address = addressOfMessageSchema
  .omit({ addressLine: true })
  .extend({ addressLine: listOf(line, 7), postcode: optionalLine })
  .partial({ addressType: true });

const identification = z.strictObject({
  nationalIdentifier: line,
  nationalIdentifierType: z.enum(identificationTypes),
  countryOfIssue: optionalLine,
  registrationAuthority: optionalLine,
});

const ofBoth = {
  geographicAddress: listOf(address, 20),
  nationalIdentification: identification.optional(),
  customerIdentification: optionalLine,
  customerNumber: optionalLine,
};

const person = z.strictObject({
  naturalPerson: z
    .strictObject({
      name: namesOf(personName),
      ...ofBoth,
      dateAndPlaceOfBirth: z.strictObject({ dateOfBirth: optionalLine, placeOfBirth: optionalLine }).optional(),
      countryOfResidence: optionalLine,
    })
    .optional(),
  legalPerson: z.strictObject({ name: namesOf(entityName), ...ofBoth, countryOfRegistration: optionalLine }).optional(),
});

/** `{ legalPerson }`, or the same inside a member of the provider's own name. */
function provider(name: string) {
  const unwrapped = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 1 && name in value
      ? (value as Readonly<Record<string, unknown>>)[name]
      : value;
  return z.preprocess(unwrapped, person.optional());
}

const between = z.strictObject({ intermediaryVASP: person, sequence: z.int().min(0).max(1000) });

export const payloadSchema = z.strictObject({
  originator: z
    .strictObject({ originatorPersons: listOf(person, 50), originatorPerson: listOf(person, 50), accountNumber: listOf(line, 100) })
    .optional(),
  beneficiary: z
    .strictObject({ beneficiaryPersons: listOf(person, 50), beneficiaryPerson: listOf(person, 50), accountNumber: listOf(line, 100) })
    .optional(),
  originatingVASP: provider('originatingVASP'),
  beneficiaryVASP: provider('beneficiaryVASP'),
  transferPath: z.preprocess(
    (value) => (typeof value === 'object' && value !== null && 'transferPath' in value ? value.transferPath : value),
    z.array(between).max(100).optional(),
  ),
  payloadMetadata: z
    .strictObject({ transliterationMethod: listOf(z.string().max(12), 20), payloadVersion: z.enum(['101', '101.2023']).optional() })
    .optional(),
});
export type Payload = z.infer<typeof payloadSchema>;
export type PayloadPerson = z.infer<typeof person>;

/** Two spellings of one member: where both stand, nobody knows which of them holds. */
export const twoSpellings: readonly (readonly [string, string])[] = [
  ['originatorPersons', 'originatorPerson'],
  ['beneficiaryPersons', 'beneficiaryPerson'],
  ['customerNumber', 'customerIdentification'],
  ['nameIdentifierType', 'naturalPersonNameIdentifierType'],
  ['postCode', 'postcode'],
  ['naturalPerson', 'legalPerson'],
];
