// SPDX-License-Identifier: Apache-2.0
/** Reviews on a second device: what is shown, to whom, and what a first device that lies cannot do; on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { addMs, type Instant, type RandomBytes } from '../../kernel/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import {
  approvalFor,
  type CreatedOfficer,
  createOfficer,
  houseRulesDefault,
  officerMigrations,
  type OfficerAuditEntry,
  type ReviewDeps,
  reviewOfAct,
  subjectOf,
  subjectTextOf,
} from '../index.ts';
import { notePreparing, openReviews, preparingLastsMs, readReview } from './reviews.ts';
import { reviewCodeOf } from './wire.ts';

const start = '2026-11-20T08:00:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`reviews ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

suite('reviews on a second device', () => {
  const log: OfficerAuditEntry[] = [];
  const hidden = new Set<string>();
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let deps: ReviewDeps;
  let [preparer, ada, ben]: CreatedOfficer[] = [];
  const person = (officer: CreatedOfficer | undefined): string => officer?.officer.id ?? '';

  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [officerMigrations]);
    deps = {
      db: opened.database,
      audit: async (_tx, entry) => void log.push(entry),
      announce: async () => undefined,
      reviewSources: [reviewOfAct],
      isHidden: async (_db, officer, caseRef) => hidden.has(`${officer} ${caseRef}`),
    };
    const make = async (name: string, role: 'preparer' | 'approver'): Promise<CreatedOfficer> => {
      const wanted = { name, email: `${name}@xa.example`, roles: [role], issuer: 'XA' };
      const made = await opened.database.transaction().execute((tx) => createOfficer(tx, wanted, random, start));
      assert.ok(made.ok);
      return made.value;
    };
    [preparer, ada, ben] = [await make('mara', 'preparer'), await make('ada', 'approver'), await make('ben', 'approver')];
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  /** Something that waits for approvers; gives its digest. */
  async function waiting(content: string, now: Instant, caseRef: string | null = null): Promise<string> {
    const [subject, covered] = [subjectOf('export', content), { text: subjectTextOf('export', content), opened: [] }];
    const act = {
      actClass: 'export',
      subject,
      preparedBy: person(preparer),
      caseRef,
      about: content,
      shown: {},
      content: null,
      covered,
    } as const;
    await deps.db.transaction().execute((tx) => approvalFor(tx, houseRulesDefault, act, { now }));
    return subject;
  }
  const at = (session: string, now: Instant, officer = ada) => ({ officer: person(officer), session, now });

  test('the second device shows the exact text that makes the digest, and its reading is noted once', async () => {
    const now = start;
    const subject = await waiting('bundle one', now);
    await notePreparing(deps, { ...at('desk', now), subject });
    const code = reviewCodeOf(subject);
    const read = await readReview(deps, { ...at('telephone', addMs(now, 1000)), code });
    assert.ok(read.kind === 'read');
    const { text, isSameSession, preparedByName } = read.review;
    assert.equal(`sha256:${createHash('sha256').update(text).digest('hex')}`, subject);
    assert.ok(text.includes('bundle one'));
    assert.deepEqual([isSameSession, preparedByName], [false, 'mara']);
    await readReview(deps, { ...at('telephone', addMs(now, 2000)), code });
    const noted = log.filter(({ event }) => event === 'approval.reviewed');
    assert.deepEqual(
      noted.map(({ actor, details }) => [actor, details['subject'], details['session']]),
      [[person(ada), subject, 'telephone']],
    );
    assert.equal((await openReviews(deps, at('desk', addMs(now, 3000)))).open[0]?.reviewedAt, addMs(now, 1000));
  });

  test('reading it where it is about to be approved is no review', async () => {
    const now = addMs(start, 3_600_000);
    const subject = await waiting('bundle two', now);
    await notePreparing(deps, { ...at('desk', now), subject });
    const read = await readReview(deps, { ...at('desk', now), code: reviewCodeOf(subject) });
    assert.equal(read.kind === 'read' && read.review.isSameSession, true);
    assert.equal((await openReviews(deps, at('desk', now))).open[0]?.reviewedAt, null);
  });

  test('approving on the second device leaves the first the one that asked first', async () => {
    const now = addMs(start, 2 * 3_600_000);
    const subject = await waiting('bundle three', now);
    await notePreparing(deps, { ...at('desk', now), subject });
    await notePreparing(deps, { ...at('telephone', addMs(now, 1000)), subject });
    const read = await readReview(deps, { ...at('telephone', addMs(now, 2000)), code: reviewCodeOf(subject) });
    assert.equal(read.kind === 'read' && read.review.isSameSession, false);
  });

  test('a first device that shows one thing and has another signed is seen on the second', async () => {
    const now = addMs(start, 3 * 3_600_000);
    const [shown, signed] = [await waiting('harmless', now), await waiting('harmful', now)];
    // It asks for the proof over what it wants signed, and shows a link to what it pretends.
    await notePreparing(deps, { ...at('desk', now), subject: signed });
    assert.equal((await readReview(deps, { ...at('telephone', now), code: reviewCodeOf(shown) })).kind, 'absent');
    const { open } = await openReviews(deps, at('telephone', now));
    assert.deepEqual(
      open.map((row) => row.subject),
      [signed],
    );
    // Asking for both does not hide the one that counts.
    await notePreparing(deps, { ...at('desk', now), subject: shown });
    const both = (await openReviews(deps, at('telephone', now))).open.map((row) => row.subject);
    assert.deepEqual(both.toSorted(), [shown, signed].toSorted());
  });

  test('nobody else finds it, nor the officer when its time is over or a wall stands', async () => {
    const now = addMs(start, 4 * 3_600_000);
    const subject = await waiting('bundle four', now, 'req_four');
    await notePreparing(deps, { ...at('desk', now), subject });
    const code = reviewCodeOf(subject);
    assert.equal((await readReview(deps, { ...at('telephone', now, ben), code })).kind, 'absent');
    assert.deepEqual((await openReviews(deps, at('telephone', now, ben))).open, []);
    assert.equal((await readReview(deps, { ...at('telephone', addMs(now, preparingLastsMs)), code })).kind, 'absent');
    hidden.add(`${person(ada)} req_four`);
    assert.equal((await readReview(deps, { ...at('telephone', now), code })).kind, 'absent');
    assert.deepEqual((await openReviews(deps, at('telephone', now))).open, []);
  });

  test('a text that does not make the digest is not shown', async () => {
    const now = addMs(start, 5 * 3_600_000);
    const subject = await waiting('bundle five', now);
    await notePreparing(deps, { ...at('desk', now), subject });
    const other: ReviewDeps = {
      ...deps,
      reviewSources: [
        async () => ({
          way: { kind: 'act', id: subject, name: 'export' },
          preparedBy: person(preparer),
          caseRef: null,
          covered: { text: '{"actClass":"export","content":"something else"}', opened: [] },
        }),
      ],
    };
    const read = await readReview(other, { ...at('telephone', now), code: reviewCodeOf(subject) });
    assert.deepEqual(read.kind === 'issues' ? read.issues[0]?.path : read.kind, 'subject');
  });

  test('the short name of a digest is its first forty bits', () => {
    assert.equal(reviewCodeOf(`sha256:${'0'.repeat(64)}`), 'aaaa-aaaa');
    assert.equal(reviewCodeOf(`sha256:ffffffffff${'0'.repeat(54)}`), '7777-7777');
    assert.equal(reviewCodeOf(`sha256:0000000001${'f'.repeat(54)}`), 'aaaa-aaab');
  });
});
