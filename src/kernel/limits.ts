// SPDX-License-Identifier: Apache-2.0
/**
 * Limits: the bounds that more than one room meets. Each has its unit in its name and its reason beside it.
 * A bound that only one room knows stands in that room.
 */
export const limits = {
  /** A signed payload: an agreement with its text, a dispatch without its body; larger things travel as attachments. */
  payloadBytesMax: 1_048_576,
  /** A dispatch's body with what opens it: what a person can review. */
  bodyBytesMax: 1_048_576,
  /** Values in the body of a dispatch: two hundred records of a hundred fields; each costs its reader a few digests. */
  bodyPlacesMax: 20_000,
  /** A sealed envelope on the wire: payload, signatures, padding to the next power of two. */
  envelopeBytesMax: 4_194_304,
  /** Nesting of any JSON from outside: deeper documents only occur in attacks on parsers. */
  jsonDepthMax: 32,
  /** Free text an officer writes in one field: about ten pages. */
  textCharactersMax: 20_000,
  /** A name, title or reference. */
  nameCharactersMax: 300,
  /** Rows on one page of a list: what fits a screen a few times over. */
  pageRowsMax: 200,
  /** One import file: read into memory at once; larger files are split by whoever made them. */
  importBytesMax: 64 * 1_048_576,
  /** Rows of one import file: they are admitted in one transaction. */
  importRowsMax: 100_000,
  /** Records disclosed in one reply: every one is chosen by an officer. */
  replyRecordsMax: 200,
  /** Conditions on one datum: more than a person can honour. */
  conditionsMax: 32,
  /** Authorities through which one datum passed: more, and nobody can say any more who answers for it. */
  onwardHopsMax: 8,
  /** Parties of one agreement: larger than the largest multilateral memorandum today (about 130). */
  partiesMax: 400,
  /** Clauses and terms of one agreement. */
  clausesMax: 500,
  /** An evidence bundle: it must open on an ordinary machine. */
  bundleBytesMax: 256 * 1_048_576,
} as const;
