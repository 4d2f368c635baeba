// SPDX-License-Identifier: Apache-2.0
/**
 * Binding the authority: signing an agreement, suspending and resuming it, leaving it, a reservation.
 *
 *     prepare      an officer says exactly what is to be said; it waits for signatories
 *     approve      a signatory proves with a passkey (or a code, where the house allows it) that exactly this is meant, under a
 *                  mandate; with the last approval needed the note is written and sent in the same transaction
 *     return       a signatory sends it back
 *
 * How many must sign is for the agreement and the house rules (`agreement-signature`, `agreement-life`), whichever asks for more, and at
 * least one besides whoever prepared it.
 * Before anything is signed it is judged once more, so a text that fell from the table meanwhile is not signed.
 */
import { type AgreementDocument, type ReadAgreement, readStoredAgreement, signAgreementFile } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Transaction } from '../kernel/index.ts';
import {
  type Approval,
  approvalsOf,
  approversNeeded,
  type GivenProofWire,
  proveApproval,
  recordApproval,
  type ReviewSource,
  spendApprovals,
  travellingApproval,
  voidApprovals,
} from '../officers/index.ts';
import { headsOf, placesOf, toBase64 } from '../seals/index.ts';
import { mandateCovers, signatorySubject, signatoryText, signingClass } from './check-signatories.ts';
import { yields } from './drafting.ts';
import { absent, changeNegotiation, type Doing, issue, type NegotiationDeps, type Outcome } from './negotiation-deps.ts';
import { signersMinOf } from './notes/agreed-rules.ts';
import { negotiationState } from './notes/negotiation-state.ts';
import { lifeRow } from './open-negotiation.ts';
import {
  findNegotiation,
  findWaiting,
  findWaitingUnder,
  insertNegotiation,
  keepOwnVersion,
  listMandates,
  lockNegotiation,
  type MandateRecord,
  type NegotiationRecord,
  notesOf,
  putWaiting,
  removeWaiting,
  type WaitingRecord,
} from './store.ts';
import type { Declaration, MandateWire, NoteWire, WaitingContent } from './wire.ts';
import { goesFirst, judge, type Signatories, writeNote } from './write-note.ts';

export async function prepareSigning(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly version: string },
): Promise<Outcome> {
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, given.negotiation);
    if (row === null || row.kind === 'life') return absent;
    const first = await goesFirst(tx, row);
    return first === null ? prepare(tx, deps, row, { ...given, content: { kind: 'sign', version: given.version } }) : yields(first);
  });
}

export async function prepareDeclaration(
  deps: NegotiationDeps,
  given: Doing & { readonly agreement: string; readonly declaration: Declaration },
): Promise<Outcome> {
  return changeNegotiation(deps, async (tx) => {
    const row = await lifeRow(tx, given.agreement, given.now);
    const stored = await readStoredAgreement(tx, given.agreement);
    if (row === null || stored === null) return absent;
    if (!(await insertNegotiation(tx, row))) await lockNegotiation(tx, row.id);
    const { id, version } = stored.agreement.document;
    const content: WaitingContent = { ...given.declaration, agreement: { id, version, digest: stored.agreement.digest } };
    return prepare(tx, deps, row, { ...given, content });
  });
}

async function prepare(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  given: Doing & { readonly content: WaitingContent },
): Promise<Outcome> {
  const { content, officer, now } = given;
  const judged = await judgeAhead(tx, deps, row, given);
  if (judged !== null) return judged;
  const before = await findWaiting(tx, row.id);
  if (before !== null) await voidApprovals(tx, before.subject, now);
  const subject = await subjectOfWaiting(tx, deps, row, content, officer);
  await putWaiting(tx, { negotiation: row.id, subject, content, prepared_by: officer, prepared_at: now });
  const details = { negotiation: row.id, kind: content.kind, subject, agreementId: row.agreement_id, version: row.version };
  await noteAudit(tx, { event: 'negotiation.signing-prepared', actor: officer, at: now, details }, deps.random);
  await deps.announce(tx, 'negotiations');
  return { kind: 'done', negotiation: row.id };
}

