// SPDX-License-Identifier: Apache-2.0
/** Which accounts belong together, by which way; and what speaks for and against a holder of an account. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { placedSubjects, type RecordBodyWire, subjectsOfRecord } from '../../records/index.ts';
import { beneficialOwners, type HeldAccount, joinAccounts, type LinkRecord, type PlaceJudgement } from './join-accounts.ts';
import { linkEvidence } from './propose-links.ts';

type Registration = Extract<RecordBodyWire, { kind: 'registration' }>;
type Owner = Registration['owners'][number];

const owner = (change: Partial<Owner> = {}): Owner => ({
  role: 'owner',
  kind: 'person',
  name: 'Ada Quill',
  identifiers: [],
  jurisdiction: 'XA',
  birthDate: null,
  ...change,
});
const registration = (change: Partial<Registration>): Registration => ({
  kind: 'registration',
  reference: 'R-1',
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
  authorisedFrom: null,
  authorisedUntil: null,
  owners: [],
  comments: null,
  ...change,
});

const at = (record: string, place: string): string => `records:${record}#${place}`;
const record = (id: string, keys: Readonly<Record<string, readonly string[]>>, owners: readonly string[] = []): LinkRecord => ({
  id,
  places: Object.entries(keys).map(([place, own]) => ({ key: at(id, place), keys: own })),
  owners: owners.map((place) => at(id, place)),
});
const held = (participant: string, place: string): HeldAccount => ({ judgement: `jdg-${participant}`, participant, place });
const said = (verdict: PlaceJudgement['verdict'], left: string, right: string): PlaceJudgement => ({
  id: 'jdg-pair',
  left,
  right,
  verdict,
});

const firm = record('r1', { '/firm': ['lei:quill'], '/owners/0': ['passport:p1'] }, ['/owners/0']);
const sameFirm = record('r2', { '/firm': ['lei:quill'] });
const otherFirm = record('r3', { '/firm': [], '/owners/0': ['passport:p1'] }, ['/owners/0']);
const stranger = record('r4', { '/firm': [] });

const rows: readonly {
  readonly name: string;
  readonly held: readonly HeldAccount[];
  readonly records: readonly LinkRecord[];
  readonly judgements?: readonly PlaceJudgement[];
  readonly expected: readonly (readonly [string, string, string])[];
}[] = [
  {
    name: 'two accounts of one place in a record',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r1', '/firm'))],
    records: [firm],
    expected: [['Y/2', 'same-subject', 'held held']],
  },
  {
    name: 'two accounts of records that share an identifier',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r2', '/firm'))],
    records: [firm, sameFirm],
    expected: [['Y/2', 'same-subject', 'held identifier held']],
  },
  {
    name: 'an officer said that they are different: the identifier joins them no longer',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r2', '/firm'))],
    records: [firm, sameFirm],
    judgements: [said('different', at('r2', '/firm'), at('r1', '/firm'))],
    expected: [],
  },
  {
    name: 'an officer said that two without an identifier are the same',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r4', '/firm'))],
    records: [firm, stranger],
    judgements: [said('same', at('r4', '/firm'), at('r1', '/firm'))],
    expected: [['Y/2', 'same-subject', 'held judged held']],
  },
  {
    name: 'two firms of one beneficial owner are one group of owners',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r3', '/firm'))],
    records: [firm, otherFirm],
    expected: [['Y/2', 'owner-group', 'held owner identifier owner held']],
  },
  {
    name: 'the same subject goes before a group of owners',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r1', '/owners/0')), held('Z/3', at('r2', '/firm'))],
    records: [firm, sameFirm],
    expected: [
      ['Z/3', 'same-subject', 'held identifier held'],
      ['Y/2', 'owner-group', 'held owner held'],
    ],
  },
  {
    name: 'a record that may not be looked at joins nothing',
    held: [held('X/1', at('r1', '/firm')), held('Y/2', at('r2', '/firm'))],
    records: [sameFirm],
    expected: [],
  },
  {
    name: 'two persons who hold one account are not made one by it',
    held: [held('X/1', at('r4', '/firm')), held('Y/2', at('r4', '/firm')), held('Y/2', at('r2', '/firm')), held('Z/3', at('r2', '/firm'))],
    records: [sameFirm, stranger],
    expected: [['Y/2', 'same-subject', 'held held']],
  },
];

describe('which accounts belong together', () => {
  for (const { name, expected, judgements = [], ...given } of rows) {
    test(name, () => {
      const joined = joinAccounts({ ...given, judgements }).joinedTo('X/1');
      assert.deepEqual(
        joined.map((one) => [one.participant, one.relation, one.steps.map(({ kind }) => kind).join(' ')]),
        expected,
      );
    });
  }

  test('an owner counts from 25 per cent, or as a controller, or as the register calls it beneficial', () => {
    const shares: readonly (readonly [Partial<Owner>, boolean])[] = [
      [{ interest: { type: 'shareholding', shareMin: '25' } }, true],
      [{ interest: { type: 'shareholding', shareMin: '24.9' } }, false],
      [{ interest: { type: 'shareholding', shareMin: '5', isBeneficial: true } }, true],
      [{ interest: { type: 'shareholding', shareMin: '60', isBeneficial: false } }, false],
      [{ role: 'controller' }, true],
      [{ role: 'other' }, false],
      [{}, true],
    ];
    const body = registration({ owners: shares.map(([change]) => owner(change)) });
    const expected = shares.flatMap(([, counts], place) => (counts ? [`/owners/${place}`] : []));
    assert.deepEqual(beneficialOwners(body), expected);
  });
});

describe('what may hold an account', () => {
  const evidence = (body: Registration, place: string, name: string, accounts: readonly string[]) => {
    const subject = placedSubjects(body).find((one) => one.place === place);
    assert.ok(subject !== undefined);
    const listed = subjectsOfRecord(body).find((one) => one.place === place)?.subject ?? null;
    return linkEvidence({ name, accounts }, { subject, listed, text: JSON.stringify(body) });
  };
  const client = registration({ owners: [owner({ identifiers: [{ scheme: 'client-id', value: 'ACC-71' }] })] });

  test('a bare number speaks for it, and that no venue is named against it', () => {
    const found = evidence(client, '/owners/0', 'XVEN/acc-71', ['XVEN/acc-71']);
    assert.equal(found?.score, 0.75);
    assert.deepEqual(
      found.reasons.map(({ points }) => points > 0),
      [true, false],
    );
  });
  test('with its venue in the record it is likely; with the venue in the number it is as good as said', () => {
    const venue = { ...client, venues: [{ mic: 'XVEN', name: 'Venn Harbour' }] };
    assert.equal(evidence(venue, '/owners/0', 'XVEN/acc-71', ['XVEN/acc-71'])?.score, 0.9);
    const whole = registration({ owners: [owner({ identifiers: [{ scheme: 'account', value: 'XVEN/acc-71' }] })] });
    assert.equal(evidence(whole, '/owners/0', 'XVEN/acc-71', ['XVEN/acc-71'])?.score, 0.95);
  });
  test("a wallet that a firm keeps for customers is not the firm's, its own is", () => {
    const wallet = (use: 'custody' | 'treasury') => registration({ wallets: [{ address: '0xabc1', network: 'ethereum', use }] });
    assert.equal(evidence(wallet('custody'), '/firm', 'CHAIN/0xabc1', ['CHAIN/0xabc1']), null);
    assert.equal(evidence(wallet('treasury'), '/firm', 'CHAIN/0xabc1', ['CHAIN/0xabc1'])?.score, 0.75);
  });
  test('an owner is compared by name, an account is not', () => {
    assert.ok((evidence(client, '/firm', 'Quill Limited', [])?.score ?? 0) >= 0.7);
    assert.equal(evidence(client, '/firm', 'Harrow & Sons', []), null);
    assert.equal(evidence(client, '/firm', 'XVEN/Quill Ltd', ['XVEN/Quill Ltd']), null);
  });
});
