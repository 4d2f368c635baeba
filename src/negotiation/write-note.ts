// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a note, and what follows from a note that is new here, whoever wrote it.
 *
 *     written     judged by what we hold, signed, kept, sent to every party that lacks it
 *     read        verified, judged by what its author had read, kept                          (receive-note.ts)
 *     settled     the row follows the notes; when the last party has signed, text and all signatures go into room agreements in one
 *                 transaction, so that nothing is ever half-signed there; a declaration changes the life of its agreement
 */
import assert from 'node:assert/strict';
import { admitSignedAgreement, type Permit, decideUnder, noFacts, writeAgreementFile, writeAgreementLife } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { type Instant, issuesText, type JsonValue, type Transaction } from '../kernel/index.ts';
import { bodySeedBytes, type Digest, fromBase64, headsOf, inReadingOrder, isKeyId, pastOf, placesOf } from '../seals/index.ts';
import type { Doing, NegotiationDeps, Outcome } from './negotiation-deps.ts';
import { judgeNote, type NoteJudgement } from './notes/judge-note.ts';
import { judgeLifeNote, lifeState } from './notes/life-state.ts';
import { type NegotiationState, negotiationState } from './notes/negotiation-state.ts';
import { type Notes, type ReadNote, signNote } from './notes/signed-note.ts';
import { agreementOfLife } from './open-negotiation.ts';
import {
  insertNegotiation,
  insertNote,
  lockNegotiation,
  type NegotiationRecord,
  negotiationsOf,
  notesOf,
  putNegotiation,
  putSending,
  sendingsOf,
} from './store.ts';
import { negotiationLimits, type NoteKind, type NoteOf, type NoteWire } from './wire.ts';

type Common = 'v' | 'negotiation' | 'author' | 'place' | 'follows' | 'at' | 'preparedBy' | 'approvals' | 'mandates';
/** What a note says beyond what every note has. */
export type NoteContentOf<Kind extends NoteKind> = Omit<NoteOf<Kind>, Common>;
export type AnyContent = { [Kind in NoteKind]: NoteContentOf<Kind> }[NoteKind];
export type Signatories = Pick<NoteWire, 'approvals' | 'mandates'>;

const noSignatories: Signatories = { approvals: [], mandates: [] };

/** Writes our next note in a negotiation; call it with the row locked. */
export async function writeNote(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  given: Doing & { readonly content: AnyContent; readonly signatories?: Signatories },
): Promise<Outcome> {
  const { content, officer, now, signatories = noSignatories } = given;
  const notes = await notesOf(tx, row.id);
  if (notes.size >= negotiationLimits.notesMax)
    return refused('negotiation', `It holds ${notes.size} notes, which is the most.`, 'Break it off and begin another one.');
  const note = {
    v: 1,
    negotiation: row.id,
    author: deps.own.authorityId,
    place: placesOf(notes, deps.own.authorityId) + 1,
    follows: headsOf(notes),
    at: now,
    preparedBy: officer,
    ...signatories,
    ...content,
  } as NoteWire;
  const judged = await judge(tx, row, notes, note);
  assert(judged.kind !== 'unknown-past', 'our own notes follow on what is here');
  if (judged.kind === 'bad') return { kind: 'issues', issues: [judged.issue] };
  const signed = signNote(note, deps.suite, deps.signer());
  if (signed.text.length > noteTextMax)
    return refused('document', 'Signed, it is too long for one dispatch.', 'Shorten the text; put annexes into papers of their own.');
  await keepNote(tx, deps, row, signed, now);
  const about = { negotiation: row.id, kind: note.kind, digest: signed.digest, agreementId: row.agreement_id, version: row.version };
  await noteAudit(tx, { event: 'negotiation.note-written', actor: officer, at: now, details: about }, deps.random);
  await sendMissing(tx, deps, row.id, { officer, now });
  await settle(tx, deps, row.id, now);
  await recount(tx, deps, row, note);
  return { kind: 'done', negotiation: row.id };
}

/** As the wire takes it. */
const noteTextMax = 1_000_000;

function refused(path: string, problem: string, remedy: string): Outcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

export async function judge(tx: Transaction, row: NegotiationRecord, notes: Notes, note: NoteWire): Promise<NoteJudgement> {
  if (row.kind === 'negotiation') return judgeNote(notes, note);
  return judgeLifeNote(notes, note, await agreementOfLife(tx, row));
}

/** Keeps a note that was judged, and with the first one the row. */
export async function keepNote(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  note: ReadNote,
  now: Instant,
): Promise<void> {
  if (await insertNegotiation(tx, row)) {
    const details = { negotiation: row.id, agreementId: row.agreement_id, version: row.version, count: row.parties.length };
    await noteAudit(tx, { event: 'negotiation.opened', actor: note.note.author, at: now, details }, deps.random);
  }
  await insertNote(tx, note, now);
  await deps.announce(tx, 'negotiations');
}

// --- sending --------------------------------------------------------------------------------------------------------

/**
 * Sends to each other party every note that it is not known to hold, whoever wrote it, in reading order: a party that heard
 * nothing from an author whose server is off for good hears it from the others. Says how many dispatches went out.
 */
