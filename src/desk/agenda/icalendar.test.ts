// SPDX-License-Identifier: Apache-2.0
/** Tests of the calendar file: the form of RFC 5545, and that nothing of a case is in it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { icalendarOf } from './icalendar.ts';
import type { ClockWire } from './wire.ts';

const now = '2026-11-20T09:00:00.000Z' as Instant;
const clock: ClockWire = {
  id: 'req_06f0m3k4x9v2q8t7w5y1z3a6bc-interim-reply',
  kind: 'case',
  step: 'interim-reply',
  title: 'Meridian Tide Exchange Ltd',
  dueAt: '2026-11-27T22:59:59.999Z',
  owedBy: 'us',
  isOver: false,
  caseId: 'req_06f0m3k4x9v2q8t7w5y1z3a6bc',
  counterpart: { name: 'Securities Commission of Xandria', jurisdiction: 'XA' },
  clause: '9.2',
  assignee: { id: 'off_1', name: 'Ada Quill' },
};

describe('the calendar file', () => {
  const text = icalendarOf([clock, { ...clock, id: 'req_2-reply', step: 'reply', owedBy: 'them' }], {
    now,
    publicUrl: 'https://xb.example',
  });
  const lines = text.split('\r\n');

  it('says that something is due and when, at the very moment, in UTC', () => {
    assert.ok(lines.includes('DTSTART:20261127T225959Z'));
    assert.ok(lines.includes('SUMMARY:Due: interim reply'));
    assert.ok(lines.includes('SUMMARY:Due from the other side: reply'));
    assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, 2);
    assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  });

  it('holds no word of a case: no subject, no authority, no clause, no officer', () => {
    for (const word of ['Meridian', 'Xandria', 'XA', '9.2', 'Ada']) assert.ok(!text.includes(word), word);
  });

  it('folds lines of more than 75 bytes, and unfolding gives the line again', () => {
    assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
    assert.ok(text.replaceAll('\r\n ', '').includes(`UID:${clock.id}@xb.example\r\n`));
    assert.ok(text.replaceAll('\r\n ', '').includes(`URL:https://xb.example/cases/${clock.caseId}\r\n`));
  });
});
