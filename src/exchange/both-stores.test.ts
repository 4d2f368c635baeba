// SPDX-License-Identifier: Apache-2.0
/**
 * The two stores of the exchange, in PostgreSQL and in memory, behave alike: one table of cases, run on both. Simulations stand on
 * the one in memory, so what they find is worth as much as these two agree.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { appendUnasked, auditMigrations } from '../audit/index.ts';
import { addMs, type IdOf, type Instant, type Transaction } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../server/postgres/test-cluster.ts';
import { standInSuites, start, twoAuthorities } from './federation.test.ts';
import { exchangeMigrations, type ExchangeStore, type MemoryState, memoryStore, postgresStore } from './index.ts';
import type { ClaimedRow, InboxRow, OutboxRow, Settlement } from './ports.ts';

const other = twoAuthorities('both stores').xb;
const peer = other.keyState.authorityId;
const channel = 'xa>xb#case';
const digestAt = (number: number): Digest => `sha256:${String(number).padStart(64, '0')}` as Digest;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at = (seconds: number): Instant => addMs(start, seconds * 1000);
const token = (name: string): IdOf<'lse'> => `lse_${name.padEnd(26, '0')}` as IdOf<'lse'>;

type Outgoing = Omit<OutboxRow, 'logIndex'>;

function outgoing(number: number, changes: Partial<Outgoing> = {}): Outgoing {
  const place = { channel: `${channel}${number}`, epoch: 0, seq: 1 };
  const content = { signedBytes: bytes(`signed ${number}`), bodyDocument: bytes(`body ${number}`) };
  const times = { queuedAt: start, notAfter: at(1000), nextAttemptAt: start, attempts: 0, lastDelayMs: 0 };
  return {
    digest: digestAt(number),
    peer,
    caseRef: 'req_1',
    kind: 'assistance.request',
    class: 'normal',
    ...place,
    ...content,
    ...times,
    ...changes,
  };
}

function incoming(number: number, changes: Partial<InboxRow> = {}): InboxRow {
  const content = {
    signedBytes: bytes(`signed ${number}`),
    bodyDocument: bytes(`body ${number}`),
    receiptBytes: bytes(`receipt ${number}`),
  };
  const rest = { state: 'delivered', receivedAt: start, logIndex: number, judgeAt: null, tellAt: null } as const;
  const place = { channel, epoch: 0, seq: number };
  return { digest: digestAt(number), peer, caseRef: 'req_1', kind: 'assistance.request', place, ...content, ...rest, ...changes };
}

const delivered: Settlement = { state: 'delivered', receiptBytes: bytes('receipt'), at: at(1), statementBytes: null, tellAt: null };
const heard = { at: at(1), head: { size: 5, root: 'ab' } };

/** A store in use, whichever it is. */
interface Desk<Tx> {
  readonly store: ExchangeStore<Tx>;
  readonly keep: (tx: Tx, row: Outgoing) => Promise<void>;
  readonly queue: (...rows: readonly Outgoing[]) => Promise<void>;
  readonly receive: (...rows: readonly InboxRow[]) => Promise<void>;
  readonly claim: (now?: Instant, name?: string, rowsMax?: number) => Promise<ClaimedRow[]>;
}

function deskOf<Tx>(store: ExchangeStore<Tx>, log: (tx: Tx) => Promise<void>): Desk<Tx> {
  const keep = (tx: Tx, row: Outgoing) => log(tx).then(() => store.insertOutgoing(tx, row));
  return {
    store,
    keep,
    async queue(...rows) {
      for (const row of rows)
        await store.transaction(async (tx) => {
          await store.nextInChannel(tx, row.channel, row.peer);
          await keep(tx, row);
        });
    },
    async receive(...rows) {
      for (const row of rows) await store.transaction((tx) => store.insertIncoming(tx, [row]));
    },
    claim: (now = start, name = 'a', rowsMax = 10) => store.claimDue({ now, leaseUntil: addMs(now, 60_000), token: token(name), rowsMax }),
  };
}

const numbersOf = (rows: readonly { readonly digest: Digest }[]): number[] =>
  rows.map(({ digest }) => Number(digest.slice('sha256:'.length))).toSorted((left, right) => left - right);
