// SPDX-License-Identifier: Apache-2.0
/**
 * What a long file is read into, whatever its format: entries, each good or with its faults, known by a reference that may stand there once.
 *
 *     goaml, fincen-sar, stor     suspicious reports, by the reference of whoever reports
 *     gleif                       what is published about legal entities, by kind of statement and LEI
 */
import { type Instant, ok, type Result } from '../../kernel/index.ts';
import { createEntriesReader } from '../firm-data/entries-of-json.ts';
import { gleifLists, noLeiData } from '../firm-data/read-gleif.ts';
import type { FirmStatementWire } from '../firm-data/wire.ts';
import { createReportReader, type JudgedReport } from '../formats/read-report-file.ts';
import type { ReportReader } from '../formats/format-reading.ts';
import type { Rejection } from '../imports/file-records.ts';
import type { RunFormat } from './wire.ts';

interface Placed {
  readonly position: number;
  readonly line: number;
  readonly reference: string;
}
export type ReportEntry = JudgedReport & { readonly holds: 'report' };
export type FirmEntry = Placed & { readonly holds: 'statement' } & (
    { readonly isGood: true; readonly statement: FirmStatementWire } | { readonly isGood: false; readonly rejections: readonly Rejection[] }
  );
export type RunEntry = ReportEntry | FirmEntry;

export interface RunReaderSettings {
  readonly now: Instant;
  readonly jurisdiction: string;
  readonly onEntry: (entry: RunEntry) => void;
}

export function createRunReader(format: RunFormat, { now, jurisdiction, onEntry }: RunReaderSettings): ReportReader {
  if (format === 'gleif') return createFirmReader(onEntry);
  return createReportReader(format, { now, jurisdiction, onReport: (report) => onEntry({ ...report, holds: 'report' }) });
}

/** Entries that say nothing we keep, such as relations of another kind, are passed over and not counted. */
function createFirmReader(onEntry: RunReaderSettings['onEntry']): ReportReader {
  let position = 0;
  const reader = createEntriesReader(Object.keys(gleifLists), ({ list, entry, position: inList, line }) => {
    const read = gleifLists[list]?.(entry, inList) ?? null;
    if (read === null) return;
    position += 1;
    if ('rejection' in read) {
      const field = `${list} ${inList}, ${read.rejection.field}`;
      onEntry({ holds: 'statement', isGood: false, position, line, reference: '', rejections: [{ ...read.rejection, line, field }] });
      return;
    }
    const { statement } = read;
    onEntry({ holds: 'statement', isGood: true, position, line, reference: `${statement.kind} ${statement.lei}`, statement });
  });
  return {
    write: reader.write,
    end(): ReturnType<ReportReader['end']> {
      const ended: Result<ReadonlySet<string>> = reader.end();
      if (!ended.ok) return ended;
      if (ended.value.size > 0) return ok([]);
      const { reason: problem, remedy } = noLeiData;
      return { ok: false, issues: [{ path: 'line 1', problem, remedy }] };
    },
  };
}
