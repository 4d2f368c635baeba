// SPDX-License-Identifier: Apache-2.0
/** The tables of approvals and of acts that wait for them, and every statement on them. */
import { sql } from 'kysely';
import type { Database, IdOf, Instant, JsonValue, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ApprovalMethod, ApprovalProofWire } from '../../seals/wire.ts';
import type { Approval, AskedAct, CoveredText } from './asked-act.ts';
import type { ActClass } from '../wire.ts';

type OfficerId = IdOf<'off'>;

type ApprovalTables = {
  officers: { id: OfficerId; name: string; roles: string[]; is_disabled: boolean };
  officer_passkeys: { credential_id: string; ended_at: Instant | null };
  approvals: {
    subject: string;
    act_class: string;
    prepared_by: string;
    officer_id: OfficerId;
    at: Instant;
    voided_at: Instant | null;
    method: ApprovalMethod;
    authenticator: string | null;
    proof: ApprovalProofWire | null;
  };
  approvals_asked: {
    subject: string;
    act_class: ActClass;
    prepared_by: string;
    case_ref: string | null;
    about: string;
    shown: Readonly<Record<string, string>>;
    content: JsonValue;
    covered: CoveredText;
    approvers_min: number;
    asked_at: Instant;
    returned_at: Instant | null;
    returned_by: OfficerId | null;
    return_reason: string | null;
  };
};

export const approvalMigrations: RoomMigrations = {
  'officers-002-approvals': {
    async up(db) {
      await sql`create table approvals (
        subject text not null, prepared_by text not null, officer_id text not null references officers (id),
        at text collate "C" not null, voided_at text collate "C", check (prepared_by <> officer_id))`.execute(db);
      await sql`create unique index approvals_once_each on approvals (subject, officer_id) where voided_at is null`.execute(db);
    },
  },
  'officers-004-proofs': {
    async up(db) {
      await sql`alter table approvals
        add column act_class text not null default 'request', add column method text not null default 'password+totp',
        add column authenticator text, add column proof jsonb,
        add check ((method = 'passkey') = (authenticator is not null and proof is not null))`.execute(db);
      await sql`create unique index approvals_once_per_authenticator on approvals (subject, authenticator)
        where voided_at is null and authenticator is not null`.execute(db);
      await sql`create table approvals_asked (
        subject text primary key, act_class text not null, prepared_by text not null references officers (id), case_ref text,
        shown jsonb not null, approvers_min integer not null, asked_at text collate "C" not null)`.execute(db);
    },
  },
  'officers-005-acts-that-wait': {
    async up(db) {
      // Nothing had been asked for before this column came to be.
      await sql`delete from approvals_asked`.execute(db);
      await sql`alter table approvals_asked
        add column about text not null, add column content jsonb not null, add column returned_at text collate "C",
        add column returned_by text references officers (id), add column return_reason text,
        add check ((returned_at is null) = (returned_by is null) and (returned_at is null) = (return_reason is null)),
        add check (returned_by <> prepared_by)`.execute(db);
      await sql`create unique index approvals_asked_once_each on approvals_asked (act_class, about, prepared_by)`.execute(db);
    },
  },
  'officers-008-covered-text': {
    async up(db) {
      // What waits is asked for anew, with the exact text that is approved.
      await sql`delete from approvals_asked`.execute(db);
      await sql`alter table approvals_asked add column covered jsonb not null`.execute(db);
    },
  },
  'officers-011-facts-in-order': {
    async up(db) {
      // A jsonb sorts its members by the length of their names, so the first fact, by which an act is known, was any of them.
      await sql`alter table approvals_asked alter column shown type json using shown::json`.execute(db);
    },
  },
};

export interface ApprovalRow {
  readonly subject: string;
  readonly preparedBy: string;
  readonly actClass: ActClass;
  readonly officerId: OfficerId;
  readonly at: Instant;
}

