// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of a span of days of this authority, with the names that agreements and peers give; cases with a suspicious report for who may
 * know of it; what was practised with a training authority is no case of it.
 */
import { caseFactsBetween } from '../../assistance/index.ts';
import { addMs, endOfLocalDay, type LocalDate } from '../../kernel/index.ts';
import { type By, type DeskDeps, done, issue, type Outcome } from '../desk-deps.ts';
import { unknownMatters } from '../walls/store.ts';
import { countCases } from './count-cases.ts';
import { countProperty } from './count-property.ts';
import type { StatisticsWire } from './wire.ts';

/** Cases counted at once: more than any authority receives in a year. */
const casesMax = 300_000;
const dayMs = 86_400_000;

/** Both days are counted, from their first moment to their last in this authority's time zone. */
export async function statistics(
  deps: DeskDeps,
  { fromDay, toDay }: { readonly fromDay: string; readonly toDay: string },
  { officer, now }: By,
): Promise<Outcome<StatisticsWire>> {
  if (toDay < fromDay) return issue('toDay', 'The span ends before it begins.', 'Give a later day.');
  const { timeZone } = deps;
  const before = new Date(Date.parse(`${fromDay}T00:00:00.000Z`) - dayMs).toISOString().slice(0, 10) as LocalDate;
  const span = { from: addMs(endOfLocalDay(before, timeZone), 1), to: addMs(endOfLocalDay(toDay as LocalDate, timeZone), 1) };
  const hidden = await unknownMatters(deps.database, officer.id);
  const facts = await caseFactsBetween(deps.database, { ...span, hidden, limit: casesMax + 1 });
  const names = await deps.assistance.authorityNames(deps.database, [...new Set(facts.map((one) => one.counterpart))]);
  // What was practised says nothing of cooperation.
  const real = facts.slice(0, casesMax).filter(({ counterpart }) => names.get(counterpart)?.isTraining !== true);
  const { rows, refusals, feedback, months } = countCases(real, { now, timeZone });
  const property = await deps.propertyOf(
    deps.database,
    real.map(({ caseId }) => caseId),
  );
  const titles = new Map((await deps.agreementTitles(deps.database)).map(({ id, title }) => [id, title]));
  return done({
    fromDay,
    toDay,
    rows: rows.map((row) => ({
      ...row,
      counterpartName: names.get(row.counterpart)?.name ?? row.counterpart,
      jurisdiction: names.get(row.counterpart)?.jurisdiction ?? '',
      agreementTitle: row.agreement === null ? '' : (titles.get(row.agreement) ?? row.agreement),
    })),
    refusals,
    feedback,
    property: countProperty(real, property),
    months,
    isCut: facts.length > casesMax,
  });
}
