// SPDX-License-Identifier: Apache-2.0
/**
 * The other leg of an alert, as a request asks for it and as a reply gives it back.
 *
 * A question names whom, where and when; how the alert was found stands in the words of the request. An answer is a *part*: what those asked
 * about did on the answering authority's own data, and what its own surveillance found of them. A part stands under the conditions of the
 * reply that brings it, and a later one of the same authority stands in its place: so it is corrected. One that says `withdrawn` takes back
 * what was told before.
 */
import { z } from 'zod';
import { digest, storableText, wholeDigitsMax } from '../../kernel/wire.ts';

const name = storableText.min(1).max(300);
const authority = z.string().min(1).max(80);
/** A moment in UTC with nanoseconds. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{9}Z$/, 'It is no moment in UTC with nanoseconds');
const size = z.string().regex(new RegExp(`^\\d{1,${wholeDigitsMax}}(?:\\.\\d{1,36})?$`), 'It is no size');
const price = z.string().regex(new RegExp(`^-?\\d{1,${wholeDigitsMax}}(?:\\.\\d{1,36})?$`), 'It is no price');
const count = z.int().min(0);

/** Participants, instruments and alerts of one part: what one officer takes in. */
export const partParticipantsMax = 40;
export const partInstrumentsMax = 20;
export const partAlertsMax = 40;
/** Acts that a part tells one by one, the rest is counted: together with all sums they fit a dispatch many times over. */
export const partActsMax = 1500;

/** Accounts of one subject; or of one group of beneficial owners. */
export const linkRelations = ['same-subject', 'owner-group'] as const;
export type LinkRelation = (typeof linkRelations)[number];
/** What joins two accounts, step by step: a judgement that a subject holds one, an identifier, a judgement on two subjects, an owner. */
export const linkStepKinds = ['held', 'identifier', 'judged', 'owner'] as const;

export const alertQuestionSchema = z.strictObject({
  /** The asker's alert, by its digest: all requests of one joint alert name the same. */
  alert: digest,
  /** Whose venues are asked about: it goes to nobody else. */
  to: authority,
  pattern: z.strictObject({ id: z.string().min(1).max(60), version: z.int().min(1), title: name }),
  from: moment,
  until: moment,
  /** What is traded, whatever each venue calls it. */
  underlyings: z.array(name).max(partInstrumentsMax),
  instruments: z.array(z.strictObject({ venue: name, symbol: name })).max(200),
  /** Owners, and accounts as `venue/account`. */
  participants: z.array(name).min(1).max(partParticipantsMax),
  /** Asked for as well: which accounts belong with them in these ways, by the registers of whoever is asked. Left out where they are not. */
  links: z.array(z.enum(linkRelations)).min(1).max(linkRelations.length).optional(),
});
export type AlertQuestionWire = z.infer<typeof alertQuestionSchema>;

export const partActKinds = ['placed', 'changed', 'withdrawn', 'bought', 'sold'] as const;
export const alertPartSchema = z.strictObject({
  authority,
  from: moment,
  until: moment,
  /** Of the table of events, by which its authority can make the part again. */
  events: digest,
  /** Whether those who were not asked about stand by name, or by a number. */
  naming: z.enum(['named', 'coded']),
  /** Of those asked about, whom the data hold. */
  asked: z.array(z.strictObject({ name, isFound: z.boolean() })).max(partParticipantsMax),
  participants: z.array(z.strictObject({ name, isAsked: z.boolean() })).max(partParticipantsMax),
  instruments: z
    .array(z.strictObject({ venue: name, symbol: name, underlying: name, quoteCurrency: storableText.max(40) }))
    .max(partInstrumentsMax),
  /** In the whole period, by participant and instrument. */
  sums: z
    .array(
      z.strictObject({ participant: count, instrument: count, orders: count, withdrawals: count, trades: count, bought: size, sold: size }),
    )
    .max(partParticipantsMax * partInstrumentsMax),
  /** In the order of time. */
  acts: z
    .array(z.strictObject({ at: moment, participant: count, instrument: count, kind: z.enum(partActKinds), price, size }))
    .max(partActsMax),
  actsLeftOut: count,
  /** What the authority's own surveillance found of them. */
  alerts: z
    .array(
      z.strictObject({
        digest,
        pattern: z.strictObject({ id: z.string().min(1).max(60), version: z.int().min(1), title: name }),
        from: moment,
        until: moment,
        /** Between 0 and 1, as text: dispatches hold no fractions. */
        score: z.string().regex(/^(?:0(?:\.\d{1,9})?|1)$/, 'It is no score between 0 and 1'),
        participants: z.array(count).max(partParticipantsMax),
        /** Left empty where they would name somebody who is not told of. */
        sentences: z.array(storableText.max(2000)).max(20),
      }),
    )
    .max(partAlertsMax),
  /** Which accounts belong with those asked about, by the registers of whoever tells; left out where none is told. */
  links: z
    .array(
      z.strictObject({
        /** The place in `asked`. */
        asked: count,
        /** As the part calls it: by its name, or by a number that is its own where it did nothing in that time. */
        with: name,
        relation: z.enum(linkRelations),
        /** By what, and no word of a record. */
        through: z.array(z.enum(linkStepKinds)).max(20),
      }),
    )
    .min(1)
    .max(partParticipantsMax)
    .optional(),
});
export type AlertPartWire = z.infer<typeof alertPartSchema>;

export const alertAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('part'), alert: digest, part: alertPartSchema }),
  z.strictObject({ kind: z.literal('withdrawn'), alert: digest, reason: storableText.min(1).max(2000) }),
]);
export type AlertAnswerWire = z.infer<typeof alertAnswerSchema>;
