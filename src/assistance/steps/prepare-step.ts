// SPDX-License-Identifier: Apache-2.0
/**
 * Steps after the request: acknowledge, ask back, answer, reply, refuse and what follows a refusal, withdraw.
 *
 * A step is prepared by one officer. Where the agreement asks for approvals (replies and refusals, as a rule) it waits for
 * them; else it goes at once. A reply's records each get the agreement's own conditions, or stricter ones; looser ones are
 * refused. A record that another authority gave us goes with all the conditions that it carries and ours beside them, and only
 * where its originator lets it go to this recipient for this purpose.
 */
import {
  type Act,
  type AgreementRef,
  buildCondition,
  type KnownAgreement,
  refOf,
  replyLimits,
  stepDigestOf,
} from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Condition, type ConditionLimits, loosenings, meet } from '../../conditions/index.ts';
import {
  canonicalJson,
  failWith,
  type Instant,
  type Issue,
  type JsonValue,
  limits,
  newId,
  ok,
  type Transaction,
} from '../../kernel/index.ts';
import { asDisclosed, type GivableRecord, noteReportMatter, recordsToGive, type WithheldRecord } from '../../records/index.ts';
import { bodyProblem, bodyRootOf, bodySeedBytes, toHex } from '../../seals/index.ts';
import { bindFiles } from '../attachments/case-files.ts';
import { absent, type AssistanceDeps, issue, type Outcome } from '../assistance-deps.ts';
import { writtenReplyLanguages } from '../form/written-languages.ts';
import { issuesOfEnding } from '../measures/ending.ts';
import { isSaidByMeasures } from '../measures/measured-case.ts';
import { type CaseEvent, transitionOf, transitions } from '../states/case-states.ts';
import { issuesAfterRefusal, lastRefusal } from '../states/against-refusal.ts';
import { mayLapse } from '../states/lapse.ts';
import { sharedBasis } from '../shared-drafts/shared-basis.ts';
import { changeCase } from '../cases/change-case.ts';
import { askedIn, minimisedRecords } from './minimise-reply.ts';
import { dispatchKindOf, type StepBody, toJson } from './dispatch-bodies.ts';
import {
  actOfContent,
  eventOfStep,
  governingAgreement,
  issuesOfVerdict,
  judgeStep,
  notInForce,
  onlyApprovalsMissing,
  sendStep,
  stateIssue,
} from './send-step.ts';
import { type CaseRecord, insertEvent, insertStep, lockCase, type StepRecord, stepsOfCases } from '../store.ts';
import { replyBodySchema, type ReplyDraftWire, type StepKind } from '../wire.ts';

export interface Preparation {
  readonly caseId: string;
  readonly officer: string;
  readonly roles: readonly string[];
  readonly now: Instant;
}

/** What a step is made of: the body, and the conditions on the step's own text. */
interface Made {
  readonly body: StepBody;
  readonly conditions: readonly JsonValue[];
}
type Making = { readonly ok: true; readonly value: Made } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Prepares a step whose body needs nothing but the officer's words. */
export async function prepareStep(deps: AssistanceDeps, given: Preparation, make: (requestId: string) => StepBody): Promise<Outcome> {
  const body = make(given.caseId);
  return prepare(deps, given, eventOfStep(body), async () => ok({ body, conditions: [] }));
}

/** The same, after a look at the case as it is then. */
export async function prepareChecked(
  deps: AssistanceDeps,
  given: Preparation,
  body: StepBody,
  check: (tx: Transaction, row: CaseRecord) => Promise<readonly Issue[]>,
): Promise<Outcome> {
  return prepare(deps, given, eventOfStep(body), async (tx, _agreement, row) => {
    const issues = await check(tx, row);
    return issues.length > 0 ? failWith(issues) : ok({ body, conditions: [] });
  });
}

/** `carried`: limits of others under which something in the reply's trace came; its text then stands under the strictest of them and ours. */
export async function prepareReply(
  deps: AssistanceDeps,
  given: Preparation,
  draft: ReplyDraftWire,
  carried: readonly ConditionLimits[],
): Promise<Outcome> {
  const { caseId: requestId, now } = given;
  const { completeness, text } = draft;
  return prepare(deps, given, `${completeness}-reply`, async (tx, agreement, row) => {
    const base = replyLimits(agreement, now);
    const condition = (limits: ConditionLimits): Condition =>
      buildCondition({ agreement, originator: deps.self, limits, id: newId('cnd', now, deps.random), scope: '' });
    const ids = draft.records.map((record) => record.recordId);
    const question = { to: row.counterpart, purpose: row.request?.purpose ?? 'commercial', now } as const;
    const found = await recordsToGive(tx, ids, question, deps);
    await noteReportMatter(tx, requestId, ids);
    const issues = issuesOfReply(draft, base, new Map(found.map((record) => [record.id, record])));
    if (issues.length > 0) return failWith(issues);
    const chosen = await minimisedRecords(tx, { draft, found, asked: askedIn(row), purpose: question.purpose }, given);
    if (!chosen.ok) return chosen;
    const records = chosen.value.map(({ record, limits }) => asDisclosed(record, condition((limits as ConditionLimits | null) ?? base)));
    const files = await bindFiles(tx, { ids: draft.attachments ?? [], caseId: requestId, now });
    if (!files.ok) return files;
    const attached = files.value.length === 0 ? {} : { attachments: [...files.value] };
    const arrives = (draft.arrives ?? '').trim();
    const languages = writtenReplyLanguages(draft.languages);
    const said = { ...(arrives === '' ? {} : { arrives }), ...(languages === null ? {} : { languages }) };
    const traced = {
      ...(draft.trace === undefined ? {} : { trace: draft.trace }),
      ...(draft.alert === undefined ? {} : { alert: draft.alert }),
    };
    const body = { requestId, completeness, text, ...said, records, ...traced, ...attached };
    const wrong = replyBodySchema.safeParse(body).error?.issues ?? [];
    if (wrong.length > 0)
      return failWith(wrong.map(({ path, message }) => ({ path: path.join('.'), problem: `${message}.`, remedy: mendReply })));
    return ok({ body: { kind: 'reply', body }, conditions: [toJson(condition(meet([base, ...carried])))] });
  });
}

