// SPDX-License-Identifier: Apache-2.0
/** The report of an ingest as lines for a terminal: what was taken, what was left out or noted, with counts and first places. */
import type { IngestReport } from '../columns/index.ts';

export function ingestLines(reports: readonly IngestReport[], noun: 'events' | 'movements'): readonly string[] {
  return reports.flatMap(({ source, rows, kept, faults }) => [
    `${source}: ${kept} ${noun} of ${rows} rows`,
    ...faults.map(
      ({ count, sentence, isLeftOut, first }) =>
        `  ${isLeftOut ? 'left out' : 'noted'} ${count}: ${sentence}${first.length > 0 ? ` First: ${first.join(', ')}.` : ''}`,
    ),
  ]);
}
