// SPDX-License-Identifier: Apache-2.0
/**
 * DuckDB as the reader and writer of CSV and Parquet files, and nothing else: in memory, with downloads of extensions off. It is loaded
 * when the first file is opened: a server that reads none does without it.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** What it may hold before it spills; a reader streams, so it needs little. */
const memoryLimit = '1GB';

export interface Duck {
  readonly connection: DuckDBConnection;
  /** Rows of a query, chunk by chunk, as columns of values. */
  chunks(sql: string, values?: readonly DuckDBValue[]): AsyncGenerator<readonly (readonly DuckDBValue[])[]>;
  close(): void;
}

export async function openDuck(given: { readonly threads: number; readonly spillFolder: string }): Promise<Duck> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memoryLimit,
    temp_directory: given.spillFolder,
    threads: String(given.threads),
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  return {
    connection,
    async *chunks(sql, values = []) {
      const result = await connection.stream(sql, [...values]);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getColumns();
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A name inside double quotes, as SQL wants it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
