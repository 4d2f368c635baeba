// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of agreements and every statement on them.
 *
 *     agreements             exact documents by digest; never changed, never removed
 *     agreement_signatures   one checked signature of each party over a document
 *     agreement_paper_signatures   that a party known by letter signed on paper, attested by two of our officers
 *     agreement_lives        what the parties of one declared after they had signed, as their signed notes say
 *     agreement_generation   one row: a new mark whenever a signature is added or a life changes, so that a prepared index is known to be stale
 *
 * The index of agreements is kept in memory under the generation's mark, which is random: a mark that was rolled back, or
 * that belongs to another server's database in the same process, never equals one that is seen again.
 */
import { type ColumnType, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { Digest, KeyId } from '../seals/index.ts';
import { type AgreementLife, noLife } from './documents/agreement-life.ts';
import { type KnownAgreement, type ReadAgreement, readAgreement } from './documents/agreement-document.ts';
import { type AgreementIndex, indexAgreements } from './verdicts/agreement-index.ts';
import { isPeeringInstrument } from './documents/peering-instrument.ts';
import { agreementStatus, type CheckedSignature, writeAgreementFile } from './documents/signed-agreement.ts';
import type { AgreementDetailWire, AgreementRowWire } from './wire.ts';

type AgreementTables = {
  agreements: { digest: string; agreement_id: string; version: number; document: Buffer; stored_at: Instant; stored_by: string };
  agreement_signatures: { digest: string; party: string; key_id: string; signature: Buffer; added_at: Instant };
  agreement_paper_signatures: {
    digest: string;
    party: string;
    scan: string;
    signed_on: string;
    attested_by: ColumnType<readonly string[], string, string>;
    added_at: Instant;
  };
  agreement_lives: { digest: string; life: ColumnType<AgreementLife, string, string> };
  agreement_generation: { mark: string };
};

export const agreementMigrations: RoomMigrations = {
  'agreements-001-documents': {
    async up(db) {
      await sql`create table agreements (
        digest text primary key, agreement_id text not null, version integer not null, document bytea not null,
        stored_at text collate "C" not null, stored_by text not null, unique (agreement_id, version))`.execute(db);
      await sql`create table agreement_signatures (
        digest text not null references agreements (digest), party text not null, key_id text not null, signature bytea not null,
        added_at text collate "C" not null, primary key (digest, party))`.execute(db);
      await sql`create table agreement_generation (
        is_only boolean primary key default true check (is_only), mark uuid not null default gen_random_uuid())`.execute(db);
      await sql`insert into agreement_generation default values`.execute(db);
    },
  },
  'agreements-002-lives': {
    async up(db) {
      await sql`create table agreement_lives (digest text primary key references agreements (digest), life jsonb not null)`.execute(db);
    },
  },
  'agreements-003-paper-signatures': {
    async up(db) {
      await sql`create table agreement_paper_signatures (
        digest text not null references agreements (digest), party text not null, scan text not null, signed_on text not null,
        attested_by jsonb not null, added_at text collate "C" not null, primary key (digest, party))`.execute(db);
    },
  },
};

// --- reading ----------------------------------------------------------------------------------------------------

/** Prepared indexes of the latest generations: one for each database this process serves, and a few that are being replaced. */
const indexesMax = 16;
const indexes = new Map<string, AgreementIndex>();

/** The index of every agreement that all its parties have signed; whether its time has come is judged with each act. */
export async function agreementsInForce(db: Database): Promise<AgreementIndex> {
  const known = remembered.get(db);
  if (known !== undefined && known !== null) return known;
  const index = await readIndex(db);
  if (known === null) remembered.set(db, index);
  return index;
}

/** Null until it was read. */
const remembered = new WeakMap<Database, AgreementIndex | null>();

/**
 * In this transaction the agreements are read once, for whoever judges many acts at one moment. What the transaction itself
 * changes about them is seen at once all the same.
 */
export function rememberAgreements(tx: Transaction): void {
  remembered.set(tx, null);
}

/** From here on every prepared index is another. */
export async function markAgreementsChanged(tx: Transaction): Promise<void> {
  await sql`update agreement_generation set mark = gen_random_uuid()`.execute(tx);
  if (remembered.has(tx)) remembered.set(tx, null);
}

async function readIndex(db: Database): Promise<AgreementIndex> {
  const { mark } = await tables(db).selectFrom('agreement_generation').select('mark').executeTakeFirstOrThrow();
  const prepared = indexes.get(mark);
  if (prepared !== undefined) return prepared;
  const stored = await readAll(db);
  const index = indexAgreements(stored.filter(isComplete).map(({ agreement }) => agreement));
  const [oldest] = indexes.keys();
  if (indexes.size >= indexesMax && oldest !== undefined) indexes.delete(oldest);
  indexes.set(mark, index);
  return index;
}

/** Every agreement here, drafts too, the newest first. */
export async function agreementRows(db: Database, now: Instant): Promise<readonly AgreementRowWire[]> {
  return (await readAll(db)).map((stored) => rowOf(stored, now));
}

export async function agreementDetail(db: Database, digest: string, now: Instant): Promise<AgreementDetailWire | null> {
  const stored = await readOne(db, digest);
  if (stored === null) return null;
  const onPaper = stored.papers.map(({ party, scan, signed_on: signedOn }) => ({ party, scan, signedOn }));
  return { ...rowOf(stored, now), document: stored.agreement.document, published: null, onPaper };
}

/** The file with every signature so far; the bare document while nobody has signed; null when it is not here. */
export async function signedAgreementFile(db: Database, digest: string): Promise<Uint8Array | null> {
  const stored = await readOne(db, digest);
  if (stored === null) return null;
  if (stored.signatures.length === 0) return stored.agreement.bytes;
  return writeAgreementFile(
    stored.agreement.bytes,
    stored.signatures.map(({ key_id, signature }) => ({ keyId: key_id as KeyId, signature: new Uint8Array(signature) })),
  );
}

export interface StoredAgreement {
  readonly agreement: ReadAgreement;
  readonly signatures: readonly AgreementTables['agreement_signatures'][];
  /** Of parties that signed on paper alone. */
  readonly papers: readonly PaperRow[];
}
type PaperRow = Pick<AgreementTables['agreement_paper_signatures'], 'digest' | 'party' | 'scan' | 'signed_on'>;

/** The agreement and its signatures, locked until the transaction ends, so that two signatures are added one after the other. */
export async function lockAgreement(tx: Transaction, digest: string): Promise<StoredAgreement | null> {
  await tables(tx).selectFrom('agreements').select('digest').where('digest', '=', digest).forUpdate().execute();
  return readOne(tx, digest);
}

export function isSignedByAll(agreement: KnownAgreement, signatures: readonly { readonly party: string }[]): boolean {
  return agreement.document.parties.every(({ authorityId }) => signatures.some(({ party }) => party === authorityId));
}

function isComplete({ agreement, signatures, papers }: StoredAgreement): boolean {
  return isSignedByAll(agreement, [...signatures, ...papers]);
}

// --- writing ----------------------------------------------------------------------------------------------------

/**
 * Stores a document that is new here: `stored`, or `known` when exactly this one is here already, or `taken` when its
 * identifier and version belong to another document.
 */
export async function insertAgreement(
  tx: Transaction,
  entry: { readonly agreement: ReadAgreement; readonly by: string; readonly at: Instant },
): Promise<'stored' | 'known' | 'taken'> {
  const { agreement, by, at } = entry;
  const { id, version } = agreement.document;
  const inserted = await tables(tx)
    .insertInto('agreements')
    .values({ digest: agreement.digest, agreement_id: id, version, document: Buffer.from(agreement.bytes), stored_at: at, stored_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('digest')
    .executeTakeFirst();
  if (inserted !== undefined) return 'stored';
  const same = await tables(tx).selectFrom('agreements').select('digest').where('digest', '=', agreement.digest).executeTakeFirst();
  return same === undefined ? 'taken' : 'known';
}

/** Adds the signatures of parties that had none here, and returns those parties. Call it under `lockAgreement`. */
export async function insertSignatures(
  tx: Transaction,
  digest: Digest,
  checked: readonly CheckedSignature[],
  at: Instant,
): Promise<readonly string[]> {
  if (checked.length === 0) return [];
  const added = await tables(tx)
    .insertInto('agreement_signatures')
    .values(
      checked.map(({ party, keyId, signature }) => ({ digest, party, key_id: keyId, signature: Buffer.from(signature), added_at: at })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('party')
    .execute();
  if (added.length > 0) await markAgreementsChanged(tx);
  return added.map(({ party }) => party);
}

/** Keeps that parties signed on paper, and returns those of which it was not known. Call it under `lockAgreement`. */
export async function insertPaperSignatures(
  tx: Transaction,
  digest: Digest,
  paper: { readonly parties: readonly string[]; readonly scan: string; readonly signedOn: string; readonly attestedBy: readonly string[] },
  at: Instant,
): Promise<readonly string[]> {
  const { parties, scan, signedOn, attestedBy } = paper;
  const row = { digest, scan, signed_on: signedOn, attested_by: JSON.stringify(attestedBy), added_at: at };
  const added = await tables(tx)
    .insertInto('agreement_paper_signatures')
    .values(parties.map((party) => ({ ...row, party })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('party')
    .execute();
  if (added.length > 0) await markAgreementsChanged(tx);
  return added.map(({ party }) => party);
}

/** What the parties declared, computed anew from all their notes; verdicts follow it from the next one on. */
export async function writeAgreementLife(tx: Transaction, digest: string, life: AgreementLife): Promise<void> {
  const row = { digest, life: JSON.stringify(life) };
  await tables(tx)
    .insertInto('agreement_lives')
    .values(row)
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ life: row.life }))
    .execute();
  await markAgreementsChanged(tx);
}

// --- rows -------------------------------------------------------------------------------------------------------

async function readAll(db: Database): Promise<readonly StoredAgreement[]> {
  const rows = await tables(db).selectFrom('agreements').selectAll().orderBy('stored_at', 'desc').orderBy('digest').execute();
  const signatures = await tables(db).selectFrom('agreement_signatures').selectAll().orderBy('added_at').orderBy('party').execute();
  const byDigest = Map.groupBy(signatures, (signature) => signature.digest);
  const papers = Map.groupBy(await papersOf(db, null), ({ digest }) => digest);
  const lives = await tables(db).selectFrom('agreement_lives').selectAll().execute();
  const lifeOf = new Map(lives.map(({ digest, life }) => [digest, life]));
  return rows.map((row) => ({
    agreement: withLife(readStored(row), lifeOf.get(row.digest)),
    signatures: byDigest.get(row.digest) ?? [],
    papers: papers.get(row.digest) ?? [],
  }));
}

/** Null: of all agreements. */
async function papersOf(db: Database, digest: string | null): Promise<PaperRow[]> {
  const query = tables(db).selectFrom('agreement_paper_signatures').select(['digest', 'party', 'scan', 'signed_on']).orderBy('party');
  return (digest === null ? query : query.where('digest', '=', digest)).execute();
}

async function readOne(db: Database, digest: string): Promise<StoredAgreement | null> {
  const row = await tables(db).selectFrom('agreements').selectAll().where('digest', '=', digest).executeTakeFirst();
  if (row === undefined) return null;
  const signatures = await tables(db)
    .selectFrom('agreement_signatures')
    .selectAll()
    .where('digest', '=', digest)
    .orderBy('added_at')
    .orderBy('party')
    .execute();
  const life = await tables(db).selectFrom('agreement_lives').select('life').where('digest', '=', digest).executeTakeFirst();
  return { agreement: withLife(readStored(row), life?.life), signatures, papers: await papersOf(db, digest) };
}

function withLife(agreement: ReadAgreement, life: AgreementLife | undefined): ReadAgreement {
  // A life that was kept before a kind of declaration was known has none of it.
  return life === undefined ? agreement : { ...agreement, life: { ...noLife, ...life } };
}

/** The agreement, with whether all its parties have signed it; null when it is not here. */
export async function readStoredAgreement(
  db: Database,
  digest: string,
): Promise<{ readonly agreement: ReadAgreement; readonly isSigned: boolean } | null> {
  const stored = await readOne(db, digest);
  return stored === null ? null : { agreement: stored.agreement, isSigned: isComplete(stored) };
}

/** Documents are read once for each digest: the same bytes always say the same. */
const documentsMax = 2000;
const documents = new Map<string, ReadAgreement>();

function readStored(row: AgreementTables['agreements']): ReadAgreement {
  const known = documents.get(row.digest);
  if (known !== undefined) return known;
  const read = readAgreement(new Uint8Array(row.document));
  if (!read.ok || read.value.digest !== row.digest) throw new Error(`the stored agreement ${row.digest} is not what was stored`);
  if (documents.size >= documentsMax) documents.clear();
  documents.set(row.digest, read.value);
  return read.value;
}

function rowOf({ agreement, signatures, papers }: StoredAgreement, now: Instant): AgreementRowWire {
  const { document, digest } = agreement;
  const signedBy = [...signatures, ...papers].map(({ party }) => party);
  return {
    ref: { id: document.id, version: document.version, digest },
    title: document.title,
    legalNature: document.legalNature,
    status: agreementStatus(agreement, signedBy, now),
    parties: document.parties.map(({ authorityId, name, jurisdiction }) => ({
      authorityId,
      name,
      jurisdiction,
      hasSigned: signedBy.includes(authorityId),
    })),
    inForceFrom: document.inForceFrom,
    inForceUntil: document.inForceUntil,
    isBuiltIn: isPeeringInstrument(agreement),
  };
}

function tables(db: Database) {
  return db.withTables<AgreementTables>();
}
