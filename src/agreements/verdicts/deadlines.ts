// SPDX-License-Identifier: Apache-2.0
/**
 * Deadlines: which clocks an agreement starts when a request is received, and when each of them ends.
 *
 * They run in the calendar of the authority that owes the step, that is the one asked, from receipt and not from reading.
 * Periods follow Regulation 1182/71, article 3: the day of receipt is not counted (1); days end with the last moment of the last day
 * there (2); a period in calendar days that would end on a day not worked ends with the next working day (4), and one of two days or more
 * holds at least two working days (5). Hours are counted exactly, from the moment of receipt: (4) leaves them out by its words, and a
 * period that an agreement states in hours is not read as one of days.
 *
 *     received Friday 16:30, five working days      -> the end of next Friday, in that authority's own time zone
 *     received Friday 16:30, one day                -> Saturday is not worked: the end of Monday
 *     received Friday 16:30, two days               -> Monday is the first day worked, so the end of Tuesday
 *     received Friday 16:30, 48 hours               -> Sunday 16:30
 *
 * An urgent request runs on the urgent deadlines, and on the normal one of each step for which there is no urgent one; a clock
 * set for the kind of assistance goes before one set for all. Holidays are those signed and those announced since: a verdict counts with
 * what was announced by the receipt, an open case again with what was announced later (documents/announced-holidays.ts). The table of
 * what starts each step stands with the words: only what starts at the receipt of a request is among its deadlines.
 */
import {
  addMs,
  addWorkingDays,
  endOfLocalDay,
  type Instant,
  isWorkingDay,
  type LocalDate,
  localDateOf,
  type WorkingCalendar,
} from '../../kernel/index.ts';
import type { KnownAgreement, Party } from '../documents/agreement-document.ts';
import type { AssistanceKind, RefusalGround } from '../terms/vocabulary.ts';
import { announcedBy, partyWith } from '../documents/announced-holidays.ts';
import { type CompiledAgreement, compileAgreement, type DeadlineTerm, remembered, type RequestClass } from './compiled-agreement.ts';
import type { VerdictWire } from '../wire.ts';
import { periodWords } from '../terms/sentence-parts.ts';
import { clauseWord, deadlineStarts, deadlineStepWords } from './words.ts';

export type Deadline = VerdictWire['deadlines'][number];

/** What decides which clocks run: how urgent the request is, and what it asks for. */
export interface ClockedRequest {
  readonly class: RequestClass;
  readonly assistance: AssistanceKind;
}

/** The deadlines in the order of the steps, with the holidays known `asOf` a moment; none when `requestedParty` is not a party. */
export function deadlinesOf(
  agreement: KnownAgreement,
  request: ClockedRequest,
  { receivedAt, asOf }: { readonly receivedAt: Instant; readonly asOf: Instant },
  requestedParty: string,
): readonly Deadline[] {
  const compiled = compileAgreement(agreement);
  const party = partyAsOf(compiled, requestedParty, asOf);
  return party === null ? [] : deadlinesFor(compiled, request, receivedAt, party);
}

/** The party with the holidays that it had announced by then; null when it is none. */
export function partyAsOf(agreement: CompiledAgreement, authorityId: string, asOf: Instant): Party | null {
  const party = agreement.parties.get(authorityId);
  if (party === undefined) return null;
  const announced = announcedBy(agreement.known.life, authorityId, asOf);
  if (announced.length === 0) return party;
  return remembered(agreement, `holidays ${authorityId} ${announced.length}`, () => partyWith(party, announced));
}

export function deadlinesFor(agreement: CompiledAgreement, request: ClockedRequest, receivedAt: Instant, party: Party): Deadline[] {
  const running = remembered(agreement, `deadlines ${request.class} ${request.assistance} ${party.authorityId}`, () =>
    runningTerms(agreement, request).map((term) => ({
      term,
      clause: agreement.clauseRef(term.clause),
      sentence: sentenceOf(term, party),
    })),
  );
  return running.map(({ term, clause, sentence }) =>
    Object.freeze({ step: term.step, dueAt: dueAt(term, receivedAt, party), sentence, clause }),
  );
}