const mendReply = 'Correct it in the reply.';

type AfterRefusal = Extract<StepBody, { kind: 'rebuttal' | 'cure' | 'reopening' | 'upholding' }>;

/** A step that follows a refusal: its ground is that of the refusal, and files may go with it. */
export async function prepareAfterRefusal(
  deps: AssistanceDeps,
  given: Preparation,
  wanted: { readonly kind: AfterRefusal['kind']; readonly says: object; readonly files: readonly string[] },
): Promise<Outcome> {
  const { kind, says } = wanted;
  const { caseId: requestId, now } = given;
  return prepare(deps, given, kind, async (tx, _agreement, row) => {
    const refusal = lastRefusal(await stepsOfCases(tx, [row.id]));
    if (refusal === null) return failWith([stateIssue(row, kind)]);
    const files = await bindFiles(tx, { ids: wanted.files, caseId: requestId, now });
    if (!files.ok) return files;
    const attached = files.value.length === 0 ? {} : { attachments: [...files.value] };
    const body = { requestId, ground: refusal.ground, ...says, ...attached };
    return ok({ body: { kind, body } as AfterRefusal, conditions: [] });
  });
}

async function prepare(
  deps: AssistanceDeps,
  given: Preparation,
  event: CaseEvent,
  make: (tx: Transaction, agreement: KnownAgreement, row: CaseRecord) => Promise<Making>,
): Promise<Outcome> {
  const { now } = given;
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, given.caseId);
    if (row === null || !mayEver(row, event, given)) return absent;
    if (transitionOf(row.state, event) === null) return { kind: 'issues', issues: [stateIssue(row, event)] };
    const steps = await stepsOfCases(tx, [row.id]);
    if (steps.some((step) => step.state === 'awaiting-approval')) {
      return issue('state', 'Another step of this case waits for approval.', 'Have it approved or returned first.');
    }
    // What follows a draft that was shown is judged by what was shown.
    const based = row.state === 'draft' ? await sharedBasis(tx, row, steps) : row;
    if (based === null) return { kind: 'issues', issues: [stateIssue(row, event)] };
    const agreement = await governingAgreement(tx, deps, based, now);
    if (agreement === null) return { kind: 'issues', issues: [notInForce] };
    if (event === 'lapse' && !mayLapse(steps, now)) return notLapsed;
    if (isSaidByMeasures(row, event)) return saidByMeasures;
    const made = await make(tx, agreement, based);
    if (!made.ok) return { kind: 'issues', issues: made.issues };
    const { body } = made.value;
    const against = [...issuesAfterRefusal(body, { steps, deadlines: row.deadlines, at: now }), ...issuesOfEnding(deps, row, steps, event)];
    if (against.length > 0) return { kind: 'issues', issues: against };
    return makeStep(tx, deps, given, { row: based, agreement, made: made.value });
  });
}

/** Judged as it stands: kept to wait for its approvals, or sent at once where none are asked for. */
export async function makeStep(
  tx: Transaction,
  deps: AssistanceDeps,
  given: Preparation,
  { row, agreement, made }: { readonly row: CaseRecord; readonly agreement: KnownAgreement; readonly made: Made },
): Promise<Outcome> {
  const { now, officer } = given;
  const { body, conditions } = made;
  if (isTooLarge(body.body)) return tooLarge;
  const act = actOfContent(deps, row, { content: body, conditions }, agreement, now);
  const draft = newStep(deps, row, { ...body, conditions, act, agreement: refOf(agreement), approversMin: 0 }, given);
  const { verdict, permit, approversMin } = await judgeStep(tx, deps, { row, step: draft, agreement, now });
  if (permit === null && !onlyApprovalsMissing(verdict)) return { kind: 'issues', issues: issuesOfVerdict(verdict) };
  const step = { ...draft, approvers_min: approversMin };
  await insertStep(tx, step);
  const facts = { kind: 'prepared', step: step.kind, authority: deps.self, officer, dispatch: null, clause: null, detail: null } as const;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: row.id, at: now, facts });
  await deps.announce(tx, 'cases');
  const sent = permit === null ? null : await sendStep(tx, deps, row, step, now);
  if (sent?.kind === 'issues') return sent;
  await auditPrepared(tx, deps, step);
  return { kind: 'done', caseId: row.id };
}

