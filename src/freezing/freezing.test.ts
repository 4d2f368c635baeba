// SPDX-License-Identifier: Apache-2.0
/** Freezing: what a certificate must hold, which measure follows which, and the ledger, whose sum never exceeds the order. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bilateralArrangement, knownAgreement } from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
import type { MeasuredCase } from '../assistance/index.ts';
import { addMs, type Instant } from '../kernel/index.ts';
import { limitAnswerDueAt } from './clocks.ts';
import { checkMeasure, measuresByState } from './check-measure.ts';
import { checkOrder, type SentOrder } from './check-order.ts';
import { sumWords } from './sum-words.ts';
import { measureSentence } from './measure-words.ts';
import { draftOfOrder } from './open-order.ts';
import { playFreeze, type Taken, totalsOf } from './play-freeze.ts';
import { sampleLine, sampleOrder } from './sample-order.test.ts';
import { freezeStates, type InstructionWire, measureSchema, type MeasureWire, type OrderWire, orderSchema } from './wire.ts';

const monday = '2026-11-23T10:00:00.000Z' as Instant;
const dayMs = 86_400_000;

const { xa, xb } = sampleParties;
/** No clause of it speaks of the question to limit a freeze, so six weeks of the issuing authority run. */
const agreement = knownAgreement(bilateralArrangement({ parties: [xa, xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant }));
const executing: MeasuredCase = {
  id: 'req_1',
  side: 'requested',
  counterpart: xa.authorityId,
  state: 'acknowledged',
  assistance: 'freeze',
  class: 'normal',
  reference: '',
  agreement: null,
  order: undefined,
  deadlines: [],
  requestDispatch: null,
  taken: [],
  isWaiting: false,
};

interface Story {
  readonly order: OrderWire;
  readonly taken: Taken[];
  at: Instant;
}

function story(order: OrderWire = sampleOrder()): Story {
  return { order, taken: [], at: monday };
}

/** Takes the measure where it may be taken; else says what is wrong with it. */
function attempt(told: Story, measure: MeasureWire | InstructionWire): readonly string[] {
  const limitDueAt = limitAnswerDueAt({ facts: executing, freeze: playFreeze(told.taken), agreement, self: xb.authorityId });
  const issues = checkMeasure({ order: told.order, taken: told.taken, measure, at: told.at, limitDueAt });
  if (issues.length > 0) return issues.map(({ path }) => path);
  const common = { at: told.at, dispatch: null };
  if (measure.kind === 'limit-answer' || measure.kind === 'release') told.taken.push({ ...common, side: 'requesting', measure });
  else told.taken.push({ ...common, side: 'requested', measure });
  return [];
}

const executed = (
  valueMinor: string,
  lineId = 'line-1',
  change: Partial<Extract<MeasureWire, { kind: 'executed' }>> = {},
): MeasureWire => ({
  kind: 'executed',
  lines: [sampleLine(lineId, valueMinor)],
  notice: 'given',
  remedies: 'Appeal to the court of XB within 30 days.',
  until: null,
  ...change,
});
const recognised: MeasureWire = { kind: 'recognised', note: '' };

describe('a certificate', () => {
  const paths = (order: OrderWire, assistance = 'freeze', sent: readonly SentOrder[] = []) =>
    checkOrder(order, assistance, sent).map(({ path }) => path);

  test('that holds all it must is in order, and reads back', () => {
    assert.deepEqual(paths(sampleOrder()), []);
    assert.ok(orderSchema.safeParse(JSON.parse(JSON.stringify(sampleOrder()))).success);
  });

  const wrong: readonly (readonly [why: string, path: string, order: OrderWire, assistance?: string])[] = [
    ['goes with what it orders', 'order.kind', sampleOrder(), 'confiscation'],
    ['names an amount', 'order.property.hereMinor', sampleOrder({ property: { ...sampleOrder().property, hereMinor: '0' } })],
    ['names the items', 'order.property.items', sampleOrder({ property: { ...sampleOrder().property, basis: 'items', items: [] } })],
    ['rests on a final decision to confiscate', 'order.finalOn', sampleOrder({ kind: 'confiscation' }), 'confiscation'],
    ['says how long a movement may be held back', 'order.hoursMax', sampleOrder({ kind: 'suspension' }), 'suspend-movement'],
    ['says why notice is put off', 'order.confidential.reason', sampleOrder({ confidential: { deferNotice: true, reason: ' ' } })],
    [
      'does not ask several states for more than the order',
      'order.property.totalMinor',
      sampleOrder({ otherStates: [{ jurisdiction: 'XC', why: 'Another account.', amountMinor: '60000001' }] }),
    ],
  ];
  for (const [why, path, order, assistance] of wrong) test(why, () => assert.deepEqual(paths(order, assistance), [path]));

  test('invariant 14: with those that went to other states it never comes to more than the order in total', () => {
    const amount = fc.bigInt({ min: 1n, max: 60_000_000n });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 8 }), (amounts) => {
        const sent: SentOrder[] = [];
        for (const [index, here] of amounts.entries()) {
          const order = sampleOrder({ property: { ...sampleOrder().property, hereMinor: String(here) }, otherStates: [] });
          if (checkOrder(order, 'freeze', sent).length === 0) sent.push({ counterpart: `authority ${index}`, order });
        }
        const sum = sent.reduce((total, { order }) => total + BigInt(order.property.hereMinor), 0n);
        assert.ok(sum <= BigInt(sampleOrder().property.totalMinor));
      }),
    );
  });

  test('becomes a request whose texts say what it says', () => {
    const draft = draftOfOrder(sampleOrder(), { counterpart: 'xb', purpose: 'freeze-confiscation', reference: 'XA-1' });
    assert.equal(draft.assistance, 'freeze');
    assert.match(draft.content['property'] ?? '', /400,000\.00 EUR here, 1,000,000\.00 EUR in all/);
    assert.match(draft.content['domestic-order'] ?? '', /Court of XA, 2026-11-20, 14 Gs 220\/26/);
  });
});

