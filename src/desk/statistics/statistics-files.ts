// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics as a workbook and as a paper: what a head of department takes along, and what goes to a ministry or a peer review.
 *
 * Both say how it was counted, since a figure without its rule cannot be compared. The paper has fewer columns side by side than the
 * workbook: a page is as wide as it is.
 */
import type { Instant } from '../../kernel/index.ts';
import { type Paper, type PaperPart, type Sheet, writeWorkbook } from '../../paper/index.ts';
import { statisticsTables, type StatisticsTable } from './statistics-tables.ts';
import type { StatisticsWire } from './wire.ts';

export interface Made {
  /** Of this authority. */
  readonly ownName: string;
  readonly now: Instant;
  /** Of the figures as a program reads them. */
  readonly digest: string;
}

const rules = [
  'A request counts in the span in which it was received, whatever became of it later.',
  'A median is the time of a real case, in days of 24 hours from receipt; cases that have no such moment are left out.',
  'A refusal counts by its ground, whether it stood or was reopened; a case counts as refused where its refusal stands.',
  'Feedback is what the newest report of the requester on the use of the answer says.',
  'Property counts at its value when it was frozen; what was returned is what the executing authority reported as given.',
  'Practice with training authorities is not counted, nor are cases that the officer who made this may not see.',
];

export function statisticsWorkbook(found: StatisticsWire, { ownName, now, digest }: Made): Uint8Array {
  const about: Sheet = {
    name: 'About',
    columns: [
      { title: 'What', width: 24 },
      { title: 'Value', width: 110 },
    ],
    rows: [
      ['Authority', ownName],
      ['First day', found.fromDay],
      ['Last day', found.toDay],
      ['Made', now],
      ['Digest of the figures', digest],
      ...(found.isCut ? [['Incomplete', cutSentence]] : []),
      ...rules.map((rule) => ['How it is counted', rule]),
    ],
  };
  const sheets = statisticsTables(found).map(({ name, columns, rows }): Sheet => ({
    name,
    columns: columns.map(({ title, weight }) => ({ title, width: Math.max(12, weight * 6) })),
    rows,
  }));
  return writeWorkbook([...sheets, about]);
}

export function statisticsPaper(found: StatisticsWire, { ownName, now, digest }: Made): Paper {
  return {
    title: 'Statistics of cooperation',
    subtitle: `${ownName}, ${found.fromDay} to ${found.toDay}`,
    language: 'en',
    madeAt: now,
    source: { name: 'Digest of the figures', digest },
    parts: [
      ...(found.isCut ? [{ kind: 'paragraph', text: cutSentence, manner: 'strong' } as const] : []),
      ...statisticsTables(found).flatMap((table) => [
        { kind: 'heading', level: 1, text: table.name } as const,
        ...(pages[table.name] ?? [{ caption: table.name, columns: table.columns.map(({ name }) => name) }]).map((page) =>
          partOf(table, page),
        ),
      ]),
      { kind: 'heading', level: 1, text: 'How it is counted' },
      { kind: 'list', items: rules },
    ],
  };
}

const cutSentence = 'There were more cases than are counted at once: the figures are of the first of them. Choose a shorter span.';

interface Page {
  readonly caption: string;
  readonly columns: readonly string[];
}

/** Tables that are too wide for a page, as several. */
const pages: Readonly<Record<string, readonly Page[]>> = {
  Requests: [
    {
      caption: 'How many, and how they ended',
      columns: [
        'side',
        'counterpart',
        'agreement',
        'received',
        'answered',
        'partly_answered',
        'refused',
        'not_done',
        'withdrawn',
        'open',
        'overdue',
      ],
    },
    {
      caption: 'How fast, and whether the use was reported',
      columns: [
        'side',
        'counterpart',
        'agreement',
        'acknowledged_in_time',
        'acknowledge_deadlines',
        'median_days_to_acknowledge',
        'median_days_to_answer',
        'p90_days_to_answer',
        'reported_on',
      ],
    },
  ],
  Property: [
    { caption: 'Frozen', columns: ['side', 'currency', 'orders', 'frozen_ever', 'held', 'released'] },
    {
      caption: 'Returned',
      columns: ['side', 'currency', 'to_victims', 'to_issuing', 'to_executing', 'orders_with_victims', 'victims'],
    },
  ],
};

function partOf({ columns, rows }: StatisticsTable, page: Page): PaperPart {
  const places = page.columns.flatMap((name) => {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    return column === undefined ? [] : [{ at, column }];
  });
  return {
    kind: 'table',
    caption: page.caption,
    columns: places.map(({ at, column: { title, weight } }) => {
      const isFigure = rows.length > 0 && rows.every((row) => typeof row[at] !== 'string');
      return { title, weight, ...(isFigure ? { align: 'right' as const } : {}) };
    }),
    rows: rows.map((row) => places.map(({ at }) => words(row[at] ?? null))),
    empty: 'None in these days.',
  };
}

function words(cell: StatisticsTable['rows'][number][number]): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.decimal : String(cell);
}
