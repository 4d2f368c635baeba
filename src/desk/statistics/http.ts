// SPDX-License-Identifier: Apache-2.0
/** The calls of statistics: as figures, and as a table for a spreadsheet. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders } from '../desk-deps.ts';
import { statistics } from './statistics.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { statisticsQuerySchema, statisticsSchema } from './wire.ts';

const whoMay = [...deskReaders, 'administrator'];

export function statisticsCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/statistics',
      whoMay,
      summary: 'Requests received in a span of days: turnaround by counterpart and agreement, refusals by ground, what is overdue.',
      query: statisticsQuerySchema,
      answer: statisticsSchema,
      handle: async (input) => callAnswer(await statistics(deps, input.query, by(input)), async (found) => answerJson(found)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/desk/statistics/table.csv',
      whoMay,
      summary: 'The same as a table for a spreadsheet.',
      query: statisticsQuerySchema,
      handle: async (input) =>
        callAnswer(await statistics(deps, input.query, by(input)), async (found) => ({
          kind: 'bytes',
          mediaType: 'text/csv',
          bytes: new TextEncoder().encode(statisticsCsv(found.rows)),
          fileName: `cooperation-${found.fromDay}-${found.toDay}.csv`,
        })),
    }),
  ];
}
