// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a note, sending to each participant what it lacks, and letting the row follow the notes.
 *
 *     written     judged by what we hold, signed, kept, sent to every participant with whom an agreement provides for it
 *     sent        every note that the other is not known to hold, whoever wrote it: a participant that cannot reach an author, or has no
 *                 agreement with it, hears it from another. Who writes in a matter writes to all who take part in it.
 */
import { agreementsBetween, decide, decideUnder, noFacts, type Permit, refOf } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Database, Instant, Transaction } from '../kernel/index.ts';
import { bodySeedBytes, type Digest, inReadingOrder, pastOf } from '../seals/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';
import type { Doing, JointDeps, Outcome } from './joint-deps.ts';
import { issue } from './joint-deps.ts';
import { judgeJointNote, matterState, nextPlace, workOf } from './matter.ts';
import { type JointNote, type Notes, signJointNote } from './notes/joint-note.ts';
import { type DueAfter, dueByAgreements, inWeekdays } from './periods.ts';
import { findMatter, insertNote, lockMatter, notesOf, putMatter, putSending, sendingsOf } from './store.ts';
import { type ContentWire, jointLimits, type JointNoteWire } from './wire.ts';

/** Writes our next note in a matter, or the one that opens it. */
export async function writeNote(
  tx: Transaction,
  deps: JointDeps,
  given: Doing & { readonly matter: string; readonly said: ContentWire; readonly approvals: readonly ApprovalWire[] },
): Promise<Outcome> {
  const { matter, said, officer, now, approvals } = given;
  await lockMatter(tx, matter);
  const notes = await notesOf(tx, matter);
  if (notes.size >= jointLimits.notesMax)
    return issue('matter', `It holds ${notes.size} notes, which is the most.`, 'Open another matter.');
  const note = noteToBe(deps, notes, given);
  const judged = judgeJointNote(notes, { ...note, approvals: [...approvals] });
  if (judged.kind === 'bad') return { kind: 'issues', issues: [judged.issue] };
  if (judged.kind === 'unknown-past') throw new Error('our own notes follow on what is here');
  const signed = signJointNote({ ...note, approvals: [...approvals] }, deps.suite, deps.signer());
  if (signed.text.length > jointLimits.noteTextMax) return issue('said', 'Signed, it is too long for one dispatch.', 'Shorten it.');
  const unreached = notes.size === 0 ? await cannotReach(tx, deps, signed, now) : null;
  if (unreached !== null) return unreached;
  await keepNote(tx, deps, signed, { now, sentBy: deps.self });
  const details = { matter, kind: said.kind, digest: signed.digest };
  await noteAudit(tx, { event: 'joint.note-written', actor: officer, at: now, details }, deps.random);
  await sendMissing(tx, deps, matter, { officer, now });
  return { kind: 'done', matter, isWaiting: false };
}

/** The note without its approvals, for judging it before anybody approves. */
export function noteToBe(
  deps: JointDeps,
  notes: Notes,
  { matter, said, officer, now }: Doing & { readonly matter: string; readonly said: ContentWire },
): JointNoteWire {
  return { v: 1, matter, author: deps.self, ...nextPlace(notes, deps.self), at: now, preparedBy: officer, approvals: [], said };
}

/** Opening a matter, every participant is a peer, and an agreement provides for it with each of them: so nobody is left out unseen. */
async function cannotReach(tx: Transaction, deps: JointDeps, opening: JointNote, now: Instant): Promise<Outcome | null> {
  const state = matterState(new Map([[opening.digest, opening]]), null, inWeekdays);
  const work = workOf(opening.note.said);
  if (state === null || work === null) return issue('said', 'It opens no matter.', 'Open the matter first.');
  const others = state.participants.filter((one) => one !== deps.self);
  const live = new Set(await deps.livePeers(tx));
  const names = await deps.authorityNames(tx, others);
  const index = await deps.agreementIndex(tx, now);
  for (const to of others) {
    const name = names.get(to)?.name ?? to;
    if (!live.has(to)) return issue('participants', `${name} is not a live peer.`, 'Exchange invitations and compare fingerprints first.');
    const act = { kind: 'open-joint-matter', from: deps.self, to, matter: opening.note.matter, work } as const;
    const { verdict } = decide(act, index, noFacts, now);
    if (verdict.outcome !== 'permitted')
      return issue('participants', `${name}: ${verdict.reasons[0]?.sentence ?? ''}`, 'See which agreements are in force between the two.');
  }
  return null;
}

