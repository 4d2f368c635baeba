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

describe('the public register', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let db: Database;
  let seed = 0;
  const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 251));
  const taken = async (at: string, ...rows: readonly string[]): Promise<void> => {
    const bytes = new TextEncoder().encode([columns, ...rows, ''].join('\n'));
    const file = {
      kind: 'registration',
      format: 'comity-csv',
      fileName: 'r.csv',
      bytes,
      skipBad: false,
      importedBy: `off_${'0'.repeat(26)}`,
    } as const;
    const report = await db.transaction().execute((tx) => importRecords(tx, file, { self, now: at as Instant, random }));
    assert.ok(report.isApplied, JSON.stringify(report.rejected));
  };
  const found = async (q: string, knownOn: string | null = null): Promise<string[]> =>
    (await searchRegister(db, { q, knownOn, after: null }, now)).rows.map(({ reference, status }) => `${reference} ${status}`);

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
  });
  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  test('applications, refusals and what was withdrawn over five years ago are not shown', async () => {
    assert.deepEqual(await found(''), ['R-1 withdrawn', 'R-5 withdrawn']);
    for (const reference of ['R-2', 'R-3', 'R-4', 'R-9'])
      assert.equal(await registerEntry(db, { reference, knownOn: null }, now), null, reference);
  });

  test('as known on a day: withdrawn on 5 March, of which we knew on 10 March', async () => {
    assert.deepEqual(await found('heron', '2026-01-31'), []);
    assert.deepEqual(await found('heron', '2026-02-01'), ['R-1 authorised']);
    assert.deepEqual(await found('heron', '2026-03-09'), ['R-1 authorised']);
    assert.deepEqual(await found('heron', '2026-03-10'), ['R-1 withdrawn']);
    const entry = await registerEntry(db, { reference: 'R-1', knownOn: '2026-03-09' }, now);
    assert.deepEqual([entry?.entry.status, entry?.entry.authorisedUntil, entry?.versions.length], ['authorised', null, 2]);
  });

  test('no owner, no comment, and words that are no words of a query', async () => {
    assert.doesNotMatch(
      JSON.stringify(await searchRegister(db, { q: 'heron', knownOn: '2026-02-02', after: null }, now)),
      /Halloway|seen by us/,
    );
    for (const q of ["'; drop table records; --", '!!! & |', '   ', '\\', 'nothing of this']) await found(q);
    assert.deepEqual(await found('heron'), ['R-1 withdrawn']);
  });
});
