// SPDX-License-Identifier: Apache-2.0
/**
 * Restoring a backup into an empty folder and an empty database, and checking one without restoring it.
 *
 * Everything is inserted in one transaction, and the log's tree is built again from what was inserted: it must have the size and the
 * root that the backup names. Only then is the authority's file written, by which a folder is known to hold one; with it comes the note
 * that the server came back (restore-facts.ts), so that it starts without sending or signing anything.
 *
 * Attachments go back to their places under their digests. Those that were still arriving, or did not come back, begin anew: their
 * senders learn from the return that they are to be offered again.
 *
 * Every channel of ours begins an epoch far above any it can have had: dispatches that were sent after the backup took places that this
 * database knows nothing of, and a second dispatch at one of them would be a contradiction.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import type pg from 'pg';
import { beginAnew, blobFiles } from '../../exchange/index.ts';
import { fail, type Instant, type Result } from '../../kernel/index.ts';
import { appendToFrontier, emptyFrontier, type Frontier, frontierRoot, toHex } from '../../seals/index.ts';
import { openAuthorityDatabase } from '../authority-database.ts';
import type { Configuration } from '../configuration.ts';
import { isInitialised } from '../data-folder-files.ts';
import type { DatabaseConnection } from '../database.ts';
import { writeRestore } from '../restore-facts.ts';
import { type BackupHeader, type BackupLine, damaged, type ReadLines, readLines } from './backup-lines.ts';
import { blobTaker } from './blob-lines.ts';
import { emptyNewDatabase, insertRows, migrationsIn, setSequence } from './database-lines.ts';

export interface RestoreOptions {
  readonly place: Pick<Configuration, 'folder' | 'databaseUrl' | 'postgresBin'>;
  readonly file: string;
  /** The content of the file of an identity of age. */
  readonly identity: string;
  readonly now: Instant;
  readonly onProgress: (sentence: string) => void;
  readonly connection?: DatabaseConnection;
}

/** Reads a backup to its end, without restoring anything. */
export async function checkBackup({ file, identity }: Pick<RestoreOptions, 'file' | 'identity'>): Promise<Result<ReadLines>> {
  return withContent(file, identity, (content) => readLines(content, async () => undefined));
}

export async function restoreBackup(options: RestoreOptions): Promise<Result<ReadLines>> {
  const { place, file, identity, now, onProgress } = options;
  const { folder } = place;
  if (isInitialised(folder))
    return fail(folder, 'An authority lives in this folder already.', 'Restore into an empty folder: name another in COMITY_FOLDER.');
  const opened = await openAuthorityDatabase(place, onProgress, options.connection);
  if (!opened.ok) return opened;
  const client = await opened.value.pool.connect();
  let isDone = false;
  try {
    await client.query('begin');
    const blobs = blobTaker(blobFiles(path.join(folder, 'blobs')));
    const read = await withContent(file, identity, (content) => restoreContent(content, { client, folder, takeBlob: blobs.take }));
    if (!read.ok) return read;
    const tree = await rebuiltTree(client);
    const { header } = read.value;
    if (tree.size !== header.logSize || toHex(frontierRoot(tree)) !== header.logRoot)
      return damaged('The entries of the log do not lead to the head that the backup names.');
    await client.query(`update exchange_channels set epoch = (epoch / ${epochsOfReturn} + 1) * ${epochsOfReturn}, seq = 0`);
    const seenSize = Math.max(header.logSize, await signedSize(client));
    await client.query('commit');
    isDone = true;
    await beginAnew(opened.value.database, blobs.whole());
    await writeRestore(folder, { restoredAt: now, backupAt: header.at, logSize: header.logSize, logRoot: header.logRoot, seenSize });
    await finishFolder(folder);
    return read;
  } finally {
    if (!isDone) {
      await client.query('rollback').catch(() => undefined);
      for (const name of ['history', 'keys.json', 'blobs', partialProfile])
        await rm(path.join(folder, name), { recursive: true, force: true });
    }
    client.release();
    await opened.value.close();
  }
}

