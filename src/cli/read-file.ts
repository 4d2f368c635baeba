// SPDX-License-Identifier: Apache-2.0
/** Files named on the command line: their bytes, or an issue that names the file. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { fail, failWith, limits, ok, type Result } from '../kernel/index.ts';
import { type Digest, digesting } from '../seals/index.ts';

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

/** A JSON file of a known shape; issues with their place in it. */
export async function readJsonFile<Value>(file: string, schema: z.ZodType<Value>, remedy: string): Promise<Result<Value>> {
  const bytes = await readGivenFile(file, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return fail(file, 'It is not JSON in UTF-8.', remedy);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return failWith(
    parsed.error.issues.slice(0, 20).map((issue) => ({ path: `${file}: ${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })),
  );
}

/** Of a file of any length, read piece by piece; throws where it cannot be read. */
export async function digestOfFile(file: string): Promise<Digest> {
  const hash = digesting();
  for await (const part of createReadStream(file)) hash.add(part as Buffer);
  return hash.end();
}
