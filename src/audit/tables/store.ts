// SPDX-License-Identifier: Apache-2.0
/**
 * How the tables of the log came to be, and what the database itself holds to: leaves and checkpoints are never changed, bodies are
 * erased and nothing else, and entries are appended by a function of its own.
 */
import { sql } from 'kysely';
import type { RoomMigrations } from '../../kernel/index.ts';
import { appendToFrontier, emptyFrontier, frontierRoot } from '../../seals/index.ts';

export const auditMigrations: RoomMigrations = {
  'audit-001-log': {
    async up(db) {
      await sql`create table audit_leaves (
        leaf_index bigint primary key, event text not null, body_digest bytea not null, leaf_hash bytea not null)`.execute(db);
      await sql`create index audit_leaves_by_event on audit_leaves (event, leaf_index)`.execute(db);
      await sql`create table audit_bodies (
        leaf_index bigint primary key references audit_leaves (leaf_index), at text collate "C" not null, salt bytea, body bytea,
        check ((salt is null) = (body is null)))`.execute(db);
      await sql`create table audit_head (is_only boolean primary key default true check (is_only), size bigint not null, subtrees jsonb not null)`.execute(
        db,
      );
      await sql`insert into audit_head (size, subtrees) values (0, '[]')`.execute(db);
      await sql`create table audit_blocks (block_index integer primary key, root bytea not null)`.execute(db);
      await sql`create table audit_checkpoints (
        size bigint primary key, root_hash text not null, at text collate "C" not null, note text not null)`.execute(db);
      await sql`create table audit_signer (is_only boolean primary key default true check (is_only), next_block integer not null)`.execute(
        db,
      );
      await sql`insert into audit_signer (next_block) values (0)`.execute(db);
      await sql`create function audit_refuse_change() returns trigger language plpgsql as $$
        begin raise exception 'the audit log only grows: % on % is refused', tg_op, tg_table_name; end $$`.execute(db);
      for (const table of ['audit_leaves', 'audit_checkpoints']) {
        await sql`create trigger ${sql.raw(`${table}_only_grows`)} before update or delete or truncate on ${sql.table(table)}
          for each statement execute function audit_refuse_change()`.execute(db);
      }
      await sql`create function audit_only_erase() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and new.salt is null and new.body is null and new.leaf_index = old.leaf_index and new.at = old.at then
            return new;
          end if;
          raise exception 'the content of an audit entry can be erased and nothing else: % is refused', tg_op;
        end $$`.execute(db);
      await sql`create trigger audit_bodies_only_erase before update or delete on audit_bodies
        for each row execute function audit_only_erase()`.execute(db);
      await sql`create trigger audit_bodies_no_truncate before truncate on audit_bodies
        for each statement execute function audit_refuse_change()`.execute(db);
    },
  },
  'audit-020-roots': {
    async up(db) {
      await sql`alter table audit_leaves add column root bytea`.execute(db);
      await sql`alter table audit_leaves disable trigger audit_leaves_only_grows`.execute(db);
      let frontier = emptyFrontier;
      const { rows } = await sql<{ leaf_index: string; leaf_hash: Buffer }>`select leaf_index, leaf_hash from audit_leaves
        order by leaf_index`.execute(db);
      for (const { leaf_index: index, leaf_hash: leafHash } of rows) {
        frontier = appendToFrontier(frontier, leafHash);
        await sql`update audit_leaves set root = ${Buffer.from(frontierRoot(frontier))} where leaf_index = ${index}`.execute(db);
      }
      await sql`alter table audit_leaves alter column root set not null`.execute(db);
      await sql`alter table audit_leaves enable trigger audit_leaves_only_grows`.execute(db);
    },
  },
  'audit-115-append': {
    up: async (db) => void (await appendFunction.execute(db)),
  },
  'audit-220-append-all': {
    async up(db) {
      await sql`drop function audit_append`.execute(db);
      await appendAllFunction.execute(db);
    },
  },
  'audit-365-append-packed': {
    async up(db) {
      await sql`drop function audit_append_all`.execute(db);
      await sql`create function audit_bytes_of_texts(texts jsonb) returns bytea[] language sql immutable as
        $$ select coalesce(array_agg(decode(subtree, 'hex') order by n), '{}')
          from jsonb_array_elements_text(texts) with ordinality as held (subtree, n) $$`.execute(db);
      await sql`alter table audit_head alter column subtrees type bytea[] using audit_bytes_of_texts(subtrees)`.execute(db);
      await sql`drop function audit_bytes_of_texts`.execute(db);
      await appendPackedFunction.execute(db);
    },
  },
  'audit-367-last-place': {
    up: async (db) => void (await lastPlaceFunction.execute(db)),
  },
};

/** The place of the entry that this transaction appended last; null where it has appended none. */
const lastPlaceFunction = sql`
  create function audit_last_place() returns bigint language sql stable as $$
    select size - 1 from audit_head where xmin = pg_current_xact_id()::xid $$`;

/**
 * Appends entries in one call, so that the head is locked for as long as that takes and for no way to the server and back. It joins
 * subtrees as a binary counter carries (RFC 6962, as seals/trees/frontier.ts does); whoever signs a head computes the root again
 * from the leaves with that other code, so a fault in one of the two stops the signing.
 *
 * The bytes of all entries come as one value, since a list of bytes would be spelled out as text on both sides; of each entry:
 *
 *     | 32 salt | 32 digest of the body | 32 hash of the leaf | the body, as long as its length says |
 */
