// SPDX-License-Identifier: Apache-2.0
/**
 * Practices that move a price: ramping, ignition, marking the close, pump and dump, gains at another venue or in another product; and
 * lawful trading that looks like them.
 */
import type { Listing } from './ordinary-agents.ts';
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';
import { listingAt, ownAccount, push, sideOf } from './trading.ts';
import { opposite } from './venue.ts';

export const ramper: Practice = {
  id: 'ramper',
  pattern: 'ramping',
  looksLike: null,
  description: 'Buys (or sells) in pieces for half an hour to lift the price, then stops.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const size = scaled(stage.intensity, 220, 800);
    push(stage, { listing, account, side: sideOf(stage), fromNs: stage.atNs, overNs: 15 * minute, trades: 40, size });
  },
};

export const igniter: Practice = {
  id: 'igniter',
  pattern: 'momentum-ignition',
  looksLike: null,
  description: 'A sudden burst, and the position given to those who follow.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    const size = scaled(stage.intensity, 180, 600);
    push(stage, { listing, account, side, fromNs: stage.atNs, overNs: 40 * second, trades: 8, size });
    const { venues } = stage.field;
    // The crowd that takes a jump for news, seconds after.
    for (let index = 0; index < 25; index += 1) {
      const follower = venues.account(listing.venue, `${stage.name}-follower-${index}`);
      const at = stage.atNs + 45 * second + Math.round(stage.random.next() * 60 * second);
      venues.at(at, () => void venues.take({ instrument: listing.instrument, account: follower, side, size: Math.round(size / 5) }));
    }
    push(stage, {
      listing,
      account,
      side: opposite(side),
      fromNs: stage.atNs + 100 * second,
      overNs: 3 * minute,
      trades: 12,
      size: size * 0.6,
    });
  },
};

export const closeMarker: Practice = {
  id: 'close-marker',
  pattern: 'marking-the-close',
  looksLike: null,
  description: 'Buys (or sells) in the last minutes before the close to move its price.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const size = scaled(stage.intensity, 180, 600);
    // The stage begins at the close.
    push(stage, { listing, account, side: sideOf(stage), fromNs: stage.atNs - 8 * minute, overNs: 8 * minute - second, trades: 25, size });
  },
};

/** A crowd that takes in one direction within moments of each other. */
function crowd(
  stage: Stage,
  given: { readonly listing: Listing; readonly side: 'buy' | 'sell'; readonly members: number; readonly size: number },
): void {
  const { field, random, atNs, name } = stage;
  for (let index = 0; index < given.members; index += 1) {
    const account = field.venues.account(given.listing.venue, `${name}-crowd-${index}`);
    const at = atNs + Math.round(random.exponential(10) * second);
    field.venues.at(
      at,
      () =>
        void field.venues.take({
          instrument: given.listing.instrument,
          account,
          side: given.side,
          size: Math.round(given.size * random.pareto(0.5, 1.5)),
        }),
    );
  }
}

function organisedRush(stage: Stage, side: 'buy' | 'sell'): void {
  const listing = listingAt(stage, 4);
  const account = ownAccount(stage, listing.venue);
  push(stage, { listing, account, side, fromNs: stage.atNs - 40 * minute, overNs: 35 * minute, trades: 60, size: 4 });
  crowd(stage, { listing, side, members: Math.round(scaled(stage.intensity, 80, 260)), size: scaled(stage.intensity, 20, 60) });
  push(stage, { listing, account, side: opposite(side), fromNs: stage.atNs + 25 * second, overNs: 3 * minute, trades: 40, size: 6 });
}

export const pumper: Practice = {
  id: 'pumper',
  pattern: 'pump-and-dump',
  looksLike: null,
  description: 'Buys quietly, calls a crowd to buy at one instant, sells to it.',
  play: (stage) => organisedRush(stage, 'buy'),
};

export const trasher: Practice = {
  id: 'trasher',
  pattern: 'trash-and-cash',
  looksLike: null,
  description: 'Sells, calls a crowd to sell at one instant, buys back.',
  play: (stage) => organisedRush(stage, 'sell'),
};

/** A position in one listing, a push in another, the position left. */
function gainElsewhere(stage: Stage, pushed: Listing, gained: Listing): void {
  const side = sideOf(stage);
  const size = scaled(stage.intensity, 200, 650);
  const [here, there] = [ownAccount(stage, pushed.venue), ownAccount(stage, gained.venue)];
  push(stage, {
    listing: gained,
    account: there,
    side,
    fromNs: stage.atNs - 45 * minute,
    overNs: 44 * minute,
    trades: 100,
    size: size * 0.25,
  });
  push(stage, { listing: pushed, account: here, side, fromNs: stage.atNs, overNs: 90 * second, trades: 8, size });
  push(stage, {
    listing: gained,
    account: there,
    side: opposite(side),
    fromNs: stage.atNs + 95 * second,
    overNs: 10 * minute,
    trades: 100,
    size: size * 0.22,
  });
}

