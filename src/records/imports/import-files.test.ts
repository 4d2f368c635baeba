// SPDX-License-Identifier: Apache-2.0
/** Files to records: what each reader takes, and every fault by line, field and reason. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../../kernel/index.ts';
import type { RecordKind } from '../wire.ts';
import { readCsv } from './csv.ts';
import type { FileReading, Rejection } from './file-records.ts';
import { type RecordFormat, readImportFile } from './read-import-file.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;

function read(format: RecordFormat, kind: RecordKind, text: string | Uint8Array): Promise<FileReading> {
  return readImportFile(format, { kind, bytes: typeof text === 'string' ? Buffer.from(text) : text, now });
}

function rejectionsOf(reading: FileReading): readonly Rejection[] {
  if (reading.kind === 'unreadable') return reading.rejections;
  return reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
}

function bodiesOf(reading: FileReading): readonly unknown[] {
  return reading.kind === 'unreadable' ? [] : reading.records.flatMap((record) => (record.isGood ? [record.body] : []));
}

const writeField = (field: string): string => (/[",\r\n]/.test(field) || field === '' ? `"${field.replaceAll('"', '""')}"` : field);
const writeCsv = (rows: readonly (readonly string[])[], lineEnd: string): string =>
  rows.map((row) => row.map(writeField).join(',')).join(lineEnd);

test('a CSV file of any fields, written as RFC 4180 says, is read back to the same fields', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ß', '"', ',', '\n', '\r', '\r\n', ' ', '😀', '\ufeff') });
  const row = (width: number): fc.Arbitrary<string[]> => fc.array(field, { minLength: width, maxLength: width });
  // A row of blanks alone is an empty line to us.
  const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.array(
      row(width).map((fields) => ['x', ...fields]),
      { minLength: 1, maxLength: 8 },
    ),
  );
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'), (rows, lineEnd, mark) => {
      const reading = readCsv(mark + writeCsv(rows, lineEnd));
      assert.equal(reading.kind, 'file');
      if (reading.kind !== 'file') return;
      assert.deepEqual(reading.file.faults, []);
      assert.deepEqual(
        [reading.file.header, ...reading.file.rows].map(({ fields }) => fields),
        rows,
      );
    }),
    { verbose: 1 },
  );
});

test('a CSV reader never throws and never loses count of lines, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
      const reading = readCsv(text);
      const lines = reading.kind === 'file' ? [...reading.file.rows, ...reading.file.faults].map(({ line }) => line) : [reading.fault.line];
      assert.ok(lines.every((line) => line >= 1 && line <= text.split('\n').length));
    }),
  );
});

const compliance = 'reference,firm,lei,record_type,date,authority,summary,outcome,amount,currency';
const goodRow = 'C-1,Quill Ltd,,warning,2026-03-02,XA Commission,Late filing.,Closed,,';

test('a faulty file is reported by line, field and reason', async () => {
  const cases: readonly (readonly [string, string, readonly (readonly [number, string, RegExp])[]])[] = [
    ['an empty file', '', [[1, 'file', /empty/]]],
    ['semicolons', compliance.replaceAll(',', ';'), [[1, 'file', /not separated by commas/]]],
    ['an unknown column', `${compliance},colour\n${goodRow},red`, [[1, 'colour', /No column/]]],
    ['a column twice', `${compliance},firm\n${goodRow},x`, [[1, 'firm', /twice/]]],
    [
      'a missing column',
      goodRow.replace('C-1,', 'reference,').replace(/,.*/, ''),
      [
        [1, 'firm', /missing/],
        [1, 'record_type', /missing/],
        [1, 'date', /missing/],
        [1, 'authority', /missing/],
        [1, 'summary', /missing/],
      ],
    ],
    ['a column without a name', `${compliance},\n${goodRow},`, [[1, 'column 11', /no name/]]],
    ['a quote that never closes', `${compliance}\n${goodRow}\nC-2,"Quill`, [[3, 'file', /never closes/]]],
    ['a short row', `${compliance}\nC-1,Quill Ltd`, [[2, 'row', /2 fields, the header has 10/]]],
    ['a quote inside a plain field', `${compliance}\nC-1,Qu"ill${',x'.repeat(8)}\n${goodRow}`, [[2, 'row', /quote stands inside/]]],
    ['text after a quote', `${compliance}\nC-1,"Quill"s${',x'.repeat(8)}`, [[2, 'row', /follows a closing quote/]]],
    ['a lone carriage return', `${compliance}\nC-1,Qu\rill${',x'.repeat(8)}`, [[2, 'row', /carriage return/]]],
    ['an empty field that is needed', `${compliance}\nC-1,,,warning,2026-03-02,XA,S,,,`, [[2, 'firm', /empty/]]],
    ['a wrong word', `${compliance}\n${goodRow.replace('warning', 'hint')}`, [[2, 'record_type', /one of the words/]]],
    ['a day that is none', `${compliance}\n${goodRow.replace('2026-03-02', '2026-02-30')}`, [[2, 'date', /not a day/]]],
    ['a day to come', `${compliance}\n${goodRow.replace('2026-03-02', '2027-03-02')}`, [[2, 'date', /future/]]],
    ['an LEI that does not hold', `${compliance}\n${goodRow.replace('Ltd,', 'Ltd,XBDEMO00000000004200')}`, [[2, 'lei', /check digits/]]],
    ['an LEI that is too short', `${compliance}\n${goodRow.replace('Ltd,', 'Ltd,XBDEMO')}`, [[2, 'lei', /6 signs/]]],
    ['a sum without a currency', `${compliance}\n${goodRow.replace(/,,$/, ',12.50,')}`, [[2, 'currency', /too short/]]],
    ['an unknown currency', `${compliance}\n${goodRow.replace(/,,$/, ',12.50,QQQ')}`, [[2, 'currency', /not a currency/]]],
    ['too many decimals', `${compliance}\n${goodRow.replace(/,,$/, ',12.505,EUR')}`, [[2, 'amount', /2 decimals/]]],
    ['a reference twice', `${compliance}\n${goodRow}\n${goodRow}`, [[3, 'reference', /stands already at 2/]]],
    [
      'two faults at once',
      `${compliance}\nC-1,,,hint,2026-03-02,XA,S,,,`,
      [
        [2, 'firm', /empty/],
        [2, 'record_type', /one of the words/],
      ],
    ],
    [
      'a line counted behind a quoted line break',
      `${compliance}\n${goodRow.replace('Late filing.', '"Late\r\nfiling."')}\nC-2,,,warning,2026-03-02,XA,S,,,`,
      [[4, 'firm', /empty/]],
    ],
  ];
  for (const [name, text, expected] of cases) {
    const rejections = rejectionsOf(await read('comity-csv', 'compliance-record', text));
    assert.deepEqual(
      rejections.map(({ line, field }) => [line, field]),
      expected.map(([line, field]) => [line, field]),
      name,
    );
    for (const [index, [, , reason]] of expected.entries()) {
      assert.match(rejections[index]?.reason ?? '', reason, name);
      assert.notEqual(rejections[index]?.remedy ?? '', '', name);
    }
  }
  assert.deepEqual(
    rejectionsOf(await read('comity-csv', 'compliance-record', new Uint8Array([0xff, 0xfe, 0x41]))).map(({ field }) => field),
    ['file'],
  );
});

