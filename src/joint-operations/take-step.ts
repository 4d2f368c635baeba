// SPDX-License-Identifier: Apache-2.0
/**
 * An officer's step in a joint matter: judged at once, approved by a second officer where it binds the authority, then written.
 *
 * What commits an authority before others waits for approval as the house rules say (`joint-step`): a plan, readiness, the decision, a
 * notice, a difference, an opinion. With the last approval the note is written as it was approved, if it still fits what is held.
 *
 * What only this server knows is checked here, before anybody is told: that an order lies ready for each own step at the instant, and that
 * the register of own interests shows no proceedings that the officer does not speak of.
 */
import { agreementByDigest } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { type Database, fail, type Issue, isId, type JsonValue, newId, ok, type Transaction } from '../kernel/index.ts';
import {
  approvalFor,
  approvalsTopic,
  type AskedAct,
  type CarryOut,
  spendAct,
  subjectOf,
  subjectTextOf,
  travellingApproval,
} from '../officers/index.ts';
import { digestOf, digestOfJson, inReadingOrder } from '../seals/index.ts';
import { consentCarried } from './interests/interest.ts';
import { absent, changeMatter, type Doing, issue, type JointDeps, type Outcome } from './joint-deps.ts';
import { judgeJointNote, workOf } from './matter.ts';
import type { Notes } from './notes/joint-note.ts';
import { operationState, readinessNamed } from './operations/operation-state.ts';
import { stepsAtInstant } from './operations/plan.ts';
import { checkRoute } from './receive-note.ts';
import { dueByAgreements, inWeekdays } from './periods.ts';
import { checkReview, withAnswerBy, withOwnValues } from './reviews/check-review.ts';
import { figuresFor } from './reviews/own-figures.ts';
import { reviewState } from './reviews/review.ts';
import { shownOfNote } from './shown-of-note.ts';
import { findMatter, interestsIn, lockMatter, notesOf, ordersOf, putOrder } from './store.ts';
import { type ContentOf, type ContentWire, contentSchema, type NoteKind, type ReviewFigureWire } from './wire.ts';
import { dueIn, noteToBe, sendMissing, writeNote } from './write-note.ts';

const needsSecondOfficer: ReadonlySet<NoteKind> = new Set([
  'plan',
  'ready',
  'decide',
  'notice',
  'raise',
  'opinion',
  'introduce',
  'review',
  'answers',
  'figures',
  'assess',
  'endorse',
  'answer-assessment',
  'publish',
]);

/** Opens a matter by its first note. */
export async function openMatter(deps: JointDeps, given: Doing & { readonly said: ContentWire }): Promise<Outcome> {
  if (workOf(given.said) === null)
    return issue('said.kind', 'It opens no matter.', 'Open one with a plan, a notice, a question or a difference.');
  return changeMatter(deps, (tx) => take(tx, deps, { ...given, matter: newId('jnt', given.now, deps.random) }));
}

export async function takeStep(deps: JointDeps, given: Doing & { readonly matter: string; readonly said: ContentWire }): Promise<Outcome> {
  return changeMatter(deps, async (tx) => ((await lockMatter(tx, given.matter)) === null ? absent : take(tx, deps, given)));
}

type Taking = Doing & { readonly matter: string; readonly said: ContentWire };

async function take(tx: Transaction, deps: JointDeps, given: Taking): Promise<Outcome> {
  const { matter, officer, now } = given;
  const notes = await notesOf(tx, matter);
  const said = await completed(tx, deps, notes, given);
  const judged = judgeJointNote(notes, noteToBe(deps, notes, { ...given, said }));
  if (judged.kind === 'bad') return { kind: 'issues', issues: [judged.issue] };
  const objections = await ownObjections(tx, deps, notes, { ...given, said });
  if (objections.length > 0) return { kind: 'issues', issues: objections };
  if (!needsSecondOfficer.has(said.kind)) return writeNote(tx, deps, { ...given, said, approvals: [] });
  const known = {
    self: deps.self,
    namesOf: (ids: readonly string[]) => deps.authorityNames(tx, ids),
    agreements: await deps.agreementIndex(tx, now),
  };
  const shown = await shownOfNote(known, await findMatter(tx, matter), said);
  const act = askedAct({ matter, said, officer, shown });
  const standing = await approvalFor(tx, deps.approvals.houseRules, act, { now });
  await deps.announce(tx, approvalsTopic);
  if (standing.kind === 'waits') {
    const details = { matter, kind: said.kind, subject: act.subject };
    await noteAudit(tx, { event: 'joint.step-prepared', actor: officer, at: now, details }, deps.random);
    return { kind: 'done', matter, isWaiting: true };
  }
  await spendAct(tx, act, now);
  return writeNote(tx, deps, { ...given, said, approvals: standing.approvals.map(travellingApproval) });
}

