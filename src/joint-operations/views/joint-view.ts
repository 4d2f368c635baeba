// SPDX-License-Identifier: Apache-2.0
/** A joint matter as an officer sees it: what is true, whose turn it is, what this authority may say now, and who knew what when. */
import type { Database, Instant } from '../../kernel/index.ts';
import { digestOfJson, headsOf, inReadingOrder } from '../../seals/index.ts';
import { differenceState } from '../differences/difference.ts';
import { interestState } from '../interests/interest.ts';
import type { JointDeps } from '../joint-deps.ts';
import { judgeJointNote } from '../matter.ts';
import { type JointNote, type Notes, saidOf } from '../notes/joint-note.ts';
import { operationState, type OperationState } from '../operations/operation-state.ts';
import { criterionRules, preconditionsOf, stepsAtInstant, tallyOf } from '../operations/plan.ts';
import { parallelState } from '../parallel/parallel-work.ts';
import { type ReviewState, reviewState } from '../reviews/review.ts';
import {
  findMatter,
  heldSince,
  interestsIn,
  type InterestRecord,
  listMatters,
  type MatterRecord,
  notesOf,
  type OrderRecord,
  ordersOf,
  type SendingRecord,
  sendingsOf,
} from '../store.ts';
import { type ContentWire, leadCriteria, type NoteKind, type SubjectWire } from '../wire.ts';
import { dueIn, heldBy, noteToBe } from '../write-note.ts';
import { interestView, parallelView } from './deconfliction-view.ts';
import { reviewProbes, reviewView } from './review-view.ts';
import type { InterestRowWire, JointDetailWire, JointNoteViewWire, JointRowWire, NamedWire, OperationViewWire } from './wire.ts';

type Names = (authorityId: string) => NamedWire;

const rowsMax = 500;

export async function jointRows(
  db: Database,
  deps: JointDeps,
  given: { readonly agreement: string | null; readonly caseRef: string | null; readonly now: Instant },
): Promise<JointRowWire[]> {
  const rows = await listMatters(db, { ...given, rowsMax });
  const name = await namesFor(
    db,
    deps,
    rows.flatMap(({ participants }) => participants),
  );
  return rows.map((row) => rowView(row, name, deps, given.now));
}

async function namesFor(db: Database, deps: JointDeps, ids: readonly string[]): Promise<Names> {
  const known = await deps.authorityNames(db, [...new Set(ids)]);
  return (authorityId) => {
    const { name, jurisdiction } = known.get(authorityId) ?? { name: authorityId, jurisdiction: '' };
    return { authorityId, name, jurisdiction };
  };
}

function rowView(row: MatterRecord, name: Names, deps: JointDeps, now: Instant): JointRowWire {
  const { id, work, title, participants, turn, due_at: dueAt, updated_at: updatedAt } = row;
  // The row is written without a clock: what was not decided in time has lapsed.
  const isLapsed = (row.stage === 'planning' || row.stage === 'ready') && dueAt !== null && dueAt < now;
  return {
    id,
    work,
    stage: isLapsed ? 'lapsed' : row.stage,
    title,
    participants: participants.map(name),
    turn: isLapsed ? [] : turn.map(name),
    isOurTurn: !isLapsed && turn.includes(deps.self),
    dueAt: isLapsed ? null : dueAt,
    updatedAt,
  };
}

