// SPDX-License-Identifier: Apache-2.0
/**
 * What others publish about firms: LEI data (who a legal entity is, and who consolidates it) and statements of beneficial ownership.
 *
 * It is no record: nobody reported it to us and nobody set conditions, so an officer looks it up freely. It lies beside the records by
 * LEI, each statement with the file it came from and the times in which it was what we knew.
 *
 * Sources: LEI Common Data File 3.1, Relationship Record 2.1 and Reporting Exceptions 2.1 of the Global LEI Foundation;
 * Beneficial Ownership Data Standard 0.4.
 */
import { z } from 'zod';
import { ownerSchema } from '../registrations/wire.ts';

const lei = z.string().length(20);
const text = z.string().min(1).max(500);
const code = z.string().min(1).max(60);

/** Level 1: who it is. Codes are those of the Common Data File, as published. */
export const leiEntitySchema = z.strictObject({
  kind: z.literal('entity'),
  lei,
  legalName: text,
  otherNames: z.array(text).max(100),
  /** Country, or country and region, such as US-DE. */
  jurisdiction: code.nullable(),
  category: code.nullable(),
  /** Code of ISO 20275, or its words. */
  legalForm: text.nullable(),
  entityStatus: code.nullable(),
  registrationAuthority: code.nullable(),
  registeredAs: text.nullable(),
  legalAddress: z.string().min(1).max(1000).nullable(),
  registrationStatus: code.nullable(),
  lastUpdate: code.nullable(),
  nextRenewal: code.nullable(),
});

/** Level 2: to whom it belongs, or why that is not published. */
export const leiRelations = ['direct-parent', 'ultimate-parent', 'fund-manager', 'umbrella-fund', 'master-fund', 'head-office'] as const;
export const leiRelationSchema = z.strictObject({
  kind: z.enum(leiRelations),
  lei,
  parent: lei.nullable(),
  /** Codes of the Reporting Exceptions, such as NO_KNOWN_PERSON; empty where there is a parent. */
  exceptions: z.array(code).max(10),
  isActive: z.boolean(),
  from: code.nullable(),
  until: code.nullable(),
});

/** Who owns or controls it, by a statement of beneficial ownership. */
export const ownersStatementSchema = z.strictObject({
  kind: z.literal('owners'),
  lei,
  statedOn: code.nullable(),
  owners: z.array(ownerSchema).max(200),
});

export const firmStatementSchema = z.discriminatedUnion('kind', [leiEntitySchema, leiRelationSchema, ownersStatementSchema]);
export type FirmStatementWire = z.infer<typeof firmStatementSchema>;
export type LeiEntityWire = z.infer<typeof leiEntitySchema>;

export const firmDataSchema = z.strictObject({
  lei,
  statements: z.array(
    z.strictObject({
      statement: firmStatementSchema,
      knownFrom: z.string(),
      knownUntil: z.string().nullable(),
      fileName: z.string(),
      /** The published name of the parent, where its own entry is at hand. */
      parentName: z.string().nullable(),
    }),
  ),
  /** Legal entities of which this one is the parent, manager or head office; the first hundred, and how many there are. */
  children: z.array(z.strictObject({ lei, kind: z.enum(leiRelations), name: z.string().nullable() })).max(100),
  childCount: z.int(),
});
export type FirmDataWire = z.infer<typeof firmDataSchema>;

/** One thing in which a registration and what is published about the firm do not agree, or which an officer should know. */
export const differenceSchema = z.strictObject({
  about: z.enum(['name', 'jurisdiction', 'lapsed', 'inactive', 'owner-missing-here', 'owner-missing-there']),
  here: z.string(),
  there: z.string(),
});
export const publishedAboutFirmSchema = z.strictObject({ data: firmDataSchema, differences: z.array(differenceSchema) });
export type PublishedAboutFirmWire = z.infer<typeof publishedAboutFirmSchema>;
