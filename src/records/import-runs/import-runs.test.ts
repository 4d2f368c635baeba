// SPDX-License-Identifier: Apache-2.0
/** Imports of long files: what is there after each way in which one can end, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { auditMigrations } from '../../audit/index.ts';
import { addMs, type Database, type Instant, newId } from '../../kernel/index.ts';
import { houseRulesDefault } from '../../officers/index.ts';
import { digestOf, realSuites } from '../../seals/index.ts';
import { systemRandom } from '../../server/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import { firmDataOf, leiOf, listImports, recordCalls, recordMigrations } from '../index.ts';
import { carryOutRun, type CarryingOut, type RunFile } from './carry-out-run.ts';
import { beginRun, claimRun, findRun, type ImportRun, moveRun, type NewRun, noteStanding, nothingRead } from './store.ts';

const start = '2026-11-20T08:00:00.000Z' as Instant;
const sample = readFileSync(new URL('../../../examples/records/xb-goaml-transactions.xml', import.meta.url), 'utf8');
const report = sample.replace(/^<\?xml[^>]*\?>\s*/, '');
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;
let seconds = 0;

/** Reports under references of their own; `change` makes one of them another. */
function fileOf(prefix: string, count: number, change: (text: string, at: number) => string = (text) => text): Uint8Array {
  const copies = Array.from({ length: count }, (_, at) => change(report.replaceAll('MTX-STR-2026-0031', `${prefix}-${at}`), at));
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n<reports>\n${copies.join('\n')}</reports>\n`);
}

/** A file that ends, as a server does that is killed, before this byte; `before` happens ahead of each part. */
function asFile(bytes: Uint8Array, killedAt = Infinity, before = async (_at: number): Promise<void> => undefined): RunFile {
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 65_536) {
      if (at >= killedAt) throw new Error('killed');
      await before(at);
      yield bytes.subarray(at, at + 65_536);
    }
  };
  return { digest: digestOf(bytes), parts };
}

const deps = (): CarryingOut => ({
  db,
  context: { self: `ca1${'b'.repeat(52)}`, jurisdiction: 'XB' },
  random: systemRandom,
  clock: () => addMs(start, (seconds += 1) * 1000),
  batchReports: 5,
  pause: async () => undefined,
});

async function begin(size: number, asked: Partial<NewRun> = {}): Promise<ImportRun> {
  const about = { file: 'att', fileName: 'long.xml', size, format: 'goaml', manner: 'resumable', skipBad: false, digest: null } as const;
  const by = { importedBy: `off_${'0'.repeat(26)}`, begunAt: start };
  const run = await beginRun(db, { id: newId('imp', start, systemRandom), ...about, ...by, ...asked });
  return claimed(run.id);
}

async function claimed(id: string): Promise<ImportRun> {
  const later = addMs(start, (seconds += 3600) * 1000);
  const run = await claimRun(db, id, { token: newId('lse', later, systemRandom), now: later, until: addMs(later, 1) });
  assert.ok(run !== null, 'somebody works on it');
  return run;
}

async function now(id: string): Promise<ImportRun> {
  const run = await findRun(db, id);
  assert.ok(run !== null);
  return run;
}

async function kept(prefix: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from records where reference like ${`${prefix}-%`}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A server that works on this run and stands in the middle of its third batch, with rows of it written and nothing of it settled. */
async function inThirdBatch(run: ImportRun, bytes: Uint8Array): Promise<ChildProcess> {
  const room = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
  const code = `import { once } from 'node:events';
    import { openDatabase } from ${room('../../server/database.ts')};
    import { systemRandom } from ${room('../../server/machine/machine.ts')};
    import { carryOutRun } from ${room('carry-out-run.ts')};
    process.send('ready');
    const [{ connection, run, digest, text, context, at }] = await once(process, 'message');
    let batches = 0;
    const reportsTaken = async () => {
      batches += 1;
      if (batches < 3) return;
      process.send('in the third');
      await new Promise(() => undefined);
    };
    const bytes = new TextEncoder().encode(text);
    async function* parts() {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    }
    const db = openDatabase(connection).database;
    const given = { db, context: { ...context, reportsTaken }, random: systemRandom, clock: () => at, batchReports: 5, pause: async () => undefined };
    await carryOutRun(given, run, { digest, parts });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(() => ['it ended']);
  const said = async (): Promise<unknown> => ((await Promise.race([once(child, 'message'), ended])) as unknown[])[0];
  assert.equal(await said(), 'ready');
  const { connection } = testDatabase;
  const text = new TextDecoder().decode(bytes);
  child.send({ connection, run, digest: digestOf(bytes), text, context: deps().context, at: addMs(start, seconds * 1000) });
  assert.equal(await said(), 'in the third');
  return child;
}