test('columns stand in any order, with a byte order mark, CRLF, quotes and blank lines', async () => {
  const text =
    '\ufeffFirm,reference,record_type,date,authority,summary,currency,amount\r\n' +
    '"Quill, Marrow & ""Sons""",C-1,Fit and Proper,2026-03-02,XA,"two\r\nlines",eur,12.50\r\n,,,,,,,\r\n\r\n';
  assert.deepEqual(bodiesOf(await read('comity-csv', 'compliance-record', text)), [
    {
      kind: 'compliance-record',
      reference: 'C-1',
      firm: 'Quill, Marrow & "Sons"',
      lei: null,
      recordType: 'fit-and-proper',
      date: '2026-03-02',
      authority: 'XA',
      summary: 'two\r\nlines',
      outcome: '',
      amount: { amount: '12.50', currency: 'EUR' },
    },
  ]);
});

const reportHeader =
  'reference,reported_at,reporting_firm,suspicion,narrative,party_role,party_kind,party_name,party_identifiers,party_jurisdiction,party_birth_date,' +
  'movement_at,movement_amount,movement_unit,movement_from,movement_to,movement_reference';

test('further rows of a report add parties and movements, and each fact knows its line', async () => {
  const reading = await read(
    'comity-csv',
    'suspicious-report',
    `${reportHeader}\n` +
      'S-1,2026-03-02T10:00:00+01:00,Quay Bank,money laundering,Layering.,suspected,entity,Tide Ltd,' +
      'wallet:0x00000000000000000000000000000000000000a1 | account:77-1,XB,,2026-03-01,1.5,btc,A,B,tx1\n' +
      'S-1,,,,,owner,person,Ilse Marrow,,,1980-02-03,,,,,,\n' +
      'S-1,,,,,,,,,,,2026-03-01T09:00Z,2,BTC,B,C,tx2\n' +
      'S-2,2026-03-02,Quay Bank,fraud,Reason.,other,person,X Y,,,,,,,,,\n',
  );
  const [first, second] = bodiesOf(reading) as {
    reportedAt: string;
    parties: { name: string; identifiers: unknown }[];
    movements: { at: string; unit: string }[];
  }[];
  assert.equal(first?.reportedAt, '2026-03-02T09:00:00.000Z');
  assert.deepEqual(
    first.parties.map(({ name }) => name),
    ['Tide Ltd', 'Ilse Marrow'],
  );
  assert.deepEqual(first.parties[0]?.identifiers, [
    { scheme: 'wallet', value: '0x00000000000000000000000000000000000000a1' },
    { scheme: 'account', value: '77-1' },
  ]);
  assert.deepEqual(
    first.movements.map(({ at, unit }) => [at, unit]),
    [
      ['2026-03-01', 'BTC'],
      ['2026-03-01T09:00:00.000Z', 'BTC'],
    ],
  );
  assert.equal(second?.parties.length, 1);
  const [record] = reading.kind === 'records' ? reading.records : [];
  const places = record?.isGood === true ? record.places : [];
  assert.ok(places.some(({ scope, place }) => scope === '/parties/1/name' && place === 'line 3, column party_name'));
  assert.ok(places.some(({ scope, place }) => scope === '/movements/1/amount' && place === 'line 4, column movement_amount'));
});

