// SPDX-License-Identifier: Apache-2.0
/**
 * Admitting a letter: a confirmed transcription goes through the door of received dispatches, behind the check of the seal.
 *
 * What comes out of a transcription is a document of our own: the dispatch that the other authority would have sent, as our officers read
 * it, with how the letter came and who attests it, under our signature. Its type is not that of a dispatch, so it can never pass for one
 * that the other authority signed; whoever checks it finds one signature, and it is the recipient's.
 *
 *     transcribed, approved -> judged once more -> the room's handler admits it -> signed, logged, kept    one transaction
 */
import { agreementByDigest, stepDigestOf, verdictDigest } from '../agreements/index.ts';
import { appendAudit } from '../audit/index.ts';
import {
  type AdmittedDispatch,
  channelOf,
  type OpenDispatch,
  type ReceivedByLetter,
  takeEnclosed,
  validityMsMax,
} from '../exchange/index.ts';
import { dispatchSchema, type DispatchWire } from '../exchange/wire.ts';
import {
  addMs,
  canonicalJson,
  fail,
  failWith,
  type Instant,
  type JsonValue,
  newId,
  ok,
  type Result,
  type Transaction,
} from '../kernel/index.ts';
import { type Approval, travellingApproval } from '../officers/index.ts';
import { type Digest, documentDigest, letterType, readSigned, writeWholeBody } from '../seals/index.ts';
import { carriedBy } from './enclosures.ts';
import type { LetterDeps } from './letter-deps.ts';
import { attestRecords } from './attested/attest-records.ts';
import { bodyForMatter, isMatterStep } from './attested/matter-of-letter.ts';
import { seedOf } from './reading-issues.ts';
import { askedIn, type JudgedTranscription, judgeTranscribed, statedOf } from './step-of-letter.ts';
import { changeIncoming, incomingLetters, type IncomingRecord, type Transcribed } from './store.ts';

interface Confirmed {
  readonly approvals: readonly Approval[];
  readonly now: Instant;
}

/** Admits it; fails, with nothing to be kept, where the case does not take it now. */
export async function admitLetter(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  { approvals, now }: Confirmed,
): Promise<Result<null>> {
  const made = row.transcribed;
  if (made === null || row.state !== 'transcribed') return fail('letter', 'It does not wait for confirmation.', 'Load the letter again.');
  const attested = await attest(tx, deps, row, { made, approvals, now });
  if (!attested.ok) return attested;
  const { dispatch, signedBytes, handlerKind, uploads } = attested.value;
  const handler = deps.ports.handlers.get(handlerKind);
  if (handler === undefined) throw new Error(`no room takes ${handlerKind}`);
  const admission = await handler.admit(tx, dispatch);
  if (admission.outcome === 'rejected')
    return fail('letter', admission.reason, 'Look at the case: enter what the letter says of it, or set the letter aside with the reason.');
  if (uploads.length > 0) await takeEnclosed(tx, uploads, dispatch.digest, now);
  const confirmedBy = dispatch.letter?.confirmedBy ?? [];
  await attestRecords(tx, deps, row, { made, dispatch: dispatch.digest, officers: [made.by, ...confirmedBy], now });
  // By which of our keys it counts is told by its place in the log, as with a dispatch.
  const { head, size } = deps.ports.self.keyState;
  const position = { keyState: head, keyEvents: size };
  const details = {
    letter: row.id,
    peer: row.counterpart,
    dispatch: dispatch.digest,
    caseRef: made.caseId,
    kind: made.kind,
    file: row.scan,
    ...position,
  };
  const entry = { event: 'letter.admitted', actor: confirmedBy.at(-1) ?? made.by, at: now, details } as const;
  const { index } = await appendAudit(tx, entry, deps.ports.random);
  await changeIncoming(tx, row.id, {
    state: 'admitted',
    confirmed_by: confirmedBy,
    case_ref: made.caseId,
    dispatch: dispatch.digest,
    signed_bytes: Buffer.from(signedBytes),
    body_document: Buffer.from(dispatch.bodyDocument),
    log_index: index,
  });
  await deps.assistance.announce(tx, 'letters');
  return ok(null);
}

