// SPDX-License-Identifier: Apache-2.0
/** What is proposed to be withheld, by kind, purpose and request; what withholding leaves; and what a recipient does not take. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Purpose } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { RecordBodyWire } from '../wire.ts';
import { checkRecordBody } from '../record-body.ts';
import { bodyWithout, nameAt, notWithheld, proposeWithholding } from './minimise.ts';
import { withheldOfCorrection } from './minimise-correction.ts';

const person = { kind: 'person', jurisdiction: 'XB', birthDate: '1988-02-14', address: '14 Lantern Row' } as const;
const passport = [{ scheme: 'passport', value: 'XB4471902' }] as const;

const registration: RecordBodyWire = {
  kind: 'registration',
  reference: 'XB-1',
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
  comments: 'Fees are late.',
  phone: '555 0147',
  owners: [{ role: 'owner', name: 'Ilse Vesper', identifiers: [...passport], ...person }],
};
const report: RecordBodyWire = {
  kind: 'suspicious-report',
  reference: 'STR-1',
  reportedAt: '2026-03-02',
  reportingFirm: 'Meridian Tide Exchange Ltd',
  suspicion: 'fraud',
  narrative: 'Four payments.',
  movements: [],
  instruments: [],
  parties: [
    { role: 'suspected', name: 'Ilse Vesper', identifiers: [...passport], ...person },
    { role: 'counterparty', name: 'Corvin Halloway', identifiers: [], ...person },
  ],
  reporter: { person: 'Orla Brandt' },
  original: { format: 'goaml', text: '<report/>', of: 'sha256:0' },
};

function check(body: RecordBodyWire, purpose: Purpose, asked: readonly string[], expected: readonly string[]): void {
  const found = proposeWithholding(body, { purpose, asked });
  assert.deepEqual(
    found.map(({ path }) => path),
    expected,
    `${body.kind} for ${purpose}`,
  );
  assert.ok(found.every(({ reason }) => reason.endsWith('.')));
}

test('a purpose that looks into persons or follows value needs them; one that supervises a firm needs how to reach it', () => {
  const ofOwner = ['/owners/0/birthDate', '/owners/0/address', '/owners/0/identifiers'];
  check(registration, 'supervision', [], ofOwner);
  check(registration, 'systemic-risk', [], [...ofOwner, '/comments', '/phone']);
  check(registration, 'criminal-investigation', [], []);
});

test('a field that is proposed is known by the name of the person whose it is; one of the record itself by none', () => {
  assert.equal(nameAt(report, '/parties/1/birthDate'), 'Corvin Halloway');
  assert.equal(nameAt(report, '/reporter'), null);
});

test('whom the request names, by name or number, is not minimised', () => {
  check(registration, 'supervision', ['Who is ILSE  Vesper, and what does she own?'], []);
  check(registration, 'supervision', ['passport xb4471902'], []);
  check(registration, 'supervision', ['passport XB 447-1902'], []);
});

test('a short name or number that stands inside a word of the request names nobody', () => {
  const short: RecordBodyWire = {
    ...registration,
    owners: [{ role: 'owner', name: 'An Li', identifiers: [{ scheme: 'passport', value: '90' }], ...person }],
  };
  const all = ['/owners/0/birthDate', '/owners/0/address', '/owners/0/identifiers'];
  check(short, 'supervision', ['The plan limits what is paid within 1902 days.'], all);
  check(short, 'supervision', ['Is AN LI a director?'], []);
});

test('who checks a travel-rule message needs what the rule demands; for other purposes its people are named and no more', () => {
  const { birthDate } = person;
  const addresses = [{ addressType: 'HOME', streetName: 'Lantern Row', country: 'XB' }] as const;
  const named = (primary: string) => ({ kind: 'person' as const, names: [{ type: 'LEGL' as const, form: 'main' as const, primary }] });
  const message: RecordBodyWire = {
    kind: 'travel-rule-message',
    reference: 'TRM-1',
    version: '101',
    originators: [{ ...named('Vesper'), birthDate, addresses: [...addresses], identification: { value: 'XB90', type: 'IDCD' } }],
    originatorAccounts: ['0x42'],
    beneficiaries: [{ ...named('Halloway'), customer: 'MTX-88213' }],
    beneficiaryAccounts: [],
  };
  check(message, 'supervision', [], []);
  check(message, 'fiu-analysis', [], []);
  const ofOriginator = ['/originators/0/birthDate', '/originators/0/addresses', '/originators/0/identification'];
  check(message, 'systemic-risk', [], [...ofOriginator, '/beneficiaries/0/customer', '/originatorAccounts']);
  check(message, 'tax', ['Payments of Vesper'], ['/beneficiaries/0/customer', '/originatorAccounts']);
  const without = bodyWithout(message, [...ofOriginator, '/originatorAccounts']);
  assert.ok(without.ok && without.value.kind === 'travel-rule-message');
  assert.deepEqual([without.value.originators, without.value.originatorAccounts], [[named('Vesper')], []]);
  assert.ok(checkRecordBody(without.value, '2026-11-20T08:00:00.000Z' as Instant).ok);
});

test('of a report the suspected person stays, who reported is protected, and copies of the whole go with the first field', () => {
  check(report, 'fiu-analysis', [], ['/parties/1/birthDate', '/parties/1/address', '/reporter', '/original']);
});

test('withholding leaves a record that holds, without the field', () => {
  const without = bodyWithout(registration, ['/owners/0/birthDate', '/owners/0/identifiers', '/phone']);
  assert.ok(without.ok && without.value.kind === 'registration');
  const [owner] = without.value.owners;
  assert.deepEqual([owner?.birthDate, owner?.identifiers, without.value.phone, owner?.address], [null, [], undefined, person.address]);
  assert.equal(registration.owners[0]?.birthDate, person.birthDate, 'the record itself is as it was');
});

test('what is not in the table, or not there, cannot be withheld, and no copy of it may stay', () => {
  const rows: readonly (readonly [RecordBodyWire, string, RegExp])[] = [
    [registration, '/firm', /nothing at \/firm/],
    [registration, '/owners/3/birthDate', /nothing at/],
    [registration, '/email', /nothing at/],
    [registration, '/__proto__/x/birthDate', /nothing at/],
    [report, '/reporter', /\/original would repeat/],
  ];
  for (const [body, path, problem] of rows) {
    const without = bodyWithout(body, [path]);
    assert.ok(!without.ok, path);
    assert.match(without.issues[0]?.problem ?? '', problem);
  }
});

test('a recipient does not take a field that is said to be withheld and stands there, nor a gap in what must be there', () => {
  const without = bodyWithout(registration, ['/owners/0/birthDate']);
  assert.ok(without.ok);
  const said = (path: string) => [{ path, reason: 'Not needed.' }];
  assert.deepEqual(notWithheld(without.value, said('/owners/0/birthDate')), []);
  assert.deepEqual(notWithheld(registration, said('/owners/0/birthDate')), ['/owners/0/birthDate']);
  assert.deepEqual(notWithheld(registration, said('/status')), ['/status']);
});

const [vesper] = registration.owners;
const halloway = { ...vesper, name: 'Corvin Halloway', birthDate: '1979-06-03', identifiers: [{ scheme: 'passport', value: 'XB90' }] };
const marlow = { ...vesper, name: 'Edda Marlow', birthDate: '1990-01-30', identifiers: [] };
const withOwners = (...owners: readonly object[]) => ({ ...registration, owners }) as RecordBodyWire;

test('a correction is withheld by person and not by place: what was given goes, what was withheld and what is new and not needed does not', () => {
  const former = withOwners({ ...vesper }, halloway);
  const hidden = (...paths: readonly string[]) => paths.map((path) => ({ path, reason: 'Not needed.' }));
  const of0 = ['/owners/0/birthDate', '/owners/0/address', '/owners/0/identifiers'];
  const given = { purpose: 'supervision', former, withheld: hidden(...of0) } as const;
  const rows: readonly (readonly [
    string,
    RecordBodyWire,
    readonly Parameters<typeof withheldOfCorrection>[1][number][],
    readonly string[],
  ])[] = [
    ['in the same order', withOwners({ ...vesper, role: 'controller' }, halloway), [given], of0],
    ['turned round', withOwners(halloway, { ...vesper }), [given], of0.map((path) => path.replace('0', '1'))],
    ['one is gone', withOwners(halloway), [given], []],
    ['somebody new', withOwners(halloway, marlow), [given], ['/owners/1/birthDate', '/owners/1/address']],
    ['with another name and the same passport', withOwners({ ...vesper, name: 'Ilse Vesperin' }), [given], of0],
    [
      'with another name and number: nobody can say who it is',
      withOwners({ ...halloway, name: 'X', identifiers: [] }),
      [given],
      of0.slice(0, 2),
    ],
    ['the former record is not here', withOwners(halloway), [{ ...given, former: null }], of0],
    ['given whole', withOwners(halloway, { ...vesper }, marlow), [{ ...given, withheld: [] }], []],
    ['given whole and minimised: the narrower holds', withOwners({ ...vesper }), [{ ...given, withheld: [] }, given], of0],
    [
      'a namesake without a day of birth',
      withOwners(halloway),
      [{ ...given, former: withOwners({ ...vesper }, halloway, { ...halloway, birthDate: null }) }],
      ['/owners/0/birthDate'],
    ],
    [
      'for a purpose that needs it, what was withheld all the same',
      withOwners({ ...vesper }, marlow),
      [{ ...given, purpose: 'fiu-analysis', withheld: hidden('/owners/0/birthDate') }],
      ['/owners/0/birthDate', '/owners/1/birthDate'],
    ],
  ];
  for (const [what, corrected, views, expected] of rows) {
    const found = withheldOfCorrection(corrected, views).map(({ path }) => path);
    assert.deepEqual(found.toSorted(), [...expected].toSorted(), what);
    const without = bodyWithout(corrected, found);
    assert.ok(without.ok && checkRecordBody(without.value, '2026-11-20T08:00:00.000Z' as Instant).ok, what);
    assert.equal(
      JSON.stringify(without.value).includes('1988-02-14'),
      views.every(({ withheld }) => withheld.length === 0),
      what,
    );
  }
});

test('of the record itself, the same field is withheld again, and copies of the whole with the first', () => {
  const hidden = (path: string) => [{ path, reason: 'Not needed.' }];
  const phone = { purpose: 'systemic-risk', former: withOwners(), withheld: hidden('/comments') } as const;
  assert.deepEqual(
    withheldOfCorrection(withOwners(), [phone]).map(({ path }) => path),
    ['/comments'],
    'its telephone was given',
  );
  const reported = { purpose: 'fiu-analysis', former: report, withheld: [...hidden('/reporter'), ...hidden('/original')] } as const;
  const found = withheldOfCorrection(report, [reported]).map(({ path }) => path);
  assert.deepEqual(found, ['/reporter', '/original'], 'the counterparty was given as it is');
  assert.deepEqual(
    withheldOfCorrection({ ...report, reporter: undefined }, [reported]).map(({ path }) => path),
    ['/original'],
  );
});