/** Judges the note to be without its signatories; an outcome where it would not do. */
async function judgeAhead(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  { content, officer, now }: Doing & { readonly content: WaitingContent },
): Promise<Outcome | null> {
  const notes = await notesOf(tx, row.id);
  const author = deps.own.authorityId;
  const common = { v: 1, negotiation: row.id, author, place: placesOf(notes, author) + 1, follows: headsOf(notes), at: now } as const;
  const people = { preparedBy: officer, approvals: [], mandates: [] };
  const note: NoteWire =
    content.kind === 'sign' ? { ...common, ...people, ...content, keyId: '', signature: '' } : { ...common, ...people, ...content };
  const judged = await judge(tx, row, notes, note);
  return judged.kind === 'bad' ? { kind: 'issues', issues: [judged.issue] } : null;
}

async function subjectOfWaiting(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  content: WaitingContent,
  preparedBy: string,
): Promise<string> {
  const named = { negotiation: row.id, author: deps.own.authorityId, preparedBy, ...content };
  return signatorySubject(named, await termsOf(tx, row, content));
}

/** What waits for signatories, to the letter, and the agreement that stands in it by its digest. */
export function reviewOfSigning(deps: NegotiationDeps): ReviewSource {
  return async (db, subject) => {
    const waits = await findWaitingUnder(db, subject);
    if (waits === null) return null;
    return deps.database.transaction().execute(async (tx) => {
      const row = await lockNegotiation(tx, waits.negotiation);
      if (row === null) return null;
      const { content, prepared_by: preparedBy } = waits;
      const terms = await termsOf(tx, row, content);
      const text = signatoryText({ negotiation: row.id, author: deps.own.authorityId, preparedBy, ...content }, terms);
      const agreement = await agreementNamed(tx, row, content);
      const opened = agreement === null ? [] : [{ digest: terms, text: new TextDecoder().decode(agreement.bytes), seed: null }];
      return {
        way: { kind: 'negotiation', id: row.id, name: content.kind },
        preparedBy,
        caseRef: null,
        covered: { text, opened },
      } as const;
    });
  };
}

async function agreementNamed(tx: Transaction, row: NegotiationRecord, content: WaitingContent): Promise<ReadAgreement | null> {
  if (content.kind !== 'sign') return (await readStoredAgreement(tx, content.agreement.digest))?.agreement ?? null;
  const state = negotiationState(await notesOf(tx, row.id));
  return state?.versions.find(({ note }) => note === content.version)?.agreement ?? null;
}

/** The digest of the agreement that is signed, or that the declaration is about. */
async function termsOf(tx: Transaction, row: NegotiationRecord, content: WaitingContent): Promise<string> {
  if (content.kind !== 'sign') return content.agreement.digest;
  const state = negotiationState(await notesOf(tx, row.id));
  return state?.versions.find(({ note }) => note === content.version)?.agreement.digest ?? '';
}

// --- the signatories ------------------------------------------------------------------------------------------------

/** What the house asks, or the agreement where that is more; at least one. */
export function signatoriesNeeded(deps: NegotiationDeps, kind: WaitingContent['kind'], document: AgreementDocument | null): number {
  const agreed = kind === 'sign' && document !== null ? signersMinOf(document) : 1;
  return approversNeeded(deps.approvals.houseRules, signingClass(kind), agreed);
}

export function mandateOf(mandates: readonly MandateRecord[], officer: string, agreementId: string, at: string): MandateRecord | null {
  const covers = (row: MandateRecord): boolean =>
    row.officer === officer &&
    (row.ended_at === null || at < row.ended_at) &&
    mandateCovers({ ...row, from: row.valid_from, until: row.valid_until }, agreementId, at);
  return mandates.find(covers) ?? null;
}

export async function approveWaiting(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly subject: string; readonly proof: GivenProofWire },
): Promise<Outcome> {
  const { negotiation, subject, officer, now, proof } = given;
  const wrong = await objectionTo(deps, given);
  if (wrong !== null) return wrong;
  const proven = await proveApproval(deps.approvals, { officer, subject, proof, now });
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    const waits = await findWaiting(tx, negotiation);
    if (row === null || waits === null || waits.subject !== subject) return changedMeanwhile;
    const recorded = await recordApproval(tx, proven.value, { preparedBy: waits.prepared_by, actClass: signingClass(waits.content.kind) });
    if (!recorded.ok) return { kind: 'issues', issues: recorded.issues };
    const details = { negotiation, kind: waits.content.kind, subject, preparedBy: waits.prepared_by, method: recorded.value.method };
    await noteAudit(tx, { event: 'approval.given', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'negotiations');
    return carryOut(tx, deps, row, waits, given);
  });
}

