// SPDX-License-Identifier: Apache-2.0
/**
 * A suspicious report, as our one model has it: what every format of the field can say, in one shape.
 *
 * The nine members that come first are the core: every report has them, and search, screening and lists read them. The rest is
 * optional and holds what some formats have: the reporter, accounts, indicators, how the report follows another, the fields of a
 * market abuse form. `original` holds the report as the firm sent it, so that nothing which only its format can say is lost, and so
 * that it can be passed on untranslated.
 *
 * Sources: reference/law.md 8; goAML 5; FinCEN form 111; annexes of Delegated Regulations 2025/885 and 2016/957.
 */
import { z } from 'zod';

const text = z.string().max(20_000);
const name = z.string().min(1).max(300);
const jurisdiction = z.string().length(2);
const shortText = z.string().max(300);

export const partyOfRecordSchema = z.strictObject({
  role: z.enum(['suspected', 'counterparty', 'reporting-firm', 'firm', 'owner', 'controller', 'other']),
  kind: z.enum(['person', 'entity']),
  name,
  /** Such as LEI, national number, account, wallet. */
  identifiers: z
    .array(
      z.strictObject({
        scheme: z.enum(['lei', 'national-id', 'passport', 'tax-id', 'register', 'account', 'iban', 'wallet', 'client-id']),
        value: z.string().min(1).max(200),
      }),
    )
    .max(50),
  jurisdiction: jurisdiction.nullable(),
  birthDate: z.string().nullable(),
  aliases: z.array(name).max(50).optional(),
  address: z.string().max(1000).optional(),
  occupation: shortText.optional(),
});

export const suspicions = [
  'money-laundering',
  'terrorist-financing',
  'market-manipulation',
  'insider-dealing',
  'fraud',
  'sanctions-evasion',
  'other',
] as const;

const index = z.int().min(0).max(10_000);

export const movementOfReportSchema = z.strictObject({
  at: z.string(),
  amount: z.string().max(60),
  unit: z.string().max(20),
  from: z.string().max(300),
  to: z.string().max(300),
  reference: z.string().max(300),
  description: z.string().max(8000).optional(),
  /** The format's own code for how it was made: in a branch, by card, on a chain. */
  mode: z.string().max(40).optional(),
  /** Places of the sides among `parties` and `accounts`. */
  fromParty: index.optional(),
  toParty: index.optional(),
  fromAccount: index.optional(),
  toAccount: index.optional(),
  /** What else the amount was given in, such as the asset beside its value. */
  otherAmount: z.strictObject({ amount: z.string().max(60), unit: z.string().max(20) }).optional(),
});

export const accountOfReportSchema = z.strictObject({
  kind: z.enum(['account', 'wallet', 'other']),
  number: z.string().min(1).max(300),
  iban: z.string().max(34).optional(),
  name: shortText.optional(),
  institution: shortText.optional(),
  institutionCode: z.string().max(50).optional(),
  currency: z.string().max(20).optional(),
  status: z.string().max(40).optional(),
  openedOn: z.string().max(30).optional(),
  closedOn: z.string().max(30).optional(),
  balance: z.string().max(60).optional(),
  /** Places of its holders and signatories among `parties`. */
  holders: z.array(index).max(200),
});

/** The firm's answer to "how does this report follow another one": it adds to it, corrects it, goes on with it. */
export const followsSchema = z.strictObject({
  relation: z.enum(['supplements', 'corrects', 'continues']),
  reference: name,
});

export const reporterSchema = z.strictObject({
  /** The number under which the authority knows the firm. */
  id: z.string().max(100).optional(),
  lei: z.string().max(40).optional(),
  branch: shortText.optional(),
  person: shortText.optional(),
  position: shortText.optional(),
  contact: z.string().max(1000).optional(),
});

/** One answered field of a market abuse form; `entry` counts where a field is answered more than once. */
export const formFieldSchema = z.strictObject({
  field: z.string().max(40),
  entry: z.int().min(1).max(1000),
  /** Null where the firm says that it does not apply. */
  value: text.nullable(),
  /** Why it does not apply; null where there is a value. */
  notApplicable: z.string().max(2000).nullable(),
});

export const originalCharactersMax = 200_000;

export const suspiciousReportSchema = z.strictObject({
  kind: z.literal('suspicious-report'),
  reference: name,
  reportedAt: z.string(),
  reportingFirm: name,
  suspicion: z.enum(suspicions),
  narrative: text,
  parties: z.array(partyOfRecordSchema).min(1).max(200),
  /** Movements and orders named in the report; amounts are decimals as text with their currency or asset. */
  movements: z.array(movementOfReportSchema).max(10_000),
  instruments: z.array(z.string().max(200)).max(200),
  /** The format's own code for the kind of report, such as STR. */
  reportType: z.string().max(20).optional(),
  follows: followsSchema.optional(),
  /** What the firm did: left the account open, refused the payment. */
  action: text.optional(),
  reporter: reporterSchema.optional(),
  /** Codes of the authority's list. */
  indicators: z.array(z.string().min(1).max(300)).max(200).optional(),
  accounts: z.array(accountOfReportSchema).max(500).optional(),
  form: z.strictObject({ template: z.enum(['mica-stor', 'mar-stor']), fields: z.array(formFieldSchema).max(5000) }).optional(),
  /** The report as it came, and the digest of what our model makes of it: where the two still belong together, it is given out as it came. */
  original: z
    .strictObject({
      format: z.enum(['goaml', 'fincen-sar']),
      text: z.string().max(originalCharactersMax),
      of: z.string().max(100),
    })
    .optional(),
});
export type SuspiciousReport = z.infer<typeof suspiciousReportSchema>;
export type PartyOfRecord = z.infer<typeof partyOfRecordSchema>;
export type MovementOfReport = z.infer<typeof movementOfReportSchema>;
export type AccountOfReport = z.infer<typeof accountOfReportSchema>;
