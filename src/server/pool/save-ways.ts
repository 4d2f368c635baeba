// SPDX-License-Identifier: Apache-2.0
/**
 * What a connection does by itself to go fewer ways to PostgreSQL and to ask less of it on each.
 *
 * What it is asked again and again it prepares. BEGIN goes with the first statement of its transaction, and a transaction without a
 * statement goes no way at all:
 *
 *     kysely          begin        select ... $1           insert ... $1           commit
 *     the line                     begin, select ... $1    insert ... $1           commit
 *
 * Both stand before one Sync, so where BEGIN fails the server passes over what is behind it: nothing is ever written outside its
 * transaction. COMMIT waits for its own answer, since it is what a receipt rests on.
 *
 * What it does not do: it changes no statement and sends none before its time. The obvious alternative, the pipeline of `pg`, ends every
 * statement with a Sync of its own, so that a statement behind a BEGIN that failed would be written at once and alone.
 */
import pg from 'pg';

/** A statement that a connection has met so often is prepared there, and from then on parsed and planned no more. */
const preparedFrom = 3;
/** Prepared statements of one connection, each of some kilobytes in PostgreSQL: all that we repeat, and room besides. */
const preparedMax = 256;
/** Texts that are counted at a time; those with lists of any length in them are many, and are forgotten together. */
const countedMax = 2048;

type Statement = { readonly text: string; readonly values: unknown[]; readonly name?: string };

export function saveWays(client: pg.PoolClient): void {
  const plain = client.query.bind(client);
  const nameOf = namesOfRepeated();
  const answered = new Set<string>();
  let isBegun = true;
  const ask = async (statement: Statement, isFirst: boolean): Promise<unknown> => {
    const { name } = statement;
    // What is prepared with this very question could fail there, and must not be taken for prepared: it goes alone.
    const isTogether = isFirst && (name === undefined || answered.has(name));
    if (isFirst && !isTogether) await plain('begin');
    const answer = await (isTogether ? withBegin(plain, statement) : plain(statement));
    if (name !== undefined) answered.add(name);
    return answer;
  };
  const query = (...given: readonly unknown[]): unknown => {
    const [text, values] = given;
    const isFirst = !isBegun;
    isBegun = text !== 'begin';
    if (!isBegun) return Promise.resolve(emptyAnswer('BEGIN'));
    if (isFirst && (text === 'commit' || text === 'rollback')) return Promise.resolve(emptyAnswer(text.toUpperCase()));
    // Only what has parameters: the rest is rare, and may be several statements in one text.
    const isOne = given.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0;
    if (!isOne)
      return isFirst ? plain('begin').then((): unknown => Reflect.apply(plain, client, given)) : Reflect.apply(plain, client, given);
    const name = nameOf(text);
    return ask({ text, values: values as unknown[], ...(name === undefined ? {} : { name }) }, isFirst);
  };
  Object.defineProperty(client, 'query', { value: query, configurable: true });
}

function emptyAnswer(command: string): { command: string; rowCount: null; rows: [] } {
  return { command, rowCount: null, rows: [] };
}

function withBegin(plain: pg.PoolClient['query'], statement: Statement): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(statement, (error: Error | undefined, answers: unknown) => {
      // One answer to BEGIN and one to the statement.
      if (error) reject(error);
      else resolve(Array.isArray(answers) ? answers.at(-1) : answers);
    });
    const submit = query.submit.bind(query);
    query.submit = (connection) => {
      connection.stream.cork();
      connection.parse({ name: '', text: 'begin', types: [] }, true);
      connection.bind({}, true);
      connection.execute({}, true);
      const problem = submit(connection);
      connection.stream.uncork();
      return problem;
    };
    plain(query);
  });
}

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
