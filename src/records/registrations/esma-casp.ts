// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of the register of crypto-asset service providers that ESMA publishes as CSV (Regulation 2023/1114, article 109).
 *
 * A published register is a source, not a form: what stands in it is taken in, also where it is faulty, and what had to be
 * read generously is said in the record's comments. So an LEI whose check digits do not hold is not kept as an LEI (it would
 * match another firm, or none) but quoted in the comments, where search still finds it.
 *
 *     services   "a.providing custody ... | c. exchange ..."  -> the ten services of article 3(1)(16), in one wording
 *     countries  "AT|BE| EL |Fi"                              -> AT, BE, GR, FI; EL is how Union documents write Greece
 *     dates      09/04/2025                                   -> 2025-04-09
 *
 * The reference of a row is made of home state, LEI (or name) and the day of authorisation, since one firm may have several
 * rows. A row with a day of withdrawal is a withdrawn registration; they stay in the register for years.
 *
 * Two services in one piece of text ("a. ... e. ...") are told apart by their wording. A piece that matches no service is
 * kept as it was published.
 */
import { isJurisdiction, limits } from '../../kernel/index.ts';
import { type CsvRow, readCsv } from '../imports/csv.ts';
import {
  decodeUtf8,
  type FileQuestion,
  type FileReading,
  type FileRecord,
  judgeRecord,
  notUtf8,
  type Rejection,
  tooManyRecords,
  unreadable,
} from '../imports/file-records.ts';
import { checkLei } from '../lei.ts';
import { normalise } from '../search-text.ts';
import type { RegistrationWire } from './wire.ts';

const columnNames = [
  'ae_competentAuthority',
  'ae_homeMemberState',
  'ae_lei_name',
  'ae_lei',
  'ae_commercial_name',
  'ae_address',
  'ae_website',
  'ae_website_platform',
  'ac_authorisationNotificationDate',
  'ac_authorisationEndDate',
  'ac_serviceCode',
  'ac_serviceCode_cou',
  'ac_comments',
] as const;
type ColumnName = (typeof columnNames)[number];

export function readEsmaCasp(question: FileQuestion): FileReading {
  if (question.kind !== 'registration') {
    return unreadable([
      { line: 1, field: 'file', reason: 'This register holds registrations.', remedy: 'Choose the kind "registration".' },
    ]);
  }
  const text = decodeUtf8(question.bytes);
  if (text === null) return unreadable([notUtf8]);
  const reading = readCsv(text);
  if (reading.kind === 'unreadable') return unreadable([{ field: 'file', ...reading.fault }]);
  const { header, rows, faults } = reading.file;
  const at = new Map(header.fields.map((name, index) => [name.trim(), index]));
  const missing = columnNames.filter((name) => !at.has(name));
  if (missing.length > 0) return unreadable(missing.map((name) => missingColumn(header.line, name)));
  if (rows.length > limits.importRowsMax) return tooManyRecords(rows.length, limits.importRowsMax);
  const records = rows.map((row) => readRow(row, (name) => row.fields[at.get(name) ?? 0] ?? '', question));
  const bad = faults.map((fault): FileRecord => ({ isGood: false, line: fault.line, rejections: [{ ...fault, field: 'row' }] }));
  return { kind: 'records', records: [...records, ...bad].toSorted((left, right) => left.line - right.line) };
}

function missingColumn(line: number, name: string): Rejection {
  return { line, field: name, reason: 'The column is missing.', remedy: "Take the file as it is published in ESMA's interim register." };
}

function readRow(row: CsvRow, field: (name: ColumnName) => string, question: FileQuestion): FileRecord {
  const notes: string[] = [];
  const line = (name: ColumnName): string => oneLine(field(name));
  const lei = readLei(line('ae_lei'), notes);
  const from = readDate(line('ac_authorisationNotificationDate'), 'the day of authorisation', notes);
  const until = readDate(line('ac_authorisationEndDate'), 'the day of withdrawal', notes);
  const firm = line('ae_lei_name');
  const state = countryOf(line('ae_homeMemberState'));
  const known = lei ?? normalise(firm).replaceAll(' ', '-');
  const hostJurisdictions = readCountries(line('ac_serviceCode_cou'), notes);
  const body: RegistrationWire = {
    kind: 'registration',
    reference: `ESMA-CASP/${state}/${known}/${from ?? 'undated'}`.slice(0, limits.nameCharactersMax),
    firm,
    commercialName: line('ae_commercial_name') || null,
    lei,
    jurisdiction: state,
    authority: line('ae_competentAuthority'),
    status: until === null ? 'authorised' : 'withdrawn',
    services: readServices(line('ac_serviceCode'), notes),
    hostJurisdictions,
    address: line('ae_address') || null,
    websites: [...new Set([field('ae_website'), field('ae_website_platform')].flatMap(readWebsites))],
    authorisedFrom: from,
    authorisedUntil: until,
    owners: [],
    comments: [line('ac_comments'), ...notes].filter((text) => text !== '').join(' ') || null,
  };
  const places = [{ scope: '', place: `line ${row.line}` }, ...factPlaces(row.line)];
  return judgeRecord(body, {
    line: row.line,
    now: question.now,
    places,
    placeOf: (pointer) => ({ line: row.line, field: columnOf(pointer) }),
  });
}

