// SPDX-License-Identifier: Apache-2.0
/**
 * Preparing and sending a step: judged by the agreement when it is prepared and again when it goes, for each recipient apart.
 *
 * A step of an officer waits for the approvals that the agreement asks for; what the server carries for another authority goes
 * at once, since it was approved where it was written. State, step, timeline, outbox row and log entry are written together.
 */
import assert from 'node:assert/strict';
import {
  type Act,
  agreementByDigest,
  type AgreementRef,
  decideUnder,
  type KnownAgreement,
  noFacts,
  type Permit,
  permitDetails,
  refOf,
  type StepContent,
  stepDigestOf,
  stepTextOf,
  type Verdict,
} from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { addMs, canonicalJson, type Instant, type Issue, newId, ok, type Result, type Transaction } from '../kernel/index.ts';
import { type Approval, approvalsOf, approversNeeded, type CoveredText, spendApprovals, travellingApproval } from '../officers/index.ts';
import { bodyRootOf, bodySeedBytes, fromHex, toHex } from '../seals/index.ts';
import { actOfStep, bodySchemas, keptBody, type StepBody, toJson } from './bodies.ts';
import type { OnwardDeps } from './onward-deps.ts';
import {
  closeStep,
  type EventFacts,
  findMatter,
  insertDispatch,
  insertEvent,
  insertStep,
  type MatterRecord,
  type StepRecord,
} from './store.ts';
import type { OnwardStep } from './wire.ts';

/** A recall goes on being tried as long as a dispatch may: a holder whose server is off for weeks must still hear of it. */
const recallValidMs = 29 * 86_400_000;

export interface Recipient {
  readonly to: string;
  readonly agreement: KnownAgreement;
}

export interface StepDraft {
  readonly content: StepBody;
  readonly recipients: readonly Recipient[];
  readonly purpose: string | null;
  readonly preparedBy: string;
  readonly now: Instant;
}

