// SPDX-License-Identifier: Apache-2.0
/** A freeze between two servers under the arrangement of the box: to its closure, and to a refusal; both sides fold the same ledger. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fillTemplate, findTemplate, type Party } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { type FreezeDetailWire, type MeasureWire, type OrderWire, orderSchema } from '../../freezing/wire.ts';
import { addMs, type CallAnswer } from '../../kernel/index.ts';
import {
  act,
  approve,
  bringIntoForce,
  call,
  deliverAll,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  type Side,
} from '../two-authorities.test.ts';

const order: OrderWire = orderSchema.parse({
  v: 1,
  orderId: 'order-xa-2026-220',
  kind: 'freezing',
  court: 'Court of XA',
  reference: '14 Gs 220/26',
  issuedOn: '2026-11-20',
  finalOn: null,
  validatedBy: '',
  urgency: { wishedAt: null, coordination: 'The wallet is being emptied since Friday.' },
  persons: [{ kind: 'natural', name: 'Ilse Varga', otherNames: '', position: 'suspect', bornOrRegistered: '', identity: '', address: '' }],
  property: {
    basis: 'money',
    currency: 'EUR',
    hereMinor: '40000000',
    totalMinor: '100000000',
    grounds: 'Payments traced to the account.',
    items: [{ id: 'account', kind: 'account', description: 'Account at Bank One', locator: 'XB12', heldBy: 'Bank One' }],
  },
  facts: 'Investors paid for a token that did not exist.',
  offence: { classification: 'Fraud', listed: ['fraud'], penaltyYearsMax: 10, link: 'It is what was paid.' },
  confidential: { deferNotice: false, reason: '' },
  formalities: '',
  otherStates: [],
  earlierOrders: [],
  confiscation: 'none',
  expectedOn: null,
  alternatives: '',
  restitution: '',
  remedies: 'Complaint to the Court of XA.',
  contact: 'prosecutor@xa.example',
  hoursMax: null,
});

describe('a freeze between two servers', () => {
  let pair: Pair;
  before(async () => {
    pair = await openPair();
    await agreed('freezing-orders', { kind: 'prosecutor', capabilities: ['files', 'freeze', 'confiscate'] });
    await agreed('fiu-exchange', { kind: 'financial-intelligence-unit', capabilities: ['files', 'records', 'suspend-movements'] });
  });
  after(async () => pair.close());

  async function agreed(key: string, as: Pick<Party, 'kind' | 'capabilities'>): Promise<void> {
    const template = findTemplate(key);
    assert(template !== null);
    const parties = [
      { ...sampleParties.xa, ...as, authorityId: pair.xa.id },
      { ...sampleParties.xb, ...as, authorityId: pair.xb.id },
    ];
    const filled = fillTemplate(template, { parties, inForceFrom: '2026-01-01T00:00:00.000Z' });
    assert(filled.ok, JSON.stringify(filled));
    await bringIntoForce(pair, filled.value.document);
  }

  const freezeOf = async (side: Side, id: string): Promise<FreezeDetailWire> =>
    json(await call(pair, side, 'preparer', 'GET /api/freezing/orders/:id', { params: { id } })) as FreezeDetailWire;
  const measure = (side: Side, id: string, taken: unknown): Promise<CallAnswer> =>
    call(pair, side, 'preparer', 'POST /api/freezing/orders/:id/measures', { params: { id }, body: { measure: taken } });

  async function sentOrder(change: Partial<OrderWire> = {}, purpose = 'freeze-confiscation'): Promise<string> {
    const body = { counterpart: pair.xb.id, purpose, reference: 'XA-1', order: { ...order, ...change } };
    const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/freezing/orders', { body })) as FreezeDetailWire;
    const id = opened.row.caseId;
    assert.equal(opened.row.state, 'not-sent');
    json(await act(pair, pair.xa, id, 'submission', null));
    json(await approve(pair, pair.xa, id));
    await deliverAll(pair);
    return id;
  }

  async function take(side: Side, id: string, taken: unknown): Promise<void> {
    json(await measure(side, id, taken));
    if ((await look(pair, side, id)).steps.some((step) => step.state === 'awaiting-approval')) json(await approve(pair, side, id));
    await deliverAll(pair);
  }

  const executed = (valueMinor: string, lineId: string): MeasureWire => ({
    kind: 'executed',
    lines: [
      {
        lineId,
        itemId: 'account',
        description: 'Balance',
        heldBy: 'Bank One',
        quantity: '',
        valueMinor,
        custody: 'Blocked',
        at: '2026-11-21T10:00:00.000Z',
      },
    ],
    notice: 'given',
    remedies: 'Appeal in XB within 30 days.',
    until: null,
  });

  test('invariant 14: recognised and carried out within 48 hours each; more than the order is refused; released to the end', async () => {
    const id = await sentOrder();
    const asked = await freezeOf(pair.xb, id);
    assert.equal(asked.row.state, 'issued');
    assert.equal(asked.row.nextClock?.what, 'decide');
    await take(pair.xb, id, { kind: 'recognised', note: '' });
    const recognised = await freezeOf(pair.xa, id);
    assert.equal(recognised.row.state, 'recognised');
    assert.deepEqual([recognised.row.nextClock?.what, recognised.row.nextClock?.owedBy], ['execute', 'them']);
    assert.notEqual((await look(pair, pair.xb, id)).deadlines.find(({ step }) => step === 'decide')?.metAt, null);
    const firm = { firm: 'Bank One', firmKind: 'bank', itemId: 'account', instruction: 'Block the account.' };
    const ordered = json(
      await call(pair, pair.xb, 'preparer', 'POST /api/freezing/orders/:id/firm-orders', { params: { id }, body: firm }),
    ) as FreezeDetailWire;
    const [firmOrder] = ordered.firmOrders;
    assert(firmOrder !== undefined);
    const params = { id, order: firmOrder.id };
    const confirmation = { reference: 'B1-7', quantity: '', valueMinor: '31000000', custody: 'Blocked' };
    const target = 'POST /api/freezing/orders/:id/firm-orders/:order/confirmation';
    json(await call(pair, pair.xb, 'preparer', target, { params, body: confirmation }));
    assert.equal((await call(pair, pair.xb, 'preparer', target, { params, body: confirmation })).kind, 'absent', 'it is confirmed once');
    const letter = await call(pair, pair.xb, 'preparer', 'GET /api/freezing/orders/:id/firm-orders/:order/letter', { params });
    assert.equal(letter.kind, 'bytes');
    await take(pair.xb, id, executed('31000000', 'one'));
    assert.equal(issuesIn(await measure(pair.xb, id, executed('9000001', 'two')))[0]?.path, 'measure.lines');
    await take(pair.xb, id, executed('9000000', 'two'));
    const [ours, theirs] = [await freezeOf(pair.xa, id), await freezeOf(pair.xb, id)];
    assert.deepEqual(ours.lines, theirs.lines);
    assert.deepEqual(ours.totals, {
      frozenMinor: '40000000',
      releasedMinor: '0',
      disposedMinor: '0',
      leftMinor: '0',
      allStatesMinor: '40000000',
    });
    assert.deepEqual(ours.next, ['release']);
    const frozen = 'Property is still frozen under the order of this case; once the case has ended, nobody could release it.';
    assert.equal(issuesIn(await act(pair, pair.xa, id, 'withdrawal', { reason: 'Settled.' }))[0]?.problem, frozen);
    const refusal = { ground: 'R05', reasons: 'She was acquitted here.', consulted: 'By telephone.' };
    assert.equal(issuesIn(await act(pair, pair.xb, id, 'refusal', refusal))[0]?.problem, frozen);
    const paper = await call(pair, pair.xa, 'preparer', 'GET /api/freezing/orders/:id/paper', { params: { id } });
    assert(paper.kind === 'bytes' && paper.mediaType === 'application/pdf');
    await take(pair.xa, id, { kind: 'release', lineIds: ['one', 'two'], reasons: 'The proceedings have ended.' });
    await take(pair.xb, id, { kind: 'ended', why: 'released', lineIds: ['one', 'two'], note: '' });
    assert.equal((await freezeOf(pair.xa, id)).row.state, 'ended');
  });

  test('invariant 14: a second certificate of the same order cannot go over its total', async () => {
    const first = await sentOrder({ orderId: 'order-two', property: { ...order.property, hereMinor: '70000000' } });
    const body = {
      counterpart: pair.xb.id,
      purpose: 'freeze-confiscation',
      reference: 'XA-2',
      order: { ...order, orderId: 'order-two', property: { ...order.property, hereMinor: '30000001' } },
    };
    const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/freezing/orders', { body })) as FreezeDetailWire;
    assert.equal(issuesIn(await act(pair, pair.xa, opened.row.caseId, 'submission', null))[0]?.path, 'order.property.hereMinor');
    assert.equal((await freezeOf(pair.xb, first)).row.state, 'issued');
  });

  test('invariant 5: refused only after consultation, and then nothing can be frozen', async () => {
    const id = await sentOrder({ orderId: 'order-three' });
    const refusal = { ground: 'R05', reasons: 'She was acquitted here of the same acts.' };
    const refused = issuesIn(await act(pair, pair.xb, id, 'refusal', refusal));
    assert.deepEqual(
      refused.map(({ path }) => path),
      ['consulted'],
    );
    json(await act(pair, pair.xb, id, 'refusal', { ...refusal, consulted: 'By telephone on Monday.' }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    assert.equal((await freezeOf(pair.xa, id)).row.state, 'refused');
    assert.equal((await measure(pair.xb, id, { kind: 'recognised', note: '' })).kind, 'issues');
  });

  test('that an order is late, postponed or impossible is said once: by its measures, not by steps of the case', async () => {
    const id = await sentOrder({ orderId: 'order-late' });
    const { next } = await look(pair, pair.xb, id);
    assert.deepEqual(
      next.filter((step) => ['tell-delay', 'postpone', 'report-impossible'].includes(step)),
      [],
    );
    const late = await act(pair, pair.xb, id, 'delay', { reasons: 'Holidays.', expectedReplyAt: addMs(pair.now, 86_400_000) });
    assert.match(issuesIn(late)[0]?.problem ?? '', /as a measure of the order/);
    await take(pair.xb, id, { kind: 'late', clock: 'decide', reasons: 'Holidays.', newDueAt: addMs(pair.now, 86_400_000) });
    assert.equal((await freezeOf(pair.xa, id)).history.length > 0, true);
  });

  test('the question to limit is owed an answer in six weeks; without one XB ends the freeze', async () => {
    const id = await sentOrder({ orderId: 'order-four' });
    await take(pair.xb, id, executed('100', 'one'));
    await take(pair.xb, id, { kind: 'limit-question', reasons: 'Wages.', proposedUntil: addMs(pair.now, 90 * 86_400_000) });
    assert.deepEqual(
      [(await freezeOf(pair.xa, id)).row.nextClock?.what, (await freezeOf(pair.xa, id)).row.nextClock?.owedBy],
      ['answer-limit-request', 'us'],
    );
    const lapsed = { kind: 'ended', why: 'lapsed', lineIds: ['one'], note: 'No answer came.' };
    assert.equal(issuesIn(await measure(pair.xb, id, lapsed))[0]?.path, 'measure.why');
    pair.now = addMs(pair.now, 47 * 86_400_000);
    await take(pair.xb, id, lapsed);
    assert.equal((await freezeOf(pair.xa, id)).row.state, 'ended');
  });

  /** Another kind of order: what is asked follows from it. */
  const confiscation: Partial<OrderWire> = { kind: 'confiscation', orderId: 'order-five', finalOn: '2026-11-19' };
  const suspension: Partial<OrderWire> = { kind: 'suspension', orderId: 'order-six', hoursMax: 72 };

  test('a confiscation: carried out, disposed of to victims and states, and the case is closed', async () => {
    const id = await sentOrder(confiscation);
    await take(pair.xb, id, executed('31000000', 'one'));
    const disposed = {
      kind: 'disposed',
      lineIds: ['one'],
      victimsMinor: '20000000',
      issuingMinor: '6000000',
      executingMinor: '5000001',
      note: '',
    };
    assert.equal(issuesIn(await measure(pair.xb, id, disposed))[0]?.path, 'measure.victimsMinor');
    await take(pair.xb, id, { ...disposed, executingMinor: '5000000' });
    for (const side of [pair.xa, pair.xb]) {
      const { row, totals } = await freezeOf(side, id);
      assert.deepEqual([row.state, totals.disposedMinor, totals.frozenMinor], ['disposed', '31000000', '0']);
    }
    json(await act(pair, pair.xb, id, 'replies', { completeness: 'complete', text: 'Carried out and disposed of.', records: [] }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    assert.equal((await look(pair, pair.xa, id)).row.state, 'answered');
  });

  test('a confiscation that is refused, and a movement that is held back for its hours and no longer', async () => {
    const refused = await sentOrder({ ...confiscation, orderId: 'order-seven' });
    const refusal = { ground: 'R05', reasons: 'She was acquitted here of the same acts.', consulted: 'By telephone.' };
    json(await act(pair, pair.xb, refused, 'refusal', refusal));
    json(await approve(pair, pair.xb, refused));
    await deliverAll(pair);
    assert.equal((await freezeOf(pair.xa, refused)).row.state, 'refused');
    const id = await sentOrder(suspension, 'fiu-analysis');
    const held = (hours: number) => ({ ...executed('100', 'one'), until: addMs(pair.now, hours * 3_600_000) });
    assert.equal(issuesIn(await measure(pair.xb, id, held(73)))[0]?.path, 'measure.until');
    await take(pair.xb, id, held(71));
    assert.equal((await freezeOf(pair.xa, id)).row.nextClock?.what, 'suspension-ends');
    const over = { kind: 'ended', why: 'time-passed', lineIds: ['one'], note: '' };
    assert.equal(issuesIn(await measure(pair.xb, id, over))[0]?.path, 'measure.why');
    pair.now = addMs(pair.now, 72 * 3_600_000);
    await take(pair.xb, id, over);
    assert.equal((await freezeOf(pair.xa, id)).row.state, 'ended');
    json(await act(pair, pair.xa, id, 'withdrawal', { reason: 'The order to freeze has come.' }));
    await deliverAll(pair);
    assert.equal((await freezeOf(pair.xb, id)).row.state, 'withdrawn');
  });
});
