// SPDX-License-Identifier: Apache-2.0
/**
 * Encodings of bytes as text, each with exactly one accepted spelling.
 *
 * Most decoders are kind: they skip line breaks, take missing padding, or ignore the unused bits of the last letter. Then two
 * different texts name the same key, and a check by text can be walked around. Here a text is read only if writing the bytes
 * again gives the same text.
 *
 * Follows RFC 4648: sections 4 (base 64, with padding), 6 (base 32, here in lower case and without padding) and 8 (base 16,
 * lower case).
 */

/** Base 64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return viewOf(bytes).toString('base64');
}

/** The bytes, or null when the text is not exactly what `toBase64` would write. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? ownBytes(bytes) : null;
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return viewOf(bytes).toString('hex');
}

/** The bytes, or null when the text is not lower-case hexadecimal of whole bytes. */
export function fromHex(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'hex');
  return bytes.toString('hex') === text ? ownBytes(bytes) : null;
}

const base32Letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case base 32 without padding: the form of identities, which people read aloud. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Letters[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (base32Letters[(held << (5 - bits)) & 31] ?? '');
}

/** 32 bytes in base 32 are 52 letters, of which the last carries one bit: it can only be `a` or `q`. */
export const digestInBase32 = '[a-z2-7]{51}[aq]';

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  if (text.length > smallBytes) return encoder.encode(text);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) {
    const unit = text.charCodeAt(at);
    // Beyond ASCII a letter has several bytes.
    if (unit > 0x7f) return encoder.encode(text);
    bytes[at] = unit;
  }
  return bytes;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  if (left.length > smallBytes) return viewOf(left).equals(right);
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

/**
 * Gives the memory of bytes that nobody will look at again back at once; they are empty from then on. The engine looks for such pieces only
 * when they have come to some 32 MB, and by then each has torn its hole into memory that does not shrink again. Bytes that share their
 * memory with others, and short ones, are left to the engine.
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (bytes.length < givenBackBytesMin || bytes.length !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  buffer.transfer(0);
}

/** Shorter ones are not worth the call. */
const givenBackBytesMin = 4096;

/**
 * Up to here the engine keeps an array among its own objects, as long as nobody asks for its `buffer`; a longer one is fetched
 * from the system, which takes ten times as long as to fill a short one.
 */
const smallBytes = 64;

/** The same bytes as a Buffer; a copy in its pool where they are few. */
function viewOf(bytes: Uint8Array): Buffer {
  return bytes.length > smallBytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.from(bytes);
}

/** A plain array of its own memory: a Buffer compares unequal to a Uint8Array and may share a pool. */
function ownBytes(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes);
}
