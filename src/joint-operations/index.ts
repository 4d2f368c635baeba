// SPDX-License-Identifier: Apache-2.0
/**
 * joint-operations: what several authorities do together or settle among them, outside any one case.
 *
 * The words. A *joint matter* is a set of signed notes among its participants. It is of one kind of work: a *joint operation* by a plan,
 * *parallel work* on the same conduct, a question of *interest* in a subject, a *difference*, or a *peer review*. A note names the notes that its
 * author had read, and is judged by those alone; so whoever holds the same notes says the same, in whatever order they came.
 *
 * A small worked case. XA, XB and XC freeze what one scheme holds, at one instant:
 *
 *     XA  plan              steps, owners, the instant 09:00, decided by 08:30; XA leads, by stated criteria
 *     XB  order, ready      its own order lies ready; under its own law; nobody was judged for it there; a second officer approves
 *     XA, XC                the same
 *     XA  decide: commit    names the three notes of readiness
 *     09:00                 each server releases its own steps by its own clock, and says so; officers carry the orders out
 *     XB  report            done, EUR 1,250.00; XC: failed, with its reason
 *     XA  conclude          the joint report: plan, readiness, decision, results, who knew what when
 *
 * What always holds, each in one place:
 *  - Nothing is decided without the readiness of every needed participant, named in the decision (operations/judge-operation.ts).
 *  - There is one decision, and it is a note: all who hold it hold the same. Silence means that nobody acts (operation-state.ts).
 *  - Whoever drops out before the decision keeps it from being taken; after it, it changes its own steps alone, since others may have acted.
 *  - A server releases its own steps and nobody else's, never before the instant, never without its own readiness (release-steps.ts).
 *  - Nobody is introduced who did not agree, and nobody concerned sits on a panel (interests/, differences/, reviews/).
 *  - Nothing is published of a review before the reviewed has commented or its time is over; figures are those of own statistics (reviews/).
 *
 * What it does not do. It carries no order out: the order is for officers and those whom they order. It gives no information about
 * persons beyond the subjects that notes name; that is asked for in a case. It cannot make two servers act at one instant whatever the
 * network does: nobody can (the two generals). It makes sure that those who act have all the readiness before them, and that the rest knows.
 *
 * Source: the implementing regulations on joint investigations under MAR and MiCA; Delegated Regulation (EU) 2025/885, article 8;
 * Regulation (EU) 2024/1620, articles 40 to 48; atomic commitment (Gray 1978) for the decision. The obvious alternative, a
 * coordinator that all must reach at the instant, would be a centre and a single point of failure.
 */
export { jointCalls } from './http.ts';
export { planIssues, tallyOf } from './operations/plan.ts';
export { type PlanWire, planSchema } from './wire.ts';
export {
  jointAnswerSchema,
  type JointDetailWire,
  jointDetailSchema,
  type JointRowWire,
  jointRowSchema,
  reviewAgreementsSchema,
} from './views/wire.ts';
export { type JointDeps, type JointNoteContent } from './joint-deps.ts';
export { proceedingsInNotes, proceedingsKnown } from './proceedings.ts';
export { jointHandlers } from './receive-note.ts';
export { tendOperations } from './release-steps.ts';
export { jointMattersDue, jointMigrations } from './store.ts';
export { jointDetail, jointRows } from './views/joint-view.ts';
export { carryOutJointStep } from './take-step.ts';