test('a fault in an entry of a list names the line of that entry', async () => {
  const row = 'S-1,2026-03-02,Quay Bank,fraud,Reason.,suspected,entity,Tide Ltd,,XB,,,,,,,\n';
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['unknown scheme', `${row}S-1,,,,,owner,person,I M,dna:aa,,,,,,,,`, 3, 'party_identifiers'],
    ['no scheme', `${row}S-1,,,,,owner,person,I M,77-1,,,,,,,,`, 3, 'party_identifiers'],
    ['an IBAN that does not hold', `${row}S-1,,,,,owner,person,I M,iban:GB00WEST12345698765432,,,,,,,,`, 3, 'party_identifiers'],
    ['birth date of a firm', `${row}S-1,,,,,owner,entity,I M,,,1980-01-01,,,,,,`, 3, 'party_birth_date'],
    ['unknown jurisdiction', `${row}S-1,,,,,owner,person,I M,,QQ,,,,,,,`, 3, 'party_jurisdiction'],
    ['negative amount', `${row}S-1,,,,,,,,,,,2026-03-01,-2,BTC,A,B,`, 3, 'movement_amount'],
    ['movement without time', `${row}S-1,,,,,,,,,,,,2,BTC,A,B,`, 3, 'movement_at'],
    ['movement between nobody', `${row}S-1,,,,,,,,,,,2026-03-01,2,BTC,,,t`, 3, 'movement_from'],
    ['a moment without zone', `${row}S-1,,,,,,,,,,,2026-03-01T10:00:00,2,BTC,A,,`, 3, 'movement_at'],
    ['no party at all', 'S-1,2026-03-02,Quay Bank,fraud,Reason.,,,,,,,,,,,,\n', 2, 'party_name'],
  ];
  for (const [name, rows, line, field] of cases) {
    const rejections = rejectionsOf(await read('comity-csv', 'suspicious-report', `${reportHeader}\n${rows}`));
    assert.ok(
      rejections.length > 0 && rejections.every((found) => found.line === line && found.field === field),
      `${name}: ${JSON.stringify(rejections)}`,
    );
  }
});

