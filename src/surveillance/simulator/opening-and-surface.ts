// SPDX-License-Identifier: Apache-2.0
/**
 * Practices at an auction and on a surface of options, and lawful trading that looks like them.
 */
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';
import { listingAt, ownAccount, push } from './trading.ts';
import type { RestingOrder } from './venue.ts';

/** An auction at the stage's moment: the venue interrupts and clears what both sides offer. */
function callAuction(stage: Stage): void {
  const { field, random, atNs } = stage;
  const { instrument } = listingAt(stage, 0);
  field.venues.at(atNs, () => {
    field.venues.note({
      kind: 'auction',
      side: 'none',
      instrument,
      price: field.venues.lastPrice(instrument),
      size: random.whole(600, 1200),
    });
  });
}

/** Shows orders a little away from the best price before the auction; a share of them goes five seconds before it. */
function showBefore(stage: Stage, given: { readonly size: number; readonly orders: number; readonly withdrawn: number }): void {
  const { field, random, atNs } = stage;
  const { venues } = field;
  const listing = listingAt(stage, 0);
  const account = ownAccount(stage, listing.venue);
  const resting: RestingOrder[] = [];
  for (let order = 0; order < given.orders; order += 1) {
    venues.at(atNs - Math.round(random.between(40, 240) * second), () => {
      const best = venues.best(listing.instrument, 'buy');
      if (best === null) return;
      const price = Math.max(1, best - random.whole(3, 8));
      const shown = venues.limit({ instrument: listing.instrument, account, side: 'buy', price, size: given.size });
      if (shown !== null) resting.push(shown);
    });
  }
  venues.at(atNs - 5 * second, () => {
    for (const order of resting.slice(0, Math.round(resting.length * given.withdrawn))) venues.cancel(order);
  });
}

export const auctionShaper: Practice = {
  id: 'auction-shaper',
  pattern: 'opening-auction',
  looksLike: null,
  description: 'Shows purchases before an auction, withdraws them in the last seconds, and sells after it.',
  play(stage) {
    callAuction(stage);
    const listing = listingAt(stage, 0);
    showBefore(stage, { size: Math.round(scaled(stage.intensity, 60, 300)), orders: 8, withdrawn: 1 });
    const account = ownAccount(stage, listing.venue);
    push(stage, { listing, account, side: 'sell', fromNs: stage.atNs + 10 * second, overNs: 5 * minute, trades: 12, size: 60 });
  },
};

export const auctionCorrector: Practice = {
  id: 'auction-corrector',
  pattern: null,
  looksLike: 'opening-auction',
  description: 'Corrects half of its orders before an auction, and buys after it as it had meant to.',
  play(stage) {
    callAuction(stage);
    const listing = listingAt(stage, 0);
    showBefore(stage, { size: 150, orders: 8, withdrawn: 0.5 });
    const account = ownAccount(stage, listing.venue);
    push(stage, { listing, account, side: 'buy', fromNs: stage.atNs + 10 * second, overNs: 5 * minute, trades: 12, size: 60 });
  },
};

interface Surface {
  readonly instruments: readonly number[];
  /** Points of volatility by which each option is off now. */
  readonly bumps: number[];
}

/** Five options of one expiry whose volatilities the venue publishes every ten seconds, with noise; a bump fades by half in six minutes. */
function openSurface(stage: Stage): Surface {
  const { field, random, atNs, name } = stage;
  const { venues } = field;
  const instruments = [9400, 9700, 10_000, 10_300, 10_600].map((strike) =>
    venues.instrument({
      symbol: `${name}-${strike}-C`,
      venue: 'XVEN',
      class: 'option',
      underlying: `SURFACE-${name}`,
      quoteCurrency: 'USD',
      priceDecimals: 2,
      sizeDecimals: 0,
      expiryMs: venues.originMs + 30 * 86_400_000,
      strike: { units: strike, right: 'call' },
    }),
  );
  const bumps = instruments.map(() => 0);
  const publish = (): void => {
    for (const [index, instrument] of instruments.entries()) {
      bumps[index] = (bumps[index] ?? 0) * 0.5 ** (1 / 36);
      const volatility = 0.6 + (bumps[index] ?? 0) + random.normal() * 0.004;
      venues.note({ kind: 'volatility', side: 'none', instrument, price: Math.round(volatility * 1_000_000) });
    }
    if (venues.nowNs + 10 * second < field.untilNs) venues.at(venues.nowNs + 10 * second, publish);
  };
  venues.at(Math.max(10 * second, atNs - 50 * minute), publish);
  for (let trade = 0; trade < 150; trade += 1) {
    const at = atNs - 40 * minute + Math.round(random.next() * 90 * minute);
    const [account, counterAccount] = [anyTrader(stage, 1), anyTrader(stage, 21)];
    const [instrument, side] = [random.pick(instruments), random.next() < 0.5 ? 'buy' : 'sell'] as const;
    venues.at(at, () =>
      venues.note({ kind: 'trade', side, instrument, account, counterAccount, price: random.whole(300, 320), size: random.whole(1, 20) }),
    );
  }
  return { instruments, bumps };
}

function anyTrader({ field, random, name }: Stage, from: number): number {
  return field.venues.account('XVEN', `${name}-trader-${random.whole(from, from + 19)}`);
}

/** Trades of the stage's own account in one option of the surface, which bend it. */
function trade(
  stage: Stage,
  surface: Surface,
  given: {
    readonly option: number;
    readonly side: 'buy' | 'sell';
    readonly trades: number;
    readonly fromNs: number;
    readonly bend: number;
  },
): void {
  const { field, random, name } = stage;
  const { venues } = field;
  const [account, counterAccount] = [venues.account('XVEN', name, `Owner ${name}`), venues.account('XVEN', `${name}-options-maker`)];
  const instrument = surface.instruments[given.option];
  if (instrument === undefined) return;
  for (let index = 0; index < given.trades; index += 1) {
    venues.at(given.fromNs + index * 15 * second, () => {
      const price = random.whole(300, 330);
      venues.note({ kind: 'trade', side: given.side, instrument, account, counterAccount, price, size: random.whole(10, 30) });
      surface.bumps[given.option] = (surface.bumps[given.option] ?? 0) + given.bend;
    });
  }
}

export const surfaceBender: Practice = {
  id: 'surface-bender',
  pattern: 'volatility-surface',
  looksLike: null,
  description: 'Buys one option until its volatility stands out and sells its neighbours at what they are then valued.',
  play(stage) {
    const surface = openSurface(stage);
    trade(stage, surface, { option: 2, side: 'buy', trades: 30, fromNs: stage.atNs, bend: scaled(stage.intensity, 0.0025, 0.008) });
    for (const option of [1, 3]) trade(stage, surface, { option, side: 'sell', trades: 20, fromNs: stage.atNs + 6 * minute, bend: 0 });
  },
};

export const optionBuyer: Practice = {
  id: 'option-buyer',
  pattern: null,
  looksLike: 'volatility-surface',
  description: 'Buys one option in size, which bends the surface, because it wants that option.',
  play(stage) {
    trade(stage, openSurface(stage), { option: 2, side: 'buy', trades: 30, fromNs: stage.atNs, bend: 0.006 });
  },
};
