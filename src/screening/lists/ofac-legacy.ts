// SPDX-License-Identifier: Apache-2.0
/**
 * OFAC's legacy layout: SDN.CSV, ALT.CSV and ADD.CSV without header lines, joined by the number of the entry. "-0-" is an empty field.
 *
 * Dates, nationalities and numbers stand in the remarks as sentences divided by semicolons (`DOB 12 Aug 1962; nationality ...`). A
 * name in quotation marks after a.k.a. in the remarks is what OFAC calls a weak alias.
 */
import { type Issue, ok, type Result } from '../../kernel/index.ts';
import { countryCodeOf } from './country-names.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type Identifier, type ListedName, type ListedSubject, namesOf, type ReadList, type Wallet } from './subject.ts';
import type { SubjectKind } from '../names/parse-name.ts';

export interface OfacLegacyFiles {
  readonly sdn: string;
  readonly alt: string;
  readonly add: string;
}

export function readOfacLegacy(files: OfacLegacyFiles, path: string): Result<ReadList> {
  const sdn = parseCsv(files.sdn, `${path} (entries)`);
  if (!sdn.ok) return sdn;
  const alt = parseCsv(files.alt, `${path} (aliases)`);
  if (!alt.ok) return alt;
  const add = parseCsv(files.add, `${path} (addresses)`);
  if (!add.ok) return add;
  const notes: Issue[] = [];
  const aliases = Map.groupBy(alt.value, (row) => field(row, 0));
  const addresses = Map.groupBy(add.value, (row) => field(row, 0));
  const subjects = sdn.value
    .filter((row) => /^\d+$/.test(field(row, 0)))
    .map((row) => subjectOf(row, aliases.get(field(row, 0)) ?? [], addresses.get(field(row, 0)) ?? [], notes));
  return ok({ subjects, notes });
}

function field(row: CsvRow, at: number): string {
  const value = (row.fields[at] ?? '').trim();
  return value === '-0-' ? '' : value;
}

const kinds: Readonly<Record<string, SubjectKind>> = { individual: 'person', vessel: 'vessel', aircraft: 'vessel' };

function subjectOf(row: CsvRow, aliases: readonly CsvRow[], addresses: readonly CsvRow[], notes: Issue[]): ListedSubject {
  const remarks = field(row, 11);
  const said = readRemarks(remarks, `line ${row.line}, remarks`, notes);
  const strong = aliases.map((alias): ListedName => ({ text: field(alias, 3), quality: 'strong' }));
  const flag = field(row, 9);
  return {
    id: field(row, 0),
    kind: kinds[field(row, 2).toLowerCase()] ?? 'firm',
    names: namesOf(field(row, 1), [...strong, ...said.weakNames]),
    births: said.births,
    countries: distinct([...addresses.map((one) => countryCodeOf(field(one, 4))), ...said.countries, countryCodeOf(flag)]),
    identifiers: said.identifiers,
    addresses: distinct(addresses.map((one) => [field(one, 2), field(one, 3), field(one, 4)].filter((part) => part !== '').join(', '))),
    wallets: said.wallets,
    programmes: distinct(
      field(row, 3)
        .split(/\]\s*\[|;/)
        .map((one) => one.replace(/[[\]]/g, '')),
    ),
    remarks,
  };
}

interface Said {
  readonly births: readonly PartialDate[];
  readonly countries: readonly (string | null)[];
  readonly identifiers: readonly Identifier[];
  readonly wallets: readonly Wallet[];
  readonly weakNames: readonly ListedName[];
}

/** Kinds of numbers as OFAC names them. */
const numberKinds = [
  'passport',
  'national id no\\.?',
  'tax id no\\.?',
  'registration (?:id|number)',
  'identification number',
  'cedula no\\.?',
  'business registration (?:document #|number)',
  'vessel registration identification',
  'company number',
  'swift\\/bic',
  'legal entity number',
  'ssn',
  'd-u-n-s number',
  'c\\.?u\\.?r\\.?p\\.?',
  'r\\.?f\\.?c\\.?',
  'nit #?',
];
const numbered = new RegExp(`^(${numberKinds.join('|')})\\s+(.+)$`, 'i');

/** What the remarks of an entry say, sentence by sentence. */
export function readRemarks(remarks: string, path: string, notes: Issue[]): Said {
  const births: PartialDate[] = [];
  const countries: (string | null)[] = [];
  const identifiers: Identifier[] = [];
  const wallets: Wallet[] = [];
  const weakNames: ListedName[] = [];
  for (const part of remarks.split(';')) {
    const sentence = part.trim().replace(/\.$/, '');
    const [birth, country] = [
      /^(?:alt\. )?DOB (.+)$/i.exec(sentence)?.[1],
      /^(?:alt\. )?(?:nationality|citizen) (.+)$/i.exec(sentence)?.[1],
    ];
    const wallet = /^(?:alt\. )?Digital Currency Address - (\w+) (\S+)$/i.exec(sentence);
    const number = numbered.exec(sentence.replace(/^alt\. /i, ''));
    if (birth !== undefined) {
      const date = parsePartialDate(birth);
      if (date !== null) births.push(date);
      else notes.push({ path, problem: `"${birth}" is no date.`, remedy: 'It is left out of comparisons.' });
    } else if (country !== undefined) countries.push(countryCodeOf(country));
    else if (wallet !== null) wallets.push({ asset: wallet[1] ?? '', address: wallet[2] ?? '' });
    else if (number !== null) {
      const issuer = /\(([^)]+)\)/.exec(number[2] ?? '')?.[1] ?? '';
      identifiers.push({
        kind: (number[1] ?? '').toLowerCase(),
        value: (number[2] ?? '').split(/[\s(]/)[0] ?? '',
        country: countryCodeOf(issuer),
      });
    }
    for (const quoted of sentence.matchAll(/a\.k\.a\. ['"]([^'"]+)['"]/gi)) weakNames.push({ text: quoted[1] ?? '', quality: 'weak' });
  }
  return { births, countries, identifiers, wallets, weakNames };
}