/** Voids the officer's approvals of the subject that are older than `since`. */
export async function voidOlderApprovals(tx: Transaction, approval: ApprovalRow, since: Instant): Promise<void> {
  const query = tables(tx).updateTable('approvals').set({ voided_at: approval.at }).where('voided_at', 'is', null).where('at', '<=', since);
  await query.where('subject', '=', approval.subject).where('officer_id', '=', approval.officerId).execute();
}

/** False when the officer, or the authenticator, has approved this very subject already. */
export async function insertApproval(
  tx: Transaction,
  approval: ApprovalRow & Pick<Approval, 'method' | 'authenticator' | 'proof'>,
): Promise<boolean> {
  const { subject, actClass, preparedBy, officerId, at, method, authenticator, proof } = approval;
  const who = { subject, act_class: actClass, prepared_by: preparedBy, officer_id: officerId };
  const row = {
    ...who,
    at,
    voided_at: null,
    method,
    authenticator,
    proof: proof === null ? null : sql<never>`${JSON.stringify(proof)}::jsonb`,
  };
  const query = tables(tx)
    .insertInto('approvals')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  return (await query.returning('at').executeTakeFirst()) !== undefined;
}

/**
 * Approvals of a subject given after `since`, by officers who still are approvers and with passkeys that are still in force;
 * the oldest first.
 */
export async function readApprovals(db: Database, subject: string, since: Instant): Promise<Approval[]> {
  const rows = await tables(db)
    .selectFrom('approvals')
    .innerJoin('officers', 'officers.id', 'approvals.officer_id')
    .select(['approvals.officer_id', 'approvals.at', 'approvals.method', 'approvals.authenticator', 'approvals.proof'])
    .where('approvals.subject', '=', subject)
    .where('approvals.voided_at', 'is', null)
    .where('approvals.at', '>', since)
    .where('officers.is_disabled', '=', false)
    .where(sql<boolean>`'approver' = any(officers.roles)`)
    .where((where) =>
      where.or([
        where('approvals.authenticator', 'is', null),
        where(
          'approvals.authenticator',
          'in',
          where
            .selectFrom('officer_passkeys')
            .select('credential_id')
            .where('ended_at', 'is', null)
            .$castTo<{ credential_id: string | null }>(),
        ),
      ]),
    )
    .orderBy('approvals.at')
    .orderBy('approvals.officer_id')
    .execute();
  return rows.map(({ officer_id: officer, at, method, authenticator, proof }) => ({
    officer,
    role: 'approver',
    decision: 'approve',
    subject,
    at,
    method,
    proof,
    authenticator,
  }));
}

/** Says how many there were. */
export async function voidApprovalRows(tx: Transaction, subject: string, at: Instant): Promise<number> {
  const query = tables(tx).updateTable('approvals').set({ voided_at: at }).where('subject', '=', subject).where('voided_at', 'is', null);
  return (await query.returning('officer_id').execute()).length;
}

// --- acts that wait ---------------------------------------------------------------------------------------------

export interface WaitingAct extends AskedAct {
  readonly askedAt: Instant;
  readonly approversMin: number;
  /** Who did not approve it, when and why; null while it waits. */
  readonly returned: { readonly at: Instant; readonly by: string; readonly reason: string } | null;
}

/** Asked again, an act that waits stays as it was first asked; one that was returned, or asked for before `since`, waits anew. */
export async function insertAskedAct(tx: Transaction, act: Omit<WaitingAct, 'returned'>, since: Instant): Promise<void> {
  const row = { subject: act.subject, act_class: act.actClass, prepared_by: act.preparedBy, case_ref: act.caseRef, about: act.about };
  const over = tables(tx).deleteFrom('approvals_asked').where('subject', '=', act.subject);
  await over.where((where) => where.or([where('returned_at', 'is not', null), where('asked_at', '<=', since)])).execute();
  await tables(tx)
    .insertInto('approvals_asked')
    .values({
      ...row,
      shown: sql<never>`${JSON.stringify(act.shown)}::json`,
      content: sql<never>`${JSON.stringify(act.content)}::jsonb`,
      covered: sql<never>`${JSON.stringify(act.covered)}::jsonb`,
      approvers_min: act.approversMin,
      asked_at: act.askedAt,
      returned_at: null,
      returned_by: null,
      return_reason: null,
    })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute();
}

