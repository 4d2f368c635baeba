// SPDX-License-Identifier: Apache-2.0
/**
 * Handing an item over: prepared with the log as it stands, approved by a second officer, then sent in one transaction with the entry that
 * says so.
 *
 *     prepared    body with the whole log, conditions of the agreement or stricter ones; the item stays where it is
 *     approved    judged once more; nothing was written into the log meanwhile; dispatch, entry `sent-over`, timeline
 *
 * Only what this authority collected itself goes out so. A record or a file of another goes with a reply, where its originator's leave is
 * asked for; what was handed to us goes back to whoever handed it over, and nowhere else.
 */
import {
  type Act,
  type AgreementRef,
  agreementByDigest,
  buildCondition,
  decideUnder,
  type KnownAgreement,
  noFacts,
  type Permit,
  permitDetails,
  refOf,
  replyLimits,
  type StepContent,
  stepDigestOf,
  stepTextOf,
} from '../../agreements/index.ts';
import { type CaseBrief, caseBrief, issuesOfVerdict, noteInTimeline, onlyApprovalsMissing } from '../../assistance/index.ts';
import { type ConditionLimits, loosenings } from '../../conditions/index.ts';
import {
  canonicalJson,
  fail,
  failWith,
  type Issue,
  type JsonValue,
  limits,
  newId,
  ok,
  type Result,
  type Transaction,
} from '../../kernel/index.ts';
import {
  type Approval,
  approvalFor,
  approvalsTopic,
  type AskedAct,
  type CarryOut,
  spendAct,
  travellingApproval,
} from '../../officers/index.ts';
import { bodyProblem, bodyRootOf, bodySeedBytes, fromHex, toHex } from '../../seals/index.ts';
import { heldIssues } from '../check-entry.ts';
import { absent, type By, change, type EvidenceDeps, issue, type Outcome } from '../evidence-deps.ts';
import { lockedItem, type WholeItem, wholeItem } from '../keep-items.ts';
import { entriesOf, findItem } from '../store.ts';
import { writeEntry } from '../write-entry.ts';
import { writeOut } from './carried-log.ts';
import { handOverAct } from './hand-over-act.ts';
import { changeHandOver, findHandOver, type HandOverRecord, handOversOfCase, insertHandOver, lockHandOver } from './store.ts';
import { type CarriedItemWire, carriedItemsMax, type HandOverBody, type OfferItemWire } from './wire.ts';

export async function offerItem(deps: EvidenceDeps, itemId: string, offer: OfferItemWire, by: By): Promise<Outcome> {
  return change(deps, async (tx) => {
    const found = await lockedItem(tx, itemId);
    const brief = found === null ? null : await caseBrief(tx, found.item.case_id);
    if (found === null || brief === null) return absent;
    const returns = await itemThere(tx, found);
    const issues = offerIssues(found, offer, { brief, returns, now: by.now });
    if (issues.length > 0) return { kind: 'issues', issues };
    const agreement = await agreementOf(tx, deps, brief.agreement, by);
    if (agreement === null) return issue('agreement', 'The agreement of the case is not in force any more.', 'Look at the agreement.');
    const made = await makeRow(tx, deps, found, { offer, brief, agreement, returns, by });
    if (!made.ok) return { kind: 'issues', issues: made.issues };
    for (const former of await handOversOfCase(tx, brief.id))
      if (former.item_id === itemId && former.state === 'awaiting-approval')
        await changeHandOver(tx, former.id, { state: 'replaced', updated_at: by.now });
    await insertHandOver(tx, made.value);
    const judged = judge(deps, made.value, { brief, agreement, approvals: [], now: by.now });
    if (judged.permit === null && !onlyApprovalsMissing(judged.verdict)) return { kind: 'issues', issues: issuesOfVerdict(judged.verdict) };
    const act = askedAct(made.value, judged.content, await nameOf(tx, deps, brief.counterpart));
    const given = { now: by.now, agreementMin: judged.verdict.approversMin };
    const standing = await approvalFor(tx, deps.assistance.approvals.houseRules, act, given);
    await deps.assistance.announce(tx, approvalsTopic);
    if (standing.kind === 'waits') return { kind: 'done', itemId };
    const sent = await send(tx, deps, made.value, { approvals: standing.approvals, now: by.now });
    if (!sent.ok) return { kind: 'issues', issues: sent.issues };
    await spendAct(tx, act, by.now);
    return { kind: 'done', itemId };
  });
}

