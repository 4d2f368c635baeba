// SPDX-License-Identifier: Apache-2.0
/** BEGIN that goes with the first statement, on a real PostgreSQL: transactions are what they were. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../kernel/index.ts';
import { type OpenDatabase, openDatabase } from '../database.ts';
import { createTestDatabase, type TestDatabase } from '../postgres/test-cluster.ts';

describe('a transaction whose BEGIN goes with its first statement', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await sql`create table notes (note text primary key)`.execute(opened.database);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  const write = (db: Database, note: string) => sql`insert into notes (note) values (${note})`.execute(db);
  const notes = async (): Promise<string[]> =>
    (await sql<{ note: string }>`select note from notes order by note`.execute(opened.database)).rows.map(({ note }) => note);
  const isInside = async (db: Database): Promise<boolean> => {
    // A transaction number is given once and kept; outside of one each statement has its own.
    const ask = () => sql<{ id: string }>`select pg_current_xact_id()::text as id where ${true}`.execute(db);
    return (await ask()).rows[0]?.id === (await ask()).rows[0]?.id;
  };

  test('its statements are inside it, whether they are prepared yet or not', async () => {
    for (let time = 0; time < 6; time++) assert.equal(await opened.database.transaction().execute(isInside), true);
    assert.equal(await isInside(opened.database), false);
  });

  test('what it wrote is undone when it is broken off, also by its first statement', async () => {
    for (const at of [0, 1, 2, 3, 4, 5]) {
      const broken = opened.database.transaction().execute(async (tx) => {
        if (at > 2) await write(tx, `undone ${at}`);
        await sql`select 1 / ${0}::integer`.execute(tx);
      });
      await assert.rejects(broken, /division by zero/);
    }
    assert.deepEqual(await notes(), []);
    assert.equal(await isInside(opened.database), false);
  });

  test('a first statement without parameters, and several in one text, are inside it too', async () => {
    const broken = opened.database.transaction().execute(async (tx) => {
      await sql`insert into notes values ('one'); insert into notes values ('two')`.execute(tx);
      throw new Error('broken off');
    });
    await assert.rejects(broken, /broken off/);
    assert.deepEqual(await notes(), []);
  });

  test('rows, and how many were changed, come back as from any other statement', async () => {
    await opened.database.transaction().execute(async (tx) => {
      const written = await sql`insert into notes (note) values (${'kept'})`.execute(tx);
      assert.equal(written.numAffectedRows, 1n);
    });
    const read = await opened.database
      .transaction()
      .execute((tx) => sql<{ note: string; count: number }>`select note, 7::bigint as count from notes where note = ${'kept'}`.execute(tx));
    assert.deepEqual(read.rows, [{ note: 'kept', count: 7 }]);
    assert.deepEqual(await notes(), ['kept']);
  });

  test('an empty transaction leaves its connection as it was', async () => {
    await opened.database.connection().execute(async (db) => {
      await db.transaction().execute(async () => undefined);
      await assert.rejects(
        db.transaction().execute(() => Promise.reject(new Error('nothing done'))),
        /nothing done/,
      );
      assert.equal(await isInside(db), false);
    });
  });

  test('where the connection breaks between two statements, the transaction fails and the next one has another', async () => {
    const broken = opened.database.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid where ${true}`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid}::integer)`.execute(opened.database);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await write(tx, 'lost');
    });
    await assert.rejects(broken);
    assert.deepEqual(await notes(), ['kept']);
  });

  test('where COMMIT cannot be, the transaction says so', async () => {
    await sql`create table later (note text references notes deferrable initially deferred)`.execute(opened.database);
    const broken = opened.database.transaction().execute((tx) => sql`insert into later values (${'nobody'})`.execute(tx));
    await assert.rejects(broken, /violates foreign key/);
    assert.deepEqual((await sql`select * from later`.execute(opened.database)).rows, []);
  });
});
