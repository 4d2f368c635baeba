// SPDX-License-Identifier: Apache-2.0
/** The reasons for a score as sentences, the weightiest first: what an officer reads beside the two names. */
import type { SeenFeature } from './compare-names.ts';
import { features } from './features-table.ts';

export interface Reason {
  readonly feature: string;
  /** What it changed in the score; negative where it took from it. */
  readonly points: number;
  readonly sentence: string;
}

export function explain(seen: readonly SeenFeature[]): readonly Reason[] {
  return seen
    .toSorted((one, other) => other.points - one.points)
    .map(({ feature, points, left, right }) => ({
      feature: features[feature].name,
      points: Math.round(-points * 1000) / 1000,
      sentence: features[feature].sentence.replaceAll('{left}', left).replaceAll('{right}', right),
    }));
}
