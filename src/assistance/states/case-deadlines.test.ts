// SPDX-License-Identifier: Apache-2.0
/** The clocks of a case: what starts them, what meets them, which one is shown as next. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bilateralArrangement, knownAgreement } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { meetDeadlines, nextDeadlineRow, nextDueAt, startDeadlines } from './case-deadlines.ts';
import type { CaseEvent } from './case-states.ts';
import { caseStates } from '../wire.ts';

const { xa, xb } = sampleParties;
const friday = '2026-11-20T15:30:00.000Z' as Instant;
const arrangement = knownAgreement(bilateralArrangement({ parties: [xa, xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant }));
const normal = startDeadlines(arrangement, { class: 'normal', assistance: 'suspicious-reports' }, friday, xb.authorityId);
const urgent = startDeadlines(arrangement, { class: 'urgent', assistance: 'suspicious-reports' }, friday, xb.authorityId);

const met: readonly (readonly [CaseEvent, string])[] = [
  ['acknowledgement', 'acknowledge contest-urgency'],
  ['question', 'acknowledge'],
  ['partial-reply', 'acknowledge contest-urgency interim-reply'],
  ['complete-reply', 'acknowledge contest-urgency interim-reply reply'],
  ['refusal', 'acknowledge contest-urgency interim-reply reply'],
  ['answer', ''],
  ['withdrawal', ''],
];

describe('the deadlines of a case', () => {
  test('a normal request starts two, an urgent one four, none of them met', () => {
    assert.deepEqual(
      normal.map(({ step, clause, metAt }) => [step, clause, metAt]),
      [
        ['acknowledge', '9.1', null],
        ['reply', '9.1', null],
      ],
    );
    assert.deepEqual(
      urgent.map(({ step }) => step),
      ['acknowledge', 'contest-urgency', 'interim-reply', 'reply'],
    );
  });

  for (const [event, steps] of met) {
    test(`${event} meets ${steps === '' ? 'none of them' : steps.replaceAll(' ', ', ')}`, () => {
      const after = meetDeadlines(urgent, event, addMs(friday, 1000));
      const found = after.filter(({ metAt }) => metAt !== null).map(({ step }) => step);
      assert.equal(found.join(' '), steps);
    });
  }

  test('one that is met stays met at its first moment', () => {
    const once = meetDeadlines(normal, 'acknowledgement', addMs(friday, 1000));
    assert.equal(meetDeadlines(once, 'refusal', addMs(friday, 2000))[0]?.metAt, addMs(friday, 1000));
  });

  test('the nearest open one is shown, who owes it, and whether it is over; none in a state that asks for nothing', () => {
    const after = meetDeadlines(urgent, 'acknowledgement', friday);
    assert.equal(nextDueAt(after, 'acknowledged')?.step, 'interim-reply');
    const due = nextDueAt(urgent, 'received')?.dueAt ?? friday;
    assert.deepEqual(nextDeadlineRow(urgent, 'received', 'requested', due), {
      step: 'acknowledge',
      dueAt: due,
      owedBy: 'us',
      isOver: false,
    });
    assert.equal(nextDeadlineRow(urgent, 'received', 'requesting', addMs(due, 1))?.isOver, true);
    assert.equal(nextDeadlineRow(urgent, 'received', 'requesting', due)?.owedBy, 'them');
    const running = caseStates.filter((state) => nextDueAt(normal, state) !== null);
    assert.deepEqual(running, ['sent', 'received', 'acknowledged', 'question-open', 'partly-answered']);
  });
});