/** For each step that starts at receipt: the clock of the request's own kind of assistance before that of all kinds. */
function runningTerms(agreement: CompiledAgreement, { class: requestClass, assistance }: ClockedRequest): readonly DeadlineTerm[] {
  const fitting = agreement.deadlines[requestClass].filter(
    (term) =>
      deadlineStarts[term.step] === 'receipt of the request' &&
      (requestClass === 'urgent' || term.step !== 'contest-urgency') &&
      (term.for === undefined || term.for.includes(assistance)),
  );
  const isBest = (term: DeadlineTerm) => !fitting.some((other) => other.step === term.step && rankOf(other) > rankOf(term));
  const rankOf = (term: DeadlineTerm) => (term.class === requestClass ? 2 : 0) + (term.for === undefined ? 0 : 1);
  return fitting.filter((term, index) => isBest(term) && fitting.findIndex((other) => other.step === term.step && isBest(other)) === index);
}

/** The deadline of one step that is no step of a request, as if it were received now; null where the agreement sets none. */
export function deadlineOfStep(
  agreement: KnownAgreement,
  step: 'answer-consent' | 'answer-recall' | 'object-to-new-use' | 'execute',
  receivedAt: Instant,
  owedBy: string,
): Deadline | null {
  const compiled = compileAgreement(agreement);
  const party = partyAsOf(compiled, owedBy, receivedAt);
  const term = compiled.deadlines.normal.find((candidate) => candidate.step === step);
  if (party === null || term === undefined) return null;
  const clause = compiled.clauseRef(term.clause);
  return Object.freeze({ step, dueAt: dueAt(term, receivedAt, party), sentence: sentenceOf(term, party), clause });
}

/** A clock of a request that starts later than at its receipt, such as carrying out what was decided; null where the agreement sets none. */
export function clockAfter(
  agreement: KnownAgreement,
  step: 'execute' | 'answer-limit-request' | 'reconsider' | 'confirm-in-writing',
  request: ClockedRequest,
  { startedAt, asOf }: { readonly startedAt: Instant; readonly asOf: Instant },
  owedBy: string,
): { readonly dueAt: Instant; readonly sentence: string; readonly clause: string } | null {
  const compiled = compileAgreement(agreement);
  const party = partyAsOf(compiled, owedBy, asOf);
  const fitting = compiled.deadlines[request.class].filter(
    (term) => term.step === step && (term.for === undefined || term.for.includes(request.assistance)),
  );
  const rank = (term: DeadlineTerm) => (term.class === request.class ? 2 : 0) + (term.for === undefined ? 0 : 1);
  const term = fitting.toSorted((left, right) => rank(right) - rank(left))[0];
  if (party === null || term === undefined) return null;
  return { dueAt: dueAt(term, startedAt, party), sentence: sentenceOf(term, party), clause: term.clause };
}

/** The end of a period that no clause sets but the law of the matter, in the calendar of whoever owes the step; null for an authority that is no party. */
export function endOfPeriod(
  agreement: KnownAgreement,
  period: Pick<DeadlineTerm, 'amount' | 'unit'>,
  { startedAt, asOf }: { readonly startedAt: Instant; readonly asOf: Instant },
  owedBy: string,
): Instant | null {
  const party = partyAsOf(compileAgreement(agreement), owedBy, asOf);
  return party === null ? null : dueAt(period, startedAt, party);
}

/** A step that the requester has against a refusal, and until when: null where no clause sets an end. */
export interface StepAgainstRefusal {
  readonly step: 'rebut' | 'cure';
  readonly dueAt: Instant | null;
  readonly sentence: string;
  readonly clause: string;
}

/**
 * What the requester may do against a refusal on this ground, of each kind the one that leaves the most time. The period runs from the
 * receipt of the refusal in the requester's own calendar, as it is its step.
 */
export function stepsAgainstRefusal(
  agreement: KnownAgreement,
  ground: RefusalGround,
  { receivedAt, asOf }: { readonly receivedAt: Instant; readonly asOf: Instant },
  requesting: string,
): readonly StepAgainstRefusal[] {
  const compiled = compileAgreement(agreement);
  const party = partyAsOf(compiled, requesting, asOf);
  if (party === null) return [];
  return (['rebut', 'cure'] as const).flatMap((step) => {
    const fitting = compiled.refusalSteps
      .filter((one) => one.step === step && one.grounds.includes(ground))
      .map(({ days, unit: named, clause: { clause } }): StepAgainstRefusal => {
        const unit = named ?? 'day';
        const may = `${clauseWord(clause)}: ${party.name} may ${againstWords[step]}`;
        if (days === null) return { step, dueAt: null, sentence: `${may}.`, clause };
        const sentence = `${may} within ${periodWords(days, unit)} of receipt of the refusal.`;
        return { step, dueAt: dueAt({ amount: days, unit }, receivedAt, party), sentence, clause };
      });
    const [most] = fitting.toSorted((left, right) => ((left.dueAt ?? '~') > (right.dueAt ?? '~') ? -1 : 1));
    return most === undefined ? [] : [most];
  });
}