/** Sends what was approved, if the item is still as it was. */
export function carryOutHandOver(deps: () => EvidenceDeps): CarryOut {
  return async (tx, act, { approvals, now }) => {
    const { handOver } = act.content as { readonly handOver: string };
    const row = await lockHandOver(tx, handOver);
    if (row === null || row.state !== 'awaiting-approval')
      return fail('handOver', 'It was prepared anew since.', 'Look at what waits now.');
    return send(tx, deps(), row, { approvals, now });
  };
}

/** The item of the other authority that ours is; null for what we collected ourselves. */
async function itemThere(tx: Transaction, { item }: WholeItem): Promise<string | null> {
  if (item.source.kind !== 'hand-over' || item.source.id === null || item.derived_from !== null) return null;
  return (await findHandOver(tx, item.source.id))?.body.items[0]?.id ?? null;
}

interface Offering {
  readonly brief: CaseBrief;
  readonly returns: string | null;
  readonly now: By['now'];
}

function offerIssues({ item, state }: WholeItem, offer: OfferItemWire, { brief, returns, now }: Offering): Issue[] {
  const issues: Issue[] = [];
  const no = (path: string, problem: string, remedy: string): void => void issues.push({ path, problem, remedy });
  if (!brief.isShared || brief.agreement === null)
    no('case', 'The other authority does not have this case yet.', 'Send the request first.');
  if (state.state !== 'in-custody') no('item', `It is ${state.state.replaceAll('-', ' ')}.`, 'Hand over what is here.');
  if (item.form !== 'file' && item.form !== 'exhibit')
    no('item', 'A record or a file of the case goes with a reply, under the conditions of its originator.', 'Reply with it.');
  if (item.source.kind === 'lead') no('item', 'It is a lead, and never evidence.', 'Let the other authority ask for it by a request.');
  if (item.source.kind === 'hand-over' && (offer.manner !== 'return' || returns === null))
    no('manner', 'Another authority handed it over, or it was made from what it handed over.', 'Give the item itself back.');
  if (item.source.kind !== 'hand-over' && offer.manner === 'return') no('manner', 'We collected it ourselves.', 'Hand it over or lend it.');
  if (state.privilege === 'marked' || state.privilege === 'withheld')
    no('item', 'Privilege was claimed of it.', 'Have it reviewed, or hand over a redacted copy.');
  if ((offer.manner === 'loan') !== (offer.dueAt !== null))
    no('dueAt', 'A loan says when it must be back, and nothing else does.', 'Give the day of a loan.');
  if (offer.dueAt !== null && offer.dueAt <= now) no('dueAt', 'It lies in the past.', 'Give the moment by which it must be back.');
  return offer.manner === 'loan' ? issues : [...issues, ...heldIssues(state, now, 'handed over for good')];
}

interface Making {
  readonly offer: OfferItemWire;
  readonly brief: CaseBrief;
  readonly agreement: KnownAgreement;
  readonly returns: string | null;
  readonly by: By;
}

