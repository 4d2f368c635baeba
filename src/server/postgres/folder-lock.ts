// SPDX-License-Identifier: Apache-2.0
/**
 * One server per data folder.
 *
 * The lock is a lock of the operating system, so it goes when its holder goes, however it goes: no stale lock, no guess
 * about process numbers, and it holds between containers that share a disk. Node offers no file lock of its own; the one
 * it brings is SQLite's, whose exclusive transaction on an empty file is exactly that. Nothing is ever stored in it.
 *
 * Beside it lies `lock-holder.json`, which only serves the sentence that a refused second server prints.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../../kernel/index.ts';

export interface FolderLock {
  release(): void;
}

/** SQLite's code for "someone else holds it". */
const sqliteBusy = 5;

/** The locks this process holds. Kept here since a handle that nobody refers to would be collected, and its lock lost. */
const held = new Set<DatabaseSync>();

export function lockFolder(folder: string): Result<FolderLock> {
  let database: DatabaseSync | undefined;
  try {
    const lockFile = path.join(folder, 'lock');
    makeLockFile(lockFile);
    database = new DatabaseSync(lockFile, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (isBusy(error)) return inUse(folder);
    const reason = error instanceof Error ? error.message : String(error);
    return fail(folder, `The data folder cannot be locked (${reason}).`, 'Choose a folder on a local disk that this account can write to.');
  }
  const lock = database;
  held.add(lock);
  const holderFile = path.join(folder, 'lock-holder.json');
  writeFileSync(holderFile, `${JSON.stringify({ pid: process.pid, since: new Date().toISOString() })}\n`, { mode: 0o600 });
  return ok({
    release: () => {
      if (!held.delete(lock)) return;
      rmSync(holderFile, { force: true });
      lock.close();
    },
  });
}

/** Readable by us alone, since whoever can read the file could lock us out. An existing one is not opened: closing it
 * again would, by the rule of these locks, drop the lock that this very process may hold. */
function makeLockFile(lockFile: string): void {
  if (!existsSync(lockFile)) writeFileSync(lockFile, '', { flag: 'wx', mode: 0o600 });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}

function inUse(folder: string): Result<FolderLock> {
  return fail(
    folder,
    `The data folder is in use by another server${holderText(folder)}.`,
    'Stop that server first, or give this one a folder of its own.',
  );
}

/** ` (process 4711, since ...)`, or nothing where the holder's note cannot be read. */
function holderText(folder: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(path.join(folder, 'lock-holder.json'), 'utf8'));
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('since' in holder)) return '';
    return ` (process ${String(holder.pid)}, since ${String(holder.since)})`;
  } catch {
    return '';
  }
}
