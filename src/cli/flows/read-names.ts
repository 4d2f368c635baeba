// SPDX-License-Identifier: Apache-2.0
/** Lists of parties that a command is given: one name a line, what follows a comma left out of account. */
import { limits, ok, type Result } from '../../kernel/index.ts';
import { readGivenFile } from '../read-file.ts';

export async function readNames(file: string | null): Promise<Result<readonly string[]>> {
  if (file === null) return ok([]);
  const bytes = await readGivenFile(file, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const lines = new TextDecoder().decode(bytes.value).split(/\r?\n/);
  return ok(lines.map((line) => (line.split(',')[0] ?? '').trim()).filter((name) => name !== '' && !name.startsWith('#')));
}
