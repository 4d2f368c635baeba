// SPDX-License-Identifier: Apache-2.0
/**
 * evidence: what a case has collected for a court, where each item is and was, and whether it may be used.
 *
 * An *item* is a file, a record, a file that travelled with a dispatch, or a thing. Everything that is done to it is an *entry* of its
 * *custody log*: collected, sealed, tested, copied, moved, redacted, lent, returned, used, released, destroyed; and what is noted of it:
 * formalities, legal holds, the review of privilege. The log only grows; what is true of an item is folded from it.
 *
 * A small worked case. XB's reply brought XA a record whose conditions allow evidence; a witness's phone was produced too:
 *
 *     enterItem     record, collected under the rules for production      needs: four formalities are not noted
 *     addEntry      formality: holder-certified, met ...                  allowed, "Clause 9 ..." of the record's condition
 *     enterItem     a hit of a screening                                  refused: it is a lead
 *     addEntry      hold-placed by the court, until March                 destroyed, released: refused; XB's recall is not carried out
 *     addEntry      loaned to the laboratory, due 1 December              a clock in the calendar; needs: it is on loan
 *     offerItem     the item with its log, to XB; a second officer        both servers sign, both logs name both dispatches, and the
 *     answerHandOver    XB: received by ..., seal intact                  chain of digests goes on there (hand-over/)
 *     handOverForm  for an authority without Comity: printed, signed      its custody here ends, until it is returned
 *     addEntry      privilege-marked; reviewed by an approver outside     needs, then released or withheld
 *     addEntry      redacted, two places, each with ground and reason     a new item; both logs name both digests
 *     report        PDF: every line with its entry of the log             checked offline by ./comity evidence check
 *     bundle        of the case: the same logs with their proofs (report/) checked offline by ./comity verify
 *
 * What always holds, each in one place:
 *  - Only what was collected under the rules for statements or production becomes evidence (court-use.ts; invariant 10).
 *  - A lead is never evidence and in no report; nor is what its originator keeps from court (court-use.ts, report/custody-file.ts; invariant 13).
 *  - What was made of an item has its source's limits (sources.ts; invariant 9).
 *  - Nothing under hold is released, destroyed or erased (check-entry.ts, holds.ts).
 *  - Who reviews privilege, destroys or lifts a hold had no part in it before (check-entry.ts).
 *  - Every entry stands in the log of this authority by its digest, and an entry's digest covers the one before (write-entry.ts).
 *
 * What it does not do. It keeps no bytes: those lie with the record, with the dispatch, or outside. It does not say that what an officer
 * wrote is true. The obvious alternative, a table of items with columns that change, says where a thing is, not how it came there.
 *
 * Source: the checklists for statements of the implementing regulations under MAR and MiCA; treaties on mutual legal assistance for exhibits on
 * loan (custodian, place, tests, return); ISO/IEC 27037 for digital evidence; decisions/0350-custody-as-a-log.md, decisions/0351-evidence-between-servers.md.
 */
export { bundledLogs } from './report/bundled-logs.ts';
export { checkCustodyFile } from './report/check-file.ts';
export { courtRules } from './court-use.ts';
export { custodyReport } from './report/custody-report.ts';
export { entryWords } from './entry-words.ts';
export type { EvidenceDeps } from './evidence-deps.ts';
export { holdsOnEditions, holdsOnRecords, loansDue } from './holds.ts';
export { handOverHandlers } from './hand-over/receive-hand-over.ts';
export {
  type AnswerOfferWire,
  answerOfferSchema,
  type HandOverRowWire,
  handOverRowSchema,
  type OfferItemWire,
  offerItemSchema,
} from './hand-over/wire.ts';
export { carryOutHandOver } from './hand-over/offer-item.ts';
export { evidenceCalls } from './http.ts';
export { evidenceMigrations } from './migrations.ts';
