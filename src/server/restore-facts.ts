// SPDX-License-Identifier: Apache-2.0
/**
 * The note that a server came back from a backup, in its data folder as restore.json. While it is there, the server sends nothing
 * and signs no head of its log; `announced` is set when the key history says so in an event of its own.
 *
 *     logSize, logRoot   the log as the backup held it
 *     seenSize           the largest size of the log that anybody is known to have seen: from the backup's own heads, and from
 *                        what peers answer while the server asks them
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const restoreSchema = z.strictObject({
  format: z.literal('comity-restore/1'),
  restoredAt: z.string(),
  backupAt: z.string(),
  logSize: z.int().min(0),
  logRoot: z.string().regex(/^[0-9a-f]{64}$/),
  seenSize: z.int().min(0),
});
export type RestoreFacts = Omit<z.infer<typeof restoreSchema>, 'format'>;

/** Null for a server that did not come back from a backup. Throws on a damaged file: whoever starts then must know. */
export async function readRestore(folder: string): Promise<RestoreFacts | null> {
  const text = await readFile(path.join(folder, 'restore.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { format: _, ...facts } = restoreSchema.parse(JSON.parse(text));
  return facts;
}

export async function writeRestore(folder: string, facts: RestoreFacts): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const file = path.join(folder, 'restore.json');
  await writeFile(`${file}.new`, `${JSON.stringify({ format: 'comity-restore/1', ...facts }, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

export async function removeRestore(folder: string): Promise<void> {
  await rm(path.join(folder, 'restore.json'), { force: true });
}
