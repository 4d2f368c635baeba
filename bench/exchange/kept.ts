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
    admissions: admissions.rows
      .map(({ body }) => (JSON.parse(body.toString()) as { details: { dispatch: string; kind: string } }).details)
      .filter(({ kind }) => kind === 'assistance.request')
      .map(({ dispatch }) => dispatch),
  };
}
