// SPDX-License-Identifier: Apache-2.0
/**
 * Practices in which nothing changes hands: self-trades, prearranged orders, rings; and lawful trading that looks like them.
 */
import { type Practice, scaled, second, type Stage } from './practice.ts';
import type { Venues } from './venue.ts';

interface Pass {
  readonly instrument: number;
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly delayNs: number;
}

/**
 * One account offers inside the spread, at a price that nobody else stands at, and the other takes it after `delayNs`. Where there is no
 * such price they wait for one, a minute at the most.
 */
function passOn(venues: Venues, pass: Pass, triesLeft = 60): void {
  const [bid, ask] = [venues.best(pass.instrument, 'buy'), venues.best(pass.instrument, 'sell')];
  if (bid === null || ask === null || ask - bid < 2) {
    if (triesLeft > 0) venues.at(venues.nowNs + second, () => passOn(venues, pass, triesLeft - 1));
    return;
  }
  const order = venues.limit({ instrument: pass.instrument, account: pass.from, side: 'sell', price: ask - 1, size: pass.size });
  if (order === null) return;
  venues.at(venues.nowNs + pass.delayNs, () => {
    venues.take({ instrument: pass.instrument, account: pass.to, side: 'buy', size: pass.size, worst: order.price });
    venues.cancel(order);
  });
}

function repeatedly({ field, random, atNs }: Stage, times: number, everySeconds: number, act: (index: number) => void): void {
  let at = atNs;
  for (let index = 0; index < times; index += 1) {
    field.venues.at(at, () => act(index));
    at += Math.round(random.between(0.5, 1.5) * everySeconds * second);
  }
}

function accountsOf({ field, name }: Stage, count: number, ownerOf: (index: number) => string): readonly number[] {
  const venue = field.listings.spot[0]?.venue ?? '';
  return Array.from({ length: count }, (_unused, index) => field.venues.account(venue, `${name}-${index}`, ownerOf(index)));
}

function spotOf({ field }: Stage): number {
  return field.listings.spot[0]?.instrument ?? 0;
}

export const selfTrader: Practice = {
  id: 'self-trader',
  pattern: 'self-trades',
  looksLike: null,
  description: 'One owner buys from itself through two accounts.',
  play(stage) {
    const [from = 0, to = 0] = accountsOf(stage, 2, () => `Owner ${stage.name}`);
    const { random, field } = stage;
    repeatedly(stage, Math.round(scaled(stage.intensity, 4, 40)), 60, () => {
      passOn(field.venues, {
        instrument: spotOf(stage),
        from,
        to,
        size: random.whole(10, 60),
        delayNs: Math.round(random.between(0.01, 1) * second),
      });
    });
  },
};

export const prearrangedPair: Practice = {
  id: 'prearranged-pair',
  pattern: 'matched-orders',
  looksLike: null,
  description: 'Two owners enter opposite orders of one size within moments, again and again, in turns.',
  play(stage) {
    const accounts = accountsOf(stage, 2, (index) => `Owner ${stage.name} ${index + 1}`);
    const { random, field } = stage;
    repeatedly(stage, Math.round(scaled(stage.intensity, 6, 40)), 90, (index) => {
      const [from = 0, to = 0] = index % 2 === 0 ? accounts : accounts.toReversed();
      passOn(field.venues, {
        instrument: spotOf(stage),
        from,
        to,
        size: random.whole(17, 83),
        delayNs: Math.round(random.between(0.05, 1.2) * second),
      });
    });
  },
};

export const ring: Practice = {
  id: 'ring',
  pattern: 'wash-rings',
  looksLike: null,
  description: 'Three to five owners pass one quantity round in a circle until each has what it had.',
  play(stage) {
    const { random, field } = stage;
    const members = accountsOf(stage, random.whole(3, 5), (index) => `Owner ${stage.name} ${index + 1}`);
    const rounds = Math.round(scaled(stage.intensity, 25, 120));
    const size = random.whole(20, 60);
    repeatedly(stage, rounds * members.length, 4, (index) => {
      const [from = 0, to = 0] = [members[index % members.length], members[(index + 1) % members.length]];
      passOn(field.venues, { instrument: spotOf(stage), from, to, size, delayNs: Math.round(random.between(0.05, 0.8) * second) });
    });
  },
};

export const accidentalCrosser: Practice = {
  id: 'accidental-crosser',
  pattern: null,
  looksLike: 'self-trades',
  description: 'A house with two desks trades much with others and now and then with itself.',
  play(stage) {
    const { random, field } = stage;
    const [one = 0, other = 0] = accountsOf(stage, 2, () => `House ${stage.name}`);
    repeatedly(stage, 200, 20, (index) => {
      const account = index % 2 === 0 ? one : other;
      if (index % 60 === 0) passOn(field.venues, { instrument: spotOf(stage), from: one, to: other, size: 10, delayNs: second });
      else field.venues.take({ instrument: spotOf(stage), account, side: random.next() < 0.5 ? 'buy' : 'sell', size: random.whole(5, 60) });
    });
  },
};

export const regularCounterparts: Practice = {
  id: 'regular-counterparts',
  pattern: null,
  looksLike: 'matched-orders',
  description: 'Two who trade a great deal with everybody, and therefore also with each other, sometimes in the same size.',
  play(stage) {
    const { random, field } = stage;
    const [one = 0, other = 0] = accountsOf(stage, 2, (index) => `Desk ${stage.name} ${index + 1}`);
    repeatedly(stage, 240, 15, (index) => {
      const account = random.next() < 0.5 ? one : other;
      if (index % 30 === 0) passOn(field.venues, { instrument: spotOf(stage), from: one, to: other, size: 20, delayNs: second });
      else field.venues.take({ instrument: spotOf(stage), account, side: random.next() < 0.5 ? 'buy' : 'sell', size: 20 });
    });
  },
};

export const circleOfTraders: Practice = {
  id: 'circle-of-traders',
  pattern: null,
  looksLike: 'wash-rings',
  description: 'Five active traders who meet each other often but whose positions drift apart, as positions do.',
  play(stage) {
    const { random, field } = stage;
    const members = accountsOf(stage, 5, (index) => `Trader ${stage.name} ${index + 1}`);
    repeatedly(stage, 250, 10, () => {
      const from = random.pick(members);
      const to = random.pick(members.filter((member) => member !== from));
      passOn(field.venues, {
        instrument: spotOf(stage),
        from,
        to,
        size: random.whole(5, 120),
        delayNs: Math.round(random.between(2, 9) * second),
      });
    });
  },
};
