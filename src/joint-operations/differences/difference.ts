// SPDX-License-Identifier: Apache-2.0
/**
 * Differences: the ladder from consulting each other to an opinion of those who are not concerned, with a clock on every stage.
 *
 *     raise               who differs, about what, under which agreement; stage 1 of that agreement's route begins
 *     position            the other maintains, yields or meets half-way, with its reasons and, where it refuses, the ground
 *     settle, accept      the two agree: over
 *     escalate            to the next stage, once the time of the present one is over or the other maintains
 *     panel               who is not concerned gives an opinion, in so many days: named by one side
 *     accept-panel        the other side, and each member, agrees or declines with its reasons
 *     opinion             of a member of the panel, for all of it; says by when each says what it has done
 *     follow-up           each side: followed, or why not. Where the opinion binds, not following is itself recorded
 *     conclude            who raised it
 *
 * The stages are those of the agreement's clause on disagreements, copied into the first note, so that all compute alike; the receiver
 * holds the copy against the agreement itself. Nobody concerned sits on the panel.
 *
 * Source: Regulation (EU) 2024/1620, article 46 (mediation with the consent of all, by those not concerned, not binding, report within
 * three months); Regulation (EU) 1095/2010, article 19 (time limits); Regulation (EU) 2018/1805, article 8 (consulting before refusing).
 */
import { bad, good, type NoteJudgement } from '../notes/judgement.ts';
import { type Notes, type Said, saidOf } from '../notes/joint-note.ts';
import type { JointNoteWire } from '../wire.ts';

export type DifferenceStage = 'consulting' | 'panel' | 'opinion' | 'settled' | 'concluded';

export interface DifferenceState {
  readonly stage: DifferenceStage;
  readonly raise: Said<'raise'>;
  /** The two who differ. */
  readonly concerned: readonly string[];
  /** At which stage of the route it is, from 0. */
  readonly level: number;
  readonly levelSince: string;
  readonly levelEndsAt: string | null;
  readonly lastPosition: Said<'position'> | null;
  readonly panel: Said<'panel'> | null;
  /** Who has agreed to the panel beside the side that named it. */
  readonly accepted: readonly string[];
  readonly isPanelSeated: boolean;
  readonly settlement: Said<'settle'> | null;
  readonly opinion: Said<'opinion'> | null;
  readonly followUps: readonly Said<'follow-up'>[];
  readonly turn: readonly string[];
  readonly dueAt: string | null;
}

const dayMs = 86_400_000;

function after(at: string, days: number | null): string | null {
  return days === null ? null : new Date(Date.parse(at) + days * dayMs).toISOString();
}

export function differenceState(notes: Notes): DifferenceState | null {
  const [raise] = saidOf(notes, 'raise');
  if (raise === undefined) return null;
  const concerned = raise.said.participants;
  const climbs = saidOf(notes, 'escalate').toSorted((left, right) => left.said.to - right.said.to);
  const level = climbs.at(-1)?.said.to ?? 0;
  const levelSince = climbs.at(-1)?.at ?? raise.at;
  const panel = standingPanel(notes);
  const accepted = panel === null ? [] : acceptedOf(notes, panel);
  const needed = panel === null ? [] : [...concerned.filter((one) => one !== panel.author), ...panel.said.members];
  const isPanelSeated = panel !== null && needed.every((one) => accepted.includes(one));
  const settlement = saidOf(notes, 'accept-settlement').flatMap(({ said }) =>
    saidOf(notes, 'settle').filter(({ digest }) => digest === said.settlement),
  );
  const [opinion = null] = saidOf(notes, 'opinion');
  const followUps = saidOf(notes, 'follow-up');
  const stage = stageOf(notes, { isSettled: settlement.length > 0, opinion, isPanelSeated });
  const facts = { raise, concerned, level, levelSince, levelEndsAt: after(levelSince, raise.said.route[level]?.days ?? null) };
  const state = {
    stage,
    ...facts,
    lastPosition: saidOf(notes, 'position').at(-1) ?? null,
    panel,
    accepted,
    isPanelSeated,
    settlement: settlement[0] ?? null,
    opinion,
    followUps,
  };
  return { ...state, ...nextIn(state, needed) };
}

