// SPDX-License-Identifier: Apache-2.0
/**
 * A file to its records, by its format. A further format is one more reader in the table.
 */
import type { StatementsReading } from '../firm-data/firm-data-reading.ts';
import { readBods } from '../firm-data/read-bods.ts';
import { readComityParquet, readComityXlsx } from '../files/read-tables.ts';
import { readGleif } from '../firm-data/read-gleif.ts';
import { readReportFile } from '../formats/read-report-file.ts';
import { readEsmaCasp } from '../registrations/esma-casp.ts';
import { readIvms101 } from '../travel-rule/ivms101/read-ivms101.ts';
import { firmDataFormats, type ImportFormat, venueListFormat } from '../wire.ts';
import { type FileQuestion, type FileReading, withoutDoubles } from './file-records.ts';
import { readComityCsv } from './read-comity-csv.ts';
import { readComityJson } from './read-comity-json.ts';

export type FirmDataFormat = (typeof firmDataFormats)[number];
export type RecordFormat = Exclude<ImportFormat, FirmDataFormat | typeof venueListFormat>;

export function isFirmDataFormat(format: ImportFormat): format is FirmDataFormat {
  return firmDataFormats.some((each) => each === format);
}

export function isVenueListFormat(format: ImportFormat): format is typeof venueListFormat {
  return format === venueListFormat;
}

const readers: Readonly<Record<RecordFormat, (question: FileQuestion) => FileReading | Promise<FileReading>>> = {
  'comity-csv': readComityCsv,
  'comity-json': readComityJson,
  'comity-xlsx': readComityXlsx,
  'comity-parquet': readComityParquet,
  'esma-casp': readEsmaCasp,
  goaml: (question) => readReportFile('goaml', question),
  'fincen-sar': (question) => readReportFile('fincen-sar', question),
  ivms101: readIvms101,
  stor: (question) => readReportFile('stor', question),
};

/** Published data about firms: statements by LEI, which become no records. */
export function readFirmDataFile(format: FirmDataFormat, question: FileQuestion): StatementsReading {
  return format === 'gleif' ? readGleif(question.bytes) : readBods(question.bytes, question.now);
}

export async function readImportFile(format: RecordFormat, question: FileQuestion): Promise<FileReading> {
  const reading = await readers[format](question);
  return reading.kind === 'records' ? { kind: 'records', records: withoutDoubles(reading.records) } : reading;
}