export async function keepNote(
  tx: Transaction,
  deps: JointDeps,
  note: JointNote,
  { now, sentBy }: { readonly now: Instant; readonly sentBy: string },
): Promise<void> {
  const { matter } = note.note;
  const before = await findMatter(tx, matter);
  const notes = new Map([...(await notesOf(tx, matter)), [note.digest, note] as const]);
  const state = matterState(notes, null, await dueIn(tx, deps, notes, now));
  if (state === null) throw new Error('what is kept belongs to a matter that was opened');
  const { work, stage, title, participants, turn, dueOf, agreement, caseRef } = state;
  const row = {
    id: matter,
    work,
    stage,
    title,
    participants,
    turn,
    due_at: dueOf(deps.self),
    agreement,
    case_ref: caseRef,
    updated_at: now,
  };
  await putMatter(tx, row);
  await insertNote(tx, note, { heldAt: now, sentBy });
  if (before?.stage !== stage) {
    const details = { matter, kind: work, from: before?.stage ?? null, to: stage };
    await noteAudit(tx, { event: 'joint.stage-changed', actor: 'server', at: now, details }, deps.random);
  }
  await deps.announce(tx, 'joint');
}

/** How long what is owed in a matter runs, by the agreements held here. */
export async function dueIn(db: Database, deps: JointDeps, notes: Notes, now: Instant): Promise<DueAfter> {
  const opener = [...notes.values()].find(({ note }) => note.follows.length === 0)?.note.author ?? deps.self;
  return dueByAgreements(await deps.agreementIndex(db, now), opener, now);
}

// --- sending --------------------------------------------------------------------------------------------------------

/** Sends to each participant every note that it is not known to hold, in reading order. Says how many dispatches went out. */
export async function sendMissing(tx: Transaction, deps: JointDeps, matter: string, { officer, now }: Doing): Promise<number> {
  const notes = await notesOf(tx, matter);
  const state = matterState(notes, null, inWeekdays);
  if (state === null) return 0;
  const sendings = await sendingsOf(tx, matter);
  const live = new Set(await deps.livePeers(tx));
  let count = 0;
  for (const peer of state.participants) {
    if (peer === deps.self || !live.has(peer)) continue;
    const held = heldBy(notes, peer);
    const sent = new Set(sendings.filter((one) => one.peer === peer && one.state !== 'failed').map(({ note }) => note));
    for (const note of inReadingOrder(notes)) {
      if (held.has(note.digest) || sent.has(note.digest)) continue;
      const permit = await permitFor(tx, deps, { note, peer, work: state.work, now });
      if (permit === null) break;
      const { digest } = await deps.queue(tx, permit, dispatchOf(deps, note, officer));
      await putSending(tx, { note: note.digest, peer, dispatch: digest, state: 'queued', settled_at: null });
      count += 1;
    }
  }
  return count;
}

/** What a participant holds for certain: its own notes and all that they follow on. */
export function heldBy(notes: Notes, participant: string): Notes {
  const own = [...notes.values()].filter(({ note }) => note.author === participant).map(({ digest }) => digest);
  return pastOf(notes, own) ?? new Map<Digest, JointNote>();
}

function dispatchOf(deps: JointDeps, note: JointNote, officer: string) {
  const isUrgent = note.note.said.kind === 'decide' || note.note.said.kind === 'unready';
  return {
    kind: 'joint.note',
    caseRef: note.note.matter,
    body: { note: note.text },
    bodySeed: deps.random(bodySeedBytes),
    conditions: [],
    inReplyTo: [],
    class: isUrgent ? 'urgent' : 'normal',
    purpose: null,
    preparedBy: officer,
    approvals: [],
  } as const;
}

/** The permit of the first agreement between the two that provides for it; null where none does: others then carry the note. */
async function permitFor(
  tx: Transaction,
  deps: JointDeps,
  given: { readonly note: JointNote; readonly peer: string; readonly work: NonNullable<ReturnType<typeof workOf>>; readonly now: Instant },
): Promise<Permit | null> {
  const { note, peer, work, now } = given;
  const index = await deps.agreementIndex(tx, now);
  const between = { from: deps.self, to: peer, matter: note.note.matter, work };
  if (note.note.follows.length === 0) return decide({ kind: 'open-joint-matter', ...between }, index, noFacts, now).permit;
  for (const agreement of agreementsBetween(index, deps.self, peer, now)) {
    const { permit } = decideUnder({ kind: 'joint-note', ...between, agreement: refOf(agreement) }, agreement, noFacts, now);
    if (permit !== null) return permit;
  }
  return null;
}
