// SPDX-License-Identifier: Apache-2.0
/**
 * The pouch: several envelopes for one authority in one call, and their answers in one pouch on the way back.
 *
 * A day on which an authority was cut off, or an operation that asks many things at once, leaves hundreds of dispatches for the
 * same peer. A call costs both sides more than an envelope does: a connection, two signatures, a transaction and its way to the
 * disk. So what waits for one peer in one class travels together.
 *
 *     pouch            | 4 length | envelope |  | 4 length | envelope |  ...                          as many as envelopesMax
 *     its answer       | 2 status | 4 wait | 4 length | bytes |  ...                                  as many, in the same order
 *
 * Nothing is shared but the way. Every envelope is sealed for itself, opened, judged, admitted or rejected for itself, and has a
 * receipt of its own, so one that is bad harms no other; a pouch that half arrived is no pouch, and everything in it is offered
 * again. The statuses are those that HTTP would have: 200 with a receipt, 429 with the milliseconds to wait, 400 and 404 for what
 * is refused unsigned, 500 where the judging broke off.
 *
 * What it does not do: it is no envelope around envelopes; nobody signs or seals a pouch, and its order says nothing.
 * Source: wire/pouch.md. The obvious alternative, HTTP/2 with many calls at once, saves the connection and none of the rest.
 */
import { fail, limits, ok, type Result } from '../../kernel/index.ts';

/** Envelopes of a pouch: beyond these the saving for each is lost in the waiting of the first for the last. */
export const envelopesMax = 32;
/** A pouch on the wire: room for one envelope of any size, or for many usual ones. */
export const pouchBytesMax = 2 * limits.envelopeBytesMax;

/** What became of one envelope, as a call of its own would have been answered. */
export interface EnvelopeAnswer {
  readonly status: number;
  readonly retryAfterMs: number;
  readonly bytes: Uint8Array;
}

/** The bytes of answers to a pouch: for each a receipt, which is a small document and its signature. */
export const answersBytesMax = envelopesMax * 65_536;

const lengthBytes = 4;
const answerHeadBytes = 10;

export function packPouch(envelopes: readonly Uint8Array[]): Uint8Array {
  const pouch = new Uint8Array(envelopes.reduce((sum, envelope) => sum + lengthBytes + envelope.length, 0));
  const view = new DataView(pouch.buffer);
  let at = 0;
  for (const envelope of envelopes) {
    view.setUint32(at, envelope.length);
    pouch.set(envelope, at + lengthBytes);
    at += lengthBytes + envelope.length;
  }
  return pouch;
}

export function unpackPouch(bytes: Uint8Array): Result<readonly Uint8Array[]> {
  const envelopes: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const place = `pouch.${envelopes.length}`;
    if (envelopes.length === envelopesMax) return fail('pouch', `It holds more than ${envelopesMax} envelopes.`, remedy);
    if (at + lengthBytes > bytes.length) return fail(place, 'It ends within a length.', remedy);
    const end = at + lengthBytes + view.getUint32(at);
    if (end > bytes.length) return fail(place, 'It is longer than what is left of the pouch.', remedy);
    envelopes.push(bytes.subarray(at + lengthBytes, end));
    at = end;
  }
  return envelopes.length === 0 ? fail('pouch', 'It is empty.', remedy) : ok(envelopes);
}

export function packAnswers(answers: readonly EnvelopeAnswer[]): Uint8Array {
  const packed = new Uint8Array(answers.reduce((sum, { bytes }) => sum + answerHeadBytes + bytes.length, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const { status, retryAfterMs, bytes } of answers) {
    view.setUint16(at, status);
    view.setUint32(at + 2, retryAfterMs);
    view.setUint32(at + 6, bytes.length);
    packed.set(bytes, at + answerHeadBytes);
    at += answerHeadBytes + bytes.length;
  }
  return packed;
}

/** Exactly as many answers as were asked for; null where it is anything else, which is no answer at all. */
export function unpackAnswers(bytes: Uint8Array, count: number): readonly EnvelopeAnswer[] | null {
  const answers: EnvelopeAnswer[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    if (answers.length === count || at + answerHeadBytes > bytes.length) return null;
    const end = at + answerHeadBytes + view.getUint32(at + 6);
    if (end > bytes.length) return null;
    answers.push({ status: view.getUint16(at), retryAfterMs: view.getUint32(at + 2), bytes: bytes.subarray(at + answerHeadBytes, end) });
    at = end;
  }
  return answers.length === count ? answers : null;
}

const remedy = 'Send the pouch as wire/pouch.md says.';
