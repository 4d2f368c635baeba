// SPDX-License-Identifier: Apache-2.0
/**
 * Practices around derivatives: closing out of others, funding, indices, squeezes, expiries; and lawful trading that looks like them.
 */
import type { Listing } from './ordinary-agents.ts';
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';
import { listingAt, ownAccount, push, sideOf, waitFor } from './trading.ts';
import { opposite } from './venue.ts';

/** Others with borrowed money, whom the venue closes out a little below (or above) where the price was 20 minutes before. */
function lever(stage: Stage, side: 'buy' | 'sell'): void {
  const { field, random, name, atNs } = stage;
  const listing = listingAt(stage, 3);
  field.venues.at(atNs - 20 * minute, () => {
    const last = field.venues.lastPrice(listing.instrument);
    const orders = Array.from({ length: 25 }, (_unused, index) => ({
      account: field.venues.account(listing.venue, `${name}-levered-${index}`),
      price: Math.round(last * (1 + (side === 'sell' ? -1 : 1) * random.between(0.002, 0.012))),
      size: random.whole(60, 220),
    }));
    waitFor(stage, { listing, side, orders, isForced: true });
  });
}

export const liquidationHunter: Practice = {
  id: 'liquidation-hunter',
  pattern: 'liquidation-hunting',
  looksLike: null,
  description: 'Pushes the perpetual to where others are closed out and takes the other side of what is forced.',
  play(stage) {
    const listing = listingAt(stage, 3);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    lever(stage, side);
    const size = scaled(stage.intensity, 320, 800);
    push(stage, { listing, account, side, fromNs: stage.atNs, overNs: 80 * second, trades: 10, size });
    push(stage, {
      listing,
      account,
      side: opposite(side),
      fromNs: stage.atNs + 95 * second,
      overNs: 6 * minute,
      trades: 20,
      size: size * 0.45,
    });
  },
};

export const leavingHolder: Practice = {
  id: 'leaving-holder',
  pattern: null,
  looksLike: 'liquidation-hunting',
  description: 'Leaves a large position on bad news, others are closed out behind it, and it stays out.',
  play(stage) {
    const listing = listingAt(stage, 3);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    lever(stage, side);
    stage.field.venues.at(stage.atNs, () => stage.field.news(listing.valueKey, side === 'buy' ? 0.01 : -0.01));
    push(stage, { listing, account, side, fromNs: stage.atNs, overNs: 2 * minute, trades: 12, size: 260 });
  },
};

/** The perpetual's funding nearest to the stage's moment: it is set on the hour. */
function fundingNear({ atNs }: Stage): number {
  return Math.max(1, Math.round(atNs / (60 * minute))) * 60 * minute;
}

export const fundingPusher: Practice = {
  id: 'funding-pusher',
  pattern: 'funding-manipulation',
  looksLike: null,
  description: 'Holds a large position that funding pays, and pushes the perpetual the other way just before it is set.',
  play(stage) {
    const listing = listingAt(stage, 3);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    const at = fundingNear(stage);
    const size = scaled(stage.intensity, 160, 520);
    push(stage, { listing, account, side: opposite(side), fromNs: at - 58 * minute, overNs: 40 * minute, trades: 160, size: size * 0.32 });
    push(stage, { listing, account, side, fromNs: at - 6 * minute, overNs: 6 * minute - second, trades: 14, size });
  },
};

export const fundingHedger: Practice = {
  id: 'funding-hedger',
  pattern: null,
  looksLike: 'funding-manipulation',
  description: 'Sells the perpetual and buys spot against it, to earn funding for an hour, and undoes both.',
  play(stage) {
    const [spot, perpetual] = [listingAt(stage, 0), listingAt(stage, 3)];
    const at = fundingNear(stage);
    for (const [listing, side] of [
      [perpetual, 'sell'],
      [spot, 'buy'],
    ] as const) {
      const account = ownAccount(stage, listing.venue);
      push(stage, { listing, account, side, fromNs: at - 30 * minute, overNs: 25 * minute, trades: 60, size: 50 });
      push(stage, { listing, account, side: opposite(side), fromNs: at + minute, overNs: 25 * minute, trades: 60, size: 50 });
    }
  },
};

export const oraclePusher: Practice = {
  id: 'oracle-pusher',
  pattern: 'oracle-manipulation',
  looksLike: null,
  description: 'Pushes one thin source of an index and holds it up while the index follows.',
  play(stage) {
    const [source] = openIndexed(stage, 'MNG');
    if (source === undefined) return;
    const account = ownAccount(stage, source.venue);
    const size = scaled(stage.intensity, 25, 70);
    push(stage, { listing: source, account, side: 'buy', fromNs: stage.atNs, overNs: 8 * minute, trades: 40, size });
  },
};

export const oneSidedNews: Practice = {
  id: 'one-sided-news',
  pattern: null,
  looksLike: 'oracle-manipulation',
  description: 'News reaches all venues of a thin index at once; one buyer is early at one of them.',
  play(stage) {
    const sources = openIndexed(stage, 'NRG');
    const [first] = sources;
    if (first === undefined) return;
    stage.field.venues.at(stage.atNs, () => {
      for (const { valueKey } of sources) stage.field.news(valueKey, 0.05);
    });
    const account = ownAccount(stage, first.venue);
    push(stage, { listing: first, account, side: 'buy', fromNs: stage.atNs, overNs: 4 * minute, trades: 10, size: 5 });
  },
};

