// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a compliance record good beyond its shape: a day that has come, an LEI that holds, a sum of money that is one; a
 * determination that belongs to its type and says about whom; findings closed after they were due to exist; remedies whose days fit.
 */
import { type Instant, isCurrency, type Issue } from '../../kernel/index.ts';
import { amountFaults, dayFaults, type Faults, leiFaults, lineFaults, partyFaults, plannedDayFaults, textFaults } from '../field-checks.ts';
import { clientClasses, type ComplianceRecordWire, fitnessResults } from './wire.ts';

export function complianceRecordFaults(record: ComplianceRecordWire, now: Instant): Faults {
  const faults: Issue[] = [
    ...lineFaults(record.reference, '/reference'),
    ...lineFaults(record.firm, '/firm'),
    ...leiFaults(record.lei, '/lei'),
    ...dayFaults(record.date, '/date', now),
    ...lineFaults(record.authority, '/authority'),
    ...textFaults(record.summary, '/summary'),
    ...textFaults(record.outcome, '/outcome'),
    ...(record.subject === undefined ? [] : partyFaults(record.subject, '/subject', now)),
    ...determinationFaults(record),
    ...orderFaults(record, '', ['from', 'until']),
    ...(record.findings ?? []).flatMap((finding, index) => findingFaults(finding, `/findings/${index}`, now)),
    ...(record.provisions ?? []).flatMap((provision, index) => lineFaults(provision, `/provisions/${index}`)),
    ...(record.sources ?? []).flatMap(({ source, date }, index) => [
      ...lineFaults(source, `/sources/${index}/source`),
      ...dayFaults(date ?? null, `/sources/${index}/date`, now),
    ]),
    ...(record.remedies ?? []).flatMap((remedy, index) => remedyFaults(remedy, `/remedies/${index}`, now)),
  ];
  if (record.amount === null) return faults;
  if (!isCurrency(record.amount.currency)) {
    faults.push({
      path: '/amount/currency',
      problem: `"${record.amount.currency}" is not a currency.`,
      remedy: 'Give a code of ISO 4217, e.g. EUR.',
    });
    return faults;
  }
  faults.push(...amountFaults(record.amount.amount, record.amount.currency, { amount: '/amount/amount', unit: '/amount/currency' }));
  return faults;
}

/** Which determinations end which type of record. */
const determinationsOf: Readonly<Partial<Record<ComplianceRecordWire['recordType'], readonly string[]>>> = {
  'fit-and-proper': fitnessResults,
  'client-classification': clientClasses,
};

function determinationFaults({ recordType, determination, subject }: ComplianceRecordWire): Faults {
  if (determination === undefined) return [];
  const allowed = determinationsOf[recordType] ?? [];
  if (!allowed.includes(determination)) {
    const remedy = allowed.length === 0 ? 'Leave it out.' : `Give one of: ${allowed.join(', ')}.`;
    return [{ path: '/determination', problem: `"${determination}" is no result of this type of record.`, remedy }];
  }
  if (subject !== undefined) return [];
  return [{ path: '/subject', problem: 'It was determined of nobody.', remedy: 'Name the person or client it is about.' }];
}

function findingFaults(finding: NonNullable<ComplianceRecordWire['findings']>[number], path: string, now: Instant): Faults {
  return [
    ...lineFaults(finding.reference, `${path}/reference`),
    ...textFaults(finding.finding, `${path}/finding`),
    ...plannedDayFaults(finding.dueOn ?? null, `${path}/dueOn`),
    ...dayFaults(finding.closedOn ?? null, `${path}/closedOn`, now),
  ];
}

const decided: readonly string[] = ['dismissed', 'upheld'];

function remedyFaults(remedy: NonNullable<ComplianceRecordWire['remedies']>[number], path: string, now: Instant): Faults {
  const { status, until, lodgedOn, decidedOn } = remedy;
  const faults: Issue[] = [
    ...lineFaults(remedy.body, `${path}/body`),
    ...plannedDayFaults(until ?? null, `${path}/until`),
    ...dayFaults(lodgedOn ?? null, `${path}/lodgedOn`, now),
    ...dayFaults(decidedOn ?? null, `${path}/decidedOn`, now),
    ...orderFaults(remedy, path, ['lodgedOn', 'decidedOn']),
  ];
  if (status === 'open' && until === undefined)
    faults.push({ path: `${path}/until`, problem: 'It is open without a last day.', remedy: 'Say until when it can be lodged.' });
  if ((status === 'lodged' || decided.includes(status)) && lodgedOn === undefined)
    faults.push({ path: `${path}/lodgedOn`, problem: 'It was lodged without a day.', remedy: 'Say when it was lodged.' });
  if (decided.includes(status) !== (decidedOn !== undefined))
    faults.push({
      path: `${path}/decidedOn`,
      problem: 'The day of a decision stands exactly with one.',
      remedy: 'Give the day, or another status.',
    });
  return faults;
}

/** Two days of which the second does not come before the first. */
function orderFaults<Member extends string>(
  of: { readonly [Name in Member]?: string | undefined },
  path: string,
  [first, second]: readonly [Member, Member],
): Faults {
  const [from, until] = [of[first], of[second]];
  const faults: Issue[] = [...plannedDayFaults(from ?? null, `${path}/${first}`), ...plannedDayFaults(until ?? null, `${path}/${second}`)];
  if (faults.length > 0) return faults;
  if (from === undefined || until === undefined || until >= from) return [];
  return [{ path: `${path}/${second}`, problem: `${until} comes before ${from}.`, remedy: 'Correct one of the two days.' }];
}
