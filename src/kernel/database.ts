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
 */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Migration } from 'kysely/migration';

export type NoTables = Record<never, never>;
export type Database = Kysely<NoTables>;
export type Transaction = KyselyTransaction<NoTables>;

/** A room's migrations by name: `audit-001-log`; names are never changed once landed. */
export type RoomMigrations = Readonly<Record<string, Migration>>;
