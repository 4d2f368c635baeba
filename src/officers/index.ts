// SPDX-License-Identifier: Apache-2.0
/**
 * officers: the people who act for an authority; how they sign in, what they may do, and how a second pair of eyes approves.
 *
 * An officer has a name, an e-mail address, roles, passkeys, and, until there is one, a password (kept as an argon2id hash) with an
 * authenticator that shows codes (RFC 6238).
 * Signing in makes a session: a random token in a cookie, of which the database keeps only the digest.
 *
 * A small worked case. The first officer is made at init; a preparer's step is approved by another officer:
 *
 *     const made = await createOfficer(tx, { name: 'Ada Quill', email: 'ada@xa.example', roles: ['administrator'], issuer: 'XA' }, random, now);
 *     const answer = await signIn(deps, { email, password, code, remoteAddress, now, random });   // 'signed-in'
 *     const session = await findSession(db, answer.token, now);                                     // null when it ended
 *     ...
 *     const asked = await askForProof(deps, { officer: approver.id, subject, now, random });        // a challenge over exactly this
 *     const proven = await proveApproval(deps, { officer: approver.id, subject, proof, now });      // passkey, or a code
 *     const approval = await recordApproval(tx, proven.value, { preparedBy, actClass: 'reply' });
 *     const standing = await approvalFor(tx, houseRules, act, { now });                             // 'enough', or it waits
 *
 * The rules, each held in one place:
 *  - A refused sign-in says the same and takes the same work whether the account exists or not (sign-in.ts).
 *  - A code of the authenticator is good once; an older or equal one is refused (store.ts, one guarded update).
 *  - A session ends after 30 minutes without a call, after 12 hours, when its officer is disabled, when the password is
 *    changed elsewhere, or by signing out (session.ts).
 *  - Tries are counted per address and per account in PostgreSQL, before any password is checked (attempts.ts).
 *  - Four eyes: the preparer never approves, each officer and each authenticator counts once, an approval lasts 24 hours, it is
 *    for one exact digest and one time, and it stops counting when its officer is disabled or loses the role, or its passkey is
 *    revoked (approvals/). How many it takes: the stricter of the house rules and the agreement.
 *  - What an officer is about to approve can be read on a second device, to the letter, and approved there (reviews/).
 *  - An emergency takes two people, and a third who reviews it within 72 hours; it is told to every peer (emergencies/).
 *  - A passkey takes three people: an administrator who invites, the officer, and a second registrar (passkeys/).
 *  - At least one officer who is not disabled stays administrator (change-officer.ts).
 *
 * Who writes the log: this room reports sign-ins and changes of officers through the `audit` function it is given. The
 * events approval.given and approval.returned are appended by the room whose step was approved, which knows the case.
 * A wrong code given to `verifyCode` is counted in the caller's transaction: answer the officer and let it commit.
 *
 * What it does not do: it asks nobody outside who an officer is; names never leave the authority.
 *
 * Source: W3C Web Authentication; RFC 9106 (argon2), RFC 4226 and 6238 (one-time codes).
 */
export {
  approvalFor,
  approvalLastsMs,
  approvalsOf,
  type ApprovalStanding,
  approversNeeded,
  askedAbout,
  askedContent,
  recordApproval,
  spendAct,
  spendApprovals,
  subjectOf,
  subjectTextOf,
  voidApprovals,
} from './approvals/approvals.ts';
export { approvalOfExport, type ExportStanding, spendOnExport } from './approvals/approve-export.ts';
export { actClasses, type HouseRules, houseRulesDefault, readHouseRules } from './approvals/house-rules.ts';
export { askForProof, proveApproval, type Proven } from './approvals/prove-approval.ts';
export { type PasskeyDeps, type RelyingParty, relyingPartyOf } from './passkeys/passkey-deps.ts';
export { changeOfficer, type OfficerChangeAnswer } from './change-officer.ts';
export { changePassword } from './change-password.ts';
export { type CreatedOfficer, createOfficer, type NewOfficer } from './create-officer.ts';
export { type OfficerCallDeps, officerCalls } from './http.ts';
export { sessionTimes } from './session.ts';
export { type OfficerAudit, type OfficerAuditEntry } from './officer-audit.ts';
export { signIn, type SignInAnswer, type SignInInput } from './sign-in.ts';
export { endSession, findSession, hasOfficers, holdsRole, listOfficers, type OfficerSession, officerNames } from './store.ts';
export { authenticatorUri, matchStep, secretBytes, secretText, totpCode } from './totp.ts';
// Passwords, codes, tokens and tries as they are for officers, for the persons of firms that report (room reporting).
export { accountKey, addressKey, attemptRules, normalEmail, tooManyTries, waitMs } from './attempts.ts';
export { absentPasswordHash, checkNewPassword, hashPassword, makePassword, verifyPassword } from './password.ts';
export { csrfTokenOf, isSessionToken, makeSessionToken, sessionEndsAt, sessionTokenDigest } from './session.ts';
export { countAttempt, forgetAttempts, forgiveAttempt } from './store.ts';
export { verifyCode } from './verify-code.ts';
export { type Approval, type AskedAct, type CoveredText, type OpenedText, travellingApproval } from './approvals/asked-act.ts';
export { approvalCalls } from './approvals/http.ts';
export { approvalsTopic, type CarryOut } from './approvals/judge-act.ts';
export { reviewSchema, reviewsSchema, type ReviewWire } from './reviews/wire.ts';
export { type Reviewable, type ReviewDeps, reviewOfAct, type ReviewSource } from './reviews/reviews.ts';
export { emergencyCalls } from './emergencies/http.ts';
export { type EmergencyDeps, type EmergencyNotice, reviewWithinMs } from './emergencies/release-act.ts';
export { type ActClass, type GivenProofWire, type OfficerRowWire, type Role, roles, type SessionWire } from './wire.ts';
export { officerMigrations, removeExpired } from './migrations.ts';
