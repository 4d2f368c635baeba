// SPDX-License-Identifier: Apache-2.0
/**
 * Announcing one's own holidays anew: kept here, and said in a signed note to the parties of every agreement in force, so that all count
 * deadlines alike. Drafts made from then on carry it from the beginning.
 */
import { type AgreementInForce, holidaysWith } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Database, type Instant, localDateOf, type Transaction } from '../../kernel/index.ts';
import { isLetterId } from '../../seals/index.ts';
import type { Doing, NegotiationDeps } from '../negotiation-deps.ts';
import { lifeRow } from '../open-negotiation.ts';
import { insertNegotiation, lockNegotiation } from '../store.ts';
import { writeNote } from '../write-note.ts';
import { judgeCalendar } from './judge-calendar.ts';
import { announcements, insertAnnouncement } from './store.ts';
import type { AnnounceHolidays, CalendarWire } from './wire.ts';

type Outcome =
  { readonly kind: 'done' } | { readonly kind: 'issues'; readonly issues: readonly { path: string; problem: string; remedy: string }[] };

/** Our own calendar as it is now: as configured, with what was announced since. */
export async function ownCalendar(db: Database, deps: Pick<NegotiationDeps, 'own'>): Promise<NegotiationDeps['own']['calendar']> {
  const { calendar } = deps.own;
  return { ...calendar, holidays: holidaysWith(calendar.holidays, await announcements(db)) };
}

export async function announceHolidays(deps: NegotiationDeps, given: Doing & AnnounceHolidays): Promise<Outcome> {
  const { from, holidays, officer, now } = given;
  const days = [...new Set(holidays)].toSorted();
  const { own } = deps;
  const judged = judgeCalendar(own.calendar, { at: now, from, holidays: days });
  if (judged.kind === 'bad') {
    const { path, problem, remedy } = judged.issue;
    return { kind: 'issues', issues: [{ path: path.replace('note.', ''), problem, remedy }] };
  }
  return deps.database.transaction().execute(async (tx) => {
    await insertAnnouncement(tx, { from_day: from, holidays: days, at: now, officer });
    // A party known by letter reads no notes; it is told by a letter.
    const between = (await deps.agreementsOfOurs(tx)).filter(
      ({ document }) => !document.parties.some((party) => isLetterId(party.authorityId)),
    );
    for (const { digest } of between) await sayTo(tx, deps, digest, given, days);
    const details = { from, count: days.length };
    await noteAudit(tx, { event: 'calendar.announced', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'holidays');
    return { kind: 'done' };
  });
}

/** Nothing is said where we are leaving the agreement. */
async function sayTo(
  tx: Transaction,
  deps: NegotiationDeps,
  digest: string,
  given: Doing & AnnounceHolidays,
  days: string[],
): Promise<void> {
  const row = await lifeRow(tx, digest, given.now);
  if (row === null) return;
  if (!(await insertNegotiation(tx, row))) await lockNegotiation(tx, row.id);
  const agreement = { id: row.agreement_id, version: row.version, digest };
  const content = { kind: 'calendar', agreement, from: given.from, holidays: days } as const;
  await writeNote(tx, deps, row, { content, officer: given.officer, now: given.now });
}

/** Our own calendar, and what every party of our agreements has announced or signed. */
export async function calendarView(db: Database, deps: NegotiationDeps, now: Instant): Promise<CalendarWire> {
  const own = await ownCalendar(db, deps);
  const others = new Map<string, CalendarWire['others'][number]>();
  for (const known of await deps.agreementsOfOurs(db))
    for (const other of othersIn(known, deps.own.authorityId)) others.set(other.authorityId, other);
  const history = await announcements(db);
  return {
    today: localDateOf(now, own.timeZone),
    timeZone: own.timeZone,
    weekend: own.weekend,
    holidays: own.holidays,
    announcements: history.map(({ from, holidays, at }) => ({ from, days: holidays.length, at })).toReversed(),
    others: [...others.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

function othersIn({ document, life }: AgreementInForce, self: string): CalendarWire['others'] {
  return document.parties
    .filter(({ authorityId }) => authorityId !== self)
    .map(({ authorityId, name, jurisdiction, calendar }) => {
      const announced = (life?.calendars ?? []).filter(({ party }) => party === authorityId);
      const { timeZone, weekend } = calendar;
      return {
        authorityId,
        name,
        jurisdiction,
        timeZone,
        weekend,
        holidays: holidaysWith(calendar.holidays, announced),
        announcedAt: announced.at(-1)?.at ?? null,
      };
    });
}
