// SPDX-License-Identifier: Apache-2.0
/**
 * On-ramps and off-ramps: what crossed between money and digital assets, at which firm, month by month, and what a register says of it.
 *
 * A small worked case. Meridian Tide (XB) has a licence for both ramps, suspended. Its client gives 500.00 EUR for 0.01 BTC in one
 * transaction: a crossing on its on-ramp, standing `suspended`, in XB. Corner Desk (XC) stands in no register; 20,000.00 EUR come to its
 * account and 0.4 BTC leave its wallet: two sides of an on-ramp, `not-registered`. That they belong together is not known, and not said.
 *
 * What it does not do: it joins no payment with a delivery because their amounts are alike; it takes nobody's home from a customer's account;
 * a swap of money for money or of tokens for tokens does not cross.
 */
import { digestOfValue, type Movements, unitsText, wideUnitsOf } from '../../columns/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { valueMovements } from '../histories/value-movements.ts';
import type { AssetName } from '../wire.ts';
import { momentText } from '../moment-text.ts';
import { assetName, type DigestedMovements } from '../tracing/trace.ts';
import { firmsOfParties, type RampFirm } from './accounts-of-firms.ts';
import { type Crossing, findCrossings, type Moved, type SideMoved } from './find-crossings.ts';
import { isRamp, standingOn } from './firm-standing.ts';
import { addTexts, isMoney, type Prices, worthOf } from './worth.ts';
import type { RampName, RampsWire, Standing } from './wire.ts';

export interface RampsOrder {
  readonly firms: readonly RampFirm[];
  readonly prices: Prices | null;
}

/** First rows that a sum names: enough to look it up. */
const firstRowsMax = 5;
const claimsShown = 20;

export function rampsOf(table: DigestedMovements, { firms, prices }: RampsOrder): Result<RampsWire> {
  const { movements, digest: input } = table;
  const owners = firmsOfParties(movements, firms);
  if (!owners.ok) return owners;
  if (prices !== null) {
    const good = valueMovements(
      { movements: { ...movements, count: 0 }, digest: input },
      { prices: prices.rows, ageDaysMax: prices.ageDaysMax },
    );
    if (!good.ok) return good;
  }
  const found = findCrossings({ movements, firmOf: owners.value.of, isMoney: movements.assets.map(isMoney) });
  const { claimedTwice, found: accountsOf } = owners.value;
  // Of a whole register only those are shown that move value here, and those whom the officer asked about.
  const shown = [...firms.keys()].filter((index) => (accountsOf[index] ?? 0) > 0 || firms[index]?.registration === null);
  const places = new Map(shown.map((index, place) => [index + 1, place]));
  const making: Making = { table, firms, places, prices };
  const crossings = crossingRows(making, found.crossings);
  const seen = firms.flatMap(({ name, reference, jurisdiction, supervisor }, index) =>
    places.has(index + 1) ? [{ name, reference, jurisdiction, supervisor, accounts: accountsOf[index] ?? 0 }] : [],
  );
  const content = {
    format: 'comity-ramps/1' as const,
    input,
    currency: prices?.rows[0]?.currency ?? null,
    assets: movements.assets.map((asset, index) => ({ asset: assetName(movements, index), isMoney: isMoney(asset) })),
    firms: seen,
    jurisdictions: jurisdictionRows(making, seen, crossings),
    crossings,
    sides: sideRows(making, found.sides),
    unknown: {
      notOneAndOne: found.notOneAndOne,
      oneLeg: found.oneLeg,
      severalFirms: found.severalFirms,
      claimedTwice: { count: claimedTwice.length, first: claimedTwice.slice(0, claimsShown) },
      unseen: firms.flatMap(({ name, reference, jurisdiction, registration, wallets, accounts, prefixes }, index) => {
        if (registration === null || reference === null || !isRamp(registration) || places.has(index + 1)) return [];
        const why =
          wallets.length + accounts.length + prefixes.length === 0 ? ('no-account-known' as const) : ('not-in-these-files' as const);
        return [{ name, reference, jurisdiction: jurisdiction ?? '', why }];
      }),
    },
  } satisfies Omit<RampsWire, 'digest'>;
  return ok({ ...content, digest: digestOfValue(content) });
}

interface Making {
  readonly table: DigestedMovements;
  readonly firms: readonly RampFirm[];
  /** By firm, counted from 1, its place among those that are shown. */
  readonly places: ReadonlyMap<number, number>;
  readonly prices: Prices | null;
}

const monthOf = ({ timeMs }: Moved): string => momentText(timeMs).slice(0, 7);

/** Null where no firm is known. */
function standingAt({ firms }: Making, firm: number, ramp: RampName, { timeMs }: Moved): Standing | null {
  const known = firms[firm - 1];
  return known === undefined ? null : standingOn(known.registration, ramp, momentText(timeMs).slice(0, 10));
}

