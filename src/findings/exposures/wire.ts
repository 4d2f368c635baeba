// SPDX-License-Identifier: Apache-2.0
/** How near the holdings in files of movements lie to listed addresses: those of watch lists, and those that an officer names. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { exposureSchema } from '../../flows/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { factsSchema, filesOfTraceMax } from '../traces/wire.ts';

const party = storableText.min(1).max(500);

export const exposureOrderSchema = z.strictObject({
  files: z.array(z.string().max(60)).min(1).max(filesOfTraceMax),
  purpose: purposeSchema,
  /** Watch lists: each is a group, of the wallets that stand on it. */
  lists: z.array(z.string().max(60)).max(19).default([]),
  /** Addresses and accounts beside them: one more group. */
  addresses: z.array(party).max(10_000).default([]),
  /** At which the value stops: behind an exchange everybody is exposed to everybody. */
  services: z.array(party).max(1000).default([]),
  hopsMax: z.int().min(1).max(200).default(20),
});
export type ExposureOrderWire = z.output<typeof exposureOrderSchema>;

export const exposureAnswerSchema = z.strictObject({ facts: factsSchema, exposure: exposureSchema });
export type ExposureAnswerWire = z.infer<typeof exposureAnswerSchema>;
