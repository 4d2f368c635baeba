// SPDX-License-Identifier: Apache-2.0
/** What the wire documents of this room are made of: a text that the database can hold, an identifier, a moment in UTC. */
import { z } from 'zod';

export const text = z
  .string()
  .max(20_000)
  .refine((value) => value.isWellFormed() && !value.includes('\u0000'), 'It holds a character that cannot be stored');
export const id = z.string().max(80);
export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
