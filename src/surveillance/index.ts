// SPDX-License-Identifier: Apache-2.0
/**
 * surveillance: from orders and trades to alerts that another authority can run again.
 *
 * A *pattern* is one practice of market abuse: its definition, its place in the law (MAR Annex I, Delegated Regulation 2016/522 Annex II),
 * parameters with their origin, and a function that finds it in a table of market events. An *alert* says in sentences what was found,
 * names every event it rests on, and carries pattern, version, parameters and the digest of its input.
 *
 * A small worked case. In ZED-PERP an account shows 400 at the bid, more than half of the displayed depth; six seconds later it sells 20 at
 * the offer; two seconds later the 400 are gone and do not come back. Once, that is what makers do when they are filled. At the third time
 *
 *     spoofing (MAR Annex I A(f)): 3 times XVEN/acc-7 showed one large order on one side, was filled on the other side, and withdrew them
 *     2.0 s later on average. They were 56.1 % of the displayed depth on average ... That followed 75.0 % of its fills; of 11 other
 *     participants 0 reach that share.
 *
 * How it works. Events are replayed once through the order books; patterns on orders listen. Patterns on prices and volumes look at
 * the trades by instrument and by group, where accounts of one beneficial owner are one group. What does not fit together in the books is
 * counted and shown. Scores say how far something stands out from a named baseline, never how guilty somebody is.
 *
 * A market can be looked at while its events come (live/): patterns that need no later events speak at once, all of them when the day is closed,
 * and both say what a run over the same events says.
 *
 * What several authorities tell of one alert is joined on one clock (joint/): as narrow as it was asked, each part with the digest of its events.
 * An authority may set a pattern's parameters otherwise, within bounds; what that changes is said by laying the alerts of the same table side by
 * side (studio/).
 *
 * What it does not do: it reads no clock, no file and no register, asks no other authority, and decides nothing. Linking accounts across
 * venues is done by whoever gives it owners. The obvious alternative, a model trained on labels, cannot tell a court why.
 *
 * Sources stand in the file of each pattern.
 */
export { alertOf, evidenceEventsMax } from './alerts.ts';
export { auditHistory, type HistorySubject } from './history/audit-history.ts';
export { holdingOf, type MarketHolding } from './joint/market-holding.ts';
export { type ActivityPart, type FoundPart, partOfAlert, type PartOrder } from './joint/alert-part.ts';
export { joinAlertParts, type PlacedPart } from './joint/join-parts.ts';
export { type ClosedSegment } from './live/live-segment.ts';
export {
  type MarketPartition,
  messageLinesMax,
  openMarketPartition,
  partitionOf,
  type PartitionOrder,
  segmentHeader,
  segmentRowsMax,
  type Snapshot,
} from './live/market-partition.ts';
export { freshPartition, type MarketMessage, type PartitionPlace, type SegmentPlace } from './live/partition-place.ts';
export { groupsOf } from './market/groups.ts';
export { prepareReplay, type ReplayFault, replayFaults, type ReplayFaults } from './market/replay.ts';
export { type Pattern, type ReferenceMoment } from './pattern.ts';
export { patterns } from './patterns.ts';
export { patternsReference } from './reference.ts';
export {
  findPattern,
  readMoment,
  rerunAlert,
  type Rerun,
  runSurveillance,
  studyMarket,
  type Surveillance,
  type SurveillanceOrder,
} from './run-surveillance.ts';
export {
  type AlertPair,
  countEffect,
  type Effect,
  effectByDay,
  effectByInstrument,
  type EffectCounts,
  type NamedEffect,
  pairAlerts,
  sumCounts,
  sumEffects,
} from './studio/pair-alerts.ts';
export { boundsOf, checkParameters } from './studio/parameter-bounds.ts';
export { describeActivity } from './review/describe-activity.ts';
export { reviewAlert, type ReviewWindow } from './review/review-alert.ts';
export { practices, simulateMarket, type SimulatedDay } from './simulator/simulate-market.ts';