export async function jointDetail(
  db: Database,
  deps: JointDeps,
  { matter, now }: { readonly matter: string; readonly now: Instant },
): Promise<JointDetailWire | null> {
  const row = await findMatter(db, matter);
  if (row === null) return null;
  const [notes, sendings, held, orders] = await Promise.all([
    notesOf(db, matter),
    sendingsOf(db, matter),
    heldSince(db, matter),
    ordersOf(db, matter),
  ]);
  const everyone = [...notes.values()].map(({ note }) => note.author);
  const name = await namesFor(db, deps, [...row.participants, ...everyone]);
  const officers = await deps.officerNames(db, ownOfficers(notes, deps));
  const state = operationState(notes, now);
  const dueAfter = await dueIn(db, deps, notes, now);
  const [parallel, interest, review] = [parallelState(notes, dueAfter), interestState(notes, dueAfter), reviewState(notes, dueAfter)];
  const interests = await interestsIn(db, subjectsOf(notes));
  return {
    row: rowView(row, name, deps, now),
    head: digestOfJson(headsOf(notes)),
    self: deps.self,
    operation: state === null ? null : operationView(state, { name, deps, orders, interests }),
    difference: differenceView(notes, name, deps),
    parallel: parallel === null ? null : parallelView(parallel, name),
    interest: interest === null ? null : interestView(interest, name),
    review: review === null ? null : reviewView(review, name),
    notes: inReadingOrder(notes).map((note) => noteView(note, { notes, sendings, held, name, officers, deps, row })),
    interests: interests.map(interestRow),
    behind: behindOf(notes, sendings, row, name, deps),
    may: maySay(notes, deps, { matter, now, state, review }),
  };
}

function ownOfficers(notes: Notes, deps: JointDeps): string[] {
  return [...notes.values()].flatMap(({ note }) => (note.author === deps.self && note.preparedBy !== 'server' ? [note.preparedBy] : []));
}

/** The subjects that a matter is about, as its notes name them. */
export function subjectsOf(notes: Notes): readonly SubjectWire[] {
  const plan = saidOf(notes, 'plan').flatMap(({ said }) => said.plan.subjects);
  const notice = saidOf(notes, 'notice').flatMap(({ said }) => said.subjects);
  return [...plan, ...notice, ...saidOf(notes, 'question').map(({ said }) => said.subject)];
}

export function interestRow(row: InterestRecord): InterestRowWire {
  const { id, kind, value, stage, case_ref: caseRef, remark, kept_at: keptAt } = row;
  return { id, kind, value, stage, caseRef, remark, keptAt };
}

interface OperationContext {
  readonly name: Names;
  readonly deps: JointDeps;
  readonly orders: readonly OrderRecord[];
  readonly interests: readonly InterestRecord[];
}

function operationView(state: OperationState, { name, deps, orders, interests }: OperationContext): OperationViewWire {
  const { standing, readiness, decision, steps } = state;
  return {
    note: standing.note,
    version: standing.version,
    plan: standing.plan,
    tally: [...tallyOf(standing.plan)],
    criteria: leadCriteria.map((criterion) => ({ criterion, ...criterionRules[criterion] })),
    readiness: readiness.map(({ authorityId, isNeeded, state: word, ready, reason, at }) => ({
      who: name(authorityId),
      isNeeded,
      state: word,
      ready: ready === null ? null : { basis: ready.said.basis, idem: ready.said.idem, met: ready.said.met, orders: ready.said.orders },
      reason,
      at,
    })),
    decision:
      decision === null
        ? null
        : { outcome: decision.said.outcome, reason: decision.said.reason, at: decision.at, by: name(decision.author) },
    steps: steps.map(({ step, last }) => ({ id: step.id, owner: name(step.owner), last: last === null ? null : lastView(last) })),
    missing: missingFor(state, { deps, orders, interests }),
    orders: orders.map(({ step, addressee, text, digest }) => ({ step, addressee, text, digest })),
  };
}

function lastView({ said, at }: NonNullable<OperationState['steps'][number]['last']>) {
  const { step, outcome, doneAt, amount, text } = said;
  return { step, outcome, doneAt, amount, text, at };
}

/** What stands between us and being ready: what our own server checks before it says so to anybody. */
function missingFor(state: OperationState, { deps, orders, interests }: Omit<OperationContext, 'name'>): string[] {
  const own = state.readiness.find(({ authorityId }) => authorityId === deps.self);
  if (own === undefined || own.state === 'ready' || (state.stage !== 'planning' && state.stage !== 'ready')) return [];
  const without = stepsAtInstant(state.standing.plan, deps.self).filter(({ id }) => !orders.some(({ step }) => step === id));
  const known = interests.filter(({ stage }) => stage === 'pending' || stage === 'final');
  return [
    ...without.map(({ title }) => `No order lies ready for "${title}".`),
    ...known.map(({ value, stage }) => `Our register shows ${stage === 'final' ? 'a final judgment' : 'pending proceedings'} on ${value}.`),
  ];
}

