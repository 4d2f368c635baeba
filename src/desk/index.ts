// SPDX-License-Identifier: Apache-2.0
/**
 * desk: officers' own tools around cases. Nothing in this room travels, and nothing in it decides what an agreement decides.
 *
 * A case between two authorities (room assistance) holds what both know. Around it an authority arranges its own work: who has the case, what
 * is to be done by when, who may not see it, who is away and who stands in, what was noted, and with which other cases it belongs together.
 * Every part is a folder:
 *
 *     worklist/   cases by deadline, each with why it is shown to you and what you do next; search by words
 *     case-desk/  who has a case; notes with the time of what happened and of the writing; subjects; links to other cases
 *     walls/      cases that only those inside see; recusal; the guard around every call of a case
 *     tasks/      tasks with a day and an officer, and lists of them for what comes up again and again
 *     agenda/     all clocks in one calendar, as an iCalendar file, and as a feed under a secret address
 *     rota/       duty, absence, deputies
 *     notices/    what an officer should know of without looking
 *     statistics/ turnaround by counterpart and agreement, refusals by ground, what is overdue
 *
 * A small worked case. XB receives an urgent request on Friday evening:
 *
 *     sweepEvents(deps, now)                                   // 'request-arrived' to the officer on duty
 *     assignCase(deps, caseId, ada, by)                        // Ada has it: why-me 'yours', next 'acknowledge'
 *     putToUse(deps, caseId, { template: 'incoming-request', assignee: ada }, by)    // seven tasks with working days of XB
 *     recuse(deps, caseId, { officer: ben, reason }, by)       // for Ben the case does not exist any more: list, search, calendar, address
 *     addNote(deps, caseId, { text, happenedAt, mentioned: [cyn] }, by)              // Cyn is told
 *
 * The rules, each held in one place:
 *  - Whoever may not see a case finds no trace of it, anywhere in this room and by no call of room assistance (walls/behind-walls.ts).
 *  - A deputy gains no right: four eyes stay four (rota/rota.ts).
 *  - What leaves the server, a feed or a webhook, says that something is due and never what (agenda/icalendar.ts, notices/).
 *  - The text of a received reply is not searched: its use names a purpose (room assistance, overview/store.ts).
 *
 * What it does not do: it sends nothing to another authority, changes no state of a case, and gives no right to anybody.
 * Source: Implementing Regulation (EU) 2024/2545 for the procedure that the lists of tasks follow; RFC 5545 for calendars;
 * decisions/0270-a-room-for-officers-own-tools.md.
 */
export type { ClockSource, DeskDeps } from './desk-deps.ts';
export { deskCalls } from './http.ts';
export { deskMigrations } from './migrations.ts';
export { sweepClocks, sweepEvents } from './notices/notices.ts';
export { type NoticeToSend, sendNotices } from './notices/send-notices.ts';
export { hiddenAmong, hiddenCases, isHidden, unknownMatters } from './walls/store.ts';
export { behindWalls } from './walls/behind-walls.ts';
