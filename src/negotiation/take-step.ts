// SPDX-License-Identifier: Apache-2.0
/** The steps that one officer takes alone: they say something to the other parties, and bind nobody. */
import { noteAudit } from '../audit/index.ts';
import { ok } from '../kernel/index.ts';
import { digestOf, readSignedPdf } from '../seals/index.ts';
import { absent, changeNegotiation, type Doing, issue, type NegotiationDeps, type Outcome } from './negotiation-deps.ts';
import { yields } from './drafting.ts';
import { insertPaper, lockNegotiation } from './store.ts';
import type { paperForms } from './wire.ts';
import { goesFirst, type NoteContentOf, sendMissing, writeNote } from './write-note.ts';

/** What is said in a negotiation without signatories. */
export type PlainContent = { [Kind in 'comment' | 'agree' | 'end' | 'check' | 'vote']: NoteContentOf<Kind> }[
  'comment' | 'agree' | 'end' | 'check' | 'vote'];

export async function takeStep(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly content: PlainContent },
): Promise<Outcome> {
  const { negotiation, content, officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null || row.kind === 'life') return absent;
    const first = content.kind === 'agree' ? await goesFirst(tx, row) : null;
    if (first !== null) return yields(first);
    return writeNote(tx, deps, row, { content, officer, now });
  });
}

/** The party that a motion concerns says what it has to say; every party reads it. */
export async function answerMotion(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly motion: string; readonly text: string },
): Promise<Outcome> {
  const { negotiation, motion, text, officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null || row.kind !== 'life' || row.terms === null) return absent;
    const agreement = { id: row.agreement_id, version: row.version, digest: row.terms };
    return writeNote(tx, deps, row, { content: { kind: 'motion-answer', agreement, motion, text }, officer, now });
  });
}

const pdfBegins = '%PDF-';

/**
 * Binds a paper to the terms that it was signed for: the parties are told its digest and keep their own copy of the file. The paper
 * itself shows the digest of the terms, which stands on the signature page; who reads both sees that they belong together. A signature
 * inside the file is read here (seals/signed-pdf), and a file whose signature does not hold is not bound.
 */
export async function bindPaper(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly bytes: Uint8Array; readonly form: (typeof paperForms)[number] },
): Promise<Outcome> {
  const { negotiation, bytes, form, officer, now } = given;
  if (!new TextDecoder('latin1').decode(bytes.subarray(0, pdfBegins.length)).startsWith(pdfBegins))
    return issue('file', 'It is not a PDF.', 'Give the scan or the signed file as PDF.');
  const read = form === 'pen' ? ok(null) : readSignedPdf(bytes);
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null) return absent;
    if (row.terms === null) return issue('state', 'No terms are on the table yet.', 'Bind a paper once a text was proposed.');
    const digest = digestOf(bytes);
    await insertPaper(tx, { negotiation, terms: row.terms, digest, form, bytes, kept_at: now, kept_by: officer, signatures: read.value });
    const details = { negotiation, file: digest, size: bytes.length, kind: form, agreement: row.terms };
    await noteAudit(tx, { event: 'negotiation.paper-kept', actor: officer, at: now, details }, deps.random);
    return writeNote(tx, deps, row, { content: { kind: 'bind', terms: row.terms, file: digest, size: bytes.length, form }, officer, now });
  });
}

/** Sends once more what a party is not known to hold: after a dispatch was given up, or a peer became live again. */
export async function resend(deps: NegotiationDeps, given: Doing & { readonly negotiation: string }): Promise<Outcome> {
  const { negotiation, officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null) return absent;
    const count = await sendMissing(tx, deps, negotiation, { officer, now });
    if (count === 0) return issue('negotiation', 'Every party was sent every note.', 'Wait for its receipt, or ask it by other means.');
    await deps.announce(tx, 'negotiations');
    return { kind: 'done', negotiation };
  });
}
