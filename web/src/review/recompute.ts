// SPDX-License-Identifier: Apache-2.0
/**
 * What this device computes for itself: the digest of the text that it was given, and of what stands in it by a digest alone. It
 * believes nothing that it cannot bring to the digest that will be signed.
 *
 *     the text       SHA-256 of its bytes is the subject
 *     an agreement   SHA-256 of its bytes stands in the text
 *     a body         the root of its salted tree stands in the text
 *
 * The tree is written anew here, from the description in `src/seals/trees/body-tree.ts`: a second hand that comes to the same root is
 * worth more than the same code twice. What the browser gives for it (SubtleCrypto) exists on pages under https and on localhost.
 */
import type { OpenedTextWire, ReviewWire } from '../../../src/officers/reviews/wire.ts';

export interface Recomputed {
  /** Whether everything that is shown came to the digest. */
  readonly holds: boolean;
  /** The text, and each part that stands in it, read. */
  readonly text: unknown;
  readonly parts: readonly { readonly digest: string; readonly value: unknown }[];
}

/** Null where this browser cannot compute digests on this page. */
export async function recompute(review: Pick<ReviewWire, 'subject' | 'text' | 'opened'>): Promise<Recomputed | null> {
  if (!('crypto' in globalThis) || crypto.subtle === undefined) return null;
  const holds = [(await digestOf(review.text)) === review.subject];
  const parts: { digest: string; value: unknown }[] = [];
  for (const opened of review.opened) {
    // Only what stands in the text is signed with it.
    holds.push(review.text.includes(JSON.stringify(opened.digest)) && (await digestOfOpened(opened)) === opened.digest);
    parts.push({ digest: opened.digest, value: JSON.parse(opened.text) });
  }
  return { holds: holds.every(Boolean), text: JSON.parse(review.text), parts };
}

async function digestOf(text: string): Promise<string> {
  return digestText(await sha256(utf8(text)));
}

async function digestOfOpened({ text, seed }: OpenedTextWire): Promise<string> {
  if (seed === null) return digestOf(text);
  return digestText(await nodeDigest(JSON.parse(text), bytesOfHex(seed)));
}

// --- the salted tree of a body ------------------------------------------------------------------------------------------

async function nodeDigest(value: unknown, seed: Bytes): Promise<Bytes> {
  const elements = Array.isArray(value) ? (value as readonly unknown[]) : null;
  const members = typeof value === 'object' && value !== null && elements === null ? Object.entries(value) : null;
  const count = elements?.length ?? members?.length ?? 0;
  if (count === 0) return sha256(utf8('comity body value v1\n'), seed, utf8(JSON.stringify(value)));
  if (elements !== null) {
    const digests = await Promise.all(
      elements.map(async (element, index) => leaf(await nodeDigest(element, await hmac(seed, `element\n${index}`)))),
    );
    return sha256(utf8('comity body array v1\n'), eightBytes(count), await rootOf(digests));
  }
  const sorted = (members ?? []).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const digests = await Promise.all(sorted.map(([name, member]) => memberDigest(name, member, seed)));
  return sha256(utf8('comity body object v1\n'), eightBytes(count), await rootOf(digests));
}

async function memberDigest(name: string, member: unknown, seed: Bytes): Promise<Bytes> {
  const own = await hmac(seed, `member\n${name}`);
  const named = await sha256(utf8('comity body name v1\n'), await hmac(own, 'name'), utf8(name));
  return leaf(named, await nodeDigest(member, own));
}

/** RFC 6962: the first half is the greatest power of two that is less than the number of leaves. */
async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Uint8Array.of(1), await rootOf(leaves.slice(0, half)), await rootOf(leaves.slice(half)));
}

function leaf(...parts: readonly Bytes[]): Promise<Bytes> {
  return sha256(Uint8Array.of(0), ...parts);
}

// --- bytes ----------------------------------------------------------------------------------------------------------------

type Bytes = Uint8Array<ArrayBuffer>;

async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

async function hmac(key: Bytes, message: string): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(message)));
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function digestText(bytes: Bytes): string {
  return `sha256:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function eightBytes(count: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(count));
  return bytes;
}
