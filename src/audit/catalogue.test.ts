// SPDX-License-Identifier: Apache-2.0
/** What may stand in the log, and that the reference page says the same. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Instant } from '../kernel/index.ts';
import { newId } from '../kernel/index.ts';
import { digestOf } from '../seals/index.ts';
import { assertInCatalogue, type AuditDetails, auditEvents, detailsFromOutside } from './catalogue.ts';
import { auditFields } from './fields.ts';
import { auditReference } from './reference.ts';

const officer = newId('off', '2026-11-20T15:30:00.000Z' as Instant, (count) => new Uint8Array(count));
const digest = digestOf(new Uint8Array([1]));
const authority = `ca1${'a'.repeat(52)}`;

test('an entry is taken when event, actor and every detail are in the catalogue', () => {
  const rows: readonly (readonly [event: string, actor: string, details: AuditDetails])[] = [
    ['dispatch.queued', officer, { dispatch: digest, peer: authority, kind: 'assistance.request', class: 'urgent', clause: '4.2(a)' }],
    ['officer.sign-in-failed', 'stranger', { officer: null, reason: 'unknown-account' }],
    ['officer.changed', officer, { officer, roles: 'preparer,approver', isDisabled: false }],
    ['records.imported', officer, { count: 12, rejected: 0, size: 900 }],
    ['server.started', 'server', {}],
    ['agreement.in-force', 'server', { agreement: digest, at: '2026-11-20T15:30:00.000Z' }],
  ];
  for (const [event, actor, details] of rows) assertInCatalogue({ event, actor, details });
});

test('neither a name nor a text nor an unknown event or detail can enter the log', () => {
  const rows: readonly (readonly [why: string, event: string, actor: string, details: AuditDetails])[] = [
    ['unknown event', 'dispatch.sent', officer, {}],
    ['name of a prototype', 'constructor', officer, {}],
    ['actor by name', 'dispatch.queued', 'Ada Quill', {}],
    ['actor by e-mail address', 'dispatch.queued', 'ada@xa.example', {}],
    ['detail that exists, in another event', 'officer.signed-in', officer, { digest }],
    ['detail that does not exist', 'dispatch.queued', officer, { body: 'text' }],
    ['name in a place for identifiers', 'officer.created', officer, { officer: 'Ada Quill' }],
    ['text in a place for codes', 'dispatch.rejected', officer, { code: 'the agreement is unknown' }],
    ['e-mail address in a place for codes', 'officer.sign-in-failed', 'stranger', { reason: 'ada@xa.example' }],
    ['long code', 'dispatch.rejected', officer, { code: 'a'.repeat(121) }],
    ['payload in a place for digests', 'dispatch.queued', officer, { dispatch: 'sha256:payload' }],
    ['negative count', 'records.imported', officer, { count: -1 }],
    ['fraction as count', 'records.imported', officer, { count: 0.5 }],
    ['kind of what was imported, which would tell that reports come in', 'records.imported', officer, { kind: 'suspicious-report' }],
    ['word as flag', 'officer.changed', officer, { isDisabled: 'no' }],
    ['sentence as clause', 'dispatch.queued', officer, { clause: 'clause four' }],
    ['local time as instant', 'agreement.in-force', officer, { at: '2026-11-20 15:30' }],
  ];
  for (const [why, event, actor, details] of rows) {
    assert.throws(() => assertInCatalogue({ event, actor, details }), { code: 'ERR_ASSERTION' }, why);
  }
});

test('what a stranger chose enters the log in our own shape or not at all', () => {
  const details = { dispatch: digest, kind: 'Ada Quill\u0000', caseRef: 'a case of fraud', peer: authority, size: 12 };
  const fitting = detailsFromOutside(details);
  assert.deepEqual(fitting, { dispatch: digest, kind: null, caseRef: null, peer: authority, size: 12 });
  assertInCatalogue({ event: 'dispatch.refused-admission', actor: authority, details: fitting });
  assert.throws(() => detailsFromOutside({ body: 'x' }), { code: 'ERR_ASSERTION' });
});

test('every event has a sentence and every detail of the catalogue is used', () => {
  const used = new Set<string>();
  for (const [name, { sentence, fields }] of Object.entries(auditEvents)) {
    assert.match(name, /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/);
    assert.match(sentence, /^[A-Z].*\.$/);
    for (const field of fields) used.add(field);
  }
  assert.deepEqual([...used].toSorted(), Object.keys(auditFields).toSorted());
});

test('docs/reference/audit-events.md is what the catalogue says', async () => {
  const page = new URL('../../docs/reference/audit-events.md', import.meta.url);
  const written = await readFile(page, 'utf8').catch(() => '');
  const program = "import('./src/audit/index.ts').then((audit) => process.stdout.write(audit.auditReference()))";
  const remedy = `node --input-type=module -e "${program}" > docs/reference/audit-events.md`;
  assert.ok(written === auditReference(), `the page differs from the catalogue; write it anew with: ${remedy}`);
});
