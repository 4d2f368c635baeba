// SPDX-License-Identifier: Apache-2.0
/**
 * Taking a backup, of a server that is stopped or goes on working: the database in one snapshot, the key history, the private keys of
 * the server, who the authority is, and the attachments that are whole, sealed as they lie on the disk (blob-lines.ts). Root keys are
 * never in it.
 *
 * The file is encrypted with age to at least one recipient, so that it can lie anywhere; recipients whose name begins with age1pq use
 * ML-KEM-768 with X25519 and stay closed to a quantum computer. After it is written it is read again and compared, byte by byte.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import type pg from 'pg';
import { blobFiles } from '../../exchange/index.ts';
import { fail, type Instant, instantFromMs, isInstant, ok, type Result } from '../../kernel/index.ts';
import { type Digest, frontierRoot, isFrontier, toHex } from '../../seals/index.ts';
import { type AuthorityDatabase, openAuthorityDatabase } from '../authority-database.ts';
import type { Configuration } from '../configuration.ts';
import { isInitialised } from '../data-folder-files.ts';
import { type OpenDatabase, openDatabase } from '../database.ts';
import { runningConnection } from '../postgres/index.ts';
import { type BackupHeader, type BackupLine, sealedLines } from './backup-lines.ts';
import { blobLines } from './blob-lines.ts';
import { databaseLines, migrationsIn } from './database-lines.ts';

export interface WrittenBackup {
  readonly file: string;
  readonly bytes: number;
  readonly digest: string;
  readonly logSize: number;
  /** Attachments that should lie on the disk and do not, or are not what their name says. */
  readonly spoiltBlobs: readonly Digest[];
}

type Place = Pick<Configuration, 'folder' | 'databaseUrl' | 'postgresBin'>;

export async function writeBackup(
  place: Place,
  given: { readonly file: string; readonly recipients: readonly string[] },
): Promise<Result<WrittenBackup>> {
  const { folder } = place;
  if (!isInitialised(folder)) return fail(folder, 'No authority lives in this folder.', 'Name its folder in COMITY_FOLDER.');
  const encrypter = encrypterFor(given.recipients);
  if (!encrypter.ok) return encrypter;
  const opened = await openForReading(place);
  if (!opened.ok) return opened;
  const client = await opened.value.pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const header = await headerOf(client, folder);
    const spoiltBlobs: Digest[] = [];
    const lines = Readable.from(sealedLines(linesOf(header, { folder, client, spoilt: (digest) => void spoiltBlobs.push(digest) })));
    const written = await encryptInto(given.file, lines, encrypter.value);
    if (!written.ok) return written;
    await writeFile(path.join(folder, 'last-backup.json'), `${JSON.stringify({ at: header.at })}\n`, { mode: 0o600 });
    return ok({ ...written.value, logSize: header.logSize, spoiltBlobs });
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
    await opened.value.close();
  }
}

/** When the last backup of this folder was taken, or null. */
export async function lastBackup(folder: string): Promise<Instant | null> {
  const text = await readFile(path.join(folder, 'last-backup.json'), 'utf8').catch(() => null);
  const value: unknown = text === null ? null : JSON.parse(text);
  const at: unknown = typeof value === 'object' && value !== null && 'at' in value ? value.at : null;
  return isInstant(at) ? at : null;
}

/** One or more recipients as age writes them. */
function encrypterFor(recipients: readonly string[]): Result<Encrypter> {
  if (recipients.length === 0)
    return fail(
      '--recipient',
      'A backup holds private keys and is never written without a recipient.',
      'Give the public key of whoever keeps backups: age1...',
    );
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      return fail('--recipient', `"${recipient.slice(0, 24)}..." is no recipient of age.`, 'Make one: ./comity backup key --out FILE.');
    }
  }
  return ok(encrypter);
}

/** The running server's own PostgreSQL, by its socket; else it is started for as long as this takes. */
export async function openForReading(place: Place): Promise<Result<Pick<AuthorityDatabase, 'database' | 'pool' | 'close'>>> {
  const running = place.databaseUrl === null ? await openRunning(place) : ok(null);
  if (!running.ok) return running;
  return running.value === null ? openAuthorityDatabase(place, () => undefined) : ok(running.value);
}