const againstWords = { rebut: 'rebut the ground of the refusal', cure: 'supply what its request lacked' } as const;

function sentenceOf(term: DeadlineTerm, party: Party): string {
  // Verdicts are signed: what starts at the receipt of a request is said as it always was.
  const start = deadlineStarts[term.step] === 'receipt of the request' ? 'receipt' : deadlineStarts[term.step];
  return `${clauseWord(term.clause)}: ${party.name} ${deadlineStepWords[term.step]} within ${periodWords(term.amount, term.unit)} of ${start}.`;
}

function dueAt(term: Pick<DeadlineTerm, 'amount' | 'unit'>, receivedAt: Instant, party: Party): Instant {
  if (term.unit === 'hour') return addMs(receivedAt, term.amount * 3_600_000);
  const calendar = calendarOf(party);
  // Whole days depend on the day of receipt alone, and many requests arrive on one day.
  const receivedOn = localDay(receivedAt, calendar.zone);
  const key = `${receivedOn} ${term.amount} ${term.unit}`;
  const known = calendar.known.get(key);
  if (known !== undefined) return known;
  const due =
    term.unit === 'working-day'
      ? addWorkingDays(receivedAt, term.amount, calendar.working)
      : addDays(receivedOn, term.amount, calendar.working);
  if (calendar.known.size >= rememberedDaysMax) calendar.known.clear();
  calendar.known.set(key, due);
  return due;
}

/**
 * The end of the n-th day after the given one, or of the first working day from there on; of the one after that where a period of two
 * days or more would else hold one working day only (article 3(5)).
 */
function addDays(from: LocalDate, days: number, calendar: WorkingCalendar): Instant {
  const fromMs = Date.parse(`${from}T00:00:00.000Z`);
  const dateAt = (day: number) => new Date(fromMs + day * dayMs).toISOString().slice(0, 10) as LocalDate;
  const workedMin = days < 2 ? 1 : 2;
  // Of a long period the days before its last two months need not be looked at: no calendar closes for as long.
  let day = Math.max(0, days - closedDaysMax);
  let worked = 0;
  for (let isWorked = false; (day < days || !isWorked || worked < workedMin) && day < days + closedDaysMax;) {
    day += 1;
    isWorked = isWorkingDay(dateAt(day), calendar);
    if (isWorked) worked += 1;
  }
  return endOfLocalDay(dateAt(day), calendar.timeZone);
}

const dayMs = 86_400_000;
/** The kernel's own bound for calendars without a working day in sight. */
const closedDaysMax = 60;
/** Remembered ends of periods for each calendar, and remembered minutes for each zone: bounds for memory only. */
const rememberedDaysMax = 4096;

interface CalendarMemory {
  readonly working: WorkingCalendar;
  readonly zone: ZoneMemory;
  readonly known: Map<string, Instant>;
}
interface ZoneMemory {
  readonly timeZone: string;
  readonly days: Map<string, LocalDate>;
}

const calendars = new WeakMap<Party, CalendarMemory>();
const zones = new Map<string, ZoneMemory>();

function calendarOf(party: Party): CalendarMemory {
  const found = calendars.get(party);
  if (found !== undefined) return found;
  const { timeZone, weekend, holidays } = party.calendar;
  const zone = zones.get(timeZone) ?? { timeZone, days: new Map<string, LocalDate>() };
  zones.set(timeZone, zone);
  // Lint has checked that every holiday is a date and the zone is known.
  const made = { working: { timeZone, weekend, holidays: holidays as LocalDate[] }, zone, known: new Map<string, Instant>() };
  calendars.set(party, made);
  return made;
}

/** The local day; within one minute it never changes, since offsets from UTC are whole minutes. */
function localDay(instant: Instant, zone: ZoneMemory): LocalDate {
  const minute = instant.slice(0, 16);
  const known = zone.days.get(minute);
  if (known !== undefined) return known;
  const day = localDateOf(instant, zone.timeZone);
  if (zone.days.size >= rememberedDaysMax) zone.days.clear();
  zone.days.set(minute, day);
  return day;
}
