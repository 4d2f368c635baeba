// SPDX-License-Identifier: Apache-2.0
/** The way into the PostgreSQL of a data folder that another process has started: for a backup of a server that goes on working. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { databaseName, passwordFileIn, roleName } from './create-cluster.ts';
import { chooseDataFolder } from './data-folder.ts';
import { port, socketFolderOf } from './socket-folder.ts';
import type { PostgresConnection } from './start-postgres.ts';

/** Whether it really runs is found out by connecting. */
export async function runningConnection(wanted: string): Promise<Result<PostgresConnection>> {
  const chosen = await chooseDataFolder(wanted, { name: path.basename(wanted) });
  if (!chosen.ok) return chosen;
  const { folder } = chosen.value;
  const host = socketFolderOf(folder);
  const password = await readFile(passwordFileIn(folder), 'utf8').catch(() => null);
  if (host === undefined || password === null)
    return fail(folder, 'There is no database in it.', 'Name the folder of an authority in COMITY_FOLDER.');
  return ok({ host, port, database: databaseName, user: roleName, password: password.trim() });
}
