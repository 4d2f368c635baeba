// SPDX-License-Identifier: Apache-2.0
/** What `records validate`, `records import` and `records export` take alike: a format, a file, and whose local lists of codes apply. */
import {
  type GoamlLocal,
  goamlLocalOf,
  isFirmDataFormat,
  readGoamlLists,
  type RecordKind,
  recordKinds,
  reportFormats,
} from '../../records/index.ts';
import { fail, isJurisdiction, limits, ok, type Result } from '../../kernel/index.ts';
import { importFormats } from '../../records/wire.ts';
import type { Given } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export type ImportFormat = (typeof importFormats)[number];

export const formatHelp = `
  FORMAT                 goaml, fincen-sar or stor (suspicious reports, docs/reference/report-formats.md); comity-csv or comity-json; a
                         register file: esma-casp; or what is published about firms: gleif, bods (docs/reference/records.md)
  FILE                   the file`;

export const kindHelp = `
  --kind KIND            suspicious-report, registration or compliance-record; needed for comity-csv and comity-json`;

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
  if (format === undefined) return fail('FORMAT', `"${named}" is no format.`, `Give one of: ${importFormats.join(', ')}.`);
  const typed = given.text('kind');
  const own = ownKind(format);
  const kind = typed === null ? own : recordKinds.find((each) => each === typed);
  if (kind === undefined || kind === null) {
    const problem =
      typed === null ? 'This format holds records of any kind, so the kind must be named.' : `"${typed}" is no kind of record.`;
    return fail('--kind', problem, `Give one of: ${recordKinds.join(', ')}.`);
  }
  return ok({ format, file, kind });
}

function ownKind(format: ImportFormat): RecordKind | null {
  if (format === 'esma-casp' || isFirmDataFormat(format)) return 'registration';
  return isReportFormat(format) ? 'suspicious-report' : null;
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
