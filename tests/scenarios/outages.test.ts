// SPDX-License-Identifier: Apache-2.0
//
// Servers stop and start again, and the counterpart cannot be reached: nothing is lost, nothing arrives twice, and what could
// not be delivered until it expired is said to be so. Days pass on the clock that both servers share.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { issuesText } from '../../src/kernel/index.ts';
import { readConfiguration, startServer } from '../../src/server/index.ts';
import { openDatabase } from '../../src/server/database.ts';
import { createTestDatabase } from '../../src/server/postgres/test-cluster.ts';
import {
  act,
  approveAsNeeded,
  caseOf,
  casesIn,
  draftTo,
  openCase,
  recordsGiven,
  searchRecords,
  sendRequest,
  untilState,
} from './casework.ts';
import { type CooperatingPair, cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually, expectOk } from './federation.ts';
import { dayMs, minuteMs } from './story-clock.ts';

const outboxSchema = z.looseObject({ rows: z.array(z.looseObject({})) });

describe('servers that stop and cannot be reached', () => {
  let pair: CooperatingPair;
  before(async () => {
    pair = await cooperatingPair();
  });

  it('a restart of both servers keeps cases, timelines, records, deadlines and sessions', async () => {
    const { xa, xb } = pair;
    const id = await sendRequest(xa, xb, { reference: 'XA-ENF-2026-200' });
    const reports = await searchRecords(xb.at('keeper'), { q: 'Meridian Tide', kind: 'suspicious-report', purpose: 'fiu-analysis' });
    const records = await recordsGiven(
      xb.at('preparer'),
      id,
      reports.slice(0, 1).map((record) => record.id),
    );
    await act(xb.at('preparer'), id, 'replies', { completeness: 'partial', text: 'A first report.', records });
    await approveAsNeeded(xb, id);
    await untilState(xa.at('preparer'), id, 'partly-answered');
    // The limits of a further reply are counted from the moment of looking.
    const look = async (authority: Authority) => ({ ...(await caseOf(authority.at('preparer'), id)), replyLimits: null });
    const told = async () => ({ atXa: await look(xa), atXb: await look(xb) });
    // Request and reply, each sent, received and opened; both sides hear of all of it.
    const before = await eventually('both sides know of both steps that they were opened', 5000, async () => {
      const both = await told();
      const isKnown = [both.atXa, both.atXb].every(({ timeline }) => timeline.filter((event) => event.dispatch !== null).length === 6);
      return isKnown ? both : null;
    });
    await Promise.all([xa.stop(), xb.stop()]);
    await Promise.all([xa.start(), xb.start()]);
    assert.deepEqual(await told(), before);
    // The case goes on where it stood.
    await act(xb.at('preparer'), id, 'questions', { question: 'Is that enough?' });
    await untilState(xa.at('preparer'), id, 'question-open', 8000);
  });

  it('a dispatch to a stopped server arrives after it has started, once', async () => {
    const { federation, xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-201' }));
    await act(xa.at('preparer'), id, 'submission');
    await xb.stop();
    assert.equal((await approveAsNeeded(xa, id)).row.state, 'sent');
    await eventually('an attempt has failed and another is due', 5000, async () => {
      const { rows } = await xa.at('administrator').expect(outboxSchema, 'GET', '/api/peers/outbox');
      return rows.length > 0;
    });
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'sent', 'nothing is claimed without a signed receipt');
    await xb.start();
    const arrived = await eventually('the request arrives with a later attempt', 10_000, async () => {
      federation.clock.pass(minuteMs);
      const inbox = await casesIn(xb.at('preparer'), 'inbox');
      const found = inbox.filter((row) => row.id === id);
      return found.length > 0 ? found : null;
    });
    assert.equal(arrived.length, 1);
    const received = await untilState(xa.at('preparer'), id, 'received', 5000);
    assert.equal(received.timeline.filter((event) => event.kind === 'request.delivered').length, 1);
  });

  it('what cannot be delivered until it expires is recorded as not delivered, on the case and in the log', async () => {
    const { federation, xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-202' }));
    await act(xa.at('preparer'), id, 'submission');
    await xb.stop();
    await approveAsNeeded(xa, id);
    federation.clock.pass(6 * dayMs);
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'sent', 'it is tried for seven days');
    federation.clock.pass(2 * dayMs);
    const given = await untilState(xa.at('preparer'), id, 'not-delivered', 8000);
    assert.equal(given.row.nextDeadline, null, 'no clock runs for a request that nobody received');
    assert.match(given.timeline.at(-1)?.sentence ?? '', /could not be delivered until it expired/);
    const log = await xa.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?event=dispatch.not-delivered&limit=5');
    assert.equal(log.entries.filter((entry) => entry.details?.['caseRef'] === id).length, 1);
    await xb.start();
    assert.ok(
      (await casesIn(xb.at('preparer'), 'all')).every((row) => row.id !== id),
      'the other side never heard of it',
    );
  });

  it('after a dispatch was given up, later ones are delivered again', async () => {
    await sendRequest(pair.xa, pair.xb, { reference: 'XA-ENF-2026-203' });
  });

  it('a PostgreSQL whose disk is full admits nothing and gives no receipt; with room again everything goes on by itself, once', async () => {
    const { federation, xa, xb } = pair;
    const before = await casesIn(xb.at('preparer'), 'inbox');
    const disk = await fullDisk(xb);
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-204' }));
    await act(xa.at('preparer'), id, 'submission');
    await approveAsNeeded(xa, id);
    await eventually('it was tried', 20_000, async () => {
      federation.clock.pass(10_000);
      const { rows } = await xa.at('administrator').expect(outboxSchema, 'GET', '/api/peers/outbox');
      return rows.some((row) => Number(row['attempts']) > 1);
    });
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'sent', 'there is no receipt');
    const inbox = await casesIn(xb.at('preparer'), 'inbox');
    assert.deepEqual([inbox.length, await disk.received(id)], [before.length, 0], 'reading works, and nothing was kept');
    await disk.free();
    await eventually('it arrives by itself', 20_000, async () => {
      federation.clock.pass(minuteMs);
      return (await casesIn(xb.at('preparer'), 'inbox')).some((row) => row.id === id);
    });
    await untilState(xa.at('preparer'), id, 'received', 8000);
    assert.equal(await disk.received(id), 1);
    await disk.close();
  });

  it('an officer whose own disk is full is told that nothing was saved, and nothing leaves', async () => {
    const { xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-205' }));
    await act(xa.at('preparer'), id, 'submission');
    const disk = await fullDisk(xa);
    await assert.rejects(approveAsNeeded(xa, id), /500/);
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'awaiting-approval');
    assert.equal(await disk.queued(id), 0);
    await disk.free();
    assert.equal((await approveAsNeeded(xa, id)).row.state, 'sent');
    await untilState(xa.at('preparer'), id, 'received', 8000);
    await disk.close();
  });

  it('a server whose database is lost does not begin with an empty one', async () => {
    const { xb } = pair;
    const empty = await createTestDatabase();
    const settings = { COMITY_FOLDER: xb.folder, COMITY_HOST: '127.0.0.1', COMITY_PORT: '0', COMITY_PEER_PORT: '0', COMITY_LOG: 'error' };
    const configuration = expectOk(readConfiguration(settings));
    const started = await startServer({ configuration, hasWeb: false, connection: empty.connection });
    assert.match(started.ok ? '' : issuesText(started.issues), /The database has no officers, so it is not the one of this authority/);
    await empty.drop();
  });
});

/** From now on PostgreSQL refuses what dispatches and their log need, as it does when its disk is full. */
async function fullDisk(authority: Authority) {
  const opened = openDatabase(authority.connection);
  const { database } = opened;
  const tables = ['audit_bodies', 'exchange_inbox', 'exchange_outbox'];
  await sql`create or replace function disk_is_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`.execute(database);
  for (const table of tables)
    await sql`create trigger disk_is_full before insert on ${sql.table(table)} for each statement execute function disk_is_full()`.execute(
      database,
    );
  const count = async (table: 'exchange_inbox' | 'exchange_outbox', caseRef: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} where case_ref = ${caseRef}`.execute(
      database,
    );
    return rows[0]?.count ?? 0;
  };
  return {
    received: (id: string) => count('exchange_inbox', id),
    queued: (id: string) => count('exchange_outbox', id),
    async free() {
      for (const table of tables) await sql`drop trigger disk_is_full on ${sql.table(table)}`.execute(database);
    },
    close: () => opened.close(),
  };
}
