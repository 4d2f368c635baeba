// SPDX-License-Identifier: Apache-2.0
/** Cases between two authorities on real PostgreSQL, with real keys: what each side may do, and what the other then sees. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Verdict } from '../agreements/index.ts';
import type { RecordRowWire, RecordUseAnswerWire, RecordUseWire } from '../records/index.ts';
import { addMs, canonicalJson, type JsonValue } from '../kernel/index.ts';
import { readPayload, readReceipt, sealEnvelope } from '../exchange/index.ts';
import {
  bodyRootOf,
  bodySeedBytes,
  dispatchType,
  type Digest,
  readSigned,
  readWholeBody,
  realSuites,
  signDocument,
  writeSigned,
  writeWholeBody,
} from '../seals/index.ts';
import { verifyBundle } from '../verifier/index.ts';
import { sharedEvents } from './cases/timeline.ts';
import { eventsOfCase, findCase } from './store.ts';
import {
  act,
  approveWaitingAct,
  approval,
  approve,
  bringIntoForce,
  call,
  deliverAll,
  draftTo,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  random,
  recordsGiven,
  sentRequest,
  type Side,
} from './two-authorities.test.ts';
import type { BundlePlacesWire, BundlePreviewWire, CaseDetailWire, CaseRowWire, RequestDraftWire } from './wire.ts';

const wholeBundle = { recipient: null, purpose: null, withhold: [] };

describe('a case between two authorities', () => {
  let pair: Pair;
  let xa: Side;
  let xb: Side;
  before(async () => {
    pair = await openPair();
    ({ xa, xb } = pair);
  });
  after(async () => pair?.close());

  const acknowledge = (id: string) => act(pair, xb, id, 'acknowledgement', { expectedReplyAt: null, note: 'We look into it.' });
  const reply = (id: string, body: object) => act(pair, xb, id, 'replies', { completeness: 'complete', text: '', records: [], ...body });
  const withdraw = (id: string) => act(pair, xa, id, 'withdrawal', { reason: 'The matter is closed here.' });
  const state = async (side: Side, id: string) => (await look(pair, side, id)).row.state;

  async function ownReports(): Promise<RecordRowWire[]> {
    const query = { kind: 'suspicious-report', purpose: 'fiu-analysis', limit: '3' };
    return (json(await call(pair, xb, 'keeper', 'GET /api/records', { query })) as { rows: RecordRowWire[] }).rows;
  }
  async function use(side: Side, record: string, purpose: string, manner = 'read'): Promise<RecordUseAnswerWire> {
    const body = { purpose, manner, caseRef: null, note: 'In the case.' };
    return json(await call(pair, side, 'preparer', 'POST /api/records/:id/uses', { params: { id: record }, body })) as RecordUseAnswerWire;
  }
  const orderBundle = (side: Side, id: string, order: object = wholeBundle) =>
    call(pair, side, 'preparer', 'POST /api/assistance/cases/:id/bundle', { params: { id }, body: order });
  const previewOf = (id: string, order: object = wholeBundle) =>
    call(pair, xa, 'preparer', 'POST /api/assistance/cases/:id/bundle-preview', { params: { id }, body: order });
  /** Asked for, approved by a second officer, and fetched. */
  async function bundleOf(side: Side, id: string, order: object = wholeBundle, by: 'second' | 'deputy' = 'second'): Promise<Uint8Array> {
    const asked = await orderBundle(side, id, order);
    assert.deepEqual(asked, { kind: 'waits', given: 0, approversMin: 1 });
    await approveWaitingAct(pair, side, id, by);
    const answer = await orderBundle(side, id, order);
    assert(answer.kind === 'bytes', JSON.stringify(answer));
    return answer.bytes;
  }
  async function assertSameOnBothSides(id: string): Promise<void> {
    const [left, right] = await Promise.all(
      [xa, xb].map(async (side) => {
        const row = await findCase(side.opened.database, id);
        assert(row !== null);
        const events = sharedEvents(await eventsOfCase(side.opened.database, row.id));
        const facts = events.map(({ at, facts: own }) => ({ at, ...own, officer: null }));
        return { state: row.state, deadlines: row.deadlines, facts };
      }),
    );
    assert.deepEqual(left, right);
    assert(left !== undefined && left.facts.length > 0);
  }

  test('the verdict beside the form names the clause, what is missing, the deadlines and the conditions of the answer', async () => {
    const draft = draftTo(xb.id);
    const { facts: _, ...content } = draft.content;
    const body = { draft: { ...draft, content } };
    const verdict = json(await call(pair, xa, 'preparer', 'POST /api/assistance/verdict', { body })) as Verdict;
    assert.equal(verdict.outcome, 'needs');
    assert.equal(verdict.governing?.clause, '4');
    assert.deepEqual(
      verdict.reasons.map(({ kind, field }) => [kind, field]),
      [
        ['content', 'facts'],
        ['approval', null],
      ],
    );
    assert.deepEqual(
      verdict.deadlines.map(({ step }) => step),
      ['acknowledge', 'reply'],
    );
    assert.equal(verdict.conditions[0]?.limits.handling, 'amber+strict');
    const urgent = { draft: { ...draft, class: 'urgent', urgencyGround: 'flight-of-assets' } };
    const asked = json(await call(pair, xa, 'preparer', 'POST /api/assistance/verdict', { body: urgent })) as Verdict;
    assert.equal(asked.reasons[0]?.field, 'urgencyReason', 'the ground is chosen; the reason is still asked for');
    const empty = { draft: { ...draft, counterpart: '', purpose: null } };
    const gaps = json(await call(pair, xa, 'preparer', 'POST /api/assistance/verdict', { body: empty })) as Verdict;
    assert.deepEqual(
      gaps.reasons.map(({ field }) => field),
      ['counterpart', 'purpose'],
    );
  });

  test('a request is sent when a second officer approves exactly it, and at no other time', async () => {
    const incomplete = { ...draftTo(xb.id), content: { subject: 'Meridian Tide' } };
    const opened = json(await call(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body: incomplete })) as CaseDetailWire;
    const { id } = opened.row;
    const missing = issuesIn(await act(pair, xa, id, 'submission', null)).map(({ path }) => path);
    assert.deepEqual(missing, ['facts', 'why-useful', 'legal-provisions']);
    assert.equal(await state(xa, id), 'draft');

    const edit = (body: object) => call(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', { params: { id }, body });
    json(await edit(draftTo(xb.id)));
    const submitted = json(await act(pair, xa, id, 'submission', null)) as CaseDetailWire;
    const [first] = submitted.steps;
    assert(first !== undefined);
    assert.equal(submitted.row.state, 'awaiting-approval');
    assert(!submitted.next.includes('approve'), 'the preparer is not offered to approve');

    assert.equal(issuesIn(await approval(pair, xa, first, 'preparer'))[0]?.path, 'officer');
    assert.equal(issuesIn(await approval(pair, xa, { ...first, code: '000000' }, 'head'))[0]?.path, 'code');
    assert.equal(issuesIn(await approval(pair, xa, { ...first, digest: `sha256:${'0'.repeat(64)}` }, 'head'))[0]?.path, 'digest');
    assert.equal(
      (
        await call(pair, xa, 'head', 'POST /api/assistance/steps/:id/return', {
          params: { id: 'evt_unknown' },
          body: { digest: first.digest, reason: 'Not here.' },
        })
      ).kind,
      'absent',
    );

    json(await edit({ ...draftTo(xb.id), reference: 'XA-2026-115' }));
    assert.equal(await state(xa, id), 'draft');
    assert.equal(issuesIn(await approval(pair, xa, first, 'head'))[0]?.path, 'state');

    const again = json(await act(pair, xa, id, 'submission', null)) as CaseDetailWire;
    const returned = again.steps.find((step) => step.state === 'awaiting-approval');
    assert(returned !== undefined);
    const back = { params: { id: returned.id }, body: { digest: returned.digest, reason: 'Name the provision.' } };
    json(await call(pair, xa, 'head', 'POST /api/assistance/steps/:id/return', back));
    assert.equal(await state(xa, id), 'draft');
    json(await act(pair, xa, id, 'submission', null));
    const sent = json(await approve(pair, xa, id)) as CaseDetailWire;
    assert.equal(sent.row.state, 'sent');
    const step = sent.steps.findLast(({ kind }) => kind === 'request');
    assert.deepEqual(
      step?.approvals.map(({ officer }) => officer),
      [xa.officers.head.id],
    );
    assert.equal(sent.verdict?.outcome, 'permitted', 'the verdict shown is the one that was signed');
    assert.equal(sent.verdict?.reasons.at(-1)?.kind, 'approved');

    assert.equal(await findCase(xb.opened.database, id), null);
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'received');
    assert.equal(await state(xb, id), 'received');
    await assertSameOnBothSides(id);
    const approved = (await look(pair, xa, id)).steps.findLast(({ kind }) => kind === 'request');
    pair.now = addMs(pair.now, 3 * 86_400_000);
    assert.deepEqual((await look(pair, xa, id)).steps.at(-1)?.approvals, approved?.approvals, 'shown for good, not for a day');
    pair.now = addMs(pair.now, -3 * 86_400_000);
  });

  test('clocks start at receipt in the calendar of the requested authority, and its inbox is sorted by what falls due', async () => {
    const normal = await sentRequest(pair);
    const urgency = { class: 'urgent', urgencyGround: 'flight-of-assets', urgencyReason: 'The wallet is being emptied.' } as const;
    const urgent = await sentRequest(pair, urgency);
    const due = (await look(pair, xb, normal)).deadlines.map(({ step, dueAt, owedBy }) => [step, dueAt, owedBy]);
    // Received on a Friday; XB does not work on Thursday, 26 November, and is one hour ahead of UTC.
    assert.deepEqual(due[0], ['acknowledge', '2026-11-30T22:59:59.999Z', 'us']);
    assert.deepEqual((await look(pair, xa, normal)).deadlines[0]?.owedBy, 'them');
    const { rows } = json(await call(pair, xb, 'preparer', 'GET /api/assistance/cases', { query: { box: 'inbox' } })) as {
      rows: CaseRowWire[];
    };
    const dueAt = rows.map((row) => row.nextDeadline?.dueAt ?? '9999');
    assert.deepEqual(dueAt, dueAt.toSorted());
    assert.equal(rows[0]?.id, urgent);
    assert.equal(rows[0]?.nextDeadline?.dueAt, '2026-11-25T22:59:59.999Z');
    const outbox = json(await call(pair, xb, 'preparer', 'GET /api/assistance/cases', { query: { box: 'outbox' } })) as {
      rows: CaseRowWire[];
    };
    assert.equal(outbox.rows.length, 0);
  });

  test('acknowledging, asking back and answering go at once; each meets its deadline on both sides', async () => {
    const id = await sentRequest(pair);
    json(await acknowledge(id));
    await deliverAll(pair);
    json(await act(pair, xb, id, 'questions', { question: 'Which accounts?' }));
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'question-open');
    assert.deepEqual((await look(pair, xa, id)).next, ['answer-back', 'withdraw', 'change-confidentiality', 'export-bundle']);
    assert.equal((await acknowledge(id)).kind, 'issues', 'not now');
    assert.equal((await act(pair, xb, id, 'answers', { answer: 'Ours.' })).kind, 'absent', 'that is for the other side');
    json(await act(pair, xa, id, 'answers', { answer: 'Those of Brannock Shore.' }));
    await deliverAll(pair);
    assert.equal(await state(xb, id), 'acknowledged');
    await assertSameOnBothSides(id);
    assert.notEqual((await look(pair, xb, id)).deadlines[0]?.metAt, null);
  });

  test('a reply discloses chosen records under the conditions of the agreement or stricter ones, never looser', async () => {
    const id = await sentRequest(pair);
    const base = (await look(pair, xb, id)).replyLimits;
    const [first, second] = await ownReports();
    assert(base !== null && first !== undefined && second !== undefined);
    const looser = {
      recordId: first.id,
      limits: { ...base, onward: 'listed' as const, recipients: [xa.id], purposes: [...base.purposes, 'tax' as const] },
    };
    assert.deepEqual(
      issuesIn(await reply(id, { records: [{ recordId: second.id, limits: null }, looser] })).map(({ path }) => path),
      ['records[1].limits.purposes', 'records[1].limits.onward', 'records[1].limits.recipients'],
    );
    assert.equal(issuesIn(await reply(id, {}))[0]?.path, 'text');
    const twice = [first.id, first.id, 'rcd_unknown'].map((recordId) => ({ recordId, limits: null }));
    assert.deepEqual(
      issuesIn(await reply(id, { records: twice })).map(({ path }) => path),
      ['records[1]', 'records[2]'],
    );
    assert.equal(await state(xb, id), 'received');

    const part = { completeness: 'partial', text: 'More follows.', records: await recordsGiven(pair, xb, id, [first.id]) };
    const waiting = json(await reply(id, part)) as CaseDetailWire;
    assert.equal((await reply(id, part)).kind, 'issues', 'one step waits at a time');
    assert(!JSON.stringify(waiting.steps).includes('narrative'), 'a step shows no body of a record');
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'partly-answered');
    const strict = { ...base, evidentialUse: 'forbidden' as const, purposes: ['admin-enforcement' as const] };
    json(await reply(id, { records: [{ recordId: second.id, limits: strict }] }));
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'answered');
    await assertSameOnBothSides(id);

    const uses = json(await call(pair, xb, 'keeper', 'GET /api/records/:id/uses', { params: { id: first.id } })) as RecordUseWire[];
    assert(
      uses.some((one) => one.manner === 'pass-on' && one.caseRef === id && one.reasons[0]?.sentence.includes('XA')),
      'the disclosure is among its uses',
    );

    const received = (await look(pair, xa, id)).records;
    assert.equal(received.length, 2);
    assert(
      received.every((record) => record.isReceived && !record.title.includes('Meridian')),
      'no name before a purpose is named',
    );
    const evidence = async ({ id }: RecordRowWire) => (await use(xa, id, 'admin-enforcement')).record?.conditions[0]?.evidentialUse ?? '';
    assert.deepEqual(new Set(await Promise.all(received.map(evidence))), new Set(['forbidden', 'with-permission']));
    const [record] = received;
    assert(record !== undefined);
    const refused = await use(xa, record.id, 'tax');
    assert.equal(refused.use.outcome, 'refused');
    assert.equal(refused.record, null);
    assert.equal(refused.use.reasons[0]?.clause, '11');
    assert.equal((await call(pair, xa, 'preparer', 'GET /api/records/:id/uses', { params: { id: record.id } })).kind, 'json');
  });

  test('the text of a reply is withheld, and no bundle is made, when its conditions no longer permit it', async () => {
    const id = await sentRequest(pair);
    json(await reply(id, { text: 'Nothing is known of them here.' }));
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    const textOf = async (side: Side) =>
      (await look(pair, side, id)).steps.find(({ kind }) => kind === 'reply')?.body as { text: string; withheld?: string[] };
    assert.equal((await textOf(xa)).text, 'Nothing is known of them here.');
    const before = pair.now;
    pair.now = addMs(pair.now, 1826 * 86_400_000);
    const later = await textOf(xa);
    assert.equal(later.text, '');
    assert.equal(later.withheld?.length, 1);
    assert.match(issuesIn(await orderBundle(xa, id))[0]?.path ?? '', /^steps\./, 'before anybody is asked to approve it');
    assert.match((json(await previewOf(id)) as BundlePreviewWire).refusals[0]?.path ?? '', /^steps\./);
    const order = {
      recipient: 'Court of XA',
      purpose: 'Charges in the case.',
      withhold: [{ dispatch: 2, pointer: '/text', manner: 'withheld', reason: 'Its originator does not permit it any more.' }],
    };
    const partly = await bundleOf(xa, id, order, 'deputy');
    const verdict = verifyBundle(partly, { suites: realSuites });
    assert.deepEqual(verdict.issues, []);
    assert.deepEqual(
      verdict.withheld.map(({ path, pointer, statedBy, isSigned }) => [path, pointer, statedBy, isSigned]),
      [['dispatches/0002.json', '/text', xa.name, true]],
    );
    assert.match(verdict.lines[0]?.what ?? '', /for Court of XA, for this purpose: Charges in the case\./);
    assert(!Buffer.from(partly).includes('Nothing is known of them here.'));
    assert.equal((await textOf(xb)).text, 'Nothing is known of them here.', 'its author is not bound');
    pair.now = before;
  });

  test('the places of a bundle are listed without a value; one that is not there cannot be withheld', async () => {
    const id = await sentRequest(pair);
    const listed = json(
      await call(pair, xa, 'preparer', 'GET /api/assistance/cases/:id/bundle-places', { params: { id } }),
    ) as BundlePlacesWire;
    const [request] = listed.dispatches;
    assert(request !== undefined);
    assert.deepEqual([listed.dispatches.length, request.number, request.kind, request.fromName], [1, 1, 'assistance.request', xa.name]);
    const facts = request.places.find(({ pointer }) => pointer === '/content/facts');
    assert.deepEqual([facts?.kind, facts?.isMember], ['text', true]);
    assert(!JSON.stringify(listed).includes(draftTo(xb.id).content.facts ?? '-'));
    const withhold = [{ dispatch: 1, pointer: '/content/nothing', manner: 'withheld', reason: 'Private.' }];
    const body = { ...wholeBundle, withhold };
    const refused = await orderBundle(xa, id, body);
    assert.equal(issuesIn(refused)[0]?.path, 'withhold: 1/content/nothing');
  });

  test('what a recipient would see is said beforehand, to the second officer too, and nothing is written down', async () => {
    const id = await sentRequest(pair);
    const hide = (pointer: string, manner: string) => ({ dispatch: 1, pointer, manner, reason: 'Private.' });
    const order = {
      recipient: 'Court of XA',
      purpose: null,
      withhold: [hide('/content/facts', 'withheld'), hide('/content/why-useful', 'hidden')],
      custody: null,
    };
    const newest = async () => json(await call(pair, xa, 'second', 'GET /api/audit/entries', { query: { limit: '1' } }));
    const before = await newest();
    const seen = json(await previewOf(id, order)) as BundlePreviewWire;
    assert.deepEqual(await newest(), before);
    const [request] = seen.dispatches;
    const kindAt = (wanted: string) => request?.places.find(({ pointer }) => pointer === wanted)?.kind ?? null;
    assert.deepEqual([kindAt('/content/facts'), kindAt('/content/why-useful'), kindAt('/content/subject')], ['withheld', null, 'text']);
    assert.equal(request?.hidden, 1);
    assert.deepEqual(new Set(seen.withheld.map(({ reason }) => reason)), new Set(['Private.']));
    assert.ok(seen.stated.some(({ what, words }) => what === 'For' && words === 'Court of XA'));
    assert.deepEqual(seen.refusals, []);
    assert(!JSON.stringify(seen).includes(draftTo(xb.id).content.subject ?? '-'), 'no value of any place');
    assert.equal((await orderBundle(xa, id, order)).kind, 'waits');
    const acts = json(await call(pair, xa, 'second', 'GET /api/approvals')) as { subject: string; caseRef: string }[];
    const subject = acts.find(({ caseRef }) => caseRef === id)?.subject ?? '';
    const ordered = (params: object) => call(pair, xa, 'second', 'GET /api/assistance/cases/:id/bundle-orders/:subject', { params });
    assert.deepEqual(json(await ordered({ id, subject })), order);
    assert.equal((await ordered({ id: 'req_other', subject })).kind, 'absent', 'of another case');
    assert.equal((await ordered({ id, subject: 'sha256:0' })).kind, 'absent');
  });

  test('a bundle is given when a second officer has approved exactly it, and once', async () => {
    const id = await sentRequest(pair);
    const forCourt = { ...wholeBundle, recipient: 'Court of XA' };
    assert.equal((await orderBundle(xa, id)).kind, 'waits');
    assert.equal((await orderBundle(xa, id)).kind, 'waits', 'asking again approves nothing');
    const [own] = json(await call(pair, xa, 'preparer', 'GET /api/approvals')) as { subject: string; mayApprove: boolean }[];
    assert.equal(own?.mayApprove, false, 'an approver by role, but it is their own');
    const proof = { kind: 'code', code: '123456' };
    const selfApproved = await call(pair, xa, 'preparer', 'POST /api/approvals', { body: { subject: own?.subject, proof } });
    assert.match(issuesIn(selfApproved)[0]?.problem ?? '', /prepared/);
    await approveWaitingAct(pair, xa, id, 'second');
    assert.equal((await orderBundle(xa, id, forCourt)).kind, 'waits', 'for somebody else it is another bundle');
    assert.equal((await orderBundle(xa, id)).kind, 'waits', 'and what was approved of the former is void');
    await approveWaitingAct(pair, xa, id, 'second');
    const fetched = await Promise.all([orderBundle(xa, id), orderBundle(xa, id)]);
    assert.deepEqual(fetched.filter(({ kind }) => kind === 'bytes').length, 1, 'two fetches at once: one of them');
    assert.equal((await orderBundle(xa, id)).kind, 'waits', 'an approval is good for one export');
    const page = json(await call(pair, xa, 'second', 'GET /api/audit/entries', { query: { event: 'bundle.exported' } }));
    const { entries } = page as { entries: { details: { subject?: string } | null }[] };
    assert.equal(entries[0]?.details?.subject, own?.subject, 'the log says what was approved');
  });

  test('the fields of the form arrive as they were filled in; the days of a period must not be reversed', async () => {
    const particulars: NonNullable<RequestDraftWire['particulars']> = {
      information: 'Who holds the two accounts.',
      period: { from: '2026-03-02', to: '2026-03-13' },
      persons: [{ kind: 'natural', name: 'Ida Brannock', bornOn: '1984-05-02' }],
      statement: { form: 'oath', rights: ' ' },
    };
    const id = await sentRequest(pair, { particulars });
    const there = await look(pair, pair.xb, id);
    assert.deepEqual(there.draft.particulars, { ...particulars, statement: { form: 'oath' } });
    assert.equal(there.draft.content.period, '2026-03-02 to 2026-03-13');
    json(await act(pair, pair.xb, id, 'acknowledgement', { expectedReplyAt: null, note: '', carriedOutBy: 'shared' }));
    await deliverAll(pair);
    const told = (await look(pair, pair.xa, id)).steps.find(({ kind }) => kind === 'acknowledgement');
    assert.match(JSON.stringify(told?.body), /"carriedOutBy":"shared"/);
    const reversed = { ...draftTo(pair.xb.id), particulars: { period: { from: '2026-03-13', to: '2026-03-02' } } };
    const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/assistance/drafts', { body: reversed })) as CaseDetailWire;
    const issues = issuesIn(await act(pair, pair.xa, opened.row.id, 'submission', null));
    assert.deepEqual(
      issues.map(({ path }) => path),
      ['particulars.period.to'],
    );
  });

  test('a refusal names a ground that the agreement allows; no other can be sent', async () => {
    const id = await sentRequest(pair);
    const offered = (await look(pair, xb, id)).refusalGrounds.map(({ ground }) => ground);
    assert.deepEqual(offered, ['R01', 'R02', 'R03', 'R06', 'R08', 'R09', 'R10', 'R11']);
    for (const ground of ['X2', 'R07', 'R12']) {
      assert.equal(issuesIn(await act(pair, xb, id, 'refusal', { ground, reasons: 'So it is.' }))[0]?.path, 'ground', ground);
    }
    assert.equal(issuesIn(await act(pair, xb, id, 'refusal', { ground: 'R03', reasons: ' ' }))[0]?.path, 'reasons');
    assert.equal(await state(xb, id), 'received');
    json(await act(pair, xb, id, 'refusal', { ground: 'R03', reasons: 'An inquiry of ours would be lost.' }));
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'refused');
    assert.deepEqual((await look(pair, xa, id)).next, ['change-confidentiality', 'report-use', 'export-bundle']);
    await assertSameOnBothSides(id);
  });

  test('a withdrawal that crosses a reply: each is answered by a signed state-conflict, and both sides stand where they stood', async () => {
    const id = await sentRequest(pair);
    json(await acknowledge(id));
    await deliverAll(pair);
    json(await reply(id, { text: 'Here it is.' }));
    json(await approve(pair, xb, id));
    json(await withdraw(id));
    assert.equal(await state(xa, id), 'withdrawn');
    assert.equal(await state(xb, id), 'answered');
    // XA's withdrawal goes first and finds the case answered; then XB's reply finds it open again.
    await xa.deliverDue();
    const own = await look(pair, xa, id);
    assert.equal(own.row.state, 'acknowledged');
    assert.equal(own.timeline.at(-1)?.sentence, `${xb.name} did not admit the withdrawal (state-conflict).`);
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'answered');
    await assertSameOnBothSides(id);
    const verdict = verifyBundle(await bundleOf(xa, id), { suites: realSuites });
    assert(verdict.isValid, JSON.stringify(verdict.issues));
    assert(verdict.lines.some(({ what }) => what.includes('did not admit it')));
  });

  test('a reply that finds the request withdrawn is taken back, its deadline runs again until the withdrawal arrives', async () => {
    const id = await sentRequest(pair);
    json(await reply(id, { text: 'Here it is.' }));
    json(await approve(pair, xb, id));
    json(await withdraw(id));
    assert.equal(
      (await look(pair, xb, id)).deadlines.every(({ metAt }) => metAt !== null),
      true,
    );
    await xb.deliverDue();
    const taken = await look(pair, xb, id);
    assert.equal(taken.row.state, 'received');
    assert.equal(
      taken.deadlines.every(({ metAt }) => metAt === null),
      true,
    );
    assert.equal(taken.row.nextDeadline?.step, 'acknowledge');
    await deliverAll(pair);
    assert.equal(await state(xb, id), 'withdrawn');
    assert.equal((await look(pair, xb, id)).row.nextDeadline, null);
    await assertSameOnBothSides(id);
  });

  test('what answers a request before its receipt arrives is not rejected for good', async () => {
    pair.network = 'loses-answers';
    const body = draftTo(xb.id);
    const { id } = (json(await call(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire).row;
    json(await act(pair, xa, id, 'submission', null));
    json(await approve(pair, xa, id));
    await xa.deliverDue();
    pair.network = 'works';
    assert.equal(await state(xa, id), 'sent');
    json(await acknowledge(id));
    await xb.deliverDue();
    assert.equal(await state(xa, id), 'sent');
    assert.equal((await look(pair, xb, id)).steps.at(-1)?.state, 'queued', 'it is tried again');
    pair.now = addMs(pair.now, 3_600_000);
    await xa.deliverDue();
    pair.now = addMs(pair.now, 3_600_000);
    await deliverAll(pair);
    assert.equal(await state(xa, id), 'acknowledged');
    await assertSameOnBothSides(id);
  });

  test('a dispatch whose act differs from its body is rejected, signed, and nothing of it is kept', async () => {
    const other = await sentRequest(pair);
    const id = await sentRequest(pair);
    json(await acknowledge(id));
    const query = xb.opened.pool.query<{ signed_bytes: Buffer; body_document: Buffer }>(
      "select signed_bytes, body_document from exchange_outbox where case_ref = $1 and kind = 'assistance.acknowledgement'",
      [id],
    );
    const row = (await query).rows[0];
    const signed = readSigned(new Uint8Array(row?.signed_bytes ?? []));
    assert(signed.ok);
    const honest = readPayload(signed.value);
    assert(honest.ok);
    const honestBody = readWholeBody(new Uint8Array(row?.body_document ?? []), honest.value.bodyRoot as Digest);
    assert(honestBody.ok);
    const forgedBody = { ...(honestBody.value as { [name: string]: JsonValue }), requestId: other };
    const seed = random(bodySeedBytes);
    const forged = { ...honest.value, bodyRoot: bodyRootOf(forgedBody, seed) };
    const key = { suite: realSuites.suite, keyPair: xb.keys.dispatch, keyId: xb.keys.dispatch.keyId };
    const payload = new TextEncoder().encode(canonicalJson(forged));
    const dispatch = writeSigned(signDocument({ payloadType: dispatchType, payload, ...key }));
    const envelope = await sealEnvelope({
      dispatch,
      body: writeWholeBody(forgedBody, seed),
      from: xb.id,
      to: xa.keyState,
      class: 'normal',
      now: pair.now,
      sealSuite: realSuites.sealSuite,
      random,
    });
    const answer = await call(pair, xa, null, 'POST /exchange/v1/envelopes', { body: envelope });
    assert(answer.kind === 'bytes');
    const receipt = readReceipt(answer.bytes, xa.keyState, realSuites.suite);
    assert(receipt.ok);
    assert.equal(receipt.value.state, 'rejected');
    assert.equal(receipt.value.code, 'act-differs-from-body');
    const seen = await look(pair, xa, id);
    assert.equal(seen.row.state, 'received');
    assert.equal(seen.timeline.filter(({ kind }) => kind.startsWith('acknowledgement')).length, 0);
  });

  test('a request that is not delivered until it expires ends as not delivered', async () => {
    pair.network = 'is-down';
    const body = draftTo(xb.id);
    const { id } = (json(await call(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire).row;
    json(await act(pair, xa, id, 'submission', null));
    json(await approve(pair, xa, id));
    const before = pair.now;
    for (let day = 0; day < 9; day++) {
      await deliverAll(pair);
      pair.now = addMs(pair.now, 86_400_000);
    }
    pair.network = 'works';
    const ended = await look(pair, xa, id);
    assert.equal(ended.row.state, 'not-delivered');
    assert.equal(ended.timeline.at(-1)?.by, 'server');
    pair.now = before;
  });

  test('both sides export a bundle of the whole case, and anyone can check either', async () => {
    const id = await sentRequest(pair);
    json(await acknowledge(id));
    const [first] = await ownReports();
    json(await reply(id, { text: 'One report.', records: await recordsGiven(pair, xb, id, [first?.id]) }));
    json(await approve(pair, xb, id));
    await deliverAll(pair);
    for (const side of [xa, xb]) {
      const verdict = verifyBundle(await bundleOf(side, id), { suites: realSuites, expected: [xa.id, xb.id] });
      assert(verdict.isValid, JSON.stringify(verdict.issues));
      const said = verdict.lines.map(({ what, by, clause }) => `${by}${clause === null ? '' : ` (${clause})`}: ${what}`).join('\n');
      assert.match(said, /Securities Commission of XA \(4\): asked for suspicious-transaction reports for administrative enforcement/);
      assert.match(
        said,
        /Financial Intelligence Unit of XB \(5\): had exactly this approved by 1 officer other than its preparer, by the word/,
      );
      assert.match(said, /Financial Intelligence Unit of XB \(4\): replied \(complete\) with 1 record under conditions/);
      assert.match(said, new RegExp(`${side.name}: logged all 3 dispatches`));
    }
    const uses = json(
      await call(pair, xa, 'preparer', 'GET /api/records/:id/uses', {
        params: { id: (await look(pair, xa, id)).records[0]?.id },
      }),
    ) as RecordUseWire[];
    assert.deepEqual([uses[0]?.manner, uses[0]?.outcome], ['export', 'permitted'], 'the export is a use');
    const unsent = json(await call(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body: draftTo(xb.id) })) as CaseDetailWire;
    assert.equal((await orderBundle(xa, unsent.row.id)).kind, 'absent');
  });

  test('an approval that comes when a later version has replaced the agreement changes nothing at all', async () => {
    const body = draftTo(xb.id);
    const { id } = (json(await call(pair, xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire).row;
    json(await act(pair, xa, id, 'submission', null));
    const inForceFrom = addMs(pair.now, 1_000);
    await bringIntoForce(pair, { ...pair.arrangement, version: 2, inForceFrom });
    assert.equal(issuesIn(await approve(pair, xa, id))[0]?.path, 'agreement');
    const detail = await look(pair, xa, id);
    assert.equal(detail.row.state, 'awaiting-approval');
    assert.deepEqual(detail.steps[0]?.approvals, [], 'the approval was undone with the rest');
    assert(!detail.timeline.some(({ kind }) => kind === 'request.approved'));
    json(await call(pair, xa, 'preparer', 'PUT /api/assistance/drafts/:id', { params: { id }, body }));
    json(await act(pair, xa, id, 'submission', null));
    const sent = json(await approve(pair, xa, id)) as CaseDetailWire;
    assert.equal(sent.agreement?.ref.version, 2);
    await deliverAll(pair);
    assert.equal(await state(xb, id), 'received');
  });
});
