// SPDX-License-Identifier: Apache-2.0
/** Somebody in a travel-rule message, in the lines in which an analyst reads it: the legal name, the others, what identifies. */
import type { TravelRuleMessageWire } from '../../../../src/records/wire.ts';

type Person = TravelRuleMessageWire['originators'][number];

export interface Told {
  readonly name: string | null;
  readonly otherNames: readonly string[];
  readonly identity: readonly string[];
}

export function toldPerson({ names, addresses = [], identification, customer, birthDate, birthPlace, country }: Person): Told {
  const [first = null, ...otherNames] = names
    .toSorted((left, right) => rank(left) - rank(right))
    .map(({ primary, secondary }) => (secondary === undefined ? primary : `${secondary} ${primary}`));
  const number = identification && [
    identification.type,
    identification.value,
    identification.countryOfIssue,
    identification.registrationAuthority,
  ];
  const birth = birthDate === undefined && birthPlace === undefined ? undefined : ['*', birthDate, birthPlace];
  const lines = [number, birth, customer === undefined ? undefined : ['#', customer], ...addresses.map(addressParts), [country]];
  return { name: first, otherNames, identity: lines.map(joined).filter((line) => line !== '') };
}

function rank({ type, form }: Person['names'][number]): number {
  return form === 'main' ? (type === 'LEGL' ? 0 : 1) : 2;
}

function addressParts({
  addressType: _type,
  addressLine = [],
  ...parts
}: NonNullable<Person['addresses']>[number]): readonly (string | undefined)[] {
  const { streetName, buildingNumber, postCode, townName, country, ...others } = parts;
  const street = joined([streetName, buildingNumber]);
  return [
    [...addressLine, street, joined([postCode, townName]), ...Object.values(others), country]
      .filter((part) => part !== undefined && part !== '')
      .join(', '),
  ];
}

function joined(parts: readonly (string | undefined)[] | undefined): string {
  return (parts ?? []).filter((part) => part !== undefined && part !== '').join(' ');
}
