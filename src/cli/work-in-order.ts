// SPDX-License-Identifier: Apache-2.0
/**
 * Many pieces of work on several processors: each worker does one piece at a time and takes the next when it is ready.
 *
 *     worker 1   piece 1 ------ piece 3 -- piece 4 --------
 *     worker 2   piece 2 -- (waits for 1) ...            results are given out in the order of their pieces
 *
 * Results that are ready before their turn wait, at most a few for each worker; so that what is added up, and when a run that
 * was stopped ends, is the same for any number of workers. Whoever stops asking ends the workers.
 */
import { type parentPort, Worker } from 'node:worker_threads';

export interface WorkersOrder {
  /** The module that calls `servePieces`. */
  readonly script: URL;
  /** What holds for every piece, in plain data: functions do not cross between threads. */
  readonly wish: unknown;
  readonly workers: number;
}

/** How far the others may run ahead of the slowest. */
const aheadPerWorkerMax = 16;

/** Throws where a worker ends in the middle of a piece, such as for want of memory. */
export async function* workInOrder<Piece, Made>(
  pieces: Iterable<Piece>,
  { script, wish, workers: count }: WorkersOrder,
): AsyncGenerator<Made> {
  const ready = new Map<number, Promise<Made>>();
  const workers = Array.from({ length: count }, () => startWorker<Piece, Made>(script, wish));
  const free = [...workers];
  const waiting = pieces[Symbol.iterator]();
  let [given, turn, isAllGiven] = [0, 0, false];
  const handOut = (): void => {
    while (!isAllGiven && free.length > 0 && given < turn + count * aheadPerWorkerMax) {
      const next = waiting.next();
      if (next.done === true) {
        isAllGiven = true;
        return;
      }
      const worker = free.pop();
      if (worker === undefined) throw new Error('a free worker is gone');
      const made = worker.make(next.value);
      ready.set(given++, made);
      // A failure is heard where the result is awaited in its turn.
      made.then(
        () => {
          free.push(worker);
          handOut();
        },
        () => undefined,
      );
    }
  };
  try {
    for (handOut(); !isAllGiven || turn < given; handOut()) {
      const made = ready.get(turn);
      if (made === undefined) throw new Error(`piece ${turn} was given to no worker`);
      yield await made;
      ready.delete(turn);
      turn += 1;
    }
  } finally {
    await Promise.all(workers.map(({ end }) => end()));
  }
}

interface StartedWorker<Piece, Made> {
  readonly make: (piece: Piece) => Promise<Made>;
  readonly end: () => Promise<unknown>;
}

function startWorker<Piece, Made>(script: URL, wish: unknown): StartedWorker<Piece, Made> {
  const worker = new Worker(script, { workerData: wish });
  return {
    make: (piece) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          worker.off('message', take).off('error', reject).off('exit', ended);
        };
        const take = (made: Made): void => {
          settle();
          resolve(made);
        };
        const ended = (): void => reject(new Error('a worker ended in the middle of its work'));
        worker.once('message', take).once('error', reject).once('exit', ended);
        worker.postMessage(piece, []);
      }),
    end: () => worker.terminate(),
  };
}

/** The other end: one piece after the other. What is thrown there ends the worker, and whoever handed it out hears of it. */
export function servePieces(port: NonNullable<typeof parentPort>, make: (piece: unknown) => Promise<unknown>): void {
  port.on('message', (piece: unknown) => {
    void make(piece).then((made) => port.postMessage(made, []));
  });
}
