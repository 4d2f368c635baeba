// SPDX-License-Identifier: Apache-2.0
/**
 * Forks: two key histories of one authority that part ways. Each is signed by enough of the authority's own roots, so one of them
 * alone is a good history; both together prove that the roots have spoken twice, and anybody can be shown that proof.
 *
 *     known     genesis  add  retire                 the same: nothing to do
 *     offered   genesis  add  retire  endpoint       longer: the tail is taken in
 *     offered   genesis  add  revoke                 a fork at event 2, when its signatures hold
 *
 * There is no window in which a history may be rewritten, and no rule by which one side of a fork wins: which of the two the
 * authority meant is for people to find out. Two sets of signatures under one payload are no fork, since an event is known by the
 * digest of what was signed.
 */
import assert from 'node:assert/strict';
import { fail, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import { fromBase64, toBase64, utf8 } from '../encoding.ts';
import { documentDigest, membersOf, readSigned } from '../signed-document.ts';
import type { Suites } from '../suites/suites.ts';
import { extendKeyState, foldKeyHistory } from './key-history.ts';
import type { AuthorityId } from './key-id.ts';

export type Comparison =
  /** Nothing in the offer is unknown. */
  | { readonly kind: 'known' }
  | { readonly kind: 'longer'; readonly tail: readonly Uint8Array[] }
  /** The offer begins behind the end of what is known. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'fork'; readonly index: number; readonly offered: Uint8Array };

/** Compares events offered from position `from` on with a history that is known; whether their signatures hold is not asked here. */
export function compareHistories(known: readonly Uint8Array[], offered: readonly Uint8Array[], from: number): Result<Comparison> {
  if (from > known.length) return ok({ kind: 'gap' });
  for (const [offset, event] of offered.entries()) {
    const index = from + offset;
    const ours = known[index];
    if (ours === undefined) return ok({ kind: 'longer', tail: offered.slice(offset) });
    const [left, right] = [digestOfEvent(ours, index), digestOfEvent(event, index)];
    if (!left.ok) return left;
    if (!right.ok) return right;
    if (left.value !== right.value) return ok({ kind: 'fork', index, offered: event });
  }
  return ok({ kind: 'known' });
}

/** The evidence of a fork: the known history up to and with the event that has a double, and the double. */
export function writeKeyFork(known: readonly Uint8Array[], fork: { readonly index: number; readonly offered: Uint8Array }): Uint8Array {
  assert(fork.index > 0 && fork.index < known.length, 'two histories of one identity share their first event');
  const history = known.slice(0, fork.index + 1).map(toBase64);
  return utf8(`${JSON.stringify({ format: forkFormat, history, other: toBase64(fork.offered) }, null, 2)}\n`);
}

export interface KeyFork {
  readonly authorityId: AuthorityId;
  readonly index: number;
  readonly one: Digest;
  readonly other: Digest;
}

/** What the evidence proves, to anybody: both events hold after the same beginning, and they differ. */
export function readKeyFork(bytes: Uint8Array, suites: Suites): Result<KeyFork> {
  const parsed = parseStrictJson(bytes, 'fork', { bytesMax: 16_777_216, depthMax: 4 });
  if (!parsed.ok) return parsed;
  const [format, historyTexts, otherText] = membersOf(parsed.value, ['format', 'history', 'other']) ?? [];
  if (format !== forkFormat || !Array.isArray(historyTexts)) return refused('It is no evidence of a fork.');
  const history = historyTexts.map((text) => (typeof text === 'string' ? fromBase64(text) : null)).filter((event) => event !== null);
  const other = typeof otherText === 'string' ? fromBase64(otherText) : null;
  if (history.length !== historyTexts.length || history.length < 2 || other === null) return refused('An event is not in strict base 64.');
  const shared = foldKeyHistory(history.slice(0, -1), suites);
  if (!shared.ok) return shared;
  const one = extendKeyState(shared.value, history.slice(-1), suites);
  if (!one.ok) return one;
  const second = extendKeyState(shared.value, [other], suites);
  if (!second.ok) return second;
  if (one.value.head === second.value.head) return refused('Both are one event, and there is no fork.');
  const { authorityId, size } = one.value;
  return ok({ authorityId, index: size - 1, one: one.value.head, other: second.value.head });
}

const forkFormat = 'comity-key-fork/1';

function digestOfEvent(bytes: Uint8Array, index: number): Result<Digest> {
  const read = readSigned(bytes, `keyHistory[${index}]`);
  return read.ok ? ok(documentDigest(read.value)) : read;
}

function refused(problem: string): ReturnType<typeof fail> {
  return fail('fork', problem, 'Ask whoever accuses for the whole evidence.');
}
