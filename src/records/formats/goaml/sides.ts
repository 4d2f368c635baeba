// SPDX-License-Identifier: Apache-2.0
/**
 * The sides of a goAML transaction and the parties of an activity: a person, an entity or an account, each to a party or an account
 * of our model.
 *
 * An account brings its people along: the entity it belongs to and its signatories become parties, and the account names them as its
 * holders. A number that a bank calls an IBAN and whose check digits do not hold is kept as the number of an account: a report is not
 * refused because its firm copied a digit wrongly, and the digit is not mended.
 */
import { isCurrency, isJurisdiction, minorDigitsOf } from '../../../kernel/index.ts';
import { isIban } from '../../field-checks.ts';
import type { AccountOfReport, PartyOfRecord } from '../../suspicious-reports/wire.ts';
import { childOf, childrenOf, lineOf, type XmlElement } from '../../xml/read-xml.ts';
import { filled, plainAmount, type ReportParts } from '../report-parts.ts';

export interface SideSettings {
  readonly parts: ReportParts;
  /** Whether the report marks anybody as suspected. */
  readonly isAnyMarked: boolean;
  /** `from_`, `to_`, or nothing among involved parties. */
  readonly prefix: string;
  /** The report was written about this side: the institution's client, a party of an activity. */
  readonly isSubject: boolean;
  /** What it is where it is not suspected. */
  readonly otherwise?: PartyOfRecord['role'];
}

export interface ReadSide {
  /** As a person names it: the account's number, else the name. */
  readonly words: string;
  readonly party: number | null;
  readonly account: number | null;
  readonly amounts: (local: string, currency: string) => { amount: string; unit: string; otherAmount?: { amount: string; unit: string } };
}

type Role = PartyOfRecord['role'];
type Identifier = PartyOfRecord['identifiers'][number];

export function readSide(side: XmlElement, { parts, isAnyMarked, prefix, isSubject, otherwise = 'counterparty' }: SideSettings): ReadSide {
  const marked = side.children.find(({ name }) => name === `${prefix}is_suspected`)?.text.trim() ?? '';
  const isSuspected = isAnyMarked ? ['true', '1'].includes(marked) : isSubject;
  const role: Role = isSuspected ? 'suspected' : otherwise;
  const named = (word: string): XmlElement | undefined => childOf(side, `${prefix}${word}`) ?? childOf(side, `${prefix}${word}_my_client`);
  const country = lineOf(side, `${prefix}country`);
  const amounts = amountsOf(childOf(side, `${prefix}foreign_currency`));
  const conductor = childOf(side, 't_conductor');
  if (conductor !== undefined) parts.party(personOf(conductor, 'other', ''));
  const account = named('account');
  if (account !== undefined) {
    const virtual = lineOf(childOf(side, `${prefix}transaction_additional_info`), 'virtual_address');
    const at = readAccount(account, { parts, role, country, virtual });
    return { words: at.words, party: at.party, account: at.account, amounts };
  }
  const person = named('person');
  const entity = named('entity');
  if (person === undefined && entity === undefined) return { words: '', party: null, account: null, amounts };
  const party = person === undefined ? entityOf(entity ?? side, role, country, parts) : personOf(person, role, country);
  return { words: party.name, party: parts.party(party), account: null, amounts };
}

function amountsOf(foreign: XmlElement | undefined): ReadSide['amounts'] {
  return (local, currency) => {
    const digits = isCurrency(currency) ? minorDigitsOf(currency) : null;
    const amount = { amount: plainAmount(local, digits), unit: currency };
    if (foreign === undefined) return amount;
    const unit = lineOf(foreign, 'foreign_currency_code');
    const other = plainAmount(lineOf(foreign, 'foreign_amount'), isCurrency(unit) ? minorDigitsOf(unit) : null);
    return { ...amount, otherAmount: { amount: other, unit } };
  };
}

function readAccount(
  account: XmlElement,
  { parts, role, country, virtual }: { parts: ReportParts; role: Role; country: string; virtual: string },
): { words: string; party: number | null; account: number } {
  const holders: number[] = [];
  const entity = childOf(account, 't_entity');
  if (entity !== undefined) holders.push(parts.party(entityOf(entity, role, country, parts)));
  const related = childOf(account, 'related_persons')?.children ?? [];
  const signatories = [...childrenOf(account, 'signatory'), ...related].toSorted((left, right) => rank(left) - rank(right));
  for (const signatory of signatories) {
    const person = childOf(signatory, 't_person');
    if (person !== undefined) holders.push(parts.party(personOf(person, entity === undefined ? role : 'other', country)));
  }
  const number = lineOf(account, 'account');
  const type = lineOf(account, 'account_type') || lineOf(account, 'personal_account_type');
  const name = lineOf(account, 'account_name');
  const isWallet = type === 'CRYWT' || virtual !== '';
  // Named again, in another transaction, without its people: they are known already.
  const known = parts.accounts.find(
    (each) => each.number === number && each.institution === (lineOf(account, 'institution_name') || undefined),
  );
  if (holders.length === 0) holders.push(...(known?.holders ?? []));
  if (holders.length === 0 && name !== '') holders.push(parts.party(namedParty(name, role, country, { isWallet, number })));
  const at = parts.account({
    kind: isWallet ? 'wallet' : 'account',
    number: virtual === '' ? number : virtual,
    holders,
    ...filled({
      iban: lineOf(account, 'iban'),
      name,
      institution: lineOf(account, 'institution_name'),
      institutionCode: lineOf(account, 'institution_code') || lineOf(account, 'swift'),
      currency: lineOf(account, 'currency_code'),
      status: lineOf(account, 'status_code'),
      openedOn: dayOf(account, 'opened'),
      closedOn: dayOf(account, 'closed'),
      balance: lineOf(account, 'balance'),
    }),
  } satisfies AccountOfReport);
  return { words: number, party: holders[0] ?? null, account: at };
}

