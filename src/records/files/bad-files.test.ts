// SPDX-License-Identifier: Apache-2.0
/**
 * Every reader of records against every bad file: what comes is answered with a place, a reason and a remedy, and nothing is thrown.
 *
 * The table is readers times files. A file that one reader takes by right is named with its reader; all others refuse it. Below, each reader
 * is given its own samples, damaged by a seed; another one is `COMITY_FUZZ_SEED=7 node --test ...`, and more rounds with COMITY_FUZZ_ROUNDS.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { type Instant, type Randomness, seededRandomness } from '../../kernel/index.ts';
import { readFirmDataFile, readImportFile, type RecordFormat } from '../imports/read-import-file.ts';
import type { FileReading, Rejection } from '../imports/file-records.ts';
import { readMicList } from '../venues/read-mic-list.ts';
import { exportFormats, importFormats, type ImportFormat, onlyKindOf, type RecordKind } from './wire.ts';
import { writeRecordFile } from './write-record-file.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const samples = path.join(import.meta.dirname, '../../../examples/records');
const sample = (name: string): Buffer => readFileSync(path.join(samples, name));
const kindFor = (format: ImportFormat): RecordKind => onlyKindOf(format) ?? 'compliance-record';

async function rejectionsOf(format: ImportFormat, bytes: Uint8Array): Promise<readonly Rejection[]> {
  const question = { kind: kindFor(format), bytes, now, jurisdiction: 'XB' };
  if (format === 'iso10383') {
    const { rejected, isReadable } = readMicList(question.bytes);
    assert.ok(isReadable || rejected.length > 0, `${format} says why it cannot be read`);
    return rejected;
  }
  if (format === 'gleif' || format === 'bods') {
    const { rejected, isReadable } = readFirmDataFile(format, question);
    assert.ok(isReadable || rejected.length > 0, `${format} says why it cannot be read`);
    return rejected;
  }
  const reading: FileReading = await readImportFile(format, question);
  if (reading.kind === 'unreadable') {
    assert.ok(reading.rejections.length > 0, `${format} says why it cannot be read`);
    return reading.rejections;
  }
  return reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
}

function answersWell(rejections: readonly Rejection[], what: string): void {
  for (const { line, field, reason, remedy } of rejections) {
    assert.ok(line >= 1 && field !== '' && reason !== '' && remedy !== '', `${what}: ${JSON.stringify({ line, field, reason, remedy })}`);
    assert.ok(reason.length < 800, `${what}: ${reason.slice(0, 200)}`);
  }
}

/** A ZIP as an attacker would make it: parts may say of themselves what they are not. */
function zipWith(
  parts: readonly (readonly [name: string, content: Buffer, change?: { readonly length?: number; readonly flags?: number }])[],
): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content, { length = content.length, flags = 0 } = {}] of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed);
    centrals.push(Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), fields, tail, Buffer.from(name));
    at += 4 + fields.length + name.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const columns = ['reference', 'firm', 'record_type', 'date', 'authority', 'summary', 'amount', 'currency'];
const good = ['R-1', 'Tide Ltd', 'warning', '2026-03-02', 'Unit', 'Late.', '', ''];
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const rowXml = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
const sheetXml = (...rows: readonly string[]): string => `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
const stylesXml = [
  `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
].join('');