const only = (rows: readonly ClaimedRow[]): ClaimedRow => {
  const [row, ...others] = rows;
  assert.ok(row !== undefined && others.length === 0, `one row is claimed, and not ${rows.length}`);
  return row;
};

type Case = readonly [sentence: string, run: <Tx>(desk: Desk<Tx>) => Promise<void>];

const sending: readonly Case[] = [
  [
    'a channel counts from 1, names what came before, and begins anew once for each epoch',
    async ({ store, queue }) => {
      const place = () => store.transaction((tx) => store.nextInChannel(tx, channel, peer));
      assert.deepEqual(await place(), { epoch: 0, seq: 1, prev: null, seen: null });
      await queue(outgoing(1, { channel }));
      assert.deepEqual(await place(), { epoch: 0, seq: 2, prev: digestAt(1), seen: null });
      for (let time = 0; time < 2; time++) await store.transaction((tx) => store.endEpoch(tx, channel, 0));
      assert.deepEqual(await place(), { epoch: 1, seq: 1, prev: digestAt(1), seen: null });
    },
  ],
  [
    'a dispatch is queued once, and what a transaction wrote is undone when it fails',
    async ({ store, keep, queue, claim }) => {
      await queue(outgoing(1));
      await assert.rejects(queue(outgoing(1)));
      const failing = store.transaction(async (tx) => {
        await store.nextInChannel(tx, 'xa>xb#other', peer);
        await keep(tx, outgoing(2));
        throw new Error('the room failed');
      });
      await assert.rejects(failing, /the room failed/);
      assert.deepEqual(numbersOf(await claim()), [1]);
    },
  ],
  [
    'what is due is claimed, each row by one; a lease that lapsed may be claimed by another',
    async ({ queue, claim }) => {
      await queue(outgoing(1), outgoing(2, { nextAttemptAt: at(5) }));
      assert.deepEqual(numbersOf(await claim()), [1]);
      assert.deepEqual(await claim(start, 'b'), []);
      assert.deepEqual(numbersOf(await claim(at(30), 'b')), [2]);
      const again = only(await claim(at(61), 'c', 1));
      assert.deepEqual([numbersOf([again]), again.attempts, again.token], [[1], 2, token('c')]);
    },
  ],
  [
    'urgent ones come first, then those that are due longest',
    async ({ queue, claim }) => {
      await queue(
        outgoing(1, { nextAttemptAt: at(3) }),
        outgoing(2, { nextAttemptAt: at(1) }),
        outgoing(3, { class: 'urgent', nextAttemptAt: at(4) }),
      );
      assert.deepEqual(numbersOf(await claim(at(9), 'a', 2)), [2, 3]);
      assert.deepEqual(numbersOf(await claim(at(9), 'b', 2)), [1]);
    },
  ],
  [
    "of a channel only the first is claimed; what the peer holds stands in nobody's way",
    async ({ store, queue, claim }) => {
      await queue(outgoing(1, { channel }), outgoing(2, { channel, seq: 2 }));
      const first = only(await claim());
      const custody = { receiptBytes: bytes('custody'), nextAttemptAt: at(50), delayMs: 50_000 };
      assert.equal(await store.transaction((tx) => store.keepCustody(tx, first, custody, heard)), true);
      assert.deepEqual(numbersOf(await claim(at(1), 'b')), [2]);
      const held = only(await claim(at(50), 'c'));
      assert.deepEqual([numbersOf([held]), held.isInCustody, held.lastDelayMs], [[1], true, 50_000]);
    },
  ],
  [
    'a lane that rests is passed by, unless its rest lies further ahead than any can',
    async ({ store, queue, claim }) => {
      await queue(outgoing(1));
      await store.noteLane({ peer, class: 'normal' }, { failures: 5, pausedUntil: at(30) });
      assert.deepEqual(await claim(), []);
      await store.noteLane({ peer, class: 'normal' }, { failures: 6, pausedUntil: at(90_000) });
      assert.equal(only(await claim()).laneFailures, 6);
    },
  ],
  [
    'whoever lost the lease writes nothing',
    async ({ store, queue, claim }) => {
      await queue(outgoing(1));
      const slow = only(await claim());
      const fast = only(await claim(at(61), 'b'));
      const custody = { receiptBytes: bytes('custody'), nextAttemptAt: at(50), delayMs: 1 };
      assert.equal((await store.transaction((tx) => store.settle(tx, [{ row: slow, settlement: delivered }], heard))).size, 0);
      assert.equal(await store.transaction((tx) => store.keepCustody(tx, slow, custody, heard)), false);
      await store.retryLater(slow, { nextAttemptAt: at(62), delayMs: 1 });
      assert.deepEqual(await claim(at(70), 'c'), [], "it is still the other's");
      assert.equal((await store.transaction((tx) => store.settle(tx, [{ row: fast, settlement: delivered }], heard))).size, 1);
      assert.deepEqual(await claim(at(500), 'd'), []);
    },
  ],
  [
    "what was given back is due again when it says so; a receipt tells of the largest head of the peer's log",
    async ({ store, queue, claim }) => {
      await queue(outgoing(1), outgoing(2));
      const [first, second] = await claim();
      assert.ok(first !== undefined && second !== undefined);
      await store.retryLater(first, { nextAttemptAt: at(20), delayMs: 20_000 });
      assert.deepEqual(await claim(at(19), 'b'), []);
      assert.equal(only(await claim(at(20), 'c')).lastDelayMs, 20_000);
      await store.transaction((tx) => store.settle(tx, [{ row: second, settlement: delivered }], heard));
      const later = only(await claim(at(90), 'd'));
      await store.transaction((tx) =>
        store.settle(tx, [{ row: later, settlement: delivered }], { at: at(91), head: { size: 3, root: 'cd' } }),
      );
      const { seen } = await store.transaction((tx) => store.nextInChannel(tx, 'xa>xb#x', peer));
      assert.deepEqual(seen, { size: 5, root: 'ab' });
    },
  ],
  [
    "the peer's own word ends a row, whoever has it under lease; an opening follows on a delivery",
    async ({ store, queue, claim }) => {
      await queue(outgoing(1));
      const leased = only(await claim());
      const now = await store.transaction(async (tx) => {
        const locked = await store.lockOutgoing(tx, digestAt(1));
        assert.equal(locked?.state, 'leased');
        await store.settleLocked(tx, locked.row, delivered, heard);
        return store.lockOutgoing(tx, digestAt(9));
      });
      assert.equal(now, null, 'it is no dispatch of ours');
      assert.equal((await store.transaction((tx) => store.settle(tx, [{ row: leased, settlement: delivered }], heard))).size, 0);
      await store.transaction((tx) => store.keepOpenedThere(tx, digestAt(1), bytes('opened')));
      assert.equal(await store.transaction(async (tx) => (await store.lockOutgoing(tx, digestAt(1)))?.state), 'opened');
    },
  ],
  [
    'what was sent in a channel may be offered again, but not what was given up; that is stated until the peer answers',
    async ({ store, queue, claim }) => {
      await queue(outgoing(1, { channel }), outgoing(2, { channel, seq: 2 }));
      const first = only(await claim());
      const end: Settlement = { state: 'not-delivered', receiptBytes: null, at: at(2), statementBytes: bytes('statement'), tellAt: at(3) };
      await store.transaction((tx) => store.settle(tx, [{ row: first, settlement: end }], heard));
      assert.deepEqual(numbersOf(await store.sentInChannel(channel, { epoch: 0, from: 1, to: 2 })), [2]);
      assert.deepEqual(await store.untoldStatements(at(2), 5), []);
      const [untold] = await store.untoldStatements(at(3), 5);
      assert.deepEqual([untold?.digest, untold?.since, Buffer.from(untold?.document ?? []).toString()], [digestAt(1), at(2), 'statement']);
      await store.transaction((tx) => store.noteStatementTold(tx, digestAt(1), { nextAt: at(9) }));
      assert.deepEqual([(await store.untoldStatements(at(8), 5)).length, (await store.untoldStatements(at(9), 5)).length], [0, 1]);
      await store.transaction((tx) => store.noteStatementTold(tx, digestAt(1), { answer: bytes('answer') }));
      assert.deepEqual(await store.untoldStatements(at(99), 5), []);
    },
  ],
  [
    'an urgent one that is late is given once, a normal one never',
    async ({ store, queue }) => {
      await queue(outgoing(1, { class: 'urgent' }), outgoing(2), outgoing(3, { class: 'urgent', queuedAt: at(50) }));
      const late = () => store.transaction((tx) => store.takeLateUrgent(tx, at(10), 5));
      assert.deepEqual(numbersOf(await late()), [1]);
      assert.deepEqual(await late(), []);
    },
  ],
];

