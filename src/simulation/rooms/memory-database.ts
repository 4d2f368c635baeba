// SPDX-License-Identifier: Apache-2.0
/**
 * A database in memory for the rooms that keep tables: statements are carried out on the state of a simulated server.
 *
 *     within a transaction of the exchange    `transactionOn(tx)`: a handler's statements are part of it
 *     by officers                             `databaseOf(ports, server)`: a transaction of the room is one of the server's store
 *
 * The log of the server is one: what a room appends lies in it beside what the exchange does. What other rooms would keep is stood in
 * for where it is asked: whatever an officer of the simulation prepares, another one has approved at that moment.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  type QueryCompiler,
  type QueryResult,
  type RawNode,
  type RootOperationNode,
  sql,
} from 'kysely';
import type { MemoryState } from '../../exchange/index.ts';
import { addMs, type Database, type Instant, type NoTables, type Transaction } from '../../kernel/index.ts';
import { appendLeaf } from '../authorities/memory-log.ts';
import { carryOut, type Row, type TableRules, type Tables } from './memory-tables.ts';

export type { Row } from './memory-tables.ts';

const rules: Readonly<Record<string, TableRules>> = {
  onward_matters: { key: ['id'], json: ['record_ids', 'facts'] },
  onward_steps: { key: ['id'], json: ['recipients', 'body'] },
  onward_dispatches: { key: ['digest'] },
  onward_nodes: { key: ['matter', 'holder'] },
  onward_events: { key: ['id'], json: ['facts'], counted: 'position' },
  records: { key: ['id'] },
  record_versions: { key: ['record_id', 'version'] },
  record_holders: { key: ['record_id', 'dispatch_digest'] },
  record_consents: { key: ['matter'] },
  record_uses: { key: ['id'] },
};

/** The rows of a table as they lie in a state. */
export function rowsIn(state: MemoryState, table: string): readonly Row[] {
  return (state.effects.get(`table ${table}`) ?? []) as readonly Row[];
}

export function insertRows(tx: MemoryState, table: string, rows: readonly Row[]): void {
  tx.effects.set(`table ${table}`, [...rowsIn(tx, table), ...rows]);
}

function tablesOf(tx: MemoryState): Tables {
  return {
    rows: (table) => rowsIn(tx, table),
    replace: (table, rows) => void tx.effects.set(`table ${table}`, rows),
  };
}

/** What a server's tables are surrounded by. */
export interface Surroundings {
  /** Who has approved whatever is asked about. */
  readonly approver: string;
  /** The tables as the room gets them: a plant changes them. */
  readonly around: (tables: Tables) => Tables;
}

const opened = new WeakMap<MemoryState, Transaction>();

/** The same transaction, as a room of tables knows one. */
export function transactionOn(tx: MemoryState, surroundings: Surroundings): Transaction {
  const known = opened.get(tx);
  if (known !== undefined) return known;
  const database = new Kysely<NoTables>({
    dialect: dialectOf({ begin: () => Promise.reject(new Error('a transaction is begun once')), present: () => tx, ...surroundings }),
  });
  // Rooms use no more of a transaction than a database has: its begin and end are the exchange's.
  const transaction = database as Transaction;
  opened.set(tx, transaction);
  return transaction;
}

