// SPDX-License-Identifier: Apache-2.0
/**
 * Matters as one officer sees them: a line of the list, and the page of one with its datum, its way, what may be answered, who
 * holds what, and how it came to this.
 */
import { allowedRefusalGrounds, agreementByDigest, readConsent, recallTermOf } from '../agreements/index.ts';
import { type Database, type Instant, limits } from '../kernel/index.ts';
import { approvalsOf } from '../officers/index.ts';
import { attestedFrom, consentsFor, heldRecord, recordRowsById } from '../records/index.ts';
import { limitsSoFar } from './answer-consent.ts';
import { readStep } from './send-step.ts';
import type { OnwardDeps } from './onward-deps.ts';
import { eventsOf, findMatter, listMatters, type MatterRecord, nodesOf, type StepRecord, waitingSteps } from './store.ts';
import { sentenceOf, summaryOf } from './timeline.ts';
import type { MatterDetailWire, MatterRowWire } from './wire.ts';

export interface Viewer {
  readonly id: string;
  readonly roles: readonly string[];
}

const owedByUs = ['asked', 'holding', 'permitting', 'notified'];

/** The nearest deadline first. `open`: what waits for this authority; `approvals`: what waits for a second officer. */
export async function matterRows(
  db: Database,
  deps: OnwardDeps,
  given: { readonly box: 'open' | 'approvals' | 'all'; readonly now: Instant },
): Promise<MatterRowWire[]> {
  const found = await listMatters(db, limits.pageRowsMax);
  const waiting = new Set(
    (
      await waitingSteps(
        db,
        found.map((row) => row.id),
      )
    ).map((step) => step.matter),
  );
  const rows = await Promise.all(found.map((row) => matterRow(db, deps, row, waiting.has(row.id), given.now)));
  if (given.box === 'approvals') return rows.filter((row) => row.awaitsApproval);
  if (given.box === 'open') return rows.filter((row) => row.state === 'received' && row.part !== 'receiving');
  return rows;
}

async function matterRow(db: Database, deps: OnwardDeps, row: MatterRecord, awaitsApproval: boolean, now: Instant): Promise<MatterRowWire> {
  const names = await deps.authorityNames(db, row.peer === null ? [] : [row.peer]);
  const [first] = row.record_ids;
  const record = first === undefined ? null : await heldRecord(db, first);
  const more = row.record_ids.length > 1 ? ` +${row.record_ids.length - 1}` : '';
  return {
    id: row.id,
    kind: row.kind,
    part: row.part,
    state: row.state,
    peer: row.peer === null ? null : { authorityId: row.peer, name: names.get(row.peer)?.name ?? row.peer },
    purpose: row.facts.purpose as MatterRowWire['purpose'],
    reference: `${record?.reference ?? ''}${more}`,
    dueAt: row.due_at,
    owedBy: owedByUs.includes(row.part) ? 'us' : 'them',
    isOver: row.due_at !== null && row.due_at < now,
    awaitsApproval,
    updatedAt: row.updated_at,
  };
}

/** Null when there is no such matter. */
export async function matterDetail(
  db: Database,
  deps: OnwardDeps,
  given: { readonly matter: string; readonly viewer: Viewer; readonly now: Instant },
): Promise<MatterDetailWire | null> {
  const { viewer, now } = given;
  const row = await findMatter(db, given.matter);
  if (row === null) return null;
  const [step] = await waitingSteps(db, [row.id]);
  const shownStep = step === undefined ? null : await stepOf(db, deps, step, viewer, now);
  const timeline = await timelineOf(db, deps, row);
  return {
    row: await matterRow(db, deps, row, step !== undefined, now),
    records: await recordRowsById(db, row.record_ids, deps),
    reason: row.facts.reason,
    legalBasis: row.facts.legalBasis ?? null,
    consent: await consentOf(db, deps, row, now),
    newUse: await newUseOf(db, deps, row),
    breach: breachOf(row),
    recall: await recallOf(db, deps, { row, step, now }),
    step: shownStep,
    timeline,
    next: [
      ...nextSteps(row, step !== undefined, shownStep?.mayApprove === true, viewer),
      // Of what has not gone anywhere yet there is nothing to prove.
      ...(timeline.some(({ dispatch }) => dispatch !== null) ? (['export-bundle'] as const) : []),
    ],
  };
}