function differenceView(notes: Notes, name: Names, deps: JointDeps): JointDetailWire['difference'] {
  const state = differenceState(notes);
  if (state === null) return null;
  const { level, levelSince, levelEndsAt, panel, accepted, isPanelSeated } = state;
  const offer = saidOf(notes, 'settle').findLast(({ author }) => author !== deps.self)?.digest ?? null;
  const seats =
    panel === null
      ? null
      : { digest: panel.digest, members: panel.said.members.map(name), accepted: [...accepted], isSeated: isPanelSeated };
  return { level, levelSince, levelEndsAt, panel: seats, offer: state.settlement === null ? offer : null };
}

interface NoteContext {
  readonly notes: Notes;
  readonly sendings: readonly SendingRecord[];
  readonly held: ReadonlyMap<string, Instant>;
  readonly name: Names;
  readonly officers: ReadonlyMap<string, string>;
  readonly deps: JointDeps;
  readonly row: MatterRecord;
}

function noteView({ digest, note }: JointNote, context: NoteContext): JointNoteViewWire {
  const { held, name, officers, row } = context;
  return {
    digest,
    kind: note.said.kind,
    author: name(note.author),
    at: note.at,
    heldAt: held.get(digest) ?? note.at,
    preparedBy: officers.get(note.preparedBy) ?? null,
    approvals: note.approvals.length,
    said: note.said,
    known: row.participants.map((authorityId) => ({ authorityId, ...knownBy(digest, note.author, authorityId, context) })),
  };
}

/** When an authority provably knew a note at the latest, and what proves it: the earliest of what is held here. */
function knownBy(
  digest: JointNote['digest'],
  author: string,
  who: string,
  { notes, sendings, held, deps }: NoteContext,
): Omit<JointNoteViewWire['known'][number], 'authorityId'> {
  if (author === who) return { at: notes.get(digest)?.note.at ?? null, by: 'author' };
  if (who === deps.self) return { at: held.get(digest) ?? null, by: 'held' };
  const receipt = sendings.find(({ note, peer, state }) => note === digest && peer === who && state === 'delivered')?.settled_at ?? null;
  const following = [...notes.values()]
    .filter(({ note }) => note.author === who && heldBy(new Map(notes), who).has(digest) && follows(notes, note.follows, digest))
    .map(({ note }) => note.at)
    .toSorted()[0];
  if (receipt !== null && (following === undefined || receipt <= following)) return { at: receipt, by: 'receipt' };
  return following === undefined ? { at: null, by: 'nothing' } : { at: following, by: 'follows' };
}

function follows(notes: Notes, from: readonly string[], digest: string): boolean {
  const seen = new Set<string>();
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === digest) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(notes.get(next as JointNote['digest'])?.note.follows ?? []));
  }
  return false;
}

function behindOf(
  notes: Notes,
  sendings: readonly SendingRecord[],
  row: MatterRecord,
  name: Names,
  deps: JointDeps,
): JointDetailWire['behind'] {
  return row.participants.flatMap((peer) => {
    if (peer === deps.self) return [];
    const held = heldBy(notes, peer);
    const delivered = new Set(sendings.filter((one) => one.peer === peer && one.state === 'delivered').map(({ note }) => note));
    const lacking = [...notes.keys()].filter((digest) => !held.has(digest) && !delivered.has(digest));
    if (lacking.length === 0) return [];
    const isOnItsWay = lacking.every((digest) =>
      sendings.some((one) => one.peer === peer && one.note === digest && one.state === 'queued'),
    );
    return [{ who: name(peer), notes: lacking.length, isOnItsWay }];
  });
}

