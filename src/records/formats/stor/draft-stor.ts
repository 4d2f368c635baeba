// SPDX-License-Identifier: Apache-2.0
/**
 * The draft of a market abuse form by an authority that found something itself: what is known is answered, and every other field of the
 * mandatory sections says why it is not. A person completes it; nothing here guesses.
 */
import { fieldsOfTemplate, type StorTemplate } from './fields.ts';
import { storFormat } from './read-stor.ts';

export interface StorDraft {
  readonly template: StorTemplate;
  readonly reference: string;
  readonly reportedAt: string;
  /** By the field's name; a field that the template does not have is left out, and so is an empty answer. */
  readonly known: Readonly<Record<string, string | readonly string[]>>;
  /** The sentence that stands in every mandatory field which is not known. */
  readonly whyMissing: string;
}

/** The form as a file that the import of reports takes. */
export function draftStor({ template, reference, reportedAt, known, whyMissing }: StorDraft): Uint8Array {
  const fields = fieldsOfTemplate(template).flatMap(({ name, section }): (readonly [string, unknown])[] => {
    const answer = known[name];
    if (answer !== undefined && answer.length > 0) return [[name, answer]];
    return section <= 4 ? [[name, { notApplicable: whyMissing }]] : [];
  });
  const report = { template, reference, reportedAt, fields: Object.fromEntries(fields) };
  return new TextEncoder().encode(JSON.stringify({ format: storFormat, reports: [report] }));
}