/** The first signatory is the one that the report calls primary. */
function rank(signatory: XmlElement): number {
  return lineOf(signatory, 'is_primary') === '' ? 1 : 0;
}

function namedParty(name: string, role: Role, country: string, account: { isWallet: boolean; number: string }): PartyOfRecord {
  const scheme = account.isWallet && /^[0-9A-Za-z:._-]{10,200}$/.test(account.number) ? 'wallet' : accountScheme(account.number);
  return {
    role,
    kind: 'entity',
    name,
    identifiers: [{ scheme, value: account.number.slice(0, 200) }],
    jurisdiction: jurisdictionOf(country),
    birthDate: null,
  };
}

function accountScheme(number: string): 'iban' | 'account' {
  return isIban(number) ? 'iban' : 'account';
}

function dayOf(element: XmlElement, name: string): string {
  return lineOf(element, name).slice(0, 10);
}

function jurisdictionOf(code: string): string | null {
  return isJurisdiction(code) ? code : null;
}

function personOf(person: XmlElement, role: Role, country: string): PartyOfRecord {
  const names = ['first_name', 'middle_name', 'prefix', 'last_name'].map((name) => lineOf(person, name));
  const former =
    childOf(person, 'previous_names')?.children.map((each) => `${lineOf(each, 'first_name')} ${lineOf(each, 'last_name')}`) ?? [];
  const nationality = lineOf(person, 'nationality1') || lineOf(person, 'residence') || country;
  return {
    role,
    kind: 'person',
    name: names.filter((name) => name !== '').join(' '),
    identifiers: identifiersOf([
      ['national-id', lineOf(person, 'ssn')],
      ['passport', lineOf(person, 'passport_number')],
      ['national-id', lineOf(person, 'id_number')],
      ...identificationsOf(person),
      ['tax-id', lineOf(person, 'tax_number')],
    ]),
    jurisdiction: jurisdictionOf(nationality),
    birthDate: dayOf(person, 'birthdate') || null,
    ...filled({
      aliases: [lineOf(person, 'alias'), lineOf(person, 'full_name_frn'), ...former].filter((name) => name.trim() !== ''),
      address: addressOf(person),
      occupation: lineOf(person, 'occupation'),
    }),
  };
}

function identificationsOf(person: XmlElement): readonly (readonly [Identifier['scheme'], string])[] {
  const papers = [...childrenOf(person, 'identification'), ...(childOf(person, 'identifications')?.children ?? [])];
  return papers.map((paper) => [lineOf(paper, 'type') === 'PASSP' ? 'passport' : 'national-id', lineOf(paper, 'number')] as const);
}

function identifiersOf(pairs: readonly (readonly [Identifier['scheme'], string])[]): Identifier[] {
  const seen = new Set<string>();
  return pairs.flatMap(([scheme, value]) => {
    const key = `${scheme} ${value}`;
    if (value === '' || value.length > 200 || seen.has(key)) return [];
    seen.add(key);
    return [{ scheme, value }];
  });
}

function entityOf(entity: XmlElement, role: Role, country: string, parts: ReportParts): PartyOfRecord {
  const home = lineOf(entity, 'incorporation_country_code') || country;
  const related = childOf(entity, 'related_persons')?.children.map((each) => childOf(each, 'person')) ?? [];
  for (const person of [...childrenOf(entity, 'director_id'), ...related]) {
    if (person !== undefined) parts.party(personOf(person, 'controller', ''));
  }
  const numbers = childOf(entity, 'entity_identifications')?.children.map((each) => ['register', lineOf(each, 'number')] as const) ?? [];
  return {
    role,
    kind: 'entity',
    name: lineOf(entity, 'name'),
    identifiers: identifiersOf([
      ['register', lineOf(entity, 'incorporation_number')],
      ...numbers,
      ['tax-id', lineOf(entity, 'tax_number')],
    ]),
    jurisdiction: jurisdictionOf(home),
    birthDate: null,
    ...filled({
      aliases: [lineOf(entity, 'commercial_name')].filter((name) => name !== ''),
      address: addressOf(entity),
      occupation: lineOf(entity, 'business'),
    }),
  };
}

function addressOf(holder: XmlElement): string {
  const [first] = childOf(holder, 'addresses')?.children ?? [];
  if (first === undefined) return '';
  return ['address', 'house_number', 'town', 'zip', 'city', 'state', 'country_code']
    .map((name) => lineOf(first, name))
    .filter((piece) => piece !== '' && piece !== '-')
    .join(', ');
}
