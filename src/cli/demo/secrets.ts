// SPDX-License-Identifier: Apache-2.0
/**
 * What the demonstration remembers: the sign-ins it made, and how far its first start came.
 *
 * Passwords and authenticator secrets are generated on this machine and lie in `demo.json` (0600) beside the authorities'
 * folders, since the demonstration shows them on its desk. A real authority's never lie anywhere but with their officers.
 */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { roleSchema } from '../../officers/wire.ts';

const officerSchema = z.strictObject({
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  password: z.string(),
  authenticatorSecret: z.string(),
});
const memorySchema = z.strictObject({
  /** By the key of the authority. */
  authorities: z.record(z.string(), z.strictObject({ authorityId: z.string(), officers: z.array(officerSchema) })),
  /** Persons of firms that report, by the key of the authority. */
  persons: z.record(z.string(), z.array(officerSchema)).default({}),
  /** Keys of the authorities among which peering, agreements and records stand. */
  joined: z.array(z.string()),
});
export type DemoMemory = z.infer<typeof memorySchema>;
export type DemoOfficer = z.infer<typeof officerSchema>;

export const noMemory: DemoMemory = { authorities: {}, persons: {}, joined: [] };

export async function readMemory(folder: string): Promise<Result<DemoMemory>> {
  try {
    return ok(memorySchema.parse(JSON.parse(await readFile(fileIn(folder), 'utf8'))));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not as it was written';
    if (code === 'ENOENT') return ok(noMemory);
    const remedy = 'Name another --folder that is yours to write in, or start again with --reset.';
    return fail(fileIn(folder), `What the demonstration remembers cannot be read (${code}).`, remedy);
  }
}

/** Written beside its place and moved there, so that a broken write leaves the old one. */
export async function writeMemory(folder: string, memory: DemoMemory): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600, flush: true });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

function fileIn(folder: string): string {
  return path.join(folder, 'demo.json');
}
