// SPDX-License-Identifier: Apache-2.0
/**
 * Holidays that a party announced after the agreement was signed: which days it does not work, seen from a moment.
 *
 * The agreement holds each party's calendar as it was signed. Governments move holidays; so a party announces its own anew, from a day
 * on, and no signature of others is needed. What holds on a day is what was announced last for that day:
 *
 *     signed                    24, 25 December                      a period of ten working days from 15 December ends on 31 December
 *     18 December, from the 22nd: 22, 24, 25, 26 December            the same period, counted again: 4 January
 *     (a period that ended on 17 December)                           does not move: no day before the 22nd changes
 *
 * A verdict given at a moment knows what had been announced by then, so that it is given again alike. Time zone and days of the week
 * stay as signed; a change of those is an amendment.
 *
 * Source: Regulation (EEC, Euratom) 1182/71, article 2(2): each state's list of holidays is published, and may be changed.
 */
import type { LocalDate } from '../../kernel/index.ts';
import type { Party } from './agreement-document.ts';
import type { AgreementLife } from './agreement-life.ts';

type Announced = AgreementLife['calendars'][number];

/** What of it a party had announced by this moment, the earliest first. */
export function announcedBy(life: AgreementLife | undefined, party: string, asOf: string): readonly Announced[] {
  return (life?.calendars ?? []).filter((one) => one.party === party && one.at <= asOf);
}

/** The holidays as signed, with what was announced: of each day the last word. Announcements in the order in which they were made. */
export function holidaysWith(signed: readonly string[], announced: readonly Pick<Announced, 'from' | 'holidays'>[]): LocalDate[] {
  let days = [...signed];
  for (const { from, holidays } of announced) days = [...days.filter((day) => day < from), ...holidays.filter((day) => day >= from)];
  return [...new Set(days)].toSorted() as LocalDate[];
}

/** The party with its calendar as of a moment; the very same value where nothing was announced. */
export function partyWith(party: Party, announced: readonly Announced[]): Party {
  if (announced.length === 0) return party;
  return { ...party, calendar: { ...party.calendar, holidays: holidaysWith(party.calendar.holidays, announced) } };
}
