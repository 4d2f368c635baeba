// SPDX-License-Identifier: Apache-2.0
/**
 * One authority's part of a trace that goes through several: from where the value came in, where it ended on this authority's data, and
 * where it went on to another's.
 *
 *     XA's part                         XB's part
 *     begun 40,000 EUR                  entry 7f3a.. 38,000 EUR: found 38,000
 *     held by XA-1001       2,000       left in cash at XB-4001   20,000
 *     reached XB, entry 7f3a.. 38,000   reached XC, entry 19c2..   18,000
 *
 * An *entry point* is one movement into an account that another authority supervises: the account, the asset, the instant, what the whole
 * movement moved, and how much of it is traced. That is all that the other authority needs and all that it is told: who paid, and by which
 * way the value came, stays here. Its name is the digest of those facts, so that the same movement has the same name wherever it is met.
 *
 * Whoever asks again in a relay, since more has come to light, hands all its entry points on again with their amounts as they are now, and
 * the new part stands in the place of the old one. Two asks for two halves would not do: by haircut, and by traced-first, what a movement
 * takes along depends on all that is traced at that moment.
 *
 * In each part, by asset: what was found and converted in equals what ended, was converted, went on or is left out, to the unit.
 */
import { digestOfValue } from '../../columns/index.ts';
import type { AssetName, TraceWire } from '../wire.ts';
import { assetKey, assetSums, exactText, exactUnits } from './exact-sums.ts';

export interface RelayEntry {
  readonly id: string;
  /** The account or wallet that received it, as both write it. */
  readonly party: string;
  readonly asset: AssetName;
  readonly at: string;
  /** What the whole movement moved, by which it is found on other data. */
  readonly movement: string;
  /** How much of it is traced. */
  readonly amount: string;
}

/** An entry point as a part tells of it: nobody else's account is named where only sums are told. */
export type ToldEntry = Omit<RelayEntry, 'party'> & { readonly party: string | null };

export interface RelayEnd {
  readonly kind: TraceWire['holders']['first'][number]['kind'];
  /** Null where it is not named: smaller ones together, or ends that are told as a sum. */
  readonly party: string | null;
  readonly asset: AssetName;
  readonly amount: string;
  /** When the first and the last of it arrived there, or left there; null where only the sum is told. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

export interface RelayPart {
  /** Whose data. */
  readonly authority: string;
  /** Who handed the entry points on; null where the trace began here. */
  readonly askedBy: string | null;
  readonly trace: string;
  readonly movements: string;
  readonly method: TraceWire['method'];
  /** What was asked of each entry point and found; empty where the trace began here. */
  readonly entries: readonly { readonly id: string; readonly asset: AssetName; readonly asked: string; readonly found: string }[];
  /** What was marked: what the trace began with, or what was found of the entry points. */
  readonly begun: readonly AssetAmount[];
  readonly converted: readonly { readonly asset: AssetName; readonly given: string; readonly got: string }[];
  readonly ends: readonly RelayEnd[];
  readonly reached: readonly { readonly authority: string; readonly entry: ToldEntry }[];
  /** Reached in parts too many or too small to hand on one by one. */
  readonly beyond: readonly { readonly authority: string; readonly asset: AssetName; readonly amount: string }[];
}

export interface AssetAmount {
  readonly asset: AssetName;
  readonly amount: string;
}

export interface PartOrder {
  readonly authority: string;
  /** The digest of the trace as it is kept, which may show fewer of its ways. */
  readonly trace: string;
  /** Who supervises an account; null where it is ours, or not known. */
  readonly supervisorOf: (party: string) => string | null;
  /** Whose seeds are told: those of one that asked, or, with null, those with which the trace began here. */
  readonly askedBy: string | null;
  /** By seed of the trace: who asked for it, and the entry point it stands for; null where the trace began here. */
  readonly seeds: readonly (HandedEntry | null)[];
  /** Entry points that were asked for and not found on our data. */
  readonly notFound: readonly HandedEntry[];
}

export interface HandedEntry {
  readonly askedBy: string;
  readonly entry: RelayEntry;
}

/** Entry points of one part for one authority: what one request asks for. On the other side each is a seed. */
export const relayEntriesMax = 16;

/** Ends that a part names one by one; smaller ones are summed by kind. */
const endsMax = 200;

