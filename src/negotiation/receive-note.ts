// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving a note: verified, judged by what its author had read, kept; or refused with the place and what to do.
 *
 * Whoever sent the dispatch, the note is its author's; so it does not matter by which way it came. A note that is here already
 * changes nothing. One that contradicts another of its author is kept: both are the evidence, and the negotiation ends there.
 */
import type { AdmittedDispatch, Admission, DispatchHandler, DispatchOutcome, SentDispatch } from '../exchange/index.ts';
import { type AgreementDocument, readStoredAgreement } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { canonicalJson, fail, type Instant, issuesText, ok, type Result, type Transaction } from '../kernel/index.ts';
import { contradictionIn, type KeyState } from '../seals/index.ts';
import { checkBinding } from './check-binding.ts';
import type { NegotiationDeps } from './negotiation-deps.ts';
import { accessionOf, mayJoin } from './notes/agreed-rules.ts';
import { judgeMoment } from './notes/judge-note.ts';
import { readDraft } from './notes/negotiation-state.ts';
import { type Notes, type ReadNote, readNote } from './notes/signed-note.ts';
import { lifeId, lifeRow, rowOf } from './open-negotiation.ts';
import { lockNegotiation, type NegotiationRecord, notesOf, settleSending } from './store.ts';
import { judge, keepNote, recount, settle } from './write-note.ts';
import { negotiationLimits, noteBodySchema, type NoteOf, type NoteWire } from './wire.ts';

export function negotiationHandlers(deps: NegotiationDeps): DispatchHandler<Transaction>[] {
  return [
    { kind: 'negotiation.note', admit: (tx, dispatch) => admit(tx, deps, dispatch), outcome: (tx, ...of) => noteOutcome(tx, deps, ...of) },
  ];
}

async function noteOutcome(tx: Transaction, deps: NegotiationDeps, sent: SentDispatch, { state }: DispatchOutcome): Promise<void> {
  if (state === 'opened') return;
  const isOurs = await settleSending(tx, sent.digest, state === 'delivered' ? 'delivered' : 'failed');
  if (isOurs) await deps.announce(tx, 'negotiations');
}

async function admit(
  tx: Transaction,
  deps: NegotiationDeps,
  { payload, receivedAt, digest: dispatch }: AdmittedDispatch,
): Promise<Admission> {
  const body = noteBodySchema.safeParse(payload.body);
  if (!body.success) return rejected('malformed', 'The body of negotiation.note has not its agreed shape.');
  const read = await readNote(body.data.note, deps.suite, (id) => deps.keyStateOf(tx, id));
  if (!read.ok) return rejected('signature-invalid', issuesText(read.issues), read.issues[0]?.path === 'note.author');
  const { note, digest } = read.value;
  if (note.negotiation !== payload.caseRef)
    return rejected('act-differs-from-body', 'The note belongs to another negotiation than the dispatch.');
  const moment = judgeMoment(note, receivedAt, negotiationLimits.clockAheadMsMax);
  if (!moment.ok) return rejected('malformed', issuesText(moment.issues));
  const row = await rowFor(tx, deps, note, receivedAt);
  if (!row.ok) return rejected('state-conflict', issuesText(row.issues), row.issues[0]?.path === 'document.parties');
  if (!row.value.parties.some(({ authorityId }) => authorityId === payload.from))
    return rejected('act-refused', 'Only its parties take part in a negotiation.');
  const notes = await notesOf(tx, row.value.id);
  if (notes.has(digest)) return { outcome: 'admitted' };
  const refusal = await refusalOf(tx, deps, row.value, notes, read.value);
  if (refusal !== null) return refusal;
  await keepNote(tx, deps, row.value, read.value, receivedAt);
  const about = { negotiation: row.value.id, kind: note.kind, digest, dispatch, peer: note.author, agreementId: row.value.agreement_id };
  await noteAudit(tx, { event: 'negotiation.note-admitted', actor: payload.from, at: receivedAt, details: about }, deps.random);
  await settle(tx, deps, row.value.id, receivedAt);
  await recount(tx, deps, row.value, note);
  return { outcome: 'admitted' };
}

/** Why a verified note is not taken in; null where it is. A contradiction is taken in as evidence, whatever it says. */
async function refusalOf(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  notes: Notes,
  { digest, note, text }: ReadNote,
): Promise<Admission | null> {
  const withIt = new Map([...notes, [digest, { digest, note, text }] as const]);
  const isContradiction = contradictionIn(notes) === null && contradictionIn(withIt) !== null;
  if (isContradiction) return null;
  if (notes.size >= negotiationLimits.notesMax) return rejected('state-conflict', 'The negotiation holds as many notes as it can.');
  const judged = await judge(tx, row, notes, note);
  if (judged.kind === 'unknown-past') return rejected('order-gap', 'It follows on notes that are not here.', true);
  if (judged.kind === 'bad') return rejected('state-conflict', issuesText([judged.issue]));
  const author = await deps.keyStateOf(tx, note.author as KeyState['authorityId']);
  if (author === null) return rejected('not-a-peer', 'Its author is not a confirmed peer here.', true);
  const about = { id: row.agreement_id, terms: row.terms ?? '' };
  const signing = checkBinding(note, { notes, about, author, suite: deps.suite });
  return signing.ok ? null : rejected('approval-invalid', issuesText(signing.issues));
}

