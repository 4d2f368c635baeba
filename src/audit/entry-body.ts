// SPDX-License-Identifier: Apache-2.0
/**
 * The body of an audit entry: who, when, and the details, in canonical JSON. Its salted digest is what the leaf holds; how a
 * leaf is made of it stands in room seals, beside the tree, so that an offline checker makes it the same way.
 *
 *     {"actor":"off_...","at":"2026-11-20T15:30:00.000Z","details":{"dispatch":"sha256:..."}}
 *
 * The salt has 32 random bytes of its own for every entry: without it, a body that can be guessed (an officer signed in at nine)
 * could be found by trying, also after it was erased.
 */
import { canonicalJson, type Instant } from '../kernel/index.ts';
import type { AuditDetails } from './catalogue.ts';

export const saltBytes = 32;

/** The canonical bytes of a body. The moment is inside, so it cannot be changed beside an unchanged digest. */
export function bodyBytesOf(body: { readonly actor: string; readonly at: Instant; readonly details: AuditDetails }): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ actor: body.actor, at: body.at, details: body.details }));
}
