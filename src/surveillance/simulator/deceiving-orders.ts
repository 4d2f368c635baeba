// SPDX-License-Identifier: Apache-2.0
/**
 * Practices with orders that are not meant to trade: spoofing, layering, stuffing, pinging; and lawful trading that looks like them.
 */
import { addMaker } from './ordinary-agents.ts';
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';
import { opposite, type RestingOrder } from './venue.ts';

function listingOf({ field }: Stage) {
  const [first] = field.listings.spot;
  if (first === undefined) throw new RangeError('The field has no spot market.');
  return first;
}

function ownAccount(stage: Stage): number {
  return stage.field.venues.account(listingOf(stage).venue, stage.name, `Owner ${stage.name}`);
}

/** Shows size on several levels of one side, sells or buys a little on the other, and withdraws. */
function deceive(stage: Stage, given: { readonly levels: number; readonly ratio: number; readonly episodes: number }): void {
  const { field, random, atNs } = stage;
  const { venues } = field;
  const { instrument } = listingOf(stage);
  const account = ownAccount(stage);
  let at = atNs;
  for (let episode = 0; episode < given.episodes; episode += 1) {
    const side = random.next() < 0.5 ? 'buy' : 'sell';
    venues.at(at, () => {
      const best = venues.best(instrument, side);
      if (best === null) return;
      const shown = Math.round((venues.depth(instrument, side, 5) * given.ratio) / given.levels);
      const step = side === 'buy' ? -1 : 1;
      const orders = Array.from({ length: given.levels }, (_unused, level) =>
        venues.limit({
          instrument,
          account,
          side,
          price: best + step * (level + (given.levels > 1 ? 1 : random.whole(0, 2))),
          size: Math.max(20, shown),
        }),
      ).filter((order): order is RestingOrder => order !== null);
      venues.at(venues.nowNs + Math.round(random.between(1, 5) * second), () => {
        venues.take({ instrument, account, side: opposite(side), size: random.whole(5, 25) });
      });
      venues.at(venues.nowNs + Math.round(random.between(5.5, 9) * second), () => {
        for (const order of orders) venues.cancel(order);
      });
    });
    at += Math.round(random.between(1, 6) * minute);
  }
}

export const spoofer: Practice = {
  id: 'spoofer',
  pattern: 'spoofing',
  looksLike: null,
  description: 'Shows one large order on one side, trades on the other, withdraws it, several times.',
  play: (stage) =>
    deceive(stage, { levels: 1, ratio: scaled(stage.intensity, 0.6, 2.5), episodes: Math.round(scaled(stage.intensity, 4, 14)) }),
};

export const layerer: Practice = {
  id: 'layerer',
  pattern: 'layering',
  looksLike: null,
  description: 'Shows orders on several levels of one side, trades on the other, withdraws them, several times.',
  play: (stage) =>
    deceive(stage, {
      levels: Math.round(scaled(stage.intensity, 4, 6)),
      ratio: scaled(stage.intensity, 0.9, 3),
      episodes: Math.round(scaled(stage.intensity, 4, 14)),
    }),
};

export const stuffer: Practice = {
  id: 'stuffer',
  pattern: 'quote-stuffing',
  looksLike: null,
  description: 'Sends and withdraws orders by the thousand for some seconds.',
  play(stage) {
    const { field, random, atNs } = stage;
    const { instrument } = listingOf(stage);
    const account = ownAccount(stage);
    const count = Math.round(scaled(stage.intensity, 1500, 6000));
    for (let index = 0; index < count; index += 1) {
      field.venues.at(atNs + index * 4_000_000, () => {
        const best = field.venues.best(instrument, 'buy');
        if (best === null) return;
        const order = field.venues.limit({ instrument, account, side: 'buy', price: Math.max(1, best - random.whole(5, 20)), size: 1 });
        if (order !== null) field.venues.at(field.venues.nowNs + 2_000_000, () => field.venues.cancel(order));
      });
    }
  },
};

export const pinger: Practice = {
  id: 'pinger',
  pattern: 'pinging',
  looksLike: null,
  description: 'Sends a run of tiny orders and follows it at once by a large one, several times.',
  play(stage) {
    const { field, random, atNs } = stage;
    const { instrument } = listingOf(stage);
    const account = ownAccount(stage);
    for (let episode = 0; episode < Math.round(scaled(stage.intensity, 4, 12)); episode += 1) {
      const side = random.next() < 0.5 ? 'buy' : 'sell';
      let at = atNs + episode * 5 * minute;
      for (let ping = 0; ping < random.whole(5, 9); ping += 1) {
        field.venues.at(at, () => void field.venues.take({ instrument, account, side, size: 1 }));
        at += Math.round(random.between(0.3, 0.6) * second);
      }
      const size = random.whole(60, 160);
      field.venues.at(at, () => void field.venues.take({ instrument, account, side, size }));
    }
  },
};

export const quickMaker: Practice = {
  id: 'quick-maker',
  pattern: null,
  looksLike: 'spoofing',
  description: 'A maker with large quotes that are withdrawn and renewed every second or two, also just after fills.',
  play(stage) {
    stage.field.venues.at(stage.atNs, () => {
      addMaker(stage.field, listingOf(stage), { account: ownAccount(stage), size: 150, everySeconds: 1, halfSpread: 2 });
    });
  },
};

export const deepMaker: Practice = {
  id: 'deep-maker',
  pattern: null,
  looksLike: 'layering',
  description: 'A maker who rests on many levels and moves them all when the price moves.',
  play(stage) {
    stage.field.venues.at(stage.atNs, () => {
      addMaker(stage.field, listingOf(stage), { account: ownAccount(stage), size: 120, everySeconds: 5, halfSpread: 3 });
    });
  },
};

export const changedMind: Practice = {
  id: 'changed-mind',
  pattern: null,
  looksLike: 'spoofing',
  description: 'A large patient order that is withdrawn after a long time without a fill, and trades of its owner hours apart.',
  play(stage) {
    const { field, random, atNs } = stage;
    const { instrument } = listingOf(stage);
    const account = ownAccount(stage);
    for (let episode = 0; episode < 6; episode += 1) {
      field.venues.at(atNs + episode * 10 * minute, () => {
        const best = field.venues.best(instrument, 'buy');
        const order = best === null ? null : field.venues.limit({ instrument, account, side: 'buy', price: best - 2, size: 400 });
        if (order !== null)
          field.venues.at(field.venues.nowNs + Math.round(random.between(3, 8) * minute), () => field.venues.cancel(order));
      });
    }
  },
};
