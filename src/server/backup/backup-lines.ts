// SPDX-License-Identifier: Apache-2.0
/**
 * The content of a backup before it is encrypted: lines of JSON, compressed.
 *
 *     {"format":"comity-backup/1","authorityId":"ca1...","at":"...","migrations":[...],"logSize":812,"logRoot":"..."}
 *     {"file":"keys.json","bytes":"..."}                     files of the data folder, in base 64; never a root key
 *     {"table":"audit_leaves","rows":["{...}","{...}"]}      rows as PostgreSQL itself writes them, a few hundred at a time
 *     {"sequence":"exchange_outbox_position_seq","value":"77"}
 *     {"blob":"sha256:...","at":1048576,"bytes":"..."}       a piece of a sealed attachment, in base 64; its pieces follow each other
 *     {"whole":"sha256:...","size":2147483648}               the attachment is whole, and its digest is its name
 *     {"end":true,"lines":1204,"digest":"sha256:..."}        over every line before it
 *
 * Rows are written and read by PostgreSQL alone, so that no type passes through a number or a date of ours. Attachments go in pieces,
 * so that one of any size takes the memory of a piece.
 */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { digesting, isDigest } from '../../seals/index.ts';

export const headerSchema = z.strictObject({
  format: z.literal('comity-backup/1'),
  authorityId: z.string(),
  at: z.string(),
  migrations: z.array(z.string()),
  logSize: z.int().min(0),
  logRoot: z.string(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const lineSchema = z.union([
  z.strictObject({ file: z.string(), bytes: z.string() }),
  z.strictObject({ table: z.string(), rows: z.array(z.string()) }),
  z.strictObject({ sequence: z.string(), value: z.string() }),
  z.strictObject({ blob: z.string().refine(isDigest), at: z.int().min(0), bytes: z.string() }),
  z.strictObject({ whole: z.string().refine(isDigest), size: z.int().min(0) }),
  z.strictObject({ end: z.literal(true), lines: z.int(), digest: z.string() }),
]);
export type BackupLine = z.infer<typeof lineSchema>;

/** Adds the last line. */
export async function* sealedLines(lines: AsyncIterable<BackupHeader | BackupLine>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    count += 1;
    yield text;
  }
  yield `${JSON.stringify({ end: true, lines: count, digest: `sha256:${hash.digest('hex')}` })}\n`;
}

export interface ReadLines {
  readonly header: BackupHeader;
  readonly files: number;
  readonly rows: number;
  readonly blobs: number;
}

/** Reads all lines and gives each to `take`; right only when the last line agrees with everything before it. */
export async function readLines(
  stream: Readable,
  take: (line: Exclude<BackupLine, { end: true }>, header: BackupHeader) => Promise<void>,
  begin: (header: BackupHeader) => Promise<Result<null>> = async () => ok(null),
): Promise<Result<ReadLines>> {
  const hash = createHash('sha256');
  let header: BackupHeader | null = null;
  let [count, files, rows, blobs] = [0, 0, 0, 0];
  const pieces = piecesInOrder();
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const value: unknown = JSON.parse(text);
    if (header === null) {
      const read = headerSchema.safeParse(value);
      if (!read.success) return damaged('It does not begin as a backup of this version.');
      header = read.data;
      const begun = await begin(header);
      if (!begun.ok) return begun;
    } else {
      const line = lineSchema.safeParse(value);
      if (!line.success) return damaged(`Line ${count + 1} is none of a backup.`);
      if ('end' in line.data) {
        const isWhole = pieces.isDone() && line.data.lines === count && line.data.digest === `sha256:${hash.digest('hex')}`;
        return isWhole ? ok({ header, files, rows, blobs }) : damaged('Its content is not the one that was written.');
      }
      if ('file' in line.data) files += 1;
      if ('rows' in line.data) rows += line.data.rows.length;
      if ('whole' in line.data) blobs += 1;
      if (!pieces.fits(line.data)) return damaged(`Line ${count + 1} is no piece of the attachment before it.`);
      await take(line.data, header);
    }
    hash.update(`${text}\n`);
    count += 1;
  }
  return damaged('It ends before its last line.');
}

export function damaged(problem: string): ReturnType<typeof fail> {
  return fail('backup', problem, 'Take another backup.');
}

/** Follows the pieces of one attachment after the other: each at its place, and all of them the file that their name says. */
function piecesInOrder(): { readonly fits: (line: BackupLine) => boolean; readonly isDone: () => boolean } {
  let current: { readonly digest: string; size: number; readonly hash: ReturnType<typeof digesting> } | null = null;
  return {
    fits(line) {
      if ('blob' in line) {
        current ??= { digest: line.blob, size: 0, hash: digesting() };
        if (current.digest !== line.blob || current.size !== line.at) return false;
        const bytes = Buffer.from(line.bytes, 'base64');
        current.hash.add(bytes);
        current.size += bytes.length;
        return true;
      }
      if (!('whole' in line)) return current === null;
      const ended = current;
      current = null;
      return ended?.digest === line.whole && ended.size === line.size && ended.hash.end() === line.whole;
    },
    isDone: () => current === null,
  };
}
