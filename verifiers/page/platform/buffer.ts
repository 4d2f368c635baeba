// SPDX-License-Identifier: Apache-2.0
/**
 * What the checker uses of Node's Buffer, for a browser: bytes as base 64, hexadecimal and single-byte text, and equality.
 *
 * Decoders here may be kind, like Node's; who calls them writes the bytes again and compares.
 */
type Encoding = 'base64' | 'hex' | 'latin1' | 'ascii' | 'utf8' | 'utf-8';

class PageBuffer extends Uint8Array {
  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'hex') return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (encoding === 'base64') return btoa(singleBytes(this));
    return encoding === 'latin1' || encoding === 'ascii' ? singleBytes(this) : new TextDecoder().decode(this);
  }
  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, index) => byte === other[index]);
  }
  static override from(source: unknown, second?: unknown, length?: unknown): PageBuffer {
    if (typeof source === 'string') return ofText(source, (second as Encoding | undefined) ?? 'utf8');
    if (source instanceof ArrayBuffer)
      return new PageBuffer(source, Number(second ?? 0), length === undefined ? undefined : Number(length));
    return new PageBuffer(source as Uint8Array);
  }
}

function singleBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

function ofText(text: string, encoding: Encoding): PageBuffer {
  if (encoding === 'hex') {
    const digits = /^(?:[0-9a-fA-F]{2})*/.exec(text)?.[0] ?? '';
    return new PageBuffer(
      Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16)),
    );
  }
  if (encoding === 'base64') {
    try {
      return new PageBuffer(Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    } catch {
      return new PageBuffer();
    }
  }
  if (encoding === 'latin1' || encoding === 'ascii') return new PageBuffer(Array.from(text, (letter) => letter.charCodeAt(0) & 0xff));
  return new PageBuffer(new TextEncoder().encode(text));
}

Object.assign(globalThis, { Buffer: PageBuffer });