const appendPackedFunction = sql`
  create function audit_append_all(of_events text[], moments text[], packed bytea, body_lengths integer[])
  returns table (place bigint, root bytea) language plpgsql volatile as $$
  declare
    joins bytea[];
    carry bigint;
    leaf bytea;
    begins integer := 1;
  begin
    select head.size, head.subtrees into strict place, joins from audit_head as head for update;
    if cardinality(joins) <> length(replace(place::bit(64)::text, '0', '')) then
      raise exception 'the stored head of the log is not a frontier';
    end if;
    for n in 1 .. cardinality(body_lengths) loop
      leaf := substr(packed, begins + 64, 32);
      root := leaf;
      carry := place;
      while carry % 2 = 1 loop
        root := sha256('\\x01'::bytea || joins[cardinality(joins)] || root);
        joins := joins[1:cardinality(joins) - 1];
        carry := carry / 2;
      end loop;
      joins := array_append(joins, root);
      for earlier in reverse cardinality(joins) - 1 .. 1 loop
        root := sha256('\\x01'::bytea || joins[earlier] || root);
      end loop;
      insert into audit_leaves (leaf_index, event, body_digest, leaf_hash, root)
        values (place, of_events[n], substr(packed, begins + 32, 32), leaf, audit_append_all.root);
      insert into audit_bodies (leaf_index, at, salt, body)
        values (place, moments[n], substr(packed, begins, 32), substr(packed, begins + 96, body_lengths[n]));
      return next;
      begins := begins + 96 + body_lengths[n];
      place := place + 1;
    end loop;
    update audit_head set size = place, subtrees = joins;
  end $$`;

/** As it was made second, with lists of bytes and a frontier in JSON. */
const appendAllFunction = sql`
  create function audit_append_all(of_events text[], moments text[], salts bytea[], bodies bytea[], body_digests bytea[], leaf_hashes bytea[])
  returns table (place bigint, root bytea) language plpgsql volatile as $$
  declare
    first_place bigint;
    next_place bigint;
    joins bytea[];
    carry bigint;
    joined bytea;
    roots bytea[] := '{}';
  begin
    select head.size, array(select decode(subtree, 'hex') from jsonb_array_elements_text(head.subtrees) with ordinality as held (subtree, n) order by n)
      into strict first_place, joins from audit_head as head for update;
    if cardinality(joins) <> length(replace(first_place::bit(64)::text, '0', '')) then
      raise exception 'the stored head of the log is not a frontier';
    end if;
    next_place := first_place;
    foreach joined in array leaf_hashes loop
      carry := next_place;
      while carry % 2 = 1 loop
        joined := sha256('\\x01'::bytea || joins[cardinality(joins)] || joined);
        joins := joins[1:cardinality(joins) - 1];
        carry := carry / 2;
      end loop;
      joins := array_append(joins, joined);
      for earlier in reverse cardinality(joins) - 1 .. 1 loop
        joined := sha256('\\x01'::bytea || joins[earlier] || joined);
      end loop;
      roots := array_append(roots, joined);
      next_place := next_place + 1;
    end loop;
    insert into audit_leaves (leaf_index, event, body_digest, leaf_hash, root)
      select first_place + leaf.n - 1, leaf.event, leaf.body_digest, leaf.leaf_hash, leaf.root
      from unnest(of_events, body_digests, leaf_hashes, roots) with ordinality as leaf (event, body_digest, leaf_hash, root, n);
    insert into audit_bodies (leaf_index, at, salt, body)
      select first_place + entry.n - 1, entry.at, entry.salt, entry.body
      from unnest(moments, salts, bodies) with ordinality as entry (at, salt, body, n);
    update audit_head set size = next_place,
      subtrees = (select coalesce(jsonb_agg(encode(subtree, 'hex') order by n), '[]') from unnest(joins) with ordinality as held (subtree, n));
    return query select first_place + made.n - 1, made.root from unnest(roots) with ordinality as made (root, n);
  end $$`;

/** As it was made first, for one entry. */
const appendFunction = sql`
  create function audit_append(of_event text, moment text, body_salt bytea, body_bytes bytea, digest_of_body bytea, hash_of_leaf bytea)
  returns table (place bigint, root bytea) language plpgsql volatile as $$
  declare
    joins text[];
    carry bigint;
    joined bytea := hash_of_leaf;
  begin
    select head.size, array(select jsonb_array_elements_text(head.subtrees)) into strict place, joins from audit_head as head for update;
    if cardinality(joins) <> length(replace(place::bit(64)::text, '0', '')) then
      raise exception 'the stored head of the log is not a frontier';
    end if;
    carry := place;
    while carry % 2 = 1 loop
      joined := sha256('\\x01'::bytea || decode(joins[cardinality(joins)], 'hex') || joined);
      joins := joins[1:cardinality(joins) - 1];
      carry := carry / 2;
    end loop;
    root := joined;
    for earlier in reverse cardinality(joins) .. 1 loop
      root := sha256('\\x01'::bytea || decode(joins[earlier], 'hex') || root);
    end loop;
    insert into audit_leaves (leaf_index, event, body_digest, leaf_hash, root) values (place, of_event, digest_of_body, hash_of_leaf, audit_append.root);
    insert into audit_bodies (leaf_index, at, salt, body) values (place, moment, body_salt, body_bytes);
    update audit_head set size = place + 1, subtrees = to_jsonb(joins || encode(joined, 'hex'));
    return next;
  end $$`;