export async function sendMissing(tx: Transaction, deps: NegotiationDeps, negotiation: string, { officer, now }: Doing): Promise<number> {
  const notes = await notesOf(tx, negotiation);
  const row = await lockNegotiation(tx, negotiation);
  assert(row !== null, 'what is sent belongs to a negotiation that is here');
  const sendings = await sendingsOf(tx, negotiation);
  const peers = new Map((await deps.peers(tx)).map(({ party, isLive }) => [party.authorityId, isLive]));
  let count = 0;
  for (const { authorityId: peer } of row.parties) {
    if (peer === deps.own.authorityId || peers.get(peer) !== true) continue;
    const held = heldBy(notes, peer);
    const sent = new Set(sendings.filter((one) => one.peer === peer && one.state !== 'failed').map((one) => one.note));
    for (const note of inReadingOrder(notes)) {
      if (held.has(note.digest) || sent.has(note.digest)) continue;
      const dispatch = await sendNote(tx, deps, { peer, note, negotiation, officer, now });
      await putSending(tx, { note: note.digest, peer, dispatch, state: 'queued' });
      count += 1;
    }
  }
  return count;
}

/** What a party holds for certain: its own notes and all that they follow on. */
export function heldBy(notes: Notes, party: string): Notes {
  const own = [...notes.values()].filter(({ note }) => note.author === party).map(({ digest }) => digest);
  return pastOf(notes, own) ?? new Map<Digest, ReadNote>();
}

async function sendNote(
  tx: Transaction,
  deps: NegotiationDeps,
  given: Doing & { readonly peer: string; readonly note: ReadNote; readonly negotiation: string },
): Promise<string> {
  const { peer, note, negotiation, officer, now } = given;
  const permit = await permitFor(tx, deps, peer, now);
  const body: JsonValue = { note: note.text };
  const { digest } = await deps.queue(tx, permit, {
    kind: 'negotiation.note',
    caseRef: negotiation,
    body,
    bodySeed: deps.random(bodySeedBytes),
    conditions: [],
    inReplyTo: [],
    class: 'normal',
    purpose: null,
    preparedBy: officer,
    approvals: [],
  });
  return digest;
}

async function permitFor(tx: Transaction, deps: NegotiationDeps, peer: string, now: Instant): Promise<Permit> {
  const instrument = await deps.instrumentWith(tx, peer);
  assert(instrument !== null, 'a peer has its peering instrument');
  const act = { kind: 'peer', from: deps.own.authorityId, to: peer, dispatchKind: 'negotiation' } as const;
  const { permit } = decideUnder(act, instrument, noFacts, now);
  assert(permit !== null, 'the peering instrument permits negotiation');
  return permit;
}

// --- settling -------------------------------------------------------------------------------------------------------

/** Lets the row follow the notes, and what they bring about. */
export async function settle(tx: Transaction, deps: NegotiationDeps, negotiation: string, now: Instant): Promise<void> {
  const row = await lockNegotiation(tx, negotiation);
  assert(row !== null, 'what is settled is here');
  const notes = await notesOf(tx, negotiation);
  if (row.kind === 'life') {
    const agreement = await agreementOfLife(tx, row);
    const life = lifeState(notes, agreement.document);
    await writeAgreementLife(tx, row.terms ?? '', life);
    return deps.announce(tx, 'agreements');
  }
  const state = negotiationState(notes);
  if (state === null) return;
  const { document, digest } = state.standing.agreement;
  await putNegotiation(tx, {
    ...row,
    state: state.stage,
    title: document.title,
    version: document.version,
    terms: digest,
    parties: document.parties.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction })),
    turn: state.turn,
    updated_at: now,
  });
  if (state.stage === row.state) return;
  const details = { negotiation, from: row.state, to: state.stage, agreementId: document.id, version: document.version, agreement: digest };
  await noteAudit(tx, { event: 'negotiation.state-changed', actor: 'server', at: now, details }, deps.random);
  if (state.stage === 'complete') await bringIntoForce(tx, deps, state, now);
}

/** Where a party's holidays are others now, what is open under the agreement is counted again. */
export async function recount(tx: Transaction, deps: NegotiationDeps, row: NegotiationRecord, note: NoteWire): Promise<void> {
  if (note.kind !== 'calendar') return;
  const agreement = await agreementOfLife(tx, row);
  await deps.recountDeadlines(tx, { agreement, party: note.author, at: note.at as Instant });
}

async function bringIntoForce(
  tx: Transaction,
  deps: NegotiationDeps,
  { standing, signatures }: NegotiationState,
  now: Instant,
): Promise<void> {
  const made = signatures.flatMap(({ keyId, signature }) => {
    const bytes = fromBase64(signature);
    return bytes !== null && isKeyId(keyId) ? [{ keyId, signature: bytes }] : [];
  });
  const bytes = writeAgreementFile(standing.agreement.bytes, made);
  const admitted = await admitSignedAgreement(tx, deps.agreements, { bytes, actor: 'server', now });
  if (!admitted.ok) throw new Error(`signatures that were checked one by one do not make an agreement: ${issuesText(admitted.issues)}`);
}

/** The negotiation for the same version that was begun earlier and is still going on: it goes first, at every party alike. */
export async function goesFirst(tx: Transaction, row: NegotiationRecord): Promise<NegotiationRecord | null> {
  if (row.kind !== 'negotiation' || row.state === 'complete') return null;
  const others = await negotiationsOf(tx, row.agreement_id, row.version);
  return others.find(({ id, state }) => id < row.id && (goingOn.includes(state) || state === 'complete')) ?? null;
}

const goingOn = ['open', 'agreed', 'signing'];
