// SPDX-License-Identifier: Apache-2.0
/**
 * A registration: one supervised subject in the register of one authority.
 *
 * The members that come first are the core: every register has them. The rest is optional, each there only with something in it:
 * licences one by one (also refused ones, with the reason), passports into host states, branches, venues by market identifier code,
 * wallets and contracts, measures, and of an owner what the interest is. A decentralised protocol or a permissioned pool is a
 * subject like a firm: its contracts stand among the wallets, and whoever controls it among the owners.
 *
 * Days with `from` and `until` are the time of effect: when the thing holds. When we knew of it is the time of record, which the store
 * keeps beside each version.
 *
 * Sources: MiCA articles 65 and 109 (notification of host states, register of providers); ISO 10383 (market identifier codes);
 * Beneficial Ownership Data Standard 0.4 (kinds of interest, shares).
 */
import { z } from 'zod';
import { partyOfRecordSchema } from '../suspicious-reports/wire.ts';

const name = z.string().min(1).max(300);
const shortText = z.string().min(1).max(300);
const address = z.string().min(1).max(1000);
const jurisdiction = z.string().length(2);
const dayText = z.string();
/** What holds from a day to a day; a missing end is open. */
const effect = { from: dayText.optional(), until: dayText.optional() };

export const registrationStatuses = ['authorised', 'notified', 'withdrawn', 'refused', 'applied'] as const;
export const supervisedSubjects = ['firm', 'venue', 'protocol', 'pool'] as const;

/** On- and off-ramps turn money of a state into digital assets and back. */
export const licenceSchema = z.strictObject({
  activity: shortText,
  status: z.enum(['granted', 'suspended', 'withdrawn', 'refused']),
  number: shortText.optional(),
  ramp: z.enum(['on', 'off', 'both']).optional(),
  ...effect,
  /** Why it was refused, suspended or withdrawn. */
  reason: z.string().min(1).max(2000).optional(),
});

export const passportSchema = z.strictObject({
  jurisdiction,
  /** As among the registration's services; left out: all of them. */
  services: z.array(shortText).min(1).max(100).optional(),
  notifiedOn: dayText.optional(),
  ...effect,
});

/** Kinds of interest in the words of the Beneficial Ownership Data Standard. */
export const interestTypes = [
  'shareholding',
  'votingRights',
  'appointmentOfBoard',
  'otherInfluenceOrControl',
  'seniorManagingOfficial',
  'settlor',
  'trustee',
  'protector',
  'beneficiaryOfLegalArrangement',
  'rightsToSurplusAssetsOnDissolution',
  'rightsToProfitOrIncome',
  'rightsGrantedByContract',
  'conditionalRightsGrantedByContract',
  'controlViaCompanyRulesOrArticles',
  'controlByLegalFramework',
  'boardMember',
  'boardChair',
  'unknownInterest',
  'unpublishedInterest',
  'enjoymentAndUseOfAssets',
  'rightToProfitOrIncomeFromAssets',
] as const;

export const ownerSchema = partyOfRecordSchema.extend({
  /** One interest; who has several stands there once for each. */
  interest: z
    .strictObject({
      type: z.enum(interestTypes),
      /** Percent as decimals: an exact share has the two alike. */
      shareMin: z.string().max(12).optional(),
      shareMax: z.string().max(12).optional(),
      isDirect: z.boolean().optional(),
      /** Whether it makes the holder a beneficial owner by the law of the register. */
      isBeneficial: z.boolean().optional(),
      ...effect,
    })
    .optional(),
});

export const walletSchema = z.strictObject({
  address: z.string().min(1).max(200),
  /** Such as bitcoin or ethereum. */
  network: z.string().min(1).max(60),
  use: z.enum(['custody', 'treasury', 'deposit', 'contract', 'other']),
});

export const registrationSchema = z.strictObject({
  kind: z.literal('registration'),
  reference: name,
  firm: name,
  commercialName: z.string().max(300).nullable(),
  lei: z.string().max(40).nullable(),
  jurisdiction,
  authority: name,
  status: z.enum(registrationStatuses),
  services: z.array(z.string().max(300)).max(100),
  hostJurisdictions: z.array(jurisdiction).max(260),
  address: z.string().max(1000).nullable(),
  websites: z.array(z.string().max(1000)).max(50),
  authorisedFrom: z.string().nullable(),
  authorisedUntil: z.string().nullable(),
  owners: z.array(ownerSchema).max(200),
  comments: z.string().max(5000).nullable(),
  /** Left out: a firm. */
  subject: z.enum(supervisedSubjects).optional(),
  legalForm: shortText.optional(),
  phone: z.string().min(1).max(60).optional(),
  email: shortText.optional(),
  branches: z
    .array(z.strictObject({ jurisdiction, address, lei: z.string().max(40).optional() }))
    .min(1)
    .max(200)
    .optional(),
  licences: z.array(licenceSchema).min(1).max(200).optional(),
  passports: z.array(passportSchema).min(1).max(260).optional(),
  /** Platforms it operates, by market identifier code. */
  venues: z
    .array(z.strictObject({ mic: z.string().max(4), name: shortText }))
    .min(1)
    .max(100)
    .optional(),
  wallets: z.array(walletSchema).min(1).max(1000).optional(),
  /** Who may take part in a permissioned pool or venue. */
  admission: z.string().min(1).max(2000).optional(),
  /** What authorities did about it and told: day, authority, words. */
  measures: z
    .array(z.strictObject({ on: dayText, authority: name, measure: z.string().min(1).max(2000) }))
    .min(1)
    .max(200)
    .optional(),
});
export type RegistrationWire = z.infer<typeof registrationSchema>;

/** What the public sees: no owner, no controller, no wallet, no comment. Refused licences are left out of the list of licences. */
export const registerEntrySchema = registrationSchema.omit({ kind: true, owners: true, comments: true, wallets: true });
export type RegisterEntryWire = z.infer<typeof registerEntrySchema>;