test('JSON records are judged one by one; a broken file names its line', async () => {
  const body = {
    kind: 'compliance-record',
    reference: 'C-1',
    firm: 'Quill',
    lei: null,
    recordType: 'warning',
    date: '2026-03-02',
    authority: 'XA',
    summary: 'S',
    outcome: '',
    amount: null,
  };
  const file = (records: readonly unknown[]): string => JSON.stringify({ format: 'comity-records/1', records });
  assert.deepEqual(bodiesOf(await read('comity-json', 'compliance-record', file([body]))), [body]);
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['a stranger member', file([body, { ...body, reference: 'C-2', colour: 'red' }]), 2, '/'],
    ['another kind', file([{ ...body, kind: 'registration' }]), 1, '/kind'],
    ['a wrong day', file([{ ...body, date: '02/03/2026' }]), 1, '/date'],
    ['not a list of records', JSON.stringify([body]), 1, 'file'],
    ['a name twice', '{"format":"comity-records/1",\n"records":[],\n"records":[]}', 3, 'file'],
  ];
  for (const [name, text, line, field] of cases) {
    assert.deepEqual(
      rejectionsOf(await read('comity-json', 'compliance-record', text)).map((found) => [found.line, found.field]),
      [[line, field]],
      name,
    );
  }
});

const registerFile = path.join(import.meta.dirname, '../../../../shared/data/registers/esma-mica-casp-register.csv');

test(
  'the register of ESMA is read completely, and what it writes wrongly is said in the comments',
  { skip: existsSync(registerFile) ? false : 'the register file is not on this machine' },
  async () => {
    const bytes = readFileSync(registerFile);
    const reading = await read('esma-casp', 'registration', bytes);
    assert.deepEqual(rejectionsOf(reading), []);
    const bodies = bodiesOf(reading) as {
      reference: string;
      lei: string | null;
      services: string[];
      jurisdiction: string;
      hostJurisdictions: string[];
      authorisedFrom: string | null;
      status: string;
      comments: string | null;
    }[];
    assert.equal(bodies.length, 244);
    assert.equal(new Set(bodies.map(({ reference }) => reference)).size, 244);
    assert.ok(
      bodies.every(({ services }) => services.length > 0),
      'every firm has a service',
    );
    assert.equal(new Set(bodies.flatMap(({ services }) => services)).size, 10, 'only the ten services of article 3(1)(16)');
    assert.ok(bodies.every(({ hostJurisdictions }) => !hostJurisdictions.includes('EL')));
    const withoutLei = bodies.filter(({ lei }) => lei === null);
    assert.ok(withoutLei.length > 0 && withoutLei.length < 10);
    assert.ok(withoutLei.filter(({ comments }) => /gives the LEI as/.test(comments ?? '')).length >= withoutLei.length - 1);
    assert.equal(bodies.filter(({ status }) => status === 'withdrawn').length, 2);
    assert.deepEqual([bodies[0]?.jurisdiction, bodies[0]?.authorisedFrom], ['AT', '2025-04-09']);
    assert.deepEqual(
      rejectionsOf(await read('esma-casp', 'compliance-record', bytes)).map(({ field }) => field),
      ['file'],
    );
  },
);
