// SPDX-License-Identifier: Apache-2.0
/**
 * Practices that use what others do not know or cannot see: stops, coming news, a picture painted for those who watch the tape; and
 * lawful trading that looks like them.
 */
import type { Listing } from './ordinary-agents.ts';
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';
import { listingAt, ownAccount, push, sideOf, waitFor } from './trading.ts';
import { opposite } from './venue.ts';

/** How far back traders look for the extreme behind which they leave their stops. */
const lookBackNs = 120 * minute;

interface Approach {
  readonly side: 'buy' | 'sell';
  /** Whoever acts does so now; sizes and prices are those of the listing. */
  readonly listing: Listing;
}

/**
 * Waits from the stage's moment, an hour at the most, until the price is near its extreme of the last two hours; there others have left
 * their stops just behind it, and `act` begins. Stops lie on the side of that extreme.
 */
function nearStops(stage: Stage, act: (at: Approach) => void): void {
  const { field, random, name, atNs } = stage;
  const { venues } = field;
  const listing = listingAt(stage, 0);
  const seen: { readonly timeNs: number; readonly price: number }[] = [];
  const begin = (side: 'buy' | 'sell', extreme: number): void => {
    const orders = Array.from({ length: 30 }, (_unused, index) => ({
      account: venues.account(listing.venue, `${name}-stop-${index}`),
      price: Math.round(extreme * (1 + (side === 'sell' ? -1 : 1) * random.between(0.0002, 0.004))),
      size: random.whole(40, 160),
    }));
    waitFor(stage, { listing, side, orders, isForced: false });
    act({ side, listing });
  };
  const look = (): void => {
    const price = venues.lastPrice(listing.instrument);
    seen.push({ timeNs: venues.nowNs, price });
    const prices = seen.filter(({ timeNs }) => timeNs >= venues.nowNs - lookBackNs).map((one) => one.price);
    const [low, high] = [Math.min(...prices), Math.max(...prices)];
    const side = price - low < high - price ? 'sell' : 'buy';
    const extreme = side === 'sell' ? low : high;
    const isNear = Math.abs(price - extreme) <= price * 0.0015;
    if (venues.nowNs >= atNs && (isNear || venues.nowNs >= atNs + 60 * minute)) begin(side, extreme);
    else if (venues.nowNs + 10 * second < field.untilNs) venues.at(venues.nowNs + 10 * second, look);
  };
  venues.at(Math.max(0, atNs - lookBackNs), look);
}

export const stopHunter: Practice = {
  id: 'stop-hunter',
  pattern: 'stop-hunting',
  looksLike: null,
  description: 'Pushes the price to where others have their stops and trades against them as they are set off.',
  play(stage) {
    const account = ownAccount(stage, listingAt(stage, 0).venue);
    const size = scaled(stage.intensity, 320, 800);
    nearStops(stage, ({ side, listing }) => {
      const fromNs = stage.field.venues.nowNs;
      push(stage, { listing, account, side, fromNs, overNs: 80 * second, trades: 10, size });
      const back = { listing, account, side: opposite(side), trades: 20, size: size * 0.45 };
      push(stage, { ...back, fromNs: fromNs + 95 * second, overNs: 6 * minute });
    });
  },
};

export const breakOutTrader: Practice = {
  id: 'break-out-trader',
  pattern: null,
  looksLike: 'stop-hunting',
  description: 'Trades on news beyond the day’s extreme, which sets off stops; the price stays there, and so does the position.',
  play(stage) {
    const account = ownAccount(stage, listingAt(stage, 0).venue);
    nearStops(stage, ({ side, listing }) => {
      stage.field.news(listing.valueKey, side === 'buy' ? 0.012 : -0.012);
      push(stage, { listing, account, side, fromNs: stage.field.venues.nowNs, overNs: 80 * second, trades: 10, size: 250 });
    });
  },
};

export const insider: Practice = {
  id: 'insider',
  pattern: 'insider-dealing',
  looksLike: null,
  description: 'Buys (or sells) for three quarters of an hour before news that it knows.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    tellNews(stage, side, 0.03);
    push(stage, {
      listing,
      account,
      side,
      fromNs: stage.atNs - 45 * minute,
      overNs: 44 * minute,
      trades: 60,
      size: scaled(stage.intensity, 30, 120),
    });
  },
};

/** News at the stage's moment, of which everybody is told that it came. */
function tellNews({ field, atNs }: Stage, side: 'buy' | 'sell', size: number): void {
  field.announce({ kind: 'announcement', timeNs: atNs, underlying: 'ZED' });
  field.venues.at(atNs, () => field.news('ZED', side === 'buy' ? size : -size));
}

export const luckyHolder: Practice = {
  id: 'lucky-holder',
  pattern: null,
  looksLike: 'insider-dealing',
  description: 'Trades both ways all day, as on every day, and happens to be on the right side a little when news comes.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    tellNews(stage, side, 0.03);
    for (const [index, way] of [side, opposite(side), side].entries())
      push(stage, {
        listing,
        account,
        side: way,
        fromNs: stage.atNs - (50 - 15 * index) * minute,
        overNs: 14 * minute,
        trades: 15,
        size: 25,
      });
  },
};

export const tapePainter: Practice = {
  id: 'tape-painter',
  pattern: 'painting-the-tape',
  looksLike: null,
  description: 'Offers tiny sizes a little higher each time through one account and takes them with another, for all to see.',
  play(stage) {
    const { field, random, name, atNs } = stage;
    const listing = listingAt(stage, 4);
    const [maker, taker] = ['a', 'b'].map((part) => field.venues.account(listing.venue, `${name}-${part}`, `Owner ${name} ${part}`));
    const { instrument } = listing;
    let wanted = 0;
    for (let trade = 0; trade < Math.round(scaled(stage.intensity, 45, 110)); trade += 1) {
      field.venues.at(atNs + Math.round((trade * 5 + random.between(0, 3)) * second), () => {
        const [bid, ask] = [field.venues.best(instrument, 'buy'), field.venues.best(instrument, 'sell')];
        if (bid === null || ask === null) return;
        // A tick higher at every third trade, and from below again where there is no room left.
        if (trade % 3 === 0) wanted += 1;
        if (wanted <= bid || wanted >= ask) wanted = bid + 1;
        const price = wanted;
        const shown = price < ask ? field.venues.limit({ instrument, account: maker ?? 0, side: 'sell', price, size: 1 }) : null;
        field.venues.take({ instrument, account: taker ?? 0, side: 'buy', size: 1 });
        if (shown !== null) field.venues.cancel(shown);
      });
    }
  },
};
