// SPDX-License-Identifier: Apache-2.0
/**
 * What a record is found by: its names, its words and its identifiers, in one spelling on both sides of the search.
 *
 * Names and words: compatibility form, without accents, in small letters, everything but letters and digits a space. So
 * "MERIDIAN-Tide" is found by "meridian tide". Identifiers: letters and digits alone, in small letters; they match wholly or
 * not at all, so that one account never brings up its neighbours.
 *
 * It does not transliterate between scripts: names across scripts are found by keys of room screening (searches/finding-keys.ts).
 */
import type { PartyOfRecord } from './field-checks.ts';
import { allNamesOf, identifiersOfMessage, peopleOf } from './travel-rule/people.ts';
import type { RecordBodyWire, SuspiciousReport } from './wire.ts';

export interface SearchTexts {
  readonly names: string;
  readonly words: string;
  readonly identifiers: readonly string[];
}

/** PostgreSQL's index of one row ends at a megabyte; a record with more words than this is still found by the first of them. */
const wordsCharactersMax = 100_000;
const namesCharactersMax = 10_000;
/** Shorter ones ("A1") would match half the world. */
const identifierCharactersMin = 4;

/** Letters and digits, single spaces between. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function normaliseIdentifier(text: string): string {
  return normalise(text).replaceAll(' ', '');
}

export function searchTextsOf(body: RecordBodyWire): SearchTexts {
  const { names, words, identifiers } = partsOf(body);
  const nameText = normalise(names.join(' '));
  const found = [body.reference, ...identifiers].map(normaliseIdentifier).filter((text) => text.length >= identifierCharactersMin);
  return {
    names: nameText.slice(0, namesCharactersMax),
    words: normalise([...names, body.reference, ...words].join(' ')).slice(0, wordsCharactersMax),
    identifiers: [...new Set(found)],
  };
}

interface Parts {
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly identifiers: readonly string[];
}

function partsOf(body: RecordBodyWire): Parts {
  switch (body.kind) {
    case 'suspicious-report':
      return partsOfReport(body);
    case 'registration':
      return {
        names: [
          body.firm,
          body.commercialName ?? '',
          ...body.owners.flatMap(namesOfParty),
          ...(body.venues ?? []).map((venue) => venue.name),
          ...body.websites,
        ],
        words: [
          body.authority,
          body.address ?? '',
          ...body.services,
          ...(body.licences ?? []).map(({ activity }) => activity),
          ...(body.branches ?? []).map(({ address }) => address),
          ...(body.measures ?? []).map(({ measure }) => measure),
          `${body.legalForm ?? ''} ${body.comments ?? ''}`,
        ],
        identifiers: [
          body.lei ?? '',
          ...identifiersOf(body.owners),
          ...(body.wallets ?? []).map(({ address }) => address),
          ...(body.venues ?? []).map(({ mic }) => mic),
          ...(body.branches ?? []).map(({ lei }) => lei ?? ''),
          ...(body.licences ?? []).map(({ number }) => number ?? ''),
          ...body.websites.map(hostOf),
        ],
      };
    case 'compliance-record':
      return {
        names: [body.firm, ...(body.subject === undefined ? [] : namesOfParty(body.subject))],
        words: [
          body.authority,
          body.summary,
          body.outcome,
          ...(body.findings ?? []).map(({ finding }) => finding),
          ...(body.provisions ?? []),
        ],
        identifiers: [body.lei ?? '', ...identifiersOf(body.subject === undefined ? [] : [body.subject])],
      };
    case 'travel-rule-message':
      return {
        names: peopleOf(body).flatMap(allNamesOf),
        words: [...identifiersOfMessage(body), body.transfer?.asset ?? '', body.transfer?.network ?? ''],
        identifiers: identifiersOfMessage(body),
      };
  }
}

function partsOfReport({ parties, reportingFirm, narrative, instruments, movements, accounts = [] }: SuspiciousReport): Parts {
  const ends = movements.flatMap(({ from, to, reference }) => [from, to, reference]);
  const numbers = accounts.flatMap(({ number, iban = '' }) => [number, iban]);
  return {
    names: [...parties.flatMap(namesOfParty), reportingFirm, ...accounts.map(({ name = '' }) => name)],
    words: [narrative, ...instruments, ...ends, ...numbers, ...accounts.map(({ institution = '' }) => institution)],
    identifiers: [...identifiersOf(parties), ...instruments, ...ends, ...numbers],
  };
}

function namesOfParty({ name, aliases = [] }: PartyOfRecord): readonly string[] {
  return [name, ...aliases];
}

function identifiersOf(parties: readonly PartyOfRecord[]): readonly string[] {
  return parties.flatMap((party) => party.identifiers.map(({ value }) => value));
}

function hostOf(website: string): string {
  return website
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/?#].*$/, '');
}

export interface SearchQuestion {
  /** Nothing was typed, or spaces alone. */
  readonly isEmpty: boolean;
  /** As it was typed, in its own script. */
  readonly typed: string;
  /** As one name in one spelling: for the pieces of names. */
  readonly name: string;
  /** Words of which every one must begin some word of the record. */
  readonly words: readonly string[];
  /** The whole and each piece, as identifiers. */
  readonly identifiers: readonly string[];
}

/** A person types few words; the rest of a pasted page helps nobody. */
const questionWordsMax = 12;

export function searchQuestionOf(typed: string): SearchQuestion {
  const name = normalise(typed);
  const pieces = typed.split(/\s+/).map(normaliseIdentifier);
  const identifiers = [normaliseIdentifier(typed), ...pieces].filter((text) => text.length >= identifierCharactersMin);
  return {
    isEmpty: typed.trim() === '',
    typed,
    name,
    words: name
      .split(' ')
      .filter((word) => word !== '')
      .slice(0, questionWordsMax),
    identifiers: [...new Set(identifiers)],
  };
}
