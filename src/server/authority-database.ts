// SPDX-License-Identifier: Apache-2.0
/**
 * The database of an authority's folder: the operator's PostgreSQL where DATABASE_URL names one, else the embedded one in
 * the folder. Opened with all migrations run.
 */
import path from 'node:path';
import { agreementMigrations, publishedMigrations } from '../agreements/index.ts';
import { assistanceMigrations, draftVersionMigrations, oralRequestMigrations, overviewMigrations } from '../assistance/index.ts';
import { dataProtectionMigrations } from '../data-protection/index.ts';
import { evidenceMigrations } from '../evidence/index.ts';
import { freezingMigrations } from '../freezing/index.ts';
import { jointMigrations } from '../joint-operations/index.ts';
import { onwardMigrations } from '../onward/index.ts';
import { deskMigrations } from '../desk/index.ts';
import { findingsMigrations } from '../findings/index.ts';
import { auditMigrations } from '../audit/index.ts';
import { attachmentMigrations, exchangeMigrations } from '../exchange/index.ts';
import { fail, ok, type Result } from '../kernel/index.ts';
import { letterMigrations } from '../letters/index.ts';
import { negotiationMigrations } from '../negotiation/index.ts';
import { officerMigrations } from '../officers/index.ts';
import { recordMigrations } from '../records/index.ts';
import { reportingMigrations } from '../reporting/index.ts';
import type { Configuration } from './configuration.ts';
import { type DatabaseConnection, migrate, type OpenDatabase, openDatabase } from './database.ts';
import { startPostgres } from './postgres/index.ts';

export interface AuthorityDatabase extends OpenDatabase {
  /** What holds the data, in words for the operator. */
  readonly description: string;
  /** Settled when the PostgreSQL that we started ends; never, where it is not ours. */
  readonly lost: Promise<void>;
}

const exchangeAll = { ...exchangeMigrations, ...attachmentMigrations };

export const allMigrations = [
  auditMigrations,
  officerMigrations,
  { ...agreementMigrations, ...publishedMigrations },
  exchangeAll,
  recordMigrations,
  assistanceMigrations,
  { ...overviewMigrations, ...draftVersionMigrations, ...oralRequestMigrations },
  freezingMigrations,
  evidenceMigrations,
  onwardMigrations,
  jointMigrations,
  findingsMigrations,
  negotiationMigrations,
  deskMigrations,
  reportingMigrations,
  letterMigrations,
  dataProtectionMigrations,
];

export async function openAuthorityDatabase(
  configuration: Pick<Configuration, 'folder' | 'databaseUrl' | 'postgresBin'>,
  onProgress: (sentence: string) => void,
  connection?: DatabaseConnection,
): Promise<Result<AuthorityDatabase>> {
  if (connection !== undefined) return openOperators(connection, 'a database that was handed over');
  if (configuration.databaseUrl !== null) {
    return openOperators({ connectionString: configuration.databaseUrl }, "the operator's PostgreSQL (DATABASE_URL)");
  }
  const started = await startPostgres({
    dataFolder: path.join(configuration.folder, 'postgres'),
    name: path.basename(configuration.folder),
    binariesOverride: configuration.postgresBin ?? undefined,
    onProgress,
  });
  if (!started.ok) return started;
  const opened = openDatabase({ ...started.value.connection });
  const close = async (): Promise<void> => {
    await opened.close();
    await started.value.stop();
  };
  try {
    await migrate(opened.database, allMigrations);
  } catch (error) {
    await close();
    throw error;
  }
  const lost = started.value.exited.then((exit) => (exit.isExpected ? new Promise<void>(() => undefined) : undefined));
  return ok({ ...opened, close, lost, description: `the embedded PostgreSQL ${started.value.version} in ${started.value.dataFolder}` });
}

async function openOperators(connection: DatabaseConnection, description: string): Promise<Result<AuthorityDatabase>> {
  const opened = openDatabase(connection);
  try {
    await opened.pool.query('select 1');
  } catch (error) {
    await opened.close();
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return fail('DATABASE_URL', `The PostgreSQL it names cannot be reached (${why}).`, 'Start that PostgreSQL, or correct the address.');
  }
  await migrate(opened.database, allMigrations);
  return ok({ ...opened, description, lost: new Promise<void>(() => undefined) });
}
