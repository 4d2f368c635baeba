// SPDX-License-Identifier: Apache-2.0
/**
 * The folder of PostgreSQL's Unix socket.
 *
 * It lies in the data folder. The path of a socket may have 107 bytes (103 on macOS), a limit of the system; where the
 * data folder's path is too long for that, it lies in the temporary folder, named by a digest of the data folder. Only
 * PostgreSQL's account may enter it, and root, whom no mode keeps out.
 */
import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Account } from './account.ts';

/** There is no TCP port; the number only names the socket's file. */
export const port = 5432;

/** Where the socket of a data folder lies, made or not; `undefined` when every candidate's path is too long. */
export function socketFolderOf(folder: string): string | undefined {
  const bytesMax = process.platform === 'linux' ? 107 : 103;
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const candidates = [path.join(folder, 'socket'), path.join(tmpdir(), `comity-${digest}`), path.join('/tmp', `comity-${digest}`)];
  return candidates.find((candidate) => Buffer.byteLength(path.join(candidate, `.s.PGSQL.${port}`)) <= bytesMax);
}

export async function makeSocketFolder(folder: string, account: Account | undefined): Promise<Result<string>> {
  const chosen = socketFolderOf(folder);
  if (chosen === undefined) return fail(folder, 'Its path is too long for a Unix socket.', 'Choose a data folder with a shorter path.');
  try {
    await mkdir(chosen, { mode: 0o700 });
    await chmod(chosen, 0o700);
    if (account !== undefined) await chown(chosen, account.uid, account.gid);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  // In the temporary folder, a folder of that name could have been made by anyone.
  const found = await lstat(chosen);
  if (found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0) return ok(chosen);
  return fail(
    chosen,
    'The folder for the database socket belongs to someone else or is open to others.',
    'Remove that folder and start again.',
  );
}
