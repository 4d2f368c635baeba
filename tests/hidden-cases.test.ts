// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer may not see is nowhere: the same cases are missing from pages, deadlines, searches, notices and counts. On a real
 * PostgreSQL, for an officer who may not know of reports and one who may, with a wall and a recusal.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { caseFactsBetween, casesDueBefore, casesWithWords, pageOfCases } from '../src/assistance/overview/store.ts';
import { noticesOf, unreadOf } from '../src/desk/notices/store.ts';
import { hiddenAmong, hiddenCases, isHidden, unknownMatters } from '../src/desk/walls/store.ts';
import { behindWalls } from '../src/desk/walls/behind-walls.ts';
import { leadRows } from '../src/findings/leads/lead-rows.ts';
import { countLeads, pageOfLeads } from '../src/findings/leads/store.ts';
import { closedRelays, isLeadClosed, keyOfRelay } from '../src/findings/traces/closed-relays.ts';
import { newestTraces } from '../src/findings/traces/store.ts';
import { answerJson, type CallDefinition, defineCall, type Instant } from '../src/kernel/index.ts';
import { createOfficer, type Role } from '../src/officers/index.ts';
import { type OpenDatabase, openDatabase } from '../src/server/database.ts';
import { allMigrations } from '../src/server/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/server/postgres/test-cluster.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const [yearBegins, yearEnds] = ['2026-01-01T00:00:00.000Z' as Instant, '2027-01-01T00:00:00.000Z' as Instant];
const all = ['req_0', 'req_1', 'req_2', 'req_3', 'req_4', 'req_5', 'req_6', 'req_7'] as const;
const hasDeadline = (id: string): boolean => Number(id.slice(4)) % 2 === 1;

