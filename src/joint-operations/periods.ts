// SPDX-License-Identifier: Apache-2.0
/**
 * When what is owed in a joint matter falls due: so many working days after the note that asks for it, in the calendar of whoever owes it.
 *
 *     XB gives notice on Thursday 29 October, answers within two working days
 *     XA  Mondays are worked                                 -> the end of Monday there
 *     XC  Friday and Saturday are not, 3 November is a feast -> the end of Monday there: Sunday and Monday are worked
 *
 * The calendar is that of the agreement between the authority that opened the matter and the one that owes, with the holidays announced since;
 * where no agreement here names an authority, Monday to Friday in UTC. Every server counts by its own copy, as for the deadlines of cases, so a
 * holiday that is announced later is counted from the next note on. No note is judged by it: a late answer is an answer.
 *
 * The day runs from the moment that the note bears and not from its receipt: notes reach participants by several ways, and all must name one day.
 *
 * Source: Regulation (EEC, Euratom) 1182/71, article 3.
 */
import { type AgreementIndex, agreementsBetween, agreementsOf, endOfPeriod } from '../agreements/index.ts';
import { addWorkingDays, type Instant } from '../kernel/index.ts';

/** The last moment of that working day of the authority. */
export type DueAfter = (owedBy: string, workingDays: number, from: string) => string;

const weekdays = { timeZone: 'UTC', weekend: [0, 6], holidays: [] } as const;

/** For whoever asks nothing about time: plain weekdays, whoever owes. */
export const inWeekdays: DueAfter = (_, workingDays, from) => addWorkingDays(from as Instant, workingDays, weekdays);

/** By the agreements held here, in a matter that `opener` opened, with what had been announced by `asOf`. */
export function dueByAgreements(index: AgreementIndex, opener: string, asOf: Instant): DueAfter {
  return (owedBy, workingDays, from) => {
    const [between] = owedBy === opener ? [] : agreementsBetween(index, opener, owedBy, asOf);
    const agreement = between ?? agreementsOf(index, owedBy, asOf)[0];
    const period = { amount: workingDays, unit: 'working-day' } as const;
    const end = agreement === undefined ? null : endOfPeriod(agreement, period, { startedAt: from as Instant, asOf }, owedBy);
    return end ?? inWeekdays(owedBy, workingDays, from);
  };
}
