// SPDX-License-Identifier: Apache-2.0
/** A negotiation, or the life of an agreement, as an officer sees it; and what that officer may do next. */
import { type AgreementDocument, lintAgreement, readAgreement } from '../agreements/index.ts';
import type { Database, Instant } from '../kernel/index.ts';
import { approvalsOf } from '../officers/index.ts';
import { digestOfJson, headsOf, inReadingOrder } from '../seals/index.ts';
import { motionViews, movableParties } from './motions/motion-views.ts';
import type { NegotiationDeps } from './negotiation-deps.ts';
import { areReservationsAllowed } from './notes/agreed-rules.ts';
import { lifeState } from './notes/life-state.ts';
import { type NegotiationState, negotiationState } from './notes/negotiation-state.ts';
import type { Notes, ReadNote } from './notes/signed-note.ts';
import { agreementOfLife, lifeRow } from './open-negotiation.ts';
import { mandateOf, signatoriesNeeded } from './signing.ts';
import {
  findNegotiation,
  findWaiting,
  listMandates,
  listNegotiations,
  type NegotiationRecord,
  negotiationsOf,
  notesOf,
  papersKept,
  sendingsOf,
} from './store.ts';
import type { AllowedStep, NegotiationDetailWire, NegotiationRowWire, NoteViewWire, PdfSignatureWire } from './wire.ts';
import { heldBy } from './write-note.ts';

export interface Viewer {
  readonly id: string;
  readonly roles: readonly string[];
}
type Authority = NegotiationRowWire['parties'][number];

/** As many as anybody looks through; the latest. */
const rowsMax = 500;

/** What waits for us first, then the latest. */
export async function negotiationRows(db: Database, deps: NegotiationDeps): Promise<NegotiationRowWire[]> {
  const rows: NegotiationRowWire[] = [];
  for (const row of await listNegotiations(db, rowsMax)) rows.push(await rowView(db, deps, row));
  return rows.toSorted((left, right) => Number(right.isOurTurn || right.isWaiting) - Number(left.isOurTurn || left.isWaiting));
}

async function rowView(db: Database, deps: NegotiationDeps, row: NegotiationRecord): Promise<NegotiationRowWire> {
  const first = await yieldsTo(db, row);
  const own = deps.own.authorityId;
  return {
    id: row.id,
    kind: row.kind,
    state: first === null ? row.state : 'yields',
    title: row.title,
    agreementId: row.agreement_id,
    version: row.version,
    parties: [...row.parties],
    isOurTurn: first === null && (row.state === 'draft' || row.turn.includes(own)),
    turn: row.parties.filter(({ authorityId }) => row.turn.includes(authorityId)),
    isWaiting: (await findWaiting(db, row.id)) !== null,
    updatedAt: row.updated_at,
  };
}

const goingOn = ['open', 'agreed', 'signing'];

async function yieldsTo(db: Database, row: NegotiationRecord): Promise<string | null> {
  if (row.kind !== 'negotiation' || !goingOn.includes(row.state)) return null;
  const others = await negotiationsOf(db, row.agreement_id, row.version);
  return others.find(({ id, state }) => id < row.id && (goingOn.includes(state) || state === 'complete'))?.id ?? null;
}

/** Null when there is none. */
export async function negotiationDetail(
  db: Database,
  deps: NegotiationDeps,
  given: { readonly negotiation: string; readonly viewer: Viewer; readonly now: Instant },
): Promise<NegotiationDetailWire | null> {
  const row = await findNegotiation(db, given.negotiation);
  return row === null ? null : detailOf(db, deps, row, given);
}

/** The life of an agreement that all parties have signed, also while nobody has written about it; null where there is no such agreement. */
export async function lifeDetail(
  db: Database,
  deps: NegotiationDeps,
  given: { readonly terms: string; readonly viewer: Viewer; readonly now: Instant },
): Promise<NegotiationDetailWire | null> {
  const row = await lifeRow(db, given.terms, given.now);
  return row === null ? null : detailOf(db, deps, row, given);
}