const changedMeanwhile = issue('subject', 'What waits is something else than you looked at.', 'Load it again and read it anew.');

/** What can be said before the proof, since a code is good once. */
async function objectionTo(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly subject: string },
): Promise<Outcome | null> {
  const waits = await findWaiting(deps.database, given.negotiation);
  if (waits === null) return absent;
  if (waits.subject !== given.subject) return changedMeanwhile;
  if (waits.prepared_by === given.officer) return issue('officer', 'Whoever prepared it does not sign it.', 'Ask another signatory.');
  const row = await findNegotiation(deps.database, given.negotiation);
  const mandate = mandateOf(await listMandates(deps.database), given.officer, row?.agreement_id ?? '', given.now);
  return mandate === null
    ? issue('officer', 'You have no mandate for this agreement.', 'An administrator records the decision that gives you one.')
    : null;
}

export async function returnWaiting(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly subject: string },
): Promise<Outcome> {
  const { negotiation, subject, officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const waits = (await lockNegotiation(tx, negotiation)) === null ? null : await findWaiting(tx, negotiation);
    if (waits === null) return absent;
    if (waits.subject !== subject) return changedMeanwhile;
    await voidApprovals(tx, subject, now);
    await removeWaiting(tx, negotiation);
    const details = { negotiation, kind: waits.content.kind, subject, preparedBy: waits.prepared_by };
    await noteAudit(tx, { event: 'approval.returned', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'negotiations');
    return { kind: 'done', negotiation };
  });
}

/** Writes the note once enough signatories with a mandate have approved it; until then it goes on waiting. */
async function carryOut(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  waits: WaitingRecord,
  { now }: Doing,
): Promise<Outcome> {
  const { content, subject, prepared_by: preparedBy } = waits;
  const mandates = await listMandates(tx);
  const counted = (await approvalsOf(tx, subject, now)).flatMap((approval) => {
    const mandate = mandateOf(mandates, approval.officer, row.agreement_id, approval.at);
    return mandate === null || approval.officer === preparedBy ? [] : [{ approval, mandate }];
  });
  const standing = negotiationState(await notesOf(tx, row.id))?.standing.agreement.document ?? null;
  if (counted.length < signatoriesNeeded(deps, content.kind, standing)) return { kind: 'done', negotiation: row.id };
  const signatories: Signatories = {
    approvals: counted.map(({ approval }) => travellingApproval(approval)),
    mandates: counted.map(({ approval, mandate }) => mandateWire(approval, mandate)),
  };
  const signature = await signatureFor(tx, deps, row, content);
  if ('kind' in signature) return signature;
  const said = content.kind === 'sign' ? { ...content, ...signature } : content;
  const wrote = await writeNote(tx, deps, row, { content: said, signatories, officer: preparedBy, now });
  if (wrote.kind !== 'done') return wrote;
  await spendApprovals(tx, subject, now);
  await removeWaiting(tx, row.id);
  return wrote;
}

function mandateWire({ officer }: Approval, { office, scope, valid_from: from, valid_until: until, evidence }: MandateRecord): MandateWire {
  return { officer, office, scope, from, until, evidence };
}

type OwnSignature = { readonly keyId: string; readonly signature: string };

/** Our signature over the agreement; an outcome where this authority has signed another text for the same version. */
async function signatureFor(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  content: WaitingContent,
): Promise<OwnSignature | Outcome> {
  const state = content.kind === 'sign' ? negotiationState(await notesOf(tx, row.id)) : null;
  if (content.kind !== 'sign' || state === null) return { keyId: '', signature: '' };
  const { agreement } = state.standing;
  const { id, version } = agreement.document;
  if (!(await keepOwnVersion(tx, { agreement_id: id, version, terms: agreement.digest })))
    return issue('version', 'This authority has signed another text for this version.', 'Negotiate the next version.');
  const key = deps.signer();
  const { signed } = signAgreementFile(agreement, null, { suite: deps.suite, keyPair: key, keyId: key.keyId });
  const [own] = signed.signatures;
  return { keyId: key.keyId, signature: toBase64(own?.signature ?? new Uint8Array()) };
}
