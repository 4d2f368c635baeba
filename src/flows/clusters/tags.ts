// SPDX-License-Identifier: Apache-2.0
/**
 * Tags: what somebody says an address is, with source and confidence. A tag is a claim, never a fact; where tags of one cluster say
 * different things, all of them are shown and the strongest is only the first.
 */
export interface Tag {
  readonly address: string;
  readonly actor: string;
  readonly category: string;
  readonly source: string;
  readonly confidence: string;
}

/** Columns of a tag file, as the public packs name them. */
export const tagColumns = ['address', 'actor', 'category', 'abuse', 'label', 'confidence', 'pack'] as const;

/** The tag that a row of a file says; null where it says nothing of an address. */
export function tagOf(field: (column: (typeof tagColumns)[number]) => string): Tag | null {
  const actor = [field('actor'), field('label'), field('abuse')].find((text) => text !== '') ?? '';
  const category = [field('category'), field('abuse')].find((text) => text !== '') ?? '';
  const address = field('address');
  return actor === '' || address === '' ? null : { address, actor, category, source: field('pack'), confidence: field('confidence') };
}

/** How much a tag weighs, by the words of the public tag packs; unknown words weigh least. */
const confidenceWeights: Readonly<Record<string, number>> = {
  ownership: 1,
  override: 0.9,
  authority_data: 0.9,
  trusted_transaction: 0.8,
  service_data: 0.7,
  forensic: 0.6,
  untrusted_transaction: 0.4,
  forensic_investigation: 0.6,
  web_crawl: 0.2,
  heuristic: 0.1,
};
const otherwise = 0.1;

export function weightOf({ confidence }: Tag): number {
  return confidenceWeights[confidence] ?? otherwise;
}

/** Claims about one cluster: by actor, the strongest first; of equals in order of the alphabet. */
export function claimsOf(tags: readonly Tag[]): { readonly actor: string; readonly weight: number; readonly tags: Tag[] }[] {
  return [...Map.groupBy(tags, ({ actor }) => actor)]
    .map(([actor, own]) => ({
      actor,
      weight: Math.max(...own.map(weightOf)),
      tags: own.toSorted((left, right) => weightOf(right) - weightOf(left)),
    }))
    .toSorted((left, right) => right.weight - left.weight || (left.actor < right.actor ? -1 : 1));
}
