// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving a note: verified, judged by what its author had read, kept; or refused with the place and what to do.
 *
 * Whoever sent the dispatch, the note is its author's; so it does not matter by which way it came. A note that is here already changes
 * nothing. One that contradicts another of its author is kept: both are the evidence, and nothing is done in the matter any more.
 */
import { agreementByDigest } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { AdmittedDispatch, Admission, DispatchHandler, DispatchOutcome, SentDispatch } from '../exchange/index.ts';
import { addMs, fail, type Instant, issuesText, ok, type Result, type Transaction } from '../kernel/index.ts';
import { contradictionIn } from '../seals/index.ts';
import { consentCarried } from './interests/interest.ts';
import type { JointDeps } from './joint-deps.ts';
import { judgeJointNote, matterState, workOf } from './matter.ts';
import { type JointNote, type Notes, readJointNote } from './notes/joint-note.ts';
import { inWeekdays } from './periods.ts';
import { checkReview } from './reviews/check-review.ts';
import { lockMatter, notesOf, settleSending } from './store.ts';
import { jointLimits, noteBodySchema } from './wire.ts';
import { keepNote, sendMissing } from './write-note.ts';

export function jointHandlers(deps: JointDeps): DispatchHandler<Transaction>[] {
  return [{ kind: 'joint.note', admit: (tx, dispatch) => admit(tx, deps, dispatch), outcome: (tx, ...of) => noteOutcome(tx, deps, ...of) }];
}

async function noteOutcome(tx: Transaction, deps: JointDeps, sent: SentDispatch, { state, at }: DispatchOutcome): Promise<void> {
  if (state === 'opened') return;
  const isOurs = await settleSending(tx, sent.digest, state === 'delivered' ? 'delivered' : 'failed', at);
  if (isOurs) await deps.announce(tx, 'joint');
}

async function admit(tx: Transaction, deps: JointDeps, { payload, receivedAt, digest }: AdmittedDispatch): Promise<Admission> {
  const body = noteBodySchema.safeParse(payload.body);
  if (!body.success) return rejected('malformed', 'The body of joint.note has not its agreed shape.');
  const read = await readJointNote(body.data.note, deps.suite, (id) => deps.keyStateOf(tx, id));
  if (!read.ok) return rejected('signature-invalid', issuesText(read.issues), read.issues[0]?.path === 'note.author');
  const { note } = read.value;
  if (note.matter !== payload.caseRef) return rejected('act-differs-from-body', 'The note belongs to another matter than the dispatch.');
  if (note.at > addMs(receivedAt, jointLimits.clockAheadMsMax)) return rejected('malformed', 'note.at: It is dated in the future.');
  await lockMatter(tx, note.matter);
  const notes = await notesOf(tx, note.matter);
  if (notes.has(read.value.digest)) return admitted;
  const refusal = await refusalOf(tx, deps, notes, read.value, { act: payload.act, from: payload.from, now: receivedAt });
  if (refusal !== null) return refusal;
  await keepNote(tx, deps, read.value, { now: receivedAt, sentBy: payload.from });
  const details = { matter: note.matter, kind: note.said.kind, digest: read.value.digest, dispatch: digest, peer: note.author };
  await noteAudit(tx, { event: 'joint.note-admitted', actor: payload.from, at: receivedAt, details }, deps.random);
  // Others may have no agreement with its author, or not be reached by it: what is held here goes on to them.
  await sendMissing(tx, deps, note.matter, { officer: 'server', now: receivedAt });
  return admitted;
}

interface Arriving {
  readonly act: AdmittedDispatch['payload']['act'];
  readonly from: string;
  readonly now: Instant;
}

