// SPDX-License-Identifier: Apache-2.0
/**
 * From what an officer read in a letter to a step of a case: its body by the schema of that kind of dispatch, the agreement it rests on,
 * the conditions under which what it says is held, and the act that the agreement judges.
 *
 * The text of a reply on paper carries no conditions that a machine reads. It is held under those that the agreement sets for every
 * datum, as if its author had set them; stricter ones that stand in the letter are for the officer to enter as a note of the case.
 */
import {
  type Act,
  agreementByDigest,
  buildCondition,
  decide,
  decideUnder,
  type KnownAgreement,
  noFacts,
  refOf,
  replyLimits,
  type StepContent,
  stepDigestOf,
  type Verdict,
} from '../agreements/index.ts';
import {
  actOfStep,
  bodyOfDraft,
  bodySchemas,
  caseBrief,
  dispatchKindOf,
  factsOfReply,
  gapsOfCall,
  type StepBody,
} from '../assistance/index.ts';
import type { RequestBodyWire, RequestDraftWire } from '../assistance/wire.ts';
import {
  fail,
  failWith,
  type Instant,
  isId,
  type Issue,
  type JsonValue,
  newId,
  ok,
  type Result,
  type Transaction,
} from '../kernel/index.ts';
import type { Approval } from '../officers/index.ts';
import { bodyRootOf, bodySeedBytes, fromHex, toHex } from '../seals/index.ts';
import { notesInBody } from './enclosures.ts';
import type { By, LetterDeps } from './letter-deps.ts';
import type { IncomingRecord, Transcribed } from './store.ts';
import { requestSaysSchema, type TranscriptionWire } from './wire.ts';

type Says = Readonly<Record<string, unknown>>;
/** What of the request decides the act of a later step. */
type Asked = Pick<RequestBodyWire, 'assistance' | 'purpose' | 'class'>;

interface ReadStep {
  readonly step: StepBody;
  readonly caseId: string;
  readonly agreement: KnownAgreement;
  readonly request: Asked;
}

/** Reads it; issues name the field of the transcription that is to be mended. */
export async function readTranscription(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  { transcription, by }: { readonly transcription: TranscriptionWire; readonly by: By },
): Promise<Result<Transcribed>> {
  const { kind, caseId, says } = transcription;
  const read =
    kind === 'request' ? await readRequest(tx, deps, row, says, by.now) : await readLater(tx, deps, row, { kind, caseId, says, by });
  if (!read.ok) return read;
  const { step, agreement } = read.value;
  const body = toJson(step.body);
  const seed = deps.ports.random(bodySeedBytes);
  const isSaid = step.kind === 'reply' && (step.body.text !== '' || step.body.attachments !== undefined);
  const limits = { agreement, originator: row.counterpart, limits: replyLimits(agreement, row.received_at), scope: '' } as const;
  const conditions = isSaid ? [toJson(buildCondition({ ...limits, id: newId('cnd', by.now, deps.ports.random) }))] : [];
  const made: Transcribed = {
    ...transcription,
    caseId: read.value.caseId,
    by: by.officer,
    at: by.now,
    subject: '',
    bodySeed: toHex(seed),
    body,
    conditions,
    agreement: refOf(agreement),
  };
  const judged = judgeTranscribed(deps, row, made, { agreement, request: read.value.request, approvals: [], now: by.now });
  if (judged.verdict.outcome === 'refused') return failWith(issuesOf(judged.verdict));
  return ok({ ...made, subject: stepDigestOf(judged.content) });
}

async function readRequest(tx: Transaction, deps: LetterDeps, row: IncomingRecord, says: Says, now: Instant): Promise<Result<ReadStep>> {
  const parsed = requestSaysSchema.safeParse(says);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
  const caseId = newId('req', row.received_at, deps.ports.random);
  const { self } = deps.assistance;
  const notes = notesInBody(row, 'request');
  const form = { ...parsed.data, counterpart: self };
  const body = bodyOfDraft(form, caseId, notes === null ? {} : { attachments: notes });
  if (body === null) return fail('says.purpose', 'No purpose is chosen.', 'Choose the one that the letter states.');
  if (form.oral !== undefined && body.oral === undefined) return failWith(untoldCall(form));
  const checked = bodySchemas.request.safeParse(body);
  if (!checked.success) return failWith(schemaIssues(checked.error.issues));
  const step: StepBody = { kind: 'request', body: checked.data };
  const act = actOfStep(step, { from: row.counterpart, to: self, agreement: noAgreement, request: body }, noFactsOfReply);
  const index = await deps.assistance.agreementIndex(tx, now);
  const { verdict } = decide(act, index, noFacts, now);
  const agreement = verdict.governing === null ? null : agreementByDigest(index, verdict.governing.agreement.digest);
  if (agreement === null) return failWith(issuesOf(verdict));
  return ok({ step, caseId, agreement, request: body });
}

