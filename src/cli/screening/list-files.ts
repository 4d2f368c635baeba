// SPDX-License-Identifier: Apache-2.0
/**
 * Lists in files: each is read by the layout its beginning shows. A file that ends in `.gz` is unpacked. OFAC's legacy list is three files;
 * its aliases and addresses are looked for beside the first, under the same name with `alt` and `add` for `sdn`.
 */
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fail, limits, ok, type Result } from '../../kernel/index.ts';
import { layoutOf, type ListedSubject, readList, type ReadList } from '../../screening/index.ts';
import { readGivenFile } from '../read-file.ts';

export interface ListFile extends ReadList {
  /** The file's name without folder and ending. */
  readonly list: string;
}

export async function readListFile(name: string): Promise<Result<ListFile>> {
  const text = await readTextFile(name);
  if (!text.ok) return text;
  const parts: { alt?: string; add?: string } = {};
  if (layoutOf(text.value) === 'ofac-legacy') {
    for (const part of ['alt', 'add'] as const) {
      const beside = path.join(path.dirname(name), path.basename(name).replace(/sdn/i, part));
      const read = await readTextFile(beside);
      if (!read.ok) return read;
      parts[part] = read.value;
    }
  }
  const read = readList(text.value, name, parts);
  return read.ok ? ok({ ...read.value, list: path.basename(name).replace(/\.(?:csv|xml|gz|txt)+/gi, '') }) : read;
}

export async function readListFiles(names: readonly string[]): Promise<Result<readonly ListFile[]>> {
  const lists: ListFile[] = [];
  for (const name of names) {
    const list = await readListFile(name);
    if (!list.ok) return list;
    lists.push(list.value);
  }
  return ok(lists);
}

async function readTextFile(name: string): Promise<Result<string>> {
  const bytes = await readGivenFile(name, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  if (!name.endsWith('.gz')) return ok(new TextDecoder().decode(bytes.value));
  try {
    return ok(new TextDecoder().decode(gunzipSync(bytes.value, { maxOutputLength: limits.importBytesMax })));
  } catch {
    return fail(
      name,
      'The file could not be unpacked: it is cut off, is no gzip file, or unpacks to more than the limit.',
      'Fetch it again.',
    );
  }
}

export function subjectLine(subject: ListedSubject): string {
  const name = subject.names[0]?.text ?? subject.wallets[0]?.address ?? '';
  return `${subject.id} ${name}`.trim();
}
