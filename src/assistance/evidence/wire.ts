// SPDX-License-Identifier: Apache-2.0
/** Bundles of evidence of a case before they are made: what can be withheld from one, and what its recipient would see. */
import { z } from 'zod';

/** The places that can be withheld, without any of their values. */
const bundleDispatchSchema = z.strictObject({
  number: z.int(),
  kind: z.string(),
  from: z.string(),
  fromName: z.string(),
  createdAt: z.string(),
  places: z.array(
    z.strictObject({
      pointer: z.string(),
      kind: z.enum(['object', 'array', 'text', 'number', 'truth', 'nothing', 'withheld']),
      size: z.int(),
      isMember: z.boolean(),
    }),
  ),
});
export const bundlePlacesSchema = z.strictObject({ dispatches: z.array(bundleDispatchSchema) });
export type BundlePlacesWire = z.infer<typeof bundlePlacesSchema>;
/** What the recipient of a bundle would see of it, and what its certificate would state. */
export const bundlePreviewSchema = z.strictObject({
  /** `hidden`: how many members are gone with their names; the reader learns their number. */
  dispatches: z.array(bundleDispatchSchema.extend({ hidden: z.int() })),
  /** What was chosen, what goes with it, and what a recall has taken out. */
  withheld: z.array(
    z.strictObject({
      dispatch: z.int(),
      pointer: z.string(),
      manner: z.enum(['withheld', 'hidden']),
      count: z.int(),
      reason: z.string(),
    }),
  ),
  /** The first part of the certificate, in its own words. */
  stated: z.array(z.strictObject({ what: z.string(), words: z.string() })),
  /** Items of evidence whose custody logs are in it; and where all were asked for, which are not and why. */
  custody: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), number: z.int(), title: z.string(), entries: z.int() })),
    leftOut: z.array(z.strictObject({ id: z.string(), number: z.int(), title: z.string(), why: z.string() })),
  }),
  /** Why it could not be exported as it is. */
  refusals: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })),
});
export type BundlePreviewWire = z.infer<typeof bundlePreviewSchema>;
