// SPDX-License-Identifier: Apache-2.0
/** What we write as FinCEN form 111 against FinCEN's own schema, where that lies beside the project. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { readReportFile, type ReportFormat, writeReports } from '../../records/index.ts';
import type { SuspiciousReport } from '../../records/wire.ts';
import { checkBySchema } from './check-by-schema.ts';

const root = path.join(import.meta.dirname, '../../..');
const schema = path.join(root, '../shared/data/schemas/fincen/EFL_SARXBatchSchema.xsd');
const skip = existsSync(schema) ? false : 'the schema of FinCEN is not beside the project';
const now = '2026-11-20T15:30:00.000Z' as Instant;

function withoutOriginal(report: SuspiciousReport): SuspiciousReport {
  const { original, ...rest } = report;
  return original === undefined ? report : rest;
}

test('every sample report, written as form 111, is valid against the schema of FinCEN', { skip }, async () => {
  const samples: readonly (readonly [ReportFormat, string])[] = [
    ['fincen-sar', 'xa-fincen-sar.xml'],
    ['goaml', 'xb-goaml-transactions.xml'],
    ['goaml', 'xb-goaml-activity.xml'],
    ['stor', 'xa-mica-stor.json'],
  ];
  const reports: SuspiciousReport[] = [];
  for (const [format, name] of samples) {
    const bytes = await readFile(path.join(root, 'examples/records', name));
    const reading = readReportFile(format, { kind: 'suspicious-report', bytes, now, jurisdiction: 'XB' });
    assert.equal(reading.kind, 'records');
    if (reading.kind === 'records') for (const record of reading.records) if (record.isGood) reports.push(record.body as SuspiciousReport);
  }
  assert.equal(reports.length, samples.length);
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-schema-'));
  try {
    // As they came, and again with the originals taken away: written from the model.
    for (const [name, list] of [
      ['kept', reports],
      ['anew', reports.map(withoutOriginal)],
    ] as const) {
      const file = path.join(folder, `${name}.xml`);
      await writeFile(file, writeReports('fincen-sar', list, { now, jurisdiction: 'XB', currency: 'EUR' }).text);
      assert.deepEqual(await checkBySchema(file, schema), { ok: true, value: [] });
    }
    const broken = path.join(folder, 'broken.xml');
    await writeFile(broken, (await readFile(path.join(folder, 'anew.xml'), 'utf8')).replace('SARX', 'SARY'));
    const found = await checkBySchema(broken, schema);
    assert.ok(found.ok && found.value.length > 0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
