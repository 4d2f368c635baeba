// SPDX-License-Identifier: Apache-2.0
/**
 * findings: what engines found becomes work for an officer: leads, their triage, and the request that a lead leads to.
 *
 * How it works. An engine is a set of pure functions; this room gives it the authority's data and keeps what it says. Lists are imported in
 * versions (lists/) and held in memory as one index. Screenings ask it for every subject of the records, of a file, or of one question
 * (screenings/). What is met becomes a lead (leads/), the one shape for all engines: who or what, a sentence, reasons, and the digest of what
 * it rests on. An officer takes it, looks at both sides, says same, different or unsure, and drafts a request for assistance from it: only
 * what another authority answers under an agreement is evidence. Records and list entries are joined into entities (entities/), with
 * judgements that go before every score and can be taken back; the page of one of them says all that is known about it, and from where.
 *
 * A small worked case. A keeper imports a new version of a list; a firm in our register stands on it:
 *
 *     importList(tx, deps, { list: 'xa-list', bytes, ... }, by)      // version 2, 3 changed; a screening is ordered
 *     work.next()                                                    // 812 records: 797 untouched, 15 compared, 1 hit: a lead
 *     judgeLead(deps, lead, { verdict: 'same', reason, until: null }, by)   // 'confirmed'
 *     draftRequest(deps, lead, { counterpart, assistance, purpose }, by)    // 'requested'; the draft lies in room assistance
 *
 * Files of market events go through the patterns of room surveillance (alerts/): each alert is a lead as well, with its market over time,
 * the request for its other leg, and the draft of a report.
 *
 * Accounts on markets are linked to subjects in records, as officers judge (account-links/): so those that belong together, at whatever venue, are
 * told as such, each with the record and the judgement that its link rests on.
 *
 * An alert that spans venues of other authorities is asked about there, and what they tell is laid beside our own part on one clock (joint-alerts/).
 *
 * Markets that are watched while their events come (live/) bring alerts to the same inbox: what a worker took, what it found and where it stands are
 * stored together, so that each alert comes once however workers die.
 *
 * An analyst may try other parameters of a pattern (studio/): a draft is back-tested on files taken in and follows new ones as a shadow, and
 * is an edition of its own when a second officer has approved it.
 *
 * Files of movements are traced by room flows (traces/): each trace is a lead as well; where it reaches accounts under another authority it
 * is handed on as a request with the entry points alone, continued there, and comes back as a part of one picture.
 *
 * The same files are looked through for the shapes of laundering (shapes/): what is found is kept with its reasons and its picture, and becomes a
 * lead when an officer takes it on. What crossed between money and digital assets at which firms, and how assets move between jurisdictions,
 * is shown with what registrations say (ramps/); what of a trace could be seized, with the orders that stand (clawback/). How near their
 * holdings lie to listed addresses is computed when it is asked for (exposures/), and so is who pays whom around a party, for the canvas on
 * which an officer goes from one to the next (surroundings/). What an officer put together there is kept in a case, edition by edition, with
 * the sums and digests on which it rests (canvases/).
 *
 * What packs and officers say of addresses is kept with source and confidence (attributions/); each can be contested by an officer, another one
 * gives an opinion, and what is contested is shown and rests nothing on it.
 *
 * The obvious alternative is to write hits of an engine straight into a case file. Then a likeness of names would look like a fact, the
 * next screening would ask again what was answered, and nobody could say how often a list is right.
 *
 * The rules, each held in one place:
 *  - One door for every engine: `raiseLead`; the same finding again is the same lead (leads/raise-lead.ts).
 *  - A lead about a record holds no word of it: side by side is a use of the record, under its conditions (leads/lead-detail.ts).
 *  - A judgement counts until either side changes, a rejection until its day (leads/judgement.ts).
 *  - A lead on an entry that changed is compared again, and closed where it is no longer alike (screenings/renew-leads.ts).
 *  - A change of a list is screened against what it can affect, and what it cannot is counted (screenings/work-screenings.ts).
 *
 * What it does not do: it decides nothing about a person, sends nothing, and passes on nothing that another authority gave.
 * Source: FATF Recommendations 6 and 7; Wolfsberg Guidance on Sanctions Screening; decisions/0135-findings-and-leads.md.
 */
