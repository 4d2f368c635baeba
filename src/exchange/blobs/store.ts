// SPDX-License-Identifier: Apache-2.0
/**
 * Attachments in the database: what each is, how much of it is here, and how much of it has reached the other side.
 *
 * One row for each file of each dispatch. Bytes are counted after they are on the disk, and a count is only ever moved on from
 * the value it was read at, so two who write the same range agree on where it ends.
 */
import { sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { AttachmentRow, AttachmentState, PushState } from './attachment.ts';

export type AttachmentTable = {
  id: string;
  side: AttachmentRow['side'];
  state: AttachmentState;
  name: string;
  media_type: string;
  size: number;
  digest: AttachmentRow['digest'];
  sealed_digest: AttachmentRow['sealedDigest'];
  key: string;
  case_ref: string | null;
  peer: string | null;
  dispatch: AttachmentRow['dispatch'];
  received: number;
  push_state: PushState;
  pushed: number;
  push_due_at: Instant | null;
  push_attempts: number;
  lease_until: Instant | null;
  created_by: string | null;
  touched_at: Instant;
};

const columns = sql.raw(
  'id, side, state, name, media_type, size, digest, sealed_digest, key, case_ref, peer, dispatch, received, push_state, pushed',
);

function rowOf(row: AttachmentTable): AttachmentRow {
  const { id, side, state, name, size, digest, key, peer, dispatch, received, pushed } = row;
  const renamed = { mediaType: row.media_type, sealedDigest: row.sealed_digest, caseRef: row.case_ref, pushState: row.push_state };
  return {
    id,
    side,
    state,
    name,
    size,
    digest,
    key,
    peer,
    dispatch,
    received,
    pushed,
    ...renamed,
  };
}

export async function insertAttachment(
  tx: Database,
  row: AttachmentRow & { readonly createdBy: string | null; readonly at: Instant },
): Promise<void> {
  await sql`insert into exchange_attachments (${columns}, push_attempts, created_by, touched_at) values (${row.id}, ${row.side}, ${row.state},
    ${row.name}, ${row.mediaType}, ${row.size}, ${row.digest}, ${row.sealedDigest}, ${row.key}, ${row.caseRef}, ${row.peer}, ${row.dispatch},
    ${row.received}, ${row.pushState}, ${row.pushed}, 0, ${row.createdBy}, ${row.at})`.execute(tx);
}

export async function findAttachment(db: Database, id: string): Promise<AttachmentRow | null> {
  const { rows } = await sql<AttachmentTable>`select ${columns} from exchange_attachments where id = ${id}`.execute(db);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** In the order in which they were made. */
export async function attachmentsOfCase(db: Database, caseRef: string): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentTable>`select ${columns} from exchange_attachments where case_ref = ${caseRef} order by id`.execute(
    db,
  );
  return rows.map(rowOf);
}

/** What a peer announced under this digest: one that still lacks bytes before one that is whole. */
export async function findAnnounced(db: Database, peer: string, sealedDigest: string): Promise<AttachmentRow | null> {
  const { rows } = await sql<AttachmentTable>`select ${columns} from exchange_attachments
    where side = 'theirs' and peer = ${peer} and sealed_digest = ${sealedDigest}
    order by array_position(array['arriving', 'checking', 'here', 'broken'], state), id limit 1`.execute(db);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** Counts bytes that are on the disk now; false when somebody else has counted them first. */
export async function countReceived(
  db: Database,
  row: Pick<AttachmentRow, 'id' | 'received'>,
  next: { readonly received: number; readonly state: AttachmentState; readonly at: Instant },
): Promise<boolean> {
  const result = await sql`update exchange_attachments set received = ${next.received}, state = ${next.state}, touched_at = ${next.at}
    where id = ${row.id} and received = ${row.received} and state = 'arriving'`.execute(db);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** Claims one blob whose digests are to be computed; a claim that was not used lapses. */
export async function claimUnchecked(db: Database, now: Instant, leaseUntil: Instant): Promise<AttachmentRow | null> {
  const { rows } = await sql<AttachmentTable>`update exchange_attachments set lease_until = ${leaseUntil} where id = (
    select id from exchange_attachments where state = 'checking' and (lease_until is null or lease_until < ${now})
    order by id limit 1 for update skip locked) returning ${columns}`.execute(db);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

export async function endCheck(
  tx: Database,
  id: string,
  found: { readonly state: 'here' | 'broken'; readonly digest: string | null; readonly sealedDigest: string | null; readonly at: Instant },
): Promise<void> {
  await sql`update exchange_attachments set state = ${found.state}, digest = ${found.digest}, sealed_digest = ${found.sealedDigest},
    lease_until = null, touched_at = ${found.at} where id = ${id} and state = 'checking'`.execute(tx);
}

/** Binds files of ours to a case, or frees them; only those that no dispatch carries yet. */
export async function bindToCase(tx: Transaction, ids: readonly string[], caseRef: string | null, at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await sql`update exchange_attachments set case_ref = ${caseRef}, touched_at = ${at}
    where id = any(${[...ids]}::text[]) and side = 'ours' and dispatch is null`.execute(tx);
}

/**
 * What officers uploaded for a letter becomes what its dispatch announced, of which every byte is here already. The uploads have
 * their rows no longer; their blobs stay under their digests.
 */
export async function takeEnclosed(tx: Transaction, ids: readonly string[], dispatch: string, at: Instant): Promise<void> {
  await sql`update exchange_attachments t set state = 'here', received = o.received, touched_at = ${at} from exchange_attachments o
    where o.id = any(${[...ids]}::text[]) and o.side = 'ours' and o.state = 'here' and o.dispatch is null
      and t.side = 'theirs' and t.dispatch = ${dispatch} and t.sealed_digest = o.sealed_digest`.execute(tx);
  await sql`delete from exchange_attachments where id = any(${[...ids]}::text[]) and side = 'ours' and dispatch is null`.execute(tx);
}

/** From now on they are due to be pushed, once their dispatch is delivered; what is `kept` goes another way. */
export async function bindToDispatch(
  tx: Transaction,
  ids: readonly string[],
  sent: { readonly dispatch: string; readonly peer: string; readonly at: Instant; readonly push: 'waiting' | 'kept' },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update exchange_attachments set dispatch = ${sent.dispatch}, peer = ${sent.peer}, push_state = ${sent.push}, push_due_at = ${sent.at},
    touched_at = ${sent.at} where id = any(${[...ids]}::text[]) and side = 'ours' and dispatch is null`.execute(tx);
}

/** Claims one attachment whose dispatch the peer has admitted. */
export async function claimPush(db: Database, now: Instant, leaseUntil: Instant): Promise<(AttachmentRow & { attempts: number }) | null> {
  const { rows } = await sql<AttachmentTable>`update exchange_attachments set push_state = 'leased', lease_until = ${leaseUntil},
    push_attempts = push_attempts + 1 where id = (
      select a.id from exchange_attachments a join exchange_outbox o on o.digest = a.dispatch
      where a.side = 'ours' and o.state in ('delivered', 'opened') and a.push_due_at <= ${now}
        and (a.push_state = 'waiting' or (a.push_state = 'leased' and a.lease_until < ${now}))
      order by a.push_due_at limit 1 for update of a skip locked)
    returning ${columns}, push_attempts`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { ...rowOf(row), attempts: row.push_attempts };
}

export async function notePushed(
  tx: Database,
  id: string,
  next: {
    readonly pushed: number;
    readonly state: PushState;
    readonly leaseUntil: Instant | null;
    readonly dueAt: Instant | null;
    readonly attempts?: number;
  },
): Promise<void> {
  const { pushed, state, leaseUntil, dueAt, attempts = null } = next;
  await sql`update exchange_attachments set pushed = ${pushed}, push_state = ${state}, lease_until = ${leaseUntil},
    push_due_at = coalesce(${dueAt}, push_due_at), push_attempts = coalesce(${attempts}::integer, push_attempts)
    where id = ${id} and push_state in ('waiting', 'leased')`.execute(tx);
}

/** Everything that this peer once had whole is offered once more: it came back from a backup, and says itself what it still has. */
export async function pushAgain(tx: Database, peer: string): Promise<void> {
  await sql`update exchange_attachments set push_state = 'waiting', push_due_at = touched_at
    where side = 'ours' and peer = ${peer} and push_state = 'pushed'`.execute(tx);
}

/**
 * After a return from a backup that brought these blobs: what a peer was bringing, or what did not come back, begins anew; of an
 * upload of ours the officer is told that it is broken.
 */
export async function beginAnew(tx: Database, present: readonly string[]): Promise<void> {
  const isGone = sql`(state in ('arriving', 'checking') or (state = 'here' and not sealed_digest = any(${[...present]}::text[])))`;
  await sql`update exchange_attachments set state = 'arriving', received = 0, lease_until = null where side = 'theirs' and ${isGone}`.execute(
    tx,
  );
  await sql`update exchange_attachments set state = 'broken', lease_until = null,
    push_state = case when push_state in ('waiting', 'leased') then 'refused' else push_state end where side = 'ours' and ${isGone}`.execute(
    tx,
  );
}

/** Bytes that a peer has announced and not brought yet, and all bytes that are or will be on the disk. */
export async function bytesExpected(db: Database, peer: string | null): Promise<number> {
  const { rows } = await sql<{ bytes: string | number | null }>`select sum(size - received) as bytes from exchange_attachments
    where state = 'arriving' and size > received and (${peer}::text is null or peer = ${peer})`.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}

/** Files of ours that no case has taken up, and blobs of peers that stopped arriving; both since before a moment. */
export async function listOrphans(db: Database, oursBefore: Instant, theirsBefore: Instant): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentTable>`select ${columns} from exchange_attachments
    where (side = 'ours' and case_ref is null and dispatch is null and touched_at < ${oursBefore})
       or (side = 'theirs' and state = 'arriving' and touched_at < ${theirsBefore}) order by id limit 100`.execute(db);
  return rows.map(rowOf);
}

export async function removeAttachment(tx: Database, id: string): Promise<void> {
  await sql`delete from exchange_attachments where id = ${id} and dispatch is null`.execute(tx);
}

export async function giveUpAttachment(tx: Database, id: string, at: Instant): Promise<void> {
  await sql`update exchange_attachments set state = 'broken', touched_at = ${at} where id = ${id} and state = 'arriving'`.execute(tx);
}

/** How many rows have this blob, so that its file goes with the last. */
export async function countOfBlob(db: Database, sealedDigest: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from exchange_attachments
    where sealed_digest = ${sealedDigest} and state = 'here'`.execute(db);
  return rows[0]?.count ?? 0;
}

export const attachmentMigrations: RoomMigrations = {
  'exchange-attachments-001': {
    async up(db) {
      await sql`create table exchange_attachments (
        id text collate "C" primary key, side text not null, state text not null, name text not null, media_type text not null, size bigint not null,
        digest text collate "C", sealed_digest text collate "C", key text not null, case_ref text, peer text, dispatch text collate "C",
        received bigint not null, push_state text not null, pushed bigint not null, push_due_at text collate "C", push_attempts integer not null,
        lease_until text collate "C", created_by text, touched_at text collate "C" not null)`.execute(db);
      await sql`create index exchange_attachments_case on exchange_attachments (case_ref)`.execute(db);
      await sql`create index exchange_attachments_announced on exchange_attachments (sealed_digest)`.execute(db);
      await sql`create index exchange_attachments_due on exchange_attachments (push_due_at) where push_state in ('waiting', 'leased')`.execute(
        db,
      );
      await sql`create index exchange_attachments_unchecked on exchange_attachments (id) where state = 'checking'`.execute(db);
      await sql`create index exchange_attachments_arriving on exchange_attachments (touched_at) where state = 'arriving'`.execute(db);
    },
  },
};
