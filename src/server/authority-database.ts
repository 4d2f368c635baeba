// SPDX-License-Identifier: Apache-2.0
/**
 * The database of an authority's folder: the operator's PostgreSQL where DATABASE_URL names one, else the embedded one in
 * the folder. Opened with all migrations run.
 */
import path from 'node:path';
import { agreementMigrations } from '../agreements/index.ts';
import { assistanceMigrations } from '../assistance/index.ts';
import { auditMigrations } from '../audit/index.ts';
import { exchangeMigrations } from '../exchange/index.ts';
import { ok, type Result } from '../kernel/index.ts';
import { officerMigrations } from '../officers/index.ts';
import { recordMigrations } from '../records/index.ts';
import type { Configuration } from './configuration.ts';
import { migrate, type OpenDatabase, openDatabase } from './database.ts';
import { startPostgres } from './postgres/index.ts';

export interface AuthorityDatabase extends OpenDatabase {
  /** What holds the data, in words for the operator. */
  readonly description: string;
}

export const allMigrations = [auditMigrations, officerMigrations, agreementMigrations, exchangeMigrations, recordMigrations, assistanceMigrations];

export async function openAuthorityDatabase(
  configuration: Pick<Configuration, 'folder' | 'databaseUrl' | 'postgresBin'>,
  onProgress: (sentence: string) => void,
): Promise<Result<AuthorityDatabase>> {
  if (configuration.databaseUrl !== null) {
    const opened = openDatabase({ connectionString: configuration.databaseUrl });
    await migrate(opened.database, allMigrations);
    return ok({ ...opened, description: "the operator's PostgreSQL (DATABASE_URL)" });
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
  return ok({ ...opened, close, description: `the embedded PostgreSQL ${started.value.version} in ${started.value.dataFolder}` });
}
