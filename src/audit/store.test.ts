// SPDX-License-Identifier: Apache-2.0
/** The log on a real PostgreSQL: it only grows, every entry can be proven, and a changed one stops every signature. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Instant, RandomBytes, Result } from '../kernel/index.ts';
import {
  appendToFrontier,
  frontierOf,
  frontierRoot,
  fromHex,
  logBodyDigest,
  logLeafHash,
  logSuite,
  toHex,
  verifyCheckpoint,
  verifyInclusion,
} from '../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import {
  appendAudit,
  appendAudits,
  appendGathered,
  type AuditEventName,
  auditMigrations,
  type AuditProofWire,
  eraseEntryBody,
  gatherAudit,
  latestCheckpoint,
  noteAudit,
  proveEntry,
  readEntry,
  type SignedCheckpoint,
  signCheckpointNow,
} from './index.ts';
import { bodyBytesOf } from './entry-body.ts';
import { insertBlock, readHead, readPage } from './store.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const origin = `ca1${'a'.repeat(52)}/acts`;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`audit ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const logKey = logSuite.generate(random);
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;

/** A database of its own for every test, since nothing can be removed from a log. */
async function open(): Promise<void> {
  testDatabase = await createTestDatabase();
  opened = openDatabase(testDatabase.connection);
  db = opened.database;
  await migrate(db, [auditMigrations]);
}
async function close(): Promise<void> {
  await opened?.close();
  await testDatabase?.drop();
}

async function append(count: number, event: AuditEventName = 'server.started'): Promise<number[]> {
  const places: number[] = [];
  for (let made = 0; made < count; made++) {
    const place = await db.transaction().execute((tx) => appendAudit(tx, { event, actor: 'server', at: now, details: {} }, random));
    places.push(place.index);
  }
  return places;
}

const entry = (event: AuditEventName) => ({ event, actor: 'server', at: now, details: {} });

function sign(): Promise<Result<SignedCheckpoint>> {
  return signCheckpointNow(db, { logKey, origin, now });
}

async function signed(): Promise<SignedCheckpoint> {
  const result = await sign();
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.issues));
  return result.value;
}

/** Checks a proof the way a stranger would: from its own words and the authority's key alone. */
function holds(proof: AuditProofWire): boolean {
  const checkpoint = verifyCheckpoint(proof.checkpoint.note, { origin, publicKey: logKey.publicKey });
  if (!checkpoint.ok || checkpoint.value.size !== proof.size) return false;
  const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
  if (proof.salt !== null && proof.body !== null) {
    const digest = createHash('sha256').update('comity audit body v1\n').update(hex(proof.salt)).update(proof.body).digest('hex');
    if (digest !== proof.bodyDigest) return false;
  }
  const leafHash = logLeafHash({ event: proof.event, bodyDigest: hex(proof.bodyDigest) });
  return verifyInclusion({ leafHash, index: proof.index, size: proof.size, proof: proof.hashes.map(hex), root: checkpoint.value.root });
}

async function proven(index: number): Promise<AuditProofWire> {
  const proof = await proveEntry(db, index);
  assert.ok(proof !== null, `entry ${index} has a proof`);
  return proof;
}

/** What somebody who owns the database can do: take the guards away and change a row. */
async function tamper(statement: RawBuilder<unknown>): Promise<void> {
  await sql`alter table audit_bodies drop constraint if exists audit_bodies_leaf_index_fkey`.execute(db);
  for (const table of ['audit_leaves', 'audit_bodies', 'audit_checkpoints'])
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await statement.execute(db);
}

/** Many entries in one statement, with the very rows that as many appends would have written. */
async function fill(count: number): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const salt = Buffer.from(random(32));
    const body = Buffer.from(bodyBytesOf({ actor: 'server', at: now, details: {} }));
    const digest = Buffer.from(logBodyDigest(salt, body));
    return { salt, body, digest, hash: Buffer.from(logLeafHash({ event: 'server.started', bodyDigest: digest })) };
  });
  const arrays = [
    rows.map((row) => row.digest),
    rows.map((row) => row.hash),
    rows.map((row) => row.salt),
    rows.map((row) => row.body),
  ] as const;
  await sql`create temporary table filling as select ordinality - 1 as leaf_index, digest, hash, salt, body
    from unnest(${arrays[0]}::bytea[], ${arrays[1]}::bytea[], ${arrays[2]}::bytea[], ${arrays[3]}::bytea[])
    with ordinality as filled (digest, hash, salt, body, ordinality)`.execute(db);
  // The roots after each are not read by what is tested here.
  await sql`insert into audit_leaves (leaf_index, event, body_digest, leaf_hash, root)
    select leaf_index, 'server.started', digest, hash, hash from filling`.execute(db);
  await sql`insert into audit_bodies select leaf_index, ${now}, salt, body from filling`.execute(db);
  const frontier = frontierOf(rows.map((row) => row.hash));
  const subtrees = frontier.subtrees.map((subtree) => Buffer.from(subtree, 'hex'));
  await sql`update audit_head set size = ${frontier.size}, subtrees = ${subtrees}::bytea[]`.execute(db);
}