function workbookOf(sheets: readonly string[], more: readonly (readonly [string, Buffer])[] = []): Buffer {
  const listed = sheets.map((_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="r${index}"/>`).join('');
  const relations = sheets.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/s${index}.xml"/>`).join('');
  return zipWith([
    ['xl/workbook.xml', Buffer.from(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed}</sheets></workbook>`)],
    ['xl/_rels/workbook.xml.rels', Buffer.from(`<Relationships>${relations}</Relationships>`)],
    ['xl/styles.xml', Buffer.from(stylesXml)],
    ...sheets.map((xml, index) => [`xl/worksheets/s${index}.xml`, Buffer.from(xml)] as const),
    ...more,
  ]);
}

const withRow = (cells: readonly string[]): Buffer => workbookOf([sheetXml(rowXml(columns.map(inline)), rowXml(cells))]);
const withCell = (place: number, cell: string): Buffer => withRow(good.map((text, at) => (at === place ? cell : inline(text))));

/** What a workbook is answered: nothing where it is good. */
const workbooks: readonly (readonly [name: string, bytes: Buffer, reason: RegExp | null])[] = [
  ['a good row', withRow(good.map(inline)), null],
  ['a day that a program made of what was typed', withCell(3, '<c s="1"><v>46083</v></c>'), null],
  ['a day in a format of its own', withCell(3, '<c s="2"><v>46083</v></c>'), null],
  ['a text that is shared by nobody', withCell(1, '<c t="s"><v>7</v></c>'), /B2|names a text/],
  ['a formula', withCell(1, '<c r="B2"><f>1+1</f><v>2</v></c>'), /B2: It holds a formula/],
  ['an error', withCell(1, '<c r="B2" t="e"><v>#REF!</v></c>'), /B2: It holds an error/],
  ['an account that was rounded', withCell(1, '<c r="B2"><v>1.23456789012345E+19</v></c>'), /lost digits/],
  ['00/00/1960 as a number', withCell(3, '<c s="1"><v>0</v></c>'), /is no day/],
  ['00/00/1960 as a text', withCell(3, inline('00/00/1960')), /not a day of the calendar/],
  ['a name of 50,000 characters', withCell(1, inline('x'.repeat(50_000))), /too long/],
  ['a time without its zone', withCell(3, '<c s="1"><v>46083.5</v></c>'), /not a day/],
  ['a cell beyond the columns', withRow([...good, 'more'].map(inline)), /beyond the 8 columns/],
  ['a cell that goes back', withRow(['<c r="C2"/>', '<c r="B2"/>']), /not where one can be/],
  ['two sheets with rows', workbookOf([sheetXml(rowXml(columns.map(inline))), sheetXml(rowXml([inline('x')]))]), /Two sheets/],
  ['no row', workbookOf([sheetXml()]), /No sheet/],
  ['a DOCTYPE', workbookOf([`<!DOCTYPE x [<!ENTITY a "b">]>${sheetXml()}`]), /DOCTYPE/],
  ['an entity', workbookOf([sheetXml(rowXml([inline('&a;')]))]), /not well formed/],
  ['a part that says it is short', zipWith([['xl/workbook.xml', Buffer.alloc(5000), { length: 10 }]]), /not what its directory says/],
  ['a part that says it is long', zipWith([['xl/workbook.xml', Buffer.alloc(10), { length: 900_000 }]]), /not what its directory says/],
  ['a bomb: a gigabyte in a megabyte', zipWith([['xl/workbook.xml', Buffer.alloc(10), { length: 1_073_741_824 }]]), /would swell/],
  ['a bomb of the kind that packs best', zipWith([['xl/workbook.xml', Buffer.alloc(4_000_000, 0x20)]]), /would swell/],
  ['a password', zipWith([['xl/workbook.xml', Buffer.from('x'), { flags: 1 }]]), /is encrypted/],
  [
    'two parts of one name',
    zipWith([
      ['xl/workbook.xml', Buffer.from('a')],
      ['xl/workbook.xml', Buffer.from('b')],
    ]),
    /two parts/,
  ],
  ['no part that a workbook has', zipWith([['word/document.xml', Buffer.from('a')]]), /missing/],
];

for (const [name, bytes, reason] of workbooks)
  test(`a workbook with ${name} is ${reason === null ? 'read' : 'refused, and told why'}`, async () => {
    const rejections = await rejectionsOf('comity-xlsx', bytes);
    answersWell(rejections, name);
    if (reason === null) assert.deepEqual(rejections, []);
    else assert.match(rejections.map((one) => one.reason).join(' '), reason);
  });

const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]><report>&b;</report>`;
const outside = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><report>&x;</report>';
const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length * 0.6));
const csvRow = (change: Readonly<Record<number, string>>): string =>
  [columns, good.map((text, at) => change[at] ?? text)].map((row) => row.join(',')).join('\n');

/** Bad for everybody. */
const badFiles: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from([0xff])],
  ['zeros', Buffer.alloc(3000)],
  ['text in UTF-16 without a mark', Buffer.from('reference,firm\nR-1,Tide', 'utf16le')],
  ['text in Latin letters of one byte', Buffer.from('reference,firm\nR-1,Br\u00fccke', 'latin1')],
  ['a DOCTYPE that swells', Buffer.from(laughs)],
  ['a DOCTYPE that names a file', Buffer.from(outside)],
  ['JSON that is deeper than any', Buffer.from('['.repeat(5000))],
  ['JSON cut off', half(sample('xc-suspicious-reports.json'))],
  ['XML cut off', half(sample('xb-goaml-transactions.xml'))],
  ['a workbook cut off', half(withRow(good.map(inline)))],
  ['a ZIP of one text', zipWith([['a.txt', Buffer.from('a')]])],
  ['a bomb', zipWith([['xl/workbook.xml', Buffer.alloc(4_000_000, 0x20)]])],
  ['Parquet in name alone', Buffer.from('PAR1 and nothing in between PAR1')],
  ['00/00/1960', Buffer.from(csvRow({ 3: '00/00/1960' }))],
  ['a name of 50,000 characters', Buffer.from(csvRow({ 1: 'x'.repeat(50_000) }))],
  ['a lone carriage return', Buffer.from(csvRow({ 1: 'Tide\rLtd' }))],
  ['a quote that never closes', Buffer.from(csvRow({ 1: '"Tide' }))],
];

for (const [name, bytes] of badFiles)
  test(`every reader refuses ${name}, with a place and a remedy`, async () => {
    for (const format of importFormats) {
      const rejections = await rejectionsOf(format, bytes);
      assert.ok(rejections.length > 0, `${format} takes ${name}`);
      answersWell(rejections, `${format}, ${name}`);
    }
  });

test('lines that end in different ways are one file', async () => {
  const mixed = Buffer.from(`${columns.join(',')}\r\n${good.join(',')}\n${good.join(',').replace('R-1', 'R-2')}\r\n\n`);
  assert.deepEqual(await rejectionsOf('comity-csv', mixed), []);
});

const seed = Number(process.env['COMITY_FUZZ_SEED'] ?? '20261120');
const rounds = Number(process.env['COMITY_FUZZ_ROUNDS'] ?? '40');

function damaged(bytes: Uint8Array, random: Randomness): Uint8Array {
  const result = Buffer.from(bytes);
  if (random.whole(0, 5) === 0) return result.subarray(0, random.whole(0, result.length));
  for (let count = random.whole(1, 6); count > 0; count -= 1) result[random.whole(0, result.length - 1)] = random.whole(0, 255);
  return result;
}

/** What each reader is damaged from: a file of its own. */
async function corpusOf(format: ImportFormat): Promise<Uint8Array> {
  const own: Partial<Record<ImportFormat, string>> = {
    goaml: 'xb-goaml-transactions.xml',
    'fincen-sar': 'xa-fincen-sar.xml',
    stor: 'xa-mica-stor.json',
    ivms101: 'xb-ivms101.json',
    gleif: 'xb-lei-data.json',
    bods: 'xb-beneficial-owners.json',
    'esma-casp': 'xb-registrations.csv',
    iso10383: 'xb-venue-codes.csv',
  };
  const name = own[format];
  if (name !== undefined) return sample(name);
  const reading = await readImportFile('comity-csv', { kind: 'compliance-record', bytes: sample('xb-compliance-records.csv'), now });
  const bodies = reading.kind === 'records' ? reading.records.flatMap((record) => (record.isGood ? [record.body] : [])) : [];
  const chosen = exportFormats.find((one) => one === format) ?? assert.fail(format);
  const file = await writeRecordFile(chosen, { kind: 'compliance-record', bodies, now, jurisdiction: 'XB', currency: 'EUR' });
  assert.ok(file.ok);
  return file.value.bytes;
}

for (const format of importFormats)
  test(`${format}, damaged again and again from seed ${seed}, is always answered`, async () => {
    const bytes = await corpusOf(format);
    const random = seededRandomness(seed);
    // Each Parquet file is read by a database of its own, which takes as long as fifty of the others.
    const times = format === 'comity-parquet' ? Math.ceil(rounds / 5) : rounds;
    for (let round = 0; round < times; round += 1) {
      const broken = damaged(bytes, random);
      try {
        answersWell(await rejectionsOf(format, broken), `round ${round}`);
      } catch (error) {
        throw new Error(`round ${round} of seed ${seed}`, { cause: error });
      }
    }
  });

/** Damaged files that once were answered wrongly; each stays. */
const kept: readonly (readonly [name: string, format: RecordFormat, bytes: Buffer])[] = [
  [
    'a directory that begins behind the end',
    'comity-xlsx',
    Buffer.concat([Buffer.alloc(10), Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0])]),
  ],
];

for (const [name, format, bytes] of kept)
  test(`${name} is answered`, async () => {
    const rejections = await rejectionsOf(format, bytes);
    assert.ok(rejections.length > 0);
    answersWell(rejections, name);
  });
