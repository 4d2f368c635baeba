// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of the log and every statement on them.
 *
 *     audit_leaves       the tree's leaves, each with the root of the log with it as the last; the database itself refuses to
 *                        change or remove one
 *     audit_bodies       what the leaves stand for, with the salt; may be erased, and the database lets nothing else happen to it
 *     audit_head         one row: size and frontier; locked by every append, so entries get their places one after another
 *     audit_blocks       roots of complete blocks that were checked when a checkpoint was signed
 *     audit_checkpoints  every head that was signed; as unchangeable as the leaves
 *     audit_signer       one row: locked by whoever signs, and where the check of old blocks goes on
 */
import { strict as assert } from 'node:assert';
import { type ColumnType, sql } from 'kysely';
import { type Database, type Instant, parseStrictJson, type RandomBytes, type Transaction, withNextMark } from '../kernel/index.ts';
import { type Frontier, isFrontier, logBodyDigest, logLeafHash, toHex } from '../seals/index.ts';
import { assertInCatalogue, type AuditDetails, type AuditEventName } from './catalogue.ts';
import { bodyBytesOf, saltBytes } from './entry-body.ts';
import type { AuditEntryWire, CheckpointWire } from './wire.ts';

/** PostgreSQL's bigint arrives as text. */
type BigInteger = ColumnType<string, number, number>;

type AuditTables = {
  audit_leaves: { leaf_index: BigInteger; event: string; body_digest: Buffer; leaf_hash: Buffer; root: Buffer };
  audit_bodies: { leaf_index: BigInteger; at: Instant; salt: Buffer | null; body: Buffer | null };
  audit_head: { size: BigInteger; subtrees: Buffer[] };
  audit_blocks: { block_index: number; root: Buffer };
  audit_checkpoints: { size: BigInteger; root_hash: string; at: Instant; note: string };
  audit_signer: { next_block: number };
};

// --- writing ----------------------------------------------------------------------------------------------------

export interface AuditEntry {
  readonly event: AuditEventName;
  /** An officer or an authority by identifier, or `server`, `stranger`, `operator`. */
  readonly actor: string;
  readonly at: Instant;
  /** Identifiers, digests, counts and codes, as the catalogue allows for the event. */
  readonly details: AuditDetails;
}

export interface AuditPosition {
  readonly index: number;
  /** In hexadecimal; the root is that of the log with this entry as its last. */
  readonly leafHash: string;
  readonly root: string;
}

/**
 * Appends one entry in the caller's transaction and returns its place. Call it last: from here until the transaction ends no
 * other transaction can append. Throws when event, actor or details are not in the catalogue.
 */
export async function appendAudit(tx: Transaction, entry: AuditEntry, random: RandomBytes): Promise<AuditPosition> {
  const [position] = await appendAudits(tx, [entry], random);
  assert(position !== undefined, 'every entry gets its place');
  return position;
}

/** The same for several, one after another in one statement, behind whatever was gathered in this transaction. */
export async function appendAudits(tx: Transaction, entries: readonly AuditEntry[], random: RandomBytes): Promise<AuditPosition[]> {
  const made = entries.map((entry) => makeLeaf(entry, random));
  const before = takeGathered(tx);
  return (await appendLeaves(tx, [...before, ...made])).slice(before.length);
}

/**
 * The same for entries whose places the caller need not know: they go to PostgreSQL with the next statement, so that the log is locked
 * for less. That statement can name the place of the last by `audit_last_place()`.
 */
export async function appendUnasked(tx: Transaction, entries: readonly AuditEntry[], random: RandomBytes): Promise<void> {
  const made = entries.map((entry) => makeLeaf(entry, random));
  await appendStatement([...takeGathered(tx), ...made], withNextMark).execute(tx);
}

/** Entries of transactions that gather them, until the first that needs its place, or the end. */
const gathered = new WeakMap<Transaction, Leaf[]>();

/**
 * Entries that are noted in this transaction from now on wait, so that the log is locked for its last moments only. Whoever begins
 * to gather appends what waits (`appendGathered`) before the transaction ends.
 */
export function gatherAudit(tx: Transaction): void {
  gathered.set(tx, []);
}

export async function appendGathered(tx: Transaction): Promise<void> {
  const leaves = takeGathered(tx);
  if (leaves.length > 0) await appendStatement(leaves, withNextMark).execute(tx);
}

/** Appends an entry whose place nobody asks for: at once, or with the others where the transaction gathers them. */
export async function noteAudit(tx: Transaction, entry: AuditEntry, random: RandomBytes): Promise<void> {
  const waiting = gathered.get(tx);
  if (waiting === undefined) await appendAudits(tx, [entry], random);
  else waiting.push(makeLeaf(entry, random));
}

