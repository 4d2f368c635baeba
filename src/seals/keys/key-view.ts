// SPDX-License-Identifier: Apache-2.0
/**
 * A key view: an authority's signed word on how far its key history goes at this moment, for one asker and one question.
 *
 *     {"at":"...","authority":"ca1...","head":"sha256:...","nonce":"...","size":7,"to":"ca1...","v":1}
 *
 * Events prove themselves; that there are no further ones needs somebody's word. It is the word of the key for connections, and
 * not of the one for dispatches: a thief of the latter, who has every reason to hide its revocation, cannot give it. The nonce is
 * the asker's, so an old answer is no answer.
 *
 * Verified against the state after the events that came with it: the key of an authority that has just changed its keys counts.
 */
import { canonicalJson, fail, type Instant, isInstant, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type Digest, isDigest } from '../digest.ts';
import { utf8 } from '../encoding.ts';
import { membersOf, readSigned, signDocument, verifySigned, writeSigned } from '../signed-document.ts';
import { connectionSuiteOf, type Suites } from '../suites/suites.ts';
import type { AuthorityKeys } from './authority-keys.ts';
import { type KeyState, publicKeyOf } from './key-state.ts';

const keyViewType = 'application/vnd.comity.key-view+json';

export interface KeyView {
  readonly authority: string;
  readonly to: string;
  readonly size: number;
  readonly head: Digest;
  readonly nonce: string;
  readonly at: Instant;
}

/** Signed by the key for connections; by the one for dispatches where an authority was made without the former. */
export function signKeyView(view: KeyView, keys: Pick<AuthorityKeys, 'transport' | 'dispatch'>, suites: Suites): Uint8Array {
  const keyPair = keys.transport ?? keys.dispatch;
  const suite = keys.transport === null ? suites.suite : connectionSuiteOf(suites);
  const payload = utf8(canonicalJson({ v: 1, ...view }));
  return writeSigned(signDocument({ payloadType: keyViewType, payload, suite, keyPair, keyId: keyPair.keyId }));
}

/** The view, when it is this authority's about its own history. Whether size and head are those of a state is for the caller. */
export function readKeyView(bytes: Uint8Array, state: KeyState, suites: Suites): Result<KeyView> {
  const document = readSigned(bytes, 'view');
  if (!document.ok) return document;
  if (document.value.payloadType !== keyViewType) return refused('payloadType', 'It is no view of a key history.');
  const hasTransport = state.keys.some((key) => key.purpose === 'transport');
  const by = hasTransport
    ? { suite: connectionSuiteOf(suites), keys: publicKeyOf(state, 'transport') }
    : { suite: suites.suite, keys: publicKeyOf(state, 'dispatch') };
  const verified = verifySigned(document.value, by, 'view');
  if (!verified.ok) return verified;
  const parsed = parseStrictJson(document.value.payload, 'view');
  if (!parsed.ok) return parsed;
  const members = membersOf(parsed.value, ['v', 'authority', 'to', 'size', 'head', 'nonce', 'at']);
  const [v, authority, to, size, head, nonce, at] = members ?? [];
  if (v !== 1 || typeof size !== 'number' || !isDigest(head) || !isInstant(at))
    return refused('payload', 'It has not the members of a view.');
  if (authority !== state.authorityId || typeof to !== 'string' || typeof nonce !== 'string')
    return refused('authority', 'It is the view of another authority.');
  return ok({ authority, to, size, head, nonce, at });
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(`view.${path}`, problem, 'Ask the authority again.');
}
