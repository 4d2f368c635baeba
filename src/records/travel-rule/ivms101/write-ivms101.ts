// SPDX-License-Identifier: Apache-2.0
/**
 * Travel-rule messages as a file of IVMS101: each payload in the version in which it came, with what stood around it.
 *
 * Members are spelt as their version has them: `originatorPersons`, `customerNumber` of an entity and `nameIdentifierType` in 2020;
 * `originatorPerson`, `customerIdentification` and `naturalPersonNameIdentifierType` in 2023, whose payload names its version.
 */
import type { PersonOfMessage, TravelRuleMessageWire } from '../wire.ts';
import { travelRuleFormat } from './read-ivms101.ts';

export function writeIvms101(messages: readonly TravelRuleMessageWire[]): string {
  return `${JSON.stringify({ format: travelRuleFormat, messages: messages.map(messageOf) }, null, 1)}\n`;
}

function messageOf(message: TravelRuleMessageWire): object {
  const { reference, sentAt, transfer, selfHosted, ownership } = message;
  return { reference, sentAt, transfer, selfHosted, ownership, payload: payloadOf(message) };
}

function payloadOf(message: TravelRuleMessageWire): object {
  const { version, originators, originatorAccounts, beneficiaries, beneficiaryAccounts, path = [], transliteration } = message;
  const is2023 = version === '101.2023';
  const write = (person: PersonOfMessage): object => personOf(person, is2023);
  const { originatingVasp, beneficiaryVasp } = message;
  return {
    originator: { [is2023 ? 'originatorPerson' : 'originatorPersons']: originators.map(write), accountNumber: originatorAccounts },
    beneficiary: { [is2023 ? 'beneficiaryPerson' : 'beneficiaryPersons']: beneficiaries.map(write), accountNumber: beneficiaryAccounts },
    originatingVASP: originatingVasp && { originatingVASP: write(originatingVasp) },
    beneficiaryVASP: beneficiaryVasp && { beneficiaryVASP: write(beneficiaryVasp) },
    transferPath:
      path.length === 0
        ? undefined
        : { transferPath: path.map(({ sequence, ...person }) => ({ intermediaryVASP: write(person), sequence })) },
    payloadMetadata:
      is2023 || transliteration !== undefined ? { transliterationMethod: transliteration, payloadVersion: version } : undefined,
  };
}

function personOf(person: PersonOfMessage, is2023: boolean): object {
  const { kind, addresses, identification, customer, birthDate, birthPlace, country } = person;
  const common = {
    name: namesOf(person, is2023),
    geographicAddress: addresses,
    nationalIdentification: identification && {
      nationalIdentifier: identification.value,
      nationalIdentifierType: identification.type,
      countryOfIssue: identification.countryOfIssue,
      registrationAuthority: identification.registrationAuthority,
    },
  };
  if (kind === 'entity') {
    return { legalPerson: { ...common, [is2023 ? 'customerIdentification' : 'customerNumber']: customer, countryOfRegistration: country } };
  }
  const birth = birthDate ?? birthPlace;
  return {
    naturalPerson: {
      ...common,
      customerIdentification: customer,
      dateAndPlaceOfBirth: birth === undefined ? undefined : { dateOfBirth: birthDate, placeOfBirth: birthPlace },
      countryOfResidence: country,
    },
  };
}

const formMembers = { main: 'nameIdentifier', local: 'localNameIdentifier', phonetic: 'phoneticNameIdentifier' } as const;

function namesOf({ kind, names }: PersonOfMessage, is2023: boolean): object {
  const written: Record<string, object[]> = {};
  for (const { type, form, primary, secondary } of names) {
    const list = (written[formMembers[form]] ??= []);
    if (kind === 'entity') list.push({ legalPersonName: primary, ...(type !== 'MISC' && { legalPersonNameIdentifierType: type }) });
    else {
      const typeMember = is2023 ? 'naturalPersonNameIdentifierType' : 'nameIdentifierType';
      list.push({ primaryIdentifier: primary, secondaryIdentifier: secondary, [typeMember]: type });
    }
  }
  return written;
}