function takeGathered(tx: Transaction): readonly Leaf[] {
  const waiting = gathered.get(tx);
  return waiting === undefined ? [] : waiting.splice(0);
}

interface Leaf {
  readonly event: string;
  readonly at: Instant;
  readonly salt: Buffer;
  readonly body: Buffer;
  readonly bodyDigest: Buffer;
  readonly leafHash: Buffer;
}

function makeLeaf(entry: AuditEntry, random: RandomBytes): Leaf {
  assertInCatalogue(entry);
  const { event, at } = entry;
  const salt = Buffer.from(random(saltBytes));
  const body = Buffer.from(bodyBytesOf(entry));
  const bodyDigest = Buffer.from(logBodyDigest(salt, body));
  return { event, at, salt, body, bodyDigest, leafHash: Buffer.from(logLeafHash({ event, bodyDigest })) };
}

async function appendLeaves(tx: Transaction, leaves: readonly Leaf[]): Promise<AuditPosition[]> {
  if (leaves.length === 0) return [];
  const { rows } = await appendStatement(leaves, '').execute(tx);
  assert(rows.length === leaves.length, 'every entry gets its place');
  return rows.map(({ place, root }, at) => ({
    index: place,
    leafHash: toHex(leaves[at]?.leafHash ?? new Uint8Array()),
    root: toHex(root),
  }));
}

function appendStatement(leaves: readonly Leaf[], mark: string) {
  const packed = Buffer.concat(leaves.flatMap(({ salt, bodyDigest, leafHash, body }) => [salt, bodyDigest, leafHash, body]));
  return sql<{ place: number; root: Buffer }>`${sql.raw(mark)}select place, root from audit_append_all(
    ${leaves.map(({ event }) => event)}, ${leaves.map(({ at }) => at)}, ${packed}, ${leaves.map(({ body }) => body.length)})`;
}

/** The root of the log when it had so many entries, in hexadecimal; null when it never had. */
export async function rootAtSize(db: Database, size: number): Promise<string | null> {
  const row = await tables(db)
    .selectFrom('audit_leaves')
    .select('root')
    .where('leaf_index', '=', String(size - 1))
    .executeTakeFirst();
  return row === undefined ? null : toHex(row.root);
}

/**
 * Erases salt and body of an entry for good and appends that it was done. The tree, every checkpoint and every proof stay
 * valid. False when there is no such entry or it was erased before.
 */
export async function eraseEntryBody(
  tx: Transaction,
  erasure: { readonly index: number; readonly reason: string; readonly actor: string; readonly at: Instant },
  random: RandomBytes,
): Promise<boolean> {
  const erased = await tables(tx)
    .updateTable('audit_bodies')
    .set({ salt: null, body: null })
    .where('leaf_index', '=', String(erasure.index))
    .where('body', 'is not', null)
    .returning('leaf_index')
    .executeTakeFirst();
  if (erased === undefined) return false;
  const { index, reason, actor, at } = erasure;
  await appendAudit(tx, { event: 'audit.body-erased', actor, at, details: { index, reason } }, random);
  return true;
}

// --- reading ----------------------------------------------------------------------------------------------------

export interface PageQuestion {
  /** Entries after this index, the oldest first. */
  readonly after: number | null;
  /** Entries before this index, the newest first; also the order when neither is given. */
  readonly before: number | null;
  readonly limit: number;
  readonly event: AuditEventName | null;
}

export async function readPage(db: Database, question: PageQuestion): Promise<AuditEntryWire[]> {
  const { after, before, event } = question;
  let query = entryRows(db)
    .orderBy('leaf.leaf_index', after === null ? 'desc' : 'asc')
    .limit(question.limit);
  if (after !== null) query = query.where('leaf.leaf_index', '>', String(after));
  if (before !== null) query = query.where('leaf.leaf_index', '<', String(before));
  if (event !== null) query = query.where('leaf.event', '=', event);
  return (await query.execute()).map(entryOfRow);
}

export async function readEntry(db: Database, index: number): Promise<AuditEntryWire | null> {
  const row = await entryRows(db).where('leaf.leaf_index', '=', String(index)).executeTakeFirst();
  return row === undefined ? null : entryOfRow(row);
}

/** The size and the frontier as the last append left them. */
export async function readHead(db: Database): Promise<Frontier> {
  return frontierOfRow(await tables(db).selectFrom('audit_head').select(['size', 'subtrees']).executeTakeFirstOrThrow());
}

export interface StoredLeaf {
  readonly index: number;
  readonly event: string;
  readonly bodyDigest: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly at: string;
  /** Both null once erased. */
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
}

