// SPDX-License-Identifier: Apache-2.0
/**
 * agreements: the law of the house. A document that people sign and a machine can apply, and the one function that applies it.
 *
 * What is here:
 *  - documents/: reading a document (strict JSON, schema, lint), its digest and parties; lint, which finds what makes it unsafe
 *    to sign, such as a term without a clause or a clause whose promise no term carries; the file with every party's
 *    signature over the exact bytes, and when it is in force; the peering instrument, under which two servers can make
 *    their first real agreement;
 *  - verdicts/: the terms prepared for fast decisions, by pair of parties; from an act to a verdict with its reasons and
 *    clauses; the permit, which sending takes and only this room makes; deadlines, refusal grounds, what data must carry at
 *    least, and the words of all these;
 *  - training/: the arrangement with an authority that a program plays, and how it is told from a real one;
 *  - consents/: the originator's signed consent to pass a datum on, and whether a datum of a third authority may go to a
 *    recipient for a purpose, computed from the datum as it travels;
 *  - ways/: every lawful way to a kind of assistance, direct or through another authority, ranked, with what each needs;
 *  - network/: who can ask whom for what, what is lacking, ends or contradicts itself; and reach, everywhere a datum could go;
 *  - joint-work/: which clause provides for what several authorities do or settle together;
 *  - published/: an agreement handed to anybody as a file, where its parties agreed to publish it; and those of others, for looking
 *    only;
 *  - further-use/: whether received information may be used otherwise: windows, consents, personal data field by field;
 *  - tables/: what each template in the box answers to each act, for lawyers, decided again by a test;
 *  - on-files/: verdicts, ways and reach from files, without a server;
 *  - samples/: agreements among invented authorities;
 *  - admit-agreement, store, http: how an agreement comes into force at one server.
 *
 * A small worked case. XA's commission wants XB's unit to look into its files for administrative enforcement:
 *
 *     const index = indexAgreements(agreementsInForce);
 *     const act = askAct({ from: xa, to: xb, assistance: 'information-from-files', purpose: 'admin-enforcement', ... });
 *     decide(act, index, noFacts, now).verdict
 *     // needs: "Clause 7 asks for the facts underlying the request; it is still empty.", and one approval
 *     decide(completeAct, index, { ...noFacts, approvals, preparedBy, stepDigest }, now)
 *     // permitted: "Clause 4 allows information from files.", "Clause 6 allows it for administrative enforcement."; and a permit
 *
 * Who may rely on what. `decideUnder` reads the act, one agreement, the facts and the moment, and nothing else; equal inputs
 * give equal bytes in canonical JSON. So the receiving server and a court recompute the verdict and compare its digest.
 * Which agreement governs where several do, and the order of reasons, is written in docs/reference/verdicts.md and tested.
 *
 * What it does not do. It sends nothing, approves nothing and opens no case. It does not say whether a request is wise, nor
 * whether the facts in it are true. Rules that a document states only in its text bind the people, not this room; lint warns.
 *
 * Sources: the IOSCO memoranda, the co-operation procedures under MiCA and MAR, FATF Recommendation 40 and the Egmont
 * principles for what such agreements hold; Regulation 1182/71 for periods.
 */
