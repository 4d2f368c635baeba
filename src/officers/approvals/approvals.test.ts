// SPDX-License-Identifier: Apache-2.0
/** Four eyes: who counts as an approver of what, for how long, and how many it takes; on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { addMs, type Database, type IdOf, type Instant, type RandomBytes, type Result, type Transaction } from '../../kernel/index.ts';
import type { AuthorityId } from '../../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import {
  type Approval,
  approvalCalls,
  approvalFor,
  approvalsOf,
  changeOfficer,
  type CreatedOfficer,
  createOfficer,
  houseRulesDefault,
  officerMigrations,
  type OfficerAuditEntry,
  type PasskeyDeps,
  proveApproval,
  recordApproval,
  type Role,
  spendApprovals,
  subjectOf,
  subjectTextOf,
  totpCode,
  voidApprovals,
} from '../index.ts';
import type { AskedActRowWire } from '../wire.ts';
import { approveAct, type JudgeActDeps, returnAct } from './judge-act.ts';

const start = '2026-11-20T08:00:00.000Z' as Instant;
const dayMs = 24 * 3_600_000;
const log: OfficerAuditEntry[] = [];
let testDatabase: TestDatabase;
let opened: OpenDatabase;
let db: Database;
let deps: PasskeyDeps;
let drawn = 0;
let hours = 0;
let officersMade = 0;

const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`approvals ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

/** Every test has its own week, so that codes and windows of one do not meet another's. */
function nextWeek(): Instant {
  hours += 7 * 24;
  return addMs(start, hours * 3_600_000);
}

async function makeOfficer(roles: readonly Role[]): Promise<CreatedOfficer> {
  officersMade += 1;
  const wanted = { name: `Officer ${officersMade}`, email: `approver-${officersMade}@xa.example`, roles, issuer: 'XA' };
  const created = await db.transaction().execute((tx) => createOfficer(tx, wanted, random, start));
  assert.ok(created.ok);
  return created.value;
}

/** Proves with the code of the moment, and records the approval of what the other officer prepared. */
async function approve(by: CreatedOfficer, preparedBy: CreatedOfficer, subject: string, at: Instant): Promise<Result<Approval>> {
  const proof = { kind: 'code', code: totpCode(by.authenticatorSecret, at) } as const;
  const proven = await proveApproval(deps, { officer: by.officer.id, subject, proof, now: at });
  if (!proven.ok) return proven;
  return db.transaction().execute((tx) => recordApproval(tx, proven.value, { preparedBy: preparedBy.officer.id, actClass: 'request' }));
}

function within<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return db.transaction().execute(work);
}

