// SPDX-License-Identifier: Apache-2.0
/** Records to files and back: every format that holds a kind whole gives it back as it was; what a format cannot hold is noted. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { type RecordFormat, readImportFile } from '../imports/read-import-file.ts';
import type { RecordBodyWire } from '../wire.ts';
import { type ExportFormat, exportFormats, importFormats, laterFormats, type RecordKind, recordFormats } from './wire.ts';
import { type RecordsToWrite, writeRecordFile, type WrittenRecordFile } from './write-record-file.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const samples: readonly (readonly [RecordKind, string])[] = [
  ['suspicious-report', 'xb-suspicious-reports.csv'],
  ['registration', 'xb-registrations.csv'],
  ['compliance-record', 'xb-compliance-records.csv'],
  ['travel-rule-message', 'xb-ivms101.json'],
];
/** Formats that hold all that the columns hold. */
const whole: readonly (ExportFormat & RecordFormat)[] = ['comity-csv', 'comity-json', 'comity-xlsx', 'comity-parquet'];

async function bodiesOf(format: RecordFormat, kind: RecordKind, bytes: Uint8Array): Promise<readonly RecordBodyWire[]> {
  const reading = await readImportFile(format, { kind, bytes, now });
  assert.ok(reading.kind === 'records', JSON.stringify(reading));
  return reading.records.map((record) => (record.isGood ? record.body : assert.fail(JSON.stringify(record.rejections))));
}

function sampleOf(kind: RecordKind, name: string): Promise<readonly RecordBodyWire[]> {
  return bodiesOf(
    kind === 'travel-rule-message' ? 'ivms101' : 'comity-csv',
    kind,
    readFileSync(path.join(import.meta.dirname, '../../../examples/records', name)),
  );
}

async function written(format: ExportFormat, given: Pick<RecordsToWrite, 'kind' | 'bodies'>): Promise<WrittenRecordFile> {
  const file = await writeRecordFile(format, { ...given, now, jurisdiction: 'XB', currency: 'EUR' });
  assert.ok(file.ok, JSON.stringify(file));
  return file.value;
}

for (const format of whole) {
  test(`what is written as ${format} is read back as it was, of every kind`, async () => {
    for (const [kind, name] of samples) {
      const bodies = await sampleOf(kind, name);
      const { bytes, notes } = await written(format, { kind, bodies });
      assert.deepEqual(notes, []);
      assert.deepEqual(await bodiesOf(format, kind, bytes), bodies);
    }
  });
}

test('a text that a spreadsheet would run comes back as it was, also one with an apostrophe of its own', async () => {
  const [sample] = await sampleOf('compliance-record', 'xb-compliance-records.csv');
  const texts = ['=1+1', "'=1+1", "''-x", '-5', '+44 20', '@sum', "'plain", 'a,"b"\nc'];
  const bodies = texts.map((summary, index) => ({ ...sample, reference: `R-${index}`, summary }) as RecordBodyWire);
  for (const format of whole) {
    const { bytes, notes } = await written(format, { kind: 'compliance-record', bodies });
    assert.deepEqual(notes, [], format);
    assert.deepEqual(await bodiesOf(format, 'compliance-record', bytes), bodies);
  }
  const { bytes } = await written('comity-csv', { kind: 'compliance-record', bodies });
  assert.ok(!/(^|,)"?[=+\-@]/m.test(new TextDecoder().decode(bytes)));
});

test('what the columns cannot hold is noted with its place, in full', async () => {
  const [report] = await sampleOf('suspicious-report', 'xb-suspicious-reports.csv');
  assert.ok(report?.kind === 'suspicious-report');
  const [first] = report.parties;
  assert.ok(first !== undefined);
  const more: RecordBodyWire = {
    ...report,
    instruments: ['A | B'],
    action: 'The payment was refused.',
    parties: [{ ...first, aliases: ['Tide'] }, ...report.parties.slice(1)],
  };
  const { notes } = await written('comity-csv', { kind: 'suspicious-report', bodies: [more] });
  assert.deepEqual(
    notes.map((note) => note.path),
    ['/parties/0/aliases', '/instruments/0', '/instruments/1', '/action'],
  );
  assert.deepEqual(
    await bodiesOf('comity-json', 'suspicious-report', (await written('comity-json', { kind: 'suspicious-report', bodies: [more] })).bytes),
    [more],
  );
});

test('a format refuses a kind that it cannot hold, and a file holds one kind', async () => {
  const bodies = await sampleOf('registration', 'xb-registrations.csv');
  const settings = { now, jurisdiction: 'XB', currency: 'EUR' };
  const goaml = await writeRecordFile('goaml', { kind: 'registration', bodies, ...settings });
  assert.ok(!goaml.ok && goaml.issues[0]?.path === 'format');
  const mixed = await writeRecordFile('comity-json', { kind: 'compliance-record', bodies, ...settings });
  assert.ok(!mixed.ok && mixed.issues[0]?.path === 'kind');
});

test('the table of formats: every format reads or writes something, and none that comes later is among them', () => {
  const names = Object.keys(recordFormats);
  assert.deepEqual([...new Set<string>([...importFormats, ...exportFormats])].toSorted(), names.toSorted());
  for (const name of Object.keys(laterFormats)) assert.ok(!names.includes(name), name);
});
