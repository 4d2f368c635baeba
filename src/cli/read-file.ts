// SPDX-License-Identifier: Apache-2.0
/** Files named on the command line: their bytes, or an issue that names the file. */
import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../kernel/index.ts';

export async function readGivenFile(name: string, bytesMax: number): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(name);
    if (size > bytesMax) return fail(name, `The file has ${size} bytes; ${bytesMax} are the most.`, 'Divide it, or give the right file.');
    return ok(new Uint8Array(await readFile(name)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const problem = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`;
    return fail(name, problem, 'Check the name and whether this account may read it.');
  }
}
