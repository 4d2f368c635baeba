// SPDX-License-Identifier: Apache-2.0
/**
 * freezing: orders to freeze and to confiscate property, and to hold a movement back, from the certificate to the release.
 *
 * An order goes to another state with its certificate, as the request of a case (room assistance). What the executing authority
 * does about it are measures, what the issuing one says afterwards are instructions: steps of the same case, prepared, approved and
 * judged like every other. From them both servers fold the same ledger of property; nothing of it is stored.
 *
 * A small worked case, 600,000.00 EUR in XB and XC, 400,000.00 at most in XB:
 *
 *     XA  opens the order, submits it        48 hours to decide begin with the receipt
 *     XB  recognised                         48 hours to carry out begin
 *     XB  orders Bank One; it confirms 310,000.00, less than was hoped for
 *     XB  executed: one line, 310,000.00     left to freeze: 90,000.00; more than that is refused, at home and by XA's server
 *     XB  limit-question                     XA has six weeks; without an answer XB may end the freeze as lapsed
 *     XA  limit-answer: maintain             the clock is met
 *     XA  release: line 1                    XB  ended (released): the ledger is empty, the case is answered
 *
 * The rules, each held in one place: what a certificate must hold and that its amounts never exceed the order (check-order.ts); which
 * measure may follow which (check-measure.ts); the ledger (play-freeze.ts); the clocks (clocks.ts). Refusing, with consultation first, is
 * the refusal of the case and judged by the agreement.
 *
 * What it does not do. It moves no property: the last mile is an order to a firm (firm-orders.ts), carried by the authority's own means,
 * and what the firm confirmed. It plans no freezes at one instant (joint-operations), and traces no value (flows).
 *
 * Source: Regulation (EU) 2018/1805, its annexes I and II, articles 8 to 13 and 29; FATF Recommendation 4 for the maximum time of a suspension.
 */
export { checkOrder, orderKindOf } from './check-order.ts';
export { checkMeasure } from './check-measure.ts';
export { freezeClocksDue, freezeDetail, freezeRows } from './freeze-detail.ts';
export type { FreezingDeps } from './freezing-deps.ts';
export { freezingRules } from './freezing-rules.ts';
export { freezingCalls } from './http.ts';
export { draftOfOrder } from './open-order.ts';
export { propertyFigures } from './property-figures.ts';
export { playFreeze, type Taken, totalsOf } from './play-freeze.ts';
export { type StandingFreeze, standingOrders } from './standing-orders.ts';
export { freezingMigrations } from './store.ts';
export { type MeasureWire, type OrderWire } from './wire.ts';
