// SPDX-License-Identifier: Apache-2.0
/** Orders for evidence between two servers: preserved first and produced later, to the end and to a refusal; both sides fold the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fillTemplate, findTemplate } from '../agreements/index.ts';
import { sampleParties } from '../agreements/samples/sample-parties.test.ts';
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
} from '../assistance/two-authorities.test.ts';
import { addMs, type CallAnswer, type Instant } from '../kernel/index.ts';
import { type GatheringDetailWire, gatheringOrderSchema, type GatheringOrderWire } from './wire.ts';

const dayMs = 86_400_000;
const example = (name: string): GatheringOrderWire =>
  gatheringOrderSchema.parse(JSON.parse(readFileSync(new URL(`../../examples/gathering/${name}.json`, import.meta.url), 'utf8')));

describe('orders for evidence between two servers', () => {
  let pair: Pair;
  before(async () => {
    pair = await openPair();
    const capabilities = ['files', 'records', 'statements', 'preserve-data'] as const;
    const parties = [
      { ...sampleParties.xa, authorityId: pair.xa.id, kind: 'prosecutor' as const, capabilities },
      { ...sampleParties.xb, authorityId: pair.xb.id, kind: 'prosecutor' as const, capabilities },
    ];
    for (const [key, inForceFrom] of [
      ['letters-of-request', '2025-01-01T00:00:00.000Z'],
      ['investigation-order', '2026-01-01T00:00:00.000Z'],
    ] as const) {
      const template = findTemplate(key);
      assert(template !== null);
      const filled = fillTemplate(template, { parties: parties as never, inForceFrom });
      assert(filled.ok, JSON.stringify(filled));
      await bringIntoForce(pair, filled.value.document);
    }
  });
  after(async () => pair.close());

  const standing = async (side: Side, id: string): Promise<GatheringDetailWire> =>
    json(await call(pair, side, 'preparer', 'GET /api/gathering/orders/:id', { params: { id } })) as GatheringDetailWire;
  const say = (side: Side, id: string, step: unknown): Promise<CallAnswer> =>
    call(pair, side, 'preparer', 'POST /api/gathering/orders/:id/steps', { params: { id }, body: { step } });

  async function draft(order: GatheringOrderWire, assistance: string): Promise<string> {
    // Only standing terms on letters let evidence be asked for what is not criminal.
    const purpose = order.kind === 'letter-of-request' ? 'civil-enforcement' : 'criminal-investigation';
    const body = { counterpart: pair.xb.id, assistance, purpose, order };
    const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/gathering/orders', { body })) as GatheringDetailWire;
    assert.equal(opened.row.state, 'not-sent');
    return opened.row.caseId;
  }
  async function sent(order: GatheringOrderWire, assistance: string): Promise<string> {
    const id = await draft(order, assistance);
    json(await act(pair, pair.xa, id, 'submission', null));
    json(await approve(pair, pair.xa, id));
    await deliverAll(pair);
    return id;
  }
  /** Prepared, approved where the agreement asks for it, delivered; both sides then see the same. */
  async function take(side: Side, id: string, step: unknown): Promise<GatheringDetailWire> {
    json(await say(side, id, step));
    if ((await look(pair, side, id)).steps.some(({ state }) => state === 'awaiting-approval')) json(await approve(pair, side, id));
    await deliverAll(pair);
    const [ours, theirs] = [await standing(pair.xa, id), await standing(pair.xb, id)];
    assert.deepEqual([ours.sought, ours.formalities, ours.row.state], [theirs.sought, theirs.formalities, theirs.row.state]);
    return side === pair.xa ? ours : theirs;
  }
  const later = (days: number): Instant => addMs(pair.now, days * dayMs);
  const kept = (days: number) => ({
    kind: 'preserved',
    kept: [{ soughtId: 'orders', heldBy: 'VZX', what: 'A copy set apart' }],
    until: later(days),
  });
  const recognised = {
    kind: 'recognised',
    note: '',
    formalities: [
      { id: 'certified', willObserve: true, reason: '' },
      { id: 'digest', willObserve: true, reason: '' },
    ],
  };

  test('preserved first, produced later: kept until the order that follows is answered, with each formality as it was met', async () => {
    const preserved = await sent(example('order-to-preserve'), 'preserve-data');
    const asked = await standing(pair.xb, preserved);
    assert.deepEqual(asked.next, ['impossible', 'preserved']);
    assert.equal(asked.row.nextClock?.what, 'decide', 'a provisional measure is decided within 24 hours');
    await take(pair.xb, preserved, kept(30));
    const ours = await standing(pair.xa, preserved);
    assert.deepEqual([ours.row.nextClock?.what, ours.row.nextClock?.owedBy], ['preservation-ends', 'us']);
    assert.equal(ours.mayOrderProduction, true);
    const agendaOf = async () => {
      const query = { from: pair.now, to: later(60), whose: 'all' };
      return (json(await call(pair, pair.xa, 'preparer', 'GET /api/desk/agenda', { query })) as { clocks: { step: string }[] }).clocks;
    };
    assert(
      (await agendaOf()).some(({ step }) => step === 'preservation-ends'),
      'it rings before it lapses',
    );
    await take(pair.xa, preserved, { kind: 'extend', until: later(50), reasons: 'The judge sits next week.' });

    const early = { kind: 'production-issued', orderId: 'order-xa-2026-311', reference: '14 Js 311/26' };
    assert.equal(issuesIn(await say(pair.xa, preserved, early))[0]?.path, 'step.orderId', 'it is told of once it was received');
    const order = await sent(example('investigation-order'), 'transaction-records');
    assert.deepEqual(
      (await standing(pair.xb, order)).linked.map(({ caseId, kind }) => [caseId, kind]),
      [[preserved, 'preservation']],
    );
    const told = await take(pair.xa, preserved, early);
    assert.equal(told.row.state, 'kept-for-production');
    assert.equal(
      (await agendaOf()).some(({ step }) => step === 'preservation-ends'),
      false,
    );

    const before = (await look(pair, pair.xb, order)).deadlines.find(({ step }) => step === 'decide')?.dueAt;
    assert(before !== undefined);
    const until = addMs(before as Instant, 20 * dayMs);
    await take(pair.xb, order, { kind: 'more-time', reasons: 'The venue is being wound up.', until });
    for (const side of [pair.xa, pair.xb]) {
      const moved = (await look(pair, side, order)).deadlines.find(({ step }) => step === 'decide');
      assert.deepEqual([moved?.dueAt, moved?.metAt], [until, null], 'the clock of the case runs until then, on both sides');
    }
    const taken = await take(pair.xb, order, recognised);
    assert.equal(taken.row.nextClock?.what, 'execute');
    const obtained = (soughtId: string) => ({ soughtId, outcome: 'obtained', what: 'A file, with its digest', at: pair.now });
    await take(pair.xb, order, { kind: 'executed', results: [obtained('orders')], formalities: [], present: '', isLast: false });
    const open = issuesIn(
      await say(pair.xb, order, { kind: 'executed', results: [obtained('opening')], formalities: [], present: '', isLast: true }),
    );
    assert.deepEqual(
      open.map(({ path }) => path),
      ['measure.formalities', 'measure.formalities'],
    );
    const formalities = [
      { id: 'certified', answer: 'met', note: '' },
      { id: 'digest', answer: 'not-met', note: 'The venue gave paper.' },
    ];
    const done = await take(pair.xb, order, { kind: 'executed', results: [obtained('opening')], formalities, present: '', isLast: true });
    assert.equal(done.row.state, 'executed');
    const paper = await call(pair, pair.xa, 'preparer', 'GET /api/gathering/orders/:id/paper', { params: { id: order } });
    assert(paper.kind === 'bytes' && paper.mediaType === 'application/pdf');
    json(await act(pair, pair.xb, order, 'replies', { completeness: 'complete', text: 'The files are with you.', records: [] }));
    json(await approve(pair, pair.xb, order));
    await deliverAll(pair);
    assert.equal((await look(pair, pair.xa, order)).row.state, 'answered');
    const ended = await take(pair.xb, preserved, { kind: 'ended', why: 'produced', note: '' });
    assert.equal(ended.row.state, 'ended');
  });

  test('what is preserved lapses by itself; it is not called lapsed while an order that follows it lies open', async () => {
    const change = { orderId: 'preserve-two' };
    const id = await sent({ ...example('order-to-preserve'), ...change }, 'preserve-data');
    await take(pair.xb, id, kept(10));
    assert.match(issuesIn(await act(pair, pair.xa, id, 'withdrawal', { reason: 'Settled.' }))[0]?.problem ?? '', /still preserved/);
    const following = { ...example('investigation-order'), orderId: 'order-two', follows: 'preserve-two' } as GatheringOrderWire;
    const order = await sent(following, 'transaction-records');
    pair.now = later(12);
    assert.equal((await standing(pair.xa, id)).row.state, 'lapsed');
    const lapsed = { kind: 'ended', why: 'lapsed', note: 'Written over.' };
    assert.equal(issuesIn(await say(pair.xb, id, lapsed))[0]?.path, 'step.why');
    json(await act(pair, pair.xa, order, 'withdrawal', { reason: 'Settled.' }));
    if ((await look(pair, pair.xa, order)).steps.some(({ state }) => state === 'awaiting-approval'))
      json(await approve(pair, pair.xa, order));
    await deliverAll(pair);
    assert.equal((await take(pair.xb, id, lapsed)).row.state, 'lapsed');
  });

  test('a letter outside of any instrument: taken up by courtesy, and what is given is used in the named proceedings alone', async () => {
    const id = await sent(example('letter-of-request'), 'information-from-files');
    const asked = await look(pair, pair.xb, id);
    assert.match(asked.agreement?.title ?? '', /^Standing Terms on Letters of Request/);
    assert.deepEqual(
      asked.deadlines.map(({ step }) => step),
      ['acknowledge'],
      'nothing else is owed by a day',
    );
    assert.equal(asked.replyLimits?.evidentialUse, 'allowed');
    assert.match(asked.replyLimits?.note ?? '', /Only in the proceedings/);
    assert.equal((await standing(pair.xb, id)).next.includes('more-time'), false);
    await take(pair.xb, id, {
      kind: 'recognised',
      note: '',
      formalities: [{ id: 'certified', willObserve: false, reason: 'Unknown here.' }],
    });
    await take(pair.xa, id, { kind: 'view', about: 'formalities', answer: 'agreed', reasons: 'A statement of the registrar will do.' });
    const results = [{ soughtId: 'opening', outcome: 'nothing-found', what: 'Kept for five years; gone since 2024.', at: pair.now }];
    const formalities = [{ id: 'certified', answer: 'not-needed', note: 'Nothing was found.' }];
    const done = await take(pair.xb, id, { kind: 'executed', results, formalities, present: '', isLast: true });
    assert.equal(done.row.state, 'executed');
    json(await act(pair, pair.xb, id, 'replies', { completeness: 'complete', text: 'Nothing is held.', records: [] }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    assert.equal((await look(pair, pair.xa, id)).row.state, 'answered');
  });

  test('a letter outside of any instrument may be left, with a reason and after talking', async () => {
    const id = await sent({ ...example('letter-of-request'), orderId: 'letter-two' }, 'information-from-files');
    const refusal = { ground: 'R10', reasons: 'Our law takes such evidence under a treaty alone.', consulted: 'By telephone on Monday.' };
    json(await act(pair, pair.xb, id, 'refusal', refusal));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    assert.equal((await standing(pair.xa, id)).row.state, 'refused');
  });

  test('invariant 5: refused only after consultation, and then nothing is carried out', async () => {
    const id = await sent({ ...example('investigation-order'), orderId: 'order-three' }, 'transaction-records');
    const refusal = { ground: 'R08', reasons: 'The accounts are those of her counsel.' };
    assert.deepEqual(
      issuesIn(await act(pair, pair.xb, id, 'refusal', refusal)).map(({ path }) => path),
      ['consulted'],
    );
    json(await act(pair, pair.xb, id, 'refusal', { ...refusal, consulted: 'By telephone on Monday.' }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    assert.equal((await standing(pair.xa, id)).row.state, 'refused');
    assert.equal((await say(pair.xb, id, recognised)).kind, 'issues');
  });

  test('an order that lacks what it must hold is not submitted, and its own words say where', async () => {
    const wrong = { ...example('investigation-order'), orderId: 'order-four', isAvailableAtHome: false } as GatheringOrderWire;
    const id = await draft(wrong, 'transaction-records');
    assert.equal(issuesIn(await act(pair, pair.xa, id, 'submission', null))[0]?.path, 'order.isAvailableAtHome');
  });
});