export async function removeAskedAct(tx: Transaction, subject: string): Promise<void> {
  await tables(tx).deleteFrom('approvals_asked').where('subject', '=', subject).execute();
}

/** Kept for the officer who prepared it, with the reason, until it is asked for anew. */
export async function returnAskedAct(
  tx: Transaction,
  subject: string,
  given: { readonly at: Instant; readonly by: string; readonly reason: string },
): Promise<void> {
  const change = { returned_at: given.at, returned_by: given.by as OfficerId, return_reason: given.reason };
  await tables(tx).updateTable('approvals_asked').set(change).where('subject', '=', subject).execute();
}

/** The other acts of the class that were asked for the same thing: by that officer, or by anybody. */
export async function otherAskedActs(
  tx: Transaction,
  act: Pick<AskedAct, 'actClass' | 'about' | 'subject'>,
  preparedBy: string | null,
): Promise<string[]> {
  const query = tables(tx).selectFrom('approvals_asked').select('subject').where('act_class', '=', act.actClass);
  const same = query.where('about', '=', act.about).where('subject', '<>', act.subject);
  const rows = await (preparedBy === null ? same : same.where('prepared_by', '=', preparedBy)).forUpdate().execute();
  return rows.map((row) => row.subject);
}

/** Acts asked for after `since`, the newest first. */
export async function readAskedActs(db: Database, since: Instant): Promise<WaitingAct[]> {
  const query = tables(db).selectFrom('approvals_asked').selectAll().where('asked_at', '>', since);
  const rows = await query.orderBy('asked_at', 'desc').orderBy('subject').limit(askedActsMax).execute();
  return rows.map(waitingAct);
}

/** More acts than wait for anybody at one time; the limit only bounds the answer. */
const askedActsMax = 500;

/** The act that waits under this subject, asked for after `since` and not returned. */
export async function findAskedAct(db: Database, subject: string, since: Instant): Promise<WaitingAct | null> {
  const row = await tables(db)
    .selectFrom('approvals_asked')
    .selectAll()
    .where('subject', '=', subject)
    .where('asked_at', '>', since)
    .where('returned_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : waitingAct(row);
}

/** The acts asked for after `since` under any of these subjects, returned ones among them. */
export async function findAskedActs(db: Database, subjects: readonly string[], since: Instant): Promise<WaitingAct[]> {
  if (subjects.length === 0) return [];
  const query = tables(db).selectFrom('approvals_asked').selectAll().where('asked_at', '>', since);
  const rows = await query.where(sql<boolean>`subject = any(${[...subjects]}::text[])`).execute();
  return rows.map(waitingAct);
}

/** The same, held until the transaction ends: of two last approvals at once, one carries it out. */
export async function lockAskedAct(tx: Transaction, subject: string, since: Instant): Promise<WaitingAct | null> {
  await tables(tx).selectFrom('approvals_asked').select('subject').where('subject', '=', subject).forUpdate().execute();
  return findAskedAct(tx, subject, since);
}

/** Acts that nobody asks for any more. */
export async function removeOldAskedActs(db: Database, since: Instant): Promise<void> {
  await tables(db).deleteFrom('approvals_asked').where('asked_at', '<=', since).execute();
}

function waitingAct(row: ApprovalTables['approvals_asked']): WaitingAct {
  const { subject, act_class: actClass, prepared_by: preparedBy, case_ref: caseRef, about, shown, content, covered } = row;
  const { returned_at: at, returned_by: by, return_reason: reason } = row;
  const returned = at === null || by === null || reason === null ? null : { at, by, reason };
  return {
    subject,
    actClass,
    preparedBy,
    caseRef,
    about,
    shown,
    content,
    covered,
    approversMin: row.approvers_min,
    askedAt: row.asked_at,
    returned,
  };
}

function tables(db: Database) {
  return db.withTables<ApprovalTables>();
}