describe('cases that an officer may not see', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  const officers = new Map<string, string>();

  before(async () => {
    testDatabase = await createTestDatabase(allMigrations);
    opened = openDatabase(testDatabase.connection);
    const db = opened.database;
    const made: readonly (readonly [string, readonly Role[]])[] = [
      ['plain', ['preparer']],
      ['analyst', ['preparer', 'report-analyst']],
    ];
    for (const [name, roles] of made) {
      const wanted = { name, email: `${name}@xa.example`, roles, issuer: 'xa' };
      const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
      const created = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, now));
      assert(created.ok);
      officers.set(name, created.value.officer.id);
    }
    for (const id of all) {
      const due = hasDeadline(id) ? '2026-12-01T00:00:00.000Z' : null;
      await sql`insert into assistance_cases (id, side, counterpart, draft, state, next_due_at, updated_at)
        values (${id}, 'requested', 'ca1', ${JSON.stringify({ content: { subject: 'Harbour firm' }, trace: { relay: `rly_${id}` } })},
          'received', ${due}, ${now})`.execute(db);
      await sql`insert into findings_leads (id, key, kind, state, title, sentence, purpose, facts, raised_at, updated_at)
        values (${`led_${id}`}, ${keyOfRelay(`rly_${id}`)}, 'flow', 'new', 'Value', 'Traced.', 'supervision', '{}', ${now}, ${now})`.execute(
        db,
      );
      await sql`insert into findings_traces (id, relay, files, given, ordered, outcome, lead, ordered_by, created_at)
        values (${`trc_${id}`}, ${`rly_${id}`}, '{}', '{}', '{}', '{}', ${`led_${id}`}, 'off', ${now})`.execute(db);
      await sql`insert into assistance_events (id, case_id, at, facts)
        values (${`evt_${id}`}, ${id}, ${now}, '{"kind":"delivered","step":"request"}')`.execute(db);
      for (const officer of officers.values())
        await sql`insert into desk_notices (id, officer, kind, case_id, about, at)
          values (${`${officer} ${id}`}, ${officer}, 'mentioned', ${id}, ${id}, ${now})`.execute(db);
    }
    const analyst = officers.get('analyst');
    await sql`insert into report_matters (matter) values ('req_1'), ('req_2')`.execute(db);
    await sql`insert into desk_walls (case_id, inside, reason, raised_by, raised_at)
      values ('req_3', array[${analyst}], 'Named.', 'off', ${now})`.execute(db);
    await sql`insert into desk_recusals (case_id, officer, reason, made_by, made_at)
      values ('req_4', ${analyst}, 'Related.', 'off', ${now})`.execute(db);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  for (const [name, mayNotSee, counted] of [
    ['plain', ['req_1', 'req_2', 'req_3'], 6],
    ['analyst', ['req_4'], 8],
  ] as const)
    test(`of ${name}: the same ones everywhere`, async () => {
      const db = opened.database;
      const officer = officers.get(name) ?? '';
      const hidden = await hiddenCases(db, officer);
      const seen = all.filter((id) => !mayNotSee.some((one) => one === id));
      const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
      const common = { only: null, hidden, limit: 50 };
      assert.deepEqual(ids(await pageOfCases(db, { ...common, sides: ['requested'], after: null })), seen);
      assert.deepEqual(ids(await casesDueBefore(db, { ...common, before: yearEnds })), seen.filter(hasDeadline));
      const noOther = sql`select null::text as case_id where false`;
      assert.deepEqual(ids((await casesWithWords(db, { query: 'harbour:*', also: noOther, hidden, limit: 50 })).rows), seen);
      assert.deepEqual([...(await hiddenAmong(db, officer, all))].toSorted(), [...mayNotSee]);
      for (const id of all) assert.equal(await isHidden(db, officer, id), !seen.includes(id), id);
      const without = await closedRelays(db, { hiddenCases: hiddenAmong }, officer);
      const traced = await newestTraces(db, { lead: null, without, limit: 50 });
      assert.deepEqual(
        ids(traced),
        seen.map((id) => `trc_${id}`),
      );
      const closed = [...without].map(keyOfRelay);
      const leads = { states: null, assignee: null, kind: null, list: null, knowsReports: true, closed, after: null, limit: 50 };
      assert.deepEqual(
        ids(await pageOfLeads(db, leads)),
        seen.map((id) => `led_${id}`),
      );
      assert.equal(await countLeads(db, leads), seen.length);
      const [lead] = await pageOfLeads(db, leads);
      assert.ok(lead);
      const made = all.map((id) => ({ ...lead, case_ref: id }));
      const rows = await leadRows(db, { hiddenCases: hiddenAmong, officerNames: async () => new Map() }, made, officer);
      assert.deepEqual(
        rows.map(({ caseRef }) => caseRef),
        all.map((id) => (seen.includes(id) ? id : null)),
      );
      for (const id of all)
        assert.equal(await isLeadClosed(db, { hiddenCases: hiddenAmong }, officer, keyOfRelay(`rly_${id}`)), !seen.includes(id), id);
      assert.equal((await noticesOf(db, officer, { hidden, limit: 50 })).length, seen.length);
      assert.equal(await unreadOf(db, officer, hidden), seen.length);
      const span = { from: yearBegins, to: yearEnds, hidden: await unknownMatters(db, officer), limit: 50 };
      assert.equal((await caseFactsBetween(db, span)).length, counted, 'statistics count what is behind a wall, and no report');
    });

  test('the note of a call that a hidden case confirmed is in no list, and no case is joined that the officer may not see', async () => {
    const rows = [{ caseId: null }, { caseId: 'req_3' }, { caseId: 'req_5' }];
    const heard: unknown[] = [];
    const path = '/api/assistance/oral-requests';
    const call = (method: 'GET' | 'POST', at: string): CallDefinition =>
      defineCall({
        method,
        path: at,
        whoMay: ['preparer'],
        summary: 'As the room answers it, whoever asks.',
        handle: async ({ body }) => {
          heard.push(body);
          return answerJson({ rows });
        },
      });
    const calls = behindWalls(opened.database, [call('GET', path), call('POST', `${path}/:id/ending`), call('POST', `${path}/:id/case`)]);
    for (const guarded of calls) {
      for (const [name, seen] of [
        ['plain', [null, 'req_5']],
        ['analyst', [null, 'req_3', 'req_5']],
      ] as const) {
        const input = { officer: { id: officers.get(name) }, params: { id: 'orl_1' }, body: { caseId: 'req_3' } };
        const answer = await guarded.handle(input as never);
        assert.deepEqual(
          (answer as { value: { rows: typeof rows } }).value.rows.map(({ caseId }) => caseId),
          seen,
          `${guarded.path}, ${name}`,
        );
        assert.deepEqual(heard.pop(), { caseId: name === 'plain' ? '' : 'req_3' });
      }
    }
  });
});