describe('the log', () => {
  beforeEach(open);
  afterEach(close);

  test('entries that are appended in one statement are the entries that one after another would be', async () => {
    for (const count of [1, 2, 5, 8, 1, 7]) {
      const before = await readHead(db);
      const places = await db.transaction().execute((tx) =>
        appendAudits(
          tx,
          Array.from({ length: count }, () => entry('server.started')),
          random,
        ),
      );
      let frontier = before;
      for (const [at, place] of places.entries()) {
        assert.equal(place.index, before.size + at);
        frontier = appendToFrontier(frontier, fromHex(place.leafHash) ?? assert.fail());
        assert.equal(place.root, toHex(frontierRoot(frontier)));
      }
      assert.deepEqual(await readHead(db), frontier);
    }
    await signed();
  });

  test('what a transaction gathers is appended at its end, or before the first entry that needs its place', async () => {
    const events = async () =>
      (await readPage(db, { after: null, before: null, limit: 10, event: null })).map(({ event }) => event).toReversed();
    await db.transaction().execute(async (tx) => {
      gatherAudit(tx);
      await noteAudit(tx, entry('server.started'), random);
      await noteAudit(tx, entry('keys.destroyed'), random);
      // Nobody waits for the log yet.
      await append(1);
      const place = await appendAudit(tx, entry('server.restored'), random);
      assert.equal(place.index, 3);
      await noteAudit(tx, entry('server.started'), random);
      await appendGathered(tx);
    });
    await append(1, 'keys.destroyed');
    assert.deepEqual(await events(), [
      'server.started',
      'server.started',
      'keys.destroyed',
      'server.restored',
      'server.started',
      'keys.destroyed',
    ]);
    await db.transaction().execute((tx) => noteAudit(tx, entry('server.restored'), random));
    assert.equal((await readHead(db)).size, 7, 'without gathering it is appended at once');
    await signed();
  });

  test('entries get their places one after another, also when many are appended at once', async () => {
    const entry = { event: 'server.started', actor: 'server', at: now, details: {} } as const;
    const places = await Promise.all(Array.from({ length: 30 }, () => db.transaction().execute((tx) => appendAudit(tx, entry, random))));
    assert.deepEqual(
      places.map((place) => place.index).toSorted((left, right) => left - right),
      Array.from({ length: 30 }, (_, index) => index),
    );
    assert.equal((await signed()).size, 30);
  });

  test('the database joins the tree as our own code does, and refuses a head that is no frontier', async () => {
    const entry = { event: 'server.started', actor: 'server', at: now, details: {} } as const;
    let frontier = frontierOf([]);
    await db.transaction().execute(async (tx) => {
      for (let size = 1; size <= 70; size++) {
        const { leafHash, root } = await appendAudit(tx, entry, random);
        frontier = appendToFrontier(frontier, fromHex(leafHash) ?? new Uint8Array());
        assert.equal(root, toHex(frontierRoot(frontier)), `the root of ${size} entries`);
      }
    });
    assert.deepEqual(await readHead(db), frontier);
    await sql`update audit_head set subtrees = subtrees[2:]`.execute(db);
    await assert.rejects(append(1), /the stored head of the log is not a frontier/);
  });

  test('an entry stands or falls with the transaction that wrote it', async () => {
    await append(2);
    const failing = db.transaction().execute(async (tx) => {
      await appendAudit(tx, { event: 'server.started', actor: 'server', at: now, details: {} }, random);
      throw new Error('the work failed');
    });
    await assert.rejects(failing, { message: 'the work failed' });
    assert.equal((await readHead(db)).size, 2);
    assert.deepEqual(await append(1), [2], 'no gap is left');
    assert.ok((await sign()).ok);
  });

  test('after any sequence of appends and signatures every entry is proven, and no proof fits another entry', async () => {
    const steps = fc.array(fc.oneof(fc.constant('sign' as const), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc
        .asyncProperty(steps, async (sequence) => {
          for (const step of sequence) {
            if (step === 'sign') await signed();
            else await append(step);
          }
          const { size } = await signed();
          const proofs: AuditProofWire[] = [];
          for (let index = 0; index < size; index++) proofs.push(await proven(index));
          for (const [index, proof] of proofs.entries()) {
            assert.ok(holds(proof), `entry ${index} of ${size}`);
            const other = proofs[(index + 1) % size];
            if (other !== undefined && size > 1) assert.ok(!holds({ ...proof, bodyDigest: other.bodyDigest, salt: null, body: null }));
          }
        })
        .afterEach(async () => {
          await close();
          await open();
        }),
      { numRuns: 8 },
    );
  });

  test('a log of several blocks is signed and proven from stored block roots, and every entry still holds', async () => {
    await fill(9000);
    const first = await signed();
    assert.equal(first.size, 9000);
    const blocks = await sql<{ count: number }>`select count(*)::int as count from audit_blocks`.execute(db);
    assert.equal(blocks.rows[0]?.count, 2);
    for (const index of [0, 1, 4095, 4096, 8191, 8192, 8999]) assert.ok(holds(await proven(index)), `entry ${index}`);
    await append(3);
    assert.equal((await signed()).size, 9003);
    for (const index of [0, 4096, 8999, 9002]) assert.ok(holds(await proven(index)), `entry ${index} of 9003`);
    const older = await proveEntry(db, 4096, first);
    assert.ok(older !== null && older.size === 9000 && holds(older), 'under a head signed earlier');
    assert.equal(await proveEntry(db, 9001, first), null, 'which does not cover what came later');
  });

  test('signing when nothing was appended gives the same checkpoint; the empty log can be signed too', async () => {
    const empty = await signed();
    assert.equal(empty.size, 0);
    assert.equal(await proveEntry(db, 0), null);
    await append(1);
    assert.equal(await proveEntry(db, 0), null, 'no signed head covers it yet');
    const first = await signed();
    assert.deepEqual(await signed(), first);
    assert.deepEqual(await latestCheckpoint(db), first);
    assert.equal(await proveEntry(db, 1), null);
  });

  test('several signers at once leave one checkpoint', async () => {
    await append(3);
    const all = await Promise.all([1, 2, 3, 4].map(signed));
    assert.equal(new Set(all.map((checkpoint) => checkpoint.note)).size, 1);
  });

  test('the database refuses to change or remove a leaf or a checkpoint', async () => {
    await append(2);
    await signed();
    for (const statement of [
      sql`update audit_leaves set event = 'server.started'`,
      sql`delete from audit_leaves where leaf_index = 1`,
      sql`truncate audit_leaves cascade`,
      sql`update audit_checkpoints set size = 1`,
      sql`delete from audit_checkpoints`,
    ]) {
      await assert.rejects(statement.execute(db), /the audit log only grows/);
    }
    for (const statement of [
      sql`update audit_bodies set body = '\\x00'`,
      sql`update audit_bodies set at = '2020-01-01T00:00:00.000Z', salt = null, body = null`,
      sql`delete from audit_bodies`,
    ]) {
      await assert.rejects(statement.execute(db), /can be erased and nothing else/);
    }
  });

  test('an erased body leaves every proof standing, and the erasure is in the log itself', async () => {
    await append(5);
    await signed();
    const before = await proven(2);
    const erase = (index: number) =>
      db.transaction().execute((tx) => eraseEntryBody(tx, { index, reason: 'retention-ended', actor: 'server', at: now }, random));
    assert.equal(await erase(2), true);
    assert.equal(await erase(2), false, 'once');
    assert.equal(await erase(99), false);
    const { size } = await signed();
    assert.equal(size, 6);
    const proof = await proven(2);
    assert.deepEqual([proof.salt, proof.body, proof.bodyDigest], [null, null, before.bodyDigest]);
    assert.ok(holds(proof) && holds(before));
    assert.deepEqual(await readEntry(db, 2), {
      index: 2,
      at: now,
      event: 'server.started',
      actor: 'erased',
      details: null,
      leafHash: before.leafHash,
    });
    assert.deepEqual((await readEntry(db, 5))?.details, { index: 2, reason: 'retention-ended' });
  });

  const tamperings: readonly (readonly [what: string, statement: RawBuilder<unknown>, place: RegExp])[] = [
    [
      'a bit of a leaf hash',
      sql`update audit_leaves set leaf_hash = set_byte(leaf_hash, 5, get_byte(leaf_hash, 5) # 1) where leaf_index = 3`,
      /entry 3/,
    ],
    [
      'a bit of a digest',
      sql`update audit_leaves set body_digest = set_byte(body_digest, 0, get_byte(body_digest, 0) # 128) where leaf_index = 0`,
      /entry 0/,
    ],
    ['the event of an entry', sql`update audit_leaves set event = 'officer.created' where leaf_index = 6`, /entry 6/],
    ['a bit of a salt', sql`update audit_bodies set salt = set_byte(salt, 31, get_byte(salt, 31) # 1) where leaf_index = 2`, /entry 2/],
    ['a bit of a body', sql`update audit_bodies set body = set_byte(body, 9, get_byte(body, 9) # 1) where leaf_index = 2`, /entry 2/],
    ['the moment beside a body', sql`update audit_bodies set at = '2020-01-01T00:00:00.000Z' where leaf_index = 4`, /entry 4/],
    ['the head', sql`update audit_head set subtrees[1] = decode(repeat('0', 64), 'hex')`, /head/],
    ['the order of two entries', sql`update audit_leaves set leaf_index = 1000 + leaf_index where leaf_index in (8, 9)`, /entry 8/],
    ['the signed root', sql`update audit_checkpoints set root_hash = repeat('0', 64)`, /signed head/],
    ['the signed note', sql`update audit_checkpoints set note = replace(note, '/acts', '/axts')`, /signed head/],
  ];

  test('T22: whatever stored bit is changed, nothing is signed and the answer says where', async () => {
    for (const [what, statement, place] of tamperings) {
      await append(10);
      await signed();
      await append(2);
      await tamper(statement);
      const refused = await sign();
      assert.ok(!refused.ok, what);
      assert.match(refused.issues.map((issue) => issue.path).join('; '), place, what);
      await close();
      await open();
    }
  });

  test('T22: a consistently forged past is refused, since it does not lead to the head that was signed', async () => {
    await append(6);
    await signed();
    const forged = { event: 'officer.created', bodyDigest: new Uint8Array(32).fill(7) };
    await tamper(sql`update audit_leaves set event = 'officer.created', body_digest = ${Buffer.from(forged.bodyDigest)},
      leaf_hash = ${Buffer.from(logLeafHash(forged))} where leaf_index = 1`);
    await sql`update audit_bodies set salt = null, body = null where leaf_index = 1`.execute(db);
    const refused = await sign();
    assert.ok(!refused.ok);
    assert.match(refused.issues[0]?.problem ?? '', /signed at size 6/);
  });

  test('T22: a log cut short is refused', async () => {
    await append(6);
    await signed();
    await tamper(sql`delete from audit_bodies where leaf_index >= 4`);
    await sql`delete from audit_leaves where leaf_index >= 4`.execute(db);
    assert.ok(!(await sign()).ok, 'with the old head');
    await sql`update audit_head set size = 4, subtrees = subtrees[1:1]`.execute(db);
    const refused = await sign();
    assert.ok(!refused.ok, 'with a head to fit');
    assert.match(refused.issues[0]?.path ?? '', /signed head/);
  });

  test('T22: a flipped bit in an old block is found, and so is a block root that was replaced', async () => {
    await fill(9000);
    await signed();
    await append(1);
    await tamper(sql`update audit_leaves set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where leaf_index = 17`);
    const leaf = await sign();
    assert.match(leaf.ok ? '' : (leaf.issues[0]?.path ?? ''), /entry 17$/);
    await sql`update audit_leaves set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where leaf_index = 17`.execute(db);
    assert.ok((await sign()).ok, 'mended');
    await sql`delete from audit_blocks where block_index = 1`.execute(db);
    await db.transaction().execute((tx) => insertBlock(tx, 1, new Uint8Array(32)));
    const block = await sign();
    assert.match(block.ok ? '' : (block.issues[0]?.path ?? ''), /block 1$/);
  });

  test('a page is the newest first, or the oldest first after an entry, and can be narrowed to an event', async () => {
    await append(5);
    await append(2, 'server.initialised');
    const ask = async (question: Partial<Parameters<typeof readPage>[1]>): Promise<number[]> =>
      (await readPage(db, { after: null, before: null, limit: 3, event: null, ...question })).map((entry) => entry.index);
    assert.deepEqual(await ask({}), [6, 5, 4]);
    assert.deepEqual(await ask({ before: 4 }), [3, 2, 1]);
    assert.deepEqual(await ask({ after: 0 }), [1, 2, 3]);
    assert.deepEqual(await ask({ after: 5 }), [6]);
    assert.deepEqual(await ask({ event: 'server.initialised' }), [6, 5]);
  });

  test('an append costs well under a millisecond of processor time', async () => {
    await append(20);
    const entry = { event: 'server.started', actor: 'server', at: now, details: {} } as const;
    const begun = process.cpuUsage();
    await db.transaction().execute(async (tx) => {
      for (let made = 0; made < 300; made++) await appendAudit(tx, entry, random);
    });
    const used = process.cpuUsage(begun);
    const each = (used.user + used.system) / 300 / 1000;
    // Measured at about a quarter; a machine that runs other tests beside this one may need more.
    assert.ok(each < 1.5, `${each.toFixed(3)} ms each`);
  });
});
