// SPDX-License-Identifier: Apache-2.0
/**
 * training: rehearsals with an authority that a program plays, so that an officer has seen a refusal, a delay and an open question before
 * the first real one.
 *
 * The training authority is a server like any other, with its own keys, database and log, and a peer of one's own under the training
 * arrangement (a template of room agreements). Everything between the two goes the true way, under the true rules; nothing in any server
 * knows how to pretend. What is here:
 *  - rehearsals.ts: the exercises in the box, each with its story, what it teaches, the draft it begins with, and its script;
 *  - next-move.ts: from where a case stands to what the training authority does, and when. Pure: the same seed plays the same;
 *  - review.ts: how it went, from the officer's own case;
 *  - http.ts: choosing, beginning, reviewing. The player itself, who signs in at the training authority and does what `nextMove` says, is
 *    the command `./comity train`.
 *
 * A small worked case, rehearsal `refused-wrongly`:
 *
 *     officer   begins it; a colleague approves; the request goes          reference: "rehearsal: refused-wrongly"
 *     played    nextMove -> acknowledgement; then refusal R11 "nothing says how what we give would be protected"
 *     officer   sees that the clause on confidentiality binds it, and rebuts that
 *     played    nextMove -> reopening; then the answer
 *     review    good: the wrong ground was contested
 *
 * What it does not do. It never plays a real authority, and no record is given to one that is played (agreements: `training-only`). A
 * forbidden ground cannot be rehearsed, since no server would let it out; a wrong one is a ground that is allowed and does not fit.
 *
 * Source: the practice simulator of the electronic evidence exchange of the European Union, which answers by itself; the procedures of
 * Implementing Regulations (EU) 2024/2545 and 2018/292 for what happens. The obvious alternative, a mode of one's own server that fakes
 * answers, would train officers on something that behaves otherwise than what they use.
 */
export { trainingCalls } from './http.ts';
export { type NextMove, nextMove, type Pace, paces, type Playing } from './next-move.ts';
export { type Move, type Rehearsal, rehearsalNamed, type Standing } from './rehearsal.ts';
export { findRehearsal, rehearsals } from './rehearsals.ts';
export type { TrainingDeps } from './training-deps.ts';
