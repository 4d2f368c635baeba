// SPDX-License-Identifier: Apache-2.0
/** Use cases on a real PostgreSQL: wholly done, wholly undone, and done again where two waited for each other. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import type { Transaction } from './database.ts';
import { wholeUseCase } from './whole-use-case.ts';

describe('whole use cases', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase({ ...testDatabase.connection });
    await sql`create table counts (name text primary key, count integer not null)`.execute(opened.database);
    await sql`insert into counts values ('left', 0), ('right', 0)`.execute(opened.database);
  });
  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  const add = (tx: Transaction, name: string) => sql`update counts set count = count + 1 where name = ${name}`.execute(tx);
  const counts = async (): Promise<readonly number[]> => {
    const { rows } = await sql<{ count: number }>`select count from counts order by name`.execute(opened.database);
    return rows.map((row) => row.count);
  };

  it('an outcome other than done undoes what was written', async () => {
    const outcome = await wholeUseCase(opened.database, async (tx) => {
      await add(tx, 'left');
      return { kind: 'issues' as const };
    });
    assert.deepEqual([outcome.kind, await counts()], ['issues', [0, 0]]);
  });

  it('two that wait for each other are both done, once each', async () => {
    let arrived = 0;
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const crossing = (first: string, second: string) =>
      wholeUseCase(opened.database, async (tx) => {
        await add(tx, first);
        arrived += 1;
        if (arrived === 2) meet();
        await both;
        await add(tx, second);
        return { kind: 'done' as const };
      });
    const outcomes = await Promise.all([crossing('left', 'right'), crossing('right', 'left')]);
    assert.deepEqual(
      [outcomes.map((outcome) => outcome.kind), await counts()],
      [
        ['done', 'done'],
        [2, 2],
      ],
    );
    assert.ok(arrived > 2, 'one of them was done again; on a busy machine both may be');
  });

  it('what the work throws is thrown, and undone', async () => {
    const broken = wholeUseCase(opened.database, async (tx): Promise<{ kind: 'done' }> => {
      await add(tx, 'left');
      throw new Error('broken');
    });
    await assert.rejects(broken, /broken/);
    assert.deepEqual(await counts(), [2, 2]);
  });
});
