// SPDX-License-Identifier: Apache-2.0
/**
 * The table of published agreements of others, and every statement on it.
 *
 *     published_agreements   one row for each text: the file as it was taken, the document in it, how it stands, and how far each
 *                            signature was checked; a later publication of the same text takes its place
 *
 * It is apart from the agreements that decide: no statement here is read by a verdict.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { type KnownAgreement, readAgreement } from '../documents/agreement-document.ts';
import type { AgreementLife } from '../documents/agreement-life.ts';
import { agreementStatus } from '../documents/signed-agreement.ts';
import { agreementsInForce, markAgreementsChanged } from '../store.ts';
import { type AgreementIndex, indexAgreements } from '../verdicts/agreement-index.ts';
import type { AgreementDetailWire } from '../wire.ts';
import { leastChecked, type PublishedAgreement } from './published-agreement.ts';
import type { PublishedRowWire, SignatureCheck } from './wire.ts';

type Checks = readonly { readonly party: string; readonly checked: SignatureCheck }[];
type PublishedTables = {
  published_agreements: {
    digest: string;
    agreement_id: string;
    version: number;
    publisher: string;
    clause: string;
    published_at: Instant;
    taken_at: Instant;
    taken_by: string;
    document: Buffer;
    file: Buffer;
    life: ColumnType<AgreementLife, string, string>;
    checks: ColumnType<Checks, string, string>;
  };
};

export const publishedMigrations: RoomMigrations = {
  'agreements-003-published': {
    async up(db) {
      await sql`create table published_agreements (
        digest text primary key, agreement_id text not null, version integer not null, publisher text not null, clause text not null,
        published_at text collate "C" not null, taken_at text collate "C" not null, taken_by text not null,
        document bytea not null, file bytea not null, life jsonb not null, checks jsonb not null,
        unique (agreement_id, version))`.execute(db);
    },
  },
};

/**
 * Keeps it, or takes the place of an earlier publication of the same text. `known`: what is here is as late; `taken`: another text
 * bears this identifier and version.
 */
export async function keepPublished(
  tx: Transaction,
  { agreement, publication, life }: PublishedAgreement,
  input: { readonly file: Uint8Array; readonly checks: Checks; readonly by: string; readonly at: Instant },
): Promise<'kept' | 'known' | 'taken'> {
  const { document, digest, bytes } = agreement;
  const row = {
    publisher: publication.publisher,
    clause: publication.clause,
    published_at: publication.at,
    taken_at: input.at,
    taken_by: input.by,
    file: Buffer.from(input.file),
    life: JSON.stringify(life),
    checks: JSON.stringify(input.checks),
  };
  const rows = tables(tx);
  const same = await rows
    .selectFrom('published_agreements')
    .select('published_at')
    .where('digest', '=', digest)
    .forUpdate()
    .executeTakeFirst();
  if (same !== undefined && same.published_at >= publication.at) return 'known';
  if (same !== undefined) {
    await rows.updateTable('published_agreements').set(row).where('digest', '=', digest).execute();
  } else {
    const inserted = await rows
      .insertInto('published_agreements')
      .values({ digest, agreement_id: document.id, version: document.version, document: Buffer.from(bytes), ...row })
      .onConflict((conflict) => conflict.doNothing())
      .returning('digest')
      .executeTakeFirst();
    if (inserted === undefined) return 'taken';
  }
  await markAgreementsChanged(tx);
  return 'kept';
}

export async function removePublished(tx: Transaction, digest: string): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('published_agreements').where('digest', '=', digest).returning('digest').executeTakeFirst();
  if (removed === undefined) return false;
  await markAgreementsChanged(tx);
  return true;
}

/** The latest taken first. */
export async function publishedRows(db: Database): Promise<readonly PublishedRowWire[]> {
  return (await readAll(db)).map(({ known, row }) => rowOf(known, row));
}

/** The text as an agreement is read; null when it is not here. */
export async function publishedDetail(db: Database, digest: string, now: Instant): Promise<AgreementDetailWire | null> {
  const found = (await readAll(db)).find(({ known }) => known.digest === digest);
  if (found === undefined) return null;
  const { document } = found.known;
  const { ref, title, parties } = rowOf(found.known, found.row);
  return {
    ref,
    title,
    legalNature: document.legalNature,
    status: agreementStatus(
      found.known,
      parties.map(({ authorityId }) => authorityId),
      now,
    ),
    parties: parties.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction, hasSigned: true })),
    inForceFrom: document.inForceFrom,
    inForceUntil: document.inForceUntil,
    isBuiltIn: false,
    document,
    published: rowOf(found.known, found.row),
    onPaper: [],
  };
}

/** The agreements that decide here, and nothing else; or those that others published beside them, for looking only. */
export async function agreementsShown(db: Database, isWithPublished: boolean): Promise<AgreementIndex> {
  const own = await agreementsInForce(db);
  if (!isWithPublished) return own;
  const known = shown.get(own);
  if (known !== undefined) return known;
  const published = (await readAll(db)).map((one) => one.known);
  const both = indexAgreements([...[...own.byDigest.values()].map((compiled) => compiled.known), ...published]);
  shown.set(own, both);
  return both;
}

/** By the index of those that decide, which is another after every change of either. */
const shown = new WeakMap<AgreementIndex, AgreementIndex>();

interface Read {
  readonly known: KnownAgreement;
  readonly row: Selectable<PublishedTables['published_agreements']>;
}

async function readAll(db: Database): Promise<readonly Read[]> {
  const rows = await tables(db).selectFrom('published_agreements').selectAll().orderBy('taken_at', 'desc').orderBy('digest').execute();
  return rows.map((row) => {
    const read = readAgreement(new Uint8Array(row.document));
    if (!read.ok || read.value.digest !== row.digest) throw new Error(`the published agreement ${row.digest} is not what was stored`);
    return { known: { ...read.value, life: row.life }, row };
  });
}

function rowOf({ document, digest }: KnownAgreement, row: Read['row']): PublishedRowWire {
  const nameOf = (id: string): string => document.parties.find(({ authorityId }) => authorityId === id)?.name ?? id;
  const checkOf = (id: string): SignatureCheck => row.checks.find(({ party }) => party === id)?.checked ?? 'unchecked';
  return {
    ref: { id: document.id, version: document.version, digest },
    title: document.title,
    publisher: { authorityId: row.publisher, name: nameOf(row.publisher) },
    publishedAt: row.published_at,
    clause: row.clause,
    takenAt: row.taken_at,
    checked: leastChecked(row.checks),
    parties: document.parties.map(({ authorityId, name, jurisdiction }) => ({
      authorityId,
      name,
      jurisdiction,
      checked: checkOf(authorityId),
    })),
  };
}

function tables(db: Database) {
  return db.withTables<PublishedTables>();
}
