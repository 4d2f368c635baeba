// SPDX-License-Identifier: Apache-2.0
/** What this room asks of whoever can read files of movements and compute over them, in a thread of its own. */
import type {
  AssetLiquidityRequest,
  ClawbackOrder,
  ClusterOrder,
  ExpandRequest,
  FoundEntries,
  HistoryRequest,
  PairTotal,
  RampsOrder,
  RelayPart,
  SumsRequest,
} from '../../flows/index.ts';
import type {
  ClawbackWire,
  ClusteringWire,
  ExpansionWire,
  ExposureWire,
  FreezePlanWire,
  LiquidityWire,
  PartyHistoryWire,
  PartySumsWire,
  SeedWire,
  ShapeEdgeWire,
  ShapeFindingWire,
  TraceComparisonWire,
  TraceMethod,
  TraceStep,
  TraceWire,
  RampsWire,
} from '../../flows/wire.ts';
import type { Result } from '../../kernel/index.ts';
import type { Noticed } from '../alerts/market-engine.ts';

export interface FlowSource {
  /** What a table that was read already is known by. */
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly layout: string }[];
  /** Fetched only where the table is not at hand; one for each file. */
  readonly bytes: () => Promise<readonly Uint8Array[]>;
}

/** Which accounts an authority supervises: named whole, or by what their names begin with. */
export interface Reach {
  readonly authority: string;
  readonly prefixes: readonly string[];
  readonly parties: readonly string[];
}

export interface FlowOrder {
  readonly seeds: readonly SeedWire[];
  /** Entry points that other authorities handed on; they are seeds beside the others. */
  readonly handed: FoundEntries['stands'];
  readonly methods: readonly TraceMethod[];
  readonly direction: 'forward' | 'backward';
  readonly services: readonly string[];
  readonly reach: readonly Reach[];
  readonly amountMin: string | null;
  readonly ageDaysMax: number | null;
  readonly hopsMax: number | null;
}

export interface MovementFacts {
  readonly digest: string;
  readonly movements: number;
  readonly parties: number;
  readonly assets: readonly { readonly symbol: string; readonly ledger: string }[];
  readonly from: string | null;
  readonly until: string | null;
  /** What the reading left out or noted. */
  readonly noticed: readonly Noticed[];
}

export interface FlowTraced {
  readonly facts: MovementFacts;
  readonly traces: readonly TraceWire[];
  readonly comparison: TraceComparisonWire | null;
  /** Our part for each that asked, and for ourselves where the trace began here; none backward or by poison alone. */
  readonly parts: readonly RelayPart[];
}

export interface ClawbackQuestion extends Omit<ClawbackOrder, 'authorityOf' | 'shownMax'> {
  readonly reach: readonly Reach[];
}

/** How an asset moved between jurisdictions, period by period and over all of them. */
export interface Liquid {
  readonly liquidity: LiquidityWire;
  readonly totals: readonly PairTotal[];
}

export interface FreezeOrder {
  readonly seeds: readonly SeedWire[];
  readonly method: Exclude<TraceMethod, 'poison'>;
  readonly alertAt: string;
  readonly authorities: readonly (Reach & { readonly name: string; readonly latencyMinutes: number })[];
  /** Authorities that are not asked: their accounts are out of reach. */
  readonly notAsked: readonly Reach[];
  readonly services: readonly string[];
}

export interface ShapesFound {
  readonly facts: MovementFacts;
  /** All that were found, by shape, in the order of the catalogue. */
  readonly counts: readonly { readonly shape: string; readonly title: string; readonly count: number }[];
  /** Those that stand out most. */
  readonly findings: readonly { readonly finding: ShapeFindingWire; readonly edges: readonly ShapeEdgeWire[] }[];
}

/** One row of the catalogue: what a shape is, and what is lawful and looks like it. */
export interface ShapeText {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly source: string;
  readonly lookAlikes: readonly string[];
}

export type ExposureGroups = readonly { readonly name: string; readonly parties: readonly string[] }[];

export interface Exposed {
  readonly facts: MovementFacts;
  readonly exposure: ExposureWire;
}

/** A question about who pays whom; every answer carries the digest of the table that it was read from. */
export type LookOrder =
  | { readonly ask: 'around'; readonly request: ExpandRequest }
  | { readonly ask: 'sums'; readonly request: SumsRequest }
  | { readonly ask: 'history'; readonly request: HistoryRequest }
  | { readonly ask: 'clusters'; readonly request: Pick<ClusterOrder, 'tags' | 'contested' | 'only' | 'shownMax'> }
  | { readonly ask: 'way'; readonly request: { readonly from: string; readonly to: string; readonly hopsMax: number } };

export type Looked =
  | { readonly ask: 'around'; readonly expansion: ExpansionWire }
  | { readonly ask: 'sums'; readonly sums: PartySumsWire }
  | { readonly ask: 'history'; readonly history: PartyHistoryWire }
  | { readonly ask: 'clusters'; readonly clustering: ClusteringWire }
  /** Null where there is no way. */
  | { readonly ask: 'way'; readonly input: string; readonly steps: readonly TraceStep[] | null };

export interface FlowEngine {
  /** Nothing where the file can be read in this layout by its name; an issue otherwise. */
  readonly layoutOf: (fileName: string, layout: string) => Result<string>;
  /** Reads the file and says what is in it; issues where it cannot be read. */
  readonly look: (source: FlowSource) => Promise<Result<MovementFacts>>;
  /** `self`: our own authority, as it stands in our part. */
  readonly trace: (source: FlowSource, order: FlowOrder, self: string) => Promise<Result<FlowTraced>>;
  readonly shapes: readonly ShapeText[];
  /** Looks for these shapes, each by the values of its own table. */
  readonly findShapes: (source: FlowSource, shapes: readonly string[]) => Promise<Result<ShapesFound>>;
  /** How near holdings lie to each group of listed addresses. */
  readonly expose: (
    source: FlowSource,
    order: { readonly groups: ExposureGroups; readonly services: readonly string[]; readonly hopsMax: number },
  ) => Promise<Result<Exposed>>;
  /** What crossed between money and digital assets, at which of these firms. */
  readonly ramps: (source: FlowSource, order: RampsOrder) => Promise<Result<RampsWire>>;
  /** What of traced value could be seized; accounts stand under whoever reaches them, as for a trace. */
  readonly clawback: (source: FlowSource, order: ClawbackQuestion) => Promise<Result<ClawbackWire>>;
  /** How much of an asset went between jurisdictions in each period, and how fast it turned over. */
  readonly liquidity: (source: FlowSource, order: AssetLiquidityRequest) => Promise<Result<Liquid>>;
  /** The parties around one, the sums between some, or the shortest way from one to another. */
  readonly lookAround: (source: FlowSource, order: LookOrder) => Promise<Result<Looked>>;
  readonly planFreeze: (source: FlowSource, order: FreezeOrder) => Promise<Result<FreezePlanWire>>;
}