/** A trace as one authority's part. It must go forward by a rule that conserves, and show all of its ways (see `showsAllWays`). */
export function relayPartOf(trace: TraceWire, order: PartOrder): RelayPart {
  const isCounted = (seed: number): boolean => (order.seeds[seed]?.askedBy ?? null) === order.askedBy;
  const begun = assetSums();
  const given = assetSums();
  const got = assetSums();
  for (const { seed, asset, marked, convertedIn, ended } of trace.totals) {
    if (!isCounted(seed)) continue;
    begun.add(asset, exactUnits(marked));
    got.add(asset, exactUnits(convertedIn));
    given.add(asset, exactUnits(ended.converted ?? '0'));
  }
  const exchanged = assetSums();
  for (const { asset } of [...given.list(), ...got.list()]) exchanged.add(asset, 1n);
  return {
    authority: order.authority,
    askedBy: order.askedBy,
    trace: order.trace,
    movements: trace.input.movements,
    method: trace.method,
    entries: entriesOf(trace, order),
    begun: begun.list(),
    converted: exchanged.list().map(({ asset }) => ({ asset, given: exactText(given.of(asset)), got: exactText(got.of(asset)) })),
    ...endsOf(trace, order, isCounted),
  };
}

export function showsAllWays({ paths, holders }: TraceWire): boolean {
  return paths.count === paths.first.length && holders.count === holders.first.length;
}

function entriesOf(trace: TraceWire, { askedBy, seeds, notFound }: PartOrder): RelayPart['entries'] {
  const own = (handed: HandedEntry | null): handed is HandedEntry => handed !== null && handed.askedBy === askedBy;
  const rows = new Map<string, { readonly entry: RelayEntry; found: bigint }>();
  for (const { entry } of notFound.filter(own)) rows.set(entry.id, { entry, found: 0n });
  for (const [index, handed] of seeds.entries()) {
    if (!own(handed)) continue;
    const row = rows.get(handed.entry.id) ?? { entry: handed.entry, found: 0n };
    row.found += exactUnits(trace.seeds[index]?.marked ?? '0');
    rows.set(handed.entry.id, row);
  }
  return [...rows.values()].map(({ entry: { id, asset, amount: asked }, found }) => ({ id, asset, asked, found: exactText(found) }));
}

type Way = TraceWire['paths']['first'][number];

function endsOf(trace: TraceWire, order: PartOrder, isCounted: (seed: number) => boolean): Pick<RelayPart, 'ends' | 'reached' | 'beyond'> {
  const ends = new Map<string, RelayEnd>();
  const found = new Map<string, Found>();
  for (const way of trace.paths.first) {
    if (!isCounted(way.seed) || way.kind === 'converted') continue;
    const authority = way.kind === 'service' ? order.supervisorOf(way.party) : null;
    const last = way.steps.at(-1);
    if (authority === null || last === undefined) addEnd(ends, way, last?.at ?? trace.seeds[way.seed]?.at ?? null);
    else addReached(found, way, { authority, at: last.at, movement: exactText(exactUnits(last.amount)) });
  }
  return { ends: summed([...ends.values()].toSorted(byAmount)), ...largestFew([...found.values()]) };
}

function addEnd(ends: Map<string, RelayEnd>, { kind, party, asset, amount }: Way, at: string | null): void {
  const key = `${kind}\u0000${assetKey(asset)}\u0000${party}`;
  const known = ends.get(key) ?? { kind, party, asset, amount: '0', firstAt: at, lastAt: at };
  ends.set(key, {
    ...known,
    amount: exactText(exactUnits(known.amount) + exactUnits(amount)),
    firstAt: at !== null && known.firstAt !== null && at < known.firstAt ? at : known.firstAt,
    lastAt: at !== null && known.lastAt !== null && at > known.lastAt ? at : known.lastAt,
  });
}

interface Found {
  readonly authority: string;
  readonly entry: RelayEntry;
}

/** The name of an entry point: the digest of the facts by which it is found. */
export function entryIdOf({ party, asset: { symbol, ledger }, at, movement }: Omit<RelayEntry, 'id' | 'amount'>): string {
  return digestOfValue({ party, asset: { symbol, ledger }, at, movement });
}

/** Ways that end with one movement are one entry point. */
function addReached(
  found: Map<string, Found>,
  { party, asset, amount }: Way,
  { authority, at, movement }: { readonly authority: string; readonly at: string; readonly movement: string },
): void {
  const id = entryIdOf({ party, asset, at, movement });
  const before = found.get(id)?.entry.amount ?? '0';
  const entry = { id, party, asset, at, movement, amount: exactText(exactUnits(before) + exactUnits(amount)) };
  found.set(id, { authority, entry });
}