/** Why a verified note is not taken in; null where it is. A contradiction is taken in as evidence, whatever it says. */
async function refusalOf(tx: Transaction, deps: JointDeps, notes: Notes, read: JointNote, arriving: Arriving): Promise<Admission | null> {
  const withIt: Notes = new Map([...notes, [read.digest, read] as const]);
  if (contradictionIn(notes) === null && contradictionIn(withIt) !== null) return null;
  if (notes.size >= jointLimits.notesMax) return rejected('state-conflict', 'The matter holds as many notes as it can.');
  const judged = judgeJointNote(notes, read.note);
  if (judged.kind === 'unknown-past') return rejected('order-gap', 'It follows on notes that are not here.', true);
  if (judged.kind === 'bad') return rejected('state-conflict', issuesText([judged.issue]));
  const state = matterState(withIt, null, inWeekdays);
  if (state === null) return rejected('state-conflict', 'No such matter is known here.');
  // Whoever is asked to a panel, or into a later plan, is first sent what was written before that names it.
  if (!state.participants.includes(arriving.from)) return rejected('act-refused', 'Only those who take part in a matter are told of it.');
  const { act } = arriving;
  const isSaid =
    (act.kind === 'open-joint-matter' || act.kind === 'joint-note') && act.work === state.work && act.matter === read.note.matter;
  if (!isSaid || (act.kind === 'open-joint-matter') !== (workOf(read.note.said) !== null && read.note.follows.length === 0))
    return rejected('act-differs-from-body', 'The act that the dispatch states is not the one that its note makes.');
  const held = await checkByWhatIsHeld(tx, deps, read, arriving.now);
  return held.ok ? null : rejected('state-conflict', issuesText(held.issues));
}

/** What depends on more than the notes: our copy of the agreement of a difference or a review, and the consent of who is introduced. */
async function checkByWhatIsHeld(tx: Transaction, deps: JointDeps, { note }: JointNote, now: Instant): Promise<Result<null>> {
  const { said } = note;
  if (said.kind === 'raise') return checkRoute(said, agreementByDigest(await deps.agreementIndex(tx, now), said.agreement.digest));
  if (said.kind === 'review') return checkReview(said, agreementByDigest(await deps.agreementIndex(tx, now), said.agreement.digest));
  if (said.kind !== 'introduce') return ok(null);
  const consent = consentCarried(said.consent, said.other);
  if (!consent.ok) return consent;
  const read = await readJointNote(said.consent, deps.suite, (id) => deps.keyStateOf(tx, id));
  // Whoever is introduced may be a stranger here: then its signature is checked once the two have compared fingerprints.
  return read.ok || read.issues[0]?.path === 'note.author' ? ok(null) : read;
}

type Raised = Extract<JointNote['note']['said'], { kind: 'raise' }>;

/** The stages copied into the first note are those of the agreement that it names. */
export function checkRoute(said: Raised, agreement: ReturnType<typeof agreementByDigest>): Result<null> {
  if (agreement === null) return fail('agreement', 'That agreement is not in force here.', 'Name one that both have signed.');
  const { document } = agreement;
  if (!said.participants.every((one) => document.parties.some(({ authorityId }) => authorityId === one)))
    return fail('participants', 'Not both are parties to that agreement.', 'Name an agreement between the two.');
  const own = routeOf(agreement);
  const isSame = own !== null && own.isBinding === said.isBinding && JSON.stringify(own.route) === JSON.stringify(said.route);
  return isSame ? ok(null) : fail('route', 'The stages are not those of the agreement.', 'Copy them from its clause on disagreements.');
}

/** The stages of an agreement's clause on disagreements; where it has none, its clause on consulting makes one stage without an end. */
export function routeOf(agreement: NonNullable<ReturnType<typeof agreementByDigest>>): Pick<Raised, 'route' | 'isBinding'> | null {
  const { terms } = agreement.document;
  const mediation = terms.find((term) => term.kind === 'mediation');
  if (mediation?.kind === 'mediation')
    return { route: mediation.route.map(({ step, days }) => ({ step, days })), isBinding: mediation.isBinding };
  const consults = terms.some((term) => term.kind === 'consultation' && term.triggers.length > 0);
  return consults ? { route: [{ step: 'contact-points', days: null }], isBinding: false } : null;
}

const admitted: Admission = { outcome: 'admitted' };

type RejectionCode = Extract<Admission, { outcome: 'rejected' }>['code'];

function rejected(code: RejectionCode, reason: string, isRetryable = false): Admission {
  return { outcome: 'rejected', code, reason: reason.slice(0, 2000), isRetryable };
}
