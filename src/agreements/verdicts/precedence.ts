// SPDX-License-Identifier: Apache-2.0
/**
 * Precedence between overlapping agreements: what a term says of another agreement goes before the general order (fewer parties, then
 * later, then digest).
 *
 *     general order     arrangement, memorandum, enhanced memorandum
 *     a term            the enhanced memorandum prevails over the memorandum, for freezing
 *     asked to freeze   arrangement, enhanced memorandum, memorandum
 *
 * "Replaces" counts as prevailing; "supplements" orders nothing. Where terms lead in a circle, which lint refuses within one
 * document and cannot see between two, the general order decides.
 */
import type { CompiledAgreement } from './compiled-agreement.ts';
import type { AssistanceKind } from '../wire.ts';

/** The candidates in the order in which they are tried for this kind of assistance; null where the act has none. */
export function inPrecedence(candidates: readonly CompiledAgreement[], kind: AssistanceKind | null): readonly CompiledAgreement[] {
  if (candidates.length < 2 || candidates.every(({ precedence }) => precedence.length === 0)) return candidates;
  const left = [...candidates];
  const ordered: CompiledAgreement[] = [];
  while (left.length > 0) {
    const place = left.findIndex((one) => !left.some((other) => other !== one && prevails(other, one, kind)));
    ordered.push(...left.splice(Math.max(place, 0), 1));
  }
  return ordered;
}

function prevails(one: CompiledAgreement, other: CompiledAgreement, kind: AssistanceKind | null): boolean {
  const covers = (kinds: readonly AssistanceKind[]): boolean => kinds.length === 0 || (kind !== null && kinds.includes(kind));
  const says = (from: CompiledAgreement, of: CompiledAgreement, relations: readonly string[]): boolean =>
    from.precedence.some(({ agreement, relation, kinds }) => agreement === of.ref.id && relations.includes(relation) && covers(kinds));
  return says(one, other, ['prevails-over', 'replaces']) || says(other, one, ['yields-to']);
}
