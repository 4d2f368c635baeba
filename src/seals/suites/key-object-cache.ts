// SPDX-License-Identifier: Apache-2.0
/**
 * A bounded memory of imported keys: raw bytes in, the platform's key object out.
 *
 * It saves time and decides nothing: the key of an entry is the complete raw key, so an entry can never stand for other
 * bytes. When it is full the entry that was not asked for longest goes.
 */
import type { KeyObject } from 'node:crypto';

export type KeyKind = 'ed25519' | 'x25519' | 'ml-dsa-44' | 'ml-dsa-65' | 'ml-kem-768';
/** Gives null for bytes that are no key. It is handed a copy, which the platform may keep. */
export type ImportKey = (raw: Buffer) => KeyObject | null;

/** A refused key (null) is not kept: an attacker could otherwise push out the good ones with rubbish for nothing. */
export function keyObjectCache(entriesMax: number): (kind: KeyKind, bytes: Uint8Array, importKey: ImportKey) => KeyObject | null {
  const entries = new Map<string, KeyObject>();
  return (kind, bytes, importKey) => {
    const name = `${kind} ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')}`;
    const known = entries.get(name);
    if (known !== undefined) {
      entries.delete(name);
      entries.set(name, known);
      return known;
    }
    const imported = importKey(Buffer.from(bytes));
    if (imported === null) return null;
    entries.set(name, imported);
    if (entries.size > entriesMax) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    return imported;
  };
}
