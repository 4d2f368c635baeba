// SPDX-License-Identifier: Apache-2.0
/**
 * flows: where the money went, across accounts, assets and chains.
 *
 * Movements come in as the canonical table of `columns`. A *trace* follows units from seeds forward, or from an exit backward, by one of
 * five rules: poison, haircut, first-in-first-out, last-in-first-out, and traced money first to the largest payment. Every rule but poison
 * conserves: what a seed marked equals what is held, what left, and what a stop rule ended, to the unit, and every unit has its way.
 *
 * A small worked case. XA-1001 (the thief, 40,000 stolen) and XA-2002 (an honest payer, 10,000) pay into XA-3003, which pays 9,900 to
 * XB-4001 and more to others. First-in-first-out says that the 9,900 are stolen, all of them: the 40,000 came first. Haircut says 7,920,
 * four fifths. Last-in-first-out says none, since the honest 10,000 came last. A court decides which rule holds; `comity trace --method
 * all` shows them side by side.
 *
 * A trace ends where a stop rule says: at a service, below an amount, beyond a number of hops or an age. It never goes through an exchange,
 * whose customers' money is mixed: there a request for assistance begins.
 *
 * How it works. Amounts are whole units in typed arrays; where a balance passes 2^53 the same replay runs over bigints. Openings are the
 * least that makes every balance non-negative, and are counted. A swap or a bridge is crossed where one leg goes out and one comes in.
 * Backward is the same replay over the table read from its end. The same movements and the same request give the same bytes.
 *
 * What it does not do: it reads no clock, no file and no register, and asks no other authority; where a trace reaches a firm abroad it
 * ends, and an officer decides. The obvious alternative, a graph database, answers who is connected with whom, which is everybody.
 */
export { compareMethods } from './tracing/compare-methods.ts';
export { type Direction } from './tracing/follow-lots.ts';
export { seedsMax } from './tracing/seeds.ts';
export { digested, type DigestedMovements, runTrace, runTraceWithin, shortenTrace, type TraceRequest } from './tracing/trace.ts';
export { findTemporalCycles } from './cycles/temporal-cycles.ts';
export { generateMovements, type Planted, typologies } from './generator/generate-movements.ts';
export { shapesReference } from './shapes/reference.ts';
export { findShape, runShapes, scoresByParty, studyShapes } from './shapes/run-shapes.ts';
export { type Shape } from './shapes/shape.ts';
export { shapes } from './shapes/shapes.ts';
export { stepOf } from './tracing/trace.ts';
export { clusterParties, type ClusterOrder, ordinaryRules } from './clusters/cluster-parties.ts';
export { linkReasons, type LinkReason } from './clusters/evidence.ts';
export { type Tag, tagColumns, tagOf, weightOf } from './clusters/tags.ts';
export { exposureTo } from './exposure/exposure.ts';
export { clawbackOf, type ClawbackOrder } from './clawback/clawback.ts';
export { planFreeze } from './freezing/freeze-plan.ts';
export { replayCase } from './freezing/replay-case.ts';
export { type HistoryRequest, partyHistory } from './histories/party-history.ts';
export { expandParty, type ExpandRequest } from './expanding/expand-party.ts';
export { placesMax, shortestWay } from './expanding/shortest-way.ts';
export { sumsBetween, type SumsRequest } from './expanding/sums-between.ts';
export { minimumCut } from './freezing/max-flow.ts';
export { holdingsOf } from './holdings.ts';
export { indexMovements, whoPaidWhom } from './movement-index.ts';
export { withArithmetic } from './tracing/arithmetic.ts';
export { followLots, type LotMethod } from './tracing/follow-lots.ts';
export { followHaircut } from './tracing/haircut.ts';
export { type FoundEntries, findEntries } from './relaying/find-entries.ts';
export { type JoinedPicture, joinParts } from './relaying/joined-picture.ts';
export {
  entriesFor,
  entryIdOf,
  type HandedEntry,
  type RelayEntry,
  type RelayPart,
  relayPartOf,
  showsAllWays,
  withoutNames,
} from './relaying/relay-part.ts';
export type { RampFirm } from './ramps/accounts-of-firms.ts';
export { type AssetLiquidityRequest, liquidityOfAsset, type PairTotal, pairTotals } from './ramps/liquidity-of-asset.ts';
export { rampsOf, type RampsOrder } from './ramps/ramps.ts';
export type { Prices } from './ramps/worth.ts';
export { type PriceRow, valueMovements } from './histories/value-movements.ts';
