// SPDX-License-Identifier: Apache-2.0
/**
 * verifier: checks an evidence bundle offline, and says what is proven, by whom, under which clause.
 *
 * It is for people who trust neither of the two authorities nor the server that exported the bundle: an auditor, a court,
 * the other side. It reads one file and nothing else: no network, no clock, no database, no key of its own.
 *
 * A small worked case. XB answered a request of XA; XA hands the bundle to a court:
 *
 *     const verdict = verifyBundle(bytes, { suites: realSuites, expected: ['ca1...'] });
 *     // isValid: true
 *     // by XA, clause 4   "asked for suspicious-transaction reports for administrative enforcement on ..., to XB"
 *     // by XA, clause 5   "had exactly this approved by 1 officer other than its preparer"
 *     // by XB             "received it on 2026-11-20T15:30:00.000Z"
 *
 * What is checked, in this order; the first break names its file:
 *
 *     container    the ZIP is exactly what its files make; the manifest lists exactly these files, and so does the certificate
 *                  that the exporter signed, bodies by their roots
 *     identity     each key history folds, and its first event's digest is the authority's name
 *     agreement    both authorities that wrote to each other under it signed its exact text
 *     dispatches   one request and what followed it, or one consent, disclosure or recall as far as it went through the exporter;
 *                  each signed by its author's key; act and body say the same, and so do the signed documents inside
 *     verdicts     decided again from the bundled agreement: permitted, and equal to the digest the author signed
 *     approvals    given to exactly this step, by distinct officers, none of them its preparer, as many as the clause asks
 *     conditions   each disclosed datum carries at least the agreement's own
 *     receipts     signed by the receiver, for exactly this dispatch
 *     files        a body lists the files that its dispatch names; the files themselves are compared by whoever has them
 *     custody      the custody logs that went with items of evidence, entry by entry, and whose answer goes on with them
 *     withheld     every part of a body that is not shown has a stated reason, and no other has
 *     log          each dispatch stands in the exporter's log under the signed head, in this order
 *
 * What it does not do. It does not say whose keys these are: that the identity `ca1...` belongs to an authority is known
 * from the fingerprint ceremony or from the agreement on paper; give `--expect` to have it compared. It does not say that
 * what officers wrote is true, nor that the case has no other dispatch. It proves no moment by itself: times are those the
 * two servers signed. The pages for people in a bundle are the exporter's words; their bytes are under its signature.
 *
 * One flipped byte, one file left out, added or swapped with another bundle's, makes the bundle invalid.
 *
 * Source: RFC 6962 for the log, DSSE for the signatures; the case CVE-2026-22703, where a checker accepted a valid proof of another artefact,
 * is why every element is bound to every other here.
 */
export { type BundleLine } from './read-bundle.ts';
export { type BundledAttachment } from './check-attachments.ts';
export { type WithheldLine } from './check-withheld.ts';
export { type BundleVerdict, type TimelineEntry, verifyBundle, type VerifyOptions } from './verify-bundle.ts';
export { placesInBundle, redactBundle, type Redaction } from './redact-bundle.ts';
