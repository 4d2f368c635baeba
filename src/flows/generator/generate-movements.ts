// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated half-year of payments with planted laundering, lawful look-alikes, and the truth about both.
 *
 * The same seed gives the same bytes on every machine. Typologies are spread over the time so that each has what it needs before and after.
 */
import type { Movements } from '../../columns/index.ts';
import { cryptoTypologies } from './crypto-laundering.ts';
import { day, newField } from './field.ts';
import { launderingTypologies } from './laundering.ts';
import { lawfulBetween, lawfulToMany } from './lawful.ts';
import { lawfulHabits } from './lawful-habits.ts';
import { playOrdinaryLife } from './ordinary-life.ts';
import type { Typology } from './typology.ts';

/** All of them, laundering first. */
export const typologies: readonly Typology[] = [
  ...launderingTypologies,
  ...cryptoTypologies,
  ...lawfulToMany,
  ...lawfulBetween,
  ...lawfulHabits,
];

export interface GeneratedOrder {
  readonly seed: number;
  readonly households: number;
  readonly beginsAt: number;
  readonly planted: readonly { readonly typology: Typology; readonly intensity: number }[];
}

export interface Planted {
  readonly id: string;
  readonly intensity: number;
  readonly isLaundering: boolean;
  readonly shapes: readonly string[];
  readonly looksLike: readonly string[];
  readonly accounts: readonly string[];
}

/** Half a year, so that an account can be dormant first. */
export const generatedDays = 180;
/** From here on things are planted, until three weeks before the end. */
const firstPlantedDay = 142;
const lastPlantedDay = 158;

export function generateMovements(order: GeneratedOrder): { readonly movements: Movements; readonly planted: readonly Planted[] } {
  const field = newField({ seed: order.seed, beginsAt: order.beginsAt, days: generatedDays });
  const world = playOrdinaryLife(field, order.households);
  const planted = order.planted.map(({ typology, intensity }): Planted => {
    const at = order.beginsAt + field.random.between(firstPlantedDay, lastPlantedDay) * day;
    const accounts = typology.play({ field, world, at, intensity });
    const { id, shapes, looksLike } = typology;
    return { id, intensity, isLaundering: shapes.length > 0, shapes, looksLike, accounts };
  });
  return { movements: field.finish(), planted };
}
