// SPDX-License-Identifier: Apache-2.0
/**
 * paper: what goes to people and courts on paper, as PDF: a request and its reply, a letter to an authority that has no
 * server, a certificate, a report of custody.
 *
 * A paper is a value: a title, a source, and parts in their order (headings, paragraphs, facts, tables, lines to fill in). The
 * room decides how it looks, once, so that all papers of an authority look alike and no room draws.
 *
 * A small worked case:
 *
 *     await writePaper({
 *       title: 'Report of custody', subtitle: 'XB Securities Commission, case cse_...', language: 'en', madeAt: now,
 *       source: { name: 'Evidence bundle', digest: '3f0c...' },
 *       parts: [{ kind: 'table', caption: 'Items', columns: [{ title: 'Item', weight: 1 }], rows: [['Ledger of VZX']], empty: 'None.' }],
 *     })                                   // the bytes of a PDF, A4, "Page 1 of 1", the digest at the foot of every page
 *
 * What it promises. The same paper has the same bytes: its moment and its source are given, nothing is read from a clock or
 * made at random; so a digest of the PDF can be signed, and anyone who has the values can make it again. The typefaces are
 * inside, so that names in Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters print anywhere; a letter that
 * the typeface lacks (Chinese, Japanese, Korean and others) is printed as its code point, exact, and the paper says so. Headings,
 * paragraphs, lists and tables are tagged, so that a screen reader reads them in order; feet and rules are marked as asides.
 *
 * Tables that somebody computes on go out as a workbook for spreadsheet programs (workbook/): texts and figures, nothing that computes.
 *
 * What it does not do. No markup in texts, no pictures, no signature inside the PDF (what is signed is the source), no claim
 * to a profile (PDF/A, PDF/UA) that nothing here checks. The obvious alternative, a page of HTML that the reader prints, has other bytes
 * in every browser, and no digest.
 *
 * Source: ISO 32000-1 (PDF), section 14.8 for its tags; decisions/0250-papers.md.
 */
export { mayBeFormula } from './formula.ts';
export { knownFacts, textUnder, whatFollowed } from './paper-parts.ts';
export { minuteOf, type Paper, type PaperColumn, type PaperPart, type PaperWords } from './paper.ts';
export { writePaper } from './write-paper.ts';
export { type Sheet, writeWorkbook } from './workbook/write-workbook.ts';
