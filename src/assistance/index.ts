// SPDX-License-Identifier: Apache-2.0
/**
 * assistance: the case between two authorities, from the request to its last answer.
 *
 * One authority asks another for assistance under an agreement; the other acknowledges, asks back, answers in part or
 * completely with chosen records, or refuses on a ground that the agreement allows. A refusal may be rebutted or cured where a clause
 * lets it; it is then upheld, or the request reopened. Everything that one of them sends is a step of the case: prepared by one
 * officer, approved by others where the agreement asks for it, judged by the agreement, and sent as one signed dispatch under the
 * permit that the judgement gave.
 *
 * A small worked case, from both sides:
 *
 *     XA  openDraft, verdictOnDraft      needs: "state the facts"; deadlines and conditions are shown while writing
 *     XA  submitDraft                    the governing agreement, the body and its digest are fixed
 *     XA  approveStep (another officer)  permit -> dispatch `assistance.request`; the case is `sent`
 *     XB  (receipt)                      the case opens as `received`; clocks start in XB's calendar
 *     XA  (receipt)                      `received` here too, with the same deadlines
 *     XB  acknowledge, reply, approve    each record goes with the agreement's conditions or stricter ones
 *     XA  (receipt)                      records are held under those conditions; every use names its purpose
 *     both exportBundle                  anyone can check it offline (room verifier)
 *
 * Both sides apply one table of states (states/case-states.ts, docs/reference/case-states.md) and hold one timeline in all that
 * travelled. The receiver computes the act again from the body and judges it by its own copy of the agreement; what was
 * judged differently from what was sent is rejected with a signed reason.
 *
 * What it does not do. It decides no rule (agreements), signs and delivers nothing (exchange), and shows no record (records).
 * A record of another authority goes with a reply only by the leave of its originator, which room onward asks for.
 *
 * Source: the request procedure of Delegated and Implementing Regulations under MiCA (2024/2545) and MAR (2018/292), the
 * memoranda of securities regulators.
 */
export { type AssistanceDeps, type KnownProceedings, type NamedAuthority, type Outcome, type QueueContent } from './assistance-deps.ts';
export { caseStatesReference, transitions } from './states/case-states.ts';
export { actOfStep, bodySchemas, dispatchKindOf, factsOfReply, type StepBody } from './steps/dispatch-bodies.ts';
export { oralWords, versionParts, warningParts } from './printing/case-paper.ts';
export { particularsWords } from './form/particulars-words.ts';
export { bodyOfDraft } from './cases/request-draft.ts';
export { gapsOfCall } from './oral-requests/call-of-draft.ts';
export { type CaseWith, casesWith } from './overview/cases-with.ts';
export { reviewOfStep } from './steps/review-step.ts';
export { exportBundle } from './evidence/export-bundle.ts';
export { measuredCase, type MeasuredCase, measuredCases, measuredCasesAmong, measuredCasesAround } from './measures/measured-case.ts';
export type { MeasureRules } from './measures/measure-rules.ts';
export { takeMeasure } from './measures/take-measure.ts';
export { caseDetail } from './cases/case-detail.ts';
export { caseRows } from './cases/case-row.ts';
export { prepareReply } from './steps/prepare-step.ts';
export { legCase, type LegAnswer, type LegCase, legsOfAlert } from './alerts/leg-cases.ts';
export { type CaseInRelay, casesInRelays, relayCase, relayCases, type RelayCase } from './traces/relay-cases.ts';
export { moveCases } from './cases/move-cases.ts';
export { checkDraft } from './cases/check-draft.ts';
export { openDraft, openDraftIn } from './cases/drafts.ts';
export { recountCases } from './cases/recount-cases.ts';
export { readMessage } from './iso20022/read-message.ts';
export { type CaseMessagesWire, caseMessagesSchema, messageNames, type ReadMessageWire } from './iso20022/wire.ts';
export { type AskedCase, openingText, responseText, statusChangeText } from './iso20022/write-messages.ts';
export { assistanceCalls } from './http.ts';
export type { RequestDraftWire } from './wire.ts';
export { assistanceHandlers } from './steps/receive-dispatch.ts';
export { assistanceMigrations, endRightsOver } from './store.ts';
export { sharedEvents } from './cases/timeline.ts';
export { nextOfState, type NextStep } from './overview/next-of-state.ts';
export { type CaseClock, type CaseInList, clocksBetween, hasCase, listedCases, namedCases, searchedCases } from './overview/overview.ts';
export {
  type CaseIds,
  casesAmong,
  caseIdOfStep,
  commonWordsMin,
  eventsAfter,
  type EventInList,
  lastEventPosition,
  noneOf,
  overviewMigrations,
  type PlaceInList,
} from './overview/store.ts';
export { noteOralRequestSchema, oralRequestListSchema } from './oral-requests/wire.ts';
export { oralRequestMigrations } from './oral-requests/store.ts';
export { draftVersionMigrations } from './draft-versions/store.ts';
export { type CaseFacts, caseFactsBetween } from './overview/store.ts';
export { type CaseEnding, type CountedRefusal } from './overview/case-ending.ts';
export { type CaseBrief, caseBrief } from './overview/case-brief.ts';
export { noteInTimeline } from './overview/note-in-timeline.ts';
export { issuesOfVerdict, onlyApprovalsMissing } from './steps/send-step.ts';
export { limitsOfFile } from './attachments/use-file.ts';
