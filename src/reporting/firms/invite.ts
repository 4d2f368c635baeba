// SPDX-License-Identifier: Apache-2.0
/**
 * Firms and their persons, as officers let them in.
 *
 *     officer invites   a secret is made, shown once, good for seven days and one time; no password is known to any officer
 *     person joins      sees the authenticator's secret, sets a password, and shows a first code: all with the invitation's secret
 *     lost phone        the officer invites the person again; password and authenticator are made anew, sessions end
 *
 * A firm's program has a key of its own, shown once; it sends reports and fetches answers, and may not do what a person does.
 */
import { checkLei } from '../../records/index.ts';
import { addMs, fail, type IdOf, type Instant, newId, ok, type RandomBytes, type Result, type Transaction } from '../../kernel/index.ts';
import { makeSessionToken, normalEmail, sessionTokenDigest } from '../../officers/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import type { FirmRowWire, PersonInvitationWire } from '../wire.ts';
import {
  endSessionsOfPerson,
  findFirm,
  findPerson,
  type FirmRecord,
  insertFirm,
  insertKey,
  insertPerson,
  type KeyRecord,
  listFirms,
  type PersonRecord,
  revokeKey,
  setFirmClosed,
  updatePerson,
} from './store.ts';

/** A letter, a holiday of the person: long enough for both, and short enough that a lost one is worth little. */
export const invitationLastsMs = 7 * 86_400_000;

export interface By {
  readonly officer: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}
type Deps = Pick<ReportingDeps, 'audit'>;

export async function addFirm(
  tx: Transaction,
  deps: Deps,
  wanted: { readonly name: string; readonly lei: string | null; readonly registration: string | null },
  { officer, now, random }: By,
): Promise<Result<IdOf<'frm'>>> {
  const lei = wanted.lei === null ? null : checkLei(wanted.lei, 'lei');
  if (lei !== null && !lei.ok) return lei;
  const id = newId('frm', now, random);
  const row = { id, ...wanted, lei: lei === null ? null : lei.value, is_closed: false, created_at: now };
  if (!(await insertFirm(tx, row))) return fail('name', 'A firm of this name is there already.', 'Look for it in the list.');
  await deps.audit(tx, { event: 'reporting.firm-added', actor: officer, at: now, details: { firm: id } });
  return ok(id);
}

export async function closeFirm(
  tx: Transaction,
  deps: Deps,
  change: { readonly id: string; readonly isClosed: boolean },
  by: By,
): Promise<boolean> {
  const firm = await findFirm(tx, change.id);
  if (firm === null) return false;
  await setFirmClosed(tx, firm.id, change.isClosed);
  const details = { firm: firm.id, isDisabled: change.isClosed };
  await deps.audit(tx, { event: 'reporting.firm-changed', actor: by.officer, at: by.now, details });
  return true;
}

/** Null where there is no such firm, or it is closed. */
export async function invitePerson(
  tx: Transaction,
  deps: Deps,
  wanted: { readonly firm: string; readonly name: string; readonly email: string },
  by: By,
): Promise<Result<PersonInvitationWire> | null> {
  const firm = await findFirm(tx, wanted.firm);
  if (firm === null || firm.is_closed) return null;
  const { now, random } = by;
  const person = newId('fpr', now, random);
  const { secret, ...invitation } = newInvitation(by);
  const isNew = await insertPerson(tx, {
    id: person,
    firm_id: firm.id,
    name: wanted.name,
    email: normalEmail(wanted.email),
    password_hash: null,
    authenticator_secret: null,
    authenticator_step: 0,
    is_disabled: false,
    created_at: now,
    last_sign_in_at: null,
    ...invitation,
  });
  if (!isNew) return fail('email', 'Another person has this e-mail address.', 'Each person signs in with an address of their own.');
  await noteInvited(tx, deps, { person, firm: firm.id }, by);
  return ok({ person, secret, until: invitation.invitation_until });
}

