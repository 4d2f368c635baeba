// SPDX-License-Identifier: Apache-2.0
//
// An authority announces its holidays anew: both servers count the running deadlines of a case again, and a day that has passed does not
// change. What is tried of the counting alone stands in src/agreements/verdicts/deadlines.test.ts.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { caseDetailSchema } from '../../src/assistance/wire.ts';
import { agendaSchema } from '../../src/desk/agenda/wire.ts';
import { type Instant, localDateOf } from '../../src/kernel/index.ts';
import { calendarViewSchema } from '../../src/negotiation/wire.ts';
import { sendRequest } from './casework.ts';
import { cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually } from './federation.ts';

describe('holidays that an authority announces', () => {
  let pair: Awaited<ReturnType<typeof cooperatingPair>>;
  before(async () => {
    pair = await cooperatingPair();
  });

  const calendarAt = (at: Authority) => at.at('administrator').expect(calendarViewSchema, 'GET', '/api/holidays');
  const announce = (at: Authority, from: string, holidays: readonly string[]) =>
    at.at('administrator').expect(calendarViewSchema, 'POST', '/api/holidays/announcements', { from, holidays });

  it('move running deadlines on both sides, and no day before', async () => {
    const { xa, xb } = pair;
    const caseId = await sendRequest(xa, xb);
    const deadlinesAt = async (at: Authority) =>
      (await at.at('preparer').expect(caseDetailSchema, 'GET', `/api/assistance/cases/${caseId}`)).deadlines;
    const [first] = await deadlinesAt(xb);
    assert.ok(first !== undefined, 'a clock runs');
    const { today, timeZone, holidays } = await calendarAt(xb);
    const dueOn = localDateOf(first.dueAt as Instant, timeZone);
    const refusal = { from: '2020-01-01', holidays: [] };
    assert.match(await xb.at('administrator').expectRefusal(400, 'POST', '/api/holidays/announcements', refusal), /days that have passed/);
    const announced = await announce(xb, today, [...new Set([...holidays.filter((day) => day >= today), dueOn])].toSorted());
    assert.ok(announced.holidays.includes(dueOn));
    for (const at of [xb, xa]) {
      const moved = await eventually(`${at.name} counts again`, 20_000, async () => {
        const [now] = await deadlinesAt(at);
        return now === undefined || now.dueAt === first.dueAt ? null : now;
      });
      assert.ok(moved.dueAt > first.dueAt, 'the day on which it was due is not worked any more');
    }
    const [atXb, atXa] = await Promise.all([deadlinesAt(xb), deadlinesAt(xa)]);
    assert.deepEqual(
      atXa.map(({ step, dueAt }) => [step, dueAt]),
      atXb.map(({ step, dueAt }) => [step, dueAt]),
    );
    const seen = (await calendarAt(xa)).others.find(({ authorityId }) => authorityId === xb.id);
    assert.ok(seen?.holidays.includes(dueOn) === true && seen.announcedAt !== null, 'XA shows what XB announced');
    const span = new URLSearchParams({ from: `${dueOn}T00:00:00.000Z`, to: `${dueOn}T23:59:00.000Z`, whose: 'all' });
    const { closedDays } = await xb.at('preparer').expect(agendaSchema, 'GET', `/api/desk/agenda?${span.toString()}`);
    assert.deepEqual(
      closedDays.filter(({ day }) => day === dueOn),
      [{ day: dueOn, why: 'holiday' }],
      'the calendar of deadlines at XB shows it, too',
    );
  });
});
