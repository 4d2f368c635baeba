// SPDX-License-Identifier: Apache-2.0
/**
 * Every clock of casework, in the calendar of whoever owes the step: across time zones from UTC+14 to UTC-10, weeks that end on Friday,
 * changes of summer time (one of them at midnight), holidays that begin or end a period, and holidays that were moved afterwards.
 *
 * The rows are written out by hand. Beside them a second count, day by day and without any of the code of the product, is held against
 * it for days and places drawn at random.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  bilateralArrangement,
  breachNoticeDueAt,
  clockAfter,
  deadlineOfStep,
  deadlinesOf,
  endOfPeriod,
  type KnownAgreement,
  knownAgreement,
  noLife,
  type Party,
} from '../src/agreements/index.ts';
import { sampleParties } from '../src/agreements/samples/sample-parties.test.ts';
import type { TermWire } from '../src/agreements/wire.ts';
import { clocksFrom, owedBy, startDeadlines } from '../src/assistance/states/case-deadlines.ts';
import { clockSteps } from '../src/assistance/wire.ts';
import { closedDays } from '../src/desk/agenda/agenda.ts';
import { builtInTemplates, tasksOf } from '../src/desk/tasks/task-templates.ts';
import { limitAnswerDueAt } from '../src/freezing/clocks.ts';
import { playFreeze } from '../src/freezing/play-freeze.ts';
import type { Instant, LocalDate, WorkingCalendar } from '../src/kernel/index.ts';

const places = {
  /** UTC+13 in summer, +12 from 5 April 2026, +13 again from 27 September. */
  auckland: { timeZone: 'Pacific/Auckland', weekend: [0, 6], holidays: ['2026-04-03', '2026-04-06', '2026-10-26'] },
  /** UTC+14 all the year, the first place of every day. */
  kiritimati: { timeZone: 'Pacific/Kiritimati', weekend: [0, 6], holidays: [] },
  /** UTC-10 all the year. */
  honolulu: { timeZone: 'Pacific/Honolulu', weekend: [0, 6], holidays: ['2026-04-03', '2026-11-26'] },
  /** UTC+2, +3 from 24 April 2026: that Friday begins at one o'clock. Friday and Saturday are not worked. */
  cairo: { timeZone: 'Africa/Cairo', weekend: [5, 6], holidays: ['2026-04-30', '2026-05-27', '2026-05-28'] },
  /** UTC, +1 from 29 March to 25 October 2026. */
  lisbon: { timeZone: 'Europe/Lisbon', weekend: [0, 6], holidays: ['2026-04-03', '2026-12-25', '2027-01-01'] },
} as const;
type Place = keyof typeof places;

const { xa, xb } = sampleParties;
const partyAt = (party: Party, place: Place): Party => {
  const { timeZone, weekend, holidays } = places[place];
  return { ...party, calendar: { timeZone, weekend: [...weekend], holidays: [...holidays] } };
};

type DeadlineTerm = Extract<TermWire, { kind: 'deadline' }>;
type Period = Pick<DeadlineTerm, 'amount' | 'unit'>;

/** XA asks, XB is asked; every step of the catalogue has the same period, and so has what may be done against a refusal on R06. */
function agreed({ requesting, requested }: { readonly requesting: Place; readonly requested: Place }, period: Period): KnownAgreement {
  const base = bilateralArrangement({
    parties: [partyAt(xa, requesting), partyAt(xb, requested)],
    inForceFrom: '2026-01-01T00:00:00.000Z' as Instant,
  });
  const kept = base.terms.filter(({ kind }) => kind !== 'deadline' && kind !== 'refusal-step');
  const steps = clockSteps.filter((step) => step !== 'rebut' && step !== 'cure');
  const clocks = steps.map((step): DeadlineTerm => ({ kind: 'deadline', clause: '9', step, class: 'normal', ...period }));
  const against = { kind: 'refusal-step' as const, clause: '10', step: 'cure' as const, grounds: ['R06' as const], days: period.amount };
  const working = period.unit === 'working-day' ? { unit: period.unit } : {};
  return knownAgreement({ ...base, terms: [...kept, ...clocks, { ...against, ...working }] });
}