async function detailOf(
  db: Database,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  { viewer, now }: { readonly viewer: Viewer; readonly now: Instant },
): Promise<NegotiationDetailWire> {
  const negotiation = row.id;
  const notes = await notesOf(db, negotiation);
  const state = row.kind === 'negotiation' ? negotiationState(notes) : null;
  const document = row.kind === 'life' ? (await agreementOfLife(db, row)).document : (state?.standing.agreement.document ?? null);
  const authorities = authoritiesOf(row, state);
  const kept = await papersKept(db, negotiation);
  const ordered = inReadingOrder(notes);
  const waiting = await waitingView(db, deps, row, { viewer, now, document });
  const own = deps.own.authorityId;
  const motions = motionParts({ row, notes, document, own, viewer, now, authorities, isWaiting: waiting !== null });
  const view: Omit<NegotiationDetailWire, 'may'> = {
    row: await rowView(db, deps, row),
    head: digestOfJson(headsOf(notes)),
    terms: row.terms,
    document,
    draft: row.draft === null ? null : draftView(row.draft),
    replaces: state?.replaces?.ref ?? null,
    versions: versionViews(state, authorities),
    agreedBy: (state?.agreedBy ?? []).map(authorities),
    signedBy: (state?.signatures ?? []).map(({ author }) => authorities(author)),
    screenings: screeningViews(state, authorities),
    ...motions,
    notes: await Promise.all(ordered.map((note) => noteView(db, deps, note, authorities))),
    papers: ordered.flatMap(({ note }) =>
      note.kind === 'bind'
        ? [
            {
              file: note.file,
              form: note.form,
              by: authorities(note.author),
              at: note.at,
              isHere: kept.has(note.file),
              signatures: signaturesIn(kept.get(note.file)),
            },
          ]
        : [],
    ),
    behind: await behindViews(db, deps, row, notes),
    waiting,
    yieldsTo: await yieldsTo(db, row),
  };
  return { ...view, may: stepsFor({ view, state, notes, document, viewer, own }) };
}

/** Motions about a party, and what may be moved: of the life of an agreement alone. */
function motionParts(given: {
  readonly row: NegotiationRecord;
  readonly notes: Notes;
  readonly document: AgreementDocument | null;
  readonly own: string;
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly authorities: (id: string) => Authority;
  readonly isWaiting: boolean;
}): Pick<NegotiationDetailWire, 'motions' | 'movable'> {
  const { row, notes, document, own, viewer, now, authorities, isWaiting } = given;
  if (row.kind !== 'life' || document === null) return { motions: [], movable: [] };
  const isFree = isDrafter(viewer) && !isWaiting;
  const mayDeclare = isFree && !lifeState(notes, document).withdrawals.some(({ party }) => party === own);
  const seen = { notes, document, own, now, authorities, mayDeclare };
  return { motions: motionViews(seen), movable: movableParties(seen) };
}

function authoritiesOf(row: NegotiationRecord, state: NegotiationState | null): (id: string) => Authority {
  const named = [...row.parties, ...(state?.versions ?? []).flatMap(({ agreement }) => agreement.document.parties)];
  return (id) => {
    const { name, jurisdiction } = named.find(({ authorityId }) => authorityId === id) ?? { name: id, jurisdiction: '' };
    return { authorityId: id, name, jurisdiction };
  };
}

function draftView(text: string): NonNullable<NegotiationDetailWire['draft']> {
  const read = readAgreement(new TextEncoder().encode(text));
  if (read.ok) return { text, document: read.value.document, findings: [...lintAgreement(read.value.document)] };
  return { text, document: null, findings: read.issues.map(({ path, problem, remedy }) => ({ severity: 'error', path, problem, remedy })) };
}

