// SPDX-License-Identifier: Apache-2.0
/**
 * From what an officer read in a letter to a step of a case: its body by the schema of that kind of dispatch, the agreement it rests on,
 * the conditions under which what it says is held, and the act that the agreement judges.
 *
 * The text of a reply on paper carries no conditions that a machine reads. It is held under those that the agreement sets for every
 * datum, as if its author had set them, or under stricter ones that stand in the letter; so are records that it brings (attested/). What
 * is no step of a case but one of a matter is read in attested/matter-of-letter.ts.
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
import { bodyRootOf, bodySeedBytes, toHex } from '../seals/index.ts';
import { contentOfMatter, isMatterStep, readMatter, statedOfMatter } from './attested/matter-of-letter.ts';
import { recordsOfLetter, type TakenRecords } from './attested/records-of-letter.ts';
import { enteredInReplySchema, type MatterStepOfLetter } from './attested/wire.ts';
import { notesInBody } from './enclosures.ts';
import type { By, LetterDeps } from './letter-deps.ts';
import { issuesOf, schemaIssues, seedOf } from './reading-issues.ts';
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
  /** Under which what it says is held; null for what says nothing of its own. */
  readonly limits: TakenRecords['limits'] | null;
}

/** Reads it; issues name the field of the transcription that is to be mended. */
export async function readTranscription(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  { transcription, by }: { readonly transcription: TranscriptionWire; readonly by: By },
): Promise<Result<Transcribed>> {
  const { kind, caseId, says } = transcription;
  if (isMatterStep(kind)) {
    const read = await readMatter(tx, deps, row, { kind, caseId, says, by });
    if (!read.ok) return read;
    const { matter, body, agreement } = read.value;
    return completed(deps, row, { transcription, caseId: matter, body, conditions: [], agreement, request: null, by });
  }
  const read =
    kind === 'request' ? await readRequest(tx, deps, row, says, by.now) : await readLater(tx, deps, row, { kind, caseId, says, by });
  if (!read.ok) return read;
  const { step, agreement, request } = read.value;
  const isSaid = step.kind === 'reply' && (step.body.text !== '' || step.body.attachments !== undefined);
  const limits = read.value.limits ?? replyLimits(agreement, row.received_at);
  const built = { agreement, originator: row.counterpart, limits, id: newId('cnd', by.now, deps.ports.random), scope: '' } as const;
  const conditions = isSaid ? [toJson(buildCondition(built))] : [];
  return completed(deps, row, { transcription, caseId: read.value.caseId, body: toJson(step.body), conditions, agreement, request, by });
}

interface Completing {
  readonly transcription: TranscriptionWire;
  readonly caseId: string;
  readonly body: JsonValue;
  readonly conditions: readonly JsonValue[];
  readonly agreement: KnownAgreement;
  readonly request: Asked | null;
  readonly by: By;
}

/** With the digest under which it is approved; issues where the agreement refuses it. */
function completed(deps: LetterDeps, row: IncomingRecord, given: Completing): Result<Transcribed> {
  const { transcription, caseId, body, conditions, agreement, request, by } = given;
  const made: Transcribed = {
    ...transcription,
    caseId,
    by: by.officer,
    at: by.now,
    subject: '',
    bodySeed: toHex(deps.ports.random(bodySeedBytes)),
    body,
    conditions,
    agreement: refOf(agreement),
  };
  const judged = judgeTranscribed(deps, row, made, { agreement, request, approvals: [], now: by.now });
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
  return ok({ step, caseId, agreement, request: body, limits: null });
}

/** A call of which something is missing, or that is no call of an urgent request, would be lost; its clocks run from it. */
function untoldCall(form: RequestDraftWire): readonly Issue[] {
  const gaps = gapsOfCall(form).map((issue) => ({ ...issue, path: `says.${issue.path}` }));
  const remedy = 'Choose the urgency that the letter states, or leave the call out.';
  return gaps.length > 0 ? gaps : [{ path: 'says.class', problem: 'Only an urgent request is made orally first.', remedy }];
}

