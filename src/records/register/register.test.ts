// SPDX-License-Identifier: Apache-2.0
/** Tests of the public register: what is shown to everybody, and what was known on a day. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { auditMigrations } from '../../audit/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { migrate, openDatabase, type OpenDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import { importRecords } from '../imports/store.ts';
import { recordMigrations } from '../migrations.ts';
import { registerEntry, searchRegister } from './store.ts';

const self = `ca1${'a'.repeat(52)}`;
const columns = 'reference,firm,jurisdiction,authority,status,authorised_from,authorised_until,comments,owner_role,owner_kind,owner_name';
const now = '2026-11-20T15:30:00.000Z' as Instant;

const ramp = {
  kind: 'registration',
  reference: 'R-6',
  firm: 'Ramp Exchange Ltd',
  commercialName: null,
  lei: null,
  jurisdiction: 'XB',
  authority: 'Unit',
  status: 'authorised',
  services: ['exchange'],
  hostJurisdictions: ['XA'],
  address: null,
  websites: [],
  authorisedFrom: '2026-02-01',
  authorisedUntil: null,
  owners: [],
  comments: null,
  licences: [
    { activity: 'on-ramp', status: 'granted', ramp: 'on', from: '2026-02-01' },
    { activity: 'off-ramp', status: 'granted', ramp: 'off', from: '2026-03-01' },
    { activity: 'custody', status: 'refused', reason: 'No room of its own.' },
  ],
  passports: [
    { jurisdiction: 'XA', from: '2026-03-01' },
    { jurisdiction: 'XC', from: '2026-03-01', until: '2026-03-31' },
  ],
  wallets: [{ address: 'bc1qrampexchangehotwallet', network: 'bitcoin', use: 'deposit' }],
};

describe('the public register', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let db: Database;
  let seed = 0;
  const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 251));
  const taken = (at: string, ...rows: readonly string[]): Promise<void> => takenFile(at, 'comity-csv', [columns, ...rows, ''].join('\n'));
  const takenJson = (at: string, body: object): Promise<void> =>
    takenFile(at, 'comity-json', JSON.stringify({ format: 'comity-records/1', records: [body] }));
  const takenFile = async (at: string, format: 'comity-csv' | 'comity-json', text: string): Promise<void> => {
    const bytes = new TextEncoder().encode(text);
    const file = {
      kind: 'registration',
      format,
      fileName: 'r.csv',
      bytes,
      skipBad: false,
      importedBy: `off_${'0'.repeat(26)}`,
    } as const;
    const report = await db.transaction().execute((tx) => importRecords(tx, file, { self, now: at as Instant, random }));
    assert.ok(report.isApplied, JSON.stringify(report.rejected));
  };
  const found = async (q: string, knownOn: string | null = null): Promise<string[]> =>
    (await searchRegister(db, { q, knownOn, inEffectOn: null, after: null }, now)).rows.map(
      ({ reference, status }) => `${reference} ${status}`,
    );

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase({ ...testDatabase.connection });
    db = opened.database;
    await migrate(db, [auditMigrations, recordMigrations]);
    const firm = 'Heron Custody Ltd,XB,Unit,authorised,2026-01-10,,seen by us,controller,person,Corvin Halloway';
    await taken(
      '2026-02-01T10:00:00.000Z',
      `R-1,${firm}`,
      'R-2,Applicant Ltd,XB,Unit,applied,,,,,,',
      'R-3,Refused Ltd,XB,Unit,refused,,,,,,',
    );
    await taken('2026-03-10T10:00:00.000Z', 'R-1,Heron Custody Ltd,XB,Unit,withdrawn,2026-01-10,2026-03-05,,,,');
    await taken('2026-03-11T10:00:00.000Z', 'R-4,Long Gone Ltd,XB,Unit,withdrawn,2015-01-01,2021-11-19,,,,');
    await taken('2026-03-12T10:00:00.000Z', 'R-5,Just Gone Ltd,XB,Unit,withdrawn,2015-01-01,2021-11-20,,,,');
    await takenJson('2026-03-13T10:00:00.000Z', ramp);
  });
  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  test('applications, refusals and what was withdrawn over five years ago are not shown', async () => {
    assert.deepEqual(await found(''), ['R-1 withdrawn', 'R-5 withdrawn', 'R-6 authorised']);
    for (const reference of ['R-2', 'R-3', 'R-4', 'R-9'])
      assert.equal(await registerEntry(db, { reference, knownOn: null, inEffectOn: null }, now), null, reference);
  });

  test('as known on a day: withdrawn on 5 March, of which we knew on 10 March', async () => {
    assert.deepEqual(await found('heron', '2026-01-31'), []);
    assert.deepEqual(await found('heron', '2026-02-01'), ['R-1 authorised']);
    assert.deepEqual(await found('heron', '2026-03-09'), ['R-1 authorised']);
    assert.deepEqual(await found('heron', '2026-03-10'), ['R-1 withdrawn']);
    const entry = await registerEntry(db, { reference: 'R-1', knownOn: '2026-03-09', inEffectOn: null }, now);
    assert.deepEqual([entry?.entry.status, entry?.entry.authorisedUntil, entry?.versions.length], ['authorised', null, 2]);
  });

  test('in effect on a day: the entries, licences and passports that hold on it, as known now or on another day', async () => {
    const asked = { q: 'ramp', knownOn: null, after: null };
    const on = async (inEffectOn: string | null): Promise<unknown> =>
      (await searchRegister(db, { ...asked, inEffectOn }, now)).rows.map(({ licences, passports, ...rest }) => [
        licences?.map(({ activity }) => activity),
        passports?.map(({ jurisdiction }) => jurisdiction),
        'wallets' in rest,
      ]);
    assert.deepEqual(await on(null), [[['on-ramp', 'off-ramp'], ['XA', 'XC'], false]], 'a refused licence and wallets are not shown');
    assert.deepEqual(await on('2026-01-31'), [], 'it began on 1 February');
    assert.deepEqual(await on('2026-02-01'), [[['on-ramp'], undefined, false]]);
    assert.deepEqual(await on('2026-03-15'), [[['on-ramp', 'off-ramp'], ['XA', 'XC'], false]]);
    assert.deepEqual(await on('2026-04-01'), [[['on-ramp', 'off-ramp'], ['XA'], false]], 'the passport into XC ended on 31 March');
    assert.deepEqual((await searchRegister(db, { ...asked, knownOn: '2026-03-12', inEffectOn: '2026-03-15' }, now)).rows, []);
    const entry = await registerEntry(db, { reference: 'R-6', knownOn: null, inEffectOn: '2026-02-01' }, now);
    assert.deepEqual([entry?.entry.licences?.length, entry?.entry.passports], [1, undefined]);
  });

  test('an entry is not found by what is not published of it: an owner, a comment, a wallet, a refused licence', async () => {
    await taken(
      '2026-03-14T10:00:00.000Z',
      'R-7,Umbral Crane Ltd,XB,Unit,authorised,2026-01-10,,seen by us,controller,person,Corvin Halloway',
    );
    assert.deepEqual(await found('umbral'), ['R-7 authorised']);
    for (const q of ['halloway', 'corvin halloway', 'seen', 'umbral halloway', 'bc1qrampexchangehotwallet', 'custody ramp'])
      assert.deepEqual(await found(q), [], q);
  });

  test('no owner, no comment, and words that are no words of a query', async () => {
    assert.doesNotMatch(
      JSON.stringify(await searchRegister(db, { q: 'heron', knownOn: '2026-02-02', inEffectOn: null, after: null }, now)),
      /Halloway|seen by us/,
    );
    for (const q of ["'; drop table records; --", '!!! & |', '   ', '\\', 'nothing of this']) await found(q);
    assert.deepEqual(await found('heron'), ['R-1 withdrawn']);
  });
});
