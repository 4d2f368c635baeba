// SPDX-License-Identifier: Apache-2.0
/** Bytes as the database gives them, and as the rest of the room takes them: plain arrays of bytes, or null where nothing is kept. */

export function bytesOrNull(bytes: Buffer | null | undefined): Uint8Array | null {
  return bytes === null || bytes === undefined ? null : new Uint8Array(bytes);
}

export function bufferOrNull(bytes: Uint8Array | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes);
}
