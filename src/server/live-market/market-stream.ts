// SPDX-License-Identifier: Apache-2.0
/**
 * A market's stream in NATS JetStream: one subject for each partition, and a consumer for each that a worker makes when it takes the partition.
 *
 *     subject    comity.market.NAME.PARTITIONS.3
 *     headers    Comity-Feed: xven   Comity-Number: 1017   Nats-Msg-Id: xven/3/1017
 *     body       lines of Comity's own CSV without the header
 *
 * Which message is the next is known to our own store, not to NATS: a consumer begins where the stored place says, whoever had the partition
 * before. So a worker that takes over need not wait until messages of a dead one are given out again. Messages are acknowledged when what they
 * led to is stored, all up to one at once; NATS then knows how far we are, and so does whoever looks at it.
 *
 * One consumer for each partition since servers before 2.10, such as Debian's, filter by one subject alone.
 */
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { connect, credsAuthenticator, headers, type NatsConnection } from '@nats-io/transport-node';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { MarketMessage } from '../../surveillance/index.ts';
import type { NatsSettings } from './nats-settings.ts';

export interface StreamName {
  readonly market: string;
  readonly partitions: number;
}

export interface ReadMessage extends MarketMessage {
  /** When it came into the stream, in milliseconds since 1970. */
  readonly arrivedMs: number;
  /** Behind it in the stream, of the same partition. */
  readonly waiting: number;
}

export interface Reading {
  readonly messages: AsyncIterable<ReadMessage>;
  /** All messages up to this place are stored. */
  acknowledge(sequence: number): void;
  stop(): Promise<void>;
}

export interface MarketStream {
  read(partition: number, from: number): Promise<Reading>;
  /** Settled when the stream has it; false where it had it already. */
  publish(partition: number, message: Pick<MarketMessage, 'feed' | 'number' | 'body'>): Promise<boolean>;
  close(): Promise<void>;
}

/** Given out and not yet acknowledged: what a worker that stores once a second takes in meanwhile, many times over. */
const unacknowledgedMax = 20_000;
/** Fetched ahead of what is worked on. */
const aheadMax = 400;
const second = 1_000_000_000;
/** After this time without an acknowledgement NATS gives messages again; the worker then leaves them out. */
const acknowledgeWithin = 120 * second;
/** Kept in the stream for whoever must read them again: longer than a weekend without workers. */
const keptFor = 4 * 86_400 * second;
/** In which NATS itself leaves out a message that a feed sends twice. */
const twiceWithin = 600 * second;

export async function openMarketStream(settings: NatsSettings, name: StreamName): Promise<Result<MarketStream>> {
  const connected = await connectTo(settings);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const manager = await jetstreamManager(connection).catch(() => null);
  if (manager === null) {
    await connection.close();
    return fail(
      'COMITY_NATS_URL',
      'That NATS server has no JetStream, or this account may not use it.',
      'Start it with -js and a store folder.',
    );
  }
  const client = jetstream(connection);
  const stream = `comity-market-${name.market}-${name.partitions}`;
  const subjectOf = (partition: number | '*'): string => `comity.market.${name.market}.${name.partitions}.${partition}`;
  await ensureStream(manager, stream, subjectOf('*'));
  return ok({
    async read(partition, from) {
      const durable = `worker-${partition}`;
      await manager.consumers.delete(stream, durable).catch(noneIfAbsent);
      await manager.consumers.add(stream, {
        durable_name: durable,
        filter_subject: subjectOf(partition),
        ack_policy: AckPolicy.All,
        ack_wait: acknowledgeWithin,
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: from,
        max_ack_pending: unacknowledgedMax,
      });
      const consumer = await client.consumers.get(stream, durable);
      const messages = await consumer.consume({ max_messages: aheadMax, abort_on_missing_resource: true });
      const unacknowledged: JsMsg[] = [];
      return {
        messages: (async function* read() {
          for await (const message of messages) {
            unacknowledged.push(message);
            yield messageOf(message);
          }
        })(),
        acknowledge(sequence) {
          let last: JsMsg | undefined;
          while ((unacknowledged[0]?.seq ?? Number.POSITIVE_INFINITY) <= sequence) last = unacknowledged.shift();
          last?.ack();
        },
        stop: async () => void (await messages.close()),
      };
    },
    async publish(partition, { feed, number, body }) {
      const named = headers();
      named.set('Comity-Feed', feed);
      named.set('Comity-Number', String(number));
      const sent = await client.publish(subjectOf(partition), body, { headers: named, msgID: `${feed}/${partition}/${number}` });
      return !sent.duplicate;
    },
    close: () => connection.close(),
  });
}

/** What an operator has set up is left as it is. */
async function ensureStream(manager: JetStreamManager, name: string, subject: string): Promise<void> {
  const known = await manager.streams.info(name).catch(noneIfAbsent);
  if (known === null) await manager.streams.add({ name, subjects: [subject], max_age: keptFor, duplicate_window: twiceWithin });
}

function messageOf(message: JsMsg): ReadMessage {
  const number = Number(message.headers?.get('Comity-Number') ?? '');
  return {
    sequence: message.seq,
    feed: message.headers?.get('Comity-Feed') ?? '',
    number,
    body: message.string(),
    arrivedMs: message.info.timestampNanos / 1e6,
    waiting: message.info.pending,
  };
}

async function connectTo({ url, credentials, user, tls }: NatsSettings): Promise<Result<NatsConnection>> {
  try {
    return ok(
      await connect({
        servers: url,
        name: 'comity',
        maxReconnectAttempts: -1,
        ...(credentials === null ? {} : { authenticator: credsAuthenticator(credentials) }),
        ...(user === null ? {} : { user: user.name, pass: user.password }),
        ...(tls === null ? {} : { tls }),
      }),
    );
  } catch (error) {
    const why = error instanceof Error ? error.name : 'no answer';
    return fail('COMITY_NATS_URL', `The NATS server it names cannot be reached (${why}).`, 'Start it, or correct address and credentials.');
  }
}

function noneIfAbsent(error: unknown): null {
  const absent: readonly number[] = [JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.StreamNotFound];
  if (error instanceof JetStreamApiError && absent.includes(error.code)) return null;
  throw error;
}
