// SPDX-License-Identifier: Apache-2.0
/**
 * A typology: launderers who come into the field and do what a published account describes; or something lawful that looks like it.
 *
 * Written from the accounts named (AMLworld's eight typologies, FATF's red flags, published thefts), not from the shapes that look for them:
 * they share no code and no parameter. Intensity goes from 1 (hardly visible: few parties, slow, mixed with other payments) to 10 (blatant).
 */
import type { Field } from './field.ts';
import type { World } from './ordinary-life.ts';

export interface Stage {
  readonly field: Field;
  readonly world: World;
  /** When it begins. */
  readonly at: number;
  readonly intensity: number;
}

export interface Typology {
  readonly id: string;
  /** The shapes of which at least one ought to find it; none for a lawful one. */
  readonly shapes: readonly string[];
  /** For a lawful one, the shapes that it looks like. */
  readonly looksLike: readonly string[];
  readonly description: string;
  /** Plays it, and gives the accounts that took part. */
  play(stage: Stage): readonly string[];
}

/** From `low` at intensity 1 to `high` at 10, in even steps. */
export function scaled(intensity: number, low: number, high: number): number {
  return low + ((high - low) * (intensity - 1)) / 9;
}

export function scaledWhole(intensity: number, low: number, high: number): number {
  return Math.round(scaled(intensity, low, high));
}

/** What is lawful and looks like these shapes. */
export function lawful(
  id: string,
  looksLike: readonly string[],
  description: string,
  play: (stage: Stage, field: Field) => readonly string[],
): Typology {
  return { id, shapes: [], looksLike, description, play: (stage) => play(stage, stage.field) };
}
