// SPDX-License-Identifier: Apache-2.0
/**
 * Folders outside the wanted place, for what PostgreSQL's account must be able to enter: copies of the binaries, and the
 * data where the wanted folder lies behind a closed door.
 *
 * Such a folder is used only if it is ours: some candidates lie under the temporary folder, where any local account
 * could have made one of that name first and put its own programs into it.
 */
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** Where stand-in folders may be made, the best first. The temporary folder is the last resort: systems empty it. */
export function standInBases(): string[] {
  const uid = process.getuid?.() ?? 0;
  const temporary = path.join(tmpdir(), `comity-${uid}`);
  if (uid === 0) return ['/var/lib/comity', temporary];
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  return [path.join(cache, 'comity'), temporary];
}

/**
 * Makes the folder, or takes it as it is when it is a real folder of ours that nobody else can write to. Others may
 * pass through it (mode 711), not list it. False when it cannot be had.
 */
export async function claimFolder(folder: string): Promise<boolean> {
  try {
    await makeFolders(folder);
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/** Makes the missing folders of a path, passable by others whatever our umask is; existing ones stay as they are. */
export async function makeFolders(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = folder; !(await isFolder(at)); at = path.dirname(at)) {
    missing.unshift(at);
    if (at === path.dirname(at)) break;
  }
  for (const step of missing) {
    try {
      await mkdir(step);
      await chmod(step, 0o711);
    } catch (error) {
      if (!(await isFolder(step))) throw error;
    }
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return lstat(folder).then(
    (found) => found.isDirectory() || found.isSymbolicLink(),
    () => false,
  );
}
