// SPDX-License-Identifier: Apache-2.0
/** The calls of statistics: as figures, and as files for programs, spreadsheets and people. */
import { answerJson, type CallAnswer, type CallDefinition, canonicalJson, defineCall } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import { digestOf } from '../../seals/index.ts';
import { by, type By, callAnswer, type DeskDeps, deskReaders } from '../desk-deps.ts';
import { statistics } from './statistics.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { type Made, statisticsPaper, statisticsWorkbook } from './statistics-files.ts';
import { statisticsQuerySchema, statisticsSchema, type StatisticsWire } from './wire.ts';

const whoMay = [...deskReaders, 'administrator'];

interface FileKind {
  readonly path: string;
  readonly summary: string;
  readonly mediaType: string;
  readonly ending: string;
  readonly write: (found: StatisticsWire, made: Made) => Uint8Array | Promise<Uint8Array>;
}

const files: readonly FileKind[] = [
  {
    path: 'table.csv',
    summary: 'Requests of a span by counterpart and agreement, as a table for a program.',
    mediaType: 'text/csv',
    ending: 'csv',
    write: (found) => new TextEncoder().encode(statisticsCsv(found.rows)),
  },
  {
    path: 'tables.xlsx',
    summary: 'All statistics of a span as a workbook for a spreadsheet.',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    write: statisticsWorkbook,
  },
  {
    path: 'report.pdf',
    summary: 'All statistics of a span on paper.',
    mediaType: 'application/pdf',
    ending: 'pdf',
    write: (found, made) => writePaper(statisticsPaper(found, made)),
  },
];

export function statisticsCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/statistics',
      whoMay,
      summary:
        'Requests received in a span of days: turnaround by counterpart and agreement, refusals by ground, feedback, property, overdue.',
      query: statisticsQuerySchema,
      answer: statisticsSchema,
      handle: async (input) => callAnswer(await statistics(deps, input.query, by(input)), async (found) => answerJson(found)),
    }),
    ...files.map((file) =>
      defineCall({
        method: 'GET',
        path: `/api/desk/statistics/${file.path}`,
        whoMay,
        summary: file.summary,
        query: statisticsQuerySchema,
        handle: async (input) =>
          callAnswer(await statistics(deps, input.query, by(input)), (found) => fileAnswer(deps, found, { file, by: by(input) })),
      }),
    ),
  ];
}

async function fileAnswer(deps: DeskDeps, found: StatisticsWire, given: { readonly file: FileKind; readonly by: By }): Promise<CallAnswer> {
  const { self, authorityNames } = deps.assistance;
  const { mediaType, ending, write } = given.file;
  const ownName = (await authorityNames(deps.database, [self])).get(self)?.name ?? self;
  const digest = digestOf(new TextEncoder().encode(canonicalJson(found)));
  const bytes = await write(found, { ownName, now: given.by.now, digest });
  return { kind: 'bytes', mediaType, bytes, fileName: `cooperation-${found.fromDay}-${found.toDay}.${ending}` };
}
