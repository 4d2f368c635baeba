// SPDX-License-Identifier: Apache-2.0
/** What is withheld of a record that is given: as it travels, as it is proposed, and what an officer says to the proposal. */
import { z } from 'zod';

/** JSON pointer into the body. */
const path = z.string().min(2).max(300);
/** Fields of one record: more than the largest one has of persons. */
const fieldsMax = 2000;

export const withheldFieldSchema = z.strictObject({ path, reason: z.string().min(1).max(500) });
export type WithheldFieldWire = z.infer<typeof withheldFieldSchema>;
export const withheldFieldsSchema = z.array(withheldFieldSchema).min(1).max(fieldsMax);

export const minimisationProposalSchema = z.strictObject({
  recordId: z.string(),
  /** With the name of the person whose field it is, as the record has it; null for a field of the record itself. */
  fields: z.array(withheldFieldSchema.extend({ whose: z.string().nullable() })),
});
export type MinimisationProposalWire = z.infer<typeof minimisationProposalSchema>;

export const minimisationChoiceSchema = z.strictObject({
  /** Proposed, and withheld. */
  withhold: z.array(path).max(fieldsMax),
  /** Proposed, and given all the same, with the reason. */
  give: z.array(z.strictObject({ path, reason: z.string().trim().min(1).max(2000) })).max(fieldsMax),
});
export type MinimisationChoiceWire = z.infer<typeof minimisationChoiceSchema>;