/** Whether the case would take it now; nothing of the trial is kept. */
export async function tryLetter(deps: LetterDeps, row: IncomingRecord, made: Transcribed, now: Instant): Promise<Result<null>> {
  let outcome: Result<null> = ok(null);
  const undone = new Error('a trial leaves nothing');
  try {
    await deps.database.transaction().execute(async (tx) => {
      const attested = await attest(tx, deps, { ...row, transcribed: made }, { made, approvals: [], now, isTrial: true });
      if (!attested.ok) outcome = attested;
      else {
        const admission = await deps.ports.handlers.get(attested.value.handlerKind)?.admit(tx, attested.value.dispatch);
        if (admission?.outcome === 'rejected')
          outcome = fail('caseId', admission.reason, 'Look at the case, or set the letter aside with the reason.');
      }
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return outcome;
}

interface Attesting extends Confirmed {
  readonly made: Transcribed;
  readonly isTrial?: true;
}
interface Attested {
  readonly dispatch: AdmittedDispatch;
  readonly signedBytes: Uint8Array;
  readonly handlerKind: string;
  /** Uploads that hold what the dispatch announces. */
  readonly uploads: readonly string[];
}

async function attest(tx: Transaction, deps: LetterDeps, row: IncomingRecord, given: Attesting): Promise<Result<Attested>> {
  const { made, approvals, now } = given;
  const agreement = agreementByDigest(await deps.assistance.agreementIndex(tx, now), made.agreement.digest);
  if (agreement === null) return fail('agreement', 'The agreement is not in force any more.', 'Look at the agreement.');
  const request = await askedIn(tx, made);
  const { act, content, verdict } = judgeTranscribed(deps, row, made, { agreement, request, approvals, now });
  if (verdict.outcome === 'refused')
    return failWith(verdict.reasons.map(({ sentence }) => ({ path: 'verdict', problem: sentence, remedy: 'Set the letter aside.' })));
  if (made.subject !== stepDigestOf(content))
    return fail('digest', 'It has become another act under the agreement.', 'Transcribe the letter anew.');
  const judged = { content, act, verdict };
  const { uploads, attachments } = await carriedBy(tx, row, made.kind);
  const payload = { ...(await payloadOf(tx, deps, row, { ...given, request, judged })), attachments: [...attachments] };
  const letter: ReceivedByLetter = {
    channel: row.channel,
    writtenOn: row.written_on,
    scan: row.scan,
    transcribedBy: made.by,
    confirmedBy: approvals.map(({ officer }) => officer),
  };
  const attestation = { v: 1, attestedBy: deps.assistance.self, receivedAt: row.received_at, letter: toJson(letter), dispatch: payload };
  const signedBytes = deps.sign(letterType, new TextEncoder().encode(canonicalJson(attestation)));
  // Whoever confirms it is named in what is signed; a trial has a reader alone, and leaves nothing.
  const officers = [made.by, ...(given.isTrial === true ? ['whoever confirms it'] : letter.confirmedBy)];
  const body = isMatterStep(made.kind) ? await bodyForMatter(tx, deps, row, { made, officers }) : (made.body as JsonValue);
  const facts = { approvals, preparedBy: made.by, stepDigest: made.subject, receivedAt: row.received_at };
  const dispatch: AdmittedDispatch = {
    digest: digestOfSigned(signedBytes),
    signedBytes,
    bodyDocument: writeWholeBody(made.body as JsonValue, seedOf(made)),
    payload: { ...payload, body } satisfies OpenDispatch,
    facts,
    verdict,
    receivedAt: row.received_at,
    letter,
  };
  return ok({ dispatch, signedBytes, handlerKind: content.kind, uploads });
}

interface Stating extends Attesting {
  readonly request: Parameters<typeof judgeTranscribed>[3]['request'];
  readonly judged: JudgedTranscription;
}

/** The dispatch that the other authority would have sent: behind what it wrote before in this case, at the moment of the judgement. */
async function payloadOf(tx: Transaction, deps: LetterDeps, row: IncomingRecord, stating: Stating): Promise<DispatchWire> {
  const { made, approvals, now, request, judged } = stating;
  const { content, act, verdict } = judged;
  const stated = statedOf(made, request);
  const { self } = deps.assistance;
  const channel = channelOf(row.counterpart, self, made.caseId);
  const before = (await incomingLetters(tx, made.caseId, 1)).filter(({ state }) => state === 'admitted');
  return {
    v: 1,
    kind: content.kind,
    id: newId('dsp', now, deps.ports.random),
    from: row.counterpart,
    to: [self],
    agreement: made.agreement,
    act,
    verdict: verdictDigest(verdict),
    purpose: stated.purpose,
    caseRef: made.caseId,
    channel,
    seq: before.length + 1,
    prev: before.at(-1)?.dispatch ?? null,
    inReplyTo: [],
    createdAt: now,
    notAfter: addMs(now, validityMsMax),
    class: stated.class,
    bodyRoot: content.bodyRoot,
    attachments: [],
    conditions: dispatchSchema.shape.conditions.parse(content.conditions),
    preparedBy: made.by,
    approvals: approvals.map(travellingApproval),
    seen: null,
    epoch: 0,
  };
}

function toJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function digestOfSigned(bytes: Uint8Array): Digest {
  const read = readSigned(bytes);
  if (!read.ok) throw new Error('what was signed here can be read');
  return documentDigest(read.value);
}
