// SPDX-License-Identifier: Apache-2.0
/**
 * Taking parts out of the bodies that are kept beside signed dispatches, for good.
 *
 * The root in the signed bytes stays and so does the signature: what was not taken out can still be proved. A dispatch of ours
 * that is still on its way is left whole, since its recipient needs all of it to admit it.
 */
import { sql } from 'kysely';
import type { JsonValue, Transaction } from '../../kernel/index.ts';
import { bodyWithoutParts } from './without-parts.ts';

interface KeptRow {
  readonly signed_bytes: Buffer;
  readonly body_document: Buffer;
}

/** `placesIn` is given the body as far as it is still there; an unknown dispatch, or one on its way, is left alone. */
export async function withholdFromBody(tx: Transaction, digest: string, placesIn: (body: JsonValue) => readonly string[]): Promise<void> {
  const inbox = await sql<KeptRow>`select signed_bytes, body_document from exchange_inbox where digest = ${digest} for update`.execute(tx);
  await withholdRow(tx, 'exchange_inbox', digest, inbox.rows[0], placesIn);
  const outbox = await sql<KeptRow>`select signed_bytes, body_document from exchange_outbox
    where digest = ${digest} and state not in ('waiting', 'leased') for update`.execute(tx);
  await withholdRow(tx, 'exchange_outbox', digest, outbox.rows[0], placesIn);
}

async function withholdRow(
  tx: Transaction,
  table: 'exchange_inbox' | 'exchange_outbox',
  digest: string,
  row: KeptRow | undefined,
  placesIn: (body: JsonValue) => readonly string[],
): Promise<void> {
  if (row === undefined) return;
  const kept = { signedBytes: new Uint8Array(row.signed_bytes), bodyDocument: new Uint8Array(row.body_document) };
  const document = bodyWithoutParts(kept, placesIn);
  if (document === null) return;
  await sql`update ${sql.table(table)} set body_document = ${Buffer.from(document)} where digest = ${digest}`.execute(tx);
}
