// SPDX-License-Identifier: Apache-2.0
/** Files that a command makes, written for their owner alone and never over one that is there; and the folders for many. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../kernel/index.ts';

export async function writeNewFile(name: string, bytes: Uint8Array): Promise<Result<null>> {
  try {
    await writeFile(name, bytes, { flag: 'wx', mode: 0o600 });
    return ok(null);
  } catch (error) {
    const code = codeOf(error);
    const problem = code === 'EEXIST' ? 'There is a file of this name already.' : `It cannot be written (${code}).`;
    return fail(name, problem, 'Name another by --out.');
  }
}

/** A folder for what a command writes, with those above it; one that is there stays as it is. */
export async function makeFolder(name: string): Promise<Result<null>> {
  try {
    await mkdir(name, { recursive: true });
    return ok(null);
  } catch (error) {
    const code = codeOf(error);
    const problem = code === 'EEXIST' || code === 'ENOTDIR' ? 'A file stands in its way.' : `The folder cannot be made (${code}).`;
    return fail(name, problem, 'Name a folder that this account may write to.');
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
