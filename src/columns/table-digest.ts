// SPDX-License-Identifier: Apache-2.0
/**
 * The digest of a table: what an alert or a trace names as its input, so that another authority can tell that it holds the same.
 *
 * SHA-256 over the columns in a fixed order, each as its name, its length in bytes and its bytes (little endian), and after them
 * over the dictionaries in canonical JSON. It depends on the rows and their order and on nothing else: not on the file's format, its
 * compression, or the machine.
 */
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { canonicalJson } from '../kernel/index.ts';
import type { MarketEvents } from './market-events.ts';
import type { Movements } from './movements.ts';

/** `sha256:` and 64 hexadecimal digits. */
export type TableDigest = `sha256:${string}`;

export function digestOfMarketEvents(events: MarketEvents): TableDigest {
  const { timeNs, kind, side, instrument, account, counterAccount, order, counterOrder, price, size, sequence } = events;
  const columns = { timeNs, kind, side, instrument, account, counterAccount, order, counterOrder, price, size, sequence };
  const { count, originMs, instruments, accounts, owners } = events;
  const names = { count, originMs, instruments, accounts, owners: [...owners.names()] };
  return digestOf('market-events/1', columns, names, orderNames(events));
}

export function digestOfMovements(movements: Movements): TableDigest {
  const { timeMs, from, to, asset, amount, wide, kind, transaction, sourceRow } = movements;
  const columns = { timeMs, from, to, asset, amount, ...(wide === null ? {} : { wide }), kind, transaction, sourceRow };
  return digestOf('movements/1', columns, factsOfMovements(movements), namesOfMovements(movements));
}

/** The same digest of a table whose columns lie elsewhere, each given by its length and its bytes in order. */
export function digestOfMovementColumns(
  columns: Readonly<Record<string, ColumnBytes>>,
  table: Pick<Movements, 'count' | 'assets' | 'parties' | 'transactions'>,
): TableDigest {
  return digestOfBytes('movements/1', columns, factsOfMovements(table), namesOfMovements(table));
}

function factsOfMovements({ count, assets }: Pick<Movements, 'count' | 'assets'>) {
  return { count, assets };
}

function* namesOfMovements({ parties, transactions }: Pick<Movements, 'parties' | 'transactions'>): Generator<string> {
  yield* parties.names();
  yield '\u0000';
  yield* transactions.names();
}

function orderNames(events: MarketEvents): Iterable<string> {
  return (function* names() {
    for (let order = 1; order < events.orders.size; order += 1) yield events.orders.nameOf(order);
  })();
}

/** Names are written a few thousand at a time: one string for a million would be larger than a string may be. */
const namesPerWrite = 4096;

function digestOf(
  label: string,
  columns: Readonly<Record<string, Float64Array | Uint32Array | Uint8Array | BigUint64Array>>,
  facts: unknown,
  names: Iterable<string>,
): TableDigest {
  const bytes = Object.entries(columns).map(([name, column]) => {
    const { byteLength } = column;
    return [name, { byteLength, pieces: () => [new Uint8Array(column.buffer, column.byteOffset, byteLength)] }] as const;
  });
  return digestOfBytes(label, Object.fromEntries(bytes), facts, names);
}

/** A column as bytes, a piece at a time. */
export interface ColumnBytes {
  readonly byteLength: number;
  readonly pieces: () => Iterable<Uint8Array>;
}

function digestOfBytes(
  label: string,
  columns: Readonly<Record<string, ColumnBytes>>,
  facts: unknown,
  names: Iterable<string>,
): TableDigest {
  if (endianness() !== 'LE') throw new Error('Digests of tables are defined for little-endian machines.');
  const hash = createHash('sha256').update(`comity ${label}\n`);
  for (const [name, { byteLength, pieces }] of Object.entries(columns)) {
    hash.update(`${name} ${byteLength}\n`);
    for (const piece of pieces()) hash.update(piece);
  }
  hash.update(canonicalJson(facts));
  let part: string[] = [];
  for (const name of names) {
    part.push(name);
    if (part.length === namesPerWrite) {
      hash.update(canonicalNames(part));
      part = [];
    }
  }
  return `sha256:${hash.update(canonicalNames(part)).digest('hex')}`;
}

/** Canonical JSON of a list of texts. It is what JSON.stringify gives, ten times faster, unless half a character stands in one. */
function canonicalNames(names: readonly string[]): string {
  return names.every((name) => name.isWellFormed()) ? JSON.stringify(names) : canonicalJson(names);
}

/** The digest of any value in canonical JSON, for what an engine finds in a table. */
export function digestOfValue(value: unknown): TableDigest {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}
