// SPDX-License-Identifier: Apache-2.0
/** What of two records side by side agrees, differs, stands on one side only, or was withheld. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DisclosedRecordWire, RegistrationWire } from '../wire.ts';
import { sideBySide } from './compare-records.ts';

function record(id: string, body: Partial<RegistrationWire>, withheld?: DisclosedRecordWire['withheld']): DisclosedRecordWire {
  const whole: RegistrationWire = {
    kind: 'registration',
    reference: id,
    firm: 'Meridian Tide Exchange Ltd',
    commercialName: null,
    lei: null,
    jurisdiction: 'XB',
    authority: 'XB Unit',
    status: 'authorised',
    services: [],
    hostJurisdictions: [],
    address: null,
    websites: [],
    authorisedFrom: null,
    authorisedUntil: null,
    comments: null,
    owners: [],
    ...body,
  };
  return { id, originator: 'ca1', body: whole, provenance: [], conditions: [], ...(withheld === undefined ? {} : { withheld }) };
}
const owner = { role: 'owner', kind: 'person', name: 'Ilse Vesper', identifiers: [], jurisdiction: 'XB', birthDate: '1988-02-14' } as const;

test('what differs, what one side alone tells, and what agrees', () => {
  const found = sideBySide(record('A', { phone: '555 0147' }), record('B', { status: 'withdrawn', address: '14 Lantern Row' }));
  assert.deepEqual(found.differences.map(({ path, change }) => `${change} ${path}`).toSorted(), [
    'added address',
    'changed status',
    'removed phone',
  ]);
  assert.ok(found.agrees.some(({ path, value }) => path === 'firm' && value === 'Meridian Tide Exchange Ltd'));
  assert.ok(!found.agrees.some(({ path }) => path === 'reference'), 'a reference names a record and not its subject');
});

test('what a giver withheld is told as withheld, and is no difference; the other side still is', () => {
  const received = record('A', { owners: [{ ...owner, identifiers: [], birthDate: null }] }, [
    { path: '/owners/0/birthDate', reason: 'Not needed.' },
  ]);
  const own = record('B', { owners: [{ ...owner, identifiers: [] }], comments: 'Fees are late.' });
  const found = sideBySide(received, own);
  assert.deepEqual(
    found.differences.map(({ path }) => path),
    ['comments'],
  );
  assert.deepEqual(found.withheld, [{ path: '/owners/0/birthDate', reason: 'Not needed.', record: 'A' }]);
  assert.equal(sideBySide(own, received).differences.length, 1);
});
