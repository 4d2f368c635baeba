// SPDX-License-Identifier: Apache-2.0
/** A refusal that is answered, on both sides: rebutted or cured, reopened, upheld or put off; and who may not, or comes too late. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addMs, type Instant } from '../kernel/index.ts';
import { realSuites } from '../seals/index.ts';
import { type BundleVerdict, placesInBundle, redactBundle, verifyBundle } from '../verifier/index.ts';
import {
  act,
  approve,
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
} from './two-authorities.test.ts';
import { casePaper } from './printing/case-paper.ts';
import { endRightsOver } from './store.ts';
import type { CaseDetailWire } from './wire.ts';

const dayMs = 86_400_000;
const incomplete = { ground: 'R06', reasons: 'The firm cannot be told from others.', lacking: ['subject', 'period'] };
const unprotected = { ground: 'R11', reasons: 'Your registry was open to the public last year.' };
const supplied = { supplied: { subject: 'Meridian Tide Exchange Ltd, LEI 529900T8BM49AURSDO55', period: 'March 2026' }, note: 'As asked.' };
const rebuttal = { reasons: 'The registry is closed since May.', facts: 'The order of 4 May, number 17.' };

describe('a refusal that is answered', () => {
  let pair: Pair;
  let xa: Side;
  let xb: Side;
  before(async () => {
    pair = await openPair();
    ({ xa, xb } = pair);
  });
  after(() => pair.close());

  /** Made, approved where it must be, and delivered; both sides then see the same state and dates. */
  async function told(side: Side, id: string, what: string, body: unknown): Promise<CaseDetailWire> {
    const made = json(await act(pair, side, id, what, body)) as CaseDetailWire;
    if (made.steps.some(({ state }) => state === 'awaiting-approval')) json(await approve(pair, side, id));
    await deliverAll(pair);
    const [ours, theirs] = [await look(pair, xa, id), await look(pair, xb, id)];
    assert.equal(ours.row.state, theirs.row.state);
    const shown = ({ deadlines }: CaseDetailWire) => deadlines.map(({ step, dueAt, metAt }) => [step, dueAt, metAt]);
    assert.deepEqual(shown(ours), shown(theirs));
    assert.deepEqual(ours.refusal, theirs.refusal);
    return ours;
  }
  async function bundleOf(id: string): Promise<Uint8Array> {
    const order = { params: { id }, body: { recipient: null, purpose: null, withhold: [] } };
    assert.equal((await call(pair, xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order)).kind, 'waits');
    await approveWaitingAct(pair, xa, id, 'second');
    const bundle = await call(pair, xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order);
    assert(bundle.kind === 'bytes', JSON.stringify(bundle));
    return bundle.bytes;
  }

  /** Each place of each body withheld, one at a time: the copy is valid, and proves the same. */
  function assertProvesWithheld(bundle: Uint8Array, lines: BundleVerdict['lines']): void {
    const places = placesInBundle(bundle, realSuites);
    assert(places.ok);
    for (const [index, dispatch] of places.value.entries()) {
      for (const { pointer } of dispatch.places) {
        const one = { dispatch: index + 1, pointer, manner: 'withheld', reason: 'Not needed.' } as const;
        const copy = redactBundle(bundle, { withhold: [one], by: 'Registry', at: pair.now, suites: realSuites });
        assert(copy.ok, pointer);
        const verdict = verifyBundle(copy.value, { suites: realSuites });
        assert.deepEqual([verdict.issues, verdict.lines], [[], lines], `${dispatch.kind} without ${pointer}`);
      }
    }
  }

  const refused = async (refusal: object): Promise<string> => {
    const id = await sentRequest(pair);
    assert.equal((await told(xb, id, 'refusal', refusal)).row.state, 'refused');
    return id;
  };

  test('incomplete, returned with what it lacks, completed within its time, reopened and answered; the bundle proves all of it', async () => {
    const id = await refused(incomplete);
    const ours = await look(pair, xa, id);
    assert.deepEqual(ours.refusal?.lacking, ['subject', 'period']);
    assert.deepEqual(
      ours.refusal?.against.map(({ step, isOver }) => [step, isOver]),
      [['cure', false]],
    );
    assert.deepEqual([ours.row.nextDeadline?.step, ours.row.nextDeadline?.owedBy], ['cure', 'us']);
    assert(ours.next.includes('cure') && !ours.next.includes('rebut'));
    assert.equal((await look(pair, xb, id)).next.includes('cure'), false);

    const short = await act(pair, xa, id, 'cure', { supplied: { subject: 'Meridian Tide Exchange Ltd' }, note: '' });
    assert.deepEqual(
      issuesIn(short).map(({ path }) => path),
      ['supplied.period'],
    );
    const cured = await told(xa, id, 'cure', supplied);
    assert.equal(cured.row.state, 'reconsidering');
    assert.deepEqual([cured.row.nextDeadline?.step, cured.row.nextDeadline?.owedBy], ['reconsider', 'them']);
    assert.deepEqual([cured.supplied.period, cured.draft.content.period], ['March 2026', undefined], 'the request stays as it was signed');
    const theirs = await look(pair, xb, id);
    assert.equal(theirs.supplied.period, 'March 2026');
    assert(theirs.next.includes('reopen') && theirs.next.includes('uphold') && theirs.next.includes('postpone'));

    const reopened = await told(xb, id, 'reopening', { reasons: 'The firm can be identified now.', expectedReplyAt: null });
    assert.equal(reopened.row.state, 'acknowledged');
    const open = reopened.deadlines.filter(({ metAt }) => metAt === null);
    assert.deepEqual(
      open.map(({ step }) => step),
      ['reply'],
    );
    await told(xb, id, 'replies', { completeness: 'complete', text: 'Nothing more is held.', records: [] });

    const printed = JSON.stringify(casePaper({ detail: await look(pair, xa, id), ownName: 'XA', keptBack: new Map(), now: pair.now }));
    for (const words of ['March 2026', '"Lacking"']) assert(printed.includes(words), `on paper: ${words}`);

    const bundle = await bundleOf(id);
    const verdict = verifyBundle(bundle, { suites: realSuites });
    assert(verdict.isValid, JSON.stringify(verdict.issues));
    for (const words of ['supplied what its request lacked (ground R06)', 'reopened the request that it had refused on ground R06']) {
      assert(
        verdict.lines.some(({ what }) => what.includes(words)),
        words,
      );
    }
    assertProvesWithheld(bundle, verdict.lines);
  });

  test('rebutted with reasons and facts, and upheld: it stands, and nothing more is asked against it', async () => {
    const id = await refused(unprotected);
    assert.equal(issuesIn(await act(pair, xa, id, 'rebuttal', { reasons: ' ' }))[0]?.path, 'reasons');
    assert.equal((await told(xa, id, 'rebuttal', rebuttal)).row.state, 'reconsidering');
    const upheld = await told(xb, id, 'upholding', { reasons: 'The order does not reach the old copies.' });
    assert.equal(upheld.row.state, 'upheld');
    assert.equal(upheld.row.nextDeadline, null);
    assert(!upheld.next.includes('rebut'));
    assert.equal(issuesIn(await act(pair, xa, id, 'rebuttal', rebuttal))[0]?.path, 'state');
    assert(upheld.timeline.some(({ sentence }) => sentence.includes('upheld the refusal on ground R11')));
  });

  test('postponed to a new day instead of upheld', async () => {
    const id = await refused(unprotected);
    await told(xa, id, 'rebuttal', rebuttal);
    const until = '2027-02-15T22:59:59.999Z';
    const later = await told(xb, id, 'postponement', { ground: 'R03', reasons: 'A search here comes first.', until });
    assert.deepEqual([later.row.state, later.row.nextDeadline?.step, later.row.nextDeadline?.dueAt], ['postponed', 'execute', until]);
    assert(later.deadlines.some(({ step, metAt }) => step === 'reconsider' && metAt !== null));
    const bundle = await bundleOf(id);
    assertProvesWithheld(bundle, verifyBundle(bundle, { suites: realSuites }).lines);
  });

  test('a ground that no clause lets be answered stands at once; the refusing side cannot answer itself, nor reopen before it was asked', async () => {
    const id = await refused({ ground: 'R02', reasons: 'Public order.' });
    const ours = await look(pair, xa, id);
    assert.deepEqual(ours.refusal?.against, []);
    assert(!ours.next.includes('rebut') && !ours.next.includes('cure'));
    assert.equal(issuesIn(await act(pair, xa, id, 'rebuttal', rebuttal))[0]?.path, 'ground');
    assert.equal(issuesIn(await act(pair, xa, id, 'cure', supplied))[0]?.path, 'ground');
    assert.equal((await act(pair, xb, id, 'rebuttal', rebuttal)).kind, 'absent');
    assert.equal((await act(pair, xa, id, 'upholding', { reasons: 'So.' })).kind, 'absent');
    assert.equal(issuesIn(await act(pair, xb, id, 'reopening', { reasons: 'So.', expectedReplyAt: null }))[0]?.path, 'state');
  });

  test('what was prepared in time and is approved too late is not sent, and the case is due nowhere any more', async () => {
    const id = await refused(incomplete);
    const until = (await look(pair, xa, id)).refusal?.against[0]?.dueAt as Instant;
    assert(until > pair.now);
    json(await act(pair, xa, id, 'cure', supplied));
    const before = pair.now;
    pair.now = addMs(until, -dayMs);
    assert.equal(await endRightsOver(xa.opened.database, pair.now), 0);
    pair.now = addMs(until, 1);
    const late = issuesIn(await approve(pair, xa, id, 'deputy'));
    assert.match(late[0]?.problem ?? '', /The time for this ended on .*clause 10/);
    const step = (await look(pair, xa, id)).steps.find(({ state }) => state === 'awaiting-approval');
    const back = { params: { id: step?.id }, body: { digest: step?.digest, reason: 'Too late.' } };
    json(await call(pair, xa, 'second', 'POST /api/assistance/steps/:id/return', back));
    const over = await look(pair, xa, id);
    assert.deepEqual([over.row.state, over.row.nextDeadline, over.refusal?.against[0]?.isOver], ['refused', null, true]);
    assert(!over.next.includes('cure') && over.next.includes('report-use'));
    const listed = async (side: Side): Promise<unknown> =>
      (
        await side.opened.database
          .withTables<{ assistance_cases: { id: string; next_due_at: string | null } }>()
          .selectFrom('assistance_cases')
          .select('next_due_at')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).next_due_at;
    assert.notEqual(await listed(xa), null);
    for (const side of [xa, xb]) {
      await endRightsOver(side.opened.database, pair.now);
      assert.equal(await listed(side), null, 'it is due nowhere any more');
    }
    pair.now = before;
  });

  test('the other side counts for itself: it does not admit what comes after its time, and the sender goes back to the refusal', async () => {
    const id = await refused(incomplete);
    const cases = xa.opened.database.withTables<{ assistance_cases: { id: string; deadlines: unknown } }>();
    const { deadlines } = await cases.selectFrom('assistance_cases').select('deadlines').where('id', '=', id).executeTakeFirstOrThrow();
    const longer = JSON.stringify(deadlines).replaceAll('2026-12-', '2027-12-');
    await cases.updateTable('assistance_cases').set({ deadlines: longer }).where('id', '=', id).execute();
    const before = pair.now;
    pair.now = addMs(before, 60 * dayMs);
    json(await act(pair, xa, id, 'cure', supplied));
    json(await approve(pair, xa, id, 'deputy'));
    await deliverAll(pair);
    const [ours, theirs] = [await look(pair, xa, id), await look(pair, xb, id)];
    assert.deepEqual([ours.row.state, theirs.row.state], ['refused', 'refused']);
    assert(ours.timeline.some(({ sentence }) => sentence.includes('did not admit what the request lacked (state-conflict)')));
    assert.deepEqual(ours.supplied, {}, 'what was not admitted completes nothing');
    assert.deepEqual(ours.refusal, theirs.refusal);
    pair.now = before;
  });
});