function largestFew(found: readonly Found[]): Pick<RelayPart, 'reached' | 'beyond'> {
  const counts = new Map<string, number>();
  const reached: Found[] = [];
  const beyond = new Map<string, RelayPart['beyond'][number]>();
  for (const { authority, entry } of found.toSorted((one, other) => byAmount(one.entry, other.entry))) {
    const count = (counts.get(authority) ?? 0) + 1;
    counts.set(authority, count);
    if (count <= relayEntriesMax) {
      reached.push({ authority, entry });
      continue;
    }
    const key = `${authority}\u0000${assetKey(entry.asset)}`;
    const sum = exactUnits(beyond.get(key)?.amount ?? '0') + exactUnits(entry.amount);
    beyond.set(key, { authority, asset: entry.asset, amount: exactText(sum) });
  }
  return { reached, beyond: [...beyond.values()] };
}

/** The largest one by one, the others as one sum for each kind and asset. */
function summed(ends: readonly RelayEnd[]): RelayEnd[] {
  const sums = new Map<string, RelayEnd>();
  for (const { kind, asset, amount } of ends.slice(endsMax)) {
    const key = `${kind}\u0000${assetKey(asset)}`;
    const sum = exactUnits(sums.get(key)?.amount ?? '0') + exactUnits(amount);
    sums.set(key, { kind, party: null, asset, amount: exactText(sum), firstAt: null, lastAt: null });
  }
  return [...ends.slice(0, endsMax), ...sums.values()];
}

/**
 * The same part with its ends as sums by kind: what an authority tells that names no account. Where value went on it keeps its entry points,
 * by which parts are joined, but for accounts of the one that asks (`asker`) without the account.
 */
export function withoutNames(part: RelayPart, asker: string | null): RelayPart {
  const sums = new Map<string, RelayEnd>();
  for (const { kind, asset, amount, firstAt, lastAt } of part.ends) {
    const key = `${kind}\u0000${assetKey(asset)}`;
    const known = sums.get(key);
    sums.set(key, {
      kind,
      party: null,
      asset,
      amount: exactText(exactUnits(known?.amount ?? '0') + exactUnits(amount)),
      firstAt: earlier(known?.firstAt ?? null, firstAt, -1),
      lastAt: earlier(known?.lastAt ?? null, lastAt, 1),
    });
  }
  const reached = part.reached.map(({ authority, entry }) => ({
    authority,
    entry: authority === asker ? entry : { ...entry, party: null },
  }));
  return { ...part, ends: [...sums.values()], reached };
}

function earlier(one: string | null, other: string | null, sign: 1 | -1): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other === sign < 0 ? one : other;
}

function byAmount(one: { readonly amount: string }, other: { readonly amount: string }): number {
  const [left, right] = [exactUnits(one.amount), exactUnits(other.amount)];
  return left === right ? 0 : left > right ? -1 : 1;
}

/** By asset, what a part cannot account for: nothing, where it conserves. */
export function unaccounted({ begun, converted, ends, reached, beyond }: RelayPart): readonly AssetAmount[] {
  const sums = assetSums();
  for (const { asset, amount } of begun) sums.add(asset, exactUnits(amount));
  for (const { asset, given, got } of converted) sums.add(asset, exactUnits(got) - exactUnits(given));
  for (const { asset, amount } of [...ends, ...reached.map(({ entry }) => entry), ...beyond]) sums.add(asset, -exactUnits(amount));
  return sums.list();
}

/** By authority, the entry points that several parts of one authority hand on, each with its amounts together; those not named are left out. */
export function entriesFor(parts: readonly RelayPart[]): ReadonlyMap<string, readonly RelayEntry[]> {
  const byAuthority = new Map<string, Map<string, RelayEntry>>();
  for (const { authority, entry } of parts.flatMap(({ reached }) => reached)) {
    const { party } = entry;
    if (party === null) continue;
    const entries = byAuthority.get(authority) ?? new Map<string, RelayEntry>();
    const before = entries.get(entry.id)?.amount ?? '0';
    entries.set(entry.id, { ...entry, party, amount: exactText(exactUnits(before) + exactUnits(entry.amount)) });
    byAuthority.set(authority, entries);
  }
  return new Map([...byAuthority].map(([authority, entries]) => [authority, [...entries.values()]]));
}
