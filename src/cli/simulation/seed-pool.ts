// SPDX-License-Identifier: Apache-2.0
/**
 * Many seeds on several processors: each worker plays one seed at a time and takes the next when it is ready.
 *
 *     worker 1   seed 1 ------ seed 3 -- seed 4 --------
 *     worker 2   seed 2 -- (waits for 1) ...            results are given out in the order of their seeds
 *
 * Results that are ready before their turn wait, at most a few for each worker; so that what is added up, and when a run that
 * was stopped ends, is the same for any number of workers. Whoever stops asking ends the workers.
 */
import { Worker } from 'node:worker_threads';
import { type SeedRange, simulate, type SimulationResult } from '../../simulation/index.ts';
import { inputOf, type SeedWish } from './seed-worker.ts';

/** A worker starts in about half a second, in which another plays some ten seeds. */
export const seedsPerJobMin = 10;

export function playSeeds(wish: SeedWish, range: SeedRange, jobs: number): AsyncGenerator<SimulationResult> {
  return jobs === 1 ? playHere(wish, range) : playThere(wish, range, jobs);
}

async function* playHere(wish: SeedWish, { first, count }: SeedRange): AsyncGenerator<SimulationResult> {
  const input = inputOf(wish);
  for (let seed = first; seed < first + count; seed++) yield await simulate({ ...input, seed });
}

/** How far the others may run ahead of the slowest. */
const aheadPerJobMax = 16;

async function* playThere(wish: SeedWish, { first, count }: SeedRange, jobs: number): AsyncGenerator<SimulationResult> {
  const ready = new Map<number, Promise<SimulationResult>>();
  const workers = Array.from({ length: jobs }, () => startWorker(wish));
  const free = [...workers];
  let [next, turn] = [first, first];
  const handOut = (): void => {
    while (next < first + count && next < turn + jobs * aheadPerJobMax) {
      const worker = free.pop();
      if (worker === undefined) return;
      const result = worker.play(next);
      ready.set(next++, result);
      // A failure is heard where the result is awaited in its turn.
      result.then(
        () => {
          free.push(worker);
          handOut();
        },
        () => undefined,
      );
    }
  };
  try {
    for (; turn < first + count; turn++) {
      handOut();
      const result = await ready.get(turn);
      ready.delete(turn);
      if (result === undefined) throw new Error(`seed ${turn} was given to no worker`);
      yield result;
    }
  } finally {
    await Promise.all(workers.map(({ end }) => end()));
  }
}

interface SeedWorker {
  readonly play: (seed: number) => Promise<SimulationResult>;
  readonly end: () => Promise<unknown>;
}

function startWorker(wish: SeedWish): SeedWorker {
  const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData: wish });
  return {
    play: (seed) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          worker.off('message', take).off('error', reject).off('exit', ended);
        };
        const take = (result: SimulationResult): void => {
          settle();
          resolve(result);
        };
        const ended = (): void => reject(new Error(`the worker that played seed ${seed} ended`));
        worker.once('message', take).once('error', reject).once('exit', ended);
        worker.postMessage(seed, []);
      }),
    end: () => worker.terminate(),
  };
}