/** The deps of the calls, as far as these tests need them. */
function calls() {
  const shared = { db, suites: realSuites, jurisdiction: 'XB', approvals: { houseRules: houseRulesDefault } };
  const names = { officerNames: async () => new Map(), authorityNames: async () => new Map() };
  return { ...shared, ...names, self: deps().context.self, knowsReports: async () => true, announce: async () => undefined };
}

/** How the call of short imports answers now, to an officer who may know of reports; a lock that it would wait for is a fault. */
async function importedMeanwhile(kind: string): Promise<string> {
  const connection = { ...testDatabase.connection, options: '-c lock_timeout=5s' };
  const quick = openDatabase(connection);
  const call = recordCalls({ ...calls(), db: quick.database }).find(
    ({ method, path }) => `${method} ${path}` === 'POST /api/records/imports',
  );
  const by = { id: newId('off', start, systemRandom), roles: ['records-keeper', 'report-analyst'] };
  const query = { kind, format: 'comity-json', fileName: 'short.json', skipBad: 'no' };
  const asked = {
    params: {},
    query,
    body: new TextEncoder().encode('{"format":"comity-records/1","records":[]}'),
    officer: by,
    sessionToken: null,
    remoteAddress: '',
  };
  try {
    const answer = await call?.handle({ ...asked, now: addMs(start, seconds * 1000), random: systemRandom });
    return answer?.kind ?? 'no such call';
  } finally {
    await quick.close();
  }
}

