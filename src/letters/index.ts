// SPDX-License-Identifier: Apache-2.0
/**
 * letters: authorities that have no server. A counterpart known only by letter and e-mail has the same agreements, clocks, conditions and
 * statistics as any other; only the way of a step to it and from it is paper.
 *
 * The casework (room assistance) does not know the difference. What leaves it takes a permit and becomes a signed dispatch: for such a
 * counterpart it is printed instead of delivered. What enters it was admitted behind the check of a seal: here two officers stand in the
 * place of the seal.
 *
 *     out  approved -> permit -> signed dispatch -> pack (PDF, signed)  -> an officer posts it and says so -> clocks start
 *     in   letter -> scan, registered -> fields of the step, transcribed -> a second officer confirms -> the same door as a dispatch
 *
 * A small worked case. XA asks the registrar of XF, which has no server, and has an arrangement with it that both signed on paper:
 *
 *     registerCounterpart(deps, { name, kind, jurisdiction: 'XF', address, calendar, ... }, by)     // cl1...
 *     takePaper(deps, { bytes, scan, signedOn }, by)         // the arrangement in our language of clauses; a second officer compares
 *     (request, approval as ever)                            // the case is `sent`; the pack lies ready, with a form to return
 *     markSent(deps, letter, { channel: 'courier', sentAt, tracking }, by)   // `received`: the clocks of XF's calendar run
 *     registerLetter, transcribeLetter (acknowledgement), approval           // `acknowledged`: attested by two of ours, signed by nobody else
 *
 * What it promises. Nothing goes to such an authority without the permit that a dispatch would need. No letter moves a case before a
 * second officer has confirmed what it says, by a proof over exactly that. Everywhere it is said who attests: the document of an
 * incoming letter has our signature alone, and a type of its own.
 *
 * Records come with a reply or unasked, typed or in an enclosure, and are attested one by one in documents that travel (attested/).
 *
 * Steps of matters come and go too: what is told unasked, questions of consent and their answers, withdrawals.
 *
 * What it does not do. It reads no scan, signs for nobody else, and sends no e-mail. What rests on the other side's signature a letter
 * brings as our attestation alone, in documents that say so; receipts, and notices of new uses, it does not bring. Files go with a letter as its
 * enclosures, named in the pack by their digests; those that come with one are kept under theirs (enclosures.ts).
 * The obvious alternative, a key that we hold for the other authority, would make our
 * word look like its signature.
 *
 * Source: Implementing Regulations (EU) 2024/2545 and 2018/292, which name post and fax beside electronic means; decisions/0410-counterparts-by-letter.md,
 * 0528-what-a-letter-is-worth-to-others.md, 0529-records-from-letters.md, 0530-consent-and-recall-by-letter.md.
 */
export { withholdFromLetter } from './attested/withhold-from-letter.ts';
export { carryOutTranscription } from './carry-out.ts';
export { namesByLetter } from './counterparts.ts';
export { letterCalls } from './http.ts';
export type { LetterDeps } from './letter-deps.ts';
export { letterMigrations, lettersInBundle } from './store.ts';
export { counterpartRowSchema, incomingDetailSchema, letterChannels, letterListSchema, scanAnswerSchema, scanBytesMax } from './wire.ts';
export { writeLetter, type WritingDeps } from './write-letter.ts';
