// SPDX-License-Identifier: Apache-2.0
/**
 * What a connection does by itself to go fewer ways to PostgreSQL and to ask less of it on each.
 *
 * What it is asked again and again it prepares. Inside a transaction, what nobody waits for goes with the next statement: BEGIN, and
 * whatever says of itself that its answer tells nothing (`withNextMark` in kernel). A transaction without a statement goes no way at all.
 *
 *     kysely          begin     select ... $1           insert ... $1 (with next)   commit
 *     the line                  begin, select ... $1                                insert ... $1, commit
 *
 * All that goes together stands before one Sync, so where one statement fails the server passes over what is behind it, COMMIT too:
 * nothing is ever written outside its transaction, and no transaction is kept without one of its statements. COMMIT itself is
 * answered before anything else is done, since it is what a receipt rests on.
 *
 * What it does not do: it changes no statement, and no order. The obvious alternative, the pipeline of `pg`, ends every statement with a
 * Sync of its own, so that a statement behind one that failed would be carried out all the same.
 */
import pg from 'pg';
import { withNextMark } from '../../kernel/index.ts';

/** A statement that a connection has met so often is prepared there, and from then on parsed and planned no more. */
const preparedFrom = 3;
/** Prepared statements of one connection, each of some kilobytes in PostgreSQL: all that we repeat, and room besides. */
const preparedMax = 256;
/** Texts that are counted at a time; those with lists of any length in them are many, and are forgotten together. */
const countedMax = 2048;

type Statement = { readonly text: string; readonly values: unknown[]; readonly name?: string };

const begin: Statement = { text: 'begin', values: [] };
const commit: Statement = { text: 'commit', values: [] };

export function saveWays(client: pg.PoolClient): void {
  const plain = client.query.bind(client);
  const nameOf = namesOfRepeated();
  const answered = new Set<string>();
  let isInside = false;
  let waiting: readonly Statement[] = [];
  const ask = async (statement: Statement, before: readonly Statement[]): Promise<unknown> => {
    const { name } = statement;
    // What is prepared with this very question could fail there, and must not be taken for prepared: it goes alone.
    const isTogether = before.length > 0 && (name === undefined || answered.has(name));
    if (before.length > 0 && !isTogether) await together(plain, before);
    const answer = await (isTogether ? together(plain, [...before, statement]) : plain(statement));
    if (name !== undefined) answered.add(name);
    return answer;
  };
  const end = (text: 'commit' | 'rollback', before: readonly Statement[]): unknown => {
    // Nothing was sent yet where BEGIN still waits, and what waits when it is undone never is.
    if (before[0] === begin && (text === 'rollback' || before.length === 1)) return emptyAnswer(text.toUpperCase());
    return text === 'commit' && before.length > 0 ? together(plain, [...before, commit]) : plain(text);
  };
  const query = (...given: readonly unknown[]): unknown => {
    const [text, values] = given;
    const before = waiting;
    waiting = [];
    if (text === 'begin') {
      isInside = true;
      waiting = [begin];
      return emptyAnswer('BEGIN');
    }
    if (text === 'commit' || text === 'rollback') {
      isInside = false;
      return end(text, before);
    }
    if (!isOneStatement(given)) {
      const ownWay = (): unknown => Reflect.apply(plain, client, given);
      return before.length === 0 ? ownWay() : together(plain, before).then(ownWay);
    }
    const name = nameOf(text as string);
    const statement = { text: text as string, values: values as unknown[], ...(name === undefined ? {} : { name }) };
    if (isInside && name !== undefined && answered.has(name) && statement.text.startsWith(withNextMark)) {
      waiting = [...before, statement];
      return emptyAnswer('');
    }
    return ask(statement, before);
  };
  Object.defineProperty(client, 'query', { value: query, configurable: true });
}

/** Whatever has parameters, and a question that is one statement; the rest is rare, and may be several statements in one text. */
function isOneStatement([text, values, ...others]: readonly unknown[]): boolean {
  if (typeof text !== 'string' || !Array.isArray(values) || others.length > 0) return false;
  return values.length > 0 || /^select [^;]*$/.test(text);
}

function emptyAnswer(command: string): Promise<{ command: string; rowCount: null; rows: [] }> {
  return Promise.resolve({ command, rowCount: null, rows: [] });
}

/** Sends them before one Sync; gives the answer to the last. */
function together(plain: pg.PoolClient['query'], statements: readonly Statement[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let unwritten: Error | undefined;
    const whole = queryOf(statements.at(-1) ?? begin, (error, answers) => {
      const problem = unwritten ?? error;
      // One answer to each statement.
      if (problem) reject(problem);
      else resolve(Array.isArray(answers) ? answers.at(-1) : answers);
    });
    whole.submit = (connection) => {
      const line = unsyncedOf(connection);
      const note = (error: Error | null | undefined): void => void (unwritten ??= error ?? undefined);
      connection.stream.cork();
      for (const statement of statements) {
        note(queryOf(statement, note).submit(line) as Error | null | undefined);
        // Where the parameters of one cannot be written, nothing behind it is.
        if (unwritten !== undefined) break;
      }
      connection.sync();
      connection.stream.uncork();
    };
    plain(whole);
  });
}

type Answered = (error: Error | undefined, answers: unknown) => void;

/** Given whole, a statement would be copied member by member, each with all that JavaScript knows of it. */
function queryOf({ text, values, name }: Statement, answered: Answered): pg.Query {
  const query: pg.Query = Reflect.construct(pg.Query, [text, values, answered]);
  return Object.assign(query, { name, queryMode: 'extended' });
}

/** A connection as a statement sees it behind which no Sync is to stand. */
function unsyncedOf(connection: pg.Connection): pg.Connection {
  const made = unsynced.get(connection) ?? (Object.create(connection, { sync: { value: () => undefined } }) as pg.Connection);
  unsynced.set(connection, made);
  return made;
}

const unsynced = new WeakMap<pg.Connection, pg.Connection>();

/**
 * The name under which a text is prepared, from the time on when it was met often enough. A plan that no longer fits, since a column
 * was added meanwhile, is an error of that statement and not a wrong answer.
 */
function namesOfRepeated(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= preparedMax) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (counts.size >= countedMax) counts.clear();
    counts.set(text, count);
    if (count < preparedFrom) return undefined;
    const name = `comity_${names.size}`;
    names.set(text, name);
    counts.delete(text);
    return name;
  };
}
