// SPDX-License-Identifier: Apache-2.0
/**
 * Permits: the proof, inside this program, that a verdict permitted one act.
 *
 * A permit is an empty frozen object. What it proves lies in a map that only this file can reach, so a copy, a look-alike
 * or an object read from outside proves nothing: `isPermit` asks whether this very object was minted here. It cannot be
 * stored or sent; whoever receives a dispatch decides again.
 */
import assert from 'node:assert/strict';
import type { Brand, Instant } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Act } from './act.ts';
import type { AgreementRef } from '../documents/agreement-document.ts';
import { type Verdict, verdictDigest } from './verdict.ts';

export type Permit = Brand<object, 'permit'>;

export interface PermitDetails {
  /** The act as it was judged; a frozen copy. */
  readonly act: Act;
  readonly agreement: AgreementRef;
  readonly clause: string;
  readonly purpose: string | null;
  /** Digest of the verdict under the governing agreement alone, which the dispatch names. */
  readonly verdictDigest: Digest;
  readonly mintedAt: Instant;
}

interface Minted extends Omit<PermitDetails, 'verdictDigest'> {
  readonly verdict: Verdict;
  /** Computed when it is first asked for: most permits of a server are for receipts, and name none. */
  verdictDigest?: Digest;
}

const minted = new WeakMap<object, Minted>();

/** For `decide` alone; it is not exported from the room. Throws when the verdict does not permit: then our own logic is broken. */
export function mintPermit(act: Act, verdict: Verdict, now: Instant): Permit {
  assert.equal(verdict.outcome, 'permitted', 'a permit needs a verdict that permits');
  assert(verdict.governing !== null, 'a permit needs a governing agreement');
  const permit = Object.freeze({}) as Permit;
  const purpose = 'purpose' in act ? act.purpose : null;
  const { agreement, clause } = verdict.governing;
  minted.set(permit, { act: frozenCopy(act), agreement, clause, purpose, verdict, mintedAt: now });
  return permit;
}

export function isPermit(value: unknown): value is Permit {
  return typeof value === 'object' && value !== null && minted.has(value);
}

/** What the permit permits. Throws on anything that was not minted here: the caller's own logic is broken then. */
export function permitDetails(permit: Permit): PermitDetails {
  const found = minted.get(permit);
  assert(found !== undefined, 'not a permit');
  const { verdict, ...details } = found;
  const known = found.verdictDigest ?? verdictDigest(verdict);
  found.verdictDigest = known;
  return { ...details, verdictDigest: known };
}

/** All the way down, so that whoever holds a part of an act cannot change what was judged. An act is made of plain values. */
function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as Value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copy[name] = frozenCopy(member);
  return Object.freeze(copy) as Value;
}