/** The latest panel that nobody declined. */
function standingPanel(notes: Notes): Said<'panel'> | null {
  const declined = new Set(saidOf(notes, 'accept-panel').flatMap(({ said }) => (said.isAccepted ? [] : [said.panel])));
  return saidOf(notes, 'panel').findLast(({ digest }) => !declined.has(digest)) ?? null;
}

function acceptedOf(notes: Notes, panel: Said<'panel'>): string[] {
  return saidOf(notes, 'accept-panel').flatMap(({ author, said }) => (said.panel === panel.digest && said.isAccepted ? [author] : []));
}

function stageOf(
  notes: Notes,
  { isSettled, opinion, isPanelSeated }: { isSettled: boolean; opinion: Said<'opinion'> | null; isPanelSeated: boolean },
): DifferenceStage {
  if (saidOf(notes, 'conclude').length > 0) return 'concluded';
  if (isSettled) return 'settled';
  if (opinion !== null) return 'opinion';
  return isPanelSeated ? 'panel' : 'consulting';
}

function nextIn(
  state: Omit<DifferenceState, 'turn' | 'dueAt'>,
  neededForPanel: readonly string[],
): { readonly turn: readonly string[]; readonly dueAt: string | null } {
  const { stage, concerned, panel, opinion, lastPosition, raise, accepted } = state;
  if (stage === 'opinion' && opinion !== null) {
    const owing = concerned.filter((one) => !state.followUps.some(({ author }) => author === one));
    return { turn: owing, dueAt: owing.length === 0 ? null : opinion.said.followUpBy };
  }
  if (stage === 'panel' && panel !== null) return { turn: panel.said.members, dueAt: after(panel.at, panel.said.days) };
  if (stage !== 'consulting') return { turn: [], dueAt: null };
  if (panel !== null) return { turn: neededForPanel.filter((one) => !accepted.includes(one)), dueAt: state.levelEndsAt };
  const last = lastPosition?.author ?? raise.author;
  return { turn: concerned.filter((one) => one !== last), dueAt: state.levelEndsAt };
}

/** Who reads the notes: the two, and whoever was asked to sit on the panel. */
export function readersOfDifference(notes: Notes): readonly string[] {
  const participants = saidOf(notes, 'raise').flatMap(({ said }) => said.participants);
  return [...new Set([...participants, ...saidOf(notes, 'panel').flatMap(({ said }) => said.members)])];
}

export function judgeDifference(past: Notes, note: JointNoteWire): NoteJudgement {
  const state = differenceState(past);
  const { said, author } = note;
  if (said.kind === 'raise') {
    if (state !== null) return bad('note.follows', 'A difference is raised once.', 'State your position.');
    const isBetween = said.participants.includes(author) && said.participants[0] !== said.participants[1];
    return isBetween ? good : bad('participants', 'It is not between its author and one other.', 'Raise it with each by itself.');
  }
  if (state === null) return bad('note.follows', 'No difference was raised.', 'Raise it first.');
  const isConcerned = state.concerned.includes(author);
  const isMember = state.panel?.said.members.includes(author) === true;
  if (!isConcerned && !isMember) return bad('note.author', 'Its author takes no part.', 'Only the two and the panel take part.');
  if (said.kind === 'comment') return good;
  if (said.kind === 'accept-panel') return judgeAcceptance(state, note);
  if (said.kind === 'opinion') return judgeOpinion(state, note);
  if (!isConcerned) return bad('note.author', 'A member of the panel is not concerned.', 'Leave it to the two.');
  return judgeOfConcerned(state, past, note);
}

