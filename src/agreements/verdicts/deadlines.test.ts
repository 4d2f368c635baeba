// SPDX-License-Identifier: Apache-2.0
/** Periods as Regulation 1182/71 counts them, in the calendar of the authority that owes the step. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { type AgreementLife, bilateralArrangement, deadlinesOf, knownAgreement, noLife, type Party } from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import type { TermWire } from '../wire.ts';

const { xa, xb, xc } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const base = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });

type DeadlineTerm = Extract<TermWire, { kind: 'deadline' }>;
const files = (requestClass: 'normal' | 'urgent') => ({ class: requestClass, assistance: 'information-from-files' as const });
function dueAt(receivedAt: string, amount: number, unit: DeadlineTerm['unit'], asked: string): string | undefined {
  const term: DeadlineTerm = { kind: 'deadline', clause: '9', step: 'reply', class: 'normal', amount, unit };
  const agreement = knownAgreement({
    ...base,
    parties: [xa, xb, xc],
    terms: [...base.terms.filter(({ kind }) => kind !== 'deadline'), term],
  });
  return deadlinesOf(agreement, files('normal'), at(receivedAt as Instant), asked)[0]?.dueAt;
}

/** Received, and with what had been announced by then. */
const at = (receivedAt: Instant, asOf = receivedAt) => ({ receivedAt, asOf });

suite('when a period ends', () => {
  const rows: readonly [string, string, number, DeadlineTerm['unit'], string, string][] = [
    [
      'five working days from a Friday, XA two weeks before winter holidays',
      '2026-11-20T14:30:00.000Z',
      5,
      'working-day',
      xa.authorityId,
      '2026-11-27T21:59:59.999Z',
    ],
    ["XB's holiday on Thursday is not counted", '2026-11-20T15:30:00.000Z', 5, 'working-day', xb.authorityId, '2026-11-30T22:59:59.999Z'],
    [
      'received late on Friday in UTC, which is Saturday already in XA',
      '2026-11-20T22:30:00.000Z',
      1,
      'working-day',
      xa.authorityId,
      '2026-11-23T21:59:59.999Z',
    ],
    [
      'received on a Saturday: Monday is the first day',
      '2026-11-21T09:00:00.000Z',
      1,
      'working-day',
      xb.authorityId,
      '2026-11-23T22:59:59.999Z',
    ],
    [
      'in XC Friday and Saturday are not worked, Sunday is',
      '2026-11-19T08:00:00.000Z',
      1,
      'working-day',
      xc.authorityId,
      '2026-11-22T19:59:59.999Z',
    ],
    [
      'one day from a Friday ends on Monday, since Saturday is not worked',
      '2026-11-20T15:30:00.000Z',
      1,
      'day',
      xb.authorityId,
      '2026-11-23T22:59:59.999Z',
    ],
    ['two days from a Friday hold two that are worked', '2026-11-20T15:30:00.000Z', 2, 'day', xb.authorityId, '2026-11-24T22:59:59.999Z'],
    [
      'two days from a Wednesday before a holiday end on a day that is worked, and hold one: the next working day',
      '2026-11-25T15:30:00.000Z',
      2,
      'day',
      xb.authorityId,
      '2026-11-30T22:59:59.999Z',
    ],
    ['and so do three', '2026-11-20T15:30:00.000Z', 3, 'day', xb.authorityId, '2026-11-24T22:59:59.999Z'],
    [
      'three days from a Monday end on the third day, a holiday: the next working day',
      '2026-11-23T15:30:00.000Z',
      3,
      'day',
      xb.authorityId,
      '2026-11-27T22:59:59.999Z',
    ],
    ['four days from a Monday', '2026-11-23T15:30:00.000Z', 4, 'day', xb.authorityId, '2026-11-27T22:59:59.999Z'],
    ['hours are exact, also over a weekend', '2026-11-20T15:30:00.000Z', 48, 'hour', xb.authorityId, '2026-11-22T15:30:00.000Z'],
    ['over the change to summer time', '2027-03-26T10:00:00.000Z', 1, 'working-day', xa.authorityId, '2027-03-29T20:59:59.999Z'],
  ];
  for (const [name, receivedAt, amount, unit, asked, expected] of rows) {
    test(name, () => {
      assert.equal(dueAt(receivedAt, amount, unit, asked), expected);
      assert.equal(dueAt(receivedAt, amount, unit, asked), expected, 'and again, from memory');
    });
  }
});