suite('when a period ends, by place', () => {
  const rows: readonly (readonly [what: string, place: Place, from: string, amount: number, unit: DeadlineTerm['unit'], ends: string])[] = [
    ['noon on Thursday in UTC is Friday there', 'auckland', '2026-02-12T12:00:00.000Z', 1, 'working-day', '2026-02-16T10:59:59.999Z'],
    [
      'the clock goes back on Sunday, after two holidays',
      'auckland',
      '2026-04-01T20:00:00.000Z',
      1,
      'working-day',
      '2026-04-07T11:59:59.999Z',
    ],
    ['the clock goes forward between', 'auckland', '2026-09-25T02:00:00.000Z', 2, 'working-day', '2026-09-29T10:59:59.999Z'],
    ['three days over a weekend that a holiday follows', 'auckland', '2026-10-22T20:00:00.000Z', 3, 'day', '2026-10-28T10:59:59.999Z'],
    [
      'ten in the morning in UTC is tomorrow already',
      'kiritimati',
      '2026-02-12T10:00:00.000Z',
      1,
      'working-day',
      '2026-02-16T09:59:59.999Z',
    ],
    ['nine in the morning in UTC is still yesterday', 'honolulu', '2026-02-13T09:00:00.000Z', 1, 'working-day', '2026-02-14T09:59:59.999Z'],
    [
      'the day of receipt is a holiday: the next working day is the first',
      'honolulu',
      '2026-11-26T20:00:00.000Z',
      1,
      'working-day',
      '2026-11-28T09:59:59.999Z',
    ],
    ['two days that begin before a holiday and end on it', 'honolulu', '2026-11-24T20:00:00.000Z', 2, 'day', '2026-11-28T09:59:59.999Z'],
    ['Friday and Saturday are not counted', 'cairo', '2026-02-11T10:00:00.000Z', 2, 'working-day', '2026-02-15T21:59:59.999Z'],
    [
      'the clock goes forward at midnight, as the week ends',
      'cairo',
      '2026-04-22T10:00:00.000Z',
      1,
      'working-day',
      '2026-04-23T21:59:59.999Z',
    ],
    [
      'and the Sunday after it ends an hour earlier in UTC',
      'cairo',
      '2026-04-23T10:00:00.000Z',
      1,
      'working-day',
      '2026-04-26T20:59:59.999Z',
    ],
    ['a day that ends on Friday ends on Sunday', 'cairo', '2026-05-07T10:00:00.000Z', 1, 'day', '2026-05-10T20:59:59.999Z'],
    ['two days over the weekend hold two that are worked', 'cairo', '2026-05-07T10:00:00.000Z', 2, 'day', '2026-05-11T20:59:59.999Z'],
    ['two holidays before the weekend', 'cairo', '2026-05-26T10:00:00.000Z', 1, 'day', '2026-05-31T20:59:59.999Z'],
    [
      'the day before summer time begins, over the weekend',
      'lisbon',
      '2026-03-27T10:00:00.000Z',
      1,
      'working-day',
      '2026-03-30T22:59:59.999Z',
    ],
    ['the day before it ends', 'lisbon', '2026-10-23T10:00:00.000Z', 1, 'working-day', '2026-10-26T23:59:59.999Z'],
    [
      'half past eleven at night in UTC is the next day in summer',
      'lisbon',
      '2026-06-10T23:30:00.000Z',
      1,
      'working-day',
      '2026-06-12T22:59:59.999Z',
    ],
    ['hours are hours, over a change of the clock', 'lisbon', '2026-03-28T12:00:00.000Z', 24, 'hour', '2026-03-29T12:00:00.000Z'],
    ['hours are hours, over weekend and holidays', 'auckland', '2026-04-02T12:00:00.000Z', 72, 'hour', '2026-04-05T12:00:00.000Z'],
  ];
  for (const [what, place, from, amount, unit, ends] of rows) {
    test(`${place}: ${what}`, () => {
      const agreement = agreed({ requesting: 'lisbon', requested: place }, { amount, unit });
      const at = { startedAt: from as Instant, asOf: from as Instant };
      assert.equal(endOfPeriod(agreement, { amount, unit }, at, xb.authorityId), ends);
      const [clock] = startDeadlines(agreement, { class: 'normal', assistance: 'suspicious-reports' }, at.startedAt, xb.authorityId);
      assert.equal(clock?.dueAt, ends);
    });
  }
});

