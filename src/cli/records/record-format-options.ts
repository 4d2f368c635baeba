// SPDX-License-Identifier: Apache-2.0
/** What `records validate`, `records import` and `records export` take alike: a format, a file, and whose local lists of codes apply. */
import {
  type GoamlLocal,
  goamlLocalOf,
  laterFormats,
  onlyKindOf,
  readGoamlLists,
  recordFormats,
  type RecordKind,
  recordKinds,
  reportFormats,
} from '../../records/index.ts';
import { fail, isJurisdiction, limits, ok, type Result } from '../../kernel/index.ts';
import { type ImportFormat, importFormats } from '../../records/wire.ts';
import type { Given } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

/** The formats that do it, one a line, as the table of formats has them. */
export function formatLines(formats: readonly (keyof typeof recordFormats)[]): string {
  return formats.map((name) => `\n    ${name.padEnd(20)} ${recordFormats[name].says} (${kindsOf(name)})`).join('');
}

function kindsOf(name: keyof typeof recordFormats): string {
  return onlyKindOf(name) ?? 'every kind';
}

export const formatHelp = `
  FORMAT                 one of these (docs/reference/records.md, docs/reference/report-formats.md):${formatLines(importFormats)}
  FILE                   the file`;

export const kindHelp = `
  --kind KIND            ${recordKinds.join(', ')}; needed where a format holds every kind`;

/** Why a word is no format: it comes later, or nobody knows it. */
export function noFormat(place: string, named: string, formats: readonly string[]): Result<never> {
  const remedy = `Give one of: ${formats.join(', ')}.`;
  const later = laterFormats[named];
  if (later !== undefined) return fail(place, `"${named}" (${later}) is neither read nor written yet.`, remedy);
  return fail(place, `"${named}" is no format.`, remedy);
}

export interface FormatAndFile {
  readonly format: ImportFormat;
  readonly file: string;
  readonly kind: RecordKind;
}

/** The two words and the kind; the formats of one kind need no word for it. */
export function readFormatAndFile(given: Given): Result<FormatAndFile> {
  const [named, file, ...others] = given.words;
  if (named === undefined || file === undefined || others.length > 0) {
    return fail('FORMAT FILE', 'Give a format and one file.', `Formats: ${importFormats.join(', ')}.`);
  }
  const format = importFormats.find((each) => each === named);
  if (format === undefined) return noFormat('FORMAT', named, importFormats);
  const typed = given.text('kind');
  const own = onlyKindOf(format);
  const kind = typed === null ? own : recordKinds.find((each) => each === typed);
  if (kind === undefined || kind === null) {
    const problem =
      typed === null ? 'This format holds records of any kind, so the kind must be named.' : `"${typed}" is no kind of record.`;
    return fail('--kind', problem, `Give one of: ${recordKinds.join(', ')}.`);
  }
  return ok({ format, file, kind });
}

export function isReportFormat(format: ImportFormat): format is (typeof reportFormats)[number] {
  return reportFormats.some((each) => each === format);
}

/** The local rules: of a file, or of a jurisdiction; null where neither was named. */
export async function readLocal(given: Given): Promise<Result<GoamlLocal | null>> {
  const lists = given.text('lists');
  const jurisdiction = given.text('jurisdiction');
  if (lists === null) {
    if (jurisdiction === null) return ok(null);
    if (!isJurisdiction(jurisdiction))
      return fail('--jurisdiction', `"${jurisdiction}" is not a jurisdiction.`, 'Give two letters, such as AE.');
    return ok(goamlLocalOf(jurisdiction));
  }
  const bytes = await readGivenFile(lists, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  try {
    const local = readGoamlLists(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)));
    if (local !== null) return ok(local);
  } catch {
    // The answer below says it for both.
  }
  return fail(lists, 'It is no file of lists.', 'Give a file of the format comity-goaml-lists/1 (docs/reference/report-formats.md).');
}
