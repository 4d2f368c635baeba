// SPDX-License-Identifier: Apache-2.0
/**
 * Where the data lies.
 *
 * Mostly where the caller wants it. Under root there is a trap: PostgreSQL's account must be able to enter the folder,
 * and root's home, where an operator trying Comity often is, lets nobody in. Then another folder is chosen, in /var/lib/comity
 * or, as a last resort, in the temporary folder, and a sentence names it and says why.
 *
 *     wanted  ~/comity/.data/xa               the account postgres cannot enter root's home
 *     chosen  /var/lib/comity/xa-5f0c1a9e     the digits are a digest of the wanted path
 *     note    ~/comity/.data/xa/kept-elsewhere.json names the chosen folder
 *
 * The note makes the choice last. Without it, a change of permissions or of the temporary folder would make the next
 * start choose differently and begin, silently, with an empty database. For the same reason two things are refused: a
 * note whose folder is gone, and a wanted folder that holds a database which the account can no longer enter.
 */
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Account, canEnter, databaseAccount, firstClosedFolder } from './account.ts';
import { lockFolder } from './folder-lock.ts';
import { clearLeftover } from './leftover.ts';
import { socketFolderOf } from './socket-folder.ts';
import { claimFolder, makeFolders, standInBases } from './stand-in-folder.ts';

export interface DataFolder {
  readonly folder: string;
  readonly account: Account | undefined;
  /** Why it is not the wanted folder, for the operator; `undefined` where it is. */
  readonly notice: string | undefined;
}

export interface ChooseOptions {
  /** A short name of the authority, for the stand-in folder's name: letters, digits and hyphens. */
  readonly name: string;
  /** Where a stand-in folder may be made, the best first; ordinarily those of stand-in-folder.ts. */
  readonly bases?: readonly string[];
}

const note = z.object({ folder: z.string(), reason: z.string() });

/** The folder to use, made if missing. Asked again for the chosen folder itself, it gives the same folder back. */
export async function chooseDataFolder(wanted: string, options: ChooseOptions): Promise<Result<DataFolder>> {
  const account = await databaseAccount();
  if (!account.ok) return account;
  const folder = path.resolve(wanted);
  const noted = await readNote(folder);
  if (noted !== undefined) return followNote(folder, noted, account.value);
  const problem = await makeUsable(folder);
  if (problem !== undefined)
    return fail(
      folder,
      `The data folder cannot be used (${problem}).`,
      'Choose another folder, or make this one writable for the account that starts Comity.',
    );
  if (account.value === undefined || (await canEnter(account.value, folder)))
    return ok({ folder, account: account.value, notice: undefined });
  const closed = (await firstClosedFolder(account.value, folder)) ?? folder;
  if (await isThere(path.join(folder, 'cluster'))) {
    return fail(
      folder,
      `It holds a database, but PostgreSQL's account ${account.value.name} cannot enter ${closed}.`,
      `Let it pass: chmod o+x ${closed}`,
    );
  }
  return chooseStandIn(folder, closed, account.value, options);
}

/**
 * Removes the data for good, wherever it was kept. Refused while a server uses it. A folder that is not there is
 * removed already.
 */
export async function removeDataFolder(wanted: string): Promise<Result<void>> {
  const folder = path.resolve(wanted);
  const noted = await readNote(folder);
  for (const place of noted === undefined ? [folder] : [noted.folder, folder]) {
    if (!(await isThere(place))) continue;
    const lock = lockFolder(place);
    if (!lock.ok) return lock;
    const removed = await removeLocked(place).finally(() => lock.value.release());
    if (!removed.ok) return removed;
  }
  return ok(undefined);
}

async function removeLocked(place: string): Promise<Result<void>> {
  const socketFolder = socketFolderOf(place) ?? path.join(place, 'socket');
  const cleared = await clearLeftover(path.join(place, 'cluster'), socketFolder, () => undefined);
  if (!cleared.ok) return cleared;
  await rm(socketFolder, { recursive: true, force: true });
  await rm(place, { recursive: true, force: true });
  return ok(undefined);
}

async function followNote(folder: string, noted: z.infer<typeof note>, account: Account | undefined): Promise<Result<DataFolder>> {
  const noteFile = noteFileIn(folder);
  if (!(await isThere(noted.folder))) {
    return fail(
      folder,
      `The database was kept in ${noted.folder}, which is gone.`,
      `Restore that folder, or delete ${noteFile} to begin with an empty database.`,
    );
  }
  if (!(await canEnter(account, noted.folder))) {
    const closed = (await firstClosedFolder(account, noted.folder)) ?? noted.folder;
    return fail(
      folder,
      `The database is kept in ${noted.folder}, which PostgreSQL's account cannot enter.`,
      `Let it pass: chmod o+x ${closed}`,
    );
  }
  return ok({ folder: noted.folder, account, notice: sentence(noted.folder, noted.reason) });
}

async function chooseStandIn(folder: string, closed: string, account: Account, options: ChooseOptions): Promise<Result<DataFolder>> {
  const reason = `PostgreSQL does not run as root but as the account ${account.name}, which cannot enter ${closed}`;
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  for (const base of options.bases ?? standInBases()) {
    const chosen = path.join(base, `${options.name.replace(/[^\w-]/gu, '-')}-${digest}`);
    if (!(await claimFolder(base)) || !(await claimFolder(chosen)) || !(await canEnter(account, chosen))) continue;
    await writeFile(noteFileIn(folder), `${JSON.stringify({ folder: chosen, reason }, undefined, 2)}\n`, { mode: 0o644 });
    return ok({ folder: chosen, account, notice: sentence(chosen, reason) });
  }
  return fail(
    folder,
    `${reason}, and no other folder could be used.`,
    `Choose a data folder that this account can enter, for example under /srv, or let it pass: chmod o+x ${closed}`,
  );
}

function sentence(chosen: string, reason: string): string {
  return `The database is kept in ${chosen}: ${reason}.`;
}

function noteFileIn(folder: string): string {
  return path.join(folder, 'kept-elsewhere.json');
}

async function readNote(folder: string): Promise<z.infer<typeof note> | undefined> {
  const text = await readFile(noteFileIn(folder), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : note.parse(JSON.parse(text));
}

/** Makes the folder and tries to write there. What hinders it, in words, or `undefined`. */
async function makeUsable(folder: string): Promise<string | undefined> {
  try {
    await makeFolders(folder);
    await access(folder, constants.W_OK | constants.X_OK);
    // Root passes `access` on a disk that is full or that maps root to nobody; only writing tells.
    const trial = path.join(folder, `.trial-${process.pid}`);
    await mkdir(trial);
    await rm(trial, { recursive: true });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return hindrances[code] ?? code;
  }
}

const hindrances: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file is in its place',
};

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
