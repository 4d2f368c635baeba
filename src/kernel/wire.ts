// SPDX-License-Identifier: Apache-2.0
/** Fields that the documents of many rooms are made of, each in its one spelling. */
import { z } from 'zod';
import { isInstant } from './time.ts';

/** Whether the database can hold it: no zero character, no half of a pair. */
export function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\u0000');
}

/** A text that the database can hold; whoever uses it says how long. */
export const storableText = z.string().refine(isStorable, 'It holds a character that cannot be stored');

const noMoment = 'It is not a moment in UTC like 2026-11-27T00:00:00.000Z';
const noDay = 'It is not a day like 2026-11-27';

/** A moment in UTC with milliseconds. */
export const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, { error: noMoment, abort: true })
  .refine((text): boolean => isInstant(text), noMoment);

/** A day of some calendar. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: noDay, abort: true })
  .refine((text) => isInstant(`${text}T00:00:00.000Z`), noDay);

/** Whole digits of an amount as text: two to the power of 199 has 60, and what has more is a mistake. */
export const wholeDigitsMax = 60;

export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'It is no digest: sha256: and 64 hexadecimal digits');

export { differenceSchema, type DifferenceWire, type Segment, segmentSchema } from './comparing/wire.ts';
