// SPDX-License-Identifier: Apache-2.0
/**
 * onward: what becomes of a datum after it was given. The consent to pass it on, giving it unasked, its recall, and using it
 * otherwise than it was given for (new-uses/), and telling whoever gave it that its protection was breached (breaches/).
 *
 * Each of these is a *matter*: it has one identifier at every authority that it reaches, a state, a deadline, a timeline, and
 * steps that officers prepare and approve as in a case. What officers write goes to one authority; what is for others on the way
 * the servers carry on, each under its own agreement with the next, and say so in their logs.
 *
 * A small worked case. XB gave XA a record, XA wishes to give it to XC:
 *
 *     XA  judgePassingOn              needs: "Passing it on to this authority needs its originator's consent first (clause 11)."
 *     XA  askConsent                  the question goes to XB; over XA, if it is XC that asks for XD
 *     XB  answerConsent, approveStep  granted, narrower than before: a document that XB signs
 *     XA  prepareDisclosure           permitted now, with every condition of XB and XA's own beside them
 *     XC  (receipt)                   checks XB's signature, the datum, the holder, the recipient, the purpose and the end itself
 *     XB  startRecall, approveStep    a withdrawal with its reason; XA is told, and XA's server tells XC
 *     XA, XC  answerRecall            executed: body and salt destroyed, digests stay; or kept, with the clause
 *     XB  (answers)                   the tree of holders, with what each did and who has not answered
 *
 * The rules, each held in one place:
 *  - Nothing goes on without the leave of its originator: asked of room records when it is prepared, of the agreement when it is
 *    sent, and of the recipient and any court by the document inside (agreements/consents).
 *  - Only the originator answers a question of consent; a holder in between carries it, and vouches for nothing but the way.
 *  - A consent is never looser than what its originator set before on the same way (answer-consent.ts).
 *  - A recall follows the givings, not the cases: everyone who was given the datum is told, at once and by the server
 *    (recalls/receive-recall.ts). Each holder's answer is signed by that holder and travels up unchanged.
 *
 * What it does not do. It keeps no record and judges no condition (records, conditions), decides nothing that an agreement decides
 * (agreements), and delivers nothing (exchange). A recall cannot undo what a recipient did with a datum before.
 *
 * Source: FATF INR.40 and the Egmont Principles for the consent of the originator; GDPR article 19 for telling recipients of
 * corrections and erasure; the use clauses of the memoranda of securities regulators.
 */
export { reviewOfMatterStep } from './approve-step.ts';
export { beginNotice, type BreachNotice, noticesAmong } from './breaches/tell-breach.ts';
export { newUseQuestionSchema, newUseVerdictSchema, type NewUseVerdictWire } from './new-uses/wire.ts';
export { tendNewUses } from './new-uses/conclude-new-use.ts';
export { answerConsent } from './answer-consent.ts';
export {
  actOfConsentInLetter,
  attestConsent,
  consentInLetter,
  questionOf,
  questionsTo,
  type SaidConsent,
} from './by-letter/consent-in-letter.ts';
export { questionInLetter, recordsGivenTo } from './by-letter/question-in-letter.ts';
export { actOfRecallInLetter, attestRecall, recallInLetter, type SaidRecall } from './by-letter/recall-in-letter.ts';
export { askConsent } from './ask-consent.ts';
export { actOfStep as actOfMatterStep, bodySchemas } from './bodies.ts';
export { prepareDisclosure } from './disclose.ts';
export { onwardCalls } from './http.ts';
export { answerRecall } from './recalls/answer-recall.ts';
export { startRecall } from './recalls/start-recall.ts';
export { type OnwardDeps, type QueueContent as OnwardContent } from './onward-deps.ts';
export { onwardHandlers } from './receive-dispatch.ts';
export { sendAgain } from './send-again.ts';
export { onwardMattersDue, onwardMigrations } from './store.ts';
