// SPDX-License-Identifier: Apache-2.0
/**
 * Where an authority can be struck down: every step of a dispatch between its queueing and the kept receipt, by name, in order; and
 * every step of a pouch, in which several travel, are judged and end together. Where a step is one for each of them, it is struck at
 * the second: one is done then, and others are not.
 *
 * What nobody waits for goes to PostgreSQL with COMMIT; "on their way" is the moment at which that was sent and not answered.
 *
 * The ports of a server are wrapped so that it kills itself, or its PostgreSQL, with SIGKILL when it comes to the named step. No
 * part of the program knows of it. `tests/nothing-lost` goes through the whole list.
 */
import type { DispatchHandler, ExchangePorts, ExchangeStore } from '../../src/exchange/index.ts';

export const crashPoints = {
  sender: [
    'queue: place taken in the channel',
    'queue: entry in the log',
    'queue: row in the outbox',
    'queue: before commit',
    'queue: last statements on their way',
    'queue: after commit',
    'claimed',
    'sealed',
    'posted, answer not read',
    'answer read',
    'end: row written',
    'end: room told',
    'end: entry in the log',
    'end: before commit',
    'end: last statements on their way',
    'end: after commit',
    'pouch: packed',
    'pouch: posted, answers not read',
    'pouch: answers read',
    'pouch: ends written',
    'pouch: second room told',
    'pouch: entries of ends in the log',
    'pouch: before commit of ends',
    'pouch: after commit of ends',
  ],
  recipient: [
    'bytes received',
    'opened',
    'looked up',
    'channel locked',
    'judged by the agreement',
    'effect of the room',
    'entry in the log',
    'receipt signed',
    'row in the inbox',
    'before commit',
    'after commit',
    'pouch: bytes received',
    'pouch: second opened',
    'pouch: looked up',
    'pouch: channels locked',
    'pouch: second judged by the agreement',
    'pouch: second effect of a room',
    'pouch: entries in the log',
    'pouch: receipts signed',
    'pouch: rows in the inbox',
    'pouch: before commit',
    'pouch: after commit',
  ],
} as const;
export type CrashSide = keyof typeof crashPoints;
export type CrashPoint = (typeof crashPoints)[CrashSide][number];

export interface Strike {
  readonly point: CrashPoint;
  readonly what: 'server' | 'postgres';
}

export interface Striker {
  strikePostgres(): void;
  arm(strike: Strike): void;
  /** Comes to a step. Never returns when it is the one. */
  reach(point: CrashPoint): Promise<void>;
}

/** `postgres` is the number of its process. */
export function striker(postgres: number): Striker {
  let armed: Strike | null = null;
  return {
    strikePostgres: () => void process.kill(postgres, 'SIGKILL'),
    arm(strike) {
      armed = strike;
    },
    async reach(point) {
      if (armed?.point !== point) return;
      const { what } = armed;
      armed = null;
      if (what === 'postgres') process.kill(postgres, 'SIGKILL');
      else process.kill(process.pid, 'SIGKILL');
      // Without its PostgreSQL the process ends by itself.
      await new Promise(() => undefined);
    },
  };
}

/** Whose transaction it is, as its first statement says; of one dispatch, or of several that came in a pouch. */
type Kind = 'queue' | 'end' | 'admission' | 'ends' | 'admissions';
const steps = {
  queue: { entry: 'queue: entry in the log', beforeCommit: 'queue: before commit', afterCommit: 'queue: after commit' },
  end: { entry: 'end: entry in the log', beforeCommit: 'end: before commit', afterCommit: 'end: after commit' },
  admission: { entry: 'entry in the log', beforeCommit: 'before commit', afterCommit: 'after commit' },
  ends: {
    entry: 'pouch: entries of ends in the log',
    beforeCommit: 'pouch: before commit of ends',
    afterCommit: 'pouch: after commit of ends',
  },
  admissions: { entry: 'pouch: entries in the log', beforeCommit: 'pouch: before commit', afterCommit: 'pouch: after commit' },
} as const satisfies Record<Kind, Record<string, CrashPoint>>;
const onTheWay: Readonly<Partial<Record<Kind, CrashPoint>>> = {
  queue: 'queue: last statements on their way',
  end: 'end: last statements on their way',
};

