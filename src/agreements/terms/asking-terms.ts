// SPDX-License-Identifier: Apache-2.0
/**
 * Terms on who is bound, what may be asked of whom, how it is asked and when it may be refused.
 */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import * as words from './vocabulary.ts';

/** Every term cites one clause; this is where its number stands. */
export const clauseCited = { clause: z.string() };
/** Parties are named by their identity; 400 is the most that an agreement has. */
export const partyList = z.array(z.string().max(80)).max(400);
export const shortText = z.string().max(300);
export const assistanceList = z.array(z.enum(words.assistanceKinds)).max(words.assistanceKinds.length);

const who = [
  /** Which powers a party uses for another, and how: a power through a court takes longer and may be evidence. */
  z.strictObject({
    kind: z.literal('powers'),
    ...clauseCited,
    parties: partyList.min(1),
    capabilities: z.array(z.enum(words.capabilities)).min(1),
    mode: z.enum(words.exerciseModes),
    /** The provision of its law, or empty. */
    law: shortText,
  }),
  z.strictObject({
    kind: z.literal('party-status'),
    ...clauseCited,
    parties: partyList.min(1),
    status: z.enum(words.partyStatuses),
    /** When it expects to be able; null where it is, or does not know. */
    expectedFrom: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('legal-nature'),
    ...clauseCited,
    nature: z.enum(['binding', 'non-binding']),
    /** Whether persons who are no parties gain rights from it. */
    givesRightsToOthers: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('contact-points'),
    ...clauseCited,
    points: z
      .array(z.strictObject({ party: z.string().max(80), office: shortText.min(1), contact: shortText.min(1), isAllHours: z.boolean() }))
      .min(1)
      .max(400),
  }),
  z.strictObject({
    kind: z.literal('roles'),
    ...clauseCited,
    role: z.enum(words.memberRoles),
    parties: partyList.min(1),
    hasVote: z.boolean(),
  }),
] as const;

const what = [
  z.strictObject({ kind: z.literal('assistance'), ...clauseCited, kinds: assistanceList.min(1) }),
  z.strictObject({
    kind: z.literal('purposes'),
    ...clauseCited,
    purposes: z.array(purposeSchema).min(1),
    /** Present where an investigation for a general charge that applies to the violation is within the purpose. */
    extendsToGeneralCharge: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('material-scope'), ...clauseCited, matters: z.array(z.enum(words.matters)).min(1) }),
  z.strictObject({
    kind: z.literal('person-scope'),
    ...clauseCited,
    persons: z.array(z.enum(words.personKinds)).min(1),
    /** Firms to which it is limited, by LEI; empty: not limited. */
    onlyFirms: z.array(z.string().regex(/^[0-9A-Z]{18}\d{2}$/, 'It is not a legal entity identifier')).max(200),
  }),
  z.strictObject({
    kind: z.literal('dual-criminality'),
    ...clauseCited,
    rule: z.enum(words.dualCriminalityRules),
    /** The kinds of assistance it is about; empty: all. */
    kinds: assistanceList,
    /** With `unless-listed`: the offences for which it is not asked, and the least maximum penalty in years. */
    listedOffences: z.array(shortText.min(1)).max(100),
    penaltyYearsMin: z.int().min(1).max(99).nullable(),
  }),
  z.strictObject({
    kind: z.literal('on-behalf'),
    ...clauseCited,
    /** For whom a party may ask: other parties, any authority, or nobody. It always says for whom. */
    of: z.enum(['parties', 'any-authority', 'nobody']),
    needsConsentOfEachHolder: z.boolean(),
  }),
] as const;

const how = [
  z.strictObject({
    kind: z.literal('request-content'),
    ...clauseCited,
    fields: z.array(z.enum(words.contentFields)).min(1),
    /** The kinds of assistance for which they are asked; left out: for all. */
    for: assistanceList.min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('channels'),
    ...clauseCited,
    channels: z.array(z.enum(words.channels)).min(1),
    /** Whether an urgent request may be made orally first. */
    isOralWhenUrgent: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('languages'),
    ...clauseCited,
    /** BCP 47 tags, such as `en` or `pt-BR`. */
    languages: z.array(z.string().max(20)).min(1).max(20),
    translatedBy: z.enum(['requesting', 'requested', 'nobody']),
  }),
  z.strictObject({
    kind: z.literal('urgency'),
    ...clauseCited,
    grounds: z.array(z.enum(words.urgencyGrounds)).min(1),
    test: z.string().max(2000),
  }),
  z.strictObject({
    kind: z.literal('deadline'),
    ...clauseCited,
    step: z.enum(words.deadlineSteps),
    class: z.enum(words.requestClasses),
    amount: z.int().min(1).max(3650),
    unit: z.enum(words.deadlineUnits),
    /** The kinds of assistance whose clock it is; left out: all that have no clock of their own. */
    for: assistanceList.min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('execution'),
    ...clauseCited,
    kinds: assistanceList.min(1),
    modes: z.array(z.enum(words.executionModes)).min(1),
    /** Whether formalities that the requesting party asks for are followed where the law of the party asked allows them. */
    followsFormalities: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('revealing-request'), ...clauseCited, mode: z.enum(words.revealModes) }),
] as const;

const refusing = [
  z.strictObject({
    kind: z.literal('refusal-grounds'),
    ...clauseCited,
    allowed: z.array(z.enum(words.refusalGrounds)),
    forbidden: z.array(z.enum(words.refusalGrounds)),
  }),
  z.strictObject({
    kind: z.literal('refusal-step'),
    ...clauseCited,
    step: z.enum(words.refusalSteps),
    grounds: z.array(z.enum(words.refusalGrounds)).min(1),
    /** How many days it leaves; null where the text sets none. */
    days: z.int().min(1).max(3650).nullable(),
    /** Which days these are; left out: calendar days. */
    unit: z.literal('working-day').optional(),
  }),
  z.strictObject({
    kind: z.literal('approvals'),
    ...clauseCited,
    act: z.enum(words.approvedActs),
    approversMin: z.int().min(1).max(5),
    /** Present where only approvals with a passkey count, which anybody can check afterwards. */
    method: z.literal('passkey').optional(),
  }),
  z.strictObject({ kind: z.literal('dispatch-kinds'), ...clauseCited, kinds: z.array(z.string().max(60)).min(1) }),
] as const;

export const askingTerms = [...who, ...what, ...how, ...refusing] as const;
