// SPDX-License-Identifier: Apache-2.0
/**
 * Padding: a sealed letter shows only which power of two its content fits, from 4 KiB up.
 *
 * The length of a dispatch says much: a refusal is short, a reply with forty records is long. The padded form is the length
 * in four bytes, the content, and zeros up to the next power of two. Only that one form is read back, so nothing can be hidden
 * in the padding.
 */
import assert from 'node:assert/strict';

/** Nearly every request and receipt fits, so nearly all look alike. */
const bucketBytesMin = 4096;
const prefixBytes = 4;
const contentBytesMax = 2 ** 31;

/** Throws when the content is 2 GiB or more: such things travel as attachments. */
export function padToBucket(content: Uint8Array): Uint8Array {
  assert(content.length < contentBytesMax, 'a sealed letter is shorter than 2 GiB');
  const padded = new Uint8Array(bucketOf(content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, prefixBytes);
  return padded;
}

/** The content, or null when these bytes are not what `padToBucket` makes of any content. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  if (padded.length < bucketBytesMin) return null;
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  if (length >= contentBytesMax || bucketOf(length) !== padded.length) return null;
  for (let at = prefixBytes + length; at < padded.length; at++) if (padded[at] !== 0) return null;
  return padded.slice(prefixBytes, prefixBytes + length);
}

function bucketOf(contentBytes: number): number {
  let bucket = bucketBytesMin;
  while (bucket < contentBytes + prefixBytes) bucket *= 2;
  return bucket;
}
