// SPDX-License-Identifier: Apache-2.0
/**
 * A trace of value as a request hands it on and as a reply gives it back.
 *
 * A question carries what the other authority needs to go on, and nothing of how the value came: into which of its accounts, of which
 * asset, at which instant, by which movement, how much of it is traced, and by which rule. An answer carries the parts that authorities
 * may tell: what was found of each entry point, where it ended, where it went on. Whoever asks on behalf of others names them, and the
 * answer says whether they may have it: that is the consent to pass it on, signed with the reply.
 */
import { z } from 'zod';
import { digest, moment, storableText, wholeDigitsMax } from '../../kernel/wire.ts';

const name = storableText.max(500);
const authority = z.string().min(1).max(80);
const amount = z
  .string()
  .regex(
    new RegExp(`^\\d{1,${wholeDigitsMax}}(?:\\.\\d{1,36})?$`),
    'It is no amount: up to 60 digits, and a point where there are decimals',
  );
/** A trace of nothing leads nowhere. */
const positive = amount.regex(/[1-9]/, 'It is above zero');
const asset = z.strictObject({ symbol: name, ledger: name });
const relayId = z.string().min(1).max(60);
/** Rules that keep every unit. By poison nothing adds up, and nothing can be handed on. */
export const relayMethods = ['haircut', 'fifo', 'lifo', 'tiho'] as const;

export const traceEntrySchema = z.strictObject({
  /** The digest of account, asset, instant and movement: the same movement has the same name everywhere. */
  id: digest,
  party: name.min(1),
  asset,
  at: moment,
  /** What the whole movement moved, by which it is found. */
  movement: positive,
  /** How much of it is traced. */
  amount: positive,
});

/** An entry point as an answer tells of it: its account is null where it is not named. */
export const toldEntrySchema = traceEntrySchema.extend({ party: name.min(1).nullable() });

/** Entry points of one question: each is a seed on the other side. */
export const traceEntriesMax = 16;

export const traceQuestionSchema = z.strictObject({
  relay: relayId,
  /** Whose accounts the entry points are: it goes to nobody else. */
  to: authority,
  method: z.enum(relayMethods),
  entries: z.array(traceEntrySchema).min(1).max(traceEntriesMax),
  /** For whom else it is asked, the first that asked first; they get the answer only where it says so. */
  onBehalfOf: z.array(authority).max(16),
});
export type TraceQuestionWire = z.infer<typeof traceQuestionSchema>;

const endKinds = ['held', 'service', 'outside', 'fee', 'small', 'hops', 'age', 'unjoined', 'converted'] as const;
export const tracePartSchema = z.strictObject({
  authority,
  askedBy: authority.nullable(),
  /** Of the trace and of the table of movements, by which its authority can run it again. */
  trace: digest,
  movements: digest,
  method: z.enum(['poison', ...relayMethods]),
  entries: z.array(z.strictObject({ id: digest, asset, asked: amount, found: amount })).max(64),
  begun: z.array(z.strictObject({ asset, amount })).max(64),
  converted: z.array(z.strictObject({ asset, given: amount, got: amount })).max(64),
  ends: z
    .array(
      z.strictObject({
        kind: z.enum(endKinds),
        /** Null where it is not named. */
        party: name.nullable(),
        asset,
        amount,
        firstAt: moment.nullable(),
        lastAt: moment.nullable(),
      }),
    )
    .max(400),
  /** Into accounts under other authorities; one that is not named can be told of by its own authority alone. */
  reached: z.array(z.strictObject({ authority, entry: toldEntrySchema })).max(400),
  beyond: z.array(z.strictObject({ authority, asset, amount })).max(400),
});
export type TracePartWire = z.infer<typeof tracePartSchema>;

export const traceAnswerSchema = z.strictObject({
  relay: relayId,
  /** Whether those on whose behalf it was asked may have it. */
  passOn: z.enum(['chain', 'nobody']),
  parts: z.array(tracePartSchema).min(1).max(16),
});
export type TraceAnswerWire = z.infer<typeof traceAnswerSchema>;
