// SPDX-License-Identifier: Apache-2.0
/**
 * The field: venues, underlyings and the ordinary traders on them, ready for somebody to misbehave.
 *
 * What traders believe a thing is worth is its value and the pressure of recent trading: buying lifts it, and what was only pressure
 * fades with a half-life of minutes, while news moves the value and stays (Kyle 1985; transient impact after Bouchaud et al. 2004). So a
 * price that was pushed comes back and a price that learnt does not.
 */
import type { Instrument, MarketEvents } from '../../columns/index.ts';
import {
  addArbitrageur,
  addFollower,
  addMaker,
  addPatient,
  addTaker,
  type Field,
  type Listing,
  second,
  walkingValue,
} from './ordinary-agents.ts';
import { seededRandomness, type Randomness } from '../../kernel/index.ts';
import { openVenues, type Venues } from './venue.ts';

export interface MarketField extends Field {
  readonly listings: { readonly spot: readonly Listing[]; readonly perpetual: Listing; readonly thin: Listing };
  /** Moments at which a price counts for more than itself, or news comes, in the order in which they were told. */
  readonly moments: readonly FieldMoment[];
  /** News: the value that goes by this key jumps by this logarithm and stays. */
  news(valueKey: string, jump: number): void;
  /** Tells those who watch of a moment to come. */
  announce(moment: FieldMoment): void;
  /** Lists another underlying, thinly traded, at venues between which nobody arbitrages: each has a belief of its own about one value. */
  openThinMarket(underlying: string, venues: readonly string[]): readonly Listing[];
  run(): MarketEvents;
}

export interface FieldMoment {
  readonly kind: 'close' | 'fixing' | 'settlement' | 'announcement';
  readonly timeNs: number;
  readonly underlying: string;
}

const minute = 60 * second;
/** In price units, of every underlying as the day begins. */
const start = 10_000;
const pressureHalfLifeNs = 8 * minute;
/** Logarithm by which one maker's ordinary size of aggressive buying lifts belief: little where many trade, much where few do. */
const pressurePerSize = { deep: 0.00005, thin: 0.0004 } as const;
const makerSize = 50;
/** Of a coin that few trade. */
const thinMakerSize = 8;

export function openField(given: { readonly seed: number; readonly originMs: number; readonly hours: number }): MarketField {
  const random = seededRandomness(given.seed);
  const venues = openVenues(given.originMs, () => start);
  const untilNs = Math.round(given.hours * 60) * minute;
  const spot = ['XVEN', 'YVEN', 'WVEN'].map((venue) => listing(venues, { venue, underlying: 'ZED', kind: 'spot' }));
  const perpetual = listing(venues, { venue: 'XVEN', underlying: 'ZED', kind: 'perpetual' });
  const thin = listing(venues, { venue: 'YVEN', underlying: 'QOT', kind: 'spot' });
  const worths = new Map<string, Worth>([
    [
      'ZED',
      {
        walk: walkingValue(venues, random, { start, dailyVolatility: 0.015, untilNs }),
        pressure: fadingPressure(venues, [...spot, perpetual], pressurePerSize.deep / makerSize),
        shift: 0,
      },
    ],
    [
      'QOT',
      {
        walk: walkingValue(venues, random, { start, dailyVolatility: 0.04, untilNs }),
        pressure: fadingPressure(venues, [thin], pressurePerSize.thin / thinMakerSize),
        shift: 0,
      },
    ],
  ]);
  const worthOf = (valueKey: string): Worth => {
    const worth = worths.get(valueKey);
    if (worth === undefined) throw new RangeError(`Nobody knows the value of ${valueKey}.`);
    return worth;
  };
  const valueOf = (valueKey: string): number => {
    const { walk, pressure, shift } = worthOf(valueKey);
    return walk() * Math.exp(shift + pressure.now());
  };
  const field: Field = { venues, random, untilNs, valueOf };
  for (const [index, one] of [...spot, perpetual].entries()) addOrdinaryTraders(field, one, { index, size: makerSize, quietness: 1 });
  addOrdinaryTraders(field, thin, { index: 4, size: thinMakerSize, quietness: 3 });
  addArbitrage(field, [...spot, perpetual]);
  addIndexAndFunding(field, spot, perpetual);
  const moments: FieldMoment[] = [];
  return {
    ...field,
    listings: { spot, perpetual, thin },
    moments,
    news(valueKey, jump) {
      worthOf(valueKey).shift += jump;
    },
    announce: (moment) => void moments.push(moment),
    openThinMarket: (underlying, names) => openThinMarket(field, worths, underlying, names),
    run: () => venues.run(untilNs),
  };
}

