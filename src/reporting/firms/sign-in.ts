// SPDX-License-Identifier: Apache-2.0
/**
 * The door of the portal: joining with an invitation, and signing in with password and code, as for officers and in a realm of its own.
 *
 * A refused sign-in says the same and takes the same work whether the account exists or not; tries are counted per address and per
 * account before any password is checked. The log keeps the true reason and no firm's name.
 */
import {
  type Database,
  fail,
  type IdOf,
  type Instant,
  type Issue,
  newId,
  ok,
  type RandomBytes,
  type Result,
  type Transaction,
} from '../../kernel/index.ts';
import {
  absentPasswordHash,
  accountKey,
  addressKey,
  attemptRules,
  authenticatorUri,
  checkNewPassword,
  countAttempt,
  forgetAttempts,
  forgiveAttempt,
  hashPassword,
  isSessionToken,
  makeSessionToken,
  matchStep,
  normalEmail,
  secretBytes,
  secretText,
  sessionTokenDigest,
  tooManyTries,
  verifyPassword,
  waitMs,
} from '../../officers/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import {
  findFirm,
  findPerson,
  findPersonSession,
  insertPersonSession,
  type PersonRecord,
  type PersonSession,
  takePersonStep,
  updatePerson,
} from './store.ts';

export type DoorDeps = Pick<ReportingDeps, 'db' | 'audit' | 'authority'>;

interface At {
  readonly remoteAddress: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

export type DoorAnswer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'later'; readonly retryAfterMs: number; readonly issues: readonly Issue[] };

export interface OpenedSession {
  readonly token: string;
  readonly session: PersonSession;
}

export async function signInPerson(
  deps: DoorDeps,
  given: { readonly email: string; readonly password: string; readonly code: string },
  at: At,
): Promise<DoorAnswer<OpenedSession>> {
  const keys = { address: addressKey(at.remoteAddress), account: accountKey(`firm ${given.email}`) };
  const wait = await countTry(deps.db, keys, at.now);
  if (wait !== null) return later(wait);
  const person = await findPerson(deps.db, { email: normalEmail(given.email) });
  const isPassword = await verifyPassword(given.password, person?.password_hash ?? absentPasswordHash);
  const step = matchStep(person?.authenticator_secret ?? absentSecret, given.code, at.now);
  return deps.db.transaction().execute(async (tx): Promise<DoorAnswer<OpenedSession>> => {
    const reason = await refusalOf(tx, { person, isPassword, step });
    if (reason !== null || person === null) {
      await deps.audit(tx, { event: 'reporting.sign-in-failed', actor: 'stranger', at: at.now, details: { reason } });
      return { kind: 'refused', issues: refused };
    }
    await forgetAttempts(tx, keys.account);
    await forgiveAttempt(tx, keys.address);
    return openPersonSession(tx, deps, person.id, at);
  });
}

const refused: readonly Issue[] = [
  {
    path: 'sign-in',
    problem: 'E-mail address, password or code is not right.',
    remedy: 'Check all three. A code works once: wait for the next one before you try again.',
  },
];

/** Twenty bytes of which it does not matter what they are: the account is not there. */
const absentSecret = new Uint8Array(secretBytes);

async function countTry(db: Database, keys: { readonly address: string; readonly account: string }, now: Instant): Promise<number | null> {
  const address = waitMs(await countAttempt(db, keys.address, attemptRules.address, now), attemptRules.address, now);
  if (address !== null) return address;
  return waitMs(await countAttempt(db, keys.account, attemptRules.account, now), attemptRules.account, now);
}

function later(wait: number): Extract<DoorAnswer<never>, { kind: 'later' }> {
  return { kind: 'later', retryAfterMs: wait, issues: tooManyTries(wait) };
}

/** The reason for the log, or null. Spending the code comes last, so that a wrong password does not use it up. */
async function refusalOf(
  tx: Transaction,
  checked: { readonly person: PersonRecord | null; readonly isPassword: boolean; readonly step: number | null },
): Promise<string | null> {
  const { person, isPassword, step } = checked;
  if (person === null || person.password_hash === null) return 'unknown-account';
  if (person.is_disabled || (await findFirm(tx, person.firm_id))?.is_closed !== false) return 'disabled';
  if (!isPassword) return 'wrong-password';
  if (step === null) return 'wrong-code';
  return (await takePersonStep(tx, person.id, step)) ? null : 'spent-code';
}