describe('measures', () => {
  test('every measure has its states, and none is taken in another', () => {
    for (const [kind, states] of Object.entries(measuresByState)) {
      assert.ok(states.length > 0 && states.every((state) => freezeStates.includes(state)), kind);
    }
    const told = story();
    for (const early of [
      { kind: 'limit-question', reasons: 'Why', proposedUntil: monday },
      { kind: 'valued', lineId: 'line-1', valueMinor: '1', method: 'x' },
    ] as const)
      assert.deepEqual(attempt(told, early), ['measure.kind']);
  });

  test('recognised, carried out, released and ended: a freeze to its closure', () => {
    const told = story();
    assert.deepEqual(attempt(told, recognised), []);
    assert.deepEqual(attempt(told, executed('31000000')), []);
    assert.deepEqual(totalsOf(told.order, playFreeze(told.taken).lines).leftMinor, '9000000');
    const ended: MeasureWire = { kind: 'ended', why: 'released', lineIds: ['line-1'], note: '' };
    assert.deepEqual(attempt(told, ended), ['measure.lineIds.0'], 'nobody has released it');
    assert.deepEqual(attempt(told, { kind: 'release', lineIds: ['line-1'], reasons: 'Acquitted.' }), []);
    assert.deepEqual(attempt(told, ended), []);
    assert.equal(playFreeze(told.taken).state, 'ended');
    assert.equal(totalsOf(told.order, playFreeze(told.taken).lines).leftMinor, '40000000', 'what was released may be frozen again');
  });

  test('postponed and impossible are not the end: the order is carried out later under the same certificate', () => {
    const told = story();
    const postponed = { kind: 'postponed', why: 'ongoing-investigation', reasons: 'It would warn a suspect here.', until: null } as const;
    const impossible = { kind: 'impossible', why: 'location-too-vague', reasons: 'No such account.', consulted: 'By telephone.' } as const;
    assert.deepEqual(attempt(told, postponed), []);
    assert.equal(playFreeze(told.taken).state, 'postponed');
    assert.deepEqual(attempt(told, impossible), []);
    assert.equal(playFreeze(told.taken).state, 'impossible');
    assert.deepEqual(attempt(told, executed('100')), []);
    assert.equal(playFreeze(told.taken).state, 'executed');
  });

  test('a question to limit the freeze that is not answered for six weeks frees the executing side, and not a moment before', () => {
    const told = story();
    attempt(told, executed('100'));
    const lapsed: MeasureWire = { kind: 'ended', why: 'lapsed', lineIds: ['line-1'], note: '' };
    assert.deepEqual(attempt(told, lapsed), ['measure.why'], 'nothing was asked');
    const asked = told.at;
    assert.deepEqual(
      attempt(told, { kind: 'limit-question', reasons: 'The account pays wages.', proposedUntil: addMs(monday, 90 * dayMs) }),
      [],
    );
    // Asked on Monday 23 November: the sixth Monday after it is 4 January, whose last moment in XA is 22:00 in UTC.
    assert.equal(asked, monday);
    told.at = '2027-01-04T21:59:59.999Z' as Instant;
    assert.deepEqual(attempt(told, lapsed), ['measure.why']);
    told.at = addMs(told.at, 1);
    assert.deepEqual(attempt(told, lapsed), []);
    assert.equal(playFreeze(told.taken).state, 'ended');
  });

  test('more property that is found meanwhile leaves the question open, and its answer possible', () => {
    const told = story();
    attempt(told, executed('100'));
    attempt(told, { kind: 'limit-question', reasons: 'Wages.', proposedUntil: addMs(monday, 90 * dayMs) });
    assert.deepEqual(attempt(told, executed('50', 'line-2')), []);
    assert.equal(playFreeze(told.taken).state, 'limit-asked');
    assert.deepEqual(attempt(told, { kind: 'limit-answer', answer: 'maintain', until: null, reasons: 'The trial begins in May.' }), []);
    assert.equal(playFreeze(told.taken).state, 'executed');
  });

  test('an answer within six weeks keeps it bound', () => {
    const told = story();
    attempt(told, executed('100'));
    attempt(told, { kind: 'limit-question', reasons: 'Wages.', proposedUntil: addMs(monday, 90 * dayMs) });
    told.at = addMs(told.at, 41 * dayMs);
    assert.deepEqual(attempt(told, { kind: 'limit-answer', answer: 'maintain', until: null, reasons: 'The trial begins in May.' }), []);
    told.at = addMs(told.at, 100 * dayMs);
    assert.deepEqual(attempt(told, { kind: 'ended', why: 'lapsed', lineIds: ['line-1'], note: '' }), ['measure.why']);
  });

  test('invariant 15: notice to persons affected is put off only where the certificate asks for it, and comes with remedies', () => {
    const deferred = executed('100', 'line-1', { notice: 'deferred' });
    assert.deepEqual(attempt(story(), deferred), ['measure.notice']);
    assert.deepEqual(attempt(story(sampleOrder({ confidential: { deferNotice: true, reason: 'A second arrest.' } })), deferred), []);
  });

  test('a movement is held back until a moment, and no longer than the order allows', () => {
    const order = sampleOrder({ kind: 'suspension', hoursMax: 72 });
    assert.deepEqual(attempt(story(order), executed('100')), ['measure.until']);
    assert.deepEqual(attempt(story(order), executed('100', 'line-1', { until: addMs(monday, 72 * 3_600_000 + 1) })), ['measure.until']);
    const told = story(order);
    assert.deepEqual(attempt(told, executed('100', 'line-1', { until: addMs(monday, 72 * 3_600_000) })), []);
    const passed: MeasureWire = { kind: 'ended', why: 'time-passed', lineIds: ['line-1'], note: '' };
    assert.deepEqual(attempt(told, passed), ['measure.why']);
    told.at = addMs(monday, 72 * 3_600_000);
    assert.deepEqual(attempt(told, passed), []);
  });

  test('only what was confiscated is disposed of, and no more than it was worth', () => {
    const shares: Extract<MeasureWire, { kind: 'disposed' }> = {
      kind: 'disposed',
      lineIds: ['line-1'],
      victimsMinor: '60',
      issuingMinor: '20',
      executingMinor: '20',
      note: '',
    };
    const freezing = story();
    attempt(freezing, executed('100'));
    assert.deepEqual(attempt(freezing, shares), ['measure.kind']);
    const told = story(sampleOrder({ kind: 'confiscation', finalOn: '2026-11-20' }));
    attempt(told, executed('100'));
    assert.deepEqual(attempt(told, { ...shares, victimsMinor: '61' }), ['measure.victimsMinor']);
    const nobodyPaid = { ...shares, victimsMinor: '0', victimsCompensated: 2 };
    assert.deepEqual(attempt(told, nobodyPaid), ['measure.victimsCompensated']);
    assert.deepEqual(attempt(told, { ...shares, victimsCompensated: 2 }), []);
    assert.equal(playFreeze(told.taken).state, 'disposed');
  });

  test('what is frozen goes back to victims, and to nobody else, where the certificate tells of a decision to give it back', () => {
    const back = { kind: 'disposed', victimsMinor: '60', issuingMinor: '0', executingMinor: '0', note: '' } as const;
    const told = story(sampleOrder({ restitution: 'Court of XA, 2 November 2026: to be given back to the four investors.' }));
    attempt(told, executed('100', 'a'));
    attempt(told, executed('40', 'b'));
    attempt(told, { kind: 'claimed', lineId: 'b', claimant: 'Tide Leasing', claim: 'It was let, not sold.' });
    type Given = Partial<Extract<MeasureWire, { kind: 'disposed' }>> & { readonly lineIds: string[] };
    const rows: readonly (readonly [Given, string[]])[] = [
      [{ lineIds: ['a'], executingMinor: '20' }, ['measure.issuingMinor']],
      [{ lineIds: ['a'], victimsMinor: '0' }, ['measure.victimsMinor']],
      [{ lineIds: ['a'], victimsMinor: '101' }, ['measure.victimsMinor']],
      [{ lineIds: ['a', 'b'] }, ['measure.lineIds.1']],
      [{ lineIds: ['a'] }, []],
    ];
    for (const [given, expected] of rows) assert.deepEqual(attempt(told, { ...back, ...given }), expected);
    assert.equal(playFreeze(told.taken).state, 'executed', 'what is claimed stays frozen');
    const words = { sum: sumWords(told.order), line: (id: string) => `Wallet ${id.toUpperCase()}` };
    const sentence = measureSentence({ ...back, lineIds: ['a'], victimsMinor: '6000000', victimsCompensated: 1 }, words);
    assert.equal(sentence, 'gave Wallet A back: 60,000.00 EUR to 1 victim.');
  });

  test('more than the order lets be frozen here is refused in sums that people read', () => {
    const [over] = checkMeasure({ order: sampleOrder(), taken: [], measure: executed('40000001'), at: monday, limitDueAt: null });
    assert.match(over?.problem ?? '', /: 400,000\.00 EUR is left\.$/);
  });

  test('a later valuation and a claim stand beside the line and change no sum', () => {
    const told = story();
    attempt(told, executed('100'));
    attempt(told, { kind: 'valued', lineId: 'line-1', valueMinor: '900', method: 'Market price of VZX' });
    attempt(told, { kind: 'claimed', lineId: 'line-1', claimant: 'Tide Leasing', claim: 'It was let, not sold.' });
    const [line] = playFreeze(told.taken).lines;
    assert.deepEqual([line?.valueMinor, line?.latestMinor, line?.claims.length], ['100', '900', 1]);
    assert.equal(totalsOf(told.order, playFreeze(told.taken).lines).frozenMinor, '100');
  });

  test('invariant 14: whatever is tried in whatever order, what is frozen and disposed of never exceeds the order', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd');
    const minor = fc.bigInt({ min: 0n, max: 30_000_000n }).map(String);
    const move: fc.Arbitrary<MeasureWire | InstructionWire> = fc.oneof(
      fc.tuple(line, minor).map(([id, value]) => executed(value, id)),
      line.map((id): InstructionWire => ({ kind: 'release', lineIds: [id], reasons: 'x' })),
      line.map((id): MeasureWire => ({ kind: 'ended', why: 'released', lineIds: [id], note: '' })),
      fc.tuple(line, minor).map(([id, value]): MeasureWire => ({ kind: 'valued', lineId: id, valueMinor: value, method: 'x' })),
      line.map((id): MeasureWire => ({
        kind: 'disposed',
        lineIds: [id],
        victimsMinor: '0',
        issuingMinor: '0',
        executingMinor: '0',
        note: '',
      })),
    );
    const kind = fc.constantFrom('freezing' as const, 'confiscation' as const);
    fc.assert(
      fc.property(kind, fc.array(move, { maxLength: 40 }), (orderKind, moves) => {
        const told = story(sampleOrder({ kind: orderKind, finalOn: '2026-11-20' }));
        for (const one of moves) {
          attempt(told, one);
          const { frozenMinor, disposedMinor, leftMinor } = totalsOf(told.order, playFreeze(told.taken).lines);
          const [held, here] = [BigInt(frozenMinor) + BigInt(disposedMinor), BigInt(told.order.property.hereMinor)];
          assert.ok(held <= here, `${held} of ${here}`);
          assert.equal(held + BigInt(leftMinor), here);
        }
      }),
    );
  });

  test('invariant 14: over several states, whatever each of them does, what is frozen never comes to more than the order in total', () => {
    const minor = fc.bigInt({ min: 0n, max: 60_000_000n });
    const doing = fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('freeze', 'release', 'end'), fc.constantFrom('a', 'b', 'c'), minor);
    fc.assert(
      fc.property(fc.array(minor, { maxLength: 4 }), fc.array(doing, { maxLength: 60 }), (shares, doings) => {
        const { property } = sampleOrder();
        const states: Story[] = [];
        for (const here of shares) {
          const order = sampleOrder({ property: { ...property, hereMinor: String(here) } });
          const sent = states.map((told, index) => ({ counterpart: `authority ${index}`, order: told.order }));
          if (checkOrder(order, 'freeze', sent).length === 0) states.push(story(order));
        }
        for (const [index, what, id, value] of doings) {
          const told = states[index];
          if (told === undefined) continue;
          if (what === 'freeze') attempt(told, executed(String(value), id));
          else if (what === 'release') attempt(told, { kind: 'release', lineIds: [id], reasons: 'No longer needed.' });
          else attempt(told, { kind: 'ended', why: 'released', lineIds: [id], note: '' });
          const frozen = states.reduce((sum, { order, taken }) => sum + BigInt(totalsOf(order, playFreeze(taken).lines).frozenMinor), 0n);
          assert(frozen <= BigInt(property.totalMinor), `${frozen} of ${property.totalMinor}`);
        }
      }),
    );
  });

  test('invariant 15: nothing is frozen without notice and remedies in words, or a notice that the certificate asks to put off', () => {
    const anyExecution = fc.record({
      notice: fc.constantFrom('given' as const, 'deferred' as const),
      remedies: fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^\s{0,5}$/)),
    });
    const deferring = fc.record({ deferNotice: fc.boolean(), reason: fc.constantFrom('', ' ', 'A second arrest.') });
    fc.assert(
      fc.property(deferring, fc.array(anyExecution, { maxLength: 8 }), (confidential, executions) => {
        const order = sampleOrder({ confidential });
        if (checkOrder(order, 'freeze', []).length > 0) return;
        const told = story(order);
        for (const [index, { notice, remedies }] of executions.entries()) {
          const parsed = measureSchema.safeParse(executed('1', `line-${index}`, { notice, remedies }));
          if (parsed.success) attempt(told, parsed.data);
        }
        for (const { measure } of told.taken) {
          assert(measure.kind === 'executed' && measure.remedies.trim() !== '');
          assert(measure.notice === 'given' || (confidential.deferNotice && confidential.reason.trim() !== ''));
        }
      }),
    );
  });
});
