// SPDX-License-Identifier: Apache-2.0
/**
 * What a recall destroys of letters: the records in what was read from one, and in what was written into one, with the pack that was made
 * of it. Roots and signatures stay, so that what passed can still be proved.
 *
 * The scan of the letter stays, and so do its enclosures: they are the paper itself, of which the original lies in a registry, and what
 * is destroyed there is for officers to say.
 */
import { z } from 'zod';
import { bodyWithout } from '../../exchange/index.ts';
import type { JsonValue, Transaction } from '../../kernel/index.ts';
import { type Digest, readSigned } from '../../seals/index.ts';
import { changeIncoming, emptyPack, letterOfDispatch, type Transcribed } from '../store.ts';

const rooted = z.looseObject({ bodyRoot: z.string() });
const signedHead = z.union([rooted, z.looseObject({ dispatch: rooted })]);

/** Nothing where this dispatch was no letter. */
export async function withholdFromLetter(
  tx: Transaction,
  dispatch: string,
  placesIn: (body: JsonValue) => readonly string[],
): Promise<void> {
  const { incoming, outgoing } = await letterOfDispatch(tx, dispatch);
  const kept = incoming ?? outgoing;
  if (kept === null || kept.signed_bytes === null || kept.body_document === null) return;
  const root = rootOf(new Uint8Array(kept.signed_bytes));
  const document = root === null ? null : bodyWithout(new Uint8Array(kept.body_document), root, placesIn);
  if (document === null) return;
  const body_document = Buffer.from(document);
  if (incoming !== null) {
    const transcribed = incoming.transcribed === null ? null : withoutRecords(incoming.transcribed, placesIn);
    await changeIncoming(tx, incoming.id, { body_document, transcribed });
  } else if (outgoing !== null) await emptyPack(tx, outgoing.id, body_document);
}

function rootOf(signedBytes: Uint8Array): Digest | null {
  const signed = readSigned(signedBytes);
  const head = signed.ok ? signedHead.safeParse(JSON.parse(new TextDecoder().decode(signed.value.payload))) : null;
  if (head?.success !== true) return null;
  const { data } = head;
  return ('bodyRoot' in data ? data.bodyRoot : data.dispatch.bodyRoot) as Digest;
}

/** The records whose bodies are taken out go whole; how any of them was entered goes too. */
function withoutRecords(made: Transcribed, placesIn: (body: JsonValue) => readonly string[]): Transcribed {
  const { records = [], ...rest } = made.body as { readonly records?: readonly JsonValue[] };
  const gone = new Set(placesIn(made.body as JsonValue));
  const left = records.filter((_, index) => !gone.has(`/records/${index}/body`));
  return { ...made, says: { ...made.says, records: [] }, body: { ...rest, records: left } };
}