/** The row that the note belongs to; a proposal opens one, and so does the first note about an agreement in force. */
async function rowFor(tx: Transaction, deps: NegotiationDeps, note: NoteWire, now: Instant): Promise<Result<NegotiationRecord>> {
  const known = await lockNegotiation(tx, note.negotiation);
  if (known !== null) return ok(known);
  if ('agreement' in note || note.kind === 'bind') {
    const terms = note.kind === 'bind' ? note.terms : note.agreement.digest;
    const life = lifeId(terms) === note.negotiation ? await lifeRow(tx, terms, now) : null;
    return life === null ? fail('note.agreement', 'That agreement is not in force here.', 'Have all parties sign it first.') : ok(life);
  }
  if (note.kind !== 'propose') return fail('note.negotiation', 'No such negotiation is known here.', 'Send the proposal first.');
  return openByProposal(tx, deps, note, now);
}

async function openByProposal(
  tx: Transaction,
  deps: NegotiationDeps,
  note: NoteOf<'propose'>,
  now: Instant,
): Promise<Result<NegotiationRecord>> {
  const draft = readDraft(note.document);
  if (!draft.ok) return draft;
  const { document, digest } = draft.value;
  const strangers = await strangersAmong(tx, deps, document.parties);
  if (strangers.length > 0)
    return fail(
      'document.parties',
      `Not a confirmed peer here: ${strangers.join(', ')}.`,
      'Exchange invitations and compare fingerprints.',
    );
  const replaced = await checkReplaced(tx, deps, note);
  if (!replaced.ok) return replaced;
  return ok(rowOf({ id: note.negotiation, kind: 'negotiation', state: 'draft', document, terms: digest, now }));
}

/** Names of parties with whom no fingerprint was compared; ours must be among the parties. */
export async function strangersAmong(
  tx: Transaction,
  deps: NegotiationDeps,
  parties: readonly { readonly authorityId: string; readonly name: string }[],
): Promise<string[]> {
  const known = new Set([
    deps.own.authorityId,
    ...(await deps.peers(tx)).filter(({ isLive }) => isLive).map(({ party }) => party.authorityId),
  ]);
  const isOurs = parties.some(({ authorityId }) => authorityId === deps.own.authorityId);
  return [...(isOurs ? [] : [deps.own.name]), ...parties.filter(({ authorityId }) => !known.has(authorityId)).map(({ name }) => name)];
}

/** What the proposal says of the version that it replaces must be what we hold, where we are one of its parties. */
async function checkReplaced(tx: Transaction, deps: NegotiationDeps, note: NoteOf<'propose'>): Promise<Result<null>> {
  const { replaces } = note;
  if (replaces === null || !replaces.parties.includes(deps.own.authorityId)) return ok(null);
  const stored = await readStoredAgreement(tx, replaces.ref.digest);
  if (stored === null || !stored.isSigned)
    return fail('note.replaces', 'The version that it replaces is not in force here.', 'Name the version that all parties have signed.');
  const { document } = stored.agreement;
  const parties = document.parties.map(({ authorityId }) => authorityId);
  const isSame = document.version === replaces.ref.version && parties.join() === replaces.parties.join();
  const says = { inForceFrom: replaces.inForceFrom, accession: replaces.accession };
  const isTrue = canonicalJson(says) === canonicalJson({ inForceFrom: document.inForceFrom, accession: accessionOf(document) });
  const proposed = readDraft(note.document);
  const barred = proposed.ok ? barredFrom(document, proposed.value.document) : null;
  if (barred !== null) return barred;
  return isSame && isTrue
    ? ok(null)
    : fail('note.replaces', 'It says something else of that version than it holds.', 'Copy version, parties and date from it.');
}

/** An authority of a kind that may not join under the version in force. */
export function barredFrom(present: AgreementDocument, proposed: AgreementDocument): ReturnType<typeof fail> | null {
  const joining = proposed.parties.filter(({ authorityId }) => !present.parties.some((party) => party.authorityId === authorityId));
  const barred = joining.find(({ kind }) => !mayJoin(present, kind));
  if (barred === undefined) return null;
  return fail(
    'parties',
    `The agreement in force lets no authority of this kind join (${barred.name}).`,
    'Change the clause on joining first.',
  );
}

type RejectionCode = Extract<Admission, { outcome: 'rejected' }>['code'];

function rejected(code: RejectionCode, reason: string, isRetryable = false): Admission {
  return { outcome: 'rejected', code, reason: reason.slice(0, 2000), isRetryable };
}
