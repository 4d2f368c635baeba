// SPDX-License-Identifier: Apache-2.0
/**
 * Keys under which a record is filed beside its words: its identifiers by what they are, its countries, its days, and how its names sound.
 *
 *     fields   lei:529900t8bm49aursdo55   wallet:xb1q7tmr3v0lantern   country:xb   dated:2026-03
 *     sounds   =meridian  cmrtn  cmrt  cmrn  ...   as whole numbers: a name has forty, and they only say what is worth comparing
 *
 * Those of a suspicious report begin with `!`, so that somebody who may not know of reports asks for keys under which there is none, and
 * takes no longer for it.
 */
import { filedNameKeys, newWordBook, type SubjectKind, type WordBook } from '../../screening/index.ts';
import type { PartyOfRecord } from '../field-checks.ts';
import { normaliseIdentifier } from '../search-text.ts';
import { allNamesOf } from '../travel-rule/people.ts';
import { everybody } from '../travel-rule/rules/travel-rule.ts';
import type { PersonOfMessage } from '../travel-rule/wire.ts';
import type { RecordBodyWire } from '../wire.ts';

/** What can be asked for by `field:value`; a wallet is asked for by itself, an account by its number or IBAN. */
export const keyFields = ['lei', 'wallet', 'account', 'passport', 'mic', 'number', 'country', 'host', 'reference', 'dated'] as const;
export type KeyField = (typeof keyFields)[number];

/** A record with more names or numbers is found by the first of them, and by its words. */
const namesMax = 200;
const keysMax = 3000;
/** Words are worked out once for as many records as come; so many are remembered. */
const wordsKeptMax = 50_000;
const book: WordBook = newWordBook();

export const reportMark = '!';

export function fieldKey(field: KeyField, value: string): string {
  return `${field}:${field === 'dated' ? value : normaliseIdentifier(value)}`;
}

export function findingKeysOf(body: RecordBodyWire): readonly string[] {
  const fields = fieldsOf(body).flatMap(([field, value]) => {
    if (value === null || value === undefined || value === '') return [];
    if (field === 'dated') return [value.slice(0, 4), value.slice(0, 7), value.slice(0, 10)].map((part) => fieldKey('dated', part));
    const key = fieldKey(field, value);
    return key.endsWith(':') ? [] : [key];
  });
  const keys = [...new Set(fields)].slice(0, keysMax);
  return body.kind === 'suspicious-report' ? keys.map((key) => `${reportMark}${key}`) : keys;
}

export function soundKeysOf(body: RecordBodyWire): readonly number[] {
  const mark = body.kind === 'suspicious-report' ? reportMark : '';
  const sounds = namedIn(body).flatMap(({ name, kind }) => soundsOfName(name, kind).map((key) => soundNumber(`${mark}${key}`)));
  return [...new Set(sounds)].slice(0, keysMax);
}

/** The sounds of one name, also for what lies beside the records. */
export function soundsOfName(name: string, kind: SubjectKind): readonly string[] {
  if (book.size >= wordsKeptMax) book.clear();
  return filedNameKeys(name, kind, book);
}

/** A sound as a number of 32 bits with a sign (FNV-1a): two that fall together cost one comparison more and change no answer. */
export function soundNumber(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}

/** The names as they are written, each once. */
export function namesOf(body: RecordBodyWire): readonly string[] {
  return [...new Set(namedIn(body).map(({ name }) => name))];
}

interface Named {
  readonly name: string;
  readonly kind: SubjectKind;
}