suite('whose calendar counts', () => {
  // A Thursday evening in UTC: Friday in Auckland, Thursday morning in Honolulu. One working day ends on Monday there, on Friday here.
  const from = '2026-02-12T20:00:00.000Z' as Instant;
  const [ofAuckland, ofHonolulu] = ['2026-02-16T10:59:59.999Z', '2026-02-14T09:59:59.999Z'];
  const request = { class: 'normal', assistance: 'suspicious-reports' } as const;
  const running = { startedAt: from, asOf: from };
  const [requesting, requested] = [xa.authorityId, xb.authorityId];

  for (const between of [
    { requesting: 'auckland', requested: 'honolulu' },
    { requesting: 'honolulu', requested: 'auckland' },
  ] as const) {
    const agreement = agreed(between, { amount: 1, unit: 'working-day' });
    const [theirs, ours] = between.requested === 'auckland' ? [ofAuckland, ofHonolulu] : [ofHonolulu, ofAuckland];
    const whose = `${between.requesting} asks ${between.requested}`;

    test(`${whose}: what the requested authority owes runs in its own, from receipt`, () => {
      const found = deadlinesOf(agreement, request, { receivedAt: from, asOf: from }, requested);
      assert.deepEqual(new Set(found.map(({ dueAt }) => dueAt)), new Set([theirs]));
      assert.deepEqual(
        found.map(({ step }) => step),
        ['acknowledge', 'decide', 'provisional-measure', 'interim-reply', 'reply'],
      );
      for (const { step } of found) assert.equal(owedBy('requested', step), 'us', step);
      for (const step of ['execute', 'reconsider'] as const)
        assert.equal(clockAfter(agreement, step, request, running, requested)?.dueAt, theirs, step);
    });

    test(`${whose}: what may be done against a refusal runs in the requester's`, () => {
      const known = { agreement, request, requested, requesting };
      const [cure] = clocksFrom(known, { step: 'refusal', ground: 'R06', at: from });
      assert.deepEqual([cure?.step, cure?.dueAt, owedBy('requesting', 'cure')], ['cure', ours, 'us']);
      const [reconsider] = clocksFrom(known, { step: 'cure', ground: 'R06', at: from });
      assert.deepEqual([reconsider?.step, reconsider?.dueAt, owedBy('requested', 'reconsider')], ['reconsider', theirs, 'us']);
    });

    test(`${whose}: consent, recall and objection run in that of whoever answers them`, () => {
      for (const step of ['answer-consent', 'answer-recall', 'object-to-new-use'] as const) {
        assert.equal(deadlineOfStep(agreement, step, from, requesting)?.dueAt, ours, step);
        assert.equal(deadlineOfStep(agreement, step, from, requested)?.dueAt, theirs, step);
      }
    });

    test(`${whose}: the question to limit a freeze is answered in the issuing authority's, and both servers say the same`, () => {
      const limit = { kind: 'limit-question' as const, reasons: 'Wages.', proposedUntil: from };
      const freeze = playFreeze([{ side: 'requested', at: from, dispatch: null, measure: limit }]);
      const common = { id: 'req_1', state: 'acknowledged', assistance: 'freeze', class: 'normal', reference: '' } as const;
      const rest = { requestDispatch: null, agreement: null, order: undefined, deadlines: [], taken: [], isWaiting: false };
      const seenBy = (side: 'requesting' | 'requested') => {
        const [self, counterpart] = side === 'requesting' ? [requesting, requested] : [requested, requesting];
        return limitAnswerDueAt({ facts: { ...common, ...rest, side, counterpart }, freeze, agreement, self });
      };
      assert.deepEqual([seenBy('requesting'), seenBy('requested')], [ours, ours]);
    });
  }

  test('hours to tell of a breach are the same hours everywhere', () => {
    const personal = {
      kind: 'personal-data' as const,
      clause: '9',
      basis: 'administrative-arrangement' as const,
      to: [],
      annex: '',
      categories: ['identity' as const],
      marking: '',
      breachNoticeHours: 48,
      rights: [],
      redressContact: '',
      onward: 'never' as const,
    };
    for (const place of ['auckland', 'honolulu', 'cairo'] as const) {
      const agreement = agreed({ requesting: place, requested: 'lisbon' }, { amount: 1, unit: 'day' });
      const terms = [...agreement.document.terms, personal];
      assert.equal(breachNoticeDueAt(knownAgreement({ ...agreement.document, terms }), from), '2026-02-14T20:00:00.000Z');
    }
  });

  test('tasks of a list end with a day of this authority', () => {
    const [list] = builtInTemplates;
    assert(list !== undefined);
    const ends = (place: Place) =>
      tasksOf({ ...list, items: [{ title: 'x', details: '', workingDays: 1 }] }, from, { calendar: calendarOf(place), noticeDueAt: null });
    assert.deepEqual([ends('auckland')[0]?.dueAt, ends('honolulu')[0]?.dueAt], [ofAuckland, ofHonolulu]);
  });
});

