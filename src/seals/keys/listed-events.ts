// SPDX-License-Identifier: Apache-2.0
/**
 * A key history as a list that people read: which event, who signed, which key is concerned. For screens and reports; what counts
 * is decided by the fold.
 */
import { type Instant, ok, type Result } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import { documentDigest, readSigned } from '../signed-document.ts';
import type { KeyEvent } from './key-change.ts';
import { readKeyEvent } from './key-events.ts';
import { type KeyId, keyIdOf } from './key-id.ts';

export interface ListedEvent {
  readonly index: number;
  readonly kind: KeyEvent['content']['kind'];
  readonly digest: Digest;
  /** What the authority says the time was. */
  readonly at: Instant;
  /** The roots that signed. */
  readonly signedBy: readonly KeyId[];
  /** The keys that it adds, retires or revokes. */
  readonly keyIds: readonly KeyId[];
  readonly content: KeyEvent['content'];
}

/** The events of a history that was folded before; an issue only for bytes that never were one. */
export function listKeyEvents(history: readonly Uint8Array[]): Result<ListedEvent[]> {
  const listed: ListedEvent[] = [];
  for (const [index, bytes] of history.entries()) {
    const document = readSigned(bytes, `keyHistory[${index}]`);
    if (!document.ok) return document;
    const event = readKeyEvent(document.value.payload, `keyHistory[${index}]`);
    if (!event.ok) return event;
    const { at, content } = event.value;
    const signedBy = document.value.signatures.map(({ keyId }) => keyId);
    listed.push({ index, kind: content.kind, digest: documentDigest(document.value), at, signedBy, keyIds: keysIn(content), content });
  }
  return ok(listed);
}

/** When each key of a history was ended, as the authority dates it: retired, revoked, or past its epoch. */
export function endedMoments(
  history: readonly Uint8Array[],
  ended: readonly { readonly keyId: KeyId; readonly index: number }[],
): Map<KeyId, Instant> {
  const listed = listKeyEvents(history);
  const events = listed.ok ? listed.value : [];
  return new Map(ended.flatMap(({ keyId, index }) => (events[index] === undefined ? [] : [[keyId, events[index].at] as const])));
}

function keysIn(content: KeyEvent['content']): KeyId[] {
  switch (content.kind) {
    case 'genesis':
      return content.keys.map((key) => keyIdOf(key.purpose, key.suite, key.publicKey));
    case 'add-key':
      return [keyIdOf(content.purpose, content.suite, content.publicKey)];
    case 'retire-key':
    case 'revoke-key':
      return [content.keyId];
    case 'seal-epoch':
      return content.epochs.map((epoch) => keyIdOf('seal', epoch.suite, epoch.publicKey));
    case 'rotate-root':
    case 'endpoint':
    case 'restore-epoch':
    case 'close':
      return [];
  }
}
