// SPDX-License-Identifier: Apache-2.0
/** The thread itself: takes one job after the other and posts what came of it. Started by open-market-engine.ts. */
import { parentPort } from 'node:worker_threads';
import { type MarketJob, openMarketWork } from './market-work.ts';

if (parentPort !== null) serve(parentPort);

function serve(port: NonNullable<typeof parentPort>): void {
  const { work } = openMarketWork();
  let last: Promise<unknown> = Promise.resolve();
  port.on('message', ({ number, job }: { readonly number: number; readonly job: MarketJob }) => {
    // What is thrown here ends the thread, and whoever waits hears of it.
    last = last.then(async () => port.postMessage({ number, answer: await work(job) }, []));
  });
}
