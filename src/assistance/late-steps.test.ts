// SPDX-License-Identifier: Apache-2.0
/** What is said when an answer is late, later, impossible or no more, and what the requester tells afterwards; on both sides. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { demoAgreement } from '../agreements/index.ts';
import { checkInPython } from '../../tests/verifiers/check-in-python.ts';
import { addMs, type Instant, newId } from '../kernel/index.ts';
import { realSuites } from '../seals/index.ts';
import { verifyBundle } from '../verifier/index.ts';
import {
  act,
  approve,
  approveWaitingAct,
  bringIntoForce,
  call as pairCall,
  deliverAll,
  draftTo,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  random,
  sentRequest,
  type Side,
} from './two-authorities.test.ts';
import type { OralRequestWire } from './oral-requests/wire.ts';
import { caseBrief } from './overview/case-brief.ts';
import type { CaseDetailWire, RequestDraftWire } from './wire.ts';

const dayMs = 86_400_000;
const urgency: Partial<RequestDraftWire> = {
  class: 'urgent',
  urgencyGround: 'flight-of-assets',
  urgencyReason: 'The wallet is being emptied since this morning.',
};

describe('a case that does not go straight', () => {
  let pair: Pair;
  let xa: Side;
  let xb: Side;
  before(async () => {
    pair = await openPair();
    ({ xa, xb } = pair);
  });
  after(() => pair.close());

  /** Made by XB, approved where it must be, and delivered; the case as both sides then see it. */
  async function told(id: string, what: string, body: unknown, side: Side = xb): Promise<CaseDetailWire> {
    const made = json(await act(pair, side, id, what, body)) as CaseDetailWire;
    if (made.steps.some(({ state }) => state === 'awaiting-approval')) json(await approve(pair, side, id));
    await deliverAll(pair);
    const [ours, theirs] = [await look(pair, xa, id), await look(pair, xb, id)];
    assert.equal(ours.row.state, theirs.row.state);
    const shown = ({ deadlines }: CaseDetailWire) => deadlines.map(({ step, dueAt, metAt }) => [step, dueAt, metAt]);
    assert.deepEqual(shown(ours), shown(theirs));
    return theirs;
  }

  async function bundleOf(id: string): Promise<Uint8Array> {
    const order = { params: { id }, body: { recipient: null, purpose: null, withhold: [] } };
    const asked = await pairCall(pair, xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order);
    assert.equal(asked.kind, 'waits');
    await approveWaitingAct(pair, xa, id, 'second');
    const bundle = await pairCall(pair, xa, 'preparer', 'POST /api/assistance/cases/:id/bundle', order);
    assert(bundle.kind === 'bytes', JSON.stringify(bundle));
    return bundle.bytes;
  }

  test('urgency that is contested gives the clocks of a normal request, and the urgent ones again where that is not admitted', async () => {
    const id = await sentRequest(pair, urgency);
    const urgent = (await look(pair, xb, id)).deadlines;
    assert.deepEqual(
      urgent.map(({ step }) => step),
      ['acknowledge', 'contest-urgency', 'interim-reply', 'reply'],
    );
    const contest = { expectedReplyAt: null, note: '', updateEveryDays: 5, urgencyContested: 'The wallet has been still for a year.' };
    const normal = await told(id, 'acknowledgement', contest);
    assert.deepEqual(
      normal.deadlines.map(({ step, metAt }) => [step, metAt !== null]),
      [
        ['acknowledge', true],
        ['reply', false],
      ],
    );
    assert((normal.deadlines[1]?.dueAt ?? '') > (urgent[3]?.dueAt ?? ''));
    assert(normal.timeline.some(({ sentence }) => sentence.includes('contested its urgency')));

    const other = await sentRequest(pair, urgency);
    json(await act(pair, xb, other, 'acknowledgement', contest));
    json(await act(pair, xa, other, 'withdrawal', { reason: 'No longer needed.' }));
    await xb.deliverDue();
    const back = await look(pair, xb, other);
    assert.deepEqual(
      back.deadlines.map(({ step }) => step),
      urgent.map(({ step }) => step),
      'XA had withdrawn: XB stands where it stood',
    );
    await deliverAll(pair);
    assert.equal((await look(pair, xb, other)).row.state, 'withdrawn');
  });

  test('delayed, postponed on a ground of the agreement, then answered, reported on and closed; the bundle proves all of it', async () => {
    const id = await sentRequest(pair);
    await told(id, 'acknowledgement', { expectedReplyAt: null, note: '' });
    const late = await told(id, 'delay', {
      reasons: 'The bank asked for an order of a court.',
      expectedReplyAt: '2026-12-20T22:59:59.999Z',
    });
    assert.equal(late.row.state, 'acknowledged');
    const forbidden = await act(pair, xb, id, 'postponement', { ground: 'X2', reasons: 'Bank secrecy.', until: null });
    assert.equal(issuesIn(forbidden)[0]?.path, 'ground');
    const until = '2027-01-15T22:59:59.999Z';
    const postponed = await told(id, 'postponement', { ground: 'R03', reasons: 'A search here comes first.', until });
    assert.equal(postponed.row.state, 'postponed');
    assert.deepEqual([postponed.row.nextDeadline?.step, postponed.row.nextDeadline?.dueAt], ['execute', until]);
    await told(id, 'replies', { completeness: 'complete', text: 'Nothing more is held.', records: [] });
    const open = await told(id, 'confidentiality', { isConfidential: false, reason: 'The proceedings were announced.' }, xa);
    assert.equal(open.isConfidential, false);
    const report = { usefulness: 'useful', usedFor: ['admin-enforcement'], outcome: 'Proceedings were opened.', isLast: false };
    assert.equal((await told(id, 'use-reports', report, xa)).row.state, 'answered');
    const closed = await told(id, 'use-reports', { ...report, outcome: 'A fine was imposed.', isLast: true }, xa);
    assert.equal(closed.row.state, 'closed');
    assert.deepEqual(closed.next, ['export-bundle']);
    const verdict = verifyBundle(await bundleOf(id), { suites: realSuites });
    assert(verdict.isValid, JSON.stringify(verdict.issues));
    for (const words of ['told that the answer is late', 'postponed the request on ground R03', 'told what came of the answer']) {
      assert(
        verdict.lines.some(({ what }) => what.includes(words)),
        words,
      );
    }
  });

  test('what cannot be carried out ends the request without being a refusal, when a second officer has approved it', async () => {
    const id = await sentRequest(pair);
    const made = json(
      await act(pair, xb, id, 'impossibility', { cause: 'retention-ended', reasons: 'Kept for five years, until March.' }),
    ) as CaseDetailWire;
    assert.equal(made.row.state, 'received', 'it waits for the second officer');
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    const seen = await look(pair, xa, id);
    assert.equal(seen.row.state, 'impossible');
    assert.equal(seen.row.nextDeadline, null);
    assert(seen.timeline.some(({ sentence }) => sentence.includes('cannot be carried out (retention-ended)')));
  });

  test('a request lapses only after the day that its open question named; its requester cannot let it lapse', async () => {
    const id = await sentRequest(pair);
    const answerBy = addMs(pair.now, 5 * dayMs);
    const asked = await told(id, 'questions', { question: 'Which period?', answerBy });
    assert.equal(asked.next.includes('let-lapse'), false);
    assert.equal(issuesIn(await act(pair, xb, id, 'lapse', { reason: 'No answer.' }))[0]?.path, 'state');
    assert.equal((await act(pair, xa, id, 'lapse', { reason: 'No answer.' })).kind, 'absent');
    const before = pair.now;
    pair.now = addMs(before, 6 * dayMs);
    assert.equal((await look(pair, xb, id)).next.includes('let-lapse'), true);
    const lapsed = await told(id, 'lapse', { reason: 'The period was not named.' });
    assert.equal(lapsed.row.state, 'lapsed');
    assert.deepEqual(lapsed.next, ['export-bundle']);
    pair.now = addMs(pair.now, 1);
  });

  test('a question that names no day keeps the request open', async () => {
    const id = await sentRequest(pair);
    await told(id, 'questions', { question: 'Which period?' });
    pair.now = addMs(pair.now, 60 * dayMs);
    assert.equal(issuesIn(await act(pair, xb, id, 'lapse', { reason: 'No answer.' }))[0]?.path, 'state');
  });

  test('a draft is shown before the request: commented on, shown again, and named by the request; nothing runs until then', async () => {
    const draft = { ...draftTo(xb.id), content: { subject: 'Meridian Tide' } };
    const opened = json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body: draft })) as CaseDetailWire;
    const { id } = opened.row;
    assert(opened.next.includes('share-draft') && !opened.next.includes('withdraw'));
    assert.equal((await act(pair, xb, id, 'draft-comments', { comments: 'Of what?' })).kind, 'absent');
    const waiting = json(await act(pair, xa, id, 'shared-draft', { wanted: 'Do you hold reports on it?' })) as CaseDetailWire;
    assert.deepEqual([waiting.row.state, waiting.next], ['draft', ['edit']]);
    assert.equal(issuesIn(await act(pair, xa, id, 'submission', null))[0]?.path, 'state');
    json(await approve(pair, xa, id));
    await deliverAll(pair);
    const shown = await look(pair, xb, id);
    assert.deepEqual([shown.row.state, shown.deadlines, shown.next], ['draft-shared', [], ['comment-on-draft']]);
    assert.equal(shown.draft.content.subject, 'Meridian Tide');
    for (const step of ['acknowledgement', 'replies', 'refusal'] as const) {
      const body = { acknowledgement: { expectedReplyAt: null, note: '' }, replies: { completeness: 'complete', text: 'x', records: [] } };
      const said = step === 'refusal' ? { ground: 'R01', reasons: 'x' } : body[step];
      assert.equal(issuesIn(await act(pair, xb, id, step, said))[0]?.path, 'state', `${step} of what is no request`);
    }
    // The author writes on while the comments are on their way.
    const changed = {
      ...draftTo(xb.id),
      purpose: 'fiu-analysis',
      content: { ...draftTo(xb.id).content, subject: 'Meridian Tide Exchange Ltd' },
    };
    json(await pairCall(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', { params: { id }, body: changed }));
    json(await act(pair, xb, id, 'draft-comments', { comments: 'Two firms bear this name.', lacking: ['subject'] }));
    await deliverAll(pair);
    const commented = await look(pair, xa, id);
    assert.deepEqual([commented.row.state, commented.steps.at(-1)?.kind], ['draft', 'draft-comments']);
    json(await act(pair, xa, id, 'submission', null));
    json(await approve(pair, xa, id));
    await deliverAll(pair);
    const [ours, theirs] = [await look(pair, xa, id), await look(pair, xb, id)];
    assert.deepEqual([ours.row.state, theirs.row.state], ['received', 'received']);
    assert.equal(theirs.draft.content.subject, 'Meridian Tide Exchange Ltd');
    assert(theirs.deadlines.length > 0 && theirs.row.purpose === 'fiu-analysis');
    assert.equal(issuesIn(await act(pair, xb, id, 'draft-comments', { comments: 'One more.' }))[0]?.path, 'state');
    const verdict = verifyBundle(await bundleOf(id), { suites: realSuites });
    assert(verdict.isValid, JSON.stringify(verdict.issues));
    assert(verdict.lines.some(({ what }) => what.includes('said what the draft of the request lacks')));
  });

  test('a draft that is not pursued is withdrawn, and nothing more follows', async () => {
    const body = draftTo(xb.id);
    const { id } = (json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire).row;
    json(await act(pair, xa, id, 'shared-draft', { wanted: '' }));
    json(await approve(pair, xa, id));
    await deliverAll(pair);
    json(await pairCall(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', { params: { id }, body: { ...body, reference: 'XA-2' } }));
    const elsewhere = { params: { id }, body: { ...body, counterpart: 'ca1another' } };
    assert.match(
      issuesIn(await pairCall(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', elsewhere))[0]?.problem ?? '',
      /was shown/,
    );
    assert((await look(pair, xa, id)).next.includes('withdraw'));
    const order = { params: { id }, body: { recipient: null, purpose: null, withhold: [] } };
    assert.equal((await pairCall(pair, xb, 'preparer', 'POST /api/assistance/cases/:id/bundle', order)).kind, 'absent');
    json(await act(pair, xa, id, 'withdrawal', { reason: 'We have it from a public register.' }));
    await deliverAll(pair);
    assert.equal((await caseBrief(xb.opened.database, id))?.isShared, false, 'it never was a request');
    for (const side of [xa, xb]) {
      const found = await look(pair, side, id);
      assert.deepEqual([found.row.state, found.next], ['withdrawn', []]);
    }
  });

  test('a withdrawal of the draft that does not arrive leaves it standing, and the bundle of the request that follows is whole', async () => {
    const body = { ...draftTo(xb.id), purpose: 'fiu-analysis' };
    const { id } = (json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire).row;
    json(await act(pair, xa, id, 'shared-draft', { wanted: '' }));
    json(await approve(pair, xa, id));
    await deliverAll(pair);
    assert.equal((await caseBrief(xb.opened.database, id))?.isShared, false);
    pair.network = 'is-down';
    json(await act(pair, xa, id, 'withdrawal', { reason: 'We have it from a public register.' }));
    for (let day = 0; day < 9; day++) {
      await deliverAll(pair);
      pair.now = addMs(pair.now, dayMs);
    }
    pair.network = 'works';
    assert.equal((await look(pair, xa, id)).row.state, 'draft');
    const changed = { params: { id }, body: draftTo(xb.id) };
    json(await pairCall(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', changed));
    json(await act(pair, xa, id, 'submission', null));
    json(await approve(pair, xa, id));
    await deliverAll(pair);
    assert.equal((await caseBrief(xb.opened.database, id))?.isShared, true);
    const bytes = await bundleOf(id);
    assert.deepEqual(verifyBundle(bytes, { suites: realSuites }).issues, []);
    checkInPython(bytes);
  });

  describe('asked orally, in urgency', () => {
    const call = (side: Side, target: string, input: { params?: unknown; body?: unknown } = {}) =>
      pairCall(pair, side, 'preparer', `${target.split(' ')[0]} /api/assistance/oral-requests${target.split(' ')[1] ?? ''}`, input);
    const notesOf = (answer: unknown): readonly OralRequestWire[] => (answer as { rows: OralRequestWire[] }).rows;
    const noted = async (calledAt: Instant, change: object = {}): Promise<OralRequestWire> => {
      const who = { askedBy: 'Officer Lund', askedOf: 'duty officer Okoye' };
      const what = {
        assistance: 'suspicious-reports',
        purpose: 'admin-enforcement',
        urgencyGround: 'flight-of-assets',
        asked: 'Who owns it.',
      };
      const rows = notesOf(json(await call(xb, 'POST', { body: { counterpart: xa.id, calledAt, ...who, ...what, ...change } })));
      return rows.toSorted((left, right) => (left.id < right.id ? 1 : -1))[0] as OralRequestWire;
    };
    const callOf = (askedAt: Instant) => ({
      ...urgency,
      oral: { askedAt, askedBy: 'Officer Lund', askedOf: 'duty officer Okoye', asked: 'Whose wallet it is.' },
    });

    test('no agreement provides for it: the call is noted, nothing runs, and no request says that it was made', async () => {
      const note = await noted(pair.now);
      assert.deepEqual([note.basis, note.confirmBy, note.owed, note.mayEnd.length], [null, null, [], 3]);
      const draft = { ...draftTo(xb.id), ...callOf(pair.now) };
      const opened = json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body: draft })) as CaseDetailWire;
      assert.equal(opened.verdict?.outcome, 'refused');
      assert(opened.verdict.reasons.some(({ kind }) => kind === 'oral-not-provided'));
      assert.deepEqual(opened.deadlines, []);
      assert.equal(issuesIn(await act(pair, xa, opened.row.id, 'submission', null))[0]?.path, 'oral');
      const ending = { why: 'noted-in-error', reason: 'It was asked in writing at once.' };
      const [ended] = notesOf(json(await call(xb, 'POST /:id/ending', { params: { id: note.id }, body: ending })));
      assert.deepEqual([ended?.state, ended?.ended?.why, ended?.mayEnd], ['ended', 'noted-in-error', []]);
    });

    test('both note the call, both clocks run from it, and the writing joins the two notes to one case', async () => {
      const lets = demoAgreement({ parties: pair.arrangement.parties.slice(), inForceFrom: '2026-02-01T00:00:00.000Z' as Instant });
      await bringIntoForce(pair, { ...lets, id: newId('agr', pair.now, random) });
      const calledAt = pair.now;
      const note = await noted(addMs(calledAt, -600_000));
      assert.deepEqual(
        [note.state, note.basis?.clause, note.isOverdue, note.mayEnd],
        ['open', '20', false, ['called-off', 'noted-in-error']],
      );
      assert.equal(note.owed.length, 4);
      const tooSoon = { why: 'not-confirmed', reason: 'Nothing came.' };
      assert.equal(issuesIn(await call(xb, 'POST /:id/ending', { params: { id: note.id }, body: tooSoon }))[0]?.path, 'why');

      const draft = { ...draftTo(xb.id), ...callOf(calledAt) };
      const opened = json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body: draft })) as CaseDetailWire;
      const { id } = opened.row;
      assert.deepEqual([opened.row.nextDeadline?.step, opened.row.nextDeadline?.owedBy], ['confirm-in-writing', 'us']);
      assert(opened.timeline.some(({ kind, at }) => kind === 'request.asked-orally' && at === calledAt));
      json(await act(pair, xa, id, 'submission', null));
      assert.equal((await look(pair, xa, id)).row.nextDeadline?.step, 'confirm-in-writing');
      json(await approve(pair, xa, id));
      await deliverAll(pair);
      const [ours, theirs] = [await look(pair, xa, id), await look(pair, xb, id)];
      const clocks = ({ deadlines }: CaseDetailWire) => deadlines.map(({ step, dueAt, metAt }) => [step, dueAt, metAt]);
      assert.deepEqual(clocks(ours), clocks(theirs));
      assert.deepEqual(
        ours.deadlines.slice(1).map(({ step, dueAt }) => [step, dueAt]),
        opened.deadlines.slice(1).map(({ step, dueAt }) => [step, dueAt]),
        'they run from the call, as they did while it was a draft',
      );
      assert.deepEqual([theirs.oralNotes[0]?.id, theirs.oralNotes[0]?.state], [note.id, 'confirmed']);
      assert.deepEqual(ours.oralNotes, []);
      assert.equal(theirs.draft.oral?.asked, 'Whose wallet it is.');
      assert.deepEqual(
        theirs.timeline.slice(0, 2).map(({ kind }) => kind),
        ['request.call-noted', 'request.asked-orally'],
      );
      const verdict = verifyBundle(await bundleOf(id), { suites: realSuites });
      assert(verdict.isValid, JSON.stringify(verdict.issues));

      // Contested, the clocks of a normal request run from the writing's own receipt.
      const contest = { expectedReplyAt: null, note: '', updateEveryDays: 5, urgencyContested: 'We took no such call.' };
      const contested = await told(id, 'acknowledgement', contest);
      assert(
        (contested.deadlines.find(({ step }) => step === 'reply')?.dueAt ?? '') >
          (ours.deadlines.find(({ step }) => step === 'reply')?.dueAt ?? '~'),
      );
    });

    test('no writing comes in time: work may stop; a late one is joined all the same, and its clocks start at its receipt', async () => {
      const calledAt = pair.now;
      const note = await noted(calledAt);
      pair.now = addMs(pair.now, 7 * dayMs);
      const rows = notesOf(json(await call(xb, 'GET')));
      assert.deepEqual([rows[0]?.id, rows[0]?.isOverdue], [note.id, true]);
      const ending = { why: 'not-confirmed', reason: 'Nothing came; they were told by telephone.' };
      json(await call(xb, 'POST /:id/ending', { params: { id: note.id }, body: ending }));
      const id = await sentRequest(pair, callOf(calledAt));
      const theirs = await look(pair, xb, id);
      assert.deepEqual([theirs.oralNotes[0]?.id, theirs.oralNotes[0]?.isConfirmedLate], [note.id, true]);
      const received = theirs.timeline.find(({ kind }) => kind === 'request.delivered')?.at ?? '~';
      assert(theirs.deadlines.every(({ step, dueAt }) => step === 'confirm-in-writing' || dueAt > received));

      // A call of another day is another call: an officer says that the request is its writing.
      const other = await noted(addMs(calledAt, -2 * dayMs));
      const joined = notesOf(json(await call(xb, 'POST /:id/case', { params: { id: other.id }, body: { caseId: id } })));
      assert.equal(joined.find((row) => row.id === other.id)?.caseId, id);
      assert.equal(issuesIn(await call(xb, 'POST /:id/case', { params: { id: other.id }, body: { caseId: id } }))[0]?.path, 'id');
    });

    test('a call that is joined by hand was confirmed when its writing was made; a draft is no writing, and an error no call', async () => {
      const [timely, mistaken] = [await noted(addMs(pair.now, -3_600_000)), await noted(addMs(pair.now, -7_200_000))];
      const join = (note: OralRequestWire, caseId: string) => call(xb, 'POST /:id/case', { params: { id: note.id }, body: { caseId } });
      const id = await sentRequest(pair, urgency);
      const body = draftTo(xb.id);
      const opened = json(await pairCall(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire;
      json(await act(pair, xa, opened.row.id, 'shared-draft', { wanted: '' }));
      json(await approve(pair, xa, opened.row.id));
      await deliverAll(pair);
      assert.equal(issuesIn(await join(timely, opened.row.id))[0]?.path, 'caseId');
      const ending = { why: 'noted-in-error', reason: 'It was another authority.' };
      json(await call(xb, 'POST /:id/ending', { params: { id: mistaken.id }, body: ending }));
      assert.equal(issuesIn(await join(mistaken, id))[0]?.path, 'id');
      pair.now = addMs(pair.now, 20 * dayMs);
      const joined = notesOf(json(await join(timely, id))).find((row) => row.id === timely.id);
      assert.deepEqual([joined?.caseId, joined?.isConfirmedLate], [id, false]);
    });
  });
});
