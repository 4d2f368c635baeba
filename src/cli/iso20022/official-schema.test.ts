// SPDX-License-Identifier: Apache-2.0
/** What we write as messages of ISO 20022, against the official schemas, where they lie beside the project. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type AskedCase, openingText, responseText, statusChangeText } from '../../assistance/index.ts';
import type { StepRowWire } from '../../assistance/wire.ts';
import { checkBySchema } from '../records/check-by-schema.ts';

const root = path.join(import.meta.dirname, '../../..');
const schemas = path.join(root, '../shared/data/schemas/iso20022');
const schemaOf = (message: string): string => path.join(schemas, `${message}.001.01.xsd`);
const skip = existsSync(schemaOf('auth.001')) ? false : 'the schemas of ISO 20022 are not beside the project';

const march = { from: '2026-03-02', to: '2026-03-13' };
const long = `${'Long words & <signs> that no element of the schema has room for. '.repeat(20)}\u0007`;
const asked: AskedCase = {
  caseId: 'req_06f0m3k4x9v2q8t7w5y1z3a6bc',
  request: {
    assistance: 'transaction-records',
    purpose: 'admin-enforcement',
    class: 'normal',
    content: { subject: long, facts: long },
    particulars: {
      period: march,
      replyBy: '2026-12-18',
      replyByWhy: long,
      persons: [
        {
          kind: 'natural',
          name: long,
          bornOn: '1984-05-02',
          bornAt: long,
          country: 'XA',
          address: long,
          identifiers: [
            { scheme: 'passport', value: 'P-1' },
            { scheme: 'wallet', value: 'a'.repeat(64) },
          ],
        },
        { kind: 'natural', name: 'Ida', bornOn: '1984-05-02', identifiers: [{ scheme: 'iban', value: 'XB47000100200030004' }] },
        { kind: 'legal', name: 'Meridian', identifiers: [{ scheme: 'account', value: 'XVEN/acc-71' }] },
        { kind: 'legal', identifiers: [{ scheme: 'account', value: 'only a number' }] },
        { kind: 'legal', name: 'Tide', identifiers: [{ scheme: 'lei', value: '5493001KJTIIGC8Y1R12' }] },
        { kind: 'legal', identifiers: [{ scheme: 'card', value: '4000123412341234' }] },
      ],
      instruments: [
        { scheme: 'transaction', value: 'tx-1' },
        { scheme: 'transaction', value: 'tx-2' },
      ],
    },
  },
  isConfidential: true,
  mandate: { clause: '14.2', title: long },
  replyDay: null,
};
const bare: AskedCase = { ...asked, request: { ...asked.request, content: {}, particulars: { period: march } }, replyDay: '2027-01-12' };

function step(kind: StepRowWire['kind'], body: unknown): StepRowWire {
  return {
    id: 'evt_06f0m3k4x9v2q8t7w5y1z3a6bc',
    kind,
    state: 'delivered',
    digest: '',
    preparedBy: '',
    preparedByName: '',
    preparedAt: '',
    approvals: [],
    approversMin: 0,
    returnedReason: null,
    dispatch: 'sha256:3f',
    summary: '',
    body,
    mayApprove: false,
    isOurs: false,
    mayEdit: false,
  };
}

const messages: readonly (readonly [message: string, text: string])[] = [
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => ['auth.001', openingText(asked, march, number)] as const),
  ['auth.001', openingText(bare, march, 1)],
  ['auth.002', responseText(asked, step('reply', { completeness: 'complete', text: long, recordIds: ['a', 'b'] }), null)],
  ['auth.002', responseText(bare, step('reply', { completeness: 'partial', text: '', recordIds: ['a'] }), null)],
  ['auth.002', responseText(bare, step('reply', { completeness: 'partial', text: 'x', recordIds: [] }), [long])],
  ['auth.002', responseText(asked, step('refusal', { ground: 'R06', reasons: long }), null)],
  ['auth.002', responseText(asked, step('impossibility', { cause: 'destroyed', reasons: long }), null)],
  ['auth.003', statusChangeText(asked.caseId, true)],
  ['auth.003', statusChangeText(asked.caseId, false)],
];

test('every message that we write is valid against the schema of ISO 20022, and a broken one is not', { skip }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-iso20022-'));
  try {
    for (const [index, [message, text]] of messages.entries()) {
      const file = path.join(folder, `${index}.xml`);
      await writeFile(file, text);
      assert.deepEqual(await checkBySchema(file, schemaOf(message)), { ok: true, value: [] }, text);
    }
    const broken = path.join(folder, 'broken.xml');
    await writeFile(broken, statusChangeText(asked.caseId, true).replace('true', 'perhaps'));
    const found = await checkBySchema(broken, schemaOf('auth.003'));
    assert.ok(found.ok && found.value.length > 0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the sample of the project is valid too', { skip }, async () => {
  const sample = path.join(root, 'examples/iso20022/auth.001-account.xml');
  assert.match(await readFile(sample, 'utf8'), /auth\.001\.001\.01/);
  assert.deepEqual(await checkBySchema(sample, schemaOf('auth.001')), { ok: true, value: [] });
});
