// SPDX-License-Identifier: Apache-2.0
/**
 * Practices in the blocks of a pool on a chain: the order in a block is bought or known; and lawful trading that looks like it.
 *
 * The pool is one of constant product: the price of a swap follows from what it holds, so a large swap moves it and who comes after it
 * in the block trades at what it left (Uniswap v2 white paper; Daian et al., "Flash Boys 2.0", 2020).
 */
import { minute, type Practice, scaled, second, type Stage } from './practice.ts';

interface Swap {
  readonly account: number;
  readonly side: 'buy' | 'sell';
  readonly size: number;
}

/** Puts the swaps of others into the order of the block, with one's own where one wants them. */
type Arrange = (swaps: readonly Swap[], block: number) => readonly Swap[];

const blockNs = 12 * second;
const blocks = 300;

function openPool({ field, random, atNs, name }: Stage, arrange: (swapper: (part: string) => number) => Arrange): void {
  const { venues } = field;
  const instrument = venues.instrument({
    symbol: `POOL-${name}`,
    venue: 'WPOOL',
    class: 'spot',
    underlying: `POOL-${name}`,
    quoteCurrency: 'USD',
    priceDecimals: 4,
    sizeDecimals: 0,
    expiryMs: null,
    strike: null,
  });
  const swapper = (part: string): number => venues.account('WPOOL', `${name}-${part}`);
  const inOrder = arrange((part) => (part === 'own' ? venues.account('WPOOL', name, `Owner ${name}`) : swapper(part)));
  const pool = { base: 1_000_000, quote: 1_000_000 };
  for (let block = 0; block < blocks; block += 1) {
    venues.at(Math.min(field.untilNs - 1, atNs - 30 * minute + block * blockNs), () => {
      const count = random.whole(0, 4);
      const swaps = Array.from({ length: count }, (): Swap => {
        const size = Math.max(10, Math.round(random.pareto(300, 1.2)));
        return {
          account: swapper(`swapper-${random.whole(1, 60)}`),
          side: random.next() < 0.5 ? 'buy' : 'sell',
          size: Math.min(40_000, size),
        };
      });
      for (const { account, side, size } of inOrder(swaps, block)) {
        const product = pool.base * pool.quote;
        const base = pool.base + (side === 'buy' ? -size : size);
        const quote = product / base;
        const price = Math.round((Math.abs(quote - pool.quote) / size) * 10_000);
        [pool.base, pool.quote] = [base, quote];
        venues.note({ kind: 'trade', side, instrument, account, price, size });
      }
    });
  }
}

const large = 3000;

export const sandwicher: Practice = {
  id: 'sandwicher',
  pattern: 'sandwich',
  looksLike: null,
  description: 'Buys just before another’s large purchase in a block and sells just after it.',
  play(stage) {
    const share = scaled(stage.intensity, 0.15, 0.9);
    openPool(stage, (swapper) => (swaps) => {
      const at = swaps.findIndex(({ size }) => size >= large);
      const victim = swaps[at];
      if (victim === undefined || stage.random.next() > share) return swaps;
      const [account, size] = [swapper('own'), Math.round(victim.size * 0.6)];
      const front: Swap = { account, side: victim.side, size };
      const back: Swap = { account, side: victim.side === 'buy' ? 'sell' : 'buy', size };
      return [...swaps.slice(0, at), front, victim, back, ...swaps.slice(at + 1)];
    });
  },
};

export const poolTrader: Practice = {
  id: 'pool-trader',
  pattern: null,
  looksLike: 'sandwich',
  description: 'Trades often in both directions, now and then twice in one block, in sizes of its own and at no fixed place.',
  play(stage) {
    openPool(stage, (swapper) => (swaps) => {
      const { random } = stage;
      const own = Array.from({ length: random.whole(0, 2) }, (): Swap => {
        return { account: swapper('own'), side: random.next() < 0.5 ? 'buy' : 'sell', size: random.whole(100, 4000) };
      });
      return own.reduce<readonly Swap[]>((order, swap) => {
        const at = random.whole(0, order.length);
        return [...order.slice(0, at), swap, ...order.slice(at)];
      }, swaps);
    });
  },
};

/** Puts a swap against each large one just behind it; who makes it is chosen anew each time. */
function behindLarge(stage: Stage, choose: (swapper: (part: string) => number) => number): void {
  openPool(
    stage,
    (swapper) => (swaps) =>
      swaps.flatMap((swap) =>
        swap.size < large
          ? [swap]
          : [
              swap,
              { account: choose(swapper), side: swap.side === 'buy' ? 'sell' : 'buy', size: Math.round(swap.size * 0.4) } satisfies Swap,
            ],
      ),
  );
}

export const backRunner: Practice = {
  id: 'back-runner',
  pattern: 'back-running',
  looksLike: null,
  description: 'Stands just behind nearly all large trades of a pool, as only one can who knows the block before it is public.',
  play(stage) {
    const share = scaled(stage.intensity, 0.6, 0.97);
    behindLarge(stage, (swapper) => swapper(stage.random.next() < share ? 'own' : `other-${stage.random.whole(1, 5)}`));
  },
};

export const openCompetition: Practice = {
  id: 'open-competition',
  pattern: null,
  looksLike: 'back-running',
  description: 'Five who correct the price behind large trades and get that place by turns.',
  play(stage) {
    behindLarge(stage, (swapper) => swapper(stage.random.next() < 0.3 ? 'own' : `other-${stage.random.whole(1, 4)}`));
  },
};
