// SPDX-License-Identifier: Apache-2.0
/**
 * The kinds of record, and the formats of files in which they come and go: one table, read by server, command and workplace alike.
 *
 * `reads` and `writes` name the kinds of record that a format can hold. Formats that we know and neither read nor write yet stand in a
 * table of their own, so that who asks for one is told so.
 */

export const recordKinds = ['suspicious-report', 'registration', 'compliance-record', 'travel-rule-message'] as const;
export type RecordKind = (typeof recordKinds)[number];

interface FormatRow {
  readonly reads: readonly RecordKind[];
  readonly writes: readonly RecordKind[];
  readonly ending: string;
  readonly mediaType: string;
  readonly says: string;
}

const reports = ['suspicious-report'] as const;
const registrations = ['registration'] as const;
const messages = ['travel-rule-message'] as const;

export const recordFormats = {
  'comity-csv': { reads: recordKinds, writes: recordKinds, ending: 'csv', mediaType: 'text/csv', says: 'our columns, in CSV' },
  'comity-xlsx': {
    reads: recordKinds,
    writes: recordKinds,
    ending: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    says: 'our columns, in a workbook',
  },
  'comity-parquet': {
    reads: recordKinds,
    writes: recordKinds,
    ending: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    says: 'our columns, in Parquet',
  },
  'comity-json': { reads: recordKinds, writes: recordKinds, ending: 'json', mediaType: 'application/json', says: 'whole records, in JSON' },
  'esma-casp': {
    reads: registrations,
    writes: [],
    ending: 'csv',
    mediaType: 'text/csv',
    says: 'the register of crypto-asset service providers',
  },
  gleif: { reads: registrations, writes: [], ending: 'json', mediaType: 'application/json', says: 'LEI data, beside the records' },
  bods: {
    reads: registrations,
    writes: registrations,
    ending: 'json',
    mediaType: 'application/json',
    says: 'beneficial ownership: in, beside the records; out, owners and controllers',
  },
  iso10383: {
    reads: registrations,
    writes: [],
    ending: 'csv',
    mediaType: 'text/csv',
    says: 'the list of market identifier codes, beside the records',
  },
  goaml: { reads: reports, writes: reports, ending: 'xml', mediaType: 'application/xml', says: 'goAML 5' },
  'fincen-sar': { reads: reports, writes: reports, ending: 'xml', mediaType: 'application/xml', says: 'FinCEN form 111' },
  ivms101: {
    reads: messages,
    writes: messages,
    ending: 'json',
    mediaType: 'application/json',
    says: 'travel rule, IVMS101 of 2020 and 2023',
  },
  stor: { reads: reports, writes: reports, ending: 'json', mediaType: 'application/json', says: 'forms of MiCA and MAR' },
} as const satisfies Readonly<Record<string, FormatRow>>;

type Formats = typeof recordFormats;
/** A format that can do `Does` with at least one kind. */
type FormatsThat<Does extends 'reads' | 'writes'> = {
  [Format in keyof Formats]: Formats[Format][Does] extends readonly [] ? never : Format;
}[keyof Formats];
export type ImportFormat = FormatsThat<'reads'>;
export type ExportFormat = FormatsThat<'writes'>;

const names = Object.keys(recordFormats) as readonly (keyof Formats)[];
export const importFormats: readonly ImportFormat[] = names.filter((name): name is ImportFormat => recordFormats[name].reads.length > 0);
export const exportFormats: readonly ExportFormat[] = names.filter((name): name is ExportFormat => recordFormats[name].writes.length > 0);

/** What others publish about firms, by LEI: beside the records, under no conditions. */
export const firmDataFormats = ['gleif', 'bods'] as const;
/** The published list of venues, by market identifier code: beside the records too. */
export const venueListFormat = 'iso10383';
/** The formats in which firms report, and in which a report can leave again. */
export const reportFormats = ['goaml', 'fincen-sar', 'stor'] as const;

/** Neither read nor written yet. */
export const laterFormats: Readonly<Record<string, string>> = {
  stix: 'STIX 2.1 objects',
  taxii: 'a TAXII 2.1 collection',
  ftm: 'FollowTheMoney entities',
  misp: 'MISP events',
};

/** The only kind that a format holds; null where it holds several. */
export function onlyKindOf(format: keyof Formats): RecordKind | null {
  const { reads } = recordFormats[format];
  const [kind] = reads;
  return reads.length === 1 && kind !== undefined ? kind : null;
}

export function writesKind(format: ExportFormat, kind: RecordKind): boolean {
  const { writes }: FormatRow = recordFormats[format];
  return writes.includes(kind);
}
