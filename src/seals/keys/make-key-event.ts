// SPDX-License-Identifier: Apache-2.0
/**
 * Making key events: the first one of an authority, and every later one.
 *
 * This is done where the roots are, that is, on a machine that is off line but for the moment of signing; what comes out is
 * public and is handed to the server. Each event is tried against the rules of key-history before it is given away, because
 * one that peers refuse cannot be taken back.
 */
import assert from 'node:assert/strict';
import { type Instant, issuesText, ok, type Result } from '../../kernel/index.ts';
import type { KeyChange, NewKey, RootSet } from './key-change.ts';
import { keyEventType, writeKeyEvent } from './key-events.ts';
import { extendKeyState, foldKeyHistory } from './key-history.ts';
import { type AuthorityId, keyIdOf } from './key-id.ts';
import type { KeyPair, SignatureSuite } from '../suites/signature-suite.ts';
import { addSignature, type SignedDocument, writeSigned } from '../signed-document.ts';
import type { Suites } from '../suites/suites.ts';

/** Throws when the event would not be accepted: everything in it is the caller's own. */
export function makeGenesis(
  content: RootSet & { readonly keys: readonly NewKey[]; readonly createdAt: Instant },
  rootKeyPairs: readonly KeyPair[],
  suites: Suites,
): { readonly authorityId: AuthorityId; readonly event: Uint8Array } {
  const { createdAt, ...genesis } = content;
  const payload = writeKeyEvent({ index: 0, at: createdAt, after: null, content: { kind: 'genesis', ...genesis } });
  const event = signEvent(payload, rootKeyPairs, suites.suite);
  const state = foldKeyHistory([event], suites);
  assert(state.ok, state.ok ? '' : issuesText(state.issues));
  return { authorityId: state.value.authorityId, event };
}

/** The next event, signed by these roots; an issue when the whole history with it would not be accepted. */
export function appendKeyEvent(
  history: readonly Uint8Array[],
  change: KeyChange,
  by: Suites & { readonly at: Instant; readonly rootKeyPairs: readonly KeyPair[] },
): Result<Uint8Array> {
  const state = foldKeyHistory(history, by);
  if (!state.ok) return state;
  const { authorityId, head, size } = state.value;
  const payload = writeKeyEvent({ index: size, at: by.at, after: { authority: authorityId, prev: head }, content: change });
  const event = signEvent(payload, by.rootKeyPairs, by.suite);
  const next = extendKeyState(state.value, [event], by);
  return next.ok ? ok(event) : next;
}

function signEvent(payload: Uint8Array, rootKeyPairs: readonly KeyPair[], suite: SignatureSuite): Uint8Array {
  assert(rootKeyPairs.length > 0, 'an event is signed by at least one root');
  const unsigned: SignedDocument = { payloadType: keyEventType, payload, signatures: [] };
  const signed = rootKeyPairs.reduce(
    (document, keyPair) => addSignature(document, { suite, keyPair, keyId: keyIdOf('root', suite.name, keyPair.publicKey) }),
    unsigned,
  );
  return writeSigned(signed);
}