type Asking = Pick<Taking, 'matter' | 'said' | 'officer'> & Pick<AskedAct, 'shown'>;

function askedAct({ matter, said, officer, shown }: Asking): AskedAct {
  const content = JSON.parse(JSON.stringify({ matter, said })) as JsonValue;
  const named = { content, preparedBy: officer };
  const common = { actClass: 'joint-step', preparedBy: officer, caseRef: null, about: matter, shown, content } as const;
  return { ...common, subject: subjectOf('joint-step', named), covered: { text: subjectTextOf('joint-step', named), opened: [] } };
}

/** What the server adds to what the officer said: the orders that lie ready, and the readiness that a decision rests on. */
async function completed(tx: Transaction, deps: JointDeps, notes: Notes, { matter, said, officer, now }: Taking): Promise<ContentWire> {
  if (said.kind === 'introduce' && isId('jnt', said.consent)) return withConsent(tx, deps, said);
  if (said.kind === 'review') return withAnswerBy(said, dueByAgreements(await deps.agreementIndex(tx, now), deps.self, now), now);
  const review = reviewState(notes, inWeekdays);
  if (review !== null && said.kind === 'assess') {
    const { reviewed, commentDays } = review.review.said;
    return { ...said, commentBy: (await dueIn(tx, deps, notes, now))(reviewed, commentDays, now) };
  }
  if (review !== null && said.kind === 'figures') return withOwnValues(said, await ownFigures(tx, deps, notes, { officer, now }));
  const state = operationState(notes, null);
  if (state === null) return said;
  if (said.kind === 'ready') {
    const wanted = new Set(stepsAtInstant(state.standing.plan, deps.self).map(({ id }) => id));
    const orders = (await ordersOf(tx, matter)).filter(({ step }) => wanted.has(step));
    return { ...said, orders: orders.map(({ step, digest }) => ({ step, digest })) };
  }
  return said.kind === 'decide' ? { ...said, ready: said.outcome === 'commit' ? readinessNamed(state.readiness) : [] } : said;
}

/** An officer names the matter in which the other agreed; its signed note goes along. */
async function withConsent(tx: Transaction, deps: JointDeps, said: ContentOf<'introduce'>): Promise<ContentWire> {
  const given = inReadingOrder(await notesOf(tx, said.consent)).findLast(({ text }) => consentCarried(text, said.other).ok);
  const otherName = (await deps.authorityNames(tx, [said.other])).get(said.other)?.name ?? said.otherName;
  return { ...said, otherName, consent: given?.text ?? '--' };
}

async function ownObjections(tx: Transaction, deps: JointDeps, notes: Notes, { said, now }: Taking): Promise<readonly Issue[]> {
  if (said.kind === 'raise') {
    const route = checkRoute(said, agreementByDigest(await deps.agreementIndex(tx, now), said.agreement.digest));
    return route.ok ? [] : route.issues;
  }
  if (said.kind === 'review') {
    const checked = checkReview(said, agreementByDigest(await deps.agreementIndex(tx, now), said.agreement.digest));
    return checked.ok ? [] : checked.issues;
  }
  if (said.kind === 'figures' && said.figures.length === 0)
    return [{ path: 'figures', problem: 'Our statistics hold none of these figures.', remedy: 'Choose among those that they hold.' }];
  if (said.kind === 'introduce') {
    const consent = consentCarried(said.consent, said.other);
    return consent.ok ? [] : consent.issues;
  }
  const state = operationState(notes, null);
  if (said.kind !== 'ready' || state === null) return [];
  const known = await interestsIn(tx, state.standing.plan.subjects);
  const worst = known.some(({ stage }) => stage === 'final')
    ? 'final'
    : known.some(({ stage }) => stage === 'pending')
      ? 'pending'
      : 'none';
  const rank = { none: 0, pending: 1, final: 2 } as const;
  if (rank[said.idem.outcome] >= rank[worst]) return [];
  return [
    {
      path: 'idem.outcome',
      problem: `The register of own interests shows ${worst === 'final' ? 'a final judgment' : 'pending proceedings'} on a subject of the plan.`,
      remedy: 'Say so, with the reason why it is no obstacle; or correct the register.',
    },
  ];
}