/** The entries from `start` up to but not including `end`, in order. A missing one is missing in the answer too. */
export async function readLeaves(db: Database, start: number, end: number): Promise<StoredLeaf[]> {
  const query = entryRows(db).where('leaf.leaf_index', '>=', String(start)).where('leaf.leaf_index', '<', String(end));
  return (await query.orderBy('leaf.leaf_index').execute()).map((row) => ({
    index: Number(row.leaf_index),
    event: row.event,
    bodyDigest: row.body_digest,
    leafHash: row.leaf_hash,
    at: row.at,
    salt: row.salt,
    body: row.body,
  }));
}

/** Leaf hashes alone, for proofs. */
export async function readLeafHashes(db: Database, start: number, end: number): Promise<Uint8Array[]> {
  const query = tables(db)
    .selectFrom('audit_leaves')
    .select('leaf_hash')
    .where('leaf_index', '>=', String(start))
    .where('leaf_index', '<', String(end));
  return (await query.orderBy('leaf_index').execute()).map((row) => row.leaf_hash);
}

// --- checkpoints ------------------------------------------------------------------------------------------------

/** The last head that was signed, or null. */
export async function latestCheckpoint(db: Database): Promise<CheckpointWire | null> {
  const row = await tables(db).selectFrom('audit_checkpoints').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { size: Number(row.size), rootHash: row.root_hash, at: row.at, note: row.note };
}

export async function insertCheckpoint(tx: Transaction, checkpoint: CheckpointWire): Promise<void> {
  const { size, rootHash, at, note } = checkpoint;
  await sql`insert into audit_checkpoints (size, root_hash, at, note) values (${size}, ${rootHash}, ${at}, ${note})`.execute(tx);
}

/** Holds the signer's row until the transaction ends and returns the block at which the check of old blocks goes on. */
export async function lockSigner(tx: Transaction): Promise<number> {
  return (await tables(tx).selectFrom('audit_signer').select('next_block').forUpdate().executeTakeFirstOrThrow()).next_block;
}

export async function updateSigner(tx: Transaction, nextBlock: number): Promise<void> {
  await tables(tx).updateTable('audit_signer').set({ next_block: nextBlock }).execute();
}

/** Roots of the blocks from `start` up to but not including `end`, as far as they are stored, by their number. */
export async function readBlocks(db: Database, start: number, end: number): Promise<Map<number, Uint8Array>> {
  const query = tables(db).selectFrom('audit_blocks').selectAll().where('block_index', '>=', start).where('block_index', '<', end);
  return new Map((await query.execute()).map((row) => [row.block_index, row.root]));
}

export async function insertBlock(tx: Transaction, index: number, root: Uint8Array): Promise<void> {
  await tables(tx)
    .insertInto('audit_blocks')
    .values({ block_index: index, root: Buffer.from(root) })
    .execute();
}

// --- rows -------------------------------------------------------------------------------------------------------

function tables(db: Database) {
  return db.withTables<AuditTables>();
}

function entryRows(db: Database) {
  return tables(db)
    .selectFrom('audit_leaves as leaf')
    .innerJoin('audit_bodies as body', 'body.leaf_index', 'leaf.leaf_index')
    .select(['leaf.leaf_index', 'leaf.event', 'leaf.body_digest', 'leaf.leaf_hash', 'body.at', 'body.salt', 'body.body']);
}

function frontierOfRow(row: { readonly size: string; readonly subtrees: readonly Buffer[] }): Frontier {
  const frontier = { size: Number(row.size), subtrees: row.subtrees.map(toHex) };
  assert(isFrontier(frontier), 'the stored head of the log is a frontier');
  return frontier;
}

interface EntryRow {
  readonly leaf_index: string;
  readonly event: string;
  readonly leaf_hash: Buffer;
  readonly at: string;
  readonly body: Buffer | null;
}

function entryOfRow(row: EntryRow): AuditEntryWire {
  const body = row.body === null ? null : parseBody(row.body);
  return {
    index: Number(row.leaf_index),
    at: row.at,
    event: row.event,
    actor: body?.actor ?? 'erased',
    details: body?.details ?? null,
    leafHash: toHex(row.leaf_hash),
  };
}

function parseBody(bytes: Uint8Array): { actor: string; details: Record<string, string | number | boolean | null> } {
  const parsed = parseStrictJson(bytes, 'audit body');
  assert(parsed.ok, 'the body of an audit entry is JSON');
  const { actor, details } = parsed.value as { actor: string; details: Record<string, string | number | boolean | null> };
  return { actor, details: { ...details } };
}
