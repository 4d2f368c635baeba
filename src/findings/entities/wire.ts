// SPDX-License-Identifier: Apache-2.0
/**
 * The page of one entity: everything that is known about one subject, each fact with the record or the published file it stands in.
 *
 * A fact names its sources by their place in `sources`; a source tells whose it is and which conditions bind what came from it.
 */
import { z } from 'zod';
import { conditionSchema, purposeSchema } from '../../conditions/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { recordKindSchema } from '../../records/wire.ts';

export const factKinds = [
  'name',
  'alias',
  'birthDate',
  'jurisdiction',
  'lei',
  'passport',
  'number',
  'wallet',
  'account',
  'mic',
  'legalForm',
  'status',
  'authority',
  'address',
  'occupation',
  'service',
  'website',
] as const;

/**
 * A record, for whom its title names, or a place in it, as `rcd_...#/owners/0`; or an identifier, as `lei:5299...`, `wallet:...`,
 * `passport:...`, `mic:...`, `number:...`.
 */
export const entityQuestionSchema = z.strictObject({ seed: storableText.min(1).max(300), purpose: purposeSchema });

const sourceSchema = z.strictObject({
  /** `records:rcd_...#/firm`, by which a judgement names it; or `lei:` and the LEI of published data. */
  key: z.string(),
  record: z.string().nullable(),
  kind: recordKindSchema.nullable(),
  /** The reference of the record, or the file of the published data. */
  reference: z.string(),
  place: z.string(),
  originatorName: z.string(),
  isReceived: z.boolean(),
  recordedAt: z.string(),
  conditions: z.array(conditionSchema),
  /** Why it is taken for the same subject. */
  joined: z.strictObject({ by: z.enum(['seed', 'identifier', 'judgement']), text: z.string() }),
});
export type EntitySourceWire = z.infer<typeof sourceSchema>;

const source = z.int().min(0);
export const entityFactSchema = z.strictObject({
  what: z.enum(factKinds),
  /** Each with where it stands: place of the source, and JSON pointer in it. */
  values: z.array(z.strictObject({ value: z.string(), said: z.array(z.strictObject({ source, place: z.string() })) })),
  /** It can have one value only, and the sources do not agree. */
  isContradicted: z.boolean(),
});

export const entityEventKinds = ['report', 'compliance', 'authorised', 'ended', 'licence', 'measure', 'movement'] as const;
export const entityPartyKinds = ['subject', 'person', 'entity', 'wallet', 'venue', 'case'] as const;
export const entityRelationKinds = ['owns', 'controls', 'has', 'parent', 'operates', 'given-in'] as const;
const reasonSchema = z.strictObject({ sentence: z.string(), points: z.number() });

export const entityProposalSchema = z.strictObject({
  left: z.string(),
  right: z.string(),
  record: z.string(),
  label: z.string(),
  score: z.number(),
  /** What speaks for one subject, and what against. */
  reasonsFor: z.array(reasonSchema),
  reasonsAgainst: z.array(reasonSchema),
  /** What each side says, fact beside fact; empty where a side is silent. */
  compared: z.array(z.strictObject({ what: z.enum(factKinds), left: z.string(), right: z.string() })),
  /** Somebody looked and could not say; or said different, and a record of the pair is newer than that. */
  judgedBefore: z.enum(['unsure', 'different']).nullable(),
});
export type EntityProposalWire = z.infer<typeof entityProposalSchema>;

export const entityPageSchema = z.strictObject({
  seed: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'entity']),
  sources: z.array(sourceSchema),
  facts: z.array(entityFactSchema),
  /** When it happened, and when we knew of it; the newest first. */
  timeline: z.array(z.strictObject({ at: z.string(), recordedAt: z.string(), what: z.enum(entityEventKinds), text: z.string(), source })),
  graph: z.strictObject({
    parties: z.array(z.strictObject({ id: z.string(), label: z.string(), kind: z.enum(entityPartyKinds), seed: z.string().nullable() })),
    relations: z.array(
      z.strictObject({ from: z.string(), to: z.string(), what: z.enum(entityRelationKinds), text: z.string(), source: source.nullable() }),
    ),
  }),
  leads: z.array(z.strictObject({ id: z.string(), title: z.string(), kind: z.string(), state: z.string() })),
  cases: z.array(z.string()),
  /** What may be the same subject, for an officer to judge. */
  proposals: z.array(entityProposalSchema),
  judgements: z.array(
    z.strictObject({
      id: z.string(),
      left: z.string(),
      right: z.string(),
      verdict: z.enum(['same', 'different', 'unsure']),
      reason: z.string(),
      officerName: z.string(),
      at: z.string(),
    }),
  ),
  withheld: z.array(z.strictObject({ count: z.int(), reason: z.string() })),
  isMore: z.boolean(),
});
export type EntityPageWire = z.infer<typeof entityPageSchema>;
