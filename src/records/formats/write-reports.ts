// SPDX-License-Identifier: Apache-2.0
/** Suspicious reports to a file of a report format, with notes on what the format demands and the records do not tell. */
import type { Instant } from '../../kernel/index.ts';
import type { SuspiciousReport } from '../suspicious-reports/wire.ts';
import { writeFincen } from './fincen/write-fincen.ts';
import type { WritingNote } from './format-reading.ts';
import { writeGoaml } from './goaml/write-goaml.ts';
import type { ReportFormat } from './read-report-file.ts';
import { writeStor } from './stor/write-stor.ts';

export interface WritingSettings {
  readonly now: Instant;
  /** Whose codes and clock apply, and what its money is: for goAML. */
  readonly jurisdiction: string;
  readonly currency: string;
}

export interface WrittenReports {
  readonly text: string;
  readonly notes: readonly WritingNote[];
}

export function writeReports(format: ReportFormat, reports: readonly SuspiciousReport[], settings: WritingSettings): WrittenReports {
  if (format === 'goaml') return writeGoaml(reports, settings);
  return format === 'fincen-sar' ? writeFincen(reports, settings) : writeStor(reports);
}