type After = <Value>(point: CrashPoint | null, work: Promise<Value>) => Promise<Value>;

/** What is known of transactions that run: whose they are, and how often one of a pouch came to a step of its own. */
interface Seen {
  readonly kinds: WeakMap<object, Kind>;
  /** Null for the first of a pouch, and for every one after the second. */
  ofOne(tx: unknown, alone: CrashPoint, second: CrashPoint): CrashPoint | null;
}

function seeing(): Seen {
  const kinds = new WeakMap<object, Kind>();
  const counts = new WeakMap<object, Map<CrashPoint, number>>();
  return {
    kinds,
    ofOne(tx, alone, second) {
      const kind = kinds.get(tx as object);
      if (kind !== 'ends' && kind !== 'admissions') return alone;
      const counted = counts.get(tx as object) ?? new Map<CrashPoint, number>();
      counts.set(tx as object, counted);
      const count = (counted.get(second) ?? 0) + 1;
      counted.set(second, count);
      return count === 2 ? second : null;
    },
  };
}

/** The same ports, that come to each step by name. */
export function withCrashPoints<Tx>(ports: ExchangePorts<Tx>, { reach }: Pick<Striker, 'reach'>): ExchangePorts<Tx> {
  const after: After = async (point, work) => {
    const value = await work;
    if (point !== null) await reach(point);
    return value;
  };
  const seen = seeing();
  const posted = async <Value>(names: readonly [CrashPoint, CrashPoint, CrashPoint], post: () => Promise<Value>): Promise<Value> => {
    const [sealed, notRead, read] = names;
    await reach(sealed);
    const answer = post();
    await reach(notRead);
    return after(read, answer);
  };
  const logged = async <Value>(tx: Tx, append: () => Promise<Value>): Promise<Value> => {
    const kind = seen.kinds.get(tx as object);
    const place = await append();
    if (kind !== undefined) await reach(steps[kind].entry);
    return place;
  };
  // How many envelopes came with the last call, and how many of them were opened: here one call runs at a time.
  const came = { together: 1, opened: 0 };
  return {
    ...ports,
    store: storeWith(ports.store, { seen, after, reach }),
    network: {
      ...ports.network,
      post: (peer, envelope) => posted(['sealed', 'posted, answer not read', 'answer read'], () => ports.network.post(peer, envelope)),
      postPouch: (peer, pouch) =>
        posted(['pouch: packed', 'pouch: posted, answers not read', 'pouch: answers read'], () => ports.network.postPouch(peer, pouch)),
    },
    sealSuite: openingWith(ports.sealSuite, came, reach),
    async judge(tx, given) {
      const judged = await ports.judge(tx, given);
      const isOfPeer = given.act.kind === 'ask' && given.act.from !== ports.self.authorityId;
      const point = isOfPeer ? seen.ofOne(tx, 'judged by the agreement', 'pouch: second judged by the agreement') : null;
      if (point !== null) await reach(point);
      return judged;
    },
    appendAudit: (tx, entry) => logged(tx, () => ports.appendAudit(tx, entry)),
    appendAudits: (tx, all) => logged(tx, () => ports.appendAudits(tx, all)),
    appendUnasked: (tx, all) => logged(tx, () => ports.appendUnasked(tx, all)),
    handlers: new Map([...ports.handlers].map(([kind, handler]) => [kind, handlerWith(handler, { seen, after })])),
    lanes: {
      ...ports.lanes,
      async enter(from, requestClass, sizes, now) {
        came.together = sizes.length;
        came.opened = 0;
        await reach(sizes.length > 1 ? 'pouch: bytes received' : 'bytes received');
        return ports.lanes.enter(from, requestClass, sizes, now);
      },
    },
  };
}

