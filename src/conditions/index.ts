// SPDX-License-Identifier: Apache-2.0
/**
 * conditions: the limits that travel with a datum, and the one place that decides whether a use respects them.
 *
 * An authority that answers a request does not lose its say. Each datum carries conditions: for which purposes it may be
 * used, how wide its audience is, whether it may be passed on, whether it may serve as evidence, until when. Whoever holds
 * the datum asks here before every use, in the read, search, export and print paths alike.
 *
 * What is here, each in its own file:
 *  - condition-limits: the limits themselves, `meet` (the strictest of several) and `isAtLeastAsStrict`;
 *  - condition: a limit with its originator and the clause it cites, read from outside by `parseCondition`;
 *  - check-use: `checkUse`, the answer to "may we do this with this datum now?";
 *  - use-leave: what an originator lets a holder do beside its conditions, and when that counts;
 *  - words: purposes, manners and limits as an officer reads them.
 *
 * A small worked case. XB's financial intelligence unit gives a report to XA for administrative enforcement only; a second
 * originator, whose data were merged into it, allows supervision too but forbids use as evidence. Both bind, so the merged
 * datum may be read for administrative enforcement and nothing else, and may not be used as evidence:
 *
 *     meet([fromXb, fromXc])                   // purposes: ['admin-enforcement'], evidentialUse: 'forbidden', ...
 *     checkUse(conditions, { manner: 'read', purpose: 'supervision', by, recipient: null, now })
 *     // { outcome: 'refused', reasons: [{ kind: 'purpose-not-allowed', clause: '11', ... }], effective: ... }
 *
 * `meet` is a meet in the sense of order theory: commutative, associative, idempotent, and never looser than any of its
 * inputs; the tests check those as properties. It fails closed: a limit this version cannot read means no, not yes.
 *
 * What it does not do. It stores and logs nothing (room `records` does), grants no consent, and does not know agreements:
 * that a condition is at least as strict as the agreement asks is checked by room `agreements`.
 *
 * Sources: TLP 2.0 for the audience; Europol handling codes for evidential use and dissemination kept apart; Egmont
 * Principles and FATF INR.40 for prior consent. The strictest governs when several meet.
 */
export { checkUse, type PassOnConsent, type UseQuestion, type UseReason, type UseReasonKind, type UseVerdict } from './check-use.ts';
export { type UseLeave } from './use-leave.ts';
export { type Condition, parseCondition, parseConditionLimits } from './condition.ts';
export { type ConditionLimits, isAtLeastAsStrict, loosenings, meet, sameLimits } from './condition-limits.ts';
export { describeLimits, handlingWords, mannerWords, purposeWords } from './words.ts';
export { type Manner, type Purpose } from './wire.ts';
