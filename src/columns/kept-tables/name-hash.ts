// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of a name and their hash, by which it is found among millions. The hash decides nothing: two names are the same when their
 * bytes are.
 */
export interface NameBytes {
  /** The name's UTF-8 bytes are the first `length` of these; filled anew for each name. */
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
  hash: number;
}

const encoder = new TextEncoder();

export function nameBytes(): NameBytes {
  return { bytes: new Uint8Array(256), length: 0, hash: 0 };
}

/** Nearly all names are plain ASCII and short, so that they are taken character by character, without a call for each. */
export function fillNameBytes(into: NameBytes, name: string): void {
  const { length } = name;
  if (into.bytes.length < length * 3) into.bytes = new Uint8Array(length * 3);
  const { bytes } = into;
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at += 1) {
    const code = name.charCodeAt(at);
    if (code > 127) return fillEncoded(into, name);
    bytes[at] = code;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  into.length = length;
  into.hash = mixed(hash);
}

function fillEncoded(into: NameBytes, name: string): void {
  const { written } = encoder.encodeInto(name, into.bytes);
  let hash = 0x811c9dc5;
  for (let at = 0; at < written; at += 1) hash = Math.imul(hash ^ (into.bytes[at] ?? 0), 0x01000193);
  into.length = written;
  into.hash = mixed(hash);
}

/** Names that count up differ in their last characters alone; after this in all bits. */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
