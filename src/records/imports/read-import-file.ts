// SPDX-License-Identifier: Apache-2.0
/**
 * A file to its records, by its format. A further format is one more reader in the table.
 */
import type { z } from 'zod';
import { readReportFile } from '../formats/read-report-file.ts';
import { readEsmaCasp } from '../registrations/esma-casp.ts';
import type { importQuerySchema } from '../wire.ts';
import { type FileQuestion, type FileReading, withoutDoubles } from './file-records.ts';
import { readComityCsv } from './read-comity-csv.ts';
import { readComityJson } from './read-comity-json.ts';

export type ImportFormat = z.infer<typeof importQuerySchema>['format'];

const readers: Readonly<Record<ImportFormat, (question: FileQuestion) => FileReading>> = {
  'comity-csv': readComityCsv,
  'comity-json': readComityJson,
  'esma-casp': readEsmaCasp,
  goaml: (question) => readReportFile('goaml', question),
  'fincen-sar': (question) => readReportFile('fincen-sar', question),
  stor: (question) => readReportFile('stor', question),
};

export function readImportFile(format: ImportFormat, question: FileQuestion): FileReading {
  const reading = readers[format](question);
  return reading.kind === 'records' ? { kind: 'records', records: withoutDoubles(reading.records) } : reading;
}
