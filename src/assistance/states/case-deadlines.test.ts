// SPDX-License-Identifier: Apache-2.0
/** The clocks of a case: what starts them, what meets them, which one is shown as next. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bilateralArrangement, knownAgreement, noLife } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import {
  type CaseDeadline,
  clocksAfter,
  clocksFrom,
  meetDeadlines,
  nextDeadlineRow,
  nextDueAt,
  noClocks,
  recountDeadlines,
  startDeadlines,
  urgencyContested,
  withClocks,
} from './case-deadlines.ts';
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
  ['impossibility', 'acknowledge contest-urgency interim-reply reply'],
  ['delay-notice', 'acknowledge interim-reply'],
  ['postponement', 'acknowledge interim-reply'],
  ['answer', ''],
  ['confidentiality-change', ''],
  ['lapse', ''],
  ['withdrawal', ''],
  ['reopening', ''],
];

describe('after the authority that was asked announced other holidays', () => {
  const life = {
    ...noLife,
    calendars: [
      {
        party: xb.authorityId,
        at: '2026-11-23T09:00:00.000Z',
        from: '2026-11-24',
        holidays: ['2026-11-24', '2026-11-25', ...xb.calendar.holidays.filter((day) => day > '2026-11-25')],
      },
    ],
  };
  const asked = { requested: xb.authorityId, requesting: xa.authorityId, at: '2026-11-23T09:00:00.000Z' as Instant };
  const again = (deadlines: readonly CaseDeadline[], at = asked.at) =>
    recountDeadlines(deadlines, { ...arrangement, life }, { class: 'normal', assistance: 'suspicious-reports' }, { ...asked, at });
  const days = (deadlines: readonly CaseDeadline[]) => deadlines.map(({ dueAt }) => dueAt.slice(0, 10));
  test('running clocks end two working days later', () => {
    assert.deepEqual(days(normal), ['2026-11-30', '2027-01-05']);
    assert.deepEqual(days(again(normal)), ['2026-12-02', '2027-01-07']);
  });
  test('what was met, or was over by then, does not move', () => {
    const met = normal.map((deadline) => ({ ...deadline, metAt: friday }));
    assert.deepEqual(days(again(met)), days(normal));
    assert.deepEqual(days(again(normal, '2026-12-02T00:00:00.000Z' as Instant)), ['2026-11-30', '2027-01-07']);
  });
});

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
    assert.deepEqual(running, ['sent', 'received', 'acknowledged', 'question-open', 'partly-answered', 'postponed', 'reconsidering']);
  });

  test('invariant 2: contested urgency falls to the clocks of a normal request, from the same receipt', () => {
    const at = addMs(friday, 1000);
    const told = { event: 'acknowledgement', at, detail: urgencyContested, clause: null } as const;
    const after = clocksAfter(urgent, told, { ...noClocks, normal });
    assert.deepEqual(
      after.map(({ step, dueAt }) => [step, dueAt]),
      normal.map(({ step, dueAt }) => [step, dueAt]),
    );
    assert.equal(after[0]?.metAt, at);
    const confirmed = { step: 'confirm-in-writing', dueAt: at, metAt: friday, sentence: '', clause: '20' } as const;
    const [kept] = clocksAfter([confirmed, ...urgent], told, { ...noClocks, normal });
    assert.deepEqual(kept, confirmed, 'that the call was confirmed stays counted');
  });

  test('a day that a postponement names takes the place of what was still to be done', () => {
    const until = '2027-01-15T22:59:59.999Z' as Instant;
    const told = { event: 'postponement', at: friday, detail: `R03 until ${until}`, clause: '10' } as const;
    const after = clocksAfter(normal, told, noClocks);
    assert.deepEqual(
      after.map(({ step, dueAt, metAt }) => [step, dueAt, metAt]),
      [
        ['acknowledge', normal[0]?.dueAt, friday],
        ['execute', until, null],
      ],
    );
    assert.equal(nextDueAt(after, 'postponed')?.dueAt, until);
  });

  const known = { agreement: arrangement, request: { class: 'normal', assistance: 'suspicious-reports' } as const };
  const between = { ...known, requested: xb.authorityId, requesting: xa.authorityId };
  const refused = meetDeadlines(normal, 'refusal', friday);
  const cure = clocksFrom(between, { step: 'refusal', ground: 'R06', at: friday });

  test('a refusal that may be cured starts one clock, owed by the requester in its own calendar, and no other ground does', () => {
    assert.deepEqual(
      cure.map(({ step, dueAt, ground }) => [step, dueAt, ground]),
      [['cure', '2026-12-18T21:59:59.999Z', 'R06']],
    );
    const after = withClocks(refused, cure, null);
    const row = nextDeadlineRow(after, 'refused', 'requesting', friday);
    assert.deepEqual([row?.step, row?.owedBy, row?.isOver], ['cure', 'us', false]);
    assert.equal(nextDeadlineRow(after, 'refused', 'requested', friday)?.owedBy, 'them');
    assert.deepEqual(clocksFrom(between, { step: 'refusal', ground: 'R02', at: friday }), []);
  });

  test('a right whose time has passed is shown to nobody as due, and never where nothing was refused', () => {
    const after = withClocks(refused, cure, null);
    assert.equal(nextDeadlineRow(after, 'refused', 'requesting', addMs(cure[0]?.dueAt ?? friday, 1)), null);
    for (const state of caseStates.filter((one) => one !== 'refused')) assert.equal(nextDueAt(after, state), null, state);
  });

  test('what is supplied meets it and starts the clock of the refusing side; reopening starts those of deciding and answering anew', () => {
    const cured = clocksAfter(withClocks(refused, cure, null), { event: 'cure', at: friday, detail: 'R06', clause: '10' }, noClocks);
    const both = withClocks(cured, clocksFrom(between, { step: 'cure', ground: 'R06', at: friday }), null);
    assert.deepEqual(nextDeadlineRow(both, 'reconsidering', 'requested', friday), {
      step: 'reconsider',
      dueAt: '2026-12-07T22:59:59.999Z',
      owedBy: 'us',
      isOver: false,
    });
    const monday = '2026-12-07T10:00:00.000Z' as Instant;
    const again = { ...noClocks, reopened: (at: Instant) => startDeadlines(arrangement, known.request, at, xb.authorityId).slice(1) };
    const open = clocksAfter(both, { event: 'reopening', at: monday, detail: 'R06', clause: '10' }, again);
    assert.deepEqual(
      open.filter(({ metAt }) => metAt === null).map(({ step, startedAt }) => [step, startedAt]),
      [['reply', monday]],
    );
    assert.equal(open.find(({ step }) => step === 'reconsider')?.metAt, monday);
  });

  test('a receipt that becomes known after the answer to it keeps the clock as met', () => {
    assert.deepEqual(
      withClocks(refused, cure, friday).filter(({ metAt }) => metAt === null),
      [],
    );
  });

  test('invariant 6: a delay told in time meets the deadline for a first answer, and the date of the reply is missed all the same', () => {
    const after = clocksAfter(urgent, { event: 'delay-notice', at: friday, detail: null, clause: null }, noClocks);
    assert.deepEqual(
      after.filter(({ metAt }) => metAt === null).map(({ step }) => step),
      ['contest-urgency', 'reply'],
    );
  });

  test('invariant 6: whatever is said in whatever order, the deadline of a first answer is met by an answer or an explanation and by nothing else', () => {
    const answers = ['partial-reply', 'complete-reply', 'refusal', 'impossibility', 'delay-notice', 'postponement'] as const;
    const others = ['acknowledgement', 'question', 'answer', 'confidentiality-change'] as const;
    const said = fc.array(fc.record({ event: fc.constantFrom(...answers, ...others), hours: fc.integer({ min: 1, max: 2000 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(said, (events) => {
        const told = events.toSorted((left, right) => left.hours - right.hours);
        const at = (hours: number): Instant => addMs(friday, hours * 3_600_000);
        const after = told.reduce((deadlines, { event, hours }) => meetDeadlines(deadlines, event, at(hours)), urgent);
        const first = told.find(({ event }) => answers.some((one) => one === event));
        assert.equal(after.find(({ step }) => step === 'interim-reply')?.metAt ?? null, first === undefined ? null : at(first.hours));
      }),
      { numRuns: 300, verbose: 1 },
    );
  });
});