/** Password and authenticator are made anew with the invitation; until then nobody signs in as this person. */
export async function inviteAgain(tx: Transaction, deps: Deps, id: string, by: By): Promise<PersonInvitationWire | null> {
  const person = await findPerson(tx, { id });
  if (person === null || person.is_disabled) return null;
  const { secret, ...invitation } = newInvitation(by);
  await updatePerson(tx, person.id, { ...invitation, password_hash: null, authenticator_secret: null });
  await endSessionsOfPerson(tx, person.id);
  await noteInvited(tx, deps, { person: person.id, firm: person.firm_id }, by);
  return { person: person.id, secret, until: invitation.invitation_until };
}

function newInvitation({ now, random }: By): { secret: string; invitation_digest: string; invitation_until: Instant } {
  const secret = makeSessionToken(random);
  return { secret, invitation_digest: sessionTokenDigest(secret), invitation_until: addMs(now, invitationLastsMs) };
}

async function noteInvited(
  tx: Transaction,
  deps: Deps,
  details: { readonly person: string; readonly firm: string },
  by: By,
): Promise<void> {
  await deps.audit(tx, { event: 'reporting.person-invited', actor: by.officer, at: by.now, details });
}

export async function disablePerson(
  tx: Transaction,
  deps: Deps,
  change: { readonly id: string; readonly isDisabled: boolean },
  by: By,
): Promise<boolean> {
  const person = await findPerson(tx, { id: change.id });
  if (person === null) return false;
  await updatePerson(tx, person.id, { is_disabled: change.isDisabled });
  if (change.isDisabled) await endSessionsOfPerson(tx, person.id);
  const details = { person: person.id, isDisabled: change.isDisabled };
  await deps.audit(tx, { event: 'reporting.person-changed', actor: by.officer, at: by.now, details });
  return true;
}

export async function makeKey(
  tx: Transaction,
  deps: Deps,
  wanted: { readonly firm: string; readonly label: string },
  { officer, now, random }: By,
): Promise<{ readonly key: FirmRowWire['keys'][number]; readonly secret: string } | null> {
  const firm = await findFirm(tx, wanted.firm);
  if (firm === null || firm.is_closed) return null;
  const secret = makeSessionToken(random);
  const row: KeyRecord = {
    id: newId('fky', now, random),
    firm_id: firm.id,
    label: wanted.label,
    secret_digest: sessionTokenDigest(secret),
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  };
  await insertKey(tx, row);
  const details = { firm: firm.id, key: row.id };
  await deps.audit(tx, { event: 'reporting.key-made', actor: officer, at: now, details });
  return { key: keyRow(row), secret };
}

export async function withdrawKey(tx: Transaction, deps: Deps, id: string, by: By): Promise<boolean> {
  if (!(await revokeKey(tx, id, by.now))) return false;
  await deps.audit(tx, { event: 'reporting.key-revoked', actor: by.officer, at: by.now, details: { key: id } });
  return true;
}

export async function firmRows(db: ReportingDeps['db'], now: Instant): Promise<FirmRowWire[]> {
  const { firms, persons, keys } = await listFirms(db);
  const personsOf = Map.groupBy(persons, (person) => person.firm_id);
  const keysOf = Map.groupBy(keys, (key) => key.firm_id);
  return firms.map((firm: FirmRecord) => ({
    id: firm.id,
    name: firm.name,
    lei: firm.lei,
    registration: firm.registration,
    isClosed: firm.is_closed,
    persons: (personsOf.get(firm.id) ?? []).map((person) => personRow(person, now)),
    keys: (keysOf.get(firm.id) ?? []).map(keyRow),
  }));
}

function personRow(person: PersonRecord, now: Instant): FirmRowWire['persons'][number] {
  const { id, name, email, last_sign_in_at: lastSignInAt } = person;
  return { id, name, email, state: personState(person, now), lastSignInAt };
}

function personState(person: PersonRecord, now: Instant): FirmRowWire['persons'][number]['state'] {
  if (person.is_disabled) return 'disabled';
  if (person.password_hash !== null) return 'active';
  return person.invitation_until !== null && person.invitation_until > now ? 'invited' : 'invitation-over';
}

function keyRow(key: KeyRecord): FirmRowWire['keys'][number] {
  const { id, label, created_at: createdAt, last_used_at: lastUsedAt, revoked_at } = key;
  return { id, label, createdAt, lastUsedAt, isRevoked: revoked_at !== null };
}
