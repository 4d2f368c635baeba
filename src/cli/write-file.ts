// SPDX-License-Identifier: Apache-2.0
/** Files that a command makes: written for their owner alone, and never over one that is there. */
import { writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../kernel/index.ts';

export async function writeNewFile(name: string, bytes: Uint8Array): Promise<Result<null>> {
  try {
    await writeFile(name, bytes, { flag: 'wx', mode: 0o600 });
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const problem = code === 'EEXIST' ? 'There is a file of this name already.' : `It cannot be written (${code}).`;
    return fail(name, problem, 'Name another by --out.');
  }
}
