// SPDX-License-Identifier: Apache-2.0
/**
 * An engine in a thread of its own: started with the first job and ended when nothing was asked of it for a while, so that a server that
 * computes nothing pays nothing, and one that does answers officers and peers meanwhile.
 *
 * Bytes of files go to the thread only where it does not hold the table that was read from them. A job that fails is told to whoever asked
 * it, and the next one is done; a thread that ends (a file too large for memory) fails what waits for it, and the next job starts another.
 */
import type { parentPort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';

/** After this time without a job the thread ends, and its tables go. */
const idleMs = 120_000;

/** `bytes-needed`: the table is not at hand; the job comes again with the bytes of its files. */
export type EngineAnswer<Value> = { readonly kind: 'bytes-needed' } | { readonly kind: 'answer'; readonly value: Value };

export interface EngineThread<Job, Value> {
  /** `bytes` is asked only where the thread does not hold the table. */
  ask<Bytes>(job: (bytes: Bytes | null) => Job, bytes: () => Promise<Bytes>): Promise<Value>;
  readonly isClosed: () => boolean;
  readonly close: () => Promise<void>;
}

interface Waiting<Value> {
  readonly resolve: (answer: EngineAnswer<Value>) => void;
  readonly reject: (error: Error) => void;
}

/** `what`: as it stands in an error, such as "market". */
export function openEngineThread<Job, Value>(script: URL, what: string): EngineThread<Job, Value> {
  let thread: { readonly worker: Worker; readonly waiting: Map<number, Waiting<Value>> } | null = null;
  let next = 1;
  let isClosed = false;
  let idle: NodeJS.Timeout | null = null;
  const start = () => {
    const worker = new Worker(script);
    const waiting = new Map<number, Waiting<Value>>();
    const started = { worker, waiting };
    const end = (error: Error): void => {
      if (thread === started) thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', (done: JobDone<Value>) => {
      const one = waiting.get(done.number);
      waiting.delete(done.number);
      if ('answer' in done) one?.resolve(done.answer);
      else one?.reject(new Error(`the ${what} thread could not do what was asked: ${done.failure}`));
    });
    worker.once('error', (error) => end(error instanceof Error ? error : new Error(`the ${what} thread broke off`)));
    worker.once('exit', () => end(new Error(`the ${what} thread ended`)));
    worker.unref();
    return started;
  };
  const stop = async (): Promise<void> => {
    const stopped = thread;
    thread = null;
    await stopped?.worker.terminate();
  };
  const send = (job: Job): Promise<EngineAnswer<Value>> => {
    const { worker, waiting } = (thread ??= start());
    const number = next++;
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(() => (waiting.size === 0 ? void stop() : idle?.refresh()), idleMs).unref();
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, job }, []);
    });
  };
  return {
    async ask(job, bytes) {
      const first = await send(job(null));
      const answer = first.kind === 'answer' ? first : await send(job(await bytes()));
      if (answer.kind !== 'answer') throw new Error(`the ${what} thread asks for bytes that it was given`);
      return answer.value;
    },
    isClosed: () => isClosed,
    async close() {
      isClosed = true;
      if (idle !== null) clearTimeout(idle);
      await stop();
    },
  };
}

type JobDone<Value> =
  { readonly number: number; readonly answer: EngineAnswer<Value> } | { readonly number: number; readonly failure: string };

/** The other end: takes one job after the other and posts what came of it. A job that fails takes no other with it, nor the tables. */
export function serveJobs(port: typeof parentPort, work: (job: never) => Promise<EngineAnswer<unknown>>): void {
  const doneOf = async (number: number, job: never): Promise<JobDone<unknown>> => {
    try {
      return { number, answer: await work(job) };
    } catch (error) {
      return { number, failure: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  port?.on('message', ({ number, job }: { readonly number: number; readonly job: never }) => {
    last = last.then(async () => port.postMessage(await doneOf(number, job), []));
  });
}