async function makeRow(tx: Transaction, deps: EvidenceDeps, found: WholeItem, making: Making): Promise<Result<HandOverRecord>> {
  const { offer, brief, agreement, returns, by } = making;
  const { manner, dueAt, purpose, carrier, note } = offer;
  const base = replyLimits(agreement, by.now);
  const asked = offer.limits as ConditionLimits | null;
  const loose = asked === null ? [] : loosenings(asked, base);
  if (loose.length > 0) {
    const problem = 'This is looser than the agreement allows.';
    return failWith(
      loose.map((field) => ({ path: `limits.${field}`, problem, remedy: 'Keep what the agreement says, or choose something stricter.' })),
    );
  }
  const { random, self } = deps.assistance;
  const condition = { agreement, originator: self, limits: asked ?? base, id: newId('cnd', by.now, random), scope: '' };
  const conditions = manner === 'return' ? [] : [json(buildCondition(condition))];
  const items = await carriedItems(tx, found);
  const id = newId('hov', by.now, random);
  const head = found.entries.at(-1)?.digest ?? '';
  const body: HandOverBody = { requestId: brief.id, handOver: id, manner, dueAt, purpose, carrier, note, items, head, returns };
  if (isTooLarge(body)) return fail('item', 'Its log is larger than a dispatch can be (1 MiB).', 'Enter what it has become as a new item.');
  const row: HandOverRecord = {
    id,
    case_id: brief.id,
    direction: 'out',
    counterpart: brief.counterpart,
    state: 'awaiting-approval',
    item_id: found.item.id,
    body,
    conditions,
    body_seed: toHex(random(bodySeedBytes)),
    step_digest: null,
    prepared_by: by.officer,
    prepared_at: by.now,
    dispatch: null,
    answer: null,
    answer_dispatch: null,
    answer_state: 'none',
    updated_at: by.now,
  };
  const { content } = judge(deps, row, { brief, agreement, approvals: [], now: by.now });
  return ok({ ...row, step_digest: stepDigestOf(content) });
}

/** The item with its log, and the logs of what it was made from; of those the logs alone go. */
async function carriedItems(tx: Transaction, found: WholeItem): Promise<CarriedItemWire[]> {
  const items = [writeOut(found)];
  for (let from = found.item.derived_from; from !== null && items.length < carriedItemsMax;) {
    const before = await findItem(tx, from);
    if (before === null) break;
    items.push(writeOut(wholeItem(before, (await entriesOf(tx, [from])).get(from) ?? [])));
    from = before.derived_from;
  }
  return items;
}

interface Judging {
  readonly brief: CaseBrief;
  readonly agreement: KnownAgreement;
  readonly approvals: readonly Approval[];
  readonly now: By['now'];
}

/** The step as approvals name it, and the verdict on it as it stands. */
function judge(deps: EvidenceDeps, row: HandOverRecord, { brief, agreement, approvals, now }: Judging) {
  const { body, conditions, counterpart, prepared_by: preparedBy } = row;
  const between = { from: deps.assistance.self, to: counterpart, agreement: refOf(agreement) };
  // Its conditions were made when it was prepared; how long they last is counted from then.
  const act: Act = handOverAct(body, between, { agreement, conditions, at: now });
  const content: StepContent = {
    kind: 'evidence.hand-over',
    act,
    agreement: between.agreement,
    caseRef: brief.id,
    preparedBy,
    bodyRoot: bodyRootOf(json(body), seedOf(row)),
    conditions,
  };
  const facts = { ...noFacts, approvals, preparedBy, stepDigest: stepDigestOf(content) };
  return { content, ...decideUnder(act, agreement, facts, now) };
}

function askedAct(row: HandOverRecord, content: StepContent, recipient: string): AskedAct {
  const { body, item_id: itemId, prepared_by: preparedBy, case_id: caseRef } = row;
  const [item] = body.items;
  return {
    actClass: 'hand-over',
    subject: stepDigestOf(content),
    preparedBy,
    caseRef,
    about: itemId ?? row.id,
    shown: {
      title: item?.title ?? '',
      manner: body.manner,
      recipient,
      purpose: body.purpose,
      carrier: body.carrier,
      ...(body.dueAt === null ? {} : { dueBack: body.dueAt }),
      entries: String(item?.entries.length ?? 0),
    },
    covered: { text: stepTextOf(content), opened: [{ digest: content.bodyRoot, text: canonicalJson(json(body)), seed: row.body_seed }] },
    content: { handOver: row.id },
  };
}

