// SPDX-License-Identifier: Apache-2.0
/**
 * reporting: firms send suspicious reports by a door of their own, and analysts read them in order of their weight.
 *
 * Three parts. `firms/`: accounts of firms, their persons, who join by an officer's invitation with password and authenticator, and
 * keys for firms' programs. `submissions/`: drafts, files and forms, checked before and answered after sending. `queue/`: reports as
 * analysts read them, with priority, links, questions to the firm, feedback, and passing on to another authority.
 *
 * A small worked case. Meridian Tide sends a file of two reports, of which one has a fault:
 *
 *     const check = await checkFile(deps, sending);          // what sending would be answered; nothing is kept
 *     const sent = await sendFile(deps, sending);
 *     sent.answer.reports[0]   // { reference: 'STR-7', outcome: 'accepted', number: 'XB-R-7F3K-9QWM', faults: [] }
 *     sent.answer.reports[1]   // { reference: 'STR-8', outcome: 'rejected', faults: [{ line: 41, field: ..., reason, remedy }] }
 *     await moveReport(deps, { id, move: 'take-up', note: '' }, analyst);
 *     await askFirm(deps, { id, text: 'Who opened the account?' }, analyst);      // the firm answers on its own screen
 *     await giveFeedback(deps, { id, feedback: { use: 'of-use', qualities: [], text: '' } }, analyst);
 *
 * The rules, each held in one place:
 *  - A realm of its own: a person of a firm has a session that opens the calls of firms and nothing else, and an officer's session opens
 *    none of these (the server's mounting; tables apart).
 *  - A firm sees what is its own; what belongs to another firm is to it as what does not exist (each query names the firm).
 *  - A report is its firm's under its reference for ever: what changes it is a correction of its own (submissions/).
 *  - A firm learns that a report was taken, what is asked, and of what use it was; never who reads it and how far that is (queue/store.ts).
 *  - The queue is there for analysts alone, names no party, and its content is reached by a use of the record like any other.
 *  - The log says that a firm has sent something, never which.
 *
 * What it does not do: it judges no body and keeps none (room records does), and sends nothing to other authorities (room onward does).
 *
 * Source: FATF recommendations 20, 21, 34 (reports, tipping off, feedback); Delegated Regulation 2025/885 and Implementing Regulation
 * 2024/2545 (MiCA reports and their forwarding).
 */
export { reportingCalls } from './http.ts';
export { reportingMigrations } from './migrations.ts';
export type { ReportingDeps } from './reporting-deps.ts';
export { findReporter, type FoundReporter } from './firms/find-reporter.ts';
export { removeEndedPersonSessions } from './firms/store.ts';
export { takeReports } from './queue/take-reports.ts';