interface Later {
  readonly kind: Exclude<TranscriptionWire['kind'], 'request' | MatterStepOfLetter>;
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
  const given = kind === 'reply' ? await readReply(tx, deps, row, { says, agreement, by }) : ok({ says, limits: null });
  if (!given.ok) return given;
  const parsed = bodySchemas[kind].safeParse({ requestId: brief.id, ...given.value.says, ...enclosed });
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
  const step = { kind, body: parsed.data } as StepBody;
  const { assistance, purpose } = brief;
  return ok({ step, caseId: brief.id, agreement, request: { assistance, purpose, class: brief.class }, limits: given.value.limits });
}

/** What a reply says, with the records that it brings in the place of how they were entered. */
async function readReply(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  { says, agreement, by }: { readonly says: Says; readonly agreement: KnownAgreement; readonly by: By },
): Promise<Result<{ readonly says: Says; readonly limits: ReadStep['limits'] }>> {
  const parsed = enteredInReplySchema.safeParse(says);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
  const { records, limits, ...rest } = parsed.data;
  const taken = await recordsOfLetter(tx, deps, row, { records, limits, agreement, by });
  return taken.ok ? ok({ says: { ...rest, records: taken.value.records }, limits: taken.value.limits }) : taken;
}

export interface JudgedTranscription {
  readonly act: Act;
  readonly content: StepContent;
  readonly verdict: Verdict;
}

interface Judging {
  readonly agreement: KnownAgreement;
  /** Null for a step of a matter, which says all of it itself. */
  readonly request: Asked | null;
  readonly approvals: readonly Approval[];
  readonly now: Instant;
}

/** The step as approvals name it, and the verdict on it; who transcribed it has prepared it, and who confirmed it has approved it. */
export function judgeTranscribed(deps: LetterDeps, row: IncomingRecord, made: Transcribed, judging: Judging): JudgedTranscription {
  const { agreement, request, approvals, now } = judging;
  const content = request === null ? contentOfMatter(deps, row, made, agreement) : contentOfStep(deps, row, made, { agreement, request });
  const facts = { ...noFacts, approvals, preparedBy: made.by, stepDigest: stepDigestOf(content) };
  return { act: content.act, content, verdict: decideUnder(content.act, agreement, facts, now).verdict };
}

function contentOfStep(
  deps: LetterDeps,
  row: IncomingRecord,
  made: Transcribed,
  { agreement, request }: { readonly agreement: KnownAgreement; readonly request: Asked },
): StepContent {
  const { kind } = made;
  if (isMatterStep(kind)) throw new Error('it is a step of a case');
  const { self, suites } = deps.assistance;
  const conditions = made.conditions as readonly JsonValue[];
  const passing = { from: row.counterpart, to: self, purpose: request.purpose, at: made.at };
  const terms = { from: row.counterpart, to: self, agreement: made.agreement, request };
  const step = { kind, body: made.body } as StepBody;
  return {
    kind: dispatchKindOf[kind],
    act: actOfStep(step, terms, (body) => factsOfReply(agreement, { body, conditions }, passing, suites)),
    agreement: made.agreement,
    caseRef: made.caseId,
    preparedBy: made.by,
    bodyRoot: bodyRootOf(made.body as JsonValue, seedOf(made)),
    conditions,
  };
}

/** Of a request it is what it says itself; of any other step, what the case was opened with; null of a step of a matter. */
export async function askedIn(tx: Transaction, made: Transcribed): Promise<Asked | null> {
  if (isMatterStep(made.kind)) return null;
  if (made.kind === 'request') return bodySchemas.request.parse(made.body);
  const brief = await caseBrief(tx, made.caseId);
  if (brief === null || brief.purpose === null) throw new Error('the case of a transcription is there');
  return { assistance: brief.assistance, purpose: brief.purpose, class: brief.class };
}

/** Whether the case or matter of it begins with this letter, and is not there before it is confirmed. */
export function opensIt({ kind }: Pick<Transcribed, 'kind'>): boolean {
  return kind === 'request' || (isMatterStep(kind) && kind !== 'consent-answer');
}

/** The purpose that its dispatch would state, and the class in which it would travel. */
export function statedOf(made: Transcribed, asked: Asked | null): { readonly purpose: string | null; readonly class: Asked['class'] } {
  return asked ?? statedOfMatter(made);
}

/** Of a request by letter that has no reply yet. */
const noFactsOfReply = (): never => {
  throw new Error('a request gives nothing');
};
const noAgreement = { id: '', version: 1, digest: '' };

function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
