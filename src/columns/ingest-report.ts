// SPDX-License-Identifier: Apache-2.0
/**
 * The report of an ingest: what a reader took from a file, and what it did not take or had to note, counted by kind.
 *
 * Nothing is passed over in silence, and nothing floods: each kind of fault has its count and its first few places, so a file
 * with a million bad rows gives a page and not a gigabyte.
 *
 *     { source: 'trades.csv', rows: 1000, kept: 997, faults: [{ kind: 'bad-price', isLeftOut: true, count: 3,
 *       sentence: 'The price is no decimal with at most 2 decimals.', first: ['line 17', 'line 480', 'line 731'] }] }
 */
export interface IngestFault {
  readonly kind: string;
  /** Whether the rows were left out of the table; the others are in it, and the fault is a note. */
  readonly isLeftOut: boolean;
  readonly count: number;
  readonly sentence: string;
  /** The first places, as a person finds them: a line, a byte, a row. */
  readonly first: readonly string[];
}

export interface IngestReport {
  readonly source: string;
  readonly rows: number;
  readonly kept: number;
  readonly faults: readonly IngestFault[];
}

/** Enough to see what kind of mistake it is. */
const placesMax = 5;

export interface IngestNotes {
  /** A row of the source was met; called once for each. */
  row(): void;
  /** A row was put into the table. */
  keep(): void;
  /** Something is wrong with a row. `isLeftOut` must be the same for all faults of a kind. */
  fault(given: { readonly kind: string; readonly isLeftOut: boolean; readonly sentence: string; readonly place: string }): void;
  report(source: string): IngestReport;
}

/** `before`: what was noted earlier of the same source, where reading goes on. */
export function ingestNotes(before?: Omit<IngestReport, 'source'>): IngestNotes {
  let { rows, kept } = before ?? { rows: 0, kept: 0 };
  const faults = new Map((before?.faults ?? []).map((fault) => [fault.kind, { ...fault, first: [...fault.first] }]));
  return {
    row() {
      rows += 1;
    },
    keep() {
      kept += 1;
    },
    fault({ kind, isLeftOut, sentence, place }) {
      const known = faults.get(kind) ?? { kind, isLeftOut, count: 0, sentence, first: [] };
      known.count += 1;
      if (known.first.length < placesMax) known.first.push(place);
      faults.set(kind, known);
    },
    report: (source) => ({
      source,
      rows,
      kept,
      faults: [...faults.values()]
        .map((fault) => ({ ...fault, first: [...fault.first] }))
        .toSorted((left, right) => (left.kind < right.kind ? -1 : 1)),
    }),
  };
}