function versionViews(state: NegotiationState | null, authorities: (id: string) => Authority): NegotiationDetailWire['versions'] {
  return (state?.versions ?? []).map(({ note, agreement, round, author, at, remark }) => ({
    note,
    terms: agreement.digest,
    round,
    author: authorities(author),
    at,
    remark,
    isStanding: note === state?.standing.note,
  }));
}

function screeningViews(state: NegotiationState | null, authorities: (id: string) => Authority): NegotiationDetailWire['screenings'] {
  return (state?.screenings ?? []).map(({ applicant, isPassed, notVoted, checks, votes }) => ({
    applicant: authorities(applicant),
    isPassed,
    notVoted: notVoted.map(authorities),
    checks: checks.map(({ author, outcome, sources, findings, at }) => ({ by: authorities(author), outcome, sources, findings, at })),
    votes: votes.map(({ author, vote, reason, at }) => ({ by: authorities(author), vote, reason, at })),
  }));
}

async function noteView(
  db: Database,
  deps: NegotiationDeps,
  read: ReadNote,
  authorities: (id: string) => Authority,
): Promise<NoteViewWire> {
  const { digest, note } = read;
  const isOwn = note.author === deps.own.authorityId;
  const names =
    isOwn && note.approvals.length > 0
      ? await deps.officerNames(
          db,
          note.approvals.map(({ officer }) => officer),
        )
      : null;
  const signatories = note.approvals.map(({ officer, method, at }) => {
    const mandate = note.mandates.find((one) => one.officer === officer);
    return { office: mandate?.office ?? '', name: names?.get(officer) ?? null, method, evidence: mandate?.evidence ?? '', at };
  });
  const version = 'version' in note ? note.version : note.kind === 'counter' ? note.answers : null;
  const clause = 'clause' in note ? note.clause : null;
  return { digest, kind: note.kind, author: authorities(note.author), at: note.at, clause, text: textOf(note), version, signatories };
}

function textOf(note: ReadNote['note']): string {
  switch (note.kind) {
    case 'propose':
    case 'counter':
    case 'resume':
      return note.remark;
    case 'comment':
      return note.text;
    case 'reserve':
      return `${note.assistance.join(', ')}: ${note.text}`;
    case 'check':
      return note.findings;
    case 'vote':
    case 'end':
    case 'suspend':
    case 'withdraw':
    case 'motion':
    case 'motion-vote':
      return note.reason;
    case 'motion-answer':
      return note.text;
    case 'calendar':
      return `${note.from}: ${note.holidays.join(', ')}`;
    case 'agree':
    case 'sign':
    case 'bind':
      return '';
  }
}

/** Parties that, by what they wrote and by their receipts, lack notes. */
async function behindViews(
  db: Database,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  notes: Notes,
): Promise<NegotiationDetailWire['behind']> {
  const sendings = await sendingsOf(db, row.id);
  return row.parties.flatMap((party) => {
    if (party.authorityId === deps.own.authorityId) return [];
    const held = heldBy(notes, party.authorityId);
    const has = new Set(sendings.filter(({ peer, state }) => peer === party.authorityId && state === 'delivered').map(({ note }) => note));
    const lacking = [...notes.keys()].filter((digest) => !held.has(digest) && !has.has(digest));
    const queued = sendings.filter(({ peer, state }) => peer === party.authorityId && state === 'queued').map(({ note }) => note);
    return lacking.length === 0 ? [] : [{ party, notes: lacking.length, isOnItsWay: lacking.every((digest) => queued.includes(digest)) }];
  });
}