export { type Act, isOnward, type OnwardAct, readAct } from './verdicts/act.ts';
export {
  type AgreementDocument,
  type AgreementInForce,
  type AgreementRef,
  type KnownAgreement,
  knownAgreement,
  type Party,
  type ReadAgreement,
  readAgreement,
  readParty,
  refOf,
} from './documents/agreement-document.ts';
export {
  type AgreementIndex,
  agreementByDigest,
  agreementsBetween,
  agreementsOf,
  indexAgreements,
  isReplaced,
} from './verdicts/agreement-index.ts';
export { approvalHoursMax, countApprovals } from './verdicts/approvals.ts';
export { askAct, type AskDescription, filledFields, oralClause, requiredFields, shareAct } from './verdicts/ask-act.ts';
export { carryAttested, readAttestedRecord, readWord, signAttestedRecord } from './consents/attestation.ts';
export {
  consentType,
  type Consent,
  datumDigest,
  type ReadConsent,
  readConsent,
  signAttestedConsent,
  signConsent,
} from './consents/consent-document.ts';
export { type Given, givingFacts } from './consents/giving-facts.ts';
export { saidMembers, textConditionsOf, textMembers } from './consents/text-of-reply.ts';
export { alertThatTells, mayBeTold, type ToldOfAlert, toldOfAlert } from './consents/told-of-alert.ts';
export { coverageOf, judgePassOn, type PassedOnDatum, type PassingOn } from './consents/judge-pass-on.ts';
export { withheldTogether } from './consents/withheld-together.ts';
export {
  decide,
  type Decision,
  decideUnder,
  type Facts,
  isInForceFor,
  noFacts,
  type StepContent,
  stepDigestOf,
  stepTextOf,
} from './verdicts/decide.ts';
export { decideOnFiles } from './on-files/decide-on-files.ts';
export {
  clockAfter,
  type ClockedRequest,
  type Deadline,
  deadlineOfStep,
  deadlinesOf,
  endOfPeriod,
  type StepAgainstRefusal,
  stepsAgainstRefusal,
} from './verdicts/deadlines.ts';
export { agreementCalls } from './http.ts';
export { type AgreementLife, noLife } from './documents/agreement-life.ts';
export { holidaysWith } from './documents/announced-holidays.ts';
export { derivedId } from './documents/derived-id.ts';
export { lintAgreement } from './documents/lint.ts';
export { lintAmong } from './documents/lint-precedence.ts';
export { trainingKind } from './terms/vocabulary.ts';
export { trainingMark } from './training/lint-training.ts';
export { lintReport, lintText } from './documents/lint-text.ts';
export { type OpenQuestion, openQuestions } from './documents/lint-sources.ts';
export { fillTemplate, type FilledTemplate, templateInGeneral } from './templates/fill-template.ts';
export { type AgreementTemplate } from './templates/template.ts';
export { templateEntries } from './templates/template-entries.ts';
export { agreementTemplates, findTemplate } from './templates/template-library.ts';
export { type LintFinding } from './documents/lint-finding.ts';
export { isPeeringInstrument, type PartyIdentity, peeringInstrument } from './documents/peering-instrument.ts';
export { isPermit, type Permit, type PermitDetails, permitDetails } from './verdicts/permit.ts';
export { allowedPostponementGrounds, allowedRefusalGrounds, type AllowedGround } from './verdicts/refusal-grounds.ts';
export { refusalGroundMeaning } from './terms/ground-words.ts';
export { publishedSchema, termPage, termsReference } from './terms/term-pages.ts';
export { buildCondition, everyDatumConditioned, replyLimits } from './verdicts/reply-limits.ts';
export { bilateralArrangement, demoAgreement, demoAgreements, multilateralMemorandum } from './samples/samples.ts';
export {
  agreementPayloadType,
  type AgreementSigner,
  agreementStatus,
  readSignedAgreement,
  signAgreementFile,
  type SignedAgreement,
  verifyAgreementSignatures,
  writeAgreementFile,
} from './documents/signed-agreement.ts';
export {
  agreementDetail,
  agreementMigrations,
  agreementRows,
  agreementsInForce,
  rememberAgreements,
  readStoredAgreement,
  signedAgreementFile,
  writeAgreementLife,
} from './store.ts';
export {
  type AgreementAudit,
  type AgreementAuditEntry,
  type AgreementDeps,
  admitAgreement,
  admitPaperAgreement,
  admitSignedAgreement,
  signAgreement,
} from './admit-agreement.ts';
export { isVerdict, type ReasonKind, reasonKinds, type Verdict, verdictDigest, type VerdictReason } from './verdicts/verdict.ts';
export { judgeFurtherUse, type UseMode } from './further-use/judge-further-use.ts';
export { breachNoticeDueAt, breachNoticeHours, tellBreachAct } from './further-use/breach-notice.ts';
export { answerNewUseAct, changeOfNewUse, newUseMode, objectUntil, tellNewUseAct } from './further-use/new-use.ts';
export { type ClauseRef } from './verdicts/compiled-agreement.ts';
export { type FurtherUseAnswerWire, type FurtherUseQuestionWire } from './further-use/wire.ts';
export { tableLines, verdictTables } from './tables/render-tables.ts';
export {
  checkPublished,
  publicationClause,
  publishAgreement,
  type PublishedAgreement,
  readPublished,
} from './published/published-agreement.ts';
export { type PublishingDeps } from './published/admit-published.ts';
export { publishedMigrations } from './published/store.ts';
export { networkOf } from './network/network.ts';
export { reachOf } from './network/reach.ts';
export { readAgreementInFile } from './on-files/read-agreement-file.ts';
export { reachOnFiles } from './on-files/reach-on-files.ts';
export { type NetworkWire, reachAnswerSchema, type ReachAnswerWire, type ReachQuestionWire } from './network/wire.ts';
export { findWays, type WayQuestion } from './ways/find-ways.ts';
export { waysOnFiles } from './on-files/ways-on-files.ts';
export { type WaysAnswerWire, type WayWire } from './ways/wire.ts';
export { recallTermOf } from './verdicts/recall-term.ts';
export { assistanceWords, contentFieldLabel, deadlineStepWords, recallGroundWords, urgencyGroundWords } from './verdicts/words.ts';
export {
  type AssistanceKind,
  type CarriedConsentWire,
  type ConsentWire,
  type ContentField,
  type NewUseChange,
  type PassedOnWire,
  type RecallGround,
  type RefusalGround,
} from './wire.ts';
