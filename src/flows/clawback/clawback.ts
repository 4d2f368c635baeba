// SPDX-License-Identifier: Apache-2.0
/**
 * Clawback: of value that was traced, what could be seized where it lies now, under which order, by whom, and what cannot be had any more.
 *
 * A small worked case. Of 40,000.00 EUR that were stolen, first-in-first-out finds 18,960.00 with XC-5005 at the end; 20,000.00 went out as
 * cash, and the rest stayed on the way. The authority of XC has an order to freeze up to 10,000.00. So 10,000.00 could be seized there,
 * 8,960.00 lie beyond what the order has left, and 20,000.00 are gone. Last-in-first-out finds 9,070.00 there: a court decides which holds.
 *
 * What could be seized is no more than what was traced to a holding by the rule, whatever else lies there. What an order for equivalent value
 * may take of other property beyond that stands apart (equivalent-value.ts). Value that entered a service is mixed with that of others and
 * counted apart.
 *
 * What it does not do: it makes no order, foretells no court, and does not say how fast the value is leaving (see the freeze plan).
 */
import { digestOfValue, type Movements, unitsText, wideUnitsOf } from '../../columns/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { exposureTo } from '../exposure/exposure.ts';
import type { PriceRow } from '../histories/value-movements.ts';
import { firmsOfParties, type RampFirm } from '../ramps/accounts-of-firms.ts';
import { addTexts, isMoney } from '../ramps/worth.ts';
import { momentText } from '../moment-text.ts';
import { type DigestedMovements, runTraceWithin, type TraceRequest } from '../tracing/trace.ts';
import type { AssetName, ExposureWire, TraceWire } from '../wire.ts';
import { equivalentsOf } from './equivalent-value.ts';
import { type Covered, coverHoldings, type TracedHolding, valueDecimals } from './cover-holdings.ts';
import { type ClawbackMethod, type ClawbackWire, type StandingOrderWire, uncoveredReasons } from './wire.ts';

export interface ClawbackOrder extends Pick<TraceRequest, 'seeds' | 'services' | 'amountMin' | 'ageDaysMax' | 'hopsMax'> {
  readonly methods: readonly ClawbackMethod[];
  readonly firms: readonly RampFirm[];
  /** By account, the authority that reaches it; null: nobody known. */
  readonly authorityOf: (party: string) => string | null;
  readonly orders: readonly StandingOrderWire[];
  readonly prices: readonly PriceRow[];
  /** Groups of listed addresses; none: no nearness is computed. */
  readonly groups: readonly { readonly name: string; readonly parties: readonly string[] }[];
  readonly shownMax: number;
}

/** Holdings with a nearness to lists: those of the exposure beyond it are the least exposed. */
const exposedMax = 100_000;
const listedHopsMax = 20;
const everyHolder = { holdersMax: Number.MAX_SAFE_INTEGER, waysMax: 0, wholeWaysMax: 0 };

