// SPDX-License-Identifier: Apache-2.0
/** Whom records name, as screening sees them: each place once, numbers that name somebody, and no number that two firms may give out alike. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordBodyWire } from '../wire.ts';
import { subjectsOfRecord } from './subjects.ts';

const party = {
  role: 'suspected',
  kind: 'person',
  name: 'Ilse Vesper',
  identifiers: [
    { scheme: 'passport', value: 'XB-P-1' },
    { scheme: 'national-id', value: 'XB-9' },
    { scheme: 'client-id', value: 'MTX-1' },
    { scheme: 'account', value: 'XB-LB-1' },
    { scheme: 'wallet', value: '0x11' },
  ],
  jurisdiction: 'XB',
  birthDate: '1990-02-14',
} as const;
const movement = { at: '2026-03-04T10:00:00.000Z', amount: '1', unit: 'X', from: '0x11', to: '0x22', reference: '' };

const report: RecordBodyWire = {
  kind: 'suspicious-report',
  reference: 'R-1',
  reportedAt: '2026-03-16',
  reportingFirm: 'Bank',
  suspicion: 'fraud',
  narrative: 'Seen.',
  parties: [{ ...party, identifiers: [...party.identifiers] }],
  movements: [movement, { ...movement, from: '0x22', to: '' }],
  instruments: [],
};

test('a report names its parties and the ends of its movements; what firms give out is left out', () => {
  const subjects = subjectsOfRecord(report);
  assert.deepEqual(
    subjects.map(({ place }) => place),
    ['/parties/0', '/movements'],
  );
  const [person, moved] = subjects;
  assert.deepEqual(
    person?.subject.identifiers.map(({ kind, value }) => `${kind} ${value}`),
    ['passport XB-P-1', 'national id XB-9'],
  );
  assert.deepEqual([person?.subject.kind, person?.subject.countries, person?.subject.wallets[0]?.address], ['person', ['XB'], '0x11']);
  assert.deepEqual([moved?.subject.names, moved?.subject.wallets.map(({ address }) => address)], [[], ['0x11', '0x22']]);
});

test('a report without movements has no subject of movements', () => {
  assert.equal(subjectsOfRecord({ ...report, movements: [] }).length, 1);
});

test('a registration names the firm by both names, and its owners', () => {
  const body: RecordBodyWire = {
    kind: 'registration',
    reference: 'G-1',
    firm: 'Meridian Tide Exchange Ltd',
    commercialName: 'Meridian Tide',
    lei: 'XBDEMO00000000004254',
    jurisdiction: 'XB',
    authority: 'Unit',
    status: 'authorised',
    services: [],
    hostJurisdictions: ['XA'],
    address: '1 Quay',
    websites: [],
    authorisedFrom: null,
    authorisedUntil: null,
    owners: [{ ...party, identifiers: [], kind: 'entity', name: 'Brannock Shore Nominees', birthDate: null }],
    comments: null,
  };
  const [firm, owner] = subjectsOfRecord(body);
  assert.deepEqual(
    firm?.subject.names.map(({ text, quality }) => `${text} ${quality}`),
    ['Meridian Tide Exchange Ltd main', 'Meridian Tide strong'],
  );
  assert.deepEqual([firm?.subject.kind, firm?.subject.countries, firm?.subject.addresses], ['firm', ['XB'], ['1 Quay']]);
  assert.deepEqual([owner?.place, owner?.subject.kind], ['/owners/0', 'firm']);
});
