// SPDX-License-Identifier: Apache-2.0
/** The joint report: the same on paper and as text, with the same bytes each time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import type { JointDetailWire, NamedWire } from '../views/wire.ts';
import { planSchema } from '../wire.ts';
import { jointReport } from './joint-report.ts';
import { reportText } from './report-text.ts';

const now = '2026-12-09T08:00:00.000Z' as Instant;
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const xa: NamedWire = { authorityId: 'xa', name: 'Commission of XA', jurisdiction: 'XA' };
const xb: NamedWire = { authorityId: 'xb', name: 'Unit of XB', jurisdiction: 'XB' };
const xc: NamedWire = { authorityId: 'xc', name: 'Markets | Authority of XC', jurisdiction: 'XC' };
const example = path.join(import.meta.dirname, '../../../examples/joint/plan-three-authorities.json');
const plan = planSchema.parse(JSON.parse(readFileSync(example, 'utf8')));

function reported(minor: string, outcome: 'done' | 'failed') {
  return { step: 'freeze-xa', outcome, doneAt: '2026-12-08T09:01:00.000Z', amount: { minor, currency: 'EUR' }, text: '', at: plan.instant };
}
const detail: JointDetailWire = {
  row: {
    id: 'jnt_1',
    work: 'joint-action',
    stage: 'acting',
    title: plan.title,
    participants: [xa, xb, xc],
    turn: [],
    isOurTurn: false,
    dueAt: null,
    updatedAt: now,
  },
  head: digest('a'),
  self: 'xa',
  operation: {
    note: digest('b'),
    version: 1,
    plan,
    tally: [],
    criteria: [],
    readiness: [
      {
        who: xa,
        isNeeded: true,
        state: 'ready',
        ready: { basis: 'Section 12.', idem: { outcome: 'none', reason: '' }, met: [], orders: [] },
        reason: '',
        at: '2026-12-08T08:00:00.000Z',
      },
      { who: xc, isNeeded: false, state: 'silent', ready: null, reason: '', at: null },
    ],
    decision: { outcome: 'commit', reason: '', at: '2026-12-08T08:20:00.000Z', by: xb },
    steps: [
      { id: 'freeze-xa', owner: xa, last: reported('123456', 'done') },
      { id: 'freeze-xb', owner: xb, last: reported('44', 'done') },
      { id: 'warn', owner: xc, last: null },
    ],
    missing: [],
    orders: [],
  },
  difference: null,
  parallel: null,
  interest: null,
  review: null,
  notes: [
    {
      digest: digest('c'),
      kind: 'comment',
      author: xb,
      at: '2026-12-08T08:00:00.000Z',
      heldAt: now,
      preparedBy: null,
      approvals: 0,
      said: { kind: 'comment', text: 'Two lines\nof words.' },
      known: [
        { authorityId: 'xb', at: '2026-12-08T08:00:00.000Z', by: 'author' },
        { authorityId: 'xa', at: '2026-12-08T08:00:05.000Z', by: 'held' },
      ],
    },
  ],
  interests: [],
  behind: [],
  may: [],
};

test('it says what was secured, who gave no report, and who knew what when', () => {
  const text = reportText(jointReport(detail, now));
  assert.match(text, /Secured: .*1[,.]?235\.00/, 'the sum of both, to the cent');
  assert.match(text, /\| Markets \/ Authority of XC \| Warn the public \| no report \|/, 'a sign of the table in a name breaks no table');
  assert.match(text, /comment of Unit of XB \| 2026-12-08 08:00 \(held\) \| 2026-12-08 08:00 \(author\) \| - \|/);
  assert.match(text, /Two lines of words/);
});

test('a matter that is no operation has no plan in it, and an operation without a decision says that nobody acted', () => {
  const plain = reportText(jointReport({ ...detail, operation: null }, now));
  assert.doesNotMatch(plain, /## Plan/);
  assert(detail.operation !== null);
  const open = reportText(jointReport({ ...detail, operation: { ...detail.operation, decision: null } }, now));
  assert.match(open, /nobody acted under this plan/);
});

test('the paper has the same bytes each time', async () => {
  const [first, second] = [await writePaper(jointReport(detail, now)), await writePaper(jointReport(detail, now))];
  assert.equal(new TextDecoder().decode(first.subarray(0, 5)), '%PDF-');
  assert.deepEqual(first, second);
});