async function openPersonSession(
  tx: Transaction,
  deps: DoorDeps,
  person: IdOf<'fpr'>,
  { now, random }: At,
): Promise<DoorAnswer<OpenedSession>> {
  const token = makeSessionToken(random);
  const id = newId('ses', now, random);
  await insertPersonSession(tx, { id, person, token, at: now });
  await deps.audit(tx, { event: 'reporting.signed-in', actor: 'firm', at: now, details: { session: id } });
  const session = await findPersonSession(tx, token, now);
  if (session === null) throw new Error('a session that was just opened is not there');
  return { kind: 'done', value: { token, session } };
}

// --- joining --------------------------------------------------------------------------------------------------------

export interface JoiningView {
  readonly firm: string;
  readonly name: string;
  readonly email: string;
  readonly authenticatorSecret: string;
  readonly authenticatorUri: string;
}

/** Who is invited, and an authenticator's secret, made anew each time this is asked: only the last one counts. */
export async function beginJoining(deps: DoorDeps, secret: string, at: At): Promise<DoorAnswer<JoiningView>> {
  const wait = await countAddress(deps.db, at);
  if (wait !== null) return later(wait);
  return deps.db.transaction().execute(async (tx): Promise<DoorAnswer<JoiningView>> => {
    const invited = await invitedPerson(tx, secret, at.now);
    if (invited === null) return { kind: 'issues', issues: noInvitation };
    const { person, firm } = invited;
    const bytes = at.random(secretBytes);
    await updatePerson(tx, person.id, { authenticator_secret: Buffer.from(bytes), authenticator_step: 0 });
    const text = secretText(bytes);
    const uri = authenticatorUri({ secret: text, email: person.email, issuer: `${deps.authority.name}, reports` });
    return { kind: 'done', value: { firm, name: person.name, email: person.email, authenticatorSecret: text, authenticatorUri: uri } };
  });
}

/** Sets the password, spends the first code and the invitation, and opens a session. */
export async function join(
  deps: DoorDeps,
  given: { readonly secret: string; readonly password: string; readonly code: string },
  at: At,
): Promise<DoorAnswer<OpenedSession>> {
  const wait = await countAddress(deps.db, at);
  if (wait !== null) return later(wait);
  const before = await invitedPerson(deps.db, given.secret, at.now);
  if (before === null) return { kind: 'issues', issues: noInvitation };
  const checked = checkJoining(before.person, given, at.now);
  if (!checked.ok) return { kind: 'issues', issues: checked.issues };
  const password_hash = await hashPassword(given.password, at.random);
  return deps.db.transaction().execute(async (tx): Promise<DoorAnswer<OpenedSession>> => {
    const invited = await invitedPerson(tx, given.secret, at.now);
    if (invited === null || !(await takePersonStep(tx, invited.person.id, checked.value))) return { kind: 'issues', issues: noInvitation };
    await updatePerson(tx, invited.person.id, { password_hash, invitation_digest: null, invitation_until: null });
    await deps.audit(tx, { event: 'reporting.person-joined', actor: 'firm', at: at.now, details: { person: invited.person.id } });
    return openPersonSession(tx, deps, invited.person.id, at);
  });
}

/** The step of the code. */
function checkJoining(person: PersonRecord, given: { readonly password: string; readonly code: string }, now: Instant): Result<number> {
  const password = checkNewPassword(given.password, person);
  if (!password.ok) return { ok: false, issues: password.issues.map((issue) => ({ ...issue, path: 'password' })) };
  const step = person.authenticator_secret === null ? null : matchStep(person.authenticator_secret, given.code, now);
  if (step === null) return fail('code', 'The code is not right.', 'Type the six digits that the authenticator shows now.');
  return ok(step);
}

const noInvitation: readonly Issue[] = [
  {
    path: 'secret',
    problem: 'This invitation is not good, or not any more.',
    remedy: 'Ask the authority to invite you again; an invitation is good for seven days and one time.',
  },
];

async function invitedPerson(db: Database, secret: string, now: Instant): Promise<{ person: PersonRecord; firm: string } | null> {
  if (!isSessionToken(secret)) return null;
  const person = await findPerson(db, { invitation: sessionTokenDigest(secret) });
  if (person === null || person.is_disabled || person.invitation_until === null || person.invitation_until <= now) return null;
  const firm = await findFirm(db, person.firm_id);
  return firm === null || firm.is_closed ? null : { person, firm: firm.name };
}

async function countAddress(db: Database, { remoteAddress, now }: At): Promise<number | null> {
  return waitMs(await countAttempt(db, addressKey(remoteAddress), attemptRules.address, now), attemptRules.address, now);
}
