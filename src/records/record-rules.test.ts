// SPDX-License-Identifier: Apache-2.0
/** Rules of records that need no database: LEIs, the examples of wire/record.md, the samples, rows and search texts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../kernel/index.ts';
import { realSuites } from '../seals/index.ts';
import { readMicList } from './venues/read-mic-list.ts';
import { readFirmDataFile, readImportFile, type RecordFormat } from './imports/read-import-file.ts';
import { checkLei, leiOf } from './lei.ts';
import { checkDisclosedRecord } from './received/check-disclosed-record.ts';
import { reticentText, rowText } from './row-text.ts';
import { normalise, searchTextsOf } from './search-text.ts';
import type { RecordBodyWire, RecordKind } from './wire.ts';

const root = path.join(import.meta.dirname, '../..');
const now = '2026-11-20T15:30:00.000Z' as Instant;

test('a letter for another letter, a digit for another digit, and two of a sort that changed places are found in an LEI', () => {
  const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9';
  const base = fc.string({ unit: fc.constantFrom(...signs), minLength: 18, maxLength: 18 });
  fc.assert(
    fc.property(base, fc.nat(18), fc.constantFrom(...signs), (text, at, sign) => {
      const lei = leiOf(text);
      assert.ok(checkLei(lei, 'lei').ok);
      const [first = '', second = ''] = lei.slice(at, at + 2);
      if (isDigit(sign) === isDigit(first)) assert.equal(checkLei(lei.slice(0, at) + sign + lei.slice(at + 1), 'lei').ok, sign === first);
      if (isDigit(first) !== isDigit(second)) return;
      assert.equal(checkLei(lei.slice(0, at) + second + first + lei.slice(at + 2), 'lei').ok, first === second);
    }),
    { verbose: 1, numRuns: 500 },
  );
});

test('a digit and a letter that changed places can escape the check digits: seed 954389169', () => {
  const lei = leiOf('000001B00000000000');
  assert.ok(checkLei(lei.replace('1B', 'B1'), 'lei').ok);
});

test('an LEI with wrong check digits is answered with the ones that would be right', () => {
  const found = checkLei('XBDEMO00000000004255', 'lei');
  assert.ok(!found.ok);
  assert.match(found.issues[0]?.remedy ?? '', /With 54 at the end/);
});

const folder = path.join(root, 'wire/record');
const page = readFileSync(path.join(root, 'wire/record.md'), 'utf8');
const xb = `ca1${'b'.repeat(51)}a`;
const xa = `ca1${'a'.repeat(52)}`;

test('every example of wire/record.md is as valid as the page says, and fails where it says', () => {
  const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
  const places = new Map(
    [...page.matchAll(/^\| \[(invalid-[a-z-]+)\]\([^)]+\) \| `([^`]+)` \|/gm)].map(([, name = '', place = '']) => [name, place]),
  );
  for (const name of files) {
    assert.ok(page.includes(`[${name}](record/${name}.json)`), `${name} stands on the page`);
    const value: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
    const given = { purpose: 'admin-enforcement', givenAt: now, suites: realSuites } as const;
    const checked = checkDisclosedRecord(value, '', { from: xb, self: xa, now, ...given });
    if (name.startsWith('valid-')) assert.ok(checked.ok, `${name}: ${JSON.stringify(checked)}`);
    else {
      assert.ok(!checked.ok, name);
      assert.deepEqual([...new Set(checked.issues.map((issue) => issue.path))], [places.get(name)], name);
    }
  }
  assert.equal(files.filter((name) => name.startsWith('invalid-')).length, places.size);
});

test('every sample file is read without a fault', async () => {
  const samples: readonly (readonly [string, RecordKind, number, RecordFormat?])[] = [
    ['firm-xb-reports.csv', 'suspicious-report', 2],
    ['xa-fincen-sar.xml', 'suspicious-report', 1, 'fincen-sar'],
    ['xa-mica-stor.json', 'suspicious-report', 1, 'stor'],
    ['xb-goaml-activity.xml', 'suspicious-report', 1, 'goaml'],
    ['xb-goaml-transactions.xml', 'suspicious-report', 1, 'goaml'],
    ['xa-registrations.csv', 'registration', 12],
    ['xa-compliance-records.csv', 'compliance-record', 8],
    ['xb-suspicious-reports.csv', 'suspicious-report', 10],
    ['xb-registrations.csv', 'registration', 10],
    ['xb-compliance-records.csv', 'compliance-record', 8],
    ['xb-ivms101.json', 'travel-rule-message', 4, 'ivms101'],
    ['xc-registrations.csv', 'registration', 4],
    ['xc-suspicious-reports.json', 'suspicious-report', 2],
  ];
  const published = [
    ['xb-beneficial-owners.json', 'bods', 1],
    ['xb-lei-data.json', 'gleif', 9],
  ] as const;
  const venueLists = ['xb-venue-codes.csv', 'xc-venue-codes.csv'] as const;
  const names = [...[...samples, ...published].map(([name]) => name), ...venueLists].toSorted();
  assert.deepEqual(readdirSync(path.join(root, 'examples/records')).toSorted(), names);
  for (const [name, format, count] of published) {
    const bytes = readFileSync(path.join(root, 'examples/records', name));
    const { statements, rejected } = readFirmDataFile(format, { kind: 'registration', bytes, now });
    assert.deepEqual([statements.length, rejected], [count, []], name);
  }
  for (const name of venueLists) {
    const { codes, rejected } = readMicList(readFileSync(path.join(root, 'examples/records', name)));
    assert.deepEqual([codes.length, rejected], [4, []], name);
  }
  for (const [name, kind, count, format] of samples) {
    const bytes = readFileSync(path.join(root, 'examples/records', name));
    const reading = await readImportFile(format ?? (name.endsWith('.json') ? 'comity-json' : 'comity-csv'), { kind, bytes, now });
    assert.ok(reading.kind === 'records', name);
    assert.deepEqual(
      reading.records.filter((record) => !record.isGood),
      [],
      name,
    );
    assert.equal(reading.records.length, count, name);
  }
});

test('every example in docs/reference/records.md is read without a fault', async () => {
  const text = readFileSync(path.join(root, 'docs/reference/records.md'), 'utf8');
  const fences = [...text.matchAll(/^```(csv|json) ([a-z-]+)\n([\s\S]*?)^```$/gm)];
  assert.equal(fences.length, 4);
  for (const [, language, kind = '', content = ''] of fences) {
    const format = language === 'csv' ? 'comity-csv' : 'comity-json';
    const reading = await readImportFile(format, { kind: kind as RecordKind, bytes: Buffer.from(content), now });
    assert.ok(
      reading.kind === 'records' && reading.records.length > 0 && reading.records.every((record) => record.isGood),
      JSON.stringify(reading),
    );
  }
});

test('every column of comity-csv stands in docs/reference/records.md', async () => {
  const { columnsOfKind } = await import('./imports/read-columns.ts');
  const text = readFileSync(path.join(root, 'docs/reference/records.md'), 'utf8');
  for (const { record, lists } of Object.values(columnsOfKind)) {
    for (const column of [...record, ...lists.flatMap(({ columns }) => columns)])
      assert.ok(text.includes(`\`${column.name}\``), column.name);
  }
});

const report: RecordBodyWire = {
  kind: 'suspicious-report',
  reference: 'STR-7',
  reportedAt: '2026-03-02',
  reportingFirm: 'Quay Bank',
  suspicion: 'fraud',
  narrative: 'Layering through Ångström & Co.',
  parties: [
    {
      role: 'suspected',
      kind: 'entity',
      name: 'Tide-Ltd',
      aliases: ['Ebb & Co'],
      identifiers: [{ scheme: 'wallet', value: '0xABCD00001111' }],
      jurisdiction: null,
      birthDate: null,
    },
  ],
  movements: [{ at: '2026-03-02', amount: '1', unit: 'BTC', from: 'ACC-77 12', to: '', reference: '' }],
  instruments: [],
  accounts: [{ kind: 'account', number: '88-0147', iban: 'XB90 0147', name: 'Ebb till', institution: 'Quay Bank', holders: [0] }],
};

test('a row names whom it is about, its reticent form does not', () => {
  assert.equal(rowText(report).title, 'Tide-Ltd');
  assert.equal(JSON.stringify(reticentText(report.kind, report.reference)).includes('Tide'), false);
});

test('a record is found by names, words and whole identifiers in one spelling', () => {
  const texts = searchTextsOf(report);
  assert.equal(texts.names, 'tide ltd ebb co quay bank ebb till');
  assert.ok(texts.words.includes('angstrom co'));
  assert.deepEqual(texts.identifiers, ['str7', '0xabcd00001111', 'acc7712', '880147', 'xb900147']);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(normalise(normalise(text)), normalise(text))));
});