const receiving: readonly Case[] = [
  [
    'the receipt that stands is given, of an opening once there is one, and to nobody for what never came',
    async ({ store, receive }) => {
      assert.deepEqual(await store.receiptNow(digestAt(1)), null);
      await receive(incoming(1));
      const text = async () => Buffer.from((await store.lookUp(peer, [digestAt(1)])).receipts.get(digestAt(1)) ?? []).toString();
      assert.equal(await text(), 'receipt 1');
      await store.transaction((tx) => store.keepOpenedHere(tx, digestAt(1), bytes('opened 1'), at(4)));
      assert.equal(await text(), 'opened 1');
      assert.equal(Buffer.from((await store.receiptNow(digestAt(1))) ?? []).toString(), 'opened 1');
    },
  ],
  [
    'around a dispatch: another at its place, the one before it, how far was judged, and how many are held',
    async ({ store, receive }) => {
      const look = async (number: number, seq: number) => {
        const place = { digest: digestAt(number), peer, place: { channel, epoch: 0, seq } };
        const [around] = await store.transaction((tx) => store.lockIncoming(tx, [place]));
        return around ?? assert.fail();
      };
      assert.deepEqual(await look(1, 1), { receipt: null, state: null, here: null, before: null, judgedTo: 0, heldCount: 0 });
      await receive(incoming(1), incoming(4, { state: 'held', judgeAt: start }));
      assert.deepEqual(await look(2, 2), { receipt: null, state: null, here: null, before: digestAt(1), judgedTo: 1, heldCount: 1 });
      assert.deepEqual((await look(9, 1)).here, digestAt(1));
      const own = await look(4, 4);
      assert.deepEqual([own.state, own.here, own.before, own.judgedTo], ['held', null, null, 1]);
      assert.equal((await look(5, 5)).before, null, 'what is held is not judged');
    },
  ],
  [
    'a dispatch is judged for good once, and a place is taken once',
    async ({ store, receive }) => {
      await receive(incoming(1));
      await assert.rejects(receive(incoming(1)));
      await assert.rejects(receive(incoming(2, { place: { channel, epoch: 0, seq: 1 } })));
      await receive(incoming(3, { state: 'held', judgeAt: start }));
      await receive(incoming(3, { state: 'rejected', place: null, receiptBytes: bytes('rejected 3') }));
      assert.equal(Buffer.from((await store.receiptNow(digestAt(3))) ?? []).toString(), 'rejected 3');
      await receive(incoming(4, { place: { channel, epoch: 0, seq: 3 } }));
    },
  ],
  [
    'what is held is due when the one before it was judged and its moment has come, or when it was held too long',
    async ({ store, receive }) => {
      await receive(incoming(2, { state: 'held', judgeAt: at(5) }), incoming(4, { state: 'held', judgeAt: at(5) }));
      const due = async (seconds: number, before = at(-1)) => numbersOf(await store.dueHeld(at(seconds), before, 9));
      assert.deepEqual(await due(9), []);
      await receive(incoming(1));
      assert.deepEqual([await due(4), await due(5)], [[], [2]]);
      await store.transaction((tx) => store.judgeLater(tx, digestAt(2), at(30)));
      assert.deepEqual([await due(29), await due(30)], [[], [2]]);
      assert.deepEqual(await due(9, start), [2, 4], 'held since before');
      assert.equal((await store.heldAt(peer, { channel, epoch: 0, seq: 4 }))?.digest, digestAt(4));
      assert.equal(await store.heldAt(peer, { channel, epoch: 0, seq: 1 }), null);
    },
  ],
  [
    'a receipt is told until it was told, and a later one is not taken for it',
    async ({ store, receive }) => {
      await receive(incoming(1, { tellAt: at(1) }));
      assert.deepEqual(await store.untoldReceipts(start, 5), []);
      const [untold] = await store.untoldReceipts(at(1), 5);
      assert.equal(untold?.digest, digestAt(1));
      await store.transaction((tx) => store.keepOpenedHere(tx, digestAt(1), bytes('opened 1'), at(2)));
      await store.noteReceiptTold(digestAt(1), Uint8Array.from(untold.document), null);
      const [later] = await store.untoldReceipts(at(2), 5);
      assert.equal(Buffer.from(later?.document ?? []).toString(), 'opened 1', 'the opening is still to be told');
      await store.noteReceiptTold(digestAt(1), Uint8Array.from(later?.document ?? []), null);
      assert.deepEqual(await store.untoldReceipts(at(9), 5), []);
    },
  ],
  [
    'of a case those are unopened that were delivered, in the order of the log',
    async ({ store, receive }) => {
      await receive(incoming(2, { logIndex: 7 }), incoming(1, { logIndex: 9 }), incoming(3, { caseRef: 'req_2' }));
      const unopened = () => store.transaction((tx) => store.lockUnopened(tx, 'req_1'));
      assert.deepEqual(
        (await unopened()).map(({ digest }) => digest),
        [digestAt(2), digestAt(1)],
      );
      await store.transaction((tx) => store.keepOpenedHere(tx, digestAt(2), bytes('opened'), at(1)));
      assert.deepEqual(
        (await unopened()).map(({ digest }) => digest),
        [digestAt(1)],
      );
    },
  ],
  [
    'a peer is known, and frozen once and for all; an alarm is raised once for each document',
    async ({ store }) => {
      assert.deepEqual(
        [await store.isPeer(null, peer), await store.isPeer(null, 'ca1nobody'), await store.peerNow('ca1nobody')],
        [true, false, null],
      );
      assert.equal((await store.peerNow(peer))?.state, 'live');
      await store.transaction((tx) => store.freezePeer(tx, peer));
      assert.equal((await store.peerNow(peer))?.state, 'frozen');
      const alarm = { kind: 'equivocation', peer, about: digestAt(1), other: digestAt(2), at: start } as const;
      const raise = () => store.transaction((tx) => store.raiseAlarm(tx, alarm));
      assert.deepEqual([await raise(), await raise()], [true, false]);
    },
  ],
];