function openThinMarket(field: Field, worths: Map<string, Worth>, underlying: string, names: readonly string[]): readonly Listing[] {
  const { venues, random, untilNs } = field;
  const walk = walkingValue(venues, random, { start, dailyVolatility: 0.04, untilNs });
  return names.map((venue, index) => {
    const one = listing(venues, { venue, underlying, kind: 'spot', valueKey: `${underlying} at ${venue}` });
    const pressure = fadingPressure(venues, [one], pressurePerSize.thin / thinMakerSize);
    worths.set(one.valueKey, { walk, pressure, shift: 0 });
    addOrdinaryTraders(field, one, { index: 10 + index, size: thinMakerSize, quietness: 3 });
    return one;
  });
}

interface Worth {
  readonly walk: () => number;
  readonly pressure: { now(): number };
  shift: number;
}

const indexEveryNs = 10 * second;
const fundingEveryNs = 60 * minute;

/** The perpetual's index is the mean of the spot prices; its funding, each hour, is what the perpetual stands above it. */
function addIndexAndFunding({ venues, untilNs }: Field, spot: readonly Listing[], perpetual: Listing): void {
  const indexNow = (): number =>
    Math.round(spot.reduce((sum, { instrument }) => sum + venues.lastPrice(instrument), 0) / Math.max(1, spot.length));
  const publish = (): void => {
    venues.note({ kind: 'index-price', side: 'none', instrument: perpetual.instrument, price: indexNow() });
    if (venues.nowNs + indexEveryNs < untilNs) venues.at(venues.nowNs + indexEveryNs, publish);
  };
  const fund = (): void => {
    const premium = venues.lastPrice(perpetual.instrument) / indexNow() - 1;
    venues.note({ kind: 'funding', side: 'none', instrument: perpetual.instrument, price: Math.round(premium * 1e9) });
    if (venues.nowNs + fundingEveryNs < untilNs) venues.at(venues.nowNs + fundingEveryNs, fund);
  };
  venues.at(indexEveryNs, publish);
  venues.at(fundingEveryNs, fund);
}

function listing(
  venues: Venues,
  given: { readonly venue: string; readonly underlying: string; readonly kind: Instrument['class']; readonly valueKey?: string },
): Listing {
  const { venue, underlying, kind, valueKey = underlying } = given;
  const instrument = venues.instrument({
    symbol: `${underlying}-${kind === 'spot' ? 'USD' : 'PERP'}`,
    venue,
    class: kind,
    underlying,
    quoteCurrency: 'USD',
    priceDecimals: 2,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  return { instrument, venue, valueKey, tick: 1 };
}

function fadingPressure(venues: Venues, listings: readonly Listing[], perUnit: number): { now(): number } {
  const own = new Set(listings.map(({ instrument }) => instrument));
  let level = 0;
  let atNs = 0;
  const now = (): number => {
    level *= 0.5 ** ((venues.nowNs - atNs) / pressureHalfLifeNs);
    atNs = venues.nowNs;
    return level;
  };
  venues.onFill((instrument, side, size) => {
    if (own.has(instrument)) level = now() + (side === 'buy' ? 1 : -1) * perUnit * size;
  });
  return { now };
}

function addOrdinaryTraders(
  field: Field,
  one: Listing,
  given: { readonly index: number; readonly size: number; readonly quietness: number },
): void {
  const { venues, random } = field;
  const { index, size, quietness } = given;
  const account = (role: string, number: number): number => venues.account(one.venue, `${role}-${index}-${number}`);
  for (let maker = 1; maker <= 4; maker += 1) {
    addMaker(field, one, {
      account: account('maker', maker),
      size,
      everySeconds: (3 + 2 * maker) * quietness,
      halfSpread: 1 + (maker % 3),
    });
  }
  for (let taker = 1; taker <= 12; taker += 1) {
    const everySeconds = random.between(30, 90) * quietness;
    addTaker(field, one, { account: account('taker', taker), everySeconds, size: random.pick([0.1, 0.2, 0.4, 0.8]) * size });
  }
  for (let patient = 1; patient <= 8; patient += 1) {
    const everySeconds = random.between(10, 40) * quietness;
    addPatient(field, one, { account: account('patient', patient), everySeconds, size: random.pick([0.2, 0.4, 1]) * size });
  }
  for (let follower = 1; follower <= 3; follower += 1) {
    addFollower(field, one, { account: account('follower', follower), everySeconds: 20, size: 0.4 * size, threshold: 0.0015 * follower });
  }
}

function addArbitrage(field: Field, all: readonly Listing[]): void {
  const [first, ...others] = all;
  if (first === undefined) return;
  for (const [index, other] of others.entries()) {
    const accounts = [first, other].map(({ venue }) =>
      field.venues.account(venue, `arbitrage-${index}-${venue}`, `Arbitrage house ${index + 1}`),
    );
    addArbitrageur(field, first, other, { accounts: [accounts[0] ?? 0, accounts[1] ?? 0], everySeconds: 2, size: 100 });
  }
}

/** A named offset for who comes besides, so that adding one does not change the others. */
export function randomnessFor(seed: number, name: string): Randomness {
  let hash = seed | 0;
  for (const character of name) hash = (Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) + 0x9e3779b9) | 0;
  return seededRandomness(hash);
}
