// SPDX-License-Identifier: Apache-2.0
/**
 * What an analyst knows about a suspected way round a listing, in one document, and every lead that follows from it.
 *
 * A document holds any of five parts: who is listed and who owns whom; stakes that changed near a listing; firms with what they moved
 * month by month; trade between states before and after a restriction; wallets that are known and wallets that were seen. Each part is
 * judged by its own rule (ownership.ts, firm-leads.ts, look-alike-wallets.ts); the leads are one list, each with its kind and sentence.
 *
 *     const read = readEvasionCase(bytes, 'evasion.json');
 *     if (read.ok) evasionLeads(read.value);   // [{ kind: 'owned by listed parties', subject: 'Deltamar', sentence: '...' }]
 *
 * docs/reference/screening.md shows the document; examples/screening/evasion.json is one.
 */
import { z } from 'zod';
import { failWith, type Issue, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { revivedFirms, thirdStateRouting } from './firm-leads.ts';
import { lookAlikeWallets } from './look-alike-wallets.ts';
import { blockedFirms, divestmentLeads } from './ownership.ts';

export const evasionKinds = [
  'owned by listed parties',
  'stake given up near a listing',
  'dormant firm revived',
  'routing through a third state',
  'look-alike wallet',
] as const;
export type EvasionKind = (typeof evasionKinds)[number];

export interface EvasionLead {
  readonly kind: EvasionKind;
  /** The firm, state or wallet that it is about. */
  readonly subject: string;
  readonly sentence: string;
}

/** Rows of one part: what one analyst puts together; a whole register is screened otherwise. */
const rowsMax = 100_000;
const name = z
  .string()
  .min(1)
  .max(limits.nameCharactersMax)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'a name without a zero character or half a character');
const shareBp = z.int().min(0).max(10_000);
const amountMinor = z
  .string()
  .regex(/^\d{1,30}$/, 'a whole number of minor units, as text')
  .transform(BigInt);
const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month like 2026-03')
  .transform((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1);
const state = z.string().regex(/^[A-Z]{2}$/, 'two capital letters');

const evasionCaseSchema = z.strictObject({
  listed: z.array(name).max(rowsMax).default([]),
  stakes: z
    .array(z.strictObject({ owner: name, owned: name, shareBp }))
    .max(rowsMax)
    .default([]),
  stakeChanges: z
    .array(
      z.strictObject({
        owner: name,
        owned: name,
        shareBeforeBp: shareBp,
        shareBp,
        daysFromListing: z.int().min(-36_500).max(36_500),
        takenBy: name.nullable(),
      }),
    )
    .max(rowsMax)
    .default([]),
  firms: z
    .array(
      z.strictObject({
        firm: name,
        months: z.array(z.strictObject({ month, amountMinor })).max(1200),
        changeMonths: z.array(month).max(1200),
      }),
    )
    .max(rowsMax)
    .default([]),
  trade: z
    .strictObject({
      origin: state,
      target: state,
      flows: z.array(z.strictObject({ from: state, to: state, beforeMinor: amountMinor, afterMinor: amountMinor })).max(rowsMax),
    })
    .optional(),
  wallets: z
    .strictObject({
      known: z.array(name).max(rowsMax),
      seen: z.array(name).max(rowsMax),
    })
    .optional(),
});
export type EvasionCase = z.output<typeof evasionCaseSchema>;

/** Reads the document; every field that does not hold is told with its place. */
export function readEvasionCase(bytes: Uint8Array, path: string): Result<EvasionCase> {
  const json = parseStrictJson(bytes, path, { bytesMax: limits.importBytesMax, depthMax: limits.jsonDepthMax });
  if (!json.ok) return json;
  const parsed = evasionCaseSchema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.slice(0, issuesShownMax).map((issue): Issue => ({
    path: `${path}: /${issue.path.join('/')}`,
    problem: `${issue.message}.`,
    remedy: 'See docs/reference/screening.md for the document.',
  }));
  return failWith(issues);
}

/** More wrong fields than a person mends in one go. */
const issuesShownMax = 50;

/** Every lead of the document, in the order of `evasionKinds`. */
export function evasionLeads(given: EvasionCase): readonly EvasionLead[] {
  const { trade, wallets } = given;
  return [
    ...blockedFirms(given.listed, given.stakes).map(({ firm, sentence }) => lead('owned by listed parties', firm, sentence)),
    ...divestmentLeads(given.stakeChanges).map(({ firm, sentence }) => lead('stake given up near a listing', firm, sentence)),
    ...revivedFirms(given.firms).map(({ kind, subject, sentence }) => lead(kind, subject, sentence)),
    ...(trade === undefined ? [] : thirdStateRouting(trade.flows, trade.origin, trade.target)).map(({ kind, subject, sentence }) =>
      lead(kind, subject, sentence),
    ),
    ...(wallets === undefined ? [] : lookAlikeWallets(wallets.known, wallets.seen)).map(({ seen, sentence }) =>
      lead('look-alike wallet', seen, sentence),
    ),
  ];
}

function lead(kind: EvasionKind, subject: string, sentence: string): EvasionLead {
  return { kind, subject, sentence };
}