function runAll<Tx>(name: string, desk: () => Promise<Desk<Tx>>): void {
  for (const [sentence, run] of [...sending, ...receiving]) test(`${name}: ${sentence}`, async () => run(await desk()));
}

describe('the store of the exchange', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [auditMigrations, exchangeMigrations]);
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
  });

  async function inPostgres(): Promise<Desk<Transaction>> {
    const { database } = opened;
    await sql`truncate exchange_outbox, exchange_inbox, exchange_channels, exchange_lanes, exchange_alarms, exchange_peers cascade`.execute(
      database,
    );
    const history = other.history.map((event) => Buffer.from(event));
    await sql`insert into exchange_peers (authority_id, invitation, history, state)
      values (${peer}, '{"endpoint":"https://xb.localhost"}', ${history}::bytea[], 'live')`.execute(database);
    const logged = { event: 'keys.destroyed', actor: 'server', at: start, details: { count: 1 } } as const;
    return deskOf(postgresStore(database, standInSuites), (tx) => appendUnasked(tx, [logged], randomBytes));
  }

  async function inMemory(): Promise<Desk<MemoryState>> {
    const store = memoryStore();
    store.state().peers.set(peer, {
      authorityId: peer,
      endpoint: 'https://xb.localhost',
      state: 'live',
      keyState: other.keyState,
      keysSeenAt: start,
    });
    return deskOf(store, async (tx) => void tx.log.push({ event: 'keys.destroyed', details: {} }));
  }

  runAll('in PostgreSQL', inPostgres);
  runAll('in memory', inMemory);
});
