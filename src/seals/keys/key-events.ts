// SPDX-License-Identifier: Apache-2.0
/**
 * Key events: what an authority can say about its own keys, and the one written form of each.
 *
 * An event is a signed document whose payload is canonical JSON:
 *
 *     {"at":"2026-01-05T09:00:00.000Z","index":0,"keys":[...],"kind":"genesis","nextRoots":"sha256:...","roots":["..."],
 *      "threshold":1,"v":1}
 *     {"at":"...","authority":"ca1...","index":1,"key":{...},"kind":"add-key","prev":"sha256:...","v":1}
 *
 * Every event after the first names the authority and the digest of the event before it, so an event can be neither moved to
 * another history nor to another place in its own. Each kind has exactly the members its table row lists: a member left out, or
 * one too many, is refused, and so is a version that is not known. `at` is what the authority says the time was; nothing is
 * decided by it.
 *
 *  - genesis: the first roots, how many of them must sign, the digest of the roots that may follow, and the first keys;
 *  - add-key, retire-key, revoke-key: see `AuthorityKey` for what the last two mean;
 *  - rotate-root: a new root set; it must be the one whose digest the last root event fixed, and signs for itself;
 *  - endpoint: the address other servers deliver to;
 *  - seal-epoch: keys for sealing with the days in which each is used, in place of all earlier ones that are still in use;
 *  - restore-epoch: the server came back from a backup, and with which head its log goes on;
 *  - close: the authority has ended; nothing follows.
 *
 * A further kind, such as a policy about witnesses, is one more row in key-event-members.ts and one more case in
 * apply-key-event.ts; readers that do not know it refuse the history, which is what they must do.
 *
 * Not here: names of authorities. Those come from agreements, never from the authority's own word.
 */
import { canonicalJson, isInstant, fail, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { isDigest } from '../digest.ts';
import { utf8 } from '../encoding.ts';
import type { KeyEvent } from './key-change.ts';
import { membersFor, rowOf } from './key-event-members.ts';
import { isAuthorityId } from './key-id.ts';
import { membersOf } from '../signed-document.ts';

export const keyEventType = 'application/vnd.comity.key-event+json';

const eventBytesMax = 262_144;

/** The payload of an event, in its only spelling. */
export function writeKeyEvent(event: KeyEvent): Uint8Array {
  const frame = { v: 1, index: event.index, at: event.at, kind: event.content.kind, ...event.after };
  return utf8(canonicalJson({ ...frame, ...membersFor(event.content) }));
}

/** The event, or what is wrong with its form. Whether it fits the history is for `foldKeyHistory`. */
export function readKeyEvent(payload: Uint8Array, name: string): Result<KeyEvent> {
  const parsed = parseStrictJson(payload, name, { bytesMax: eventBytesMax, depthMax: 4 });
  if (!parsed.ok) return parsed;
  const value = parsed.value;
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('v' in value)) return refused(name, 'It is not a key event.');
  if (value['v'] !== 1) return refused(`${name}.v`, 'This version of key events is not known.');
  const kind = value['kind'];
  const row = rowOf(kind);
  if (row === undefined) return refused(`${name}.kind`, 'This kind of key event is not known.');
  const frame = kind === 'genesis' ? ['v', 'kind', 'index', 'at'] : ['v', 'kind', 'index', 'at', 'authority', 'prev'];
  const members = membersOf(value, [...frame, ...row.members]);
  if (members === null) return refused(name, `It does not hold exactly ${[...frame, ...row.members].join(', ')}.`);
  const [, , index, at, authority, prev] = members;
  if (typeof index !== 'number' || index < 0) return refused(`${name}.index`, 'It is not a position in a history.');
  if (!isInstant(at)) return refused(`${name}.at`, 'It is not a moment in UTC.');
  if (kind !== 'genesis' && !isAuthorityId(authority)) return refused(`${name}.authority`, 'It is not the identity of an authority.');
  if (kind !== 'genesis' && !isDigest(prev)) return refused(`${name}.prev`, 'It is not the digest of an event.');
  const content = row.read(members.slice(frame.length), name);
  if (!content.ok) return content;
  const after = isAuthorityId(authority) && isDigest(prev) && kind !== 'genesis' ? { authority, prev } : null;
  const event: KeyEvent = { index, at, after, content: content.value };
  // Digests are over these bytes, so another spelling of the same event would be a second event.
  if (!Buffer.from(writeKeyEvent(event)).equals(payload)) return refused(name, 'It is not written in canonical JSON.');
  return ok(event);
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Refuse this key history and ask the authority by another way.');
}