describe('four eyes', () => {
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    db = opened.database;
    await migrate(db, [officerMigrations]);
    deps = {
      db,
      authority: `ca1${'a'.repeat(51)}q` as AuthorityId,
      relyingParty: null,
      houseRules: houseRulesDefault,
      signEnrolment: (payload) => payload,
      audit: async (_tx, entry) => void log.push(entry),
    };
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  test('who counts as an approver of a step, and until when', async () => {
    const preparer = await makeOfficer(['preparer', 'approver']);
    const [one, two] = [await makeOfficer(['approver']), await makeOfficer(['approver'])];
    const reader = await makeOfficer(['preparer', 'auditor']);
    const now = nextWeek();
    const subject = subjectOf('request', 'step one');
    const officers = async (at: Instant) => (await approvalsOf(db, subject, at)).map((approval) => approval.officer);

    assert.equal((await approve(preparer, preparer, subject, now)).ok, false, 'the preparer, though an approver by role');
    assert.equal((await approve(reader, preparer, subject, now)).ok, false, 'an officer without the role');
    assert.equal((await approve(one, preparer, 'step one', now)).ok, false, 'a step without digest');
    const second = addMs(now, 60_000);
    const given = await approve(one, preparer, subject, second);
    assert.ok(given.ok);
    const { officer, method, proof, authenticator } = given.value;
    assert.deepEqual([officer, method, proof, authenticator], [one.officer.id, 'password+totp', null, null]);
    assert.equal((await approve(one, preparer, subject, second)).ok, false, 'a code that was used before');
    assert.equal((await approve(one, preparer, subject, addMs(second, 60_000))).ok, false, 'the same officer twice');
    const third = addMs(now, 180_000);
    assert.ok((await approve(two, preparer, subject, third)).ok);
    assert.deepEqual(await officers(third), [one.officer.id, two.officer.id]);
    assert.deepEqual(await approvalsOf(db, subjectOf('request', 'step two'), third), [], 'an edited step has another digest');
    assert.deepEqual(await officers(addMs(second, dayMs)), [two.officer.id], 'an approval lasts 24 hours');
    assert.ok((await approve(one, preparer, subject, addMs(second, dayMs))).ok, 'who approved a day ago approves again');

    const by = (await makeOfficer(['administrator'])).officer.id as never;
    await changeOfficer({ db, audit: deps.audit }, { id: two.officer.id, isDisabled: true, by, at: third });
    assert.deepEqual(await officers(addMs(second, dayMs)), [one.officer.id], 'an officer who was disabled does not count');
    await within((tx) => voidApprovals(tx, subject, addMs(second, dayMs)));
    assert.deepEqual(await officers(addMs(second, dayMs)), [], 'an edit voids');
    assert.ok((await approve(one, preparer, subject, addMs(second, 2 * dayMs))).ok, 'and can be approved anew');
  });

  test('approvals of one officer at once count once', async () => {
    const [preparer, one] = [await makeOfficer(['preparer']), await makeOfficer(['approver'])];
    const now = nextWeek();
    const subject = subjectOf('request', 'at once');
    const proofs = await Promise.all(
      [0, 1, 2].map(async (index) => {
        const at = addMs(now, index * 60_000);
        const proof = { kind: 'code', code: totpCode(one.authenticatorSecret, at) } as const;
        return proveApproval(deps, { officer: one.officer.id, subject, proof, now: at });
      }),
    );
    const proven = proofs.flatMap((answer) => (answer.ok ? [answer.value] : []));
    assert.ok(proven.length > 0);
    const whose = { preparedBy: preparer.officer.id, actClass: 'request' } as const;
    const answers = await Promise.all(proven.map((one) => within((tx) => recordApproval(tx, one, whose))));
    assert.equal(answers.filter((answer) => answer.ok).length, 1);
    assert.equal((await approvalsOf(db, subject, addMs(now, 180_000))).length, 1);
  });

  test('an act that is no dispatch waits for as many as the house asks, and is approved for one time', async () => {
    const [preparer, one, two] = [await makeOfficer(['preparer']), await makeOfficer(['approver']), await makeOfficer(['approver'])];
    const now = nextWeek();
    const shown = { purpose: 'audit' };
    const subject = subjectOf('key-event', shown);
    const act = {
      actClass: 'key-event',
      subject,
      preparedBy: preparer.officer.id,
      caseRef: null,
      about: 'a datum',
      shown,
      content: null,
      covered: { text: subjectTextOf('key-event', shown), opened: [] },
    } as const;
    const standing = (at: Instant) => within((tx) => approvalFor(tx, houseRulesDefault, act, { now: at }));
    assert.deepEqual(await standing(now), { kind: 'waits', given: 0, approversMin: 2 });
    assert.ok((await approve(one, preparer, subject, now)).ok);
    assert.deepEqual(await standing(now), { kind: 'waits', given: 1, approversMin: 2 });
    assert.ok((await approve(two, preparer, subject, now)).ok);
    const enough = await standing(now);
    assert.equal(enough.kind, 'enough');
    await within((tx) => spendApprovals(tx, subject, now));
    assert.equal((await standing(now)).kind, 'waits', 'and for a second time it is asked for anew');
  });

  describe('an act that a room carries out', () => {
    const done: string[] = [];
    let fails = false;
    const judge = (): JudgeActDeps => ({
      ...deps,
      announce: async () => undefined,
      carryOut: {
        'peer-confirmation': async (_tx, act, { approvals }) => {
          if (fails) return { ok: false, issues: [{ path: 'state', problem: 'It can no longer be done.', remedy: 'Ask anew.' }] };
          done.push(`${act.about} by ${approvals.length}`);
          return { ok: true, value: true };
        },
      },
    });
    const ask = async (preparer: CreatedOfficer, about: string, digits: string, now: Instant): Promise<string> => {
      const subject = subjectOf('peer-confirmation', digits);
      const covered = { text: subjectTextOf('peer-confirmation', digits), opened: [] };
      const common = { actClass: 'peer-confirmation', caseRef: null, shown: {}, content: digits, covered } as const;
      await within((tx) => approvalFor(tx, houseRulesDefault, { ...common, subject, about, preparedBy: preparer.officer.id }, { now }));
      return subject;
    };
    const approveIt = async (by: CreatedOfficer, subject: string, now: Instant): Promise<string> => {
      const proof = { kind: 'code', code: totpCode(by.authenticatorSecret, now) } as const;
      const judged = await approveAct(judge(), { officer: by.officer.id, subject, proof, now });
      return judged.kind === 'done' ? (judged.isCarriedOut ? 'carried out' : 'approved') : judged.kind;
    };

    test('is carried out with its last approval, and no second time', async () => {
      const [preparer, one, two] = [await makeOfficer(['approver']), await makeOfficer(['approver']), await makeOfficer(['approver'])];
      const now = nextWeek();
      const subject = await ask(preparer, 'peer one', '12345', now);
      assert.equal(await approveIt(preparer, subject, now), 'issues', 'not by whoever prepared it');
      assert.equal(await approveIt(one, subject, now), 'carried out');
      assert.equal(await approveIt(two, subject, now), 'absent');
      assert.deepEqual(done, ['peer one by 1']);
      assert.deepEqual(log.at(-1)?.event, 'approval.given');
    });

    test('asked anew with other digits, the former may no longer be approved', async () => {
      const [preparer, one] = [await makeOfficer(['administrator']), await makeOfficer(['approver'])];
      const now = nextWeek();
      const former = await ask(preparer, 'peer two', '11111', now);
      const present = await ask(preparer, 'peer two', '22222', now);
      assert.equal(await approveIt(one, former, now), 'absent');
      assert.equal(await approveIt(one, present, now), 'carried out');
    });

    test('of two officers who asked for the same thing, one is carried out and the other waits no more', async () => {
      const [left, right, one] = [
        await makeOfficer(['administrator']),
        await makeOfficer(['administrator']),
        await makeOfficer(['approver']),
      ];
      const now = nextWeek();
      const [first, second] = [await ask(left, 'peer three', '1', now), await ask(right, 'peer three', '2', now)];
      assert.equal(await approveIt(one, second, now), 'carried out');
      assert.equal(await approveIt(one, first, addMs(now, 60_000)), 'absent');
    });

    test('what can no longer be done is not approved either', async () => {
      const [preparer, one] = [await makeOfficer(['administrator']), await makeOfficer(['approver'])];
      const now = nextWeek();
      const subject = await ask(preparer, 'peer four', '1', now);
      fails = true;
      assert.equal(await approveIt(one, subject, now), 'issues');
      fails = false;
      assert.deepEqual(await approvalsOf(db, subject, now), []);
    });

    test('after a day it waits no more; asked for again, it does', async () => {
      const [preparer, one] = [await makeOfficer(['administrator']), await makeOfficer(['approver'])];
      const now = nextWeek();
      const later = addMs(now, dayMs);
      const subject = await ask(preparer, 'peer five', '1', now);
      assert.equal(await approveIt(one, subject, later), 'absent');
      assert.equal(await ask(preparer, 'peer five', '1', later), subject);
      assert.equal(await approveIt(one, subject, addMs(later, 60_000)), 'carried out');
    });

    test('returned, it is gone for approvers and comes back to its preparer with the reason', async () => {
      const [preparer, one] = [await makeOfficer(['administrator']), await makeOfficer(['approver'])];
      const now = nextWeek();
      const subject = await ask(preparer, 'peer six', '1', now);
      const given = { subject, now, reason: 'The third row was not read out.' };
      assert.equal((await returnAct(judge(), { ...given, officer: preparer.officer.id })).kind, 'issues', 'not by its preparer');
      assert.equal((await returnAct(judge(), { ...given, officer: one.officer.id })).kind, 'done');
      assert.equal(await approveIt(one, subject, now), 'absent');
      const listed = approvalCalls({ ...judge(), reviewSources: [], isHidden: async () => false }).find(
        (call) => call.method === 'GET' && call.path === '/api/approvals',
      );
      const rowsOf = async (officer: CreatedOfficer): Promise<readonly AskedActRowWire[]> => {
        const viewer = { id: officer.officer.id as IdOf<'off'>, roles: officer.officer.roles };
        const caller = { officer: viewer, sessionToken: null, remoteAddress: '::1', now, random };
        const answer = await listed?.handle({ params: {}, query: {}, body: null, ...caller });
        assert.ok(answer?.kind === 'json');
        return (answer.value as AskedActRowWire[]).filter((row) => row.subject === subject);
      };
      assert.deepEqual(await rowsOf(one), []);
      const [row] = await rowsOf(preparer);
      assert.deepEqual([row?.state, row?.returned?.reason, row?.mayApprove], ['returned', given.reason, false]);
      await ask(preparer, 'peer six', '1', now);
      assert.equal((await rowsOf(one))[0]?.mayApprove, true, 'asked for anew, it waits again');
    });
  });

  test('the stricter of the house and the agreement holds', async () => {
    const preparer = await makeOfficer(['preparer']);
    const now = nextWeek();
    const need = async (agreementMin: number): Promise<number> => {
      const subject = subjectOf('export', agreementMin);
      const act = {
        actClass: 'export',
        subject,
        preparedBy: preparer.officer.id,
        caseRef: null,
        about: subject,
        shown: {},
        content: null,
        covered: { text: subjectTextOf('export', agreementMin), opened: [] },
      } as const;
      const standing = await within((tx) => approvalFor(tx, houseRulesDefault, act, { now, agreementMin }));
      return standing.kind === 'waits' ? standing.approversMin : 0;
    };
    assert.deepEqual([await need(0), await need(1), await need(3)], [1, 1, 3]);
  });

  test('a house that takes passkeys only takes no code', async () => {
    const [preparer, one] = [await makeOfficer(['preparer']), await makeOfficer(['approver'])];
    const now = nextWeek();
    const subject = subjectOf('request', 'strict house');
    const strict = { ...deps, houseRules: { ...houseRulesDefault, passwordAndCode: 'enrolment-only' } as const };
    const proof = { kind: 'code', code: totpCode(one.authenticatorSecret, now) } as const;
    const proven = await proveApproval(strict, { officer: one.officer.id, subject, proof, now });
    assert.equal(proven.ok ? 'proven' : proven.issues[0]?.path, 'proof');
    assert.ok((await approve(one, preparer, subject, now)).ok, 'and the code was not spent by the refusal');
  });
});