suite('which deadlines run', () => {
  const agreement = knownAgreement(base);
  const received = '2026-11-20T15:30:00.000Z' as Instant;
  const steps = (requestClass: 'normal' | 'urgent') =>
    deadlinesOf(agreement, files(requestClass), at(received), xb.authorityId).map(({ step }) => step);
  test('for a normal request', () => assert.deepEqual(steps('normal'), ['acknowledge', 'reply']));
  test('for an urgent one', () => assert.deepEqual(steps('urgent'), ['acknowledge', 'contest-urgency', 'interim-reply', 'reply']));
  test('an urgent request keeps the normal deadline of a step that has no urgent one', () => {
    const terms = base.terms.filter((term) => !(term.kind === 'deadline' && term.class === 'urgent' && term.step === 'reply'));
    const found = deadlinesOf(knownAgreement({ ...base, terms }), files('urgent'), at(received), xb.authorityId);
    assert.match(found.find(({ step }) => step === 'reply')?.sentence ?? '', /within 30 working days/);
  });
  test('a kind of assistance with a clock of its own runs on that one', () => {
    const own: DeadlineTerm = { kind: 'deadline', clause: '9.1', step: 'reply', class: 'normal', amount: 3, unit: 'day', for: ['freeze'] };
    const known = knownAgreement({ ...base, terms: [...base.terms, own] });
    const sentence = (assistance: 'freeze' | 'statement', requestClass: 'normal' | 'urgent') =>
      deadlinesOf(known, { class: requestClass, assistance }, at(received), xb.authorityId).find(({ step }) => step === 'reply')?.sentence;
    assert.match(sentence('freeze', 'normal') ?? '', /within 3 days of receipt/);
    assert.match(sentence('statement', 'normal') ?? '', /within 30 working days/);
    assert.match(sentence('freeze', 'urgent') ?? '', /within 20 working days/, 'the urgent clock of all kinds is shorter law');
  });
  test('what starts later than the request is not among its deadlines', () => {
    const later: DeadlineTerm = { kind: 'deadline', clause: '9.1', step: 'execute', class: 'normal', amount: 48, unit: 'hour' };
    const known = knownAgreement({ ...base, terms: [...base.terms, later] });
    assert.deepEqual(
      deadlinesOf(known, files('normal'), at(received), xb.authorityId).map(({ step }) => step),
      ['acknowledge', 'reply'],
    );
  });
  test('none towards an authority that is not a party', () =>
    assert.deepEqual(deadlinesOf(agreement, files('normal'), at(received), xc.authorityId), []));
});

suite('holidays that a party announced after it had signed', () => {
  const signed: Party = { ...xb, calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: ['2026-12-25'] } };
  const term: DeadlineTerm = { kind: 'deadline', clause: '9.1', step: 'reply', class: 'normal', amount: 10, unit: 'working-day' };
  const terms = [...base.terms.filter(({ kind }) => kind !== 'deadline'), term];
  const announced = (...calendars: AgreementLife['calendars']) => ({
    ...knownAgreement({ ...base, parties: [xa, signed], terms }),
    life: { ...noLife, calendars },
  });
  const received = '2026-12-14T10:00:00.000Z' as Instant;
  const moved = {
    party: xb.authorityId,
    at: '2026-12-18T09:00:00.000Z',
    from: '2026-12-22',
    holidays: ['2026-12-22', '2026-12-24', '2026-12-25'],
  };
  const due = (known: ReturnType<typeof announced>, asOf: string) =>
    deadlinesOf(known, files('normal'), at(received, asOf as Instant), xb.authorityId)[0]?.dueAt.slice(0, 10);
  const rows: readonly (readonly [what: string, calendars: AgreementLife['calendars'], asOf: string, day: string])[] = [
    ['nothing announced', [], '2026-12-20T00:00:00.000Z', '2026-12-29'],
    ['announced, and counted again', [moved], '2026-12-20T00:00:00.000Z', '2026-12-31'],
    ['a verdict given before the announcement stays as it was', [moved], '2026-12-17T00:00:00.000Z', '2026-12-29'],
    ['of another party', [{ ...moved, party: xa.authorityId }], '2026-12-20T00:00:00.000Z', '2026-12-29'],
    [
      'taken back before it began',
      [moved, { ...moved, at: '2026-12-19T09:00:00.000Z', holidays: ['2026-12-25'] }],
      '2026-12-20T00:00:00.000Z',
      '2026-12-29',
    ],
    [
      'taken back after a day of it had passed',
      [moved, { ...moved, at: '2026-12-23T09:00:00.000Z', from: '2026-12-23', holidays: ['2026-12-25'] }],
      '2026-12-23T10:00:00.000Z',
      '2026-12-30',
    ],
  ];
  for (const [what, calendars, asOf, day] of rows) test(`${what}: ${day}`, () => assert.equal(due(announced(...calendars), asOf), day));
});
