// SPDX-License-Identifier: Apache-2.0
/**
 * The handle by which a room reaches PostgreSQL: a connection or a transaction that promises no table.
 *
 * Each room's `store.ts` declares its own tables as type aliases and opens them with `withTables`, so that no room
 * sees another's tables in its types and no central list of all tables exists:
 *
 *     type AuditTables = { audit_leaves: { leaf_index: number; leaf_hash: Buffer } };
 *     tx.withTables<AuditTables>().selectFrom('audit_leaves').selectAll()
 *
 * A function that must run inside the caller's transaction asks for a `Transaction`; one that reads asks for `Database`.
 *
 * A statement whose answer tells nothing begins with `withNextMark`: in a transaction it is sent with the one that follows, COMMIT at
 * the latest, and what speaks against it is an error of that one.
 */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A comment to PostgreSQL; a word to the connection (server/pool). */
export const withNextMark = '/* with the next */ ';

export type NoTables = Record<never, never>;
export type Database = Kysely<NoTables>;
export type Transaction = KyselyTransaction<NoTables>;

/** A room's migrations by name: `audit-001-log`; names are never changed once landed. */
export type RoomMigrations = Readonly<Record<string, Migration>>;
