// SPDX-License-Identifier: Apache-2.0
/**
 * data-protection: what persons ask about the data held of them, and breaches of personal data; two registers with their clocks.
 *
 * Agreements exchange data about persons who do not sit at the table. They have rights against whoever holds their data, and an authority
 * that lost data must say so to its supervisor, to the authority whose data they were, and sometimes to the persons. Both are matters that
 * grow by entries; what stands, what is owed by when, and who may do what next is folded from them and never stored.
 *
 * A small worked case. Mira Sand asks XB on 3 May what it holds of her:
 *
 *     openRequest(...)        the clock: the end of 3 June, or of the next working day
 *     identity-asked          it stands still until identity-confirmed
 *     searchForPerson(...)    two own records, one record of XA, a case; no suspicious report is looked for, so none is found
 *     item-decided            own records: give; XA's record: give only with XA's consent, else withheld on the ground `originator`
 *     answer-proposed         another officer approves; the letter is a PDF; sent: the clock is met
 *
 * The rules, each held in one place: the steps of a request, four eyes on the answer, the originator's consent (person-request.ts); who is
 * told of a breach by when, and what keeps it from being closed (breach.ts); months and hours (clocks.ts).
 *
 * What it does not do. It changes no record: a rectification is an import or a recall, an erasure a withdrawal (rooms records and onward),
 * and the entry `carried-out` names it. Of an authority it is told by a dispatch of room onward, or by other means, which is entered. It finds no
 * breach. That there is a suspicious report is told to nobody (FATF R.21), to a person who asks least of all.
 *
 * Source: Regulation (EU) 2016/679, articles 12, 15 to 18, 23, 33 and 34; Convention 108+, articles 7, 9 and 11; EDPB Guidelines 2/2020.
 * decisions/0431-personal-data-as-entries.md, decisions/0461-a-breach-is-told-by-dispatch.md.
 */
export type { DataProtectionDeps, NoticeSent, NoticeToSend, ReadingDeps } from './data-protection-deps.ts';
export { dataProtectionCalls } from './http.ts';
export { mattersDue } from './read-matter.ts';
export { dataProtectionMigrations } from './store.ts';
