// SPDX-License-Identifier: Apache-2.0
/**
 * The leaf of an audit entry: what the tree is built of.
 *
 *     leaf = 0x01 (version) | one byte: length of the event's name | the name, ASCII | 32 bytes: salted digest of the body
 *
 * The name of the event is in the open, so that somebody who holds only leaves can count what happened; everything else is
 * behind the digest. The salt has 32 random bytes, so that a digest tells nothing about a body that could be guessed, and
 * erasing salt and body together leaves a number that points to nothing.
 */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { canonicalJson, type Instant } from '../kernel/index.ts';
import { leafHash } from '../seals/index.ts';
import type { AuditDetails } from './catalogue.ts';

export const leafVersion = 1;
export const saltBytes = 32;
export const auditBodyLabel = 'comity audit body v1\n';

export interface AuditLeafParts {
  readonly event: string;
  /** 32 bytes: SHA-256 over label, salt and body. */
  readonly bodyDigest: Uint8Array;
}

/** The canonical bytes of a body. `at` is inside, so a moment cannot be changed beside an unchanged digest. */
export function bodyBytesOf(body: { readonly actor: string; readonly at: Instant; readonly details: AuditDetails }): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ actor: body.actor, at: body.at, details: body.details }));
}

export function bodyDigestOf(salt: Uint8Array, body: Uint8Array): Uint8Array {
  assert(salt.length === saltBytes, 'the salt of an audit body has 32 bytes');
  return createHash('sha256').update(auditBodyLabel).update(salt).update(body).digest();
}

export function leafBytes(parts: AuditLeafParts): Uint8Array {
  const name = new TextEncoder().encode(parts.event);
  assert(name.length > 0 && name.length < 256 && parts.bodyDigest.length === 32, 'an audit leaf has a short name and a digest of 32 bytes');
  const leaf = new Uint8Array(2 + name.length + 32);
  leaf.set([leafVersion, name.length]);
  leaf.set(name, 2);
  leaf.set(parts.bodyDigest, 2 + name.length);
  return leaf;
}

/** The hash under which the entry stands in the tree (RFC 6962: SHA-256 of a zero byte and the leaf). */
export function leafHashOf(parts: AuditLeafParts): Uint8Array {
  return leafHash(leafBytes(parts));
}
