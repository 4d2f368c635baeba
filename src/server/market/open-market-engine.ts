// SPDX-License-Identifier: Apache-2.0
/**
 * The market engine of a server: a thread of its own, started with the first file and ended when nothing was asked of it for a while, so
 * that a server that watches no market pays nothing, and one that does answers officers and peers meanwhile.
 *
 * Bytes of a file go to the thread only where it does not hold the table. A thread that ends (a file too large for memory, a fault of
 * ours) fails what waits for it; the next job starts another.
 */
import { Worker } from 'node:worker_threads';
import { marketFormatOf } from '../../columns/index.ts';
import type { MarketEngine, MarketSource } from '../../findings/index.ts';
import type { Result } from '../../kernel/index.ts';
import type { MarketAnswer, MarketJob } from './market-work.ts';

/** After this time without a job the thread ends, and its tables go. */
const idleMs = 120_000;

type Unsent<Job> = Job extends MarketJob ? Omit<Job, 'source'> : never;

export interface OpenMarketEngine extends MarketEngine {
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: MarketAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function openMarketEngine(): OpenMarketEngine {
  let thread: { readonly worker: Worker; readonly waiting: Map<number, Waiting> } | null = null;
  let next = 1;
  let isClosed = false;
  let idle: NodeJS.Timeout | null = null;
  const start = () => {
    const worker = new Worker(new URL('./market-thread.ts', import.meta.url));
    const waiting = new Map<number, Waiting>();
    const started = { worker, waiting };
    const end = (error: Error): void => {
      if (thread === started) thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', ({ number, answer }: { readonly number: number; readonly answer: MarketAnswer }) => {
      waiting.get(number)?.resolve(answer);
      waiting.delete(number);
    });
    worker.once('error', (error) => end(error instanceof Error ? error : new Error('the market thread broke off')));
    worker.once('exit', () => end(new Error('the market thread ended')));
    worker.unref();
    return started;
  };
  const stop = async (): Promise<void> => {
    const stopped = thread;
    thread = null;
    await stopped?.worker.terminate();
  };
  const send = (job: MarketJob): Promise<MarketAnswer> => {
    const { worker, waiting } = (thread ??= start());
    const number = next++;
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(() => (waiting.size === 0 ? void stop() : idle?.refresh()), idleMs).unref();
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, job }, []);
    });
  };
  const ask = async <Value>({ bytes, ...source }: MarketSource, job: Unsent<MarketJob>): Promise<Result<Value>> => {
    const first = await send({ ...job, source: { ...source, bytes: null } });
    const answer = first.kind === 'answer' ? first : await send({ ...job, source: { ...source, bytes: await bytes() } });
    if (answer.kind !== 'answer') throw new Error('the market thread asks for bytes that it was given');
    return answer.value as Result<Value>;
  };
  return {
    formatOf: marketFormatOf,
    watch: (source, order) => ask(source, { kind: 'watch', order }),
    review: (source, alert, window) => ask(source, { kind: 'review', alert, window }),
    isClosed: () => isClosed,
    async close() {
      isClosed = true;
      if (idle !== null) clearTimeout(idle);
      await stop();
    },
  };
}