function openingWith<Suite extends ExchangePorts<unknown>['sealSuite']>(
  suite: Suite,
  came: { readonly together: number; opened: number },
  reach: Striker['reach'],
): Suite {
  return {
    ...suite,
    async open(given: Parameters<Suite['open']>[0]) {
      const opened = await suite.open(given);
      came.opened += 1;
      if (came.together === 1) await reach('opened');
      else if (came.opened === 2) await reach('pouch: second opened');
      return opened;
    },
  };
}

function handlerWith<Tx>(
  handler: DispatchHandler<Tx>,
  { seen, after }: { readonly seen: Seen; readonly after: After },
): DispatchHandler<Tx> {
  return {
    ...handler,
    async admit(tx, dispatch) {
      const admission = await handler.admit(tx, dispatch);
      return after(seen.ofOne(tx, 'effect of the room', 'pouch: second effect of a room'), Promise.resolve(admission));
    },
    async outcome(tx, sent, outcome) {
      await handler.outcome(tx, sent, outcome);
      await after(seen.ofOne(tx, 'end: room told', 'pouch: second room told'), Promise.resolve());
    },
  };
}

function storeWith<Tx>(
  store: ExchangeStore<Tx>,
  given: { readonly seen: Seen; readonly after: After; readonly reach: Striker['reach'] },
): ExchangeStore<Tx> {
  const { after, reach } = given;
  const { kinds } = given.seen;
  const mark = (tx: Tx, kind: Kind): void => void kinds.set(tx as object, kind);
  const whole = async <Value>(
    run: (work: (tx: Tx) => Promise<Value>) => Promise<Value>,
    work: (tx: Tx) => Promise<Value>,
  ): Promise<Value> => {
    let kind: Kind | undefined;
    const value = await run(async (tx) => {
      const done = await work(tx);
      kind = kinds.get(tx as object);
      if (kind !== undefined) await reach(steps[kind].beforeCommit);
      const sent = kind === undefined ? undefined : onTheWay[kind];
      // COMMIT is written before this turn of the program ends.
      if (sent !== undefined) setImmediate(() => void reach(sent));
      return done;
    });
    if (kind !== undefined) await reach(steps[kind].afterCommit);
    return value;
  };
  return {
    ...store,
    transaction: (work) => whole((inside) => store.transaction(inside), work),
    sharedTransaction: (work) => whole((inside) => store.sharedTransaction(inside), work),
    async nextInChannel(tx, channel, peer) {
      mark(tx, 'queue');
      return after('queue: place taken in the channel', store.nextInChannel(tx, channel, peer));
    },
    insertOutgoing: (tx, row) => after('queue: row in the outbox', store.insertOutgoing(tx, row)),
    claimDue: async (asked) => {
      const rows = await store.claimDue(asked);
      if (rows.length > 0) await reach('claimed');
      return rows;
    },
    async settle(tx, ends, heard) {
      mark(tx, ends.length > 1 ? 'ends' : 'end');
      return after(ends.length > 1 ? 'pouch: ends written' : 'end: row written', store.settle(tx, ends, heard));
    },
    lookUp: (authorityId, digests) => after(digests.length > 1 ? 'pouch: looked up' : 'looked up', store.lookUp(authorityId, digests)),
    async lockIncoming(tx, dispatches) {
      mark(tx, dispatches.length > 1 ? 'admissions' : 'admission');
      return after(dispatches.length > 1 ? 'pouch: channels locked' : 'channel locked', store.lockIncoming(tx, dispatches));
    },
    insertIncoming: async (tx, rows) => {
      await reach(rows.length > 1 ? 'pouch: receipts signed' : 'receipt signed');
      await after(rows.length > 1 ? 'pouch: rows in the inbox' : 'row in the inbox', store.insertIncoming(tx, rows));
    },
  };
}
