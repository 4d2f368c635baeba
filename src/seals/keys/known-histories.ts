// SPDX-License-Identifier: Apache-2.0
/**
 * Key histories that were folded before: the same events come to the same state, and every document of a peer asks for it again.
 *
 * It saves time and decides nothing: what is remembered is named by the digest of all events, so a state can never stand for
 * another history, and one that broke a rule is not remembered. For a history that is read once, in a bundle or an invitation,
 * `foldKeyHistory` does as well.
 */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../kernel/index.ts';
import { connectionSuiteOf, type Suites } from '../suites/suites.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import { foldKeyHistory } from './key-history.ts';
import type { KeyState } from './key-state.ts';

/** Of each suite, some kilobytes a state: more peers than an authority has, with all that their histories once came to. */
const statesMax = 512;
const statesBySuite = new WeakMap<SignatureSuite, Map<string, KeyState>>();

/** As `foldKeyHistory`: the state after all events, or the first rule that is broken. */
export function foldKnownHistory(events: readonly Uint8Array[], suites: Suites): Result<KeyState> {
  const states = statesBySuite.get(suites.suite) ?? new Map<string, KeyState>();
  statesBySuite.set(suites.suite, states);
  const name = nameOf(events, suites);
  const known = states.get(name);
  if (known !== undefined) return ok(known);
  const folded = foldKeyHistory(events, suites);
  if (!folded.ok) return folded;
  if (states.size >= statesMax) states.clear();
  states.set(name, folded.value);
  return folded;
}

function nameOf(events: readonly Uint8Array[], suites: Suites): string {
  const hash = createHash('sha256');
  for (const event of events) hash.update(`${event.length} `).update(event);
  return `${suites.sealSuite.name} ${connectionSuiteOf(suites).name} ${hash.digest('base64')}`;
}
