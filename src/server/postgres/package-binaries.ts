// SPDX-License-Identifier: Apache-2.0
/**
 * The programs inside the npm package: their library links, and their copy in another place.
 *
 * A copy is made under a name of its own and renamed into place when it is whole, so that a start that was broken off,
 * or two at once, never leave or use half a copy. It is kept: the next start finds it by its name, which holds the
 * package's version.
 */
import { randomUUID } from 'node:crypto';
import { chmod, constants, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { claimFolder } from './stand-in-folder.ts';

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ name: z.string(), version: z.string() });

/**
 * Makes the links between library names that the package lists, as far as they are missing, in the package itself or in
 * a copy of it. False when one could not be made.
 */
export async function makeLibraryLinks(native: string, root: string): Promise<boolean> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  let isWhole = true;
  for (const { source, target } of linkList.parse(JSON.parse(list))) {
    // Both are written from the package's root (native/lib/libpq.so.5); in a copy, the root takes the place of `native`.
    const at = path.join(root, path.relative('native', target));
    try {
      await symlink(path.relative(path.dirname(target), source), at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) isWhole = false;
    }
  }
  return isWhole;
}

/** Copies of the programs in one stand-in place after the other, made if missing; the caller takes the first it can run. */
export async function* copyBinaries(native: string, bases: readonly string[]): AsyncGenerator<string> {
  const { name, version } = packageFile.parse(JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')));
  for (const base of bases) {
    if (!(await claimFolder(base))) continue;
    const place = path.join(base, `postgres-${version}-${path.basename(name)}`);
    const isThere = await stat(place).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isThere || (await copyTo(native, place))) yield place;
  }
}

async function copyTo(native: string, place: string): Promise<boolean> {
  const partial = `${place}.partial-${randomUUID()}`;
  try {
    await copyFolder(native, partial);
    await makeLibraryLinks(native, partial);
    await rename(partial, place);
    return true;
  } catch {
    await rm(partial, { recursive: true, force: true });
    // Another start may have been faster; its copy is as good.
    return stat(place).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }
}

/** Everything but what only a compiler needs, readable by every account whatever our umask or the original's mode. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory() && entry.name !== 'pgxs' && entry.name !== 'pkgconfig') await copyFolder(source, target);
    if (!entry.isFile() || entry.name.endsWith('.a')) continue;
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    await chmod(target, path.basename(from) === 'bin' || /\.(so|dylib)\b/u.test(entry.name) ? 0o755 : 0o644);
  }
}