function namedIn(body: RecordBodyWire): readonly Named[] {
  const firm = (name: string | null): readonly Named[] => (name === null || name === '' ? [] : [{ name, kind: 'firm' }]);
  const named = (): readonly Named[] => {
    switch (body.kind) {
      case 'suspicious-report':
        return [...body.parties.flatMap(namesOfParty), ...firm(body.reportingFirm)];
      case 'registration':
        return [
          ...firm(body.firm),
          ...firm(body.commercialName),
          ...body.owners.flatMap(namesOfParty),
          ...(body.venues ?? []).flatMap(({ name }) => firm(name)),
        ];
      case 'travel-rule-message':
        return everybody(body).flatMap(({ person }) => {
          const kind = person.kind === 'person' ? ('person' as const) : ('firm' as const);
          return allNamesOf(person).map((name) => ({ name, kind }));
        });
      case 'compliance-record':
        return [...firm(body.firm), ...(body.subject === undefined ? [] : namesOfParty(body.subject))];
    }
  };
  return named().slice(0, namesMax);
}

function namesOfParty(party: PartyOfRecord): readonly Named[] {
  const kind = party.kind === 'person' ? 'person' : 'firm';
  return [party.name, ...(party.aliases ?? [])].map((name) => ({ name, kind }));
}

type Field = readonly [KeyField, string | null | undefined];

function fieldsOf(body: RecordBodyWire): readonly Field[] {
  switch (body.kind) {
    case 'suspicious-report':
      return [
        ['reference', body.reference],
        ['dated', body.reportedAt],
        ...body.parties.flatMap(fieldsOfParty),
        ...(body.accounts ?? []).flatMap(({ kind, number, iban }): Field[] => [
          [kind === 'wallet' ? 'wallet' : 'account', number],
          ['account', iban],
        ]),
        // The ends of a movement do not say whether they are accounts or wallets.
        ...body.movements.flatMap(({ from, to, reference }): Field[] => [
          ['account', from],
          ['account', to],
          ['wallet', from],
          ['wallet', to],
          ['number', reference],
        ]),
      ];
    case 'registration':
      return [
        ['reference', body.reference],
        ['dated', body.authorisedFrom],
        ['lei', body.lei],
        ['country', body.jurisdiction],
        ...body.hostJurisdictions.map((host): Field => ['host', host]),
        ...body.owners.flatMap(fieldsOfParty),
        ...(body.wallets ?? []).map(({ address }): Field => ['wallet', address]),
        ...(body.venues ?? []).map(({ mic }): Field => ['mic', mic]),
        ...(body.branches ?? []).map(({ lei }): Field => ['lei', lei]),
        ...(body.licences ?? []).map(({ number }): Field => ['number', number]),
      ];
    case 'travel-rule-message':
      return [
        ['reference', body.reference],
        ['dated', body.transfer?.at ?? body.sentAt],
        ['number', body.transfer?.transaction],
        ...[...body.originatorAccounts, ...body.beneficiaryAccounts].flatMap((account): Field[] => [
          ['account', account],
          ['wallet', account],
        ]),
        ...everybody(body).flatMap(({ person }): Field[] => [
          ['country', person.country],
          ...(person.identification === undefined
            ? []
            : [[fieldOfMessage(person.identification.type), person.identification.value] as const]),
        ]),
      ];
    case 'compliance-record':
      return [
        ['reference', body.reference],
        ['dated', body.date],
        ['lei', body.lei],
        ...(body.subject === undefined ? [] : fieldsOfParty(body.subject)),
      ];
  }
}

const fieldOfScheme = {
  lei: 'lei',
  'national-id': 'number',
  passport: 'passport',
  'tax-id': 'number',
  register: 'number',
  account: 'account',
  iban: 'account',
  wallet: 'wallet',
  'client-id': 'number',
} as const satisfies Record<PartyOfRecord['identifiers'][number]['scheme'], KeyField>;

/** Of the kinds of identification that IVMS101 knows. */
export function fieldOfMessage(type: NonNullable<PersonOfMessage['identification']>['type']): 'lei' | 'passport' | 'number' {
  if (type === 'LEIX') return 'lei';
  return type === 'CCPT' ? 'passport' : 'number';
}

function fieldsOfParty(party: PartyOfRecord): readonly Field[] {
  return [['country', party.jurisdiction], ...party.identifiers.map(({ scheme, value }): Field => [fieldOfScheme[scheme], value])];
}
