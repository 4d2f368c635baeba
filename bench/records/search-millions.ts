// SPDX-License-Identifier: Apache-2.0
/**
 * Search, and the page of an entity, in a million reports and a million registrations; `COMITY_BENCH_RECORDS` names another number of each.
 *
 * Making them takes a quarter of an hour: `COMITY_BENCH_STORE` names a folder in which they are kept, and in which the next run finds them.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditMigrations } from '../../src/audit/index.ts';
import { findingsMigrations } from '../../src/findings/index.ts';
import { instantFromMs } from '../../src/kernel/index.ts';
import { recordMigrations } from '../../src/records/index.ts';
import { systemRandom } from '../../src/server/index.ts';
import { migrate, openDatabase } from '../../src/server/database.ts';
import { startPostgres } from '../../src/server/postgres/index.ts';
import type { Print } from '../main.ts';
import { measureEntity } from './measure-entity.ts';
import { measureSearch } from './measure-search.ts';
import { fillMillions } from './million-records.ts';

const searchedCount = Number(process.env['COMITY_BENCH_RECORDS'] ?? '1000000');
const keptFolder = process.env['COMITY_BENCH_STORE'];
const now = instantFromMs(Date.UTC(2026, 10, 20));

export async function searchMillions(print: Print): Promise<void> {
  if (keptFolder !== undefined) await mkdir(keptFolder, { recursive: true });
  const folder = keptFolder ?? (await mkdtemp(path.join(tmpdir(), 'comity-bench-search-')));
  const postgres = await startPostgres({ dataFolder: folder, name: 'XB', binariesOverride: undefined, onProgress: () => undefined });
  if (!postgres.ok) throw new Error(postgres.issues[0]?.problem);
  const { database, close } = openDatabase({ ...postgres.value.connection });
  try {
    await migrate(database, [auditMigrations, recordMigrations, findingsMigrations]);
    const from = performance.now();
    const said = (what: string): void => void process.stderr.write(`${Math.round((performance.now() - from) / 1000)} s: ${what}\n`);
    const filled = await database.connection().execute((one) => fillMillions(one, searchedCount, now, said));
    print({ name: 'records.searched', value: filled.rows, unit: 'records' });
    const [analyst, supervisor] = [`off_${'1'.repeat(26)}`, `off_${'2'.repeat(26)}`];
    const deps = {
      self: `ca1${'b'.repeat(52)}`,
      knowsReports: async (_: unknown, officer: string) => officer === analyst,
      officerNames: async () => new Map<string, string>(),
      authorityNames: async () => new Map<string, { readonly name: string }>(),
    };
    const searching = { words: filled.words, count: searchedCount, deps, officers: [analyst, analyst, supervisor], now };
    await measureSearch(database, searching, print);
    const rest = { random: systemRandom, officerNames: deps.officerNames, hiddenCases: async () => new Set<string>() };
    await measureEntity({ database, records: deps, ...rest }, searching, print);
  } finally {
    await close();
    await postgres.value.stop();
    if (keptFolder === undefined) await rm(folder, { recursive: true, force: true });
  }
}