function judgeOfConcerned(state: DifferenceState, past: Notes, { said, author, at }: JointNoteWire): NoteJudgement {
  if (said.kind === 'conclude') {
    if (author !== state.raise.author) return bad('note.author', 'Who raised it concludes.', 'Ask in a comment.');
    return state.stage === 'concluded' ? bad('note.said.kind', 'It is concluded already.', 'Write a comment.') : good;
  }
  if (said.kind === 'follow-up')
    return state.stage === 'opinion' ? good : bad('note.said.kind', 'There is no opinion to follow.', 'Wait for the opinion.');
  if (state.stage === 'settled' || state.stage === 'concluded') return bad('note.said.kind', 'It is over.', 'Raise a new difference.');
  switch (said.kind) {
    case 'position':
      return said.outcome !== 'maintains' || said.text.trim() !== '' ? good : bad('text', 'No reason is given.', 'Say why.');
    case 'escalate':
      return judgeClimb(state, said.to, at);
    case 'panel':
      return judgePanel(state, said.members);
    case 'settle':
      return good;
    case 'accept-settlement': {
      const offer = past.get(said.settlement as Said<'settle'>['digest']);
      const isTheirs = offer?.note.said.kind === 'settle' && offer.note.author !== author;
      return isTheirs ? good : bad('settlement', 'The other side has offered no such settlement.', 'Name its note.');
    }
    default:
      return bad('note.said.kind', 'It belongs to another kind of joint matter.', 'Write it there.');
  }
}

function judgeClimb(state: DifferenceState, to: number, at: string): NoteJudgement {
  const { route } = state.raise.said;
  if (to !== state.level + 1 || to >= route.length) return bad('to', 'It is not the next stage of the agreement.', 'Go stage by stage.');
  const isOver = state.levelEndsAt !== null && at > state.levelEndsAt;
  const isMaintained = state.lastPosition !== null && state.lastPosition.said.outcome === 'maintains';
  return isOver || isMaintained
    ? good
    : bad('to', 'The present stage still has time, and nobody maintains its position.', 'Wait for the other, or for the end of the stage.');
}

function judgePanel(state: DifferenceState, members: readonly string[]): NoteJudgement {
  const step = state.raise.said.route[state.level]?.step;
  if (step !== 'panel' && step !== 'mediator') return bad('note.said.kind', 'The present stage is not that of a panel.', 'Escalate first.');
  if (state.isPanelSeated) return bad('note.said.kind', 'A panel sits already.', 'Wait for its opinion.');
  if (new Set(members).size !== members.length) return bad('members', 'An authority stands there twice.', 'Name each once.');
  return members.some((one) => state.concerned.includes(one))
    ? bad('members', 'Nobody concerned sits on the panel.', 'Name authorities that are not concerned.')
    : good;
}

function judgeAcceptance(state: DifferenceState, { said, author }: JointNoteWire): NoteJudgement {
  if (said.kind !== 'accept-panel' || state.panel === null || said.panel !== state.panel.digest)
    return bad('panel', 'No such panel was named.', 'Name the panel that stands.');
  if (author === state.panel.author) return bad('note.author', 'It named the panel itself.', 'Leave it to the others.');
  return said.isAccepted || said.reason.trim() !== '' ? good : bad('reason', 'No reason is given.', 'Say why you decline.');
}

function judgeOpinion(state: DifferenceState, { said, author, at }: JointNoteWire): NoteJudgement {
  if (said.kind !== 'opinion') return bad('note.said.kind', 'It is no opinion.', 'Write an opinion.');
  if (state.stage !== 'panel') return bad('note.said.kind', 'No panel sits.', 'Have the panel accepted by all first.');
  if (state.panel?.said.members.includes(author) !== true)
    return bad('note.author', 'It is no member of the panel.', 'Leave it to the panel.');
  return said.followUpBy > at ? good : bad('followUpBy', 'It is over already.', 'Set a later moment.');
}
