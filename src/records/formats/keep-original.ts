// SPDX-License-Identifier: Apache-2.0
/**
 * The report as its firm sent it, kept with what our model makes of it.
 *
 * A format says things that the model has no member for: a device, a date of balance, a second telephone. The model does not grow
 * for each; the report itself is kept, and whoever asks for it in its own format gets it as it came. That holds while it is
 * the same report: `of` is the digest of the model's body at that time. When the body has been changed since, the report is
 * written anew from the model.
 *
 * A report longer than the limit is not kept here; its file lies with the firm, and the import keeps the digest of that.
 */
import { digestOfJson } from '../../seals/index.ts';
import { originalCharactersMax, type SuspiciousReport } from '../suspicious-reports/wire.ts';

type Original = NonNullable<SuspiciousReport['original']>;

export function withOriginal(body: Readonly<Record<string, unknown>>, format: Original['format'], text: string): Record<string, unknown> {
  if (text.length > originalCharactersMax) return { ...body };
  return { ...body, original: { format, text, of: digestOfJson(body) } };
}

/** The report as it came, or null where there is none in this format or the body is no longer what it was. */
export function originalOf(report: SuspiciousReport, format: Original['format']): string | null {
  const { original, ...body } = report;
  if (original === undefined || original.format !== format) return null;
  return digestOfJson(body) === original.of ? original.text : null;
}
