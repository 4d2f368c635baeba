// SPDX-License-Identifier: Apache-2.0
/** What an authority keeps of dispatches, read from its tables: what the test that nothing is lost holds against the other side. */
import { sql } from 'kysely';
import type { Database } from '../../src/kernel/index.ts';

export interface Kept {
  readonly outbox: readonly (readonly [digest: string, state: string, receipt: string | null])[];
  readonly inbox: readonly (readonly [digest: string, state: string, receipt: string])[];
  readonly effects: readonly string[];
  /** Entries of the log by event, each with its dispatch. */
  readonly admissions: readonly string[];
  readonly keys: KeptOfKeys;
}

/** Of changes of keys: what the log says of each, and how the tables stand. */
export interface KeptOfKeys {
  /** How many entries the log has. */
  readonly logSize: number;
  /** Own events of which the log says that the peers were told, entry by entry: the length of the history then. */
  readonly told: readonly number[];
  /** The length of a peer's history, entry by entry of the log that says it has grown. */
  readonly extended: readonly number[];
  /** How long it is in the table. */
  readonly peerEvents: readonly number[];
  /** Received dispatches that were marked as suspect, ever, and those that still are. */
  readonly marked: number;
  readonly suspect: number;
  /** Dispatches of ours about keys that have not ended. */
  readonly open: number;
}

export async function kept(database: Database): Promise<Kept> {
  type Row = { digest: string; state: string; receipt: string };
  const outbox = await sql<Row>`select digest, state, encode(receipt_bytes, 'base64') as receipt from exchange_outbox
    where kind = 'assistance.request' order by position`.execute(database);
  const inbox = await sql<Row>`select digest, state, encode(receipt_bytes, 'base64') as receipt from exchange_inbox
    where kind = 'assistance.request' order by position`.execute(database);
  const effects = await sql<{ digest: string }>`select digest from received order by digest`.execute(database);
  const admissions = await sql<{ body: Buffer }>`select body from audit_bodies join audit_leaves using (leaf_index)
    where event = 'dispatch.admitted' order by leaf_index`.execute(database);
  return {
    outbox: outbox.rows.map((row) => [row.digest, row.state, row.receipt]),
    inbox: inbox.rows.map((row) => [row.digest, row.state, row.receipt]),
    effects: effects.rows.map(({ digest }) => digest),
    keys: await keptOfKeys(database),
    admissions: admissions.rows
      .map(({ body }) => (JSON.parse(body.toString()) as { details: { dispatch: string; kind: string } }).details)
      .filter(({ kind }) => kind === 'assistance.request')
      .map(({ dispatch }) => dispatch),
  };
}

async function keptOfKeys(database: Database): Promise<KeptOfKeys> {
  type Counts = { logSize: number; marked: number; suspect: number; open: number };
  const { rows } = await sql<Counts>`select (select count(*)::integer from audit_leaves) as "logSize",
    (select count(*)::integer from exchange_suspects) as marked,
    (select count(*)::integer from exchange_suspects where affirmed_at is null) as suspect,
    (select count(*)::integer from exchange_outbox where kind = 'peering.keys' and state <> 'delivered') as open`.execute(database);
  const lengths = await sql<{ event: string; body: Buffer }>`select event, body from audit_bodies join audit_leaves using (leaf_index)
    where event in ('keys.changed', 'peer.keys-extended') order by leaf_index`.execute(database);
  const sizes = (event: string): number[] =>
    lengths.rows
      .filter((row) => row.event === event)
      .map(({ body }) => (JSON.parse(body.toString()) as { details: { keyEvents: number } }).details.keyEvents);
  const peers = await sql<{ count: number }>`select cardinality(history) as count from exchange_peers`.execute(database);
  const [counts] = rows;
  if (counts === undefined) throw new Error('counting gives one row');
  return {
    ...counts,
    told: sizes('keys.changed'),
    extended: sizes('peer.keys-extended'),
    peerEvents: peers.rows.map(({ count }) => count),
  };
}
