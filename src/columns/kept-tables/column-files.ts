// SPDX-License-Identifier: Apache-2.0
/**
 * The columns of a table on disk: a file for each, its rows as they would stand in memory, so that a column is read whole in one go, or
 * in pieces beside others.
 */
import { closeSync, openSync } from 'node:fs';
import type { Movements } from '../movements.ts';
import { limbsPerAmount } from '../wide-amounts.ts';
import { readWhole } from './paged-file.ts';
import { writeWhole } from './records.ts';

/** In the order in which the digest of a table has them. */
const kinds = {
  timeMs: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  asset: Uint32Array,
  amount: Float64Array,
  wide: BigUint64Array,
  kind: Uint8Array,
  transaction: Uint32Array,
  sourceRow: Float64Array,
} as const;
type ColumnName = keyof typeof kinds;
type ColumnOf<Name extends ColumnName> = InstanceType<(typeof kinds)[Name]>;

export type MovementColumns = Pick<Movements, ColumnName>;

export interface ColumnFiles {
  /** Names of the columns that the table has, in the order of its digest. */
  readonly names: readonly ColumnName[];
  byteLength(name: ColumnName): number;
  /** Some columns side by side, some ten thousand rows at a time, in the same memory each time. */
  pieces<Name extends Exclude<ColumnName, 'wide'>>(
    names: readonly Name[],
  ): Generator<{ readonly [Each in Name]: ColumnOf<Each> } & { readonly count: number }>;
  /** One column as bytes. */
  bytes(name: ColumnName): Generator<Uint8Array>;
  /** All of them in memory. */
  load(): MovementColumns;
  /** Of some rows alone, in the order in which they are given. */
  loadRows(rows: readonly number[]): MovementColumns;
}

const pieceRows = 2 ** 16;

function rowBytes(name: ColumnName): number {
  return kinds[name].BYTES_PER_ELEMENT * (name === 'wide' ? limbsPerAmount : 1);
}

export function openColumnFiles(folder: string, table: { readonly count: number; readonly isWide: boolean }): ColumnFiles {
  const { count, isWide } = table;
  const names = (Object.keys(kinds) as ColumnName[]).filter((name) => name !== 'wide' || isWide);
  const fileOf = (name: ColumnName): string => `${folder}/${name}.column`;
  const byteLength = (name: ColumnName): number => count * rowBytes(name);
  return {
    names,
    byteLength,
    *pieces(wanted) {
      const handles = wanted.map((name) => openSync(fileOf(name), 'r'));
      try {
        const arrays = wanted.map((name) => new kinds[name](pieceRows));
        for (let from = 0; from < count; from += pieceRows) {
          const rows = Math.min(pieceRows, count - from);
          for (const [index, array] of arrays.entries()) {
            const each = array.BYTES_PER_ELEMENT;
            readWhole(handles[index] ?? -1, new Uint8Array(array.buffer, 0, rows * each), from * each);
          }
          yield { ...Object.fromEntries(wanted.map((name, index) => [name, arrays[index]])), count: rows } as never;
        }
      } finally {
        for (const handle of handles) closeSync(handle);
      }
    },
    *bytes(name) {
      const handle = openSync(fileOf(name), 'r');
      try {
        const piece = new Uint8Array(Math.min(byteLength(name), pieceRows * 32));
        for (let from = 0; from < byteLength(name); from += piece.length) {
          const part = piece.subarray(0, Math.min(piece.length, byteLength(name) - from));
          readWhole(handle, part, from);
          yield part;
        }
      } finally {
        closeSync(handle);
      }
    },
    load: () =>
      columnsBy(isWide, (name) => readColumn(fileOf(name), { name, rows: count }, (handle, bytes) => readWhole(handle, bytes, 0))),
    loadRows: (rows) =>
      columnsBy(isWide, (name) =>
        readColumn(fileOf(name), { name, rows: rows.length }, (handle, bytes) => {
          const each = rowBytes(name);
          for (const [index, row] of rows.entries()) readWhole(handle, bytes.subarray(index * each, (index + 1) * each), row * each);
        }),
      ),
  };
}

function columnsBy(isWide: boolean, column: <Name extends ColumnName>(name: Name) => ColumnOf<Name>): MovementColumns {
  return {
    timeMs: column('timeMs'),
    from: column('from'),
    to: column('to'),
    asset: column('asset'),
    amount: column('amount'),
    wide: isWide ? column('wide') : null,
    kind: column('kind'),
    transaction: column('transaction'),
    sourceRow: column('sourceRow'),
  };
}

/** So many rows of a column, as `fill` reads them into the bytes. */
function readColumn<Name extends ColumnName>(
  file: string,
  { name, rows }: { readonly name: Name; readonly rows: number },
  fill: (handle: number, bytes: Uint8Array) => void,
): ColumnOf<Name> {
  const bytes = new ArrayBuffer(rows * rowBytes(name));
  const handle = openSync(file, 'r');
  try {
    fill(handle, new Uint8Array(bytes));
  } finally {
    closeSync(handle);
  }
  return new kinds[name](bytes) as ColumnOf<Name>;
}

export interface ColumnWriter {
  add(columns: MovementColumns): void;
  close(): void;
}

export function writeColumnFiles(folder: string, table: { readonly isWide: boolean }): ColumnWriter {
  const names = (Object.keys(kinds) as ColumnName[]).filter((name) => name !== 'wide' || table.isWide);
  const handles = names.map((name) => openSync(`${folder}/${name}.column`, 'w', 0o600));
  return {
    add(columns) {
      for (const [index, name] of names.entries()) {
        const column = columns[name];
        if (column !== null) writeWhole(handles[index] ?? -1, column);
      }
    },
    close() {
      for (const handle of handles) closeSync(handle);
    },
  };
}
