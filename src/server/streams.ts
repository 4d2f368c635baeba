// SPDX-License-Identifier: Apache-2.0
/**
 * Live updates: what changed, pushed to every officer's screen.
 *
 * A room announces a topic inside its transaction; PostgreSQL hands it on at commit (`NOTIFY`), to every server process of
 * the authority. A screen receives topics only, never content: it then asks again by a call that checks its rights.
 *
 * When something happens can tell that there is something. So a screen of an officer who may not know of suspicious reports hears of
 * the topics that a report could move at fixed times, whether anything happened or not.
 */
import type { ServerResponse } from 'node:http';
import type pg from 'pg';
import { reportsTopic } from '../records/index.ts';
import type { Log } from './log.ts';
import { topicChannel } from './pool/announce.ts';

/** Announced when a dispatch was queued; it wakes the delivery and is of no use to a screen. */
export const outboxTopic = 'outbox';
/** One officer has a few windows open; a server that holds more than this is being abused. */
const listenersMax = 2000;
/** Topics that a suspicious report can move. */
const telling: ReadonlySet<string> = new Set(['records', 'findings', 'cases', 'desk', 'onward', 'approvals', 'letters']);
/** Heard of at these times by who may not know of reports: often enough to work by, and the same whatever happens. */
const evenlyMs = 15_000;

/** A comment line that keeps proxies from closing a quiet stream. */
const keepAliveMs = 20_000;

export interface Hearer {
  readonly knowsReports: boolean;
}

export interface Streams {
  /** Serves one screen until it goes away; false when there are too many. */
  readonly serve: (response: ServerResponse, hearer: Hearer) => boolean;
  /** Called for every topic, beside the screens. */
  readonly onTopic: (listener: (topic: string) => void) => void;
  readonly close: () => Promise<void>;
}

export async function openStreams(pool: pg.Pool, log: Log): Promise<Streams> {
  const responses = new Map<ServerResponse, Hearer>();
  const listeners: ((topic: string) => void)[] = [];
  let isClosed = false;
  let client: pg.PoolClient | null = null;

  const hand = (topic: string): void => {
    for (const listener of listeners) listener(topic);
    if (topic === outboxTopic) return;
    for (const [response, hearer] of responses) if (hearsAtOnce(hearer, topic)) response.write(lineOf(topic));
  };
  const listen = async (): Promise<void> => {
    const opened = await pool.connect();
    opened.on('notification', (notification) => hand(notification.payload ?? ''));
    opened.on('error', (error) => {
      log.error('the stream of topics broke', error);
      client = null;
      opened.release(true);
      if (!isClosed)
        setTimeout(
          () => void listen().catch((again: unknown) => log.error('the stream of topics could not be opened', again)),
          1000,
        ).unref();
    });
    await opened.query(`listen ${topicChannel}`);
    client = opened;
  };
  await listen();
  const keepAlive = setInterval(() => {
    for (const response of responses.keys()) response.write(': still here\n\n');
  }, keepAliveMs);
  keepAlive.unref();
  const evenly = setInterval(() => {
    for (const [response, { knowsReports }] of responses) if (!knowsReports) for (const topic of telling) response.write(lineOf(topic));
  }, evenlyMs);
  evenly.unref();

  return {
    serve(response, hearer) {
      if (responses.size >= listenersMax) return false;
      responses.set(response, hearer);
      response.on('close', () => responses.delete(response));
      response.write(': listening\n\n');
      return true;
    },
    onTopic: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true;
      clearInterval(keepAlive);
      clearInterval(evenly);
      for (const response of responses.keys()) response.end();
      client?.release(true);
      client = null;
    },
  };
}

export function hearsAtOnce({ knowsReports }: Hearer, topic: string): boolean {
  return knowsReports || (!telling.has(topic) && topic !== reportsTopic);
}

function lineOf(topic: string): string {
  return `data: ${JSON.stringify({ topic })}\n\n`;
}
