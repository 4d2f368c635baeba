// SPDX-License-Identifier: Apache-2.0
/** Files beside a bundle, held against the digests under which its dispatches name them. A file of any size takes little memory. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { BundledAttachment } from '../../verifier/index.ts';
import { digestOfFile } from '../read-file.ts';

export interface ComparedFiles {
  readonly found: readonly { readonly file: string; readonly attachment: BundledAttachment }[];
  /** Attachments of the bundle that no file in the folder is. */
  readonly missing: readonly BundledAttachment[];
}

/** Every file in the folder must be one of them; their names do not matter. */
export async function compareAttachments(folder: string, attachments: readonly BundledAttachment[]): Promise<Result<ComparedFiles>> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return fail('--attachments', `${folder} is no folder that can be read.`, 'Name the folder that holds the files.');
  const found: ComparedFiles['found'][number][] = [];
  for (const name of names.toSorted()) {
    const file = path.join(folder, name);
    const { size } = await stat(file);
    const ofSize = attachments.filter((attachment) => attachment.size === size);
    const digest = ofSize.length === 0 ? null : await digestOfFile(file);
    const same = ofSize.filter((attachment) => attachment.digest === digest);
    if (same.length === 0)
      return fail(file, 'It is none of the files of this bundle.', 'Give the files as they were received, and nothing else.');
    found.push(...same.map((attachment) => ({ file, attachment })));
  }
  const digests = new Set(found.map(({ attachment }) => attachment.digest));
  return ok({ found, missing: attachments.filter(({ digest }) => !digests.has(digest)) });
}