describe('imports of long files', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [auditMigrations, recordMigrations]);
  });
  after(async () => {
    await opened.close();
    await testDatabase.drop();
  });

  test('resumable: what was settled before a kill stays, and the run goes on behind it, each report once', async () => {
    const bytes = fileOf('R', 40);
    const run = await begin(bytes.length);
    await assert.rejects(carryOutRun(deps(), run, asFile(bytes, 150_000)), /killed/);
    const { standing } = await now(run.id);
    assert.ok(standing.admitted > 0 && standing.admitted < 40, `${standing.admitted} admitted`);
    assert.equal(await kept('R'), standing.admitted);
    assert.equal(standing.partDigest, digestOf(bytes.subarray(0, standing.position)), 'the digest of the part read');
    assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(bytes)), 'done');
    const ended = await now(run.id);
    assert.deepEqual([await kept('R'), ended.standing.admitted, ended.standing.reports, ended.standing.rejectedCount], [40, 40, 40, 0]);
    const [kept0] = await listImports(db, true);
    assert.deepEqual([kept0?.id, kept0?.rows, kept0?.admitted, kept0?.digest], [run.id, 40, 40, digestOf(bytes)]);
  });

  test('resumable: another file is found out before anything of it is taken', async () => {
    const bytes = fileOf('S', 40);
    const run = await begin(bytes.length);
    await assert.rejects(carryOutRun(deps(), run, asFile(bytes, 150_000)), /killed/);
    const before = await kept('S');
    const other = fileOf('S', 40, (text, at) => (at === 0 ? text.replaceAll('S-0', 'S-X') : text));
    assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(other)), 'refused');
    assert.match((await now(run.id)).problem ?? '', /not the beginning of this file/);
    assert.equal(await kept('S'), before);
  });

  test('resumable: faults and a reference that stands twice are told with their lines, and counted where they are many; the rest comes in', async () => {
    const bytes = fileOf('D', 12, (text, at) => {
      if (at === 7) return text.replaceAll('D-7', 'D-2');
      return at === 3 || at === 11 ? text.replace(/<submission_date>[^<]*/, '<submission_date>1960-00-00') : text;
    });
    const run = await begin(bytes.length);
    const many = Array.from({ length: 998 }, (_, at) => ({ line: at + 1, field: 'file', reason: 'Earlier.', remedy: 'Mend it.' }));
    const earlier = { ...nothingRead, faultCount: many.length, rejected: many };
    assert.ok(await noteStanding(db, run, { standing: earlier, leaseUntil: start }));
    assert.equal(await carryOutRun(deps(), await now(run.id), asFile(bytes)), 'done');
    const { standing } = await now(run.id);
    assert.deepEqual([await kept('D'), standing.rejectedCount, standing.faultCount], [9, 3, 1001]);
    const report = (await listImports(db, true)).find(({ id }) => id === run.id);
    assert.deepEqual([report?.faultCount, report?.rejected.at(-1)?.reason], [1001, '1 more faults from here on.']);
    const { rows } = await sql<{ body: Buffer }>`select body from audit_bodies order by leaf_index desc limit 1`.execute(db);
    assert.match(String(rows[0]?.body), /"rejected":1001/);
    assert.ok(standing.rejected.some(({ field, reason }) => field === 'reference' && /"D-2" stands already at \d+/.test(reason)));
  });

  test('whole: nothing is there before the end, after a kill, or with one fault; then all of it at once', async () => {
    const bytes = fileOf('W', 20);
    const run = await begin(bytes.length, { manner: 'whole' });
    await assert.rejects(carryOutRun(deps(), run, asFile(bytes, 60_000)), /killed/);
    assert.equal(await kept('W'), 0);
    const bad = fileOf('W', 20, (text, at) => (at === 18 ? text.replace(/<submission_date>[^<]*/, '<submission_date>1960-00-00') : text));
    const faulty = await begin(bad.length, { manner: 'whole' });
    assert.equal(await carryOutRun(deps(), faulty, asFile(bad)), 'refused');
    assert.deepEqual([await kept('W'), (await now(faulty.id)).standing.rejectedCount], [0, 1]);
    assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(bytes)), 'done');
    assert.equal(await kept('W'), 20);
  });

  test('SIGKILL in the middle of a batch: of what was not settled nothing is there, the run shows how far it is, and another goes on', async () => {
    for (const manner of ['resumable', 'whole'] as const) {
      const prefix = `K-${manner}`;
      const bytes = fileOf(prefix, 50);
      const run = await begin(bytes.length, { manner });
      const child = await inThirdBatch(run, bytes);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const left = await now(run.id);
      const { admitted, position } = left.standing;
      assert.deepEqual([left.state, left.problem, left.endedAt], ['running', null, null], 'an officer sees it under way');
      assert.equal(manner === 'whole' ? admitted === 0 : admitted >= 10 && admitted < 50 && position > 0, true, `${admitted} admitted`);
      assert.equal(await kept(prefix), admitted, manner);
      assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(bytes)), 'done');
      assert.deepEqual([await kept(prefix), (await now(run.id)).standing.admitted], [50, 50], manner);
    }
  });

  test('a run that an officer stops keeps what is settled, and nothing where it was to come whole; then it goes on', async () => {
    const bytes = fileOf('T', 40);
    for (const manner of ['whole', 'resumable'] as const) {
      const run = await begin(bytes.length, { manner });
      const stop = async (at: number): Promise<void> => void (at > 100_000 && (await moveRun(db, run.id, ['running'], 'stopping')));
      assert.equal(await carryOutRun(deps(), run, asFile(bytes, Infinity, stop)), 'stopped', manner);
      const { standing } = await now(run.id);
      assert.equal(await kept('T'), standing.admitted, manner);
      assert.equal(standing.admitted > 0, manner === 'resumable', manner);
      await moveRun(db, run.id, ['stopped'], 'waiting');
      if (manner === 'resumable') assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(bytes)), 'done');
    }
    assert.equal(await kept('T'), 40);
  });

  test('while a file of reports is read whole, other kinds are imported as ever, and other reports are asked to wait', async () => {
    const bytes = fileOf('V', 30);
    const run = await begin(bytes.length, { manner: 'whole' });
    const answers: string[] = [];
    const between = async (at: number): Promise<void> => {
      if (at < 100_000 || answers.length > 0) return;
      for (const kind of ['compliance-record', 'suspicious-report']) answers.push(await importedMeanwhile(kind));
    };
    assert.equal(
      await carryOutRun({ ...deps(), clock: () => addMs(start, seconds * 1000) }, run, asFile(bytes, Infinity, between)),
      'done',
    );
    assert.deepEqual(answers, ['json', 'later']);
  });

  test('a worker whose lease is over and who was only slow changes nothing more: another carries the run out, each report once', async () => {
    const bytes = fileOf('L', 40);
    for (const manner of ['whole', 'resumable'] as const) {
      const slow = await begin(bytes.length, { manner });
      let other: ImportRun | null = null;
      const overtaken = async (at: number): Promise<void> => {
        if (at > 100_000) other ??= await claimed(slow.id);
      };
      assert.equal(await carryOutRun(deps(), slow, asFile(bytes, Infinity, overtaken)), 'lost', manner);
      assert.ok(other !== null);
      const { state, leaseToken, standing } = await now(slow.id);
      assert.deepEqual([state, leaseToken], ['running', (other as ImportRun).leaseToken], manner);
      assert.equal(await kept('L'), manner === 'whole' ? 0 : standing.admitted, manner);
      if (manner === 'whole') await moveRun(db, slow.id, ['running'], 'stopped');
      else assert.equal(await carryOutRun(deps(), other, asFile(bytes)), 'done');
    }
    assert.equal(await kept('L'), 40);
  });

  test('a file that is not the one declared is refused unread', async () => {
    const bytes = fileOf('U', 2);
    const run = await begin(bytes.length, { digest: digestOf(new Uint8Array([1])) });
    assert.equal(await carryOutRun(deps(), run, asFile(bytes)), 'refused');
    assert.equal(await kept('U'), 0);
  });

  test('LEI data of any length: batch by batch or whole, goes on after a kill, and is told to whoever keeps records', async () => {
    const lei = (at: number): string => leiOf(`XBTEST${String(at).padStart(12, '0')}`);
    const stated = async (): Promise<number> => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from firm_statements`.execute(db);
      return rows[0]?.count ?? 0;
    };
    const copy = (from: number, count: number, change: (at: number) => object = () => ({})): Uint8Array => {
      const records = Array.from({ length: count }, (_, at) => {
        const entity = { LegalName: { $: `Firm ${at}` }, LegalAddress: { FirstAddressLine: 'x'.repeat(400) } };
        return { LEI: { $: lei(from + at) }, Entity: entity, ...change(at) };
      });
      return new TextEncoder().encode(JSON.stringify({ records }, null, 1));
    };
    const asked = { format: 'gleif', fileName: 'golden-copy.json' } as const;
    const bytes = copy(0, 600);
    const run = await begin(bytes.length, asked);
    await assert.rejects(carryOutRun(deps(), run, asFile(bytes, 150_000)), /killed/);
    const { standing } = await now(run.id);
    assert.ok(standing.admitted > 0 && standing.admitted < 600, `${standing.admitted} admitted`);
    assert.equal(await stated(), standing.admitted);
    assert.equal((await firmDataOf(db, lei(0), null))?.statements[0]?.fileName, 'golden-copy.json', 'what is settled is there');
    assert.equal(await carryOutRun(deps(), await claimed(run.id), asFile(bytes)), 'done');
    assert.deepEqual([await stated(), (await now(run.id)).standing.reports], [600, 600]);
    const noted = (await listImports(db, false)).find(({ id }) => id === run.id);
    assert.deepEqual([noted?.id, noted?.rows, noted?.admitted], [run.id, 600, 600], 'nothing is hidden of it');

    const faulty = copy(1000, 400, (at) =>
      at === 390 ? { LEI: { $: 'XBTEST00000000000000' } } : at === 395 ? { LEI: { $: lei(1002) } } : {},
    );
    const whole = await begin(faulty.length, { ...asked, manner: 'whole' });
    assert.equal(await carryOutRun(deps(), whole, asFile(faulty)), 'refused');
    assert.equal(await stated(), 600, 'nothing of a file with faults');
    const leftOut = await begin(faulty.length, asked);
    assert.equal(await carryOutRun(deps(), leftOut, asFile(faulty)), 'done');
    const { rejected, admitted } = (await now(leftOut.id)).standing;
    assert.deepEqual([admitted, await stated()], [398, 998]);
    assert.deepEqual(
      rejected.map(({ field, reason }) => [field, /check digits|stands already/.test(reason)]),
      [
        ['records 391, lei', true],
        ['reference', true],
      ],
    );
  });

  test('an officer who may not know of reports sees the runs of LEI data and no other', async () => {
    const call = (method: string, at: string) => recordCalls(calls()).find((one) => `${one.method} ${one.path}` === `${method} ${at}`);
    const hidden = await begin(1);
    const shown = await begin(1, { format: 'gleif' });
    const plain = { params: {}, query: {}, body: undefined, sessionToken: null, remoteAddress: '', now: start, random: systemRandom };
    for (const [roles, seen] of [
      [['records-keeper'], [shown.id]],
      [
        ['records-keeper', 'report-analyst'],
        [shown.id, hidden.id],
      ],
    ] as const) {
      const officer = { id: newId('off', start, systemRandom), roles };
      const listed = await call('GET', '/api/records/import-runs')?.handle({ ...plain, officer });
      const ids = listed?.kind === 'json' ? (listed.value as readonly { id: string }[]).map(({ id }) => id) : [];
      assert.deepEqual(ids.filter((id) => id === shown.id || id === hidden.id).toSorted(), [...seen].toSorted());
      const one = await call('GET', '/api/records/import-runs/:id')?.handle({ ...plain, params: { id: hidden.id }, officer });
      assert.equal(one?.kind, seen.length === 2 ? 'json' : 'absent');
    }
  });
});
