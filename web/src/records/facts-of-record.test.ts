// SPDX-License-Identifier: Apache-2.0
// The facts of a record, and where each comes from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DisclosedRecordWire, RecordBodyWire } from '../../../src/records/wire.ts';
import { factsOfRecord, provenanceOf } from './facts-of-record.ts';

const body: RecordBodyWire = {
  kind: 'compliance-record',
  reference: 'C-1',
  firm: 'Tarn Brokers',
  lei: null,
  recordType: 'warning',
  date: '2026-05-11',
  authority: 'Aurelia Securities Commission',
  summary: 'Offered contracts without authorisation.',
  outcome: '',
  amount: { amount: '1200.00', currency: 'EUR' },
};
const source = (scope: string, place: string): DisclosedRecordWire['provenance'][number] => ({
  scope,
  source: { kind: 'import', name: 'file.csv', digest: 'sha256:00', place },
  recordedAt: '2026-01-01T00:00:00.000Z',
});

test('facts that are absent or empty are left out', () => {
  const pointers = factsOfRecord(body).map((fact) => fact.pointer);
  assert.deepEqual(pointers, ['/reference', '/firm', '/recordType', '/date', '/authority', '/summary', '/amount']);
});

test('the narrowest scope that covers a fact is its provenance', () => {
  const provenance = [source('', 'line 4'), source('/amount', 'line 9')];
  assert.equal(provenanceOf(provenance, '/amount')?.source.place, 'line 9');
  assert.equal(provenanceOf(provenance, '/amount/currency')?.source.place, 'line 9');
  assert.equal(provenanceOf(provenance, '/firm')?.source.place, 'line 4');
  assert.equal(provenanceOf([source('/am', 'line 1')], '/amount'), null);
});