function breachOf({ facts: { breach } }: MatterRecord): MatterDetailWire['breach'] {
  if (breach === null || breach === undefined) return null;
  const { matter: _, ...said } = breach.said;
  return { ...said, toldAt: breach.toldAt, dueAt: breach.dueAt, breach: breach.breach };
}

async function namer(
  db: Database,
  deps: OnwardDeps,
  ids: readonly string[],
): Promise<(id: string) => { authorityId: string; name: string }> {
  const names = await deps.authorityNames(db, [...new Set(ids)]);
  return (id) => ({ authorityId: id, name: names.get(id)?.name ?? id });
}

async function consentOf(db: Database, deps: OnwardDeps, row: MatterRecord, now: Instant): Promise<MatterDetailWire['consent']> {
  const { question } = row.facts;
  if (question === null) return null;
  const { chain, onBehalfOf, originator, via, basis } = question;
  const name = await namer(db, deps, [onBehalfOf, originator, question.recipient, ...via, ...chain.map((hop) => hop.to)]);
  const isAsked = row.part === 'asked';
  const agreement = row.facts.agreement === null ? null : agreementByDigest(await deps.agreementIndex(db, now), row.facts.agreement.digest);
  const known = name(question.recipient);
  return {
    holder: name(onBehalfOf),
    // The recipient need not be known here; its name is then the one that the holder gave.
    recipient: known.name === known.authorityId ? { ...known, name: question.recipientName } : known,
    originator: name(originator),
    basis,
    chain: chain.map((hop) => ({ from: name(hop.from), to: name(hop.to) })),
    via: via.map(name),
    answer: await answerOf(db, deps, row),
    limits: isAsked ? await limitsSoFar(db, deps, row) : null,
    // A consent is denied without a consultation before.
    grounds:
      isAsked && agreement !== null
        ? allowedRefusalGrounds(agreement).map(({ ground, meaning, clause }) => ({ ground, meaning, clause }))
        : [],
  };
}

type Answer = NonNullable<NonNullable<MatterDetailWire['consent']>['answer']>;

async function answerOf(db: Database, deps: OnwardDeps, row: MatterRecord): Promise<Answer | null> {
  const kept = (await consentsFor(db, row.record_ids[0] ?? '')).find((consent) => consent.matter === row.id);
  const read = kept === undefined ? null : readConsent(kept.carried, deps.suites);
  if (read?.ok !== true) return null;
  const { attestation, digest } = read.value;
  const { answer, until, condition, ground, clause, reasons } = read.value.consent;
  const attested = attestation === null ? null : attestedFrom(attestation, await deps.authorityNames(db, [attestation.by]));
  const said = { answer, until, ground, clause, reasons, digest, attested };
  if (condition === null) return { ...said, limits: null };
  const { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note } = condition;
  return { ...said, limits: { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note } };
}

async function newUseOf(db: Database, deps: OnwardDeps, row: MatterRecord): Promise<MatterDetailWire['newUse']> {
  const found = row.facts.newUse ?? null;
  if (found === null) return null;
  const { holder, originator, recordId: _, ...said } = found;
  const name = await namer(db, deps, [holder, originator]);
  return { ...said, holder: name(holder), originator: name(originator) };
}

