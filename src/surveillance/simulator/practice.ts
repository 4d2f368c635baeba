// SPDX-License-Identifier: Apache-2.0
/**
 * A practice: somebody who comes into the field and does what a text of law describes, or something lawful that looks like it.
 *
 * Practices are written from the definitions of Delegated Regulation 2016/522 and of the papers named, not from the patterns that look for
 * them: they share no code and no parameter.
 */
import type { MarketField } from './field.ts';
import type { Randomness } from '../../kernel/index.ts';

export interface Stage {
  readonly field: MarketField;
  readonly random: Randomness;
  /** When it begins, in nanoseconds of the day. */
  readonly atNs: number;
  /** 1 (hardly visible) to 10 (blatant). */
  readonly intensity: number;
  /** A name that no other has, for accounts and owners. */
  readonly name: string;
}

export interface Practice {
  readonly id: string;
  /** The pattern that ought to find it; null for a lawful one. */
  readonly pattern: string | null;
  /** For a lawful one, the pattern that it must not set off. */
  readonly looksLike: string | null;
  readonly description: string;
  play(stage: Stage): void;
}

export const second = 1_000_000_000;
export const minute = 60 * second;

/** From `low` at intensity 1 to `high` at 10, in even steps. */
export function scaled(intensity: number, low: number, high: number): number {
  return low + ((high - low) * (intensity - 1)) / 9;
}
