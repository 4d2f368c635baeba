// SPDX-License-Identifier: Apache-2.0
/** The alarm of a change of keys that no officer approved, on a real PostgreSQL: never for one whose approval is being committed. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { appendAudit, auditMigrations, readPage } from '../../audit/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { houseRulesDefault } from '../../officers/index.ts';
import { type AuthorityId, digestOfText } from '../../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../database.ts';
import { systemRandom } from '../machine/machine.ts';
import { createTestDatabase, type TestDatabase } from '../postgres/test-cluster.ts';
import { alarmUnlessApproved, lockKeyChanges, type WatchedFolder } from './unapproved-change.ts';

const now = '2026-11-27T08:00:00.000Z' as Instant;
const authorityId = 'ca1efxwgm5mhn3s6xvl3hsxl6675ntmlx4ymqwgjz3cmixqruqqoltq' as AuthorityId;

/** `size` says how many events the folder holds. */
function folderOf(size: () => number, approversMin = 2): WatchedFolder {
  let read = 1;
  return {
    files: {
      get keyState() {
        return { authorityId, head: digestOfText('x'.repeat(read)), size: read };
      },
      houseRules: { ...houseRulesDefault, approversMin: { ...houseRulesDefault.approversMin, 'key-event': approversMin } },
    },
    async reload() {
      const hasGrown = size() > read;
      read = size();
      return hasGrown;
    },
  };
}

describe('the alarm of a change that no officer approved', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [auditMigrations]);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });
  const ask = (live: WatchedFolder) => alarmUnlessApproved({ live, database: opened.database, random: systemRandom, now });
  /** Somebody waits for the lock, or has asked already. */
  const hasAsked = async (answers: readonly Promise<boolean>[]): Promise<void> => {
    const waits = async (): Promise<boolean> =>
      (await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(opened.database)).rows.length > 0;
    let isAnswered = false;
    void Promise.race(answers.slice(-1)).then(() => (isAnswered = true));
    while (!isAnswered && !(await waits()));
  };
  const alarms = async () =>
    (await readPage(opened.database, { after: null, before: null, event: 'keys.changed-unapproved', limit: 10 })).map(
      ({ details }) => details?.['keyEvents'],
    );

  it('waits for an approval that is being committed, also when the history grows once more meanwhile', async () => {
    let size = 1;
    const live = folderOf(() => size);
    const approve = async (untilSize: number): Promise<void> => {
      const details = { subject: `sha256:${'1'.repeat(64)}`, keyEvents: untilSize, count: 2 };
      await opened.database.transaction().execute(async (tx) => {
        await lockKeyChanges(tx);
        size = untilSize;
        // What the running server does while the events are written and their approval is not yet committed.
        answers.push(ask(live));
        await hasAsked(answers);
        await appendAudit(tx, { event: 'keys.change-approved', actor: 'server', at: now, details }, systemRandom);
      });
    };
    const answers: Promise<boolean>[] = [];
    await approve(3);
    await approve(4);
    assert.deepEqual(await Promise.all(answers), [false, false]);
    assert.deepEqual(await alarms(), []);
  });

  it('is entered when nobody approved what the folder holds', async () => {
    assert.equal(await ask(folderOf(() => 5)), true);
    assert.deepEqual(await alarms(), [5]);
  });

  it('is not entered where the house asks for no approvals', async () => {
    assert.equal(await ask(folderOf(() => 6, 0)), false);
    assert.deepEqual(await alarms(), [5]);
  });
});