async function send(
  tx: Transaction,
  deps: EvidenceDeps,
  row: HandOverRecord,
  { approvals, now }: { readonly approvals: readonly Approval[]; readonly now: By['now'] },
): Promise<Result<null>> {
  const brief = await caseBrief(tx, row.case_id);
  const found = row.item_id === null ? null : await lockedItem(tx, row.item_id);
  if (brief === null || found === null) return fail('item', 'It is not here.', 'Load it again.');
  const last = found.entries.at(-1);
  if (last?.digest !== row.body.head || found.state.state !== 'in-custody')
    return fail('item', 'Something was written into its log since this was prepared.', 'Prepare the hand-over anew.');
  const agreement = await agreementOf(tx, deps, brief.agreement, { now });
  if (agreement === null) return fail('agreement', 'The agreement of the case is not in force any more.', 'Look at the agreement.');
  const { verdict, permit, content } = judge(deps, row, { brief, agreement, approvals, now });
  if (permit === null)
    return failWith(verdict.reasons.map(({ sentence }) => ({ path: 'verdict', problem: sentence, remedy: 'Look at the agreement.' })));
  if (stepDigestOf(content) !== row.step_digest)
    return fail('digest', 'It has become another act under the agreement.', 'Prepare it anew.');
  const { digest } = await queue(tx, deps, permit, { row, brief, approvals });
  const { manner, dueAt, purpose, carrier } = row.body;
  const to = await nameOf(tx, deps, row.counterpart);
  const entry = { kind: 'sent-over', to, manner, dueAt, purpose, carrier, dispatch: digest } as const;
  await writeEntry(tx, deps, found.item, last, { content: entry, at: laterOf(found.state.lastAt, now), officer: row.prepared_by, now });
  await changeHandOver(tx, row.id, { state: 'sent', dispatch: digest, updated_at: now });
  const { clause, agreement: ref } = permitDetails(permit);
  const cited = { agreement: ref, title: agreement.document.title, clause };
  const { self } = deps.assistance;
  const facts = {
    kind: 'sent',
    step: 'hand-over',
    authority: self,
    officer: row.prepared_by,
    dispatch: digest,
    clause: cited,
    detail: titleOf(row),
  } as const;
  await noteInTimeline(tx, deps.assistance, { caseId: row.case_id, at: now, now, facts });
  await deps.assistance.announce(tx, 'evidence');
  return ok(null);
}

function queue(
  tx: Transaction,
  deps: EvidenceDeps,
  permit: Permit,
  { row, brief, approvals }: { readonly row: HandOverRecord; readonly brief: CaseBrief; readonly approvals: readonly Approval[] },
): Promise<{ readonly digest: string }> {
  return deps.assistance.queue(tx, permit, {
    kind: 'evidence.hand-over',
    caseRef: row.case_id,
    body: json(row.body),
    bodySeed: seedOf(row),
    conditions: row.conditions,
    inReplyTo: [],
    class: brief.class,
    purpose: brief.purpose,
    preparedBy: row.prepared_by,
    approvals: approvals.map(travellingApproval),
    attachments: [],
  });
}

export async function agreementOf(
  tx: Transaction,
  deps: EvidenceDeps,
  ref: AgreementRef | null,
  { now }: Pick<By, 'now'>,
): Promise<KnownAgreement | null> {
  return ref === null ? null : agreementByDigest(await deps.assistance.agreementIndex(tx, now), ref.digest);
}

export async function nameOf(tx: Transaction, deps: EvidenceDeps, id: string): Promise<string> {
  return (await deps.assistance.authorityNames(tx, [id])).get(id)?.name ?? id;
}

export function titleOf({ body }: Pick<HandOverRecord, 'body'>): string {
  return body.items[0]?.title ?? '';
}

export function json(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function laterOf(left: By['now'], right: By['now']): By['now'] {
  return left > right ? left : right;
}

function seedOf({ body_seed: seed }: HandOverRecord): Uint8Array {
  const bytes = seed === null ? null : fromHex(seed);
  if (bytes === null) throw new Error('a hand-over of ours was prepared with a seed');
  return bytes;
}

/** What a body document holds beside the body. */
const besideBodyBytes = 1024;

function isTooLarge(body: HandOverBody): boolean {
  const value = json(body);
  return new TextEncoder().encode(canonicalJson(value)).length > limits.bodyBytesMax - besideBodyBytes || bodyProblem(value) !== null;
}