/** What our own statistics hold for a review; nothing where the matter is none. */
export async function ownFigures(
  db: Database,
  deps: JointDeps,
  notes: Notes,
  { officer, now }: Doing,
): Promise<readonly ReviewFigureWire[]> {
  const review = reviewState(notes, inWeekdays)?.review.said ?? null;
  if (review === null) return [];
  const { fromDay, toDay } = review;
  return figuresFor(await deps.caseFacts(db, { fromDay, toDay, officer }), review, { self: deps.self, now });
}

/** Writes what was approved, if it still fits. */
export function carryOutJointStep(deps: () => JointDeps): CarryOut {
  return async (tx, act, { approvals, now }) => {
    const { matter, said } = act.content as { readonly matter: string; readonly said: unknown };
    const parsed = contentSchema.safeParse(said);
    if (!parsed.success) return fail('content', 'It cannot be read any more.', 'Prepare it anew.');
    const written = { matter, said: parsed.data, officer: act.preparedBy, now, approvals: approvals.map(travellingApproval) };
    const outcome = await writeNote(tx, deps(), written);
    if (outcome.kind === 'issues') return { ok: false, issues: outcome.issues };
    return outcome.kind === 'done' ? ok(null) : fail('matter', 'No such matter is here.', 'Open it anew.');
  };
}

/** Lays ready what goes out for an own step at the instant. Its text stays here; readiness names its digest. */
export async function prepareOrder(
  deps: JointDeps,
  given: Doing & { readonly matter: string; readonly step: string; readonly addressee: string; readonly text: string },
): Promise<Outcome> {
  const { matter, step, addressee, text, officer, now } = given;
  return changeMatter(deps, async (tx) => {
    if ((await lockMatter(tx, matter)) === null) return absent;
    const state = operationState(await notesOf(tx, matter), now);
    if (state === null) return absent;
    if (!stepsAtInstant(state.standing.plan, deps.self).some(({ id }) => id === step))
      return issue('step', 'It is no step of ours at the instant.', 'Name one of our steps.');
    if (state.stage !== 'planning' && state.stage !== 'ready')
      return issue('step', 'It is decided already.', 'Report what was done instead.');
    const isReady = state.readiness.some(({ authorityId, state: own }) => authorityId === deps.self && own === 'ready');
    if (isReady) return issue('step', 'We have said that we are ready with the order as it is.', 'Take readiness back first.');
    const digest = digestOfJson({ matter, step, addressee, text: digestOf(new TextEncoder().encode(text)) });
    await putOrder(tx, { matter, step, addressee, text, digest, prepared_by: officer, prepared_at: now });
    await noteAudit(tx, { event: 'joint.order-prepared', actor: officer, at: now, details: { matter, digest } }, deps.random);
    await deps.announce(tx, 'joint');
    return { kind: 'done', matter, isWaiting: false };
  });
}

/** Sends once more what a participant is not known to hold. */
export async function resend(deps: JointDeps, { matter, officer, now }: Doing & { readonly matter: string }): Promise<Outcome> {
  return changeMatter(deps, async (tx) => {
    if ((await findMatter(tx, matter)) === null) return absent;
    const count = await sendMissing(tx, deps, matter, { officer, now });
    if (count === 0) return issue('matter', 'Everyone was sent every note.', 'Wait for receipts, or ask by other means.');
    return { kind: 'done', matter, isWaiting: false };
  });
}
