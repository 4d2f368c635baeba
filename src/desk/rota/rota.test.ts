// SPDX-License-Identifier: Apache-2.0
/** Tests of the rota on a day, and of who is told of what, as tables. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LocalDate } from '../../kernel/index.ts';
import { type CaseNews, type Office, toldOf } from '../notices/notices-of-events.ts';
import { rotaOn } from './rota.ts';
import type { RotaRecord } from './store.ts';

function entry(kind: RotaRecord['kind'], officer: string, [from, to]: readonly [string, string], deputy: string | null = null): RotaRecord {
  const days = { from_day: `2026-11-${from}` as LocalDate, to_day: `2026-11-${to}` as LocalDate };
  return { id: 'rot_1', made_by: 'boss', made_at: '2026-11-01T09:00:00.000Z', kind, officer, deputy, ...days } as RotaRecord;
}
const day = (text: string): LocalDate => `2026-11-${text}` as LocalDate;

describe('the rota on a day', () => {
  const entries = [entry('duty', 'ada', ['02', '06']), entry('duty', 'ben', ['06', '10']), entry('absence', 'ada', ['05', '06'], 'cyn')];
  for (const [on, onDuty, away] of [
    ['01', [], []],
    ['02', ['ada'], []],
    ['05', [], ['ada']],
    ['06', ['ben'], ['ada']],
    ['10', ['ben'], []],
    ['11', [], []],
  ] as const) {
    it(`on the ${on}th ${onDuty.join() || 'nobody'} is on duty and ${away.join() || 'nobody'} is away`, () => {
      const rota = rotaOn(entries, day(on));
      assert.deepEqual([rota.onDuty, rota.away], [onDuty, away]);
      assert.equal(rota.deputies.get('ada'), away.length > 0 ? 'cyn' : undefined);
    });
  }
});

describe('who is told', () => {
  const officers = [
    { id: 'ada', roles: ['preparer', 'approver'] },
    { id: 'ben', roles: ['preparer'] },
    { id: 'cyn', roles: ['approver'] },
  ];
  const quiet = { onDuty: [], deputies: new Map<string, string>(), away: [] };
  const office: Office = { officers, rota: quiet, assignee: null, mayNotSee: () => false };
  const arrived: CaseNews = { kind: 'arrived', isRequest: true, caseId: 'req_1', about: 'event 1', preparedBy: null };
  const waits: CaseNews = { ...arrived, kind: 'waits', preparedBy: 'ada' };
  const rows: readonly (readonly [string, CaseNews, Partial<Office>, readonly string[]])[] = [
    ['a request that nobody has goes to all who prepare', arrived, {}, ['ada request-arrived', 'ben request-arrived']],
    ['on duty: to them alone', arrived, { rota: { ...quiet, onDuty: ['ben'] } }, ['ben request-arrived']],
    ['a step of the other side goes to who has the case', { ...arrived, isRequest: false }, { assignee: 'ada' }, ['ada step-arrived']],
    [
      'who is away is told, and who stands in',
      arrived,
      { assignee: 'ben', rota: { onDuty: [], away: ['ben'], deputies: new Map([['ben', 'ada']]) } },
      ['ben request-arrived', 'ada request-arrived'],
    ],
    ['approvers but the preparer are told of a step that waits', waits, {}, ['cyn approval-waits']],
    ['the preparer is told of a return', { ...waits, kind: 'returned' }, {}, ['ada step-returned']],
    ['nobody is told of a case that they may not see', arrived, { mayNotSee: (officer) => officer === 'ada' }, ['ben request-arrived']],
    ['an officer who is gone is not told', arrived, { assignee: 'dan' }, []],
  ];
  for (const [name, news, changes, expected] of rows) {
    it(name, () => {
      assert.deepEqual(
        toldOf(news, { ...office, ...changes }).map((told) => `${told.officer} ${told.kind}`),
        expected,
      );
    });
  }
});
