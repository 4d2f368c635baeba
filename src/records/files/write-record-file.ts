// SPDX-License-Identifier: Apache-2.0
/**
 * Records to a file of a format, with notes on what the format demands or cannot hold. A further format is one more writer in the table.
 *
 *     const written = await writeRecordFile('comity-csv', { kind: 'registration', bodies, now, jurisdiction: 'XB', currency: 'EUR' });
 *     written.value.notes   // [{ reference: 'LIC-7', path: '/owners/0/aliases', note: 'No column holds it ...' }]
 *
 * Who calls has asked the conditions of each record before (`useRecord`, manner `export`): here are values, nothing is judged.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { parquetOfTexts } from '../../columns/index.ts';
import { writeWorkbook } from '../../paper/index.ts';
import { writeBods } from '../firm-data/write-bods.ts';
import type { WritingNote } from '../formats/format-reading.ts';
import { writeReports, type WritingSettings } from '../formats/write-reports.ts';
import { jsonFormat } from '../imports/read-comity-json.ts';
import { writeIvms101 } from '../travel-rule/ivms101/write-ivms101.ts';
import type { RecordBodyWire } from '../wire.ts';
import { tableOf } from './table-of-records.ts';
import { csvText } from './csv-text.ts';
import { type ExportFormat, type RecordKind, recordFormats, writesKind } from './wire.ts';

export interface RecordsToWrite extends WritingSettings {
  readonly kind: RecordKind;
  /** All of this kind. */
  readonly bodies: readonly RecordBodyWire[];
}

export interface WrittenRecordFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Of the file's name, without the point. */
  readonly ending: string;
  readonly notes: readonly WritingNote[];
}

/** The file, or why this format cannot hold these records. */
export async function writeRecordFile(format: ExportFormat, records: RecordsToWrite): Promise<Result<WrittenRecordFile>> {
  const { kind, bodies } = records;
  if (!writesKind(format, kind)) {
    return fail(
      'format',
      `A file of the format "${format}" cannot hold a ${kind}.`,
      'Take comity-csv or comity-json, which hold every kind.',
    );
  }
  const other = bodies.find((body) => body.kind !== kind);
  if (other !== undefined) {
    return fail(
      'kind',
      `${other.reference} is a ${other.kind}, the file is one of the kind ${kind}.`,
      'Write each kind to a file of its own.',
    );
  }
  const { content, notes } = await writers[format](records);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { mediaType, ending } = recordFormats[format];
  return ok({ bytes, mediaType, ending, notes });
}

/** Characters that a column of a sheet shows: a name and a number fit. */
const columnWidth = 24;

interface Written {
  readonly content: string | Uint8Array;
  readonly notes: readonly WritingNote[];
}

const writers: Readonly<Record<ExportFormat, (records: RecordsToWrite) => Written | Promise<Written>>> = {
  'comity-csv': ({ kind, bodies, now }) => {
    const { header, rows, notes } = tableOf(kind, bodies, now);
    return { content: csvText([header, ...rows]), notes };
  },
  'comity-xlsx': ({ kind, bodies, now }) => {
    const { header, rows, notes } = tableOf(kind, bodies, now);
    const columns = header.map((title) => ({ title, width: columnWidth }));
    return { content: writeWorkbook([{ name: 'Records', columns, rows }]), notes };
  },
  'comity-parquet': async ({ kind, bodies, now }) => {
    const { header, rows, notes } = tableOf(kind, bodies, now);
    return { content: await parquetOfTexts({ columns: header, rows }), notes };
  },
  'comity-json': ({ bodies }) => ({ content: `${JSON.stringify({ format: jsonFormat, records: bodies }, null, 1)}\n`, notes: [] }),
  ivms101: ({ bodies }) => ({ content: writeIvms101(bodies.filter((body) => body.kind === 'travel-rule-message')), notes: [] }),
  bods: ({ bodies, now }) =>
    writeBods(
      bodies.filter((body) => body.kind === 'registration'),
      now,
    ),
  goaml: (records) => reportFile('goaml', records),
  'fincen-sar': (records) => reportFile('fincen-sar', records),
  stor: (records) => reportFile('stor', records),
};

function reportFile(format: 'goaml' | 'fincen-sar' | 'stor', { bodies, now, jurisdiction, currency }: RecordsToWrite): Written {
  const reports = bodies.flatMap((body) => (body.kind === 'suspicious-report' ? [body] : []));
  const { text, notes } = writeReports(format, reports, { now, jurisdiction, currency });
  return { content: text, notes };
}