function crossingRows(making: Making, crossings: readonly Crossing[]): RampsWire['crossings'] {
  const keyed = grouped(crossings, ({ firm, ramp, money, digital }) => {
    const standing = standingAt(making, firm, ramp, money);
    return { month: monthOf(money), firm: making.places.get(firm) ?? null, ramp, standing, money: money.asset, digital: digital.asset };
  });
  const { movements } = making.table;
  return keyed.map(([{ month, firm, ramp, standing, money, digital }, rows]) => ({
    month,
    firm,
    ramp,
    standing,
    money: assetName(movements, money),
    moneyAmount: sumText(
      movements,
      rows.map((row) => row.money),
    ),
    digital: assetName(movements, digital),
    digitalAmount: sumText(
      movements,
      rows.map((row) => row.digital),
    ),
    movements: rows.length,
    // What was paid is the best price there is.
    ...worthOf(
      making,
      rows.map((row) => row.money),
    ),
    firstRows: rows.slice(0, firstRowsMax).map((row) => row.money.sourceRow),
  }));
}

function sideRows(making: Making, sides: readonly SideMoved[]): RampsWire['sides'] {
  const { movements } = making.table;
  const keyed = grouped(sides, (one) => {
    const isMoneyMoved = isMoney(movements.assets[one.asset]);
    const ramp: RampName = isMoneyMoved === (one.side === 'in') ? 'on' : 'off';
    const standing = standingAt(making, one.firm, ramp, one);
    return {
      month: monthOf(one),
      firm: making.places.get(one.firm) ?? 0,
      ramp,
      standing,
      side: one.side,
      asset: one.asset,
      isMoney: isMoneyMoved,
    };
  });
  return keyed.map(([{ asset, ...key }, rows]) => ({
    ...key,
    asset: assetName(movements, asset),
    amount: sumText(movements, rows),
    movements: rows.length,
    ...worthOf(making, rows),
    firstRows: rows.slice(0, firstRowsMax).map(({ sourceRow }) => sourceRow),
  }));
}

/** The crossings without their months and firms. */
function jurisdictionRows(
  { table: { movements } }: Making,
  firms: RampsWire['firms'],
  crossings: RampsWire['crossings'],
): RampsWire['jurisdictions'] {
  const keyed = grouped(crossings, ({ firm, ramp, standing, money, digital }) => {
    const jurisdiction = firm === null ? null : (firms[firm]?.jurisdiction ?? null);
    return { jurisdiction, ramp, standing, money: `${money.ledger}/${money.symbol}`, digital: `${digital.ledger}/${digital.symbol}` };
  });
  return keyed.map(([{ jurisdiction, ramp, standing }, rows]) => {
    const { money, digital } = rows[0];
    const supervisors = new Set(rows.flatMap(({ firm }) => (firm === null ? [] : (firms[firm]?.supervisor ?? []))));
    const values = rows.flatMap(({ value }) => value ?? []);
    return {
      jurisdiction,
      supervisors: [...supervisors].toSorted(),
      ramp,
      standing,
      money,
      moneyAmount: addAmounts(
        movements,
        money,
        rows.map(({ moneyAmount }) => moneyAmount),
      ),
      digital,
      digitalAmount: addAmounts(
        movements,
        digital,
        rows.map(({ digitalAmount }) => digitalAmount),
      ),
      movements: rows.reduce((sum, row) => sum + row.movements, 0),
      value: values.length === 0 ? null : addTexts(values),
      withoutPrice: rows.reduce((sum, row) => sum + row.withoutPrice, 0),
    };
  });
}

function addAmounts({ assets }: Movements, { symbol, ledger }: AssetName, amounts: readonly string[]): string {
  const decimals = assets.find((asset) => asset.symbol === symbol && asset.ledger === ledger)?.decimals ?? 0;
  return unitsText(
    amounts.reduce((sum, amount) => sum + (wideUnitsOf(amount, decimals) ?? 0n), 0n),
    decimals,
  );
}

function sumText({ assets }: Movements, moved: readonly Moved[]): string {
  return unitsText(
    moved.reduce((sum, { units }) => sum + units, 0n),
    assets[moved[0]?.asset ?? 0]?.decimals ?? 0,
  );
}

type KeyPart = string | number | boolean | null;

/** By key, in the order of the keys' parts: months before firms before what they did; what is not known comes last. */
function grouped<Row, Key extends Readonly<Record<string, KeyPart>>>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly (readonly [Key, readonly [Row, ...Row[]]])[] {
  const groups = new Map<string, [Key, [Row, ...Row[]]]>();
  for (const row of rows) {
    const key = keyOf(row);
    const text = JSON.stringify(key);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [key, [row]]);
    else group[1].push(row);
  }
  return [...groups.values()].toSorted(([one], [other]) => compared(Object.values(one), Object.values(other)));
}

function compared(one: readonly KeyPart[], other: readonly KeyPart[]): number {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? null;
    if (part === against) continue;
    if (part === null || against === null) return part === null ? 1 : -1;
    return part < against ? -1 : 1;
  }
  return 0;
}
