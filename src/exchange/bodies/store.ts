// SPDX-License-Identifier: Apache-2.0
/**
 * Taking parts out of the bodies that are kept beside signed dispatches, for good.
 *
 * The root in the signed bytes stays and so does the signature: what was not taken out can still be proved. A dispatch of ours
 * that is still on its way is left whole, since its recipient needs all of it to admit it.
 */
import { sql } from 'kysely';
import type { JsonValue, Transaction } from '../../kernel/index.ts';
import { type BodyPart, type Digest, readBody, readSigned, withholdParts, writeBodyPart } from '../../seals/index.ts';
import { readPayload } from '../dispatch.ts';

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
  const part = row === undefined ? null : partOf(row);
  if (part === null) return;
  const places = placesIn(shown(part)).map((pointer) => ({ pointer, manner: 'withheld' }) as const);
  const less = withholdParts(part, places);
  if (places.length === 0 || !less.ok) return;
  const document = Buffer.from(writeBodyPart(less.value));
  await sql`update ${sql.table(table)} set body_document = ${document} where digest = ${digest}`.execute(tx);
}

function partOf(row: KeptRow): BodyPart | null {
  const signed = readSigned(new Uint8Array(row.signed_bytes), 'dispatch');
  const payload = signed.ok ? readPayload(signed.value) : null;
  const part = payload?.ok === true ? readBody(new Uint8Array(row.body_document), payload.value.bodyRoot as Digest) : null;
  return part?.ok === true ? part.value : null;
}

/** The body as far as it is open; null stands where something was taken out before. */
function shown(part: BodyPart): JsonValue {
  switch (part.kind) {
    case 'open':
      return part.value;
    case 'withheld':
      return null;
    case 'elements':
      return part.elements.map(shown);
    case 'members':
      return Object.fromEntries(
        part.members.flatMap((member) => (member.kind === 'hidden' ? [] : [[member.name, shown(member.part)] as const])),
      );
  }
}
