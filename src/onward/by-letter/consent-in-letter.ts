// SPDX-License-Identifier: Apache-2.0
/**
 * The consent that stands in a letter: its originator has no server, so whoever had the letter writes down what it says and attests it.
 *
 *     question   a letter of ours, for ourselves or carried for a later holder; the form to return goes with it
 *     answer     read by one officer, confirmed by another, then signed as an attested consent (attestConsent); it goes on as any answer
 *
 * What the datum carries from then on is at least as strict as all that its originator set before on the same way, as with an answer by
 * dispatch (answer-consent.ts): a letter that loosens is one to ask back about.
 */
import {
  buildCondition,
  type Act,
  datumDigest,
  type KnownAgreement,
  readConsent,
  refOf,
  signAttestedConsent,
} from '../../agreements/index.ts';
import type { AttestationWire, ConsentWire } from '../../agreements/wire.ts';
import { type Condition, type ConditionLimits, meet } from '../../conditions/index.ts';
import { type Database, fail, type Instant, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { bodyOfVersion, conditionsHeld, consentsFor, type HeldRecord, heldRecord, newSalt } from '../../records/index.ts';
import { clauseOnPassingOn, limitsIn, limitsOf } from '../answer-consent.ts';
import { wayToOriginator } from '../ask-consent.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { eventsOf, findMatter, listMatters, type MatterRecord } from '../store.ts';
import type { AnswerConsentWire, ConsentAnswerBody, ConsentRequestBody } from '../wire.ts';

/** As it is confirmed: what the letter says, before anybody has signed it. */
export interface SaidConsent {
  readonly matter: string;
  readonly onBehalfOf: string;
  readonly consent: ConsentWire;
  readonly salt: string;
}

/** A question that this authority was asked by letter and has not answered. */
export interface OpenQuestion {
  readonly matter: MatterRecord;
  readonly record: HeldRecord;
  /** The least that the datum carries if it goes on. */
  readonly floor: ConditionLimits;
}

/** As many questions as one authority leaves open. */
const questionsMax = 200;

export async function questionsTo(db: Database, deps: OnwardDeps, authority: string): Promise<OpenQuestion[]> {
  const open: OpenQuestion[] = [];
  for (const matter of await listMatters(db, questionsMax)) {
    if (askedOf(matter) !== authority) continue;
    const record = await heldRecord(db, matter.record_ids[0] ?? '');
    const floor = record === null ? null : await floorOf(db, deps, matter, record);
    if (record !== null && floor !== null) open.push({ matter, record, floor });
  }
  return open;
}

/** Whose answer the matter waits for; null where it waits for none. */
function askedOf({ kind, part, state, peer, facts }: MatterRecord): string | null {
  if (kind !== 'consent') return null;
  if (part === 'asking' && state === 'sent') return peer;
  return part === 'carrying' && state === 'carried' ? facts.carriedTo : null;
}

interface Letter {
  readonly from: string;
  readonly receivedAt: Instant;
  readonly now: Instant;
}

/** What the letter says, as the consent that is confirmed; issues name the field in which it was entered. */
export async function consentInLetter(
  tx: Transaction,
  deps: OnwardDeps,
  matterId: string,
  { answer, letter }: { readonly answer: AnswerConsentWire; readonly letter: Letter },
): Promise<Result<{ readonly said: SaidConsent; readonly agreement: KnownAgreement }>> {
  const row = await findMatter(tx, matterId);
  const question = row?.facts.question ?? null;
  if (row === null || question === null || askedOf(row) !== letter.from)
    return fail('caseId', 'No question of ours to this authority is open under this reference.', 'Look for our reference in the letter.');
  const record = await heldRecord(tx, row.record_ids[0] ?? '');
  const way = record === null ? null : await wayToOriginator(tx, deps, record, letter.now);
  const floor = record === null ? null : await floorOf(tx, deps, row, record);
  const body = record === null ? null : await bodyOfVersion(tx, record.id, record.version);
  if (record === null || floor === null || body === null || way === null || way.to !== letter.from)
    return fail('caseId', 'The record is not here any more, or no agreement with its originator is in force.', 'Set the letter aside.');
  const limits = limitsOf(answer, floor, question.purpose);
  if (!limits.ok) return limits;
  if (answer.answer === 'granted' && answer.until !== null && answer.until <= letter.now)
    return fail('until', 'This moment has passed.', 'Enter what the letter says, or leave it open.');
  const { agreement } = way;
  const isGranted = answer.answer === 'granted';
  const built = { agreement, originator: letter.from, limits: limits.value, id: newId('cnd', letter.now, deps.random), scope: '' };
  const salt = newSalt(deps.random);
  const consent: ConsentWire = {
    v: 1,
    matter: row.id,
    originator: letter.from,
    holder: question.onBehalfOf,
    recipient: question.recipient,
    purpose: question.purpose,
    answer: answer.answer,
    datum: { recordId: question.recordId, version: 1, digest: datumDigest(salt, body) },
    condition: isGranted ? buildCondition(built) : null,
    until: isGranted ? answer.until : null,
    agreement: refOf(agreement),
    clause: clauseOnPassingOn(agreement),
    ground: isGranted ? null : answer.ground,
    reasons: answer.reasons,
    question: await questionDispatch(tx, row, letter.from),
    at: letter.receivedAt,
  };
  return ok({ said: { matter: row.id, onBehalfOf: letter.from, consent, salt }, agreement });
}

async function questionDispatch(tx: Transaction, row: MatterRecord, to: string): Promise<string> {
  const sent = (await eventsOf(tx, row.id)).filter(({ facts }) => facts.step === 'consent-request' && facts.peer === to);
  return sent.findLast(({ facts }) => facts.dispatch !== null)?.facts.dispatch ?? '';
}

/** By its originator's conditions, and by what it consented to before on the same way. */
async function floorOf(db: Database, deps: OnwardDeps, row: MatterRecord, record: HeldRecord): Promise<ConditionLimits | null> {
  const chain = row.facts.question?.chain ?? [];
  const granted = (await consentsFor(db, record.id)).flatMap(({ carried, holder, recipient }): Condition[] => {
    const read = chain.some((hop) => hop.from === holder && hop.to === recipient) ? readConsent(carried, deps.suites) : null;
    const condition = read?.ok === true ? read.value.consent.condition : null;
    return condition === null ? [] : [condition as Condition];
  });
  const set = [...(await conditionsHeld(db, record.id)), ...granted].filter(
    ({ originator, scope }) => originator === record.originator && scope === '',
  );
  return set.length === 0 ? null : meet(set.map(limitsIn));
}

/** The act that the letter makes, as the agreement judges it. */
export function actOfConsentInLetter(
  { matter, onBehalfOf, consent }: SaidConsent,
  { from, to }: { readonly from: string; readonly to: string },
): Act {
  const { agreement, answer, ground, reasons } = consent;
  return { kind: 'answer-consent', from, to, agreement, matter, onBehalfOf, answer, ground, reasonsGiven: reasons.trim() !== '' };
}

/** Signs what two officers have confirmed; from here on it is an answer as any other. */
export function attestConsent(
  deps: OnwardDeps,
  { matter, onBehalfOf, consent, salt }: SaidConsent,
  attestation: AttestationWire,
): ConsentAnswerBody {
  const { key, history } = deps.signer();
  const signed = signAttestedConsent({ ...consent, attestation }, salt, { suite: deps.suites.suite, key, history });
  return { matter, onBehalfOf, consent: signed };
}

/** What was asked in this matter; null where it is no question of consent. */
export async function questionOf(db: Database, matter: string): Promise<ConsentRequestBody | null> {
  return (await findMatter(db, matter))?.facts.question ?? null;
}
