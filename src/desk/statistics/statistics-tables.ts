// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics as tables, once: the CSV, the workbook and the paper are made from them, so that no two say different things. Pure.
 *
 * Names of columns are those of the calls, for programs; titles are for people.
 */
import type { sides } from '../../assistance/wire.ts';
import type { StatisticsRowWire, StatisticsWire } from './wire.ts';

/** A figure, a sum of money by its digits, a text, or nothing known. */
type TableCell = string | number | { readonly decimal: string } | null;
export interface StatisticsTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly title: string; readonly weight: number }[];
  readonly rows: readonly (readonly TableCell[])[];
}

type Column<Row> = readonly [name: string, title: string, weight: number, value: (row: Row) => TableCell];

const sideWords: Readonly<Record<(typeof sides)[number], string>> = { requested: 'asked of us', requesting: 'asked by us' };
const money = (decimal: string): TableCell => ({ decimal });

const caseColumns: readonly Column<StatisticsRowWire>[] = [
  ['side', 'Side', 3, (row) => sideWords[row.side]],
  ['counterpart', 'Counterpart', 5, (row) => row.counterpartName],
  ['jurisdiction', 'Country', 2, (row) => row.jurisdiction],
  ['agreement', 'Agreement', 5, (row) => row.agreementTitle],
  ['received', 'Received', 2, (row) => row.received],
  ['urgent', 'Urgent', 2, (row) => row.urgent],
  ['draft_shown', 'Draft shown before', 2, (row) => row.draftShown],
  ['asked_orally', 'Asked orally', 2, (row) => row.askedOrally],
  ['confirmed_in_time', 'Confirmed in time', 2, (row) => row.confirmedInTime],
  ['acknowledged', 'Acknowledged', 2, (row) => row.acknowledged],
  ['acknowledged_in_time', 'In time', 2, (row) => row.acknowledgedInTime],
  ['acknowledge_deadlines', 'Of deadlines', 2, (row) => row.acknowledgeDeadlines],
  ['answered', 'Answered', 2, (row) => row.answered],
  ['partly_answered', 'In part', 2, (row) => row.partlyAnswered],
  ['refused', 'Refused', 2, (row) => row.refused],
  ['not_done', 'Not done', 2, (row) => row.notDone],
  ['withdrawn', 'Withdrawn', 2, (row) => row.withdrawn],
  ['open', 'Open', 2, (row) => row.open],
  ['overdue', 'Overdue', 2, (row) => row.overdue],
  ['reported_on', 'Feedback given', 2, (row) => row.reportedOn],
  ['median_days_to_acknowledge', 'Median days to acknowledge', 2, (row) => row.medianDaysToAcknowledge],
  ['median_days_to_answer', 'Median days to answer', 2, (row) => row.medianDaysToAnswer],
  ['p90_days_to_answer', 'Days in which nine of ten are answered', 2, (row) => row.p90DaysToAnswer],
];

const refusalColumns: readonly Column<StatisticsWire['refusals'][number]>[] = [
  ['side', 'Side', 3, (row) => sideWords[row.side]],
  ['ground', 'Ground', 2, (row) => row.ground],
  ['meaning', 'What it says', 8, (row) => row.meaning],
  ['count', 'Refusals', 2, (row) => row.count],
  ['rebutted', 'Rebutted', 2, (row) => row.rebutted],
  ['cured', 'Cured', 2, (row) => row.cured],
  ['reopened', 'Reopened', 2, (row) => row.reopened],
  ['upheld', 'Upheld', 2, (row) => row.upheld],
];

const feedbackColumns: readonly Column<StatisticsWire['feedback'][number]>[] = [
  ['side', 'Side', 3, (row) => sideWords[row.side]],
  ['usefulness', 'What the requester says', 4, (row) => row.usefulness.replaceAll('-', ' ')],
  ['count', 'Cases', 2, (row) => row.count],
];

const propertyColumns: readonly Column<StatisticsWire['property'][number]>[] = [
  ['side', 'Side', 3, (row) => sideWords[row.side]],
  ['currency', 'Currency', 2, (row) => row.currency],
  ['orders', 'Orders', 2, (row) => row.orders],
  ['frozen_ever', 'Frozen', 4, (row) => money(row.frozenEver)],
  ['held', 'Frozen still', 4, (row) => money(row.held)],
  ['released', 'Released', 4, (row) => money(row.released)],
  ['to_victims', 'Returned to victims', 4, (row) => money(row.toVictims)],
  ['to_issuing', 'To the issuing state', 4, (row) => money(row.toIssuing)],
  ['to_executing', 'To the executing state', 4, (row) => money(row.toExecuting)],
  ['orders_with_victims', 'Orders out of which victims were compensated', 3, (row) => row.ordersWithVictims],
  ['victims', 'Victims compensated', 3, (row) => row.victims],
];

const monthColumns: readonly Column<StatisticsWire['months'][number]>[] = [
  ['month', 'Month', 3, (row) => row.month],
  ['received', 'Received', 2, (row) => row.received],
  ['answered', 'Of them answered', 2, (row) => row.answered],
  ['refused', 'Of them refused', 2, (row) => row.refused],
];

export function casesTable(rows: readonly StatisticsRowWire[]): StatisticsTable {
  return table('Requests', caseColumns, rows);
}

/** All of them, in the order of the screen. */
export function statisticsTables(found: StatisticsWire): StatisticsTable[] {
  return [
    casesTable(found.rows),
    table('Refusals', refusalColumns, found.refusals),
    table('Feedback', feedbackColumns, found.feedback),
    table('Property', propertyColumns, found.property),
    table('Months', monthColumns, found.months),
  ];
}

function table<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): StatisticsTable {
  return {
    name,
    columns: columns.map(([column, title, weight]) => ({ name: column, title, weight })),
    rows: rows.map((row) => columns.map(([, , , value]) => value(row))),
  };
}
