// SPDX-License-Identifier: Apache-2.0
/** Tests of lists of tasks: their days are working days of this authority, across weekends, holidays and time zones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instant, WorkingCalendar } from '../../kernel/index.ts';
import { subjectKey } from '../case-desk/subject-key.ts';
import { builtInTemplates, tasksOf } from './task-templates.ts';
import { newTemplateSchema } from './wire.ts';

const [incoming] = builtInTemplates;
const xb: WorkingCalendar = { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: ['2026-11-02' as never] };
const xc: WorkingCalendar = { timeZone: 'Etc/GMT+3', weekend: [5, 6], holidays: ['2026-11-03' as never] };

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
      const task = tasksOf(incoming, now as Instant, calendar).find(({ title }) => title.startsWith('Acknowledge'));
      assert.equal(task?.dueAt, expected);
    });
  }

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