/** The state on which the statements of this transaction are carried out. */
export async function stateOf(tx: Transaction): Promise<MemoryState> {
  const { rows } = await sql<{ state: MemoryState }>`${sql.raw(askForState)}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a transaction has its state');
  return row.state;
}

const askForState = 'the state of this transaction';

type Run = (work: (tx: MemoryState) => Promise<void>) => Promise<void>;

/** Outside a transaction it reads what is committed. */
export function databaseOf(given: Surroundings & { readonly run: Run; readonly committed: () => MemoryState }): Database {
  const { run, committed, ...surroundings } = given;
  return new Kysely<NoTables>({ dialect: dialectOf({ begin: () => beginOn(run), present: committed, ...surroundings }) });
}

interface Begun {
  readonly tx: MemoryState;
  end(isKept: boolean): Promise<void>;
}

/** A transaction that whoever began it ends, in place of a function that is run inside one. */
async function beginOn(run: Run): Promise<Begun> {
  const started = Promise.withResolvers<MemoryState>();
  const ended = Promise.withResolvers<boolean>();
  const whole = run(async (tx) => {
    started.resolve(tx);
    if (!(await ended.promise)) throw rolledBack;
  });
  whole.catch(started.reject);
  const tx = await started.promise;
  return {
    tx,
    async end(isKept) {
      ended.resolve(isKept);
      await whole.catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
    },
  };
}

const rolledBack = new Error('the transaction is undone');

interface Ground extends Surroundings {
  readonly begin: () => Promise<Begun>;
  readonly present: () => MemoryState;
}

function dialectOf(ground: Ground): Dialect {
  const begun = new WeakMap<DatabaseConnection, Begun>();
  const end = async (connection: DatabaseConnection, isKept: boolean): Promise<void> => {
    const found = begun.get(connection);
    begun.delete(connection);
    await found?.end(isKept);
  };
  const nothing = async (): Promise<void> => undefined;
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => treeAsItIs,
    createDriver: () => ({
      init: nothing,
      destroy: nothing,
      releaseConnection: nothing,
      async acquireConnection() {
        const connection: DatabaseConnection = {
          executeQuery: async <Result>({ query }: CompiledQuery) =>
            ({ rows: answerTo(query, begun.get(connection)?.tx ?? ground.present(), ground) }) as QueryResult<Result>,
          streamQuery: () => {
            throw new Error('tables in memory have no streams');
          },
        };
        return connection;
      },
      beginTransaction: async (connection) => void begun.set(connection, await ground.begin()),
      commitTransaction: (connection) => end(connection, true),
      rollbackTransaction: (connection) => end(connection, false),
    }),
  };
}

/** Nothing is written as SQL: the tree of a statement is what is carried out. */
const treeAsItIs: QueryCompiler = { compileQuery: (query, queryId) => ({ query, queryId, sql: '', parameters: [] }) };

function answerTo(query: RootOperationNode, state: MemoryState, { approver, around }: Surroundings): readonly Row[] {
  if (query.kind === 'RawNode') return rawAnswer(query, state);
  const table = query.kind === 'SelectQueryNode' ? nameOfTable(query.from?.froms[0]) : null;
  if (table === 'approvals') return [approvalAskedFor(query, approver)];
  if (query.kind === 'UpdateQueryNode' && nameOfTable(query.table) === 'approvals') return [];
  if (query.kind === 'DeleteQueryNode' && nameOfTable(query.from.froms[0]) === 'approvals_asked') return [];
  return carryOut(query, around(tablesOf(state)), rules);
}

function nameOfTable(node: unknown): string | null {
  return (node as { table?: { identifier?: { name: string } } } | undefined)?.table?.identifier?.name ?? null;
}

const approvalLastsMs = 24 * 3_600_000;

/** Given at this moment, which is a day after the earliest that counts. */
function approvalAskedFor(query: RootOperationNode, approver: string): Row {
  const since = valuesIn(query).find((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) as Instant | undefined;
  if (since === undefined) throw new Error('approvals are asked for since a moment');
  return { officer_id: approver, at: addMs(since, approvalLastsMs), method: 'password+totp', authenticator: null, proof: null };
}

function valuesIn(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('kind' in node && node.kind === 'ValueNode') return [valueIn(node)];
  return Object.values(node).flatMap(valuesIn);
}

function valueIn(node: object): unknown {
  return 'value' in node ? node.value : undefined;
}

const leafHashBytes = 32;
/** Salt, digest and leaf hash stand before the body of each entry, as audit/tables/store.ts says. */
const packedBefore = 96;

/** The log is appended to by a function of the database. */
function rawAnswer({ sqlFragments, parameters }: RawNode, state: MemoryState): readonly Row[] {
  const whole = sqlFragments.join('');
  if (whole.includes('audit_append_all')) {
    const values = parameters.filter(({ kind }) => kind === 'ValueNode').map(valueIn);
    const [events, , packed, lengths] = values as [string[], string[], Uint8Array, number[]];
    let at = 0;
    return events.map((event, n) => {
      const bodyAt = at + packedBefore;
      const leafHash = new Uint8Array(packed.subarray(bodyAt - leafHashBytes, bodyAt));
      at = bodyAt + (lengths[n] ?? 0);
      const body = JSON.parse(new TextDecoder().decode(packed.subarray(bodyAt, at))) as { details: Record<string, unknown> };
      const { index, root } = appendLeaf(state, { event, details: body.details, leafHash });
      return { place: index, root: Buffer.from(root, 'hex') };
    });
  }
  if (JSON.stringify(parameters).includes(askForState) || whole.includes(askForState)) return [{ state }];
  throw new Error(`tables in memory do not carry out: ${whole}`);
}
