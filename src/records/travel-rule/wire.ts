// SPDX-License-Identifier: Apache-2.0
/**
 * A travel-rule message: what the provider of an originator told the provider of a beneficiary about one transfer of virtual assets.
 *
 * An authority has it from a firm (an inspection, a report, an order) or from another authority. It is kept as it came, deficient or not:
 * a message without a name is the evidence that it had none. So the shape asks for little, and what the law asks for is judged beside it
 * (rules/), each time anew.
 *
 * The members follow the interVASP Messaging Standard (IVMS101, 2020 and 2023), which says who; `transfer`, which the standard leaves to
 * the protocol around it, says what moved.
 */
import { z } from 'zod';
import { recordKinds } from '../files/wire.ts';

const line = z.string().min(1).max(500);
const code = z.string().max(12);
const dayOrMoment = z.string().max(40);

export const nameTypes = ['LEGL', 'ALIA', 'BIRT', 'MAID', 'MISC', 'SHRT', 'TRAD'] as const;
export const identificationTypes = ['ARNU', 'CCPT', 'RAID', 'DRLC', 'FIIN', 'TXID', 'SOCS', 'IDCD', 'LEIX', 'MISC'] as const;

export const addressOfMessageSchema = z.strictObject({
  addressType: z.enum(['HOME', 'BIZZ', 'GEOG']),
  department: line.optional(),
  subDepartment: line.optional(),
  streetName: line.optional(),
  buildingNumber: line.optional(),
  buildingName: line.optional(),
  floor: line.optional(),
  postBox: line.optional(),
  room: line.optional(),
  postCode: line.optional(),
  townName: line.optional(),
  townLocationName: line.optional(),
  districtName: line.optional(),
  countrySubDivision: line.optional(),
  addressLine: z.array(line).min(1).max(7).optional(),
  country: code.optional(),
});

export const personOfMessageSchema = z.strictObject({
  kind: z.enum(['person', 'entity']),
  names: z
    .array(
      z.strictObject({
        type: z.enum(nameTypes),
        /** As registered, in local letters, or as it is spoken. */
        form: z.enum(['main', 'local', 'phonetic']),
        /** The family name of a person, the whole name of an entity. */
        primary: line,
        secondary: line.optional(),
      }),
    )
    .max(50),
  addresses: z.array(addressOfMessageSchema).min(1).max(20).optional(),
  identification: z
    .strictObject({
      value: line,
      type: z.enum(identificationTypes),
      countryOfIssue: code.optional(),
      registrationAuthority: line.optional(),
    })
    .optional(),
  /** The number under which the provider knows its customer. */
  customer: line.optional(),
  birthDate: dayOrMoment.optional(),
  birthPlace: line.optional(),
  /** Of residence, or of registration. */
  country: code.optional(),
});

const accounts = z.array(line).max(100);
const persons = z.array(personOfMessageSchema).max(50);

export const travelRuleMessageSchema = z.strictObject({
  kind: z.literal('travel-rule-message'),
  reference: z.string().min(1).max(300),
  /** The version of IVMS101 in which it came. */
  version: z.enum(['101', '101.2023']),
  /** When it was sent to the other provider. */
  sentAt: dayOrMoment.optional(),
  transfer: z
    .strictObject({
      at: dayOrMoment.optional(),
      asset: z.string().min(1).max(20).optional(),
      amount: z.string().min(1).max(60).optional(),
      /** The ledger on which it is registered; left out: on none. */
      network: z.string().min(1).max(60).optional(),
      /** Its number on the ledger, or the provider's own. */
      transaction: line.optional(),
      value: z.strictObject({ amount: z.string().max(60), currency: z.string().length(3) }).optional(),
    })
    .optional(),
  /** The side whose wallet no provider holds. */
  selfHosted: z.enum(['originator', 'beneficiary']).optional(),
  /** Whether the provider found out who owns or controls that wallet. */
  ownership: z.enum(['shown', 'not-shown']).optional(),
  originators: persons,
  originatorAccounts: accounts,
  beneficiaries: persons,
  beneficiaryAccounts: accounts,
  originatingVasp: personOfMessageSchema.optional(),
  beneficiaryVasp: personOfMessageSchema.optional(),
  /** Providers between the two. */
  path: z
    .array(personOfMessageSchema.extend({ sequence: z.int().min(0).max(1000) }))
    .min(1)
    .max(100)
    .optional(),
  transliteration: z.array(code).min(1).max(20).optional(),
});
export type TravelRuleMessageWire = z.infer<typeof travelRuleMessageSchema>;
export type PersonOfMessage = z.infer<typeof personOfMessageSchema>;
export type AddressOfMessage = z.infer<typeof addressOfMessageSchema>;

export const travelRegimes = ['fatf', 'eu', 'ivms101'] as const;
export type TravelRegime = (typeof travelRegimes)[number];

/** One rule against one message. */
export const judgedTravelRuleSchema = z.strictObject({
  rule: z.string(),
  regime: z.enum(travelRegimes),
  /** Article or paragraph. */
  source: z.string(),
  demand: z.string(),
  outcome: z.enum(['met', 'missing', 'does-not-apply']),
  /** Where, as JSON pointers into the record, and what is wrong there. */
  gaps: z.array(z.strictObject({ path: z.string(), problem: z.string() })),
});
export type JudgedTravelRuleWire = z.infer<typeof judgedTravelRuleSchema>;

/** What stands beside a travel-rule message when an officer opens it. */
export const travelRuleViewSchema = z.strictObject({
  rules: z.array(judgedTravelRuleSchema),
  /** Own records that hold one of its LEIs, accounts or wallets; no name. */
  linked: z.array(z.strictObject({ id: z.string(), kind: z.enum(recordKinds), reference: z.string(), shares: z.array(z.string()) })),
});
export type TravelRuleViewWire = z.infer<typeof travelRuleViewSchema>;

/** How often a provider sent messages that lacked something. */
export const travelRuleFirmSchema = z.strictObject({
  /** Null where a message named no provider, or one without a name. */
  firm: z.string().nullable(),
  lei: z.string().nullable(),
  messages: z.int(),
  deficient: z.strictObject({ fatf: z.int(), eu: z.int(), ivms101: z.int() }),
  /** The rules that were missed most, the most frequent first. */
  missed: z.array(z.strictObject({ rule: z.string(), source: z.string(), count: z.int() })),
});
export const travelRuleFirmsSchema = z.strictObject({
  firms: z.array(travelRuleFirmSchema),
  messages: z.int(),
  /** True where there are more messages than were looked at. */
  isCut: z.boolean(),
});
export type TravelRuleFirmsWire = z.infer<typeof travelRuleFirmsSchema>;
