// SPDX-License-Identifier: Apache-2.0
/**
 * The index of agreements: which ones bind two authorities, in the order in which they are tried.
 *
 * The more specific comes first: fewer parties before more; then the later in force before the earlier; then by digest, so
 * that every server that holds the same agreements tries them in the same order. Whether an agreement is in force is asked
 * for each act, so the index stays right as time passes.
 *
 * A later version replaces the earlier ones of the same agreement from its own date on: nothing new is asked under those,
 * even where the later version refuses. What follows a request made under them is carried on.
 */
import type { Instant } from '../../kernel/index.ts';
import type { AgreementInForce, KnownAgreement } from '../documents/agreement-document.ts';
import { type CompiledAgreement, compileAgreement } from './compiled-agreement.ts';

export interface AgreementIndex {
  readonly byPair: ReadonlyMap<string, readonly CompiledAgreement[]>;
  readonly byParty: ReadonlyMap<string, readonly CompiledAgreement[]>;
  readonly byDigest: ReadonlyMap<string, CompiledAgreement>;
  /** For each agreement, by digest, when the first later version of it comes into force; absent where there is none. */
  readonly replacedFrom: ReadonlyMap<string, string>;
}

/** Takes agreements that every party has signed, whether or not their time has come; equal ones are taken once. */
export function indexAgreements(inForce: readonly AgreementInForce[]): AgreementIndex {
  const byDigest = new Map(inForce.map((known) => [known.digest as string, compileAgreement(known)]));
  const byPair = new Map<string, CompiledAgreement[]>();
  const byParty = new Map<string, CompiledAgreement[]>();
  for (const compiled of [...byDigest.values()].toSorted(bySpecificity)) {
    const parties = [...compiled.parties.keys()].toSorted();
    for (const [position, left] of parties.entries()) {
      append(byParty, left, compiled);
      for (const right of parties.slice(position + 1)) append(byPair, pairKey(left, right), compiled);
    }
  }
  return { byPair, byParty, byDigest, replacedFrom: replacements([...byDigest.values()]) };
}

/** Whether a later version of the same agreement has come into force, so that nothing new is asked under this one. */
export function isReplaced(index: AgreementIndex, digest: string, now: Instant): boolean {
  const from = index.replacedFrom.get(digest);
  return from !== undefined && now >= from;
}

export function compiledBetween(index: AgreementIndex, left: string, right: string): readonly CompiledAgreement[] {
  return index.byPair.get(left < right ? pairKey(left, right) : pairKey(right, left)) ?? [];
}

/** The agreements that bind the two, in the order in which they are tried; replaced versions left out. */
export function agreementsBetween(index: AgreementIndex, left: string, right: string, now: Instant): readonly KnownAgreement[] {
  return compiledBetween(index, left, right)
    .filter((compiled) => !isReplaced(index, compiled.ref.digest, now))
    .map((compiled) => compiled.known);
}

/** The agreements of a party that have neither ended nor been replaced by a later version, the more specific first. */
export function agreementsOf(index: AgreementIndex, party: string, now: Instant): readonly KnownAgreement[] {
  return (index.byParty.get(party) ?? [])
    .filter((compiled) => !isReplaced(index, compiled.ref.digest, now))
    .map((compiled) => compiled.known)
    .filter(({ document }) => document.inForceUntil === null || now < document.inForceUntil);
}

export function agreementByDigest(index: AgreementIndex, digest: string): KnownAgreement | null {
  return index.byDigest.get(digest)?.known ?? null;
}

function replacements(all: readonly CompiledAgreement[]): ReadonlyMap<string, string> {
  const byId = Map.groupBy(all, (compiled) => compiled.ref.id);
  const found = new Map<string, string>();
  for (const versions of byId.values()) {
    for (const { ref } of versions) {
      const [first] = versions
        .filter((other) => other.ref.version > ref.version)
        .map((other) => other.inForceFrom)
        .toSorted();
      if (first !== undefined) found.set(ref.digest, first);
    }
  }
  return found;
}

function pairKey(first: string, second: string): string {
  return `${first} ${second}`;
}

function append(map: Map<string, CompiledAgreement[]>, key: string, compiled: CompiledAgreement): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [compiled]);
  else list.push(compiled);
}

function bySpecificity(left: CompiledAgreement, right: CompiledAgreement): number {
  if (left.parties.size !== right.parties.size) return left.parties.size - right.parties.size;
  if (left.inForceFrom !== right.inForceFrom) return left.inForceFrom < right.inForceFrom ? 1 : -1;
  return left.ref.digest < right.ref.digest ? -1 : 1;
}
