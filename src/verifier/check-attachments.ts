// SPDX-License-Identifier: Apache-2.0
/**
 * Files that travelled with the dispatches of a bundle. They are not in it, since they may be larger than any program that opens a
 * bundle can hold: each is named by its digest and size, under its author's signature, and whoever has the file compares.
 */
import { ok } from '../kernel/index.ts';
import { type BodyPart, type Digest, partAt } from '../seals/index.ts';
import type { Frame, Lines } from './bundle-check.ts';
import { broken, type BundledDispatch } from './read-bundle.ts';

export interface BundledAttachment {
  /** The dispatch that it travelled with, by its path in the bundle. */
  readonly path: string;
  /** The authority that sent it. */
  readonly by: string;
  readonly digest: Digest;
  readonly size: number;
  /** As its author called it; null where this copy does not show that. */
  readonly name: string | null;
}

/** Where the body is shown, it lists the same files as the dispatch beside it. */
export function checkAttachments({ bundle }: Frame): Lines {
  for (const { path, facts, body } of bundle.dispatches) {
    const differs = facts.attachments.some(({ digest }, index) => (textAt(body, index, 'digest') ?? digest) !== digest);
    if (differs) return broken(path, 'Its body lists other files than it does.');
  }
  return ok([]);
}

export function attachmentsIn(dispatches: readonly BundledDispatch[]): BundledAttachment[] {
  return dispatches.flatMap(({ path, facts, body }) =>
    facts.attachments.map(({ digest, size }, index) => ({ path, by: facts.from, digest, size, name: textAt(body, index, 'name') })),
  );
}

/** Null where it is withheld, or was never there. */
function textAt(body: BodyPart, index: number, member: 'digest' | 'name'): string | null {
  const found = partAt(body, `/attachments/${index}/${member}`);
  if (found === 'absent' || found === 'withheld' || found.kind !== 'open') return null;
  return typeof found.value === 'string' ? found.value : null;
}
