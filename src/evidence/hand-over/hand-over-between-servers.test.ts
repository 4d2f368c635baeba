// SPDX-License-Identifier: Apache-2.0
/** An item of evidence goes between two servers: each signs, each log names the other's, and the chain goes on. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  approveWaitingAct,
  call,
  deliverAll,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  sentRequest,
  type Side,
} from '../../assistance/two-authorities.test.ts';
import { sweepClocks } from '../../desk/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import type { BundlePreviewWire } from '../../assistance/wire.ts';
import { bundleLayout, readStoredZip, realSuites } from '../../seals/index.ts';
import { redactBundle, verifyBundle } from '../../verifier/index.ts';
import { checkCustodyFile } from '../report/check-file.ts';
import { formalitiesOf } from '../formalities.ts';
import { checkInPython } from '../../../tests/verifiers/check-in-python.ts';
import type { ContentWire, CustodyFileWire, ItemDetailWire, SaidWire } from '../wire.ts';
import type { AnswerOfferWire, HandOverRowWire, OfferItemWire } from './wire.ts';

const items = '/api/evidence/cases/:id/items';
const fileDigest = `sha256:${'a1'.repeat(32)}`;
const otherDigest = `sha256:${'b2'.repeat(32)}`;
const offer: OfferItemWire = {
  manner: 'transfer',
  dueAt: null,
  purpose: 'Trial in XB',
  carrier: 'Courier Lindqvist, bag 77',
  note: '',
  limits: null,
};
const found = {
  answer: 'received',
  at: null,
  place: 'Evidence store of XB',
  custodian: 'Registry of XB',
  receivedBy: 'Officer Vale',
  seal: 'intact',
  condition: 'As described.',
  digest: null,
} as const satisfies AnswerOfferWire;

interface WorkRow {
  readonly case: { readonly id: string };
  readonly why: readonly { readonly kind: string }[];
}

describe('an item of evidence between two servers', () => {
  let pair: Pair;
  let id: string;
  before(async () => {
    pair = await openPair();
    id = await sentRequest(pair);
  });
  after(async () => pair.close());

  async function entered(change: object, side: Side = pair.xa): Promise<ItemDetailWire> {
    const collected = {
      kind: 'collected',
      place: 'Harbour Street 4',
      custodian: 'Evidence store',
      collectedBy: 'Officer Lind',
      from: 'Meridian Tide Exchange Ltd',
      rule: 'production',
      power: 'Order 14/26',
    };
    const plain = { form: 'exhibit', title: 'Telephone', description: 'Black', digest: null, source: { kind: 'own', id: null } };
    const body = { ...plain, collectedAt: pair.now, collected, ...change };
    return json(await call(pair, side, 'preparer', `POST ${items}`, { params: { id }, body })) as ItemDetailWire;
  }
  const detail = async (side: Side, item: string): Promise<ItemDetailWire> =>
    json(await call(pair, side, 'preparer', `GET ${items}/:item`, { params: { id, item } })) as ItemDetailWire;
  const write = async (side: Side, item: string, said: SaidWire) =>
    call(pair, side, 'preparer', `POST ${items}/:item/entries`, { params: { id, item }, body: { at: null, said } });
  async function ready(item: ItemDetailWire): Promise<ItemDetailWire> {
    for (const name of formalitiesOf[item.rule])
      json(await write(pair.xa, item.row.id, { kind: 'formality', name, answer: 'met', note: '' }));
    return detail(pair.xa, item.row.id);
  }
  const give = async (side: Side, item: string, change: Partial<OfferItemWire> = {}) =>
    call(pair, side, 'preparer', `POST ${items}/:item/hand-overs`, { params: { id, item }, body: { ...offer, ...change } });
  async function given(side: Side, item: string, change: Partial<OfferItemWire> = {}): Promise<void> {
    json(await give(side, item, change));
    await approveWaitingAct(pair, side, item, 'head');
    await deliverAll(pair);
  }
  const handOvers = async (side: Side): Promise<HandOverRowWire[]> =>
    (json(await call(pair, side, 'preparer', 'GET /api/evidence/cases/:id/hand-overs', { params: { id } })) as { rows: HandOverRowWire[] })
      .rows;
  async function last(side: Side): Promise<HandOverRowWire> {
    const row = (await handOvers(side)).at(-1);
    assert(row !== undefined);
    return row;
  }
  async function worklist(side: Side, now: Instant): Promise<WorkRow[]> {
    const before = pair.now;
    pair.now = now;
    const { rows } = json(await call(pair, side, 'preparer', 'GET /api/desk/worklist', { query: { box: 'all' } })) as {
      rows: WorkRow[];
    };
    pair.now = before;
    return rows;
  }
  const answer = async (side: Side, handOver: string, body: AnswerOfferWire) =>
    call(pair, side, 'preparer', 'POST /api/evidence/cases/:id/hand-overs/:handOver/answer', { params: { id, handOver }, body });
  function content<Kind extends ContentWire['kind']>(of: ItemDetailWire, kind: Kind): Extract<ContentWire, { kind: Kind }> {
    const one = of.entries.find((entry) => entry.content.kind === kind)?.content;
    assert(one !== undefined, `${kind} is in the log`);
    return one as Extract<ContentWire, { kind: Kind }>;
  }

  test('it is signed by both servers, both logs name both dispatches, and the log goes on where it ended', async () => {
    const phone = await ready(await entered({}));
    assert(phone.next.includes('hand-over'));
    const headBefore = phone.entries.at(-1)?.digest;
    json(await give(pair.xa, phone.row.id));
    assert.equal((await detail(pair.xa, phone.row.id)).row.state, 'in-custody', 'until a second officer approves, it stays');
    await approveWaitingAct(pair, pair.xa, phone.row.id, 'head');
    assert.equal((await detail(pair.xa, phone.row.id)).row.state, 'in-transit');
    await deliverAll(pair);
    const offered = await last(pair.xb);
    assert.deepEqual([offered.state, offered.direction, offered.next], ['offered', 'in', ['take-over', 'decline']]);
    assert.equal(offered.head, headBefore);
    assert.deepEqual(
      offered.carried[0]?.entries.map(({ digest }) => digest),
      phone.entries.map(({ digest }) => digest),
    );

    json(await answer(pair.xb, offered.id, found));
    await deliverAll(pair);
    const there = await last(pair.xb);
    assert(there.itemId !== null);
    const [ours, theirs] = [await detail(pair.xa, phone.row.id), await detail(pair.xb, there.itemId)];
    assert.deepEqual([ours.row.state, theirs.row.state], ['handed-over', 'in-custody']);
    const [sent, taken, takenOver, answered] = [
      content(ours, 'sent-over'),
      content(ours, 'taken-there'),
      content(theirs, 'taken-over'),
      content(theirs, 'answered'),
    ];
    assert.equal(sent.dispatch, takenOver.dispatch);
    assert.equal(taken.answer, answered.answer);
    assert.equal(takenOver.headThere, headBefore, 'their log goes on from the last entry of ours');
    assert.equal(taken.headThere, theirs.entries[0]?.digest);
    assert.deepEqual([there.dispatch, there.answerDispatch, there.answerState], [sent.dispatch, taken.answer, 'delivered']);
    assert.equal(theirs.row.courtUse.outcome, 'needs', 'the agreement asks for the consent of the originator before it goes to court');
    assert.match(theirs.row.courtUse.reasons[0]?.clause ?? '', /\d/);
    assert.equal(
      theirs.formalities.every(({ answer: met }) => met === 'met'),
      true,
      'the formalities came with it',
    );
    const [atXa, atXb] = [await look(pair, pair.xa, id), await look(pair, pair.xb, id)];
    for (const { timeline } of [atXa, atXb])
      assert.deepEqual(
        timeline.filter(({ kind }) => kind.startsWith('hand-over')).map(({ kind }) => kind),
        ['hand-over.sent', 'hand-over.delivered', 'hand-over-answer.sent', 'hand-over-answer.delivered'],
      );
    const paper = await call(pair, pair.xb, 'preparer', 'GET /api/evidence/cases/:id/hand-overs/:handOver/paper', {
      params: { id, handOver: there.id },
    });
    assert(paper.kind === 'bytes' && paper.mediaType === 'application/pdf');
    assert.match(issuesIn(await answer(pair.xb, there.id, found))[0]?.problem ?? '', /answered already/);
  });

  test('lent until a day, it is a clock on both sides, and comes back into the log that it left', async () => {
    const box = await ready(await entered({ title: 'Box of ledgers' }));
    const dueAt = addMs(pair.now, 5 * 86_400_000);
    await given(pair.xa, box.row.id, { manner: 'loan', dueAt });
    const offered = await last(pair.xb);
    json(await answer(pair.xb, offered.id, found));
    await deliverAll(pair);
    const clocks = async (side: Side) => {
      const query = { from: pair.now, to: addMs(pair.now, 10 * 86_400_000) };
      const agenda = json(await call(pair, side, 'preparer', 'GET /api/desk/agenda', { query })) as {
        clocks: { kind: string; owedBy: string; dueAt: string }[];
      };
      return agenda.clocks.filter(({ kind }) => kind === 'loan').map((clock) => [clock.owedBy, clock.dueAt]);
    };
    assert.deepEqual(await clocks(pair.xa), [['them', dueAt]]);
    assert.deepEqual(await clocks(pair.xb), [['us', dueAt]]);
    const soon = addMs(dueAt, -3_600_000);
    for (const side of [pair.xa, pair.xb]) assert((await sweepClocks(side.desk, soon)) > 0, 'whoever has the case is told');
    const work = await worklist(pair.xb, addMs(dueAt, 3_600_000));
    assert.deepEqual(
      work.find(({ case: row }) => row.id === id)?.why.find(({ kind }) => kind === 'loan'),
      { kind: 'loan', count: 1, isOver: true },
    );
    const lent = (await last(pair.xb)).itemId ?? '';
    assert.equal((await detail(pair.xa, box.row.id)).row.state, 'on-loan');
    assert.match(
      issuesIn(await write(pair.xb, lent, { kind: 'released', to: 'Owner', ground: 'Done' }))[0]?.problem ?? '',
      /lent it to us/,
    );
    assert.equal(issuesIn(await give(pair.xb, lent))[0]?.path, 'manner', 'it goes back and nowhere else');
    await given(pair.xb, lent, { manner: 'return' });
    const back = await last(pair.xa);
    assert.deepEqual([back.direction, back.manner, back.state, back.itemId], ['in', 'return', 'offered', box.row.id]);
    json(await answer(pair.xa, back.id, { ...found, place: 'Store', custodian: 'Evidence store', seal: 'broken' }));
    await deliverAll(pair);
    const home = await detail(pair.xa, box.row.id);
    assert.equal(home.row.state, 'in-custody');
    assert.equal(home.row.courtUse.reasons[0]?.rule, 'seal-broken');
    assert.equal(content(home, 'came-back').headThere, (await last(pair.xa)).head);
    assert.equal((await detail(pair.xb, lent)).row.state, 'handed-over');
    json(await write(pair.xa, box.row.id, { kind: 'sealed', sealNumber: 'XA-2', place: 'Store' }));
    const order = { items: [box.row.id], forum: 'Court of XA', purpose: 'admin-enforcement' };
    const made = await call(pair, pair.xa, 'preparer', 'POST /api/evidence/cases/:id/custody-file', { params: { id }, body: order });
    assert(made.kind === 'bytes', JSON.stringify(made));
    const read = checkCustodyFile(made.bytes, realSuites);
    assert(read.ok, JSON.stringify(read));
    const [earlier] = read.value.items[0]?.earlier ?? [];
    assert.deepEqual(
      earlier?.items[0]?.entries.map(({ content: said }) => said.kind),
      ['taken-over', 'answered'],
      'the log that it had there stands in the file',
    );
    const text = new TextDecoder().decode(made.bytes);
    const without = JSON.parse(text) as { items: { earlier?: unknown }[] };
    delete without.items[0]?.earlier;
    for (const [why, changed] of [
      ['a word of the log from there is changed', text.replaceAll('Registry of XB', 'Registry of XC')],
      ['the log from there is left out', JSON.stringify(without)],
    ] as const) {
      assert.notEqual(changed, text, why);
      assert.equal(checkCustodyFile(new TextEncoder().encode(changed), realSuites).ok, false, why);
    }
    const report = await call(pair, pair.xa, 'preparer', 'POST /api/evidence/cases/:id/report', { params: { id }, body: order });
    assert(report.kind === 'bytes' && report.mediaType === 'application/pdf');
    assert.deepEqual([await clocks(pair.xa), await clocks(pair.xb)], [[], []]);
  });

  test('a redacted copy goes with the log of the letters that were withheld, and the letters stay', async () => {
    const letters = await ready(await entered({ form: 'file', title: 'Letters', digest: fileDigest }));
    json(await write(pair.xa, letters.row.id, { kind: 'privilege-marked', claimant: 'Counsel', reason: 'Advice.' }));
    const review = { kind: 'privilege-reviewed', outcome: 'withheld', reason: 'Advice of counsel.' } as const;
    const params = { id, item: letters.row.id };
    json(await call(pair, pair.xa, 'deputy', `POST ${items}/:item/entries`, { params, body: { at: null, said: review } }));
    assert.match(issuesIn(await give(pair.xa, letters.row.id))[0]?.problem ?? '', /Privilege/);
    const marks = [{ where: 'Pages 1 to 3', ground: 'privilege' as const, reason: 'Advice of counsel.' }];
    const said = { kind: 'redacted', title: 'Letters, redacted', digest: otherDigest, marks } as const;
    const copy = json(await write(pair.xa, letters.row.id, said)) as ItemDetailWire;
    const freed = { at: null, said: { ...review, outcome: 'released' } };
    json(await call(pair, pair.xa, 'second', `POST ${items}/:item/entries`, { params: { id, item: copy.row.id }, body: freed }));
    await given(pair.xa, copy.row.id);
    const offered = await last(pair.xb);
    assert.deepEqual(
      offered.carried.map(({ title }) => title),
      ['Letters, redacted', 'Letters'],
    );
    assert.equal(issuesIn(await answer(pair.xb, offered.id, { ...found, digest: fileDigest }))[0]?.path, 'digest', 'another file came');
    json(await answer(pair.xb, offered.id, { ...found, digest: otherDigest }));
    await deliverAll(pair);
    const theirs = await detail(pair.xb, (await last(pair.xb)).itemId ?? '');
    assert.deepEqual([theirs.rule, theirs.row.digest], ['production', otherDigest], 'by the rule under which the letters were collected');
    assert.equal((await detail(pair.xa, letters.row.id)).row.state, 'in-custody');
  });

  test('the bundle of the case proves the logs that went: entry by entry, and which answer goes on with which', async () => {
    const order = { params: { id }, body: { recipient: 'Court of XA', purpose: 'Trial', withhold: [], custody: null } };
    assert.equal((await call(pair, pair.xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order)).kind, 'waits');
    await approveWaitingAct(pair, pair.xa, id, 'deputy');
    const bundle = await call(pair, pair.xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order);
    assert(bundle.kind === 'bytes', JSON.stringify(bundle));
    const verdict = verifyBundle(bundle.bytes, { suites: realSuites });
    assert.deepEqual(verdict.issues, []);
    const words = verdict.lines.map(({ what }) => what);
    assert(words.some((what) => what.includes('("Telephone"), 5 entries that each follow on the one before')));
    assert(
      words.some((what) => what.includes('("Letters, redacted"), 3 entries')) &&
        words.some((what) => what.includes('("Letters"), 8 entries')),
    );
    assert.equal(words.filter((what) => what.startsWith('goes on with the custody log')).length, 4);
    // Each line of the report of custody names the digest of its entry: the bundle holds every one of them, also of what never went.
    const made = await call(pair, pair.xa, 'preparer', 'POST /api/evidence/cases/:id/custody-file', {
      params: { id },
      body: { items: null, forum: 'Court of XA', purpose: 'admin-enforcement' },
    });
    assert(made.kind === 'bytes', JSON.stringify(made));
    const file = JSON.parse(new TextDecoder().decode(made.bytes)) as CustodyFileWire;
    const files = readStoredZip(bundle.bytes);
    assert(files.ok);
    for (const { id: item, entries } of [...file.items, ...(file.originals ?? [])]) {
      const log = JSON.parse(new TextDecoder().decode(files.value.get(bundleLayout.custody(item)))) as {
        item: { entries: { digest: string }[] };
      };
      assert.deepEqual(
        log.item.entries.map(({ digest }) => digest),
        entries.map(({ digest }) => digest),
      );
    }
    checkInPython(bundle.bytes);
    const [chosen] = file.items;
    const only = { ...order.body, custody: [chosen?.id ?? ''] };
    const preview = json(await call(pair, pair.xa, 'preparer', 'POST /api/assistance/cases/:id/bundle-preview', { ...order, body: only }));
    assert.deepEqual(
      (preview as BundlePreviewWire).custody.items.map(({ title }) => title),
      [chosen?.title],
    );
    const alien = await call(pair, pair.xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', {
      ...order,
      body: { ...only, custody: ['evi_01k0nowhere'] },
    });
    assert.deepEqual(
      issuesIn(alien).map(({ path, problem }) => [path, problem]),
      [['custody[0]', 'It is no item of this case.']],
    );
    const dispatch = verdict.timeline.findIndex(({ what }) => what === 'handed an item of evidence over');
    assert(dispatch >= 0);
    // A court may be shown the hand-over without the log: the rest is still proven, and nothing is said of the log.
    const places = json(await call(pair, pair.xa, 'preparer', 'GET /api/assistance/cases/:id/bundle-places', { params: { id } }));
    const { dispatches } = places as { dispatches: { number: number; kind: string }[] };
    const number = dispatches.find(({ kind }) => kind === 'evidence.hand-over')?.number ?? 0;
    const choice = { dispatch: number, pointer: '/items', manner: 'withheld', reason: 'Names of officers.' } as const;
    const less = redactBundle(bundle.bytes, { withhold: [choice], by: 'Counsel', at: pair.now, suites: realSuites });
    assert(less.ok, JSON.stringify(less));
    const shown = verifyBundle(less.value, { suites: realSuites });
    assert.deepEqual(shown.issues, []);
    assert.equal(
      shown.lines.some(({ what }) => what.includes('("Telephone"), 5 entries that each follow')),
      false,
    );
    assert(shown.lines.some(({ what }) => what.startsWith('kept the custody log of item ')));
  });

  test('declined, it stays where it was; what was written into the log since it was approved stops it', async () => {
    const disk = await ready(await entered({ title: 'Disk' }));
    await given(pair.xa, disk.row.id);
    json(await answer(pair.xb, (await last(pair.xb)).id, { answer: 'declined', reasons: 'No disk was in the bag.' }));
    await deliverAll(pair);
    const home = await detail(pair.xa, disk.row.id);
    assert.deepEqual([home.row.state, home.row.place], ['in-custody', 'Harbour Street 4']);
    assert.equal(content(home, 'not-taken').reason, 'No disk was in the bag.');
    json(await give(pair.xa, disk.row.id));
    json(await write(pair.xa, disk.row.id, { kind: 'sealed', sealNumber: 'S-2', place: 'Store' }));
    const rows = json(await call(pair, pair.xa, 'head', 'GET /api/approvals')) as readonly { about: string }[];
    assert(rows.some(({ about }) => about === disk.row.id));
    await assert.rejects(approveWaitingAct(pair, pair.xa, disk.row.id, 'head'), /Something was written into its log/);
    assert.equal((await detail(pair.xa, disk.row.id)).row.state, 'in-custody');
  });

  test('a lead, a record of the case and what is under hold do not go, each with its reason', async () => {
    const hit = await entered({ title: 'Hit', form: 'file', digest: fileDigest, source: { kind: 'lead', id: 'led_1' } });
    assert.match(issuesIn(await give(pair.xa, hit.row.id))[0]?.problem ?? '', /lead/);
    const held = await ready(await entered({ title: 'Held' }));
    json(await write(pair.xa, held.row.id, { kind: 'hold-placed', reason: 'Appeal.', orderedBy: 'Court of XA', until: null }));
    assert.match(issuesIn(await give(pair.xa, held.row.id))[0]?.problem ?? '', /legal hold by Court of XA/);
    const dueAt = addMs(pair.now, 86_400_000);
    json(await give(pair.xa, held.row.id, { manner: 'loan', dueAt }));
    const past = issuesIn(await give(pair.xa, held.row.id, { manner: 'loan', dueAt: addMs(pair.now, -1) }));
    assert.equal(past[0]?.path, 'dueAt');
  });

  test('what no server got is in custody again when it is given up', async () => {
    const card = await ready(await entered({ title: 'Card' }));
    json(await give(pair.xa, card.row.id));
    await approveWaitingAct(pair, pair.xa, card.row.id, 'head');
    pair.network = 'is-down';
    await deliverAll(pair);
    pair.now = addMs(pair.now, 8 * 86_400_000);
    await deliverAll(pair);
    pair.network = 'works';
    const home = await detail(pair.xa, card.row.id);
    assert.deepEqual([home.row.state, content(home, 'not-taken').why], ['in-custody', 'not-delivered']);
    assert.equal((await last(pair.xa)).state, 'not-delivered');
  });
});
