// SPDX-License-Identifier: Apache-2.0
/**
 * What every reader of a report format is given and gives back.
 *
 * A reader is fed pieces of a file and hands over one report after the other: a body of our model with the place of each fact, or
 * the faults that keep it out. It reads no clock, opens no file, and holds one report in memory.
 */
import type { Instant, Result } from '../../kernel/index.ts';
import type { FactPlace } from '../imports/file-records.ts';
import type { PlacedFault } from '../xml/check-shape.ts';

export interface ReadReport {
  /** Counted from 1. */
  readonly position: number;
  readonly line: number;
  /** As the file names it, also where the report is not good; empty where it names none. */
  readonly reference: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly places: readonly FactPlace[];
  readonly faults: readonly PlacedFault[];
}

export interface ReportReader {
  readonly write: (bytes: Uint8Array) => Result<null>;
  /** Faults of the file as a whole, such as a count in its head that is not that of its reports. */
  readonly end: () => Result<readonly PlacedFault[]>;
}

export interface ReaderSettings {
  readonly now: Instant;
  /** Whose lists of codes and whose clock apply. */
  readonly jurisdiction: string;
  readonly onReport: (report: ReadReport) => void;
}

/** What a writer says beside the file: where the format demands what the record does not tell. */
export interface WritingNote {
  readonly reference: string;
  readonly path: string;
  readonly note: string;
}