export interface SentTo {
  readonly to: string;
  readonly digest: string;
  readonly clause: string;
  readonly agreement: AgreementRef;
}
export type Sent =
  | { readonly kind: 'sent'; readonly to: readonly SentTo[] }
  | { readonly kind: 'waits'; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

/** Keeps the step and sends it when nothing is missing; else it waits for approval. Issues leave nothing behind but the caller's work. */
export async function prepareStep(tx: Transaction, deps: OnwardDeps, matter: MatterRecord, draft: StepDraft): Promise<Sent> {
  const [first] = draft.recipients;
  if (first === undefined) return { kind: 'issues', issues: [noAgreement] };
  const made = newStep(deps, matter.id, draft, first);
  if (!made.ok) return { kind: 'issues', issues: made.issues };
  const step = made.value;
  const judged = await judgeAll(tx, deps, step, draft.content, draft.recipients, draft.now);
  if (!judged.ok) return { kind: 'issues', issues: judged.issues };
  const approversMin = approversNeededFor(deps, step, judged.value);
  await insertStep(tx, { ...step, approvers_min: approversMin });
  await noteEvent(tx, deps, matter.id, draft.now, { ...eventOf(step, deps.self), kind: 'prepared' });
  const details = { matter: matter.id, step: step.kind, subject: step.digest, peer: step.recipients[0] ?? null };
  await noteAudit(tx, { event: 'matter.step-prepared', actor: draft.preparedBy, at: draft.now, details }, deps.random);
  return sendStep(tx, deps, { step: { ...step, approvers_min: approversMin }, recipients: draft.recipients, now: draft.now });
}

/** Sends a step that was kept before, when its approvals suffice. */
export async function sendStep(
  tx: Transaction,
  deps: OnwardDeps,
  given: { readonly step: StepRecord; readonly recipients: readonly Recipient[]; readonly now: Instant },
): Promise<Sent> {
  const { step, recipients, now } = given;
  const content = readStep(step);
  if (recipients.length === 0) return { kind: 'issues', issues: [noAgreement] };
  const judged = await judgeAll(tx, deps, step, content, recipients, now);
  if (!judged.ok) return { kind: 'issues', issues: judged.issues };
  const held = await heldIssues(tx, deps, content);
  if (held.length > 0) return { kind: 'issues', issues: held };
  const approversMin = approversNeededFor(deps, step, judged.value);
  const isEnough = judged.value.every(({ permit, approvals }) => permit !== null && approvals.length >= approversMin);
  if (!isEnough) return { kind: 'waits', approversMin };
  if (judged.value.some((one) => subjectOfStep(step, one) !== step.digest)) return { kind: 'issues', issues: [otherAct] };
  const to: SentTo[] = [];
  for (const one of judged.value) to.push(await dispatch(tx, deps, step, one, now));
  await spendApprovals(tx, step.digest, now);
  await closeStep(tx, step.id, 'sent', keptBody(content));
  return { kind: 'sent', to };
}

/** What is under legal hold is not erased, whoever recalls it: the recall is answered with a refusal then. */
async function heldIssues(tx: Transaction, deps: OnwardDeps, content: StepBody): Promise<readonly Issue[]> {
  if (content.kind !== 'recall-answer' || content.body.outcome !== 'executed' || content.body.holder !== deps.self) return [];
  const matter = await findMatter(tx, content.body.matter);
  return matter?.part === 'holding' ? deps.heldBy(tx, matter.record_ids) : [];
}

/** How many must approve: what the agreements ask, or the house where that is more and a datum goes further. */
function approversNeededFor(deps: OnwardDeps, step: StepRecord, judged: readonly JudgedRecipient[]): number {
  const agreementMin = Math.max(...judged.map(({ verdict }) => verdict.approversMin));
  const isShared = step.kind === 'disclosure' || step.kind === 'consent-answer' || isConsentToNewUse(readStep(step));
  return isShared ? approversNeeded(deps.approvals.houseRules, 'onward-share', agreementMin) : agreementMin;
}

function isConsentToNewUse(content: StepBody): boolean {
  return content.kind === 'new-use-answer' && content.body.answer === 'consented';
}

const otherAct: Issue = {
  path: 'digest',
  problem: 'Since it was prepared, this step has become another act under the agreement.',
  remedy: 'Return it and prepare it anew.',
};

export const noAgreement: Issue = {
  path: 'agreement',
  problem: 'The agreement under which it would go is not in force here.',
  remedy: 'Look at the agreements.',
};

/** What the server carries for another authority, or says by itself: sent at once; the sentence that forbids it, otherwise. */
export async function carry(
  tx: Transaction,
  deps: OnwardDeps,
  given: {
    readonly matter: string;
    readonly content: StepBody;
    readonly recipient: Recipient;
    readonly purpose: string | null;
    readonly node: string | null;
    readonly now: Instant;
  },
): Promise<SentTo | string> {
  const { matter, content, recipient, purpose, now } = given;
  const made = newStep(deps, matter, { content, recipients: [recipient], purpose, preparedBy: 'server', now }, recipient);
  if (!made.ok) return made.issues[0]?.problem ?? 'The agreement does not permit it.';
  const step = made.value;
  const judged = await judgeAll(tx, deps, step, content, [recipient], now);
  if (!judged.ok) return judged.issues[0]?.problem ?? 'The agreement does not permit it.';
  const [one] = judged.value;
  if (one === undefined || one.permit === null) return 'The agreement asks for an approval that a server cannot give.';
  return dispatch(tx, deps, step, one, now, given.node);
}

interface JudgedRecipient extends Recipient {
  readonly act: Act;
  readonly verdict: Verdict;
  readonly permit: Permit | null;
  readonly approvals: readonly Approval[];
}

async function judgeAll(
  tx: Transaction,
  deps: OnwardDeps,
  step: StepRecord,
  content: StepBody,
  recipients: readonly Recipient[],
  now: Instant,
): Promise<{ ok: true; value: JudgedRecipient[] } | { ok: false; issues: readonly Issue[] }> {
  const approvals = step.prepared_by === 'server' ? [] : await approvalsOf(tx, step.digest, now);
  const judged: JudgedRecipient[] = [];
  for (const { to, agreement } of recipients) {
    const act = actFor(deps, content, { to, agreement }, now);
    if (!act.ok) return act;
    const facts = { ...noFacts, approvals, preparedBy: step.prepared_by, stepDigest: step.digest };
    const { verdict, permit } = decideUnder(act.value, agreement, facts, now);
    if (permit === null && verdict.reasons[0]?.kind !== 'approval') return { ok: false, issues: issuesOfVerdict(verdict) };
    judged.push({ to, agreement, act: act.value, verdict, permit, approvals });
  }
  return { ok: true, value: judged };
}

export function issuesOfVerdict(verdict: Verdict): Issue[] {
  return verdict.reasons
    .filter((reason) => reason.kind !== 'approval')
    .map((reason) => ({
      path: reason.field ?? 'verdict',
      problem: reason.sentence,
      remedy:
        reason.clause === null
          ? 'See which agreements are in force between the two.'
          : `See clause ${reason.clause.clause} of ${reason.clause.title}.`,
    }));
}

async function dispatch(
  tx: Transaction,
  deps: OnwardDeps,
  step: StepRecord,
  judged: JudgedRecipient,
  now: Instant,
  node: string | null = null,
): Promise<SentTo> {
  const { to, agreement, permit, approvals } = judged;
  assert(permit !== null, 'what is dispatched has its permit');
  const seed = fromHex(step.body_seed);
  assert(seed !== null, 'a step of ours was prepared with a seed');
  const isRecall = step.kind === 'recall';
  const { digest } = await deps.queue(tx, permit, {
    kind: `onward.${step.kind}`,
    caseRef: step.matter,
    body: step.body,
    bodySeed: seed,
    conditions: [],
    inReplyTo: [],
    class: isRecall ? 'urgent' : 'normal',
    purpose: step.purpose,
    preparedBy: step.prepared_by,
    approvals: approvals.map(travellingApproval),
    ...(isRecall ? { notAfter: addMs(now, recallValidMs) } : {}),
  });
  await insertDispatch(tx, { digest, matter: step.matter, kind: step.kind, peer: to, node: node ?? (isRecall ? to : null) });
  const { clause, agreement: ref } = permitDetails(permit);
  const facts = {
    ...eventOf(step, deps.self),
    peer: to,
    dispatch: digest,
    clause: { agreement: ref, title: agreement.document.title, clause },
  };
  await noteEvent(tx, deps, step.matter, now, { ...facts, kind: step.prepared_by === 'server' ? 'carried' : 'sent' });
  const details = { matter: step.matter, step: step.kind, subject: step.digest, dispatch: digest, peer: to, agreement: ref.digest, clause };
  await noteAudit(tx, { event: 'matter.step-sent', actor: step.prepared_by, at: now, details }, deps.random);
  return { to, digest, clause, agreement: ref };
}

function actFor(deps: OnwardDeps, content: StepBody, { to, agreement }: Recipient, now: Instant): Result<Act> {
  return actOfStep(content, { from: deps.self, to, agreement, ref: refOf(agreement), at: now, suites: deps.suites });
}

/** What approvals of the step name, towards this recipient; the same for all of them where the step says one thing to several. */
function subjectOfStep(step: NamedStep, judged: { readonly act: Act; readonly agreement: KnownAgreement }): string {
  return stepDigestOf(stepContentOf(step, judged));
}

type NamedStep = Pick<StepRecord, 'kind' | 'matter' | 'prepared_by' | 'body' | 'body_seed'>;

function stepContentOf(step: NamedStep, { act, agreement }: { readonly act: Act; readonly agreement: KnownAgreement }): StepContent {
  const seed = fromHex(step.body_seed);
  assert(seed !== null, 'a step of ours was prepared with a seed');
  return {
    kind: `onward.${step.kind}`,
    act,
    agreement: refOf(agreement),
    caseRef: step.matter,
    preparedBy: step.prepared_by,
    bodyRoot: bodyRootOf(step.body, seed),
    conditions: [],
  };
}

/** What approvals of the step name, to the letter; null where the agreement lets it not be said to this recipient any more. */
export function coveredByStep(deps: OnwardDeps, step: StepRecord, to: Recipient, now: Instant): CoveredText | null {
  const act = actFor(deps, readStep(step), to, now);
  if (!act.ok) return null;
  const named = stepContentOf(step, { act: act.value, agreement: to.agreement });
  return { text: stepTextOf(named), opened: [{ digest: named.bodyRoot, text: canonicalJson(step.body), seed: step.body_seed }] };
}

function newStep(deps: OnwardDeps, matter: string, draft: StepDraft, first: Recipient): Result<StepRecord> {
  const { content, recipients, purpose, preparedBy, now } = draft;
  const act = actFor(deps, content, first, now);
  if (!act.ok) return act;
  const body = toJson(content.body);
  const seed = toHex(deps.random(bodySeedBytes));
  const named = { kind: content.kind, matter, prepared_by: preparedBy, body, body_seed: seed };
  return ok({
    id: newId('evt', now, deps.random),
    ...named,
    state: 'awaiting-approval',
    recipients: recipients.map(({ to }) => to),
    digest: subjectOfStep(named, { act: act.value, agreement: first.agreement }),
    purpose,
    prepared_at: now,
    approvers_min: 0,
  });
}

function eventOf(step: StepRecord, self: string): Omit<EventFacts, 'kind'> {
  const officer = step.prepared_by === 'server' ? null : step.prepared_by;
  return { step: step.kind, authority: self, peer: step.recipients[0] ?? null, officer, dispatch: null, clause: null, detail: null };
}

export async function noteEvent(tx: Transaction, deps: OnwardDeps, matter: string, at: Instant, facts: EventFacts): Promise<void> {
  await insertEvent(tx, { id: newId('evt', at, deps.random), matter, at, facts });
}

export function readStep(step: { readonly kind: OnwardStep; readonly body: unknown }): StepBody {
  return { kind: step.kind, body: bodySchemas[step.kind].parse(step.body) } as StepBody;
}

/** Our own copy of an agreement; null when it is not here. */
export async function agreementOf(
  tx: Transaction,
  deps: OnwardDeps,
  ref: AgreementRef | null,
  now: Instant,
): Promise<KnownAgreement | null> {
  return ref === null ? null : agreementByDigest(await deps.agreementIndex(tx, now), ref.digest);
}

export async function nameOf(tx: Transaction, deps: OnwardDeps, authorityId: string): Promise<string> {
  return (await deps.authorityNames(tx, [authorityId])).get(authorityId)?.name ?? authorityId;
}
