// SPDX-License-Identifier: Apache-2.0
/**
 * gathering: evidence asked of another state by an order, or by a letter where no instrument is: what is sought, with the formalities that
 * make it admissible at home, what is preserved until the order for it follows, and what was done.
 *
 * An order goes to another state as the request of a case (room assistance), like an order to freeze. What the executing authority does
 * about it are measures, what the issuing one says afterwards are instructions: steps of the same case, prepared, approved and judged
 * like every other. Both servers fold the same standing from them; nothing of it is stored.
 *
 * A small worked case: data at a venue in XB that are written over after ninety days, then the witness who knows them.
 *
 *     XA  order to preserve, 60 days              a decision within 24 hours where it is urgent
 *     XB  preserved until 20 January              the clock is XA's: it lapses by itself, and rings before
 *     XA  extend, until 10 February               once, thirty days at most
 *     XA  investigation order that follows it     30 days to decide from receipt, 90 to carry out from the decision
 *     XA  production-issued                       what is preserved is kept until that order is answered
 *     XB  recognised                              of each formality: it will be observed, or which principle it offends
 *     XB  more-time, other-measure, late          each once it is known, with reasons; XA says whether it agrees (view)
 *     XB  executed, in parts and then the last    of each thing sought: obtained or not; of each formality: met, not met, not needed
 *     XB  reply                                   records and files, under the conditions of the agreement
 *     XB  ended (produced)                        on the case of the preservation
 *
 * The rules, each held in one place: what an order must hold (check-order.ts); which step may follow which, and how long is longest
 * (check-measure.ts); how it stands (play-gathering.ts); the clocks (clocks.ts). Refusing, with consultation first, is the refusal of the
 * case and judged by the agreement.
 *
 * What it does not do. It takes no evidence: records and files go with the reply, things by hand-over (room evidence), where formalities
 * are noted of each item. It names no holder that nobody named. An agreement may cover evidence without an order; then a plain request asks.
 *
 * Source: Directive 2014/41/EU and its annex A; the Budapest Convention, articles 29 and 30, and Regulation (EU) 2023/1543 for preservation;
 * the United Nations Convention against Corruption, article 46, for letters. decisions/0411-evidence-by-order-and-by-letter.md.
 */
export { checkGatheringOrder } from './check-order.ts';
export { gatheringClocksDue } from './gathering-detail.ts';
export type { GatheringDeps } from './gathering-deps.ts';
export { withGathering } from './gathering-rules.ts';
export { gatheringCalls } from './http.ts';