const calendarOf = (place: Place): WorkingCalendar => {
  const { timeZone, weekend, holidays } = places[place];
  return { timeZone, weekend, holidays: holidays as readonly string[] as readonly LocalDate[] };
};

suite('holidays that are moved', () => {
  test('the holiday of Monday is moved to Tuesday: known at receipt, the clock ends on Monday; announced later, days before it keep what held', () => {
    const agreement = agreed({ requesting: 'lisbon', requested: 'auckland' }, { amount: 1, unit: 'working-day' });
    const received = '2026-10-22T22:00:00.000Z' as Instant;
    const moved = { party: xb.authorityId, from: '2026-10-26', holidays: ['2026-10-27'] };
    const due = (announcedAt: string, asOf: string) => {
      const life = { ...noLife, calendars: [{ ...moved, at: announcedAt }] };
      return deadlinesOf(
        { ...agreement, life },
        { class: 'normal', assistance: 'suspicious-reports' },
        { receivedAt: received, asOf: asOf as Instant },
        xb.authorityId,
      )[0]?.dueAt;
    };
    // Received on Friday 23 October there; Monday the 26th is Labour Day as signed.
    assert.equal(due('2026-10-25T00:00:00.000Z', received), '2026-10-27T10:59:59.999Z');
    assert.equal(due('2026-10-20T00:00:00.000Z', received), '2026-10-26T10:59:59.999Z');
    assert.equal(due('2026-10-24T00:00:00.000Z', '2026-10-24T01:00:00.000Z'), '2026-10-26T10:59:59.999Z');
  });
});

suite('days that are not worked, as the calendar shows them', () => {
  for (const [place, from, to, expected] of [
    ['lisbon', '2026-10-23T23:00:00.000Z', '2026-10-27T00:00:00.000Z', ['2026-10-24', '2026-10-25']],
    ['auckland', '2026-04-01T11:00:00.000Z', '2026-04-07T12:00:00.000Z', ['2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06']],
    ['cairo', '2026-04-21T22:00:00.000Z', '2026-04-26T21:00:00.000Z', ['2026-04-24', '2026-04-25']],
  ] as const)
    test(`${place}: each once, also where the clock goes forward or back`, () => {
      const days = closedDays({ from: from as Instant, to: to as Instant }, calendarOf(place));
      assert.deepEqual(
        days.map(({ day }) => day),
        expected,
      );
    });
});

suite('counted a second time', () => {
  /** The day there, as a formatter of the platform writes it. */
  const dayAt = (ms: number, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);
  const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

  test('whatever the place, the day and the period, the end is the last moment of the right day there', () => {
    const place = fc.constantFrom(...(Object.keys(places) as Place[]));
    const minute = fc.integer({ min: 0, max: 366 * 24 * 60 });
    const unit = fc.constantFrom('day' as const, 'working-day' as const);
    const life = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(place, minute, fc.integer({ min: 1, max: 12 }), unit, life, (where, minutes, amount, counted, closed) => {
        const { timeZone, weekend } = places[where];
        const fromMs = Date.parse('2026-01-01T00:00:00.000Z') + minutes * 60_000;
        const holidays = new Set<string>([...places[where].holidays, ...closed.map((days) => dayAt(fromMs + days * 86_400_000, timeZone))]);
        const party = { ...xb, calendar: { timeZone, weekend: [...weekend], holidays: [...holidays] } };
        const document = bilateralArrangement({ parties: [xa, party], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
        const from = new Date(fromMs).toISOString() as Instant;
        const end = endOfPeriod(knownAgreement(document), { amount, unit: counted }, { startedAt: from, asOf: from }, xb.authorityId);
        const endMs = Date.parse(end ?? '');
        const last = dayAt(endMs, timeZone);
        assert(dayAt(endMs + 1, timeZone) > last, 'the moment after it is another day there');
        const isWorked = (day: string) => !weekend.some((one: number) => one === weekday(day)) && !holidays.has(day);
        assert(isWorked(last));
        let [day, days, worked] = [dayAt(fromMs, timeZone), 0, 0];
        while (day < last) {
          day = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
          days += 1;
          worked += isWorked(day) ? 1 : 0;
          // Article 3(5): two days or more hold two working days.
          const isReached = counted === 'day' ? days >= amount && isWorked(day) && worked >= Math.min(2, amount) : worked === amount;
          assert.equal(isReached, day === last, `${from} and ${amount} ${counted}: ${day}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