export const venueCrosser: Practice = {
  id: 'venue-crosser',
  pattern: 'cross-venue',
  looksLike: null,
  description: 'Builds a position at one venue, moves the price at another, leaves the position.',
  play: (stage) => gainElsewhere(stage, listingAt(stage, 0), listingAt(stage, 1)),
};

export const productCrosser: Practice = {
  id: 'product-crosser',
  pattern: 'cross-product',
  looksLike: null,
  description: 'Builds a position in the perpetual, moves the spot price, leaves the position.',
  play: (stage) => gainElsewhere(stage, listingAt(stage, 2), listingAt(stage, 3)),
};

export const frontRunner: Practice = {
  id: 'front-runner',
  pattern: 'front-running',
  looksLike: null,
  description: 'Trades seconds ahead of a client’s large orders and leaves as they have moved the price.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const { field, random, name } = stage;
    const runner = ownAccount(stage, listing.venue);
    const client = field.venues.account(listing.venue, `${name}-client`, `Client ${name}`);
    for (let order = 0; order < Math.round(scaled(stage.intensity, 5, 12)); order += 1) {
      const side = sideOf(stage);
      const at = stage.atNs + order * 9 * minute;
      field.venues.at(
        at - Math.round(random.between(3, 12) * second),
        () => void field.venues.take({ instrument: listing.instrument, account: runner, side, size: 60 }),
      );
      push(stage, { listing, account: client, side, fromNs: at, overNs: 30 * second, trades: 6, size: 260 });
      field.venues.at(
        at + Math.round(random.between(35, 60) * second),
        () => void field.venues.take({ instrument: listing.instrument, account: runner, side: opposite(side), size: 60 }),
      );
    }
  },
};

export const newsBuyer: Practice = {
  id: 'news-buyer',
  pattern: null,
  looksLike: 'ramping',
  description: 'Buys for half an hour as news comes out bit by bit; the price stays where it went.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    const side = sideOf(stage);
    push(stage, { listing, account, side, fromNs: stage.atNs, overNs: 15 * minute, trades: 30, size: 100 });
    for (let step = 0; step < 15; step += 1)
      stage.field.venues.at(stage.atNs + step * minute, () => stage.field.news(listing.valueKey, side === 'buy' ? 0.001 : -0.001));
  },
};

export const indexFund: Practice = {
  id: 'index-fund',
  pattern: null,
  looksLike: 'marking-the-close',
  description: 'Must trade at the close every day and does it patiently over the last hour.',
  play(stage) {
    const listing = listingAt(stage, 0);
    const account = ownAccount(stage, listing.venue);
    push(stage, { listing, account, side: sideOf(stage), fromNs: stage.atNs - 60 * minute, overNs: 59 * minute, trades: 120, size: 20 });
  },
};

export const listingRally: Practice = {
  id: 'listing-rally',
  pattern: null,
  looksLike: 'pump-and-dump',
  description: 'Good news: many buy at once, and the price stays up.',
  play(stage) {
    const listing = listingAt(stage, 4);
    stage.field.venues.at(stage.atNs, () => stage.field.news(listing.valueKey, 0.06));
    crowd(stage, { listing, side: 'buy', members: 120, size: 30 });
  },
};

export const hedger: Practice = {
  id: 'hedger',
  pattern: null,
  looksLike: 'cross-product',
  description: 'Buys spot in size and sells the perpetual against it.',
  play(stage) {
    const [spot, perpetual] = [listingAt(stage, 2), listingAt(stage, 3)];
    push(stage, {
      listing: spot,
      account: ownAccount(stage, spot.venue),
      side: 'buy',
      fromNs: stage.atNs,
      overNs: 20 * minute,
      trades: 60,
      size: 40,
    });
    push(stage, {
      listing: perpetual,
      account: ownAccount(stage, perpetual.venue),
      side: 'sell',
      fromNs: stage.atNs,
      overNs: 20 * minute,
      trades: 60,
      size: 40,
    });
  },
};

export const patientBuyer: Practice = {
  id: 'patient-buyer',
  pattern: null,
  looksLike: 'painting-the-tape',
  description: 'A real quantity, bought in small pieces over an hour.',
  play(stage) {
    const listing = listingAt(stage, 0);
    push(stage, {
      listing,
      account: ownAccount(stage, listing.venue),
      side: 'buy',
      fromNs: stage.atNs,
      overNs: 60 * minute,
      trades: 200,
      size: 8,
    });
  },
};