async function recallOf(
  db: Database,
  deps: OnwardDeps,
  given: { readonly row: MatterRecord; readonly step: StepRecord | undefined; readonly now: Instant },
): Promise<MatterDetailWire['recall']> {
  const { row, step, now } = given;
  const { recall, others = [] } = row.facts;
  if (recall === null) return null;
  const nodes = await nodesOf(db, row.id);
  const goesTo = step?.kind === 'recall' ? step.recipients : [];
  const name = await namer(db, deps, [recall.originator, ...goesTo, ...nodes.flatMap((node) => [node.holder, node.parent])]);
  const agreement = row.facts.agreement === null ? null : agreementByDigest(await deps.agreementIndex(db, now), row.facts.agreement.digest);
  const said = new Map(nodes.map((node) => [node.holder, node.holder_name]));
  const named = (id: string) => ({ authorityId: id, name: name(id).name === id ? (said.get(id) ?? id) : name(id).name });
  return {
    change: recall.change,
    originator: name(recall.originator),
    withheld: recall.withheld ?? [],
    goesTo: goesTo.map(name),
    others: [...others],
    nodes: nodes.map((node) => ({
      holder: named(node.holder),
      parent: named(node.parent),
      state: node.state,
      isOverdue: (node.state === 'told' || node.state === 'queued') && node.due_at !== null && node.due_at < now,
      dueAt: node.due_at,
      ground: node.ground,
      clause: node.clause,
      reasons: node.reasons,
      at: node.updated_at,
    })),
    grounds: row.part === 'holding' && agreement !== null ? [...(recallTermOf(agreement)?.grounds ?? [])] : [],
  };
}

async function stepOf(
  db: Database,
  deps: OnwardDeps,
  step: StepRecord,
  viewer: Viewer,
  now: Instant,
): Promise<NonNullable<MatterDetailWire['step']>> {
  const approvals = await approvalsOf(db, step.digest, now);
  const names = await deps.officerNames(db, [step.prepared_by, ...approvals.map(({ officer }) => officer)]);
  const mayJudge = viewer.roles.includes('approver') && viewer.id !== step.prepared_by;
  return {
    id: step.id,
    kind: step.kind,
    digest: step.digest,
    preparedByName: names.get(step.prepared_by) ?? '',
    approversMin: step.approvers_min,
    approvals: approvals.map(({ officer, at }) => ({ officerName: names.get(officer) ?? '', at })),
    summary: summaryOf(readStep(step), deps.suites),
    mayApprove: mayJudge && !approvals.some(({ officer }) => officer === viewer.id),
  };
}

async function timelineOf(db: Database, deps: OnwardDeps, row: MatterRecord): Promise<MatterDetailWire['timeline']> {
  const events = await eventsOf(db, row.id);
  const names = await deps.authorityNames(db, [...new Set(events.flatMap(({ facts }) => [facts.authority]))]);
  const peers = await deps.authorityNames(db, [...new Set(events.flatMap(({ facts }) => facts.peer ?? []))]);
  const plain = new Map([...names, ...peers].map(([id, found]) => [id, found.name]));
  const officers = await deps.officerNames(db, [...new Set(events.flatMap(({ facts }) => facts.officer ?? []))]);
  return events.map(({ id, at, facts }) => ({
    id,
    at,
    by: facts.kind === 'carried' || facts.kind === 'not-delivered' ? 'server' : facts.authority === deps.self ? 'us' : 'them',
    officerName: facts.officer === null ? null : (officers.get(facts.officer) ?? null),
    sentence: sentenceOf(facts, plain),
    clause: facts.clause,
    dispatch: facts.dispatch,
  }));
}

const answerers = ['preparer', 'records-keeper'];

function nextSteps(row: MatterRecord, isWaiting: boolean, mayApprove: boolean, viewer: Viewer): MatterDetailWire['next'] {
  const mayAnswer = !isWaiting && row.state === 'received' && viewer.roles.some((role) => answerers.includes(role));
  return [
    ...(mayAnswer && row.part === 'asked' ? (['answer-consent'] as const) : []),
    ...(mayAnswer && row.part === 'permitting' ? (['answer-new-use'] as const) : []),
    ...(mayAnswer && row.part === 'holding' ? (['answer-recall'] as const) : []),
    ...(mayAnswer && row.part === 'notified' ? (['note-breach'] as const) : []),
    ...(mayApprove ? (['approve', 'return'] as const) : []),
  ];
}