/** A thin underlying at three venues, and the index that is their mean, each ten seconds. */
function openIndexed({ field }: Stage, underlying: string): readonly Listing[] {
  const sources = field.openThinMarket(underlying, ['XVEN', 'YVEN', 'WVEN']);
  const { venues } = field;
  const index = venues.instrument({
    symbol: `${underlying}-PERP`,
    venue: 'XVEN',
    class: 'perpetual',
    underlying,
    quoteCurrency: 'USD',
    priceDecimals: 2,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  const publish = (): void => {
    const price = Math.round(sources.reduce((sum, { instrument }) => sum + venues.lastPrice(instrument), 0) / sources.length);
    venues.note({ kind: 'index-price', side: 'none', instrument: index, price });
    if (venues.nowNs + 10 * second < field.untilNs) venues.at(venues.nowNs + 10 * second, publish);
  };
  venues.at(10 * second, publish);
  return sources;
}

/** Positions in the perpetual as its venue reports them to its authority: others' small ones, and one's own as it is by then. */
function reportPositions(stage: Stage, own: readonly { readonly atNs: number; readonly size: number }[], others: number): void {
  const { field, random, name } = stage;
  const { instrument, venue } = listingAt(stage, 3);
  const account = ownAccount(stage, venue);
  const sizes = Array.from({ length: 20 }, () => Math.round((others / 20) * random.between(0.4, 1.6)));
  for (const { atNs, size } of own) {
    field.venues.at(atNs, () => {
      field.venues.note({ kind: 'position', side: 'buy', instrument, account, size });
      for (const [index, other] of sizes.entries()) {
        const holder = field.venues.account(venue, `${name}-holder-${index}`);
        field.venues.note({ kind: 'position', side: 'buy', instrument, account: holder, size: other });
      }
    });
  }
}

export const squeezer: Practice = {
  id: 'squeezer',
  pattern: 'squeeze',
  looksLike: null,
  description: 'Buys until most long positions are its own, so that those who are short must buy from it.',
  play(stage) {
    const listing = listingAt(stage, 3);
    const account = ownAccount(stage, listing.venue);
    const size = scaled(stage.intensity, 260, 700);
    const [trades, overNs] = [220, 50 * minute];
    push(stage, { listing, account, side: 'buy', fromNs: stage.atNs, overNs, trades, size });
    const bought = Math.round(trades * size);
    reportPositions(
      stage,
      [
        { atNs: stage.atNs, size: 0 },
        { atNs: stage.atNs + overNs + minute, size: bought },
      ],
      bought * 0.5,
    );
  },
};

export const largeHolder: Practice = {
  id: 'large-holder',
  pattern: null,
  looksLike: 'squeeze',
  description: 'Holds half of all long positions since long, and does not buy.',
  play(stage) {
    reportPositions(stage, [{ atNs: stage.atNs, size: 20_000 }], 20_000);
  },
};

export const pinner: Practice = {
  id: 'pinner',
  pattern: 'option-pinning',
  looksLike: null,
  description: 'Has written many options and carries the underlying to their strike, and holds it there, until they expire.',
  play(stage) {
    const { field, random, atNs, name } = stage;
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    field.venues.at(atNs - 50 * minute, () => {
      const last = field.venues.lastPrice(listing.instrument);
      const strike = Math.round(last * (1 + (random.next() < 0.5 ? -1 : 1) * 0.004));
      writeOptions(stage, { strike, atNs, writer: account, name });
      const carry = (): void => {
        const price = field.venues.lastPrice(listing.instrument);
        const size = Math.round(scaled(stage.intensity, 120, 320) * random.between(0.7, 1.3));
        if (Math.abs(price - strike) >= 2)
          field.venues.take({ instrument: listing.instrument, account, side: price < strike ? 'buy' : 'sell', size, worst: strike });
        if (field.venues.nowNs + 5 * second < atNs) field.venues.at(field.venues.nowNs + 5 * second, carry);
      };
      field.venues.at(atNs - 25 * minute, carry);
    });
  },
};

/** Trades in an option that expires at the stage's moment, all written by one. */
function writeOptions(
  { field, random }: Stage,
  given: { readonly strike: number; readonly atNs: number; readonly writer: number; readonly name: string },
): void {
  const { venues } = field;
  const option = venues.instrument({
    symbol: `ZED-${given.strike}-C`,
    venue: 'XVEN',
    class: 'option',
    underlying: 'ZED',
    quoteCurrency: 'USD',
    priceDecimals: 2,
    sizeDecimals: 0,
    expiryMs: venues.originMs + Math.floor(given.atNs / 1_000_000),
    strike: { units: given.strike, right: 'call' },
  });
  for (let sale = 0; sale < 30; sale += 1) {
    const buyer = venues.account('XVEN', `${given.name}-option-buyer-${sale % 12}`);
    venues.at(venues.nowNs + Math.round(sale * 20 * second), () =>
      venues.note({
        kind: 'trade',
        side: 'buy',
        instrument: option,
        account: buyer,
        counterAccount: given.writer,
        price: random.whole(30, 60),
        size: random.whole(20, 80),
      }),
    );
  }
}

export const hedgingWriter: Practice = {
  id: 'hedging-writer',
  pattern: null,
  looksLike: 'option-pinning',
  description: 'Has written options and hedges them in small pieces on both sides as the price moves, wherever it goes.',
  play(stage) {
    const { field, random, atNs, name } = stage;
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    field.venues.at(atNs - 50 * minute, () => {
      const before = field.venues.lastPrice(listing.instrument);
      writeOptions(stage, { strike: before, atNs, writer: account, name });
      let last = before;
      const hedge = (): void => {
        const price = field.venues.lastPrice(listing.instrument);
        if (price !== last)
          field.venues.take({ instrument: listing.instrument, account, side: price > last ? 'buy' : 'sell', size: random.whole(5, 20) });
        last = price;
        if (field.venues.nowNs + 30 * second < atNs) field.venues.at(field.venues.nowNs + 30 * second, hedge);
      };
      hedge();
    });
  },
};