export function clawbackOf(table: DigestedMovements, order: ClawbackOrder): Result<ClawbackWire> {
  const { movements, digest: input } = table;
  const owners = firmsOfParties(movements, order.firms);
  if (!owners.ok) return owners;
  const { seeds, services, amountMin, ageDaysMax, hopsMax, groups, orders, prices } = order;
  const { value: near, issues } = nearnessOf(table, order);
  if (issues !== null) return { ok: false, issues };
  const making: Making = { movements, order, firmOf: owners.value.of, near };
  const methods: ClawbackWire['methods'] = [];
  for (const method of order.methods) {
    const request = { seeds, method, direction: 'forward', services, amountMin, ageDaysMax, hopsMax, pathsMax: 0 } as const;
    const traced = runTraceWithin(table, request, everyHolder);
    if (!traced.ok) return traced;
    methods.push(byMethod(making, method, traced.value));
  }
  const shown = new Set(methods.flatMap(({ firms }) => firms.map(({ firm }) => firm)));
  const places = new Map(
    [...shown]
      .filter((firm) => firm !== null)
      .toSorted((one, other) => one - other)
      .map((firm, place) => [firm, place]),
  );
  const content = {
    format: 'comity-clawback/1' as const,
    input,
    asOf: momentText(movements.timeMs[movements.count - 1] ?? 0),
    currency: prices[0]?.currency ?? null,
    orders: [...orders],
    groups: groups.length === 0 ? [] : near.groups,
    firms: [...places.keys()].flatMap((firm) => {
      const known = order.firms[firm];
      return known === undefined ? [] : [{ name: known.name, jurisdiction: known.jurisdiction, supervisor: known.supervisor }];
    }),
    methods: methods.map((one) => ({
      ...one,
      firms: one.firms.map((row) => ({ ...row, firm: placed(places, row.firm) })),
      holdings: { ...one.holdings, first: one.holdings.first.map((row) => ({ ...row, firm: placed(places, row.firm) })) },
    })),
  } satisfies Omit<ClawbackWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

function placed(places: ReadonlyMap<number, number>, firm: number | null): number | null {
  return firm === null ? null : (places.get(firm) ?? null);
}

interface Near {
  readonly groups: ExposureWire['groups'];
  readonly of: ReadonlyMap<string, ClawbackWire['methods'][number]['holdings']['first'][number]['listed']>;
}

interface Making {
  readonly movements: Movements;
  readonly order: ClawbackOrder;
  /** By party, its firm counted from 1. */
  readonly firmOf: Uint16Array;
  readonly near: Near;
}

const keyOf = (party: string, { ledger, symbol }: AssetName): string => JSON.stringify([party, ledger, symbol]);

function nearnessOf(table: DigestedMovements, { groups, services }: ClawbackOrder) {
  if (groups.length === 0) return { value: { groups: [], of: new Map() } satisfies Near, issues: null };
  const exposure = exposureTo(table, { groups, services, hopsMax: listedHopsMax, shownMax: exposedMax });
  if (!exposure.ok) return { value: { groups: [], of: new Map() } satisfies Near, issues: exposure.issues };
  const { groups: found, parties } = exposure.value;
  const of = new Map(
    parties.first.map(({ party, asset, to }) => [
      keyOf(party, asset),
      to.map(({ group, hops, heldShare }) => ({ group, hops, heldShare })),
    ]),
  );
  return { value: { groups: found, of } satisfies Near, issues: null };
}

interface Lying {
  readonly party: string;
  readonly asset: number;
  readonly units: bigint;
  /** With a service it is mixed; else it is held. */
  readonly isMixed: boolean;
  readonly firm: number | null;
  readonly authority: string | null;
}

function byMethod(making: Making, method: ClawbackMethod, trace: TraceWire): ClawbackWire['methods'][number] {
  const lying = lyingOf(making, trace);
  const held = lying.filter(({ isMixed }) => !isMixed);
  const { orders, shownMax } = making.order;
  const left = orders.map((order) => wideUnitsOf(order.left, valueDecimals) ?? 0n);
  const covers = coverHoldings(
    held.map((one) => tracedHolding(making, one)),
    orders,
    left,
  );
  const rows = held.map((one, place) => ({ ...one, ...(covers[place] ?? nothingCovered) }));
  const totals = totalsOf(making, trace, rows, lying);
  return {
    method,
    trace: trace.digest,
    totals,
    equivalents: equivalentRows(making, totals, usedOf(making, rows, left)),
    firms: summed(making, lying, rows, ({ firm }) => firm).map(([firm, sums]) => ({ firm, ...sums })),
    authorities: summed(making, lying, rows, ({ authority }) => authority).map(([authority, { mixed: _mixed, ...sums }]) => ({
      authority,
      orders: [...orders.keys()].filter((place) => orders[place]?.authority === authority),
      ...sums,
    })),
    holdings: { count: rows.length, first: rows.slice(0, shownMax).map((row) => holdingRow(making, row)) },
  };
}

/** What each order still has after what it covers, valued as it was covered. */
function usedOf(making: Making, rows: readonly Row[], left: readonly bigint[]): readonly bigint[] {
  const after = [...left];
  for (const row of rows) {
    const { priceIn, decimals } = tracedHolding(making, row);
    const whole = 10n ** BigInt(decimals);
    for (const { order, units } of row.under) {
      const price = priceIn(making.order.orders[order]?.currency ?? '') ?? 0n;
      after[order] = (after[order] ?? 0n) - (units * price + whole - 1n) / whole;
    }
  }
  return after;
}

type Totals = ClawbackWire['methods'][number]['totals'];

/** Orders for equivalent value, over all that is not covered; what was exchanged is missing in the asset into which it went. */
function equivalentRows(
  { movements, order }: Making,
  totals: Totals,
  left: readonly bigint[],
): ClawbackWire['methods'][number]['equivalents'] {
  const asOf = movements.timeMs[movements.count - 1] ?? 0;
  const missing = totals.map(({ asset: name, uncovered, mixed, ended }) => {
    const asset = assetOf(movements, name);
    const decimals = decimalsOf(movements, asset);
    const parts = [mixed, ...[...uncovered, ...ended.filter(({ kind }) => kind !== 'converted')].map(({ amount }) => amount)];
    const units = parts.reduce((sum, amount) => sum + (wideUnitsOf(amount, decimals) ?? 0n), 0n);
    return { units, decimals, priceAt: (currency: string, atMs: number) => priceOf({ movements, order }, asset, currency, atMs) };
  });
  const places = [...order.orders.keys()].filter((place) => order.orders[place]?.basis === 'equivalent-value');
  const asked = places.map((place) => {
    const { currency = '', madeAt = null } = order.orders[place] ?? {};
    return { currency, atMs: madeAt === null ? asOf : Date.parse(madeAt), left: left[place] ?? 0n };
  });
  return equivalentsOf(missing, asked).map(({ missing: value, reach, withoutPrice }, at) => ({
    order: places[at] ?? 0,
    at: momentText(asked[at]?.atMs ?? asOf),
    missing: addTexts([unitsText(value, valueDecimals)]),
    reach: addTexts([unitsText(reach, valueDecimals)]),
    withoutPrice: withoutPrice.flatMap((place) => totals[place]?.asset ?? []),
  }));
}

const nothingCovered: Covered = { under: [], why: 'no-order' };
type Row = Lying & Covered;

/** What lies where in the end, the largest first; seeds together. */
function lyingOf({ movements, order, firmOf }: Making, trace: TraceWire): readonly Lying[] {
  const sums = new Map<string, Lying>();
  for (const { party, asset: name, kind, amount } of trace.holders.first) {
    if (kind !== 'held' && kind !== 'service') continue;
    const asset = assetOf(movements, name);
    const isMixed = kind === 'service';
    const units = wideUnitsOf(amount, decimalsOf(movements, asset)) ?? 0n;
    const firm = firmOf[movements.parties.find(party) ?? 0] ?? 0;
    const key = JSON.stringify([party, asset, isMixed]);
    const before = sums.get(key) ?? {
      party,
      asset,
      units: 0n,
      isMixed,
      firm: firm === 0 ? null : firm - 1,
      authority: order.authorityOf(party),
    };
    sums.set(key, { ...before, units: before.units + units });
  }
  return [...sums.values()].toSorted(
    (one, other) =>
      one.asset - other.asset || (one.units === other.units ? (one.party < other.party ? -1 : 1) : one.units < other.units ? 1 : -1),
  );
}

function assetOf({ assets }: Movements, { symbol, ledger }: AssetName): number {
  return assets.findIndex((asset) => asset.symbol === symbol && asset.ledger === ledger);
}

function decimalsOf({ assets }: Movements, asset: number): number {
  return assets[asset]?.decimals ?? 0;
}

function tracedHolding({ movements, order }: Making, { party, authority, units, asset }: Lying): TracedHolding {
  const known = movements.assets[asset];
  const end = movements.timeMs[movements.count - 1] ?? 0;
  return {
    party,
    authority,
    units,
    decimals: known?.decimals ?? 0,
    priceIn: (currency) => priceOf({ movements, order }, asset, currency, end),
  };
}

/** Of one whole unit at a moment, in twelve decimals: money of that name is itself, all else costs what it last did; null without a price. */
function priceOf({ movements, order }: Pick<Making, 'movements' | 'order'>, asset: number, currency: string, atMs: number): bigint | null {
  const known = movements.assets[asset];
  if (isMoney(known) && known?.symbol === currency) return 10n ** BigInt(valueDecimals);
  const own = order.prices.filter((row) => row.asset === known?.symbol && row.currency === currency && row.atMs <= atMs);
  const last = own.toSorted((one, other) => one.atMs - other.atMs).at(-1);
  return last === undefined ? null : wideUnitsOf(last.price, valueDecimals);
}

function coveredUnits({ under }: Covered): bigint {
  return under.reduce((sum, { units }) => sum + units, 0n);
}

function totalsOf({ movements }: Making, trace: TraceWire, rows: readonly Row[], lying: readonly Lying[]) {
  const add = (texts: readonly (string | undefined)[], decimals: number): bigint =>
    texts.reduce((sum, amount) => sum + (amount === undefined ? 0n : (wideUnitsOf(amount, decimals) ?? 0n)), 0n);
  const assets = [...new Set(trace.totals.map(({ asset }) => assetOf(movements, asset)))].toSorted((one, other) => one - other);
  return assets.map((asset) => {
    const decimals = decimalsOf(movements, asset);
    const own = trace.totals.filter((total) => assetOf(movements, total.asset) === asset);
    const here = rows.filter((row) => row.asset === asset);
    const kinds = [...new Set(own.flatMap(({ ended }) => Object.keys(ended)))]
      .filter((kind) => kind !== 'held' && kind !== 'service')
      .toSorted();
    const mixed = lying.filter((one) => one.isMixed && one.asset === asset).reduce((sum, { units }) => sum + units, 0n);
    const ended = kinds.map((kind) => ({
      kind,
      units: add(
        own.map((total) => total.ended[kind as keyof typeof total.ended]),
        decimals,
      ),
    }));
    const covered = here.reduce((sum, row) => sum + coveredUnits(row), 0n);
    const uncovered = uncoveredReasons.flatMap((why) => {
      const units = here.filter((row) => row.why === why).reduce((sum, row) => sum + row.units - coveredUnits(row), 0n);
      return units === 0n ? [] : [{ why, units }];
    });
    const [begun, convertedIn] = [
      add(
        own.map(({ marked }) => marked),
        decimals,
      ),
      add(
        own.map((total) => total.convertedIn),
        decimals,
      ),
    ];
    const all = [...uncovered, ...ended].reduce((sum, { units }) => sum + units, covered + mixed);
    if (all !== begun + convertedIn) throw new Error('clawback: what began is not what is accounted for');
    const words = (units: bigint): string => unitsText(units, decimals);
    return {
      asset: nameOf(movements, asset),
      begun: words(begun),
      convertedIn: words(convertedIn),
      covered: words(covered),
      uncovered: uncovered.map(({ why, units }) => ({ why, amount: words(units) })),
      mixed: words(mixed),
      ended: ended.filter(({ units }) => units > 0n).map(({ kind, units }) => ({ kind, amount: words(units) })),
    };
  });
}

function nameOf({ assets }: Movements, asset: number): AssetName {
  const { symbol = '', ledger = '' } = assets[asset] ?? {};
  return { symbol, ledger };
}

function sumsOf(movements: Movements, asset: number, rows: readonly Row[]) {
  const decimals = decimalsOf(movements, asset);
  const held = rows.reduce((sum, { units }) => sum + units, 0n);
  const covered = rows.reduce((sum, row) => sum + coveredUnits(row), 0n);
  return {
    asset: nameOf(movements, asset),
    held: unitsText(held, decimals),
    covered: unitsText(covered, decimals),
    uncovered: unitsText(held - covered, decimals),
  };
}

/** By key and asset, with what is mixed there; whoever is not known comes last. */
function summed<Key extends string | number>(
  { movements }: Making,
  lying: readonly Lying[],
  rows: readonly Row[],
  keyOfOne: (one: Lying) => Key | null,
) {
  const keys = [...new Set(lying.map(keyOfOne))].toSorted((one, other) => (one === null ? 1 : other === null ? -1 : one < other ? -1 : 1));
  return keys.flatMap((key) =>
    [...new Set(lying.filter((one) => keyOfOne(one) === key).map(({ asset }) => asset))].map((asset) => {
      const isOwn = (one: Lying): boolean => keyOfOne(one) === key && one.asset === asset;
      const mixed = lying.filter((one) => one.isMixed && isOwn(one)).reduce((sum, { units }) => sum + units, 0n);
      const sums = sumsOf(movements, asset, rows.filter(isOwn));
      return [key, { mixed: unitsText(mixed, decimalsOf(movements, asset)), ...sums }] as const;
    }),
  );
}

function holdingRow({ movements, near }: Making, row: Row): ClawbackWire['methods'][number]['holdings']['first'][number] {
  const decimals = decimalsOf(movements, row.asset);
  const sums = sumsOf(movements, row.asset, [row]);
  return {
    party: row.party,
    firm: row.firm,
    authority: row.authority,
    ...sums,
    why: row.why,
    under: row.under.map(({ order, units }) => ({ order, amount: unitsText(units, decimals) })),
    listed: near.of.get(keyOf(row.party, sums.asset)) ?? [],
  };
}
