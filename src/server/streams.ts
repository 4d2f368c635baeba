// SPDX-License-Identifier: Apache-2.0
/**
 * Live updates: what changed, pushed to every officer's screen.
 *
 * A room announces a topic inside its transaction; PostgreSQL hands it on at commit (`NOTIFY`), to every server process of
 * the authority. A screen receives topics only, never content: it then asks again by a call that checks its rights.
 */
import type { ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../kernel/index.ts';
import type { Log } from './log.ts';

const channel = 'comity_topics';
/** Announced when a dispatch was queued; it wakes the delivery and is of no use to a screen. */
export const outboxTopic = 'outbox';
/** One officer has a few windows open; a server that holds more than this is being abused. */
const listenersMax = 2000;
/** A comment line that keeps proxies from closing a quiet stream. */
const keepAliveMs = 20_000;

export async function announce(database: Database, topic: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${topic})`.execute(database);
}

export interface Streams {
  /** Serves one screen until it goes away; false when there are too many. */
  readonly serve: (response: ServerResponse) => boolean;
  /** Called for every topic, beside the screens. */
  readonly onTopic: (listener: (topic: string) => void) => void;
  readonly close: () => Promise<void>;
}

export async function openStreams(pool: pg.Pool, log: Log): Promise<Streams> {
  const responses = new Set<ServerResponse>();
  const listeners: ((topic: string) => void)[] = [];
  let isClosed = false;
  let client: pg.PoolClient | null = null;

  const hand = (topic: string): void => {
    for (const listener of listeners) listener(topic);
    if (topic === outboxTopic) return;
    for (const response of responses) response.write(`data: ${JSON.stringify({ topic })}\n\n`);
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
    await opened.query(`listen ${channel}`);
    client = opened;
  };
  await listen();
  const keepAlive = setInterval(() => {
    for (const response of responses) response.write(': still here\n\n');
  }, keepAliveMs);
  keepAlive.unref();

  return {
    serve(response) {
      if (responses.size >= listenersMax) return false;
      responses.add(response);
      response.on('close', () => responses.delete(response));
      response.write(': listening\n\n');
      return true;
    },
    onTopic: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true;
      clearInterval(keepAlive);
      for (const response of responses) response.end();
      client?.release(true);
      client = null;
    },
  };
}