/** Whether the table knows this event, in any state, as one of our side and of this officer's roles. */
function mayEver(row: CaseRecord, event: CaseEvent, officer: Preparation): boolean {
  return transitions.some(
    (transition) =>
      transition.event === event && transition.by === row.side && transition.roles.some((role) => officer.roles.includes(role)),
  );
}

/** A step as it stands before anybody has approved it; its digest is what approvals name. */
export function newStep(
  deps: AssistanceDeps,
  row: CaseRecord,
  made: {
    readonly kind: StepKind;
    readonly body: unknown;
    readonly conditions: readonly JsonValue[];
    readonly act: Act;
    readonly agreement: AgreementRef;
    readonly approversMin: number;
  },
  given: { readonly officer: string; readonly now: Instant },
): StepRecord {
  const body = toJson(made.body);
  const seed = deps.random(bodySeedBytes);
  const bodyRoot = bodyRootOf(body, seed);
  const { act, agreement, conditions } = made;
  const kind = dispatchKindOf[made.kind];
  return {
    id: newId('evt', given.now, deps.random),
    case_id: row.id,
    kind: made.kind,
    state: 'awaiting-approval',
    body,
    conditions: [...made.conditions],
    body_seed: toHex(seed),
    digest: stepDigestOf({ kind, act, agreement, caseRef: row.id, preparedBy: given.officer, bodyRoot, conditions }),
    prepared_by: given.officer,
    prepared_at: given.now,
    approvers_min: made.approversMin,
    returned_reason: null,
    dispatch: null,
    sent_at: null,
    approvals: [],
  };
}

export async function auditPrepared(tx: Transaction, deps: AssistanceDeps, step: StepRecord): Promise<void> {
  const details = { caseRef: step.case_id, step: step.kind, subject: step.digest };
  await noteAudit(tx, { event: 'case.step-prepared', actor: step.prepared_by, at: step.prepared_at, details }, deps.random);
}

const saidByMeasures = issue(
  'state',
  'The request brings an order: that it is late, postponed or impossible is said as a measure of the order.',
  'Say it on the page of the order, where its clocks and its grounds are.',
);

const notLapsed = issue(
  'state',
  'The open question names no day for its answer, or that day has not passed.',
  'Wait until the day has passed, or refuse on a ground that the agreement allows.',
);

/** What a body document holds beside the body. */
const besideBodyBytes = 1024;

function isTooLarge(body: unknown): boolean {
  const json = toJson(body);
  const bytes = new TextEncoder().encode(canonicalJson(json)).length;
  return bytes > limits.bodyBytesMax - besideBodyBytes || bodyProblem(json) !== null;
}

const tooLarge = issue('records', 'The step is larger than a dispatch can be (1 MiB).', 'Send it in several partial replies.');

/** Everything that stands against the reply as it was drafted, each with the field that is to be mended. */
function issuesOfReply(draft: ReplyDraftWire, base: ConditionLimits, found: ReadonlyMap<string, GivableRecord | WithheldRecord>): Issue[] {
  const issues = draft.records.flatMap(({ recordId, limits }, index): Issue[] => {
    const isRepeated = draft.records.findIndex((other) => other.recordId === recordId) < index;
    return [
      ...whyNotGiven(found.get(recordId), index),
      ...(isRepeated ? [{ path: `records[${index}]`, problem: 'This record is chosen twice.', remedy: 'Choose it once.' }] : []),
      ...(limits === null ? [] : loosenings(limits as ConditionLimits, base).map((field) => tooLoose(index, field))),
    ];
  });
  if (draft.records.length === 0 && draft.text.trim() === '' && (draft.attachments ?? []).length === 0) {
    issues.push({ path: 'text', problem: 'The reply is empty.', remedy: 'Choose records, attach a file, or say in words what you found.' });
  }
  return issues;
}

function tooLoose(index: number, field: string): Issue {
  const problem = 'This is looser than the agreement allows.';
  return { path: `records[${index}].limits.${field}`, problem, remedy: 'Keep what the agreement says, or choose something stricter.' };
}

function whyNotGiven(record: GivableRecord | WithheldRecord | undefined, index: number): readonly Issue[] {
  const path = `records[${index}]`;
  if (record === undefined) return [{ path, problem: 'This record is not here.', remedy: 'Choose one that the search shows.' }];
  if (record.kind === 'givable') return [];
  const remedy = "Ask its originator's consent on the page of the record, or leave it out and name its originator in the text.";
  return record.verdict.reasons.map(({ sentence, clause }) => ({
    path,
    problem: clause === null ? sentence : `${sentence} [clause ${clause}]`,
    remedy,
  }));
}
