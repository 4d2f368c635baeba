// SPDX-License-Identifier: Apache-2.0
/**
 * negotiation: the life of an agreement between servers, from the first draft to the last day on which it binds.
 *
 * The words. A *draft* is our own text, which nobody else has seen. A *note* is what one party says to all others, signed, as states
 * do by an exchange of notes: a proposal, a counter-proposal, a comment, its signature, a notice of withdrawal. A *version* is a whole
 * text with its terms, brought by a note; the one that *stands* is the one that all are asked to agree to. A *negotiation* is the notes
 * on the way to one version in force, a *life* the notes about an agreement in force. A *mandate* is the right by which an officer, then
 * a *signatory*, signs for the authority. The *head* is the digest of the latest notes: equal heads mean equal notes, and so
 * equal everything.
 *
 * A small worked case, with XA and XC:
 *
 *     XA  draft from a template, edited; proposal             XA, XC: open, round 1, XC's turn
 *     XC  comment on clause 6; counter-proposal               round 2; XA sees text and terms side by side, and which verdicts change
 *     XA  agrees                                              agreed
 *     XA  prepares its signature; a signatory with a mandate approves it with a passkey; then XC, in the order of the text
 *     (both servers)                                          complete: text and both signatures enter room agreements together
 *     XC  suspends, resumes; gives notice of withdrawal       verdicts follow on both sides
 *
 * The states, and who may bring what about (notes/judge-note.ts has every rule):
 *
 *     state         event               to                                  who
 *     (none)        propose             open                                a party; all parties are confirmed peers
 *     open          counter             open, next round                    a party that has not agreed to what stands
 *     open          agree               open, or agreed with the last       the same
 *     agreed        sign                signing, or complete                the next in the order of the text, by its signatories
 *     signing       sign                signing, or complete with the last  the same
 *     open..signing end                 ended                               a party that has not signed
 *     any           two notes for one   contradicted                        (its author; both notes are the evidence)
 *                   place of an author
 *
 *     in force      suspend / resume    suspended / in force                any party, for itself, with its reason
 *     in force      reserve             in force, without what is reserved  any party, for itself
 *     in force      withdraw            in force until the notice is over,  any party, for itself; work under way goes on, and
 *                                       then withdrawn                      confidentiality survives as its clause says
 *     in force      motion, carried     in force, but for the suspended     the parties not concerned, where a clause lets them
 *                   by enough votes     party; or no longer suspended       (motions/motions.ts)
 *     in force      a later version     superseded from its own date        all parties, by a negotiation that replaces this version
 *     in force      its end             ended                               (the text itself)
 *
 * A party announces its own holidays by a note as well (calendars/): deadlines that run are counted again, and none that has passed moves.
 *
 * Accession is a version with a party more: present parties record what they found when they screened the applicant, each votes, and
 * all sign; one vote against, or a check with concerns, keeps it from being signed.
 *
 * Why every party ends with the same head. A note names the notes that its author had read and is judged by those alone, so everyone
 * judges it alike; what is true is computed from the set of notes, not from the order in which they came; and whoever sends a note sends
 * with it every note that the other is not known to hold, whoever wrote it. So it does not matter who was cut off, or when. Which
 * of two counter-proposals of one round stands follows from the round and the order of the parties (notes/negotiation-state.ts), and why
 * nothing can be unsettled once all have agreed is said there.
 *
 * What it does not do. It decides no act (agreements), delivers nothing (exchange), and judges nobody's wisdom. It knows no central
 * register: parties that are not peers of each other cannot negotiate here, and carry signed files instead (agreements). Of a
 * qualified signature inside a PDF it says whose it is and that the file is as it was signed (seals/signed-pdf); whether a state trusts the
 * certificate, whether it was revoked and when it was signed, is asked elsewhere.
 *
 * Source: the law of treaties for the acts (Vienna 1969: full powers, signature, reservation, suspension, withdrawal), the memoranda
 * of securities regulators for accession by screening and for notice, and the obvious alternative, a text passed around with one
 * pen, which two servers that cannot reach each other do not have.
 */
export { type CheckedNegotiation, checkNotes } from './check-notes.ts';
export { announcements } from './calendars/store.ts';
export { negotiationCalls } from './http.ts';
export { redline } from './redline/redline.ts';
export { type KnownPeer, type NegotiationDeps, type NoteContent } from './negotiation-deps.ts';
export { negotiationHandlers } from './receive-note.ts';
export { reviewOfSigning } from './signing.ts';
export { negotiationMigrations } from './store.ts';
