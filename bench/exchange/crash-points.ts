// SPDX-License-Identifier: Apache-2.0
/**
 * Where an authority can be struck down: every step of a dispatch between its queueing and the kept receipt, by name, in order.
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
    'queue: after commit',
    'claimed',
    'sealed',
    'posted, answer not read',
    'answer read',
    'end: row written',
    'end: room told',
    'end: entry in the log',
    'end: before commit',
    'end: after commit',
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

/** Whose transaction it is, as its first statement says. */
type Kind = 'queue' | 'end' | 'admission';
const beforeCommit = { queue: 'queue: before commit', end: 'end: before commit', admission: 'before commit' } as const;
const afterCommit = { queue: 'queue: after commit', end: 'end: after commit', admission: 'after commit' } as const;
const entries = { queue: 'queue: entry in the log', end: 'end: entry in the log', admission: 'entry in the log' } as const;

type After = <Value>(point: CrashPoint, work: Promise<Value>) => Promise<Value>;

/** The same ports, that come to each step by name. */
export function withCrashPoints<Tx>(ports: ExchangePorts<Tx>, { reach }: Pick<Striker, 'reach'>): ExchangePorts<Tx> {
  const after: After = async (point, work) => {
    const value = await work;
    await reach(point);
    return value;
  };
  const kinds = new WeakMap<object, Kind>();
  const posted = async <Value>(post: () => Promise<Value>): Promise<Value> => {
    await reach('sealed');
    const answer = post();
    await reach('posted, answer not read');
    return after('answer read', answer);
  };
  const logged = async <Value>(tx: Tx, append: () => Promise<Value>): Promise<Value> => {
    const kind = kinds.get(tx as object);
    const place = await append();
    if (kind !== undefined) await reach(entries[kind]);
    return place;
  };
  return {
    ...ports,
    store: storeWith(ports.store, { kinds, after, reach }),
    network: {
      ...ports.network,
      post: (peer, envelope) => posted(() => ports.network.post(peer, envelope)),
      postPouch: (peer, pouch) => posted(() => ports.network.postPouch(peer, pouch)),
    },
    sealSuite: { ...ports.sealSuite, open: (given) => after('opened', ports.sealSuite.open(given)) },
    async judge(tx, given) {
      const judged = await ports.judge(tx, given);
      if (given.act.kind === 'ask' && given.act.from !== ports.self.authorityId) await reach('judged by the agreement');
      return judged;
    },
    appendAudit: (tx, entry) => logged(tx, () => ports.appendAudit(tx, entry)),
    appendAudits: (tx, all) => logged(tx, () => ports.appendAudits(tx, all)),
    handlers: new Map([...ports.handlers].map(([kind, handler]) => [kind, handlerWith(handler, after)])),
    lanes: {
      ...ports.lanes,
      async enter(...given) {
        await reach('bytes received');
        return ports.lanes.enter(...given);
      },
    },
  };
}

function handlerWith<Tx>(handler: DispatchHandler<Tx>, after: After): DispatchHandler<Tx> {
  return {
    ...handler,
    admit: (tx, dispatch) => after('effect of the room', handler.admit(tx, dispatch)),
    outcome: (tx, sent, outcome) => after('end: room told', handler.outcome(tx, sent, outcome)),
  };
}

function storeWith<Tx>(
  store: ExchangeStore<Tx>,
  given: { readonly kinds: WeakMap<object, Kind>; readonly after: After; readonly reach: Striker['reach'] },
): ExchangeStore<Tx> {
  const { kinds, after, reach } = given;
  const mark = (tx: Tx, kind: Kind): void => void kinds.set(tx as object, kind);
  const whole = async <Value>(
    run: (work: (tx: Tx) => Promise<Value>) => Promise<Value>,
    work: (tx: Tx) => Promise<Value>,
  ): Promise<Value> => {
    let kind: Kind | undefined;
    const value = await run(async (tx) => {
      const done = await work(tx);
      kind = kinds.get(tx as object);
      if (kind !== undefined) await reach(beforeCommit[kind]);
      return done;
    });
    if (kind !== undefined) await reach(afterCommit[kind]);
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
      mark(tx, 'end');
      return after('end: row written', store.settle(tx, ends, heard));
    },
    lookUp: (authorityId, digests) => after('looked up', store.lookUp(authorityId, digests)),
    async lockIncoming(tx, dispatches) {
      mark(tx, 'admission');
      return after('channel locked', store.lockIncoming(tx, dispatches));
    },
    insertIncoming: async (tx, rows) => {
      await reach('receipt signed');
      await after('row in the inbox', store.insertIncoming(tx, rows));
    },
  };
}
