// SPDX-License-Identifier: Apache-2.0
/** Tests of lists of tasks: their days are working days of this authority, across weekends, holidays and time zones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { breachNoticeDueAt, knownAgreement, multilateralMemorandum } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { addMs, type Instant, localDateOf, type WorkingCalendar } from '../../kernel/index.ts';
import { subjectKey } from '../case-desk/subject-key.ts';
import { breachListKey, builtInTemplates, tasksOf } from './task-templates.ts';
import { newTemplateSchema } from './wire.ts';

const [incoming] = builtInTemplates;
const xb: WorkingCalendar = { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: ['2026-11-02' as never] };
const xc: WorkingCalendar = { timeZone: 'Etc/GMT+3', weekend: [5, 6], holidays: ['2026-11-03' as never] };

const { xa: partyXa, xb: partyXb } = sampleParties;
const memorandum = multilateralMemorandum({ parties: [partyXa, partyXb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
const personalData = {
  kind: 'personal-data' as const,
  clause: '1',
  basis: 'administrative-arrangement' as const,
  to: [],
  annex: '',
  categories: ['identity' as const],
  marking: '',
  rights: [],
  redressContact: '',
  onward: 'never' as const,
};

describe('a list of tasks put to use', () => {
  const cases: readonly (readonly [string, WorkingCalendar, string, string])[] = [
    // A Thursday; the following Monday is a holiday in XB, Friday is the weekend in XC.
    ['2026-10-29T09:00:00.000Z', xb, 'in four working days', '2026-11-05T22:59:59.999Z'],
    ['2026-10-29T09:00:00.000Z', xc, 'in four working days', '2026-11-06T02:59:59.999Z'],
    // 23:30 in UTC is the next day in XB already.
    ['2026-10-29T23:30:00.000Z', xb, 'in four working days', '2026-11-06T22:59:59.999Z'],
  ];
  for (const [now, calendar, words, expected] of cases) {
    it(`from ${now} in ${calendar.timeZone}, ${words} ends ${expected}`, () => {
      assert.ok(incoming !== undefined);
      const task = tasksOf(incoming, now as Instant, { calendar, noticeDueAt: null }).find(({ title }) => title.startsWith('Acknowledge'));
      assert.equal(task?.dueAt, expected);
    });
  }

  it('invariant 18: whenever a breach becomes known, those who are told of it are told within the hours of law and agreement', () => {
    const list = builtInTemplates.find(({ key }) => key === breachListKey);
    assert.ok(list !== undefined);
    const zones = fc.constantFrom('Pacific/Apia', 'Pacific/Honolulu', 'Europe/Lisbon', 'Asia/Dubai', 'America/New_York');
    const weekends = fc.constantFrom([0, 6], [5, 6], [6]);
    const minutes = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 });
    const hours = fc.array(fc.option(fc.integer({ min: 1, max: 200 })), { maxLength: 3 });
    fc.assert(
      fc.property(
        zones,
        weekends,
        fc.array(fc.nat({ max: 12 }), { maxLength: 6 }),
        minutes,
        hours,
        (timeZone, weekend, closed, minute, agreed) => {
          const now = addMs('2026-01-01T00:00:00.000Z' as Instant, minute * 60_000);
          const holidays = closed.map((days) => localDateOf(addMs(now, days * 86_400_000), timeZone));
          const terms = agreed.map((breachNoticeHours) => ({ ...personalData, breachNoticeHours }));
          const noticeDueAt = breachNoticeDueAt(knownAgreement({ ...memorandum, terms }), now);
          const told = tasksOf(list, now, { calendar: { timeZone, weekend, holidays }, noticeDueAt }).filter(({ title }) =>
            title.startsWith('Notify'),
          );
          assert.equal(told.length, 2);
          const least = Math.min(72, ...agreed.flatMap((one) => one ?? []));
          for (const { dueAt } of told) assert.ok(dueAt !== null && dueAt > now && dueAt <= addMs(now, least * 3_600_000), String(dueAt));
        },
      ),
    );
  });

  it('every list that is built in could have been written by an officer, and each has its own key', () => {
    for (const { key: _key, isOwn: _isOwn, ...template } of builtInTemplates) newTemplateSchema.parse(template);
    assert.equal(new Set(builtInTemplates.map(({ key }) => key)).size, builtInTemplates.length);
  });
});

describe('the same subject in two cases', () => {
  for (const [left, right, isSame] of [
    [['person', 'Zoë  Marr'], ['person', 'zoe marr'], true],
    [['wallet', '0xAbC 1'], ['wallet', '0xabc1'], true],
    [['person', 'Zoe Marr'], ['firm', 'Zoe Marr'], false],
    [['person', 'Zoe Marr'], ['person', 'Zoemarr'], false],
  ] as const) {
    it(`${left.join(' ')} and ${right.join(' ')}: ${isSame ? 'the same' : 'two'}`, () => {
      assert.equal(subjectKey(left[0], left[1]) === subjectKey(right[0], right[1]), isSame);
    });
  }
});