const memberColumns: readonly (readonly [string, ColumnName])[] = [
  ['/firm', 'ae_lei_name'],
  ['/commercialName', 'ae_commercial_name'],
  ['/lei', 'ae_lei'],
  ['/jurisdiction', 'ae_homeMemberState'],
  ['/authority', 'ae_competentAuthority'],
  ['/status', 'ac_authorisationEndDate'],
  ['/services', 'ac_serviceCode'],
  ['/hostJurisdictions', 'ac_serviceCode_cou'],
  ['/address', 'ae_address'],
  ['/websites', 'ae_website'],
  ['/authorisedFrom', 'ac_authorisationNotificationDate'],
  ['/authorisedUntil', 'ac_authorisationEndDate'],
  ['/comments', 'ac_comments'],
];

function factPlaces(line: number): readonly { scope: string; place: string }[] {
  return memberColumns.map(([scope, column]) => ({ scope, place: `line ${line}, column ${column}` }));
}

function columnOf(pointer: string): string {
  return memberColumns.find(([scope]) => pointer === scope || pointer.startsWith(`${scope}/`))?.[1] ?? 'row';
}

function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

function readLei(text: string, notes: string[]): string | null {
  if (text === '') return null;
  const bare = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (checkLei(bare, 'lei').ok) return bare;
  notes.push(`The register gives the LEI as "${text}", which does not hold.`);
  return null;
}

function readDate(text: string, what: string, notes: string[]): string | null {
  if (text === '') return null;
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (match !== null) return `${match[3]}-${match[2]}-${match[1]}`;
  notes.push(`The register gives ${what} as "${text}".`);
  return null;
}

function countryOf(text: string): string {
  const code = text.toUpperCase();
  return code === 'EL' ? 'GR' : code;
}

/** The Union's members and the three states of the European Economic Area: a provider can notify services to no other. */
const hostStates = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '));

function readCountries(text: string, notes: string[]): string[] {
  const codes = (text.match(/\p{L}{2,}/gu) ?? []).map(countryOf);
  const hosts = [...new Set(codes.filter((code) => hostStates.has(code) && isJurisdiction(code)))];
  const others = [...new Set(codes.filter((code) => !hostStates.has(code)))];
  if (others.length > 0) notes.push(`The register names as host what is no state of the European Economic Area: ${others.join(', ')}.`);
  return hosts;
}

/** Article 3(1)(16), in its order; the pieces of wording by which each is recognised. */
const services: readonly (readonly [string, RegExp])[] = [
  ['providing custody and administration of crypto-assets on behalf of clients', /custody and administration/],
  ['operation of a trading platform for crypto-assets', /operation of a trading platform/],
  ['exchange of crypto-assets for funds', /exchange of crypto assets for funds/],
  ['exchange of crypto-assets for other crypto-assets', /exchange of crypto assets for other/],
  ['execution of orders for crypto-assets on behalf of clients', /execution of orders/],
  ['placing of crypto-assets', /placing of crypto assets/],
  ['reception and transmission of orders for crypto-assets on behalf of clients', /reception and transmission of orders/],
  ['providing advice on crypto-assets', /providing advice/],
  ['providing portfolio management on crypto-assets', /portfolio management/],
  ['providing transfer services for crypto-assets on behalf of clients', /transfer services/],
];

function readServices(text: string, notes: string[]): string[] {
  const pieces = text
    .split('|')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const piece of pieces) {
    const wording = normalise(piece);
    const matches = services.filter(([, sign]) => sign.test(wording));
    for (const [service] of matches) found.add(service);
    if (matches.length === 0) unknown.push(piece.slice(0, 300));
  }
  if (unknown.length > 0) notes.push('One of its services is kept as published: it is none of article 3(1)(16).');
  return [...services.map(([service]) => service).filter((service) => found.has(service)), ...unknown];
}

/** The two columns hold addresses, titles of pages, and in some rows a part of the postal address. */
function readWebsites(text: string): readonly string[] {
  return text
    .split('|')
    .map(oneLine)
    .filter((piece) => /^(?:https?:\/\/)?[^\s./]+(?:\.[^\s./]+)+/i.test(piece) && !/\s/.test(piece));
}
