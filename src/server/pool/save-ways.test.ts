// SPDX-License-Identifier: Apache-2.0
/** Statements that go together, on a real PostgreSQL: transactions are what they were, and fewer ways lead there. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Database, withNextMark } from '../../kernel/index.ts';
import { type OpenDatabase, openDatabase } from '../database.ts';
import { createTestDatabase, type TestDatabase } from '../postgres/test-cluster.ts';

describe('a transaction whose statements go together', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let ways = 0;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    opened.pool.on('connect', (client) => countWays(client, () => void (ways += 1)));
    await sql`create table notes (note text primary key)`.execute(opened.database);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  const write = (db: Database, note: string) => sql`insert into notes (note) values (${note})`.execute(db);
  const writeWithNext = (db: Database, note: string) => sql`${sql.raw(withNextMark)}insert into notes (note) values (${note})`.execute(db);
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

  const isThere = async (db: Database, note: string): Promise<boolean> =>
    (await sql`select from notes where note = ${note}`.execute(db)).rows.length > 0;

  test('what goes with the next statement is there when that one looks, from the first time on', async () => {
    for (let time = 0; time < 8; time++)
      await opened.database.transaction().execute(async (tx) => {
        await writeWithNext(tx, `before ${time}`);
        await writeWithNext(tx, `also before ${time}`);
        assert.deepEqual([await isThere(tx, `before ${time}`), await isThere(tx, `also before ${time}`)], [true, true]);
      });
    assert.equal(await isThere(opened.database, 'also before 7'), true);
  });

  test('a transaction goes one way for all that nobody waits for, COMMIT among them', async () => {
    const before = ways;
    await opened.database.transaction().execute(async (tx) => {
      await writeWithNext(tx, 'one way');
      await writeWithNext(tx, 'the same way');
    });
    assert.equal(ways - before, 1);
    assert.equal(await isThere(opened.database, 'the same way'), true);
  });

  test('where one that waits fails, neither the next statement nor COMMIT is carried out', async () => {
    const asked: boolean[] = [];
    const broken = opened.database.transaction().execute(async (tx) => {
      await writeWithNext(tx, 'first of the broken');
      await writeWithNext(tx, 'one way');
      asked.push(await isThere(tx, 'first of the broken'));
    });
    await assert.rejects(broken, /duplicate key/);
    const atTheEnd = opened.database.transaction().execute(async (tx) => {
      await writeWithNext(tx, 'second of the broken');
      await writeWithNext(tx, 'one way');
      await writeWithNext(tx, 'third of the broken');
    });
    await assert.rejects(atTheEnd, /duplicate key/);
    assert.deepEqual(asked, []);
    assert.equal((await notes()).filter((note) => note.endsWith('of the broken')).length, 0);
    assert.equal(await isInside(opened.database), false);
  });

  test('what waits when its transaction is broken off is never sent', async () => {
    const before = ways;
    const broken = opened.database.transaction().execute(async (tx) => {
      await writeWithNext(tx, 'never sent');
      throw new Error('broken off');
    });
    await assert.rejects(broken, /broken off/);
    assert.equal(ways, before);
    assert.equal(await isThere(opened.database, 'never sent'), false);
  });

  test('outside of a transaction it waits for nothing', async () => {
    await writeWithNext(opened.database, 'at once');
    assert.equal(await isThere(opened.database, 'at once'), true);
  });
});

/** Whatever was asked of a connection, and however much of it together, the server ends its answer with one word. */
function countWays(client: object, count: () => void): void {
  const connection: unknown = Reflect.get(client, 'connection');
  assert.ok(connection instanceof EventEmitter);
  connection.on('readyForQuery', count);
}