/** No channel gives up so many dispatches between two returns. */
const epochsOfReturn = 1_000_000;
/** The authority's file gets its name when everything else is there. */
const partialProfile = 'authority.json.restored';
/** What a backup may write into the folder, and nothing else. */
const fileNames = /^(?:authority\.json|keys\.json|history\/\d{1,6}\.json)$/;

async function restoreContent(
  content: Readable,
  to: { readonly client: pg.ClientBase; readonly folder: string; readonly takeBlob: (line: BackupLine) => Promise<void> },
): Promise<Result<ReadLines>> {
  const { client, folder, takeBlob } = to;
  const begin = async (header: BackupHeader): Promise<Result<null>> => {
    const here = await migrationsIn(client);
    if (JSON.stringify(here) !== JSON.stringify(header.migrations)) {
      const remedy = 'Restore it with the version that made it; the first start of this one then brings it up to date.';
      return fail('backup', 'It was made by another version of Comity.', remedy);
    }
    return emptyNewDatabase(client);
  };
  return readLines(
    content,
    async (line) => {
      if ('file' in line) return restoreFile(folder, line.file, Buffer.from(line.bytes, 'base64'));
      if ('rows' in line) return insertRows(client, line.table, line.rows);
      return 'sequence' in line ? setSequence(client, line.sequence, line.value) : takeBlob(line);
    },
    begin,
  );
}

async function restoreFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  if (!fileNames.test(name)) throw new Error('a backup names a file that is none of an authority');
  const file = path.join(folder, name === 'authority.json' ? partialProfile : name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o711 });
  await writeFile(file, bytes, { mode: 0o600, flush: true });
}

async function finishFolder(folder: string): Promise<void> {
  const profile = await readFile(path.join(folder, partialProfile));
  await writeFile(path.join(folder, 'authority.json'), profile, { mode: 0o600, flush: true });
  await rm(path.join(folder, partialProfile));
}

async function rebuiltTree(client: pg.ClientBase): Promise<Frontier> {
  let tree = emptyFrontier;
  for (;;) {
    const { rows } = await client.query<{ leaf_hash: Buffer }>(
      'select leaf_hash from audit_leaves where leaf_index >= $1 order by leaf_index limit 5000',
      [tree.size],
    );
    if (rows.length === 0) return tree;
    for (const row of rows) tree = appendToFrontier(tree, new Uint8Array(row.leaf_hash));
  }
}

/** The largest head that the backup itself knows to have been signed. */
async function signedSize(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ size: number | null }>('select max(size) as size from audit_checkpoints');
  return rows[0]?.size ?? 0;
}

async function withContent(
  file: string,
  identity: string,
  read: (content: Readable) => Promise<Result<ReadLines>>,
): Promise<Result<ReadLines>> {
  const decrypter = new Decrypter();
  const words = identity
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  try {
    for (const word of words) decrypter.addIdentity(word);
  } catch {
    return fail('--identity', 'It holds no identity of age.', 'Name the file that `./comity backup key` has made.');
  }
  if (words.length === 0) return fail('--identity', 'It holds no identity of age.', 'Name the file that `./comity backup key` has made.');
  let plain: Readable;
  try {
    const encrypted = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
    const decrypted = await decrypter.decrypt(encrypted);
    plain = Readable.fromWeb(decrypted as Parameters<typeof Readable.fromWeb>[0]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return fail(file, 'There is no such file.', 'Name the backup.');
    return fail(file, 'This identity does not open it.', 'Name the identity of one of its recipients; or the file is no backup.');
  }
  const content = createGunzip();
  plain.on('error', (error) => content.destroy(error));
  try {
    return await read(plain.pipe(content));
  } catch (error) {
    // Broken ciphertext, broken compression, broken JSON: all mean that the file is not the one that was written.
    if (error instanceof SyntaxError || (error instanceof Error && /zlib|gzip|header|tag|decrypt|stream|data|end/i.test(error.message)))
      return damaged('It was changed or is cut off.');
    throw error;
  }
}
