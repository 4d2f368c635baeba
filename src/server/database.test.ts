// SPDX-License-Identifier: Apache-2.0
/** The pool on a real PostgreSQL: what is asked again and again is prepared, and answers as before. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../kernel/index.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { createTestDatabase, type TestDatabase } from './postgres/test-cluster.ts';

describe('the pool', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  const doubled = async (db: Database, value: number): Promise<unknown> =>
    (await sql<{ doubled: number }>`select ${value}::integer * 2 as doubled`.execute(db)).rows[0]?.doubled;
  const prepared = async (db: Database): Promise<string[]> =>
    (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(({ statement }) => statement);

  test('a statement is prepared by a connection that has met it three times, and not before', async () => {
    await opened.database.connection().execute(async (db) => {
      for (const [value, isPrepared] of [
        [1, false],
        [2, false],
        [3, true],
        [4, true],
      ] as const) {
        assert.equal(await doubled(db, value), value * 2);
        const ofOthers = (await prepared(db)).filter((statement) => !statement.includes('pg_prepared_statements'));
        assert.deepEqual(ofOthers, isPrepared ? ['select $1::integer * 2 as doubled'] : []);
      }
    });
  });

  test('a connection prepares no more than its limit, and goes on answering', async () => {
    await opened.database.connection().execute(async (db) => {
      for (let kind = 0; kind < 300; kind++) {
        for (let time = 0; time < 3; time++) {
          const { rows } = await sql<{ value: number }>`select ${time}::integer as ${sql.ref('value')}, ${sql.lit(kind)} as kind`.execute(
            db,
          );
          assert.equal(rows[0]?.value, time);
        }
      }
      assert.equal((await prepared(db)).length, 256);
    });
  });

  test('a prepared statement that fails is an error of that statement alone', async () => {
    const ask = (db: Database, divisor: number) => sql<{ part: number }>`select 6 / ${divisor}::integer as part`.execute(db);
    await opened.database.connection().execute(async (db) => {
      for (const divisor of [1, 2, 3]) await ask(db, divisor);
      await assert.rejects(ask(db, 0), /division by zero/);
      assert.equal((await ask(db, 3)).rows[0]?.part, 2);
    });
  });

  const [empty, bytes] = [Buffer.alloc(0), Buffer.from([0, 0x22, 0x2c, 0x5c, 0x78, 0xff])];
  for (const [what, value, read] of [
    ['nothing in it', [], []],
    ['one entry', [bytes], [bytes]],
    ['no bytes in an entry', [empty], [empty]],
    ['several entries', [bytes, empty, bytes], [bytes, empty, bytes]],
    ['a gap', [bytes, null, bytes], [bytes, null, bytes]],
    ['a gap first', [null, bytes], [null, bytes]],
    ['lists in it', [[bytes], [empty]], [[bytes], [empty]]],
    ['no list', null, null],
  ] as const) {
    test(`a list of bytes is read as it was written: ${what}`, async () => {
      const { rows } = await opened.pool.query<{ list: unknown }>('select $1::bytea[] as list', [value]);
      assert.deepEqual(rows[0]?.list, read);
    });
  }

  test('a list of bytes that does not begin with its first place is read, too', async () => {
    const { rows } = await opened.pool.query<{ list: unknown }>(`select '[2:3]={"\\\\x01","\\\\x02"}'::bytea[] as list`);
    assert.deepEqual(rows[0]?.list, [Buffer.from([1]), Buffer.from([2])]);
  });
});
