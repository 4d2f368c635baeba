// SPDX-License-Identifier: Apache-2.0
/** What sources say about one subject, put together: facts with who says them, contradictions side by side, the timeline, and the graph. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { placedSubjects, type RecordBodyWire, titledPlace } from '../../records/index.ts';
import { factsOf, timelineOf } from './entity-facts.ts';
import { graphOf } from './entity-graph.ts';

type Registration = Extract<RecordBodyWire, { kind: 'registration' }>;

const owner = (birthDate: string, identifiers: { scheme: 'passport'; value: string }[] = []): Registration['owners'][number] => ({
  role: 'owner',
  kind: 'person',
  name: 'Ada Quill',
  identifiers,
  jurisdiction: 'XA',
  birthDate,
  interest: { type: 'shareholding', shareMin: '60', shareMax: '60' },
});

const registration = (reference: string, change: Partial<Registration> = {}): Registration => ({
  kind: 'registration',
  reference,
  firm: 'Quill Ltd',
  commercialName: null,
  lei: null,
  jurisdiction: 'XA',
  authority: 'XA Commission',
  status: 'authorised',
  services: ['custody'],
  hostJurisdictions: [],
  address: null,
  websites: [],
  authorisedFrom: '2025-03-01',
  authorisedUntil: null,
  owners: [owner('1971-04-02', [{ scheme: 'passport', value: 'P-1' }])],
  comments: null,
  wallets: [
    { address: '0xtreasury', network: 'ethereum', use: 'treasury' },
    { address: '0xcustody', network: 'ethereum', use: 'custody' },
  ],
  venues: [{ mic: 'XQLL', name: 'Quill Market' }],
  ...change,
});

const said = (body: RecordBodyWire, place: string, source: number) => {
  const subject = placedSubjects(body).find((one) => one.place === place);
  assert.ok(subject !== undefined);
  return { source, subject };
};

describe('facts', () => {
  test('a value that two sources say stands once with both; one that they contradict stands beside the other', () => {
    const [one, other] = [registration('R-1'), registration('R-2', { owners: [owner('1971-02-04')] })];
    const facts = factsOf([said(one, '/owners/0', 0), said(other, '/owners/0', 1)]);
    const by = new Map(facts.map((fact) => [fact.what, fact]));
    assert.deepEqual(
      by.get('name')?.values.map(({ value, said: who }) => [value, who.map(({ source }) => source)]),
      [['Ada Quill', [0, 1]]],
    );
    assert.deepEqual(
      by.get('birthDate')?.values.map(({ value }) => value),
      ['1971-02-04', '1971-04-02'],
    );
    assert.deepEqual([by.get('birthDate')?.isContradicted, by.get('jurisdiction')?.isContradicted], [true, false]);
    assert.deepEqual(by.get('passport')?.values[0]?.said, [{ source: 0, place: '/owners/0/identifiers/0/value' }]);
  });
  test('two names are no contradiction, and spellings that differ in case and signs are one value', () => {
    const facts = factsOf([said(registration('R-1'), '/firm', 0), said(registration('R-2', { firm: 'QUILL, Ltd.' }), '/firm', 1)]);
    const name = facts.find(({ what }) => what === 'name');
    assert.deepEqual([name?.values.length, name?.isContradicted], [1, false]);
  });
  test('a wallet in the custody of a firm is a fact, and joins nobody', () => {
    const firm = placedSubjects(registration('R-1')).find(({ place }) => place === '/firm');
    assert.deepEqual(
      firm?.said.filter(({ what }) => what === 'wallet').map(({ value }) => value),
      ['0xtreasury', '0xcustody'],
    );
    assert.deepEqual(firm?.keys, ['mic:xqll', 'wallet:0xtreasury']);
  });
});

test('a record that is named alone means whom its title names: of a report the suspected, though the firm stands first', () => {
  const report = (...roles: ('firm' | 'suspected')[]): RecordBodyWire => ({
    kind: 'suspicious-report',
    reference: 'SR-1',
    reportedAt: '2026-03-01T08:00:00.000Z',
    reportingFirm: 'Quill Ltd',
    suspicion: 'fraud',
    narrative: '',
    parties: roles.map((role) => ({ role, kind: 'entity', name: role, identifiers: [], jurisdiction: null, birthDate: null })),
    movements: [],
    instruments: [],
  });
  assert.equal(titledPlace(report('firm', 'suspected')), '/parties/1');
  assert.equal(titledPlace(report('firm')), '/parties/0');
  assert.equal(titledPlace(registration('R-1')), '/firm');
});

describe('timeline and graph', () => {
  test('what happened stands with when it happened and when we knew, the newest first', () => {
    const body = registration('R-1', {
      authorisedUntil: '2026-01-31',
      licences: [{ activity: 'exchange', status: 'suspended', from: '2025-12-01' }],
    });
    const recordedAt = '2026-02-01T08:00:00.000Z';
    assert.deepEqual(
      timelineOf([{ source: 0, place: '/firm', recordedAt, body }]).map(({ at, what, recordedAt: known }) => [at, what, known]),
      [
        ['2026-01-31', 'ended', recordedAt],
        ['2025-12-01', 'licence', recordedAt],
        ['2025-03-01', 'authorised', recordedAt],
      ],
    );
    assert.deepEqual(timelineOf([{ source: 0, place: '/owners/0', recordedAt, body }]), [], 'an owner is not authorised');
  });
  test('an owner whom two sources name by one passport is drawn once; a case only for who may see it', () => {
    const body = registration('R-1');
    const source = (at: number, caseRef: string | null) => ({
      source: at,
      record: `rcd_${String(at).repeat(26)}`,
      place: '/firm',
      body,
      subjects: placedSubjects(body),
      caseRef,
    });
    const [seen, hidden] = [`req_${'1'.repeat(26)}`, `req_${'2'.repeat(26)}`];
    const graph = graphOf({ name: 'Quill Ltd', sources: [source(0, seen), source(1, hidden)], published: [], cases: new Set([seen]) });
    assert.deepEqual(
      graph.relations.map(({ from, to, what, text }) => [from, to, what, text]),
      [
        ['subject', 'mic:XQLL', 'operates', ''],
        ['subject', 'wallet:0xtreasury', 'has', ''],
        ['subject', 'wallet:0xcustody', 'has', ''],
        ['passport:p1', 'subject', 'owns', '60 %'],
        ['subject', seen, 'given-in', ''],
      ],
    );
  });
});
