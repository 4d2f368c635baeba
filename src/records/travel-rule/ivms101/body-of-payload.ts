// SPDX-License-Identifier: Apache-2.0
/** A payload of IVMS101 as the members of our record: persons and entities in one shape, each name with its form, no empty text. */
import type { AddressOfMessage, PersonOfMessage, TravelRuleMessageWire } from '../wire.ts';
import type { Payload, PayloadPerson } from './payload-shape.ts';

type OfPayload = Omit<TravelRuleMessageWire, 'kind' | 'reference' | 'sentAt' | 'transfer' | 'selfHosted' | 'ownership'>;

export function bodyOfPayload(payload: Payload): OfPayload {
  const { originator = {}, beneficiary = {}, originatingVASP, beneficiaryVASP, transferPath = [], payloadMetadata = {} } = payload;
  const { transliterationMethod = [], payloadVersion } = payloadMetadata;
  const isOf2023 = originator.originatorPerson !== undefined || beneficiary.beneficiaryPerson !== undefined;
  const path = transferPath.flatMap(({ intermediaryVASP, sequence }) =>
    personsOf([intermediaryVASP]).map((person) => ({ ...person, sequence })),
  );
  const [from] = personsOf([originatingVASP ?? {}]);
  const [to] = personsOf([beneficiaryVASP ?? {}]);
  return {
    version: payloadVersion ?? (isOf2023 ? '101.2023' : '101'),
    originators: personsOf(originator.originatorPersons ?? originator.originatorPerson ?? []),
    originatorAccounts: (originator.accountNumber ?? []).filter(isFilled),
    beneficiaries: personsOf(beneficiary.beneficiaryPersons ?? beneficiary.beneficiaryPerson ?? []),
    beneficiaryAccounts: (beneficiary.accountNumber ?? []).filter(isFilled),
    ...(from !== undefined && { originatingVasp: from }),
    ...(to !== undefined && { beneficiaryVasp: to }),
    ...(path.length > 0 && { path }),
    ...(transliterationMethod.length > 0 && { transliteration: transliterationMethod }),
  };
}

const isFilled = (text: string): boolean => text !== '';

/** An entry that is neither a person nor an entity names nobody. */
function personsOf(persons: readonly PayloadPerson[]): PersonOfMessage[] {
  return persons.flatMap(({ naturalPerson, legalPerson }) => {
    if (naturalPerson !== undefined) return [naturalOf(naturalPerson)];
    return legalPerson === undefined ? [] : [legalOf(legalPerson)];
  });
}

const forms = [
  ['nameIdentifier', 'main'],
  ['localNameIdentifier', 'local'],
  ['phoneticNameIdentifier', 'phonetic'],
] as const;

function naturalOf(person: NonNullable<PayloadPerson['naturalPerson']>): PersonOfMessage {
  const { name = {}, dateAndPlaceOfBirth, countryOfResidence } = person;
  const names = forms.flatMap(([member, form]) =>
    (name[member] ?? []).map(({ primaryIdentifier, secondaryIdentifier, nameIdentifierType, naturalPersonNameIdentifierType }) => ({
      type: nameIdentifierType ?? naturalPersonNameIdentifierType ?? ('MISC' as const),
      form,
      primary: primaryIdentifier,
      ...filled({ secondary: secondaryIdentifier }),
    })),
  );
  const birth = { birthDate: dateAndPlaceOfBirth?.dateOfBirth, birthPlace: dateAndPlaceOfBirth?.placeOfBirth };
  return { kind: 'person', names: names.filter(hasText), ...commonOf(person), ...filled({ ...birth, country: countryOfResidence }) };
}

function legalOf(entity: NonNullable<PayloadPerson['legalPerson']>): PersonOfMessage {
  const { name = {}, countryOfRegistration } = entity;
  const names = forms.flatMap(([member, form]) =>
    (name[member] ?? []).map(({ legalPersonName, legalPersonNameIdentifierType = 'MISC' as const }) => ({
      type: legalPersonNameIdentifierType,
      form,
      primary: legalPersonName,
    })),
  );
  return { kind: 'entity', names: names.filter(hasText), ...commonOf(entity), ...filled({ country: countryOfRegistration }) };
}

const hasText = ({ primary }: { readonly primary: string }): boolean => primary !== '';

type Common = NonNullable<PayloadPerson['legalPerson']>;

function commonOf({ geographicAddress = [], nationalIdentification: id, customerIdentification, customerNumber }: Omit<Common, 'name'>) {
  const identification =
    id === undefined || id.nationalIdentifier === ''
      ? undefined
      : {
          value: id.nationalIdentifier,
          type: id.nationalIdentifierType,
          ...filled({ countryOfIssue: id.countryOfIssue, registrationAuthority: id.registrationAuthority }),
        };
  return {
    ...(geographicAddress.length > 0 && { addresses: geographicAddress.map(addressOf) }),
    ...(identification !== undefined && { identification }),
    ...filled({ customer: customerIdentification ?? customerNumber }),
  };
}

function addressOf({
  addressType = 'GEOG',
  addressLine,
  postcode,
  ...others
}: NonNullable<Common['geographicAddress']>[number]): AddressOfMessage {
  const lines = (addressLine ?? []).filter(isFilled);
  const { postCode = postcode, ...parts } = others;
  return { addressType, ...filled({ ...parts, postCode }), ...(lines.length > 0 && { addressLine: lines }) };
}

/** Without the members that hold nothing. */
function filled<Member extends string>(texts: { readonly [Name in Member]?: string | undefined }): { [Name in Member]?: string } {
  const kept = Object.entries<string | undefined>(texts).filter(([, text]) => text !== undefined && text !== '');
  return Object.fromEntries(kept) as { [Name in Member]?: string };
}