export { accountLinkCalls } from './account-links/http.ts';
export { linkProposalsSchema, type LinkProposalsWire } from './account-links/wire.ts';
export { alertCalls } from './alerts/http.ts';
export { type KeptAlert, keptAlert } from './alerts/kept-alert.ts';
export type { MarketEngine, MarketSource, Watched, WatchOrder } from './alerts/market-engine.ts';
export { openRunWork, type RunWork } from './alerts/work-runs.ts';
export { attributionCalls } from './attributions/http.ts';
export { canvasCalls } from './canvases/http.ts';
export { canvasDetailSchema, canvasRowSchema, erasureGrounds } from './canvases/wire.ts';
export { findEdition } from './canvases/store.ts';
export { entityPage, type EntityDeps } from './entities/entity-page.ts';
export { entityCalls } from './entities/http.ts';
export { entityPageSchema, type EntityPageWire } from './entities/wire.ts';
export { exposureCalls } from './exposures/http.ts';
export type { FindingsDeps } from './findings-deps.ts';
export { jointAlertCalls } from './joint-alerts/http.ts';
export {
  jointDetailSchema,
  type JointDetailWire,
  type legAnswerOrderSchema,
  legQuestionSchema,
  type LegQuestionWire,
} from './joint-alerts/wire.ts';
export { leadCalls } from './leads/http.ts';
export { leadStatesReference, leadTransitions } from './leads/lead-states.ts';
export { type NewLead, raiseLead } from './leads/raise-lead.ts';
export type { LeadAbout, LeadFacts } from './leads/store.ts';
export { holdLists } from './lists/held-lists.ts';
export { listCalls } from './lists/http.ts';
export { liveCalls } from './live/http.ts';
export { forgetMarket, liveFigures, liveStatus } from './live/live-status.ts';
export type { LiveStatus, PartitionStatus } from './live/wire.ts';
export { type LiveWork, type LiveWorkOrder, openLiveWork, type TakenPartition } from './live/live-work.ts';
export type { PartitionFigures } from './live/store.ts';
export { findingsMigrations } from './migrations.ts';
export { clawbackCalls } from './clawback/http.ts';
export { firmsOf } from './ramps/firms-of-records.ts';
export { rampCalls } from './ramps/http.ts';
export { screeningCalls } from './screenings/http.ts';
export { openScreeningWork, type ScreeningWork } from './screenings/work-screenings.ts';
export { editionsFor, publishedEditions, withEditions } from './studio/editions.ts';
export { studioCalls } from './studio/http.ts';
export { carryOutPublication } from './studio/publish-draft.ts';
export {
  type DetectorWire,
  detectorSchema,
  type DraftDetailWire,
  draftDetailSchema,
  draftRowSchema,
  type DraftRowWire,
  type EffectWire,
} from './studio/wire.ts';
export { type LookWork, openLookWork } from './studio/work-looks.ts';
export { studyCalls } from './shapes/http.ts';
export { studyDetailSchema, type StudyDetailWire, studyRowSchema } from './shapes/wire.ts';
export { surroundingsCalls } from './surroundings/http.ts';
export type {
  Exposed,
  FlowEngine,
  FlowOrder,
  FlowSource,
  FlowTraced,
  FreezeOrder,
  Liquid,
  Looked,
  LookOrder,
  MovementFacts,
  Reach,
  ShapesFound,
} from './traces/flow-engine.ts';
export { traceCalls } from './traces/http.ts';
export { movementFileAnswerSchema, movementLayoutNames, type TraceDetailWire, traceDetailSchema, traceRowSchema } from './traces/wire.ts';