/** Which kinds of note would be good now: asked of the rules themselves, with the least that each must say. */
function maySay(
  notes: Notes,
  deps: JointDeps,
  { matter, now, state, review }: { readonly matter: string; readonly now: Instant } & States,
): JointDetailWire['may'] {
  const isGood = (said: ContentWire): boolean =>
    judgeJointNote(notes, noteToBe(deps, notes, { matter, said, officer: 'server', now })).kind === 'good';
  const kinds = probes(notes, deps, { state, review }, now)
    .filter(isGood)
    .map(({ kind }) => kind);
  const orders =
    state !== null && (state.stage === 'planning' || state.stage === 'ready') && stepsAtInstant(state.standing.plan, deps.self).length > 0;
  const lapsed = state?.stage === 'lapsed';
  const once = [...new Set<NoteKind>(kinds)].filter((kind) => !(lapsed && (kind === 'ready' || kind === 'unready')));
  return [...once, ...(orders ? (['order'] as const) : []), 'resend'];
}

interface States {
  readonly state: OperationState | null;
  readonly review: ReviewState | null;
}

function probes(notes: Notes, deps: JointDeps, { state, review }: States, now: Instant): ContentWire[] {
  const said: ContentWire[] = [
    { kind: 'comment', text: '-' },
    { kind: 'conclude', text: '-' },
  ];
  if (state !== null) return [...said, ...operationProbes(state, deps, now)];
  if (review !== null) return [...said, ...reviewProbes(review)];
  const difference = differenceState(notes);
  const later = new Date(Date.parse(now) + 86_400_000).toISOString();
  const panel = difference?.panel?.digest ?? '';
  const offer = saidOf(notes, 'settle').findLast(({ author }) => author !== deps.self)?.digest ?? '';
  return [
    ...said,
    { kind: 'disclose', inquiry: 'none', measuresTaken: '', measuresPlanned: '', criminal: 'no', text: '' },
    { kind: 'update', inquiry: 'none', text: '-' },
    { kind: 'answer', outcome: 'none', knowsOthers: false, introduce: 'no', text: '' },
    { kind: 'consent', isGiven: true },
    { kind: 'introduce', other: 'another', otherName: '-', consent: '--' },
    { kind: 'position', outcome: 'yields', ground: null, text: '-' },
    { kind: 'escalate', to: (difference?.level ?? 0) + 1, reason: '-' },
    { kind: 'panel', members: ['another'], days: 1 },
    { kind: 'accept-panel', panel, isAccepted: true, reason: '' },
    { kind: 'opinion', text: '-', followUpBy: later },
    { kind: 'settle', text: '-' },
    { kind: 'accept-settlement', settlement: offer },
    { kind: 'follow-up', isFollowed: true, text: '-' },
  ];
}

function operationProbes(state: OperationState, deps: JointDeps, now: Instant): ContentWire[] {
  const { note: plan, version, plan: standing } = state.standing;
  const orders = stepsAtInstant(standing, deps.self).map(({ id }) => ({ step: id, digest: plan }));
  const ready = state.readiness.flatMap((one) => (one.isNeeded && one.ready !== null ? [one.ready.digest] : [])).toSorted();
  const reports = standing.steps
    .filter(({ owner }) => owner === deps.self)
    .map(({ id }): ContentWire => ({ kind: 'report', plan, step: id, outcome: 'done', doneAt: now, amount: null, text: '' }));
  return [
    { kind: 'plan', version: version + 1, plan: standing },
    { kind: 'ready', plan, basis: '-', idem: { outcome: 'none', reason: '' }, met: [...preconditionsOf(standing, deps.self)], orders },
    { kind: 'unready', plan, reason: '-' },
    { kind: 'decide', plan, outcome: 'commit', ready, reason: '' },
    { kind: 'decide', plan, outcome: 'abort', ready: [], reason: '-' },
    ...reports,
  ];
}