async function waitingView(
  db: Database,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  { viewer, now, document }: { readonly viewer: Viewer; readonly now: Instant; readonly document: AgreementDocument | null },
): Promise<NegotiationDetailWire['waiting']> {
  const waits = await findWaiting(db, row.id);
  if (waits === null) return null;
  const approvals = await approvalsOf(db, waits.subject, now);
  const names = await deps.officerNames(db, [waits.prepared_by, ...approvals.map(({ officer }) => officer)]);
  const hasMandate = mandateOf(await listMandates(db), viewer.id, row.agreement_id, now) !== null;
  const isOthers = viewer.id !== waits.prepared_by && !approvals.some(({ officer }) => officer === viewer.id);
  return {
    subject: waits.subject,
    content: waits.content,
    preparedBy: names.get(waits.prepared_by) ?? '',
    approversMin: signatoriesNeeded(deps, waits.content.kind, document),
    approved: approvals.map(({ officer }) => names.get(officer) ?? ''),
    mayApprove: viewer.roles.includes('approver') && isOthers && hasMandate,
  };
}

// --- what may be done next ------------------------------------------------------------------------------------------

interface Situation {
  readonly view: Omit<NegotiationDetailWire, 'may'>;
  readonly state: NegotiationState | null;
  readonly notes: Notes;
  readonly document: AgreementDocument | null;
  readonly viewer: Viewer;
  readonly own: string;
}

function isDrafter({ roles }: Viewer): boolean {
  return roles.includes('preparer') || roles.includes('administrator');
}

function stepsFor(situation: Situation): AllowedStep[] {
  const { view, viewer } = situation;
  if (!isDrafter(viewer)) return [];
  const steps = view.row.kind === 'life' ? lifeSteps(situation) : negotiationSteps(situation);
  const isStuck = view.behind.some(({ isOnItsWay }) => !isOnItsWay);
  return isStuck ? [...steps, 'resend'] : steps;
}

function negotiationSteps({ view, state, own }: Situation): AllowedStep[] {
  if (state === null) return view.draft?.document === null ? ['draft'] : ['draft', 'send'];
  const { stage, agreedBy, signatures, screenings, replaces, turn } = state;
  if (stage === 'complete') return ['bind'];
  if (stage === 'ended' || stage === 'contradicted') return [];
  const hasAnswered = agreedBy.includes(own);
  const isFirst = view.yieldsTo === null;
  const isPresent = replaces?.parties.includes(own) === true;
  const isGated = screenings.some(({ isPassed }) => !isPassed);
  const found: (readonly [AllowedStep, boolean])[] = [
    ['draft', stage === 'open' && !hasAnswered && isFirst],
    ['send', stage === 'open' && !hasAnswered && isFirst && (view.draft?.document ?? null) !== null],
    ['comment', true],
    ['agree', stage === 'open' && !hasAnswered && isFirst],
    ['check', isPresent && isGated],
    ['vote', isPresent && screenings.some(({ checks, notVoted }) => checks.length > 0 && notVoted.includes(own))],
    ['sign', stage !== 'open' && !isGated && turn.includes(own) && isFirst && view.waiting === null],
    ['end', !signatures.some(({ author }) => author === own)],
    ['bind', true],
  ];
  return found.flatMap(([step, isPossible]) => (isPossible ? [step] : []));
}

function lifeSteps({ view, notes, document, own }: Situation): AllowedStep[] {
  if (view.waiting !== null || document === null) return ['bind'];
  const life = lifeState(notes, document);
  if (life.withdrawals.some(({ party }) => party === own)) return ['bind'];
  const isSuspended = life.suspensions.some(({ party, by, until }) => party === own && by === 'itself' && until === null);
  const reserve: AllowedStep[] = areReservationsAllowed(document) ? ['reserve'] : [];
  const motion: AllowedStep[] = view.movable.length > 0 ? ['motion'] : [];
  return [...reserve, ...motion, isSuspended ? 'resume' : 'suspend', 'withdraw', 'bind'];
}

/** Null for a paper that is elsewhere and for one that was signed by hand. */
function signaturesIn(read: readonly PdfSignatureWire[] | null | undefined): PdfSignatureWire[] | null {
  return read === null || read === undefined ? null : [...read];
}
