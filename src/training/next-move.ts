// SPDX-License-Identifier: Apache-2.0
/**
 * The next move of the training authority: which row of the script applies, and when it is played. Pure, so that the same rehearsal, case,
 * seed and moments give the same play.
 *
 *     acknowledge within 1 h, row at half of it     pace `hours`: 30 minutes after receipt; pace `brisk`: seconds after the last step
 *     past the deadline of 3 h, row at 1.1 of it    3 h 18 min after receipt at either pace
 */
import { addMs, type Instant, msBetween, seededRandomness } from '../kernel/index.ts';
import type { Move, Moment, Rehearsal, Standing } from './rehearsal.ts';

export const paces = ['brisk', 'hours'] as const;
/** `brisk`: whatever the script would do in time it does within seconds. `hours`: at the script's share of the agreed time. */
export type Pace = (typeof paces)[number];

export interface Playing {
  readonly seed: number;
  readonly pace: Pace;
}

export type NextMove =
  { readonly kind: 'nothing' } | { readonly kind: 'wait'; readonly until: Instant } | { readonly kind: 'move'; readonly move: Move };

/** So long the training authority takes to read what came, at least, and at most. */
const reactionMs = { least: 3000, most: 12_000 } as const;

export function nextMove(rehearsal: Rehearsal, standing: Standing, playing: Playing): NextMove {
  const chance = seededRandomness(playing.seed + standing.sent.length * 7919);
  if (standing.difference?.isOurTurn === true) {
    return due(standing, momentOf({ kind: 'reaction' }, standing, playing, chance), () => chance.pick(rehearsal.onDifference));
  }
  if (standing.state === 'reconsidering') {
    return due(standing, momentOf({ kind: 'reaction' }, standing, playing, chance), () => rehearsal.onReconsidering);
  }
  if (!answerable.has(standing.state)) return { kind: 'nothing' };
  const row = rehearsal.script.find(({ when }) => when(standing));
  if (row === undefined) return { kind: 'nothing' };
  return due(standing, momentOf(row.at, standing, playing, chance), () => chance.pick(row.move(standing)));
}

/** States in which the requested authority owes the next step; while its question is open, the officer does. */
const answerable: ReadonlySet<Standing['state']> = new Set(['received', 'acknowledged', 'partly-answered', 'postponed']);

function due({ now }: Standing, at: Instant, move: () => Move): NextMove {
  return now < at ? { kind: 'wait', until: at } : { kind: 'move', move: move() };
}

function momentOf(at: Moment, standing: Standing, { pace }: Playing, chance: ReturnType<typeof seededRandomness>): Instant {
  const reaction = addMs(standing.lastAt, chance.whole(reactionMs.least, reactionMs.most));
  if (at.kind === 'reaction' || (at.kind === 'within' && pace === 'brisk')) return reaction;
  const deadline = standing.deadlines.find(({ step }) => step === at.step);
  if (deadline === undefined) return reaction;
  const { receivedAt } = standing;
  return addMs(receivedAt, Math.round(msBetween(receivedAt, deadline.dueAt) * at.share));
}
