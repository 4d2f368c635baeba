// SPDX-License-Identifier: Apache-2.0
/** Digests of bodies, files and typed searches: "sha256:" and hexadecimal, over canonical JSON where a value is meant. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/index.ts';

export function digestOfBytes(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Equal values have equal digests, however their members were ordered. */
export function digestOfValue(value: unknown): string {
  return digestOfBytes(canonicalJson(value));
}
