// SPDX-License-Identifier: Apache-2.0
/**
 * Persons and accounts as ISO 20022 has them, there and back: `PartyIdentification43`, `CashAccount25`.
 *
 *     { kind: 'legal', name: 'Meridian Tide Exchange Ltd', identifiers: [{ scheme: 'registration', value: '4471902' }] }
 *         <->   <Pty><Nm>Meridian ...</Nm><Id><OrgId><Othr><Id>4471902</Id><SchmeNm><Cd>COID</Cd></SchmeNm></Othr></OrgId></Id></Pty>
 *
 * Its texts are short: an identifier of more than 35 characters, such as the address of a wallet, has no place in it and stays in what
 * goes with the message. A day of birth stands in its own element only beside the place and the country; else among the identifiers.
 *
 * Source: the schemas of auth.001.001.01 and auth.002.001.01; the external code lists of ISO 20022 for identification schemes.
 */
import { branch, branchIf, childOf, childrenOf, leaf, leafIf, lineOf, type XmlElement } from '../../records/index.ts';
import { type ParticularsWire, personIdentifiers } from '../form/wire.ts';

export type Person = NonNullable<ParticularsWire['persons']>[number];
type Identifier = NonNullable<Person['identifiers']>[number];
type Scheme = Identifier['scheme'];

/** The codes of the external lists, where there is one; the others are told by their own name. */
const schemeCodes: Readonly<Partial<Record<Scheme, string>>> = { registration: 'COID', client: 'CUST', national: 'NIDN', passport: 'CCPT' };
const birthScheme = 'BIRTHDATE';
const idCharactersMax = 35;
const accountCharactersMax = 34;
const lineCharactersMax = 70;
const nameCharactersMax = 140;

export const ibanShape = /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/;
export const cardShape = /^\d{8,28}$/;

/** As many characters as the schema takes, and none that XML cannot hold. */
export function clipped(text: string, charactersMax: number): string {
  const clean = text.replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff\s]+/g, ' ').trim();
  const characters = [...clean];
  return characters.length <= charactersMax ? clean : `${characters.slice(0, charactersMax - 1).join('')}…`;
}

export function partyElement(name: string, person: Person): XmlElement {
  const { address, country } = person;
  return branch(name, [
    leafIf('Nm', clipped(person.name ?? '', nameCharactersMax)),
    branchIf('PstlAdr', [leafIf('Ctry', country), ...wrapped(address ?? '').map((text) => leaf('AdrLine', text))]),
    branchIf('Id', [person.kind === 'natural' ? privateId(person) : branchIf('OrgId', others(person))]),
    leafIf('CtryOfRes', country),
  ]);
}

function privateId(person: Person): XmlElement | null {
  const { bornOn, bornAt, country } = person;
  const isWhole = bornOn !== undefined && bornAt !== undefined && country !== undefined;
  const birth = isWhole
    ? [
        branch('DtAndPlcOfBirth', [
          leaf('BirthDt', bornOn),
          leaf('CityOfBirth', clipped(bornAt, idCharactersMax)),
          leaf('CtryOfBirth', country),
        ]),
      ]
    : [];
  const loose = !isWhole && bornOn !== undefined ? [other(bornOn, leaf('Prtry', birthScheme))] : [];
  return branchIf('PrvtId', [...birth, ...others(person), ...loose]);
}

/** Accounts and cards have elements of their own, and what is too long has none. */
function others({ identifiers = [] }: Person): XmlElement[] {
  return identifiers
    .filter(({ scheme, value }) => !isHolding(scheme) && value.length <= idCharactersMax && clipped(value, idCharactersMax) === value)
    .map(({ scheme, value }) => {
      const code = schemeCodes[scheme];
      return other(value, code === undefined ? leaf('Prtry', scheme.toUpperCase()) : leaf('Cd', code));
    });
}

function isHolding(scheme: Scheme): boolean {
  return scheme === 'iban' || scheme === 'account' || scheme === 'card';
}

function other(value: string, scheme: XmlElement): XmlElement {
  return branch('Othr', [leaf('Id', value), branch('SchmeNm', [scheme])]);
}

/** Up to seven lines of an address. */
function wrapped(address: string): readonly string[] {
  const clean = clipped(address, lineCharactersMax * 7);
  return clean.match(/.{1,70}/gsu) ?? [];
}

/** Null where it is too long for the schema. */
export function accountElement(identifier: Identifier, owner: Person): XmlElement | null {
  const { value } = identifier;
  if (value.length > accountCharactersMax || clipped(value, accountCharactersMax) !== value) return null;
  const id = ibanShape.test(value) ? leaf('IBAN', value) : branch('Othr', [leaf('Id', value)]);
  const party = partyElement('Ownr', owner);
  return branch('Id', [branch('Id', [id]), party.children.length === 0 ? null : party]);
}

/** The person of a party, as a form holds it; null where the party says nothing. */
export function personOf(party: XmlElement | undefined): Person | null {
  if (party === undefined) return null;
  const ids = childOf(party, 'Id');
  const natural = ids === undefined ? undefined : childOf(ids, 'PrvtId');
  const legal = ids === undefined ? undefined : childOf(ids, 'OrgId');
  const birth = natural === undefined ? undefined : childOf(natural, 'DtAndPlcOfBirth');
  const found = childrenOf(natural ?? legal ?? party, 'Othr').map(readOther);
  const bornOn = lineOf(birth, 'BirthDt') || (found.find(({ scheme }) => scheme === birthScheme)?.value ?? '');
  const bic = lineOf(legal, 'AnyBIC');
  const identifiers = [
    ...found.flatMap(({ scheme, value }) => (scheme === birthScheme || value === '' ? [] : [{ scheme: schemeOf(scheme), value }])),
    ...(bic === '' ? [] : [{ scheme: 'registration' as const, value: `BIC ${bic}` }]),
  ];
  const address = childOf(party, 'PstlAdr');
  const country = lineOf(party, 'CtryOfRes') || lineOf(address, 'Ctry');
  const said = {
    name: lineOf(party, 'Nm'),
    bornOn: /^\d{4}-\d{2}-\d{2}$/.test(bornOn) ? bornOn : '',
    bornAt: lineOf(birth, 'CityOfBirth'),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    address: addressWords(address),
  };
  const texts = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== '')) as Partial<typeof said>;
  if (Object.keys(texts).length === 0 && identifiers.length === 0) return null;
  return { kind: natural === undefined ? 'legal' : 'natural', ...texts, ...(identifiers.length === 0 ? {} : { identifiers }) };
}

function addressWords(address: XmlElement | undefined): string {
  if (address === undefined) return '';
  const named = ['StrtNm', 'BldgNb', 'PstCd', 'TwnNm', 'CtrySubDvsn'].map((name) => lineOf(address, name));
  const lines = childrenOf(address, 'AdrLine').map(({ text }) => text.trim());
  return [...named, ...lines].filter((text) => text !== '').join(' ');
}

function readOther(element: XmlElement): { readonly scheme: string; readonly value: string } {
  const scheme = childOf(element, 'SchmeNm');
  return { scheme: lineOf(scheme, 'Cd') || lineOf(scheme, 'Prtry'), value: lineOf(element, 'Id') };
}

/** A scheme that our form does not know is a registration: a number that somebody gave. */
function schemeOf(code: string): Scheme {
  const known = personIdentifiers.find((scheme) => schemeCodes[scheme] === code || scheme.toUpperCase() === code);
  return known ?? 'registration';
}
