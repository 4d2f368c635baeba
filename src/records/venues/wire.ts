// SPDX-License-Identifier: Apache-2.0
/**
 * What the registration authority of ISO 10383 publishes about market identifier codes, and what an officer is told of one that a record
 * or a market file names.
 */
import { z } from 'zod';

export const micSchema = z.string().regex(/^[A-Z0-9]{4}$/);
const text = z.string().min(1).max(500);
const day = z.iso.date();

/** An operating code is that of the entity that runs markets; a segment's is one of its markets. */
export const venueLevels = ['operating', 'segment'] as const;
export const venueStatuses = ['active', 'updated', 'expired'] as const;
export const venueCodeSchema = z.strictObject({
  mic: micSchema,
  operatingMic: micSchema,
  level: z.enum(venueLevels),
  name: text,
  legalName: text.nullable(),
  lei: z.string().length(20).nullable(),
  /** Code of the published list, such as RMKT (regulated market), MLTF, CASP. */
  category: text.nullable(),
  acronym: text.nullable(),
  /** Null of codes that belong to no country, such as the one for trading off every venue. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  city: text.nullable(),
  website: text.nullable(),
  status: z.enum(venueStatuses),
  createdOn: day.nullable(),
  updatedOn: day.nullable(),
  expiresOn: day.nullable(),
  comments: z.string().max(2000).nullable(),
});
export type VenueCodeWire = z.infer<typeof venueCodeSchema>;

export const foundVenueSchema = z.strictObject({
  mic: z.string(),
  /** Null where no list that was taken in has it. */
  code: venueCodeSchema.nullable(),
  /** The name under its operating code; null of an operating code, and where the list lacks that. */
  operatingName: z.string().nullable(),
  /** How many segments stand under it. */
  segments: z.int(),
  /** The list it stands in, and since when it was known so. */
  source: z.strictObject({ fileName: z.string(), knownFrom: z.string() }).nullable(),
  /** What an officer should know, with what to do. */
  remarks: z.array(z.strictObject({ problem: z.string(), remedy: z.string() })),
});
export type FoundVenueWire = z.infer<typeof foundVenueSchema>;

/** Codes of one question; more than any record or file of a day has. */
export const venuesAskedMax = 100;
export const venuesQuerySchema = z.strictObject({ mics: z.string().max(venuesAskedMax * 5) });