/** For a process that works beside the server: the operator's PostgreSQL, or the one that the running server has started. */
export async function openBesideServer(place: Place): Promise<Result<Pick<AuthorityDatabase, 'database' | 'pool' | 'close'>>> {
  if (place.databaseUrl !== null) return openAuthorityDatabase(place, () => undefined);
  const running = await openRunning(place);
  if (!running.ok) return running;
  if (running.value !== null) return ok(running.value);
  return fail(place.folder, 'No server of it runs.', 'Start it with ./comity serve, or name its PostgreSQL in DATABASE_URL.');
}

/** The embedded PostgreSQL of a server that runs; null where none does. */
async function openRunning(place: Place): Promise<Result<OpenDatabase | null>> {
  const connection = await runningConnection(path.join(place.folder, 'postgres'));
  if (!connection.ok) return connection;
  const running = openDatabase(connection.value);
  const isThere = await running.pool.query('select 1').then(
    () => true,
    () => false,
  );
  if (isThere) return ok(running);
  await running.close();
  return ok(null);
}

async function headerOf(client: pg.ClientBase, folder: string): Promise<BackupHeader> {
  const { rows } = await client.query<{ size: number; subtrees: unknown }>(
    `select size, array(select encode(subtree, 'hex') from unnest(subtrees) with ordinality as held (subtree, n) order by n) as subtrees from audit_head`,
  );
  const frontier = { size: Number(rows[0]?.size), subtrees: rows[0]?.subtrees };
  if (!isFrontier(frontier)) throw new Error('the stored head of the log is no frontier');
  const { authorityId } = JSON.parse(await readFile(path.join(folder, 'keys.json'), 'utf8')) as { authorityId: string };
  return {
    format: 'comity-backup/1',
    authorityId,
    at: instantFromMs(Date.now()),
    migrations: await migrationsIn(client),
    logSize: frontier.size,
    logRoot: toHex(frontierRoot(frontier)),
  };
}

async function* linesOf(
  header: BackupHeader,
  from: { readonly folder: string; readonly client: pg.ClientBase; readonly spoilt: (digest: Digest) => void },
): AsyncGenerator<BackupHeader | BackupLine> {
  const { folder, client, spoilt } = from;
  yield header;
  const history = (await readdir(path.join(folder, 'history'))).toSorted().map((name) => `history/${name}`);
  for (const file of ['authority.json', 'keys.json', ...history]) {
    yield { file, bytes: (await readFile(path.join(folder, file))).toString('base64') };
  }
  yield* databaseLines(client);
  // Of the same moment as the rows: whatever became whole since is not named in them.
  const { rows } = await client.query<{ digest: Digest }>(
    "select distinct sealed_digest as digest from exchange_attachments where state = 'here' and sealed_digest is not null order by 1",
  );
  yield* blobLines(
    blobFiles(path.join(folder, 'blobs')),
    rows.map(({ digest }) => digest),
    spoilt,
  );
}

/** Beside its place first; what is moved there was read back and is what was written. */
async function encryptInto(
  file: string,
  lines: Readable,
  encrypter: Encrypter,
): Promise<Result<Omit<WrittenBackup, 'logSize' | 'spoiltBlobs'>>> {
  if (await exists(file)) return fail(file, 'There is a file of this name already.', 'Name another by --out.');
  const partial = `${file}.partial`;
  try {
    const zipped = lines.pipe(createGzip());
    lines.on('error', (error) => zipped.destroy(error));
    const encrypted = await encrypter.encrypt(Readable.toWeb(zipped) as ReadableStream<Uint8Array>);
    const hash = createHash('sha256');
    const hashed = Readable.fromWeb(encrypted as Parameters<typeof Readable.fromWeb>[0]);
    hashed.on('data', (part: Buffer) => hash.update(part));
    await pipeline(hashed, createWriteStream(partial, { mode: 0o600, flush: true }));
    const digest = hash.digest('hex');
    if ((await digestOfFile(partial)) !== digest)
      return fail(file, 'What lies on the disk is not what was written.', 'Choose another disk.');
    const { size } = await stat(partial);
    await rename(partial, file);
    return ok({ file, bytes: size, digest: `sha256:${digest}` });
  } catch (error) {
    await rm(partial, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOSPC') return fail(file, 'The disk is full.', 'Make room there, or write the backup elsewhere.');
    if (code === 'ENOENT' || code === 'EACCES') return fail(file, `It cannot be written (${code}).`, 'Name another place by --out.');
    throw error;
  }
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