/** A call of which something is missing, or that is no call of an urgent request, would be lost; its clocks run from it. */
function untoldCall(form: RequestDraftWire): readonly Issue[] {
  const gaps = gapsOfCall(form).map((issue) => ({ ...issue, path: `says.${issue.path}` }));
  const remedy = 'Choose the urgency that the letter states, or leave the call out.';
  return gaps.length > 0 ? gaps : [{ path: 'says.class', problem: 'Only an urgent request is made orally first.', remedy }];
}

interface Later {
  readonly kind: Exclude<TranscriptionWire['kind'], 'request'>;
  readonly caseId: string | null;
  readonly says: Says;
  readonly by: By;
}

async function readLater(tx: Transaction, deps: LetterDeps, row: IncomingRecord, later: Later): Promise<Result<ReadStep>> {
  const { kind, caseId, says, by } = later;
  const brief = isId('req', caseId) && !(await deps.isHidden(tx, by.officer, caseId)) ? await caseBrief(tx, caseId) : null;
  if (brief === null || brief.counterpart !== row.counterpart || brief.agreement === null || brief.purpose === null)
    return fail('caseId', 'No case with this authority has this reference.', 'Look for our reference in the letter, and choose its case.');
  const agreement = agreementByDigest(await deps.assistance.agreementIndex(tx, by.now), brief.agreement.digest);
  if (agreement === null) return fail('caseId', 'The agreement of the case is not in force any more.', 'Look at the agreement.');
  const notes = notesInBody(row, kind);
  const enclosed = notes === null ? {} : { attachments: notes };
  const parsed = bodySchemas[kind].safeParse({ requestId: brief.id, ...(kind === 'reply' ? { records: [] } : {}), ...says, ...enclosed });
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
  const step = { kind, body: parsed.data } as StepBody;
  const { assistance, purpose } = brief;
  return ok({ step, caseId: brief.id, agreement, request: { assistance, purpose, class: brief.class } });
}

export interface JudgedTranscription {
  readonly act: Act;
  readonly content: StepContent;
  readonly verdict: Verdict;
}

interface Judging {
  readonly agreement: KnownAgreement;
  readonly request: Asked;
  readonly approvals: readonly Approval[];
  readonly now: Instant;
}

/** The step as approvals name it, and the verdict on it; who transcribed it has prepared it, and who confirmed it has approved it. */
export function judgeTranscribed(deps: LetterDeps, row: IncomingRecord, made: Transcribed, judging: Judging): JudgedTranscription {
  const { agreement, request, approvals, now } = judging;
  const { self, suites } = deps.assistance;
  const step = { kind: made.kind, body: made.body } as StepBody;
  const conditions = made.conditions as readonly JsonValue[];
  const passing = { from: row.counterpart, to: self, purpose: request.purpose, at: made.at };
  const terms = { from: row.counterpart, to: self, agreement: made.agreement, request };
  const act = actOfStep(step, terms, (body) => factsOfReply(agreement, { body, conditions }, passing, suites));
  const content: StepContent = {
    kind: dispatchKindOf[made.kind],
    act,
    agreement: made.agreement,
    caseRef: made.caseId,
    preparedBy: made.by,
    bodyRoot: bodyRootOf(made.body as JsonValue, seedOf(made)),
    conditions,
  };
  const facts = { ...noFacts, approvals, preparedBy: made.by, stepDigest: stepDigestOf(content) };
  return { act, content, verdict: decideUnder(act, agreement, facts, now).verdict };
}

/** Of a request it is what it says itself; of any other step, what the case was opened with. */
export async function askedIn(tx: Transaction, made: Transcribed): Promise<Asked> {
  if (made.kind === 'request') return bodySchemas.request.parse(made.body);
  const brief = await caseBrief(tx, made.caseId);
  if (brief === null || brief.purpose === null) throw new Error('the case of a transcription is there');
  return { assistance: brief.assistance, purpose: brief.purpose, class: brief.class };
}

export function seedOf({ bodySeed }: Transcribed): Uint8Array {
  const seed = fromHex(bodySeed);
  if (seed === null) throw new Error('a transcription was made with a seed');
  return seed;
}

/** Of a request by letter that has no reply yet. */
const noFactsOfReply = (): never => {
  throw new Error('a request gives nothing');
};
const noAgreement = { id: '', version: 1, digest: '' };

function issuesOf(verdict: Verdict): Issue[] {
  return verdict.reasons.map(({ sentence, field }) => ({
    path: field === undefined || field === null ? 'verdict' : `says.${field}`,
    problem: sentence,
    remedy: 'Set the letter aside with this reason, and answer it by a letter of your own.',
  }));
}

function schemaIssues(found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Issue[] {
  return found.map(({ path, message }) => ({
    path: ['says', ...path.map(String)].join('.'),
    problem: `${message}.`,
    remedy: 'Enter it as the letter says it.',
  }));
}

function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
