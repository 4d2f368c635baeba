// SPDX-License-Identifier: Apache-2.0
//
// The main job, told over HTTP: a securities commission (XA) finds something, asks a financial intelligence unit (XB) under
// their agreement, XB answers with conditions attached, XA uses the answer lawfully, and both can prove it.
//
// The arrangement is the sample one with one change: a request needs two approvals, so that an edit between them is seen.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { verdictSchema, type VerdictWire } from '../../src/agreements/wire.ts';
import { caseDetailSchema, type CaseDetailWire, type RequestDraftWire } from '../../src/assistance/wire.ts';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { recordUseAnswerSchema, recordUseSchema } from '../../src/records/wire.ts';
import { makeAuthority, realSuites } from '../../src/seals/index.ts';
import { systemRandom } from '../../src/server/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import {
  act,
  approve,
  approveAsNeeded,
  caseOf,
  casesIn,
  draftTo,
  openCase,
  recordsGiven,
  searchRecords,
  sendRequest,
  untilState,
  waitingStep,
} from './casework.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { arrangementBetween, importSamples, makePeers, memorandumAmong, signAll } from './first-day.ts';
import { approveAct, askedBundle, bundleOf } from './waiting-acts.ts';

describe('the main job between two authorities', () => {
  let federation: Federation;
  let [xa, xb]: Authority[] = [];
  let folder = '';
  let caseId = '';
  let urgentId = '';
  let arrangementTitle = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-bundles-'));
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    const arrangement = await arrangementBetween(xa, xb);
    const terms = arrangement.terms.map((term) => (term.kind === 'approvals' && term.act === 'ask' ? { ...term, approversMin: 2 } : term));
    arrangementTitle = arrangement.title;
    await signAll({ ...arrangement, terms }, xa, xb);
    await signAll(await memorandumAmong(xa, xb), xa, xb);
    await importSamples(xb);
  });
  after(async () => {
    await federation.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const verdictOn = (draft: RequestDraftWire): Promise<VerdictWire> =>
    must(xa).at('preparer').expect(verdictSchema, 'POST', '/api/assistance/verdict', { draft });

  describe('asking', () => {
    it('an empty form says what to choose first', async () => {
      const verdict = await verdictOn(draftTo('', { purpose: null, content: {} }));
      assert.equal(verdict.outcome, 'needs');
      assert.deepEqual(
        verdict.reasons.map((reason) => reason.field),
        ['counterpart', 'purpose'],
      );
    });

    it('the live verdict names the governing clause, what is missing, the deadlines and the conditions', async () => {
      const verdict = await verdictOn(draftTo(must(xb).id, { content: { subject: 'Meridian Tide Exchange Ltd' } }));
      assert.equal(verdict.outcome, 'needs');
      assert.deepEqual([verdict.governing?.title, verdict.governing?.clause], [arrangementTitle, '4']);
      assert.deepEqual(
        verdict.reasons.map((reason) => [reason.kind, reason.field, reason.clause?.clause]),
        [
          ['content', 'facts', '7'],
          ['content', 'why-useful', '7'],
          ['content', 'legal-provisions', '7'],
          ['approval', null, '5'],
        ],
      );
      // Received on Thursday 29 October; Monday 2 November is a holiday in XB; days end in XB's own zone (UTC+1).
      assert.deepEqual(
        verdict.deadlines.map((deadline) => [deadline.step, deadline.dueAt, deadline.clause.clause]),
        [
          ['acknowledge', '2026-11-06T22:59:59.999Z', '9.1'],
          ['reply', '2026-12-11T22:59:59.999Z', '9.1'],
        ],
      );
      assert.deepEqual(
        verdict.conditions.map(({ limits, clause }) => [limits.handling, limits.onward, limits.evidentialUse, clause.clause]),
        [['amber+strict', 'consent', 'with-permission', '11']],
      );
      assert.equal(verdict.approversMin, 2);
    });

    it('what the arrangement does not cover is governed by the memorandum, and the verdict says why', async () => {
      const verdict = await verdictOn(draftTo(must(xb).id, { assistance: 'transaction-records' }));
      assert.match(verdict.governing?.title ?? '', /Memorandum/);
      assert.deepEqual(
        verdict.alternatives.map((other) => [other.title, other.outcome]),
        [[arrangementTitle, 'refused']],
      );
      assert.match(verdict.alternatives[0]?.sentence ?? '', /No clause allows records of transactions and accounts/);
    });

    it('without an agreement between the two, the verdict says so and which agreements would allow it', async () => {
      const stranger = makeAuthority({ ...realSuites, random: systemRandom, createdAt: must(federation).clock.now() }).authorityId;
      const verdict = await verdictOn(draftTo(stranger));
      assert.deepEqual([verdict.outcome, verdict.governing, verdict.reasons[0]?.kind], ['refused', null, 'no-agreement']);
      assert.deepEqual(
        verdict.alternatives.map((other) => other.title),
        [arrangementTitle],
      );
      assert.match(verdict.alternatives[0]?.sentence ?? '', /would allow .* but the authority asked is not a party/);
    });

    it('a request that lacks what a clause asks for is not submitted', async () => {
      const id = await openCase(must(xa).at('preparer'), draftTo(must(xb).id, { content: { subject: 'Meridian Tide' } }));
      const problems = await must(xa).at('preparer').expectRefusal(400, 'POST', `/api/assistance/cases/${id}/submission`);
      assert.match(problems, /facts: .*still empty/);
      assert.equal((await caseOf(must(xa).at('preparer'), id)).row.state, 'draft');
    });

    it('whoever prepared a request cannot approve it, though an approver', async () => {
      const both = must(xa).at('approver');
      caseId = await openCase(both, draftTo(must(xb).id));
      const step = waitingStep(await act(both, caseId, 'submission'));
      assert.equal(step.mayApprove, false);
      const problems = await both.expectRefusal(400, 'POST', `/api/assistance/steps/${step.id}/approval`, {
        digest: step.digest,
        proof: { kind: 'code', code: both.code() },
      });
      assert.match(problems, /Whoever prepared a step cannot approve it/);
      // A mere preparer is not told that there is anything to approve.
      const preparer = must(xa).at('preparer');
      await preparer.expectRefusal(404, 'POST', `/api/assistance/steps/${step.id}/approval`, {
        digest: step.digest,
        proof: { kind: 'code', code: preparer.code() },
      });
    });

    it('an edit voids the approvals given before, and the old text cannot be approved any more', async () => {
      const [preparer, approver] = [must(xa).at('preparer'), must(xa).at('secondApprover')];
      const approved = waitingStep(await approve(approver, caseId));
      assert.equal(approved.approvals.length, 1, 'one of two');
      const better = draftTo(must(xb).id, { reference: 'XA-ENF-2026-118 (second text)' });
      const edited = await preparer.expect(caseDetailSchema, 'PUT', `/api/assistance/drafts/${caseId}`, better);
      assert.equal(edited.row.state, 'draft');
      const problems = await approver.expectRefusal(400, 'POST', `/api/assistance/steps/${approved.id}/approval`, {
        digest: approved.digest,
        proof: { kind: 'code', code: approver.code() },
      });
      assert.match(problems, /does not wait for approval/);
      const again = waitingStep(await act(preparer, caseId, 'submission'));
      assert.notEqual(again.digest, approved.digest);
      assert.deepEqual([again.approvals.length, again.approversMin], [0, 2]);
    });

    it('an approval needs a code that was not used before', async () => {
      const approver = must(xa).at('approver');
      const step = waitingStep(await caseOf(approver, caseId));
      const code = approver.code();
      const body = { digest: step.digest, proof: { kind: 'code', code } };
      const detail = await approver.expect(caseDetailSchema, 'POST', `/api/assistance/steps/${step.id}/approval`, body);
      assert.equal(detail.row.state, 'awaiting-approval', 'one of two');
      assert.match(await approver.expectRefusal(400, 'POST', `/api/assistance/steps/${step.id}/approval`, body), /used before/);
    });

    it('with the last approval the request goes out, and XB has it in its inbox within two seconds', async () => {
      const detail = await approve(must(xa).at('secondApprover'), caseId);
      assert.equal(detail.row.state, 'sent');
      await untilState(must(xb).at('preparer'), caseId, 'received', 2000);
      await untilState(must(xa).at('preparer'), caseId, 'received', 2000);
    });

    it("XB's inbox is sorted by deadline, and the clocks run in XB's calendar from receipt on both sides", async () => {
      urgentId = await sendRequest(must(xa), must(xb), {
        class: 'urgent',
        urgencyGround: 'flight-of-assets',
        urgencyReason: 'The owners are moving their holdings to wallets of their own.',
        reference: 'XA-ENF-2026-119',
      });
      const inbox = await casesIn(must(xb).at('preparer'), 'inbox');
      assert.deepEqual(
        inbox.map((row) => [row.id, row.nextDeadline?.step, row.nextDeadline?.dueAt, row.nextDeadline?.owedBy]),
        [
          [urgentId, 'acknowledge', '2026-11-04T22:59:59.999Z', 'us'],
          [caseId, 'acknowledge', '2026-11-06T22:59:59.999Z', 'us'],
        ],
      );
      const [atXa, atXb] = await bothSides(must(xa), must(xb), caseId);
      assert.deepEqual(
        atXa.deadlines.map(({ step, dueAt }) => [step, dueAt]),
        atXb.deadlines.map(({ step, dueAt }) => [step, dueAt]),
      );
      assert.ok(atXa.deadlines.every((deadline) => deadline.owedBy === 'them'));
    });
  });

  describe('answering', () => {
    let reports: { id: string }[] = [];

    it('XB acknowledges, asks back, and XA answers', async () => {
      const [officer, asker] = [must(xb).at('preparer'), must(xa).at('preparer')];
      const acknowledged = await act(officer, caseId, 'acknowledgement', {
        expectedReplyAt: '2026-11-20T00:00:00.000Z',
        note: 'We are looking.',
      });
      assert.notEqual(acknowledged.deadlines.find(({ step }) => step === 'acknowledge')?.metAt, null);
      await untilState(asker, caseId, 'acknowledged');
      await act(officer, caseId, 'questions', { question: 'Does the period include 13 March?' });
      const asked = await untilState(asker, caseId, 'question-open');
      assert.ok(asked.next.includes('answer-back'));
      await act(asker, caseId, 'answers', { answer: 'Yes, to the end of that day.' });
      const answered = await untilState(officer, caseId, 'acknowledged');
      assert.ok(answered.steps.some((step) => step.kind === 'answer' && step.summary === 'Yes, to the end of that day.'));
    });

    it('XB searches its own records for a stated purpose, and without one not at all', async () => {
      const officer = must(xb).at('keeper');
      assert.match(await officer.expectRefusal(400, 'GET', '/api/records?q=Meridian'), /query\.purpose/);
      reports = await searchRecords(officer, { q: 'Meridian Tide', kind: 'suspicious-report', purpose: 'fiu-analysis' });
      assert.ok(reports.length >= 2, `${reports.length} reports name the firm`);
    });

    it('conditions looser than the agreement are refused, with the field', async () => {
      const officer = must(xb).at('preparer');
      const { replyLimits } = await caseOf(officer, caseId);
      assert.ok(replyLimits !== null);
      const looser = { ...replyLimits, handling: 'green', onward: 'listed', recipients: [must(xa).id] };
      const reply = { completeness: 'partial', text: '', records: [{ recordId: must(reports[0]).id, limits: looser }] };
      const problems = await officer.expectRefusal(400, 'POST', `/api/assistance/cases/${caseId}/replies`, reply);
      assert.match(problems, /records\[0\]\.limits\.handling: .*looser/);
      assert.match(problems, /records\[0\]\.limits\.onward/);
    });

    it('XB answers in part with a record under stricter conditions, approved by a second officer', async () => {
      const officer = must(xb).at('preparer');
      const { replyLimits } = await caseOf(officer, caseId);
      const stricter = { ...must(replyLimits), purposes: ['admin-enforcement'], handling: 'red', onward: 'never' };
      const [first] = await recordsGiven(officer, caseId, [must(reports[0]).id]);
      const records = [{ ...must(first), limits: stricter }];
      const reply = { completeness: 'partial', text: 'One report now; more follow.', records };
      const waiting = await act(officer, caseId, 'replies', reply);
      assert.equal(waiting.row.state, 'acknowledged', 'nothing goes out before the approval');
      await approve(must(xb).at('approver'), caseId);
      const received = await untilState(must(xa).at('preparer'), caseId, 'partly-answered');
      assert.equal(received.records.length, 1);
      assert.ok(received.steps.some((step) => (step.body as { text?: string }).text === 'One report now; more follow.'));
    });

    it('XB completes the answer under the conditions of the agreement', async () => {
      const officer = must(xb).at('preparer');
      const reply = { completeness: 'complete', text: 'The rest of what we hold.' };
      const rest = reports.slice(1).map(({ id }) => id);
      const silent = { ...reply, records: rest.map((recordId) => ({ recordId, limits: null })) };
      const path = `/api/assistance/cases/${caseId}/replies`;
      assert.match(await officer.expectRefusal(400, 'POST', path, silent), /Nobody has said whether \/parties\/\d+\/\w+ is given/);
      await act(officer, caseId, 'replies', { ...reply, records: await recordsGiven(officer, caseId, rest) });
      await approve(must(xb).at('secondApprover'), caseId);
      const received = await untilState(must(xa).at('preparer'), caseId, 'answered');
      assert.equal(received.records.length, reports.length);
      assert.ok(received.records.every((record) => record.isReceived && record.originator === must(xb).id && record.conditionCount > 0));
      assert.ok(received.deadlines.every((deadline) => deadline.metAt !== null));
      assert.equal(received.row.nextDeadline, null);
    });

    it('a forbidden ground of refusal is refused, and one that the agreement allows goes through', async () => {
      const officer = must(xb).at('preparer');
      const { refusalGrounds } = await caseOf(officer, urgentId);
      const offered = refusalGrounds.map(({ ground }) => ground);
      assert.deepEqual(offered, ['R01', 'R02', 'R03', 'R06', 'R08', 'R09', 'R10', 'R11'], 'only what clause 10 allows can be chosen');
      for (const [ground, sentence] of [
        ['R07', /Clause 10 forbids refusing/],
        ['X1', /No agreement accepts a refusal/],
        ['R04', /R04 is not among them/],
      ] as const) {
        const problems = await officer.expectRefusal(400, 'POST', `/api/assistance/cases/${urgentId}/refusal`, { ground, reasons: 'No.' });
        assert.match(problems, sentence);
      }
      await act(officer, urgentId, 'refusal', { ground: 'R02', reasons: 'A criminal proceeding on the same facts has begun in XB.' });
      assert.equal((await caseOf(officer, urgentId)).row.state, 'received', 'a refusal waits for its approval too');
      await approve(must(xb).at('approver'), urgentId);
      const refused = await untilState(must(xa).at('preparer'), urgentId, 'refused');
      assert.ok(refused.timeline.some((event) => /refused the request on ground R02 under clause 10/.test(event.sentence)));
    });
  });

  describe('using', () => {
    const use = (recordId: string, purpose: string, manner: string) =>
      must(xa).at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${recordId}/uses`, {
        purpose,
        manner,
        caseRef: caseId,
        note: 'Enforcement file 118.',
      });
    const received = async () => (await caseOf(must(xa).at('preparer'), caseId)).records;

    it('XA may read, export and print what it received for the purpose of the request', async () => {
      const [record] = await received();
      const order = { purpose: 'admin-enforcement', manner: 'export', caseRef: caseId, note: 'Enforcement file 118.' };
      const asked = await must(xa)
        .at('preparer')
        .call('POST', `/api/records/${must(record).id}/uses`, order);
      assert.equal(asked.status, 202, 'what leaves as a file waits for a second officer');
      assert.equal(await approveAct(must(xa).at('secondApprover'), must(record).id), false, 'whoever asked for it fetches it');
      for (const manner of ['read', 'export', 'print']) {
        const answer = await use(must(record).id, 'admin-enforcement', manner);
        assert.equal(answer.use.outcome, 'permitted', manner);
        assert.equal(answer.record?.originator, must(xb).id);
        assert.ok((answer.record?.conditions.length ?? 0) > 0, 'the conditions travel with the record');
      }
    });

    it('another purpose is refused in every manner, shows nothing, and leaves its trace', async () => {
      const [record] = await received();
      for (const manner of ['read', 'export', 'print']) {
        const answer = await use(must(record).id, 'tax', manner);
        assert.equal(answer.use.outcome, 'refused', manner);
        assert.equal(answer.record, null);
        assert.match(answer.use.reasons.map((reason) => reason.sentence).join(' '), /tax/);
      }
      assert.notEqual((await use(must(record).id, 'admin-enforcement', 'evidence')).use.outcome, 'permitted', 'evidence needs permission');
      const uses = await must(xa)
        .at('auditor')
        .expect(z.array(recordUseSchema), 'GET', `/api/records/${must(record).id}/uses`);
      assert.equal(uses.filter((one) => one.outcome === 'refused' && one.purpose === 'tax').length, 3);
      assert.ok(uses.every((one) => one.officer === must(xa).at('preparer').id));
      const page = await must(xa).at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?event=record.use-refused&limit=50');
      assert.ok(page.entries.filter((entry) => entry.details?.['record'] === must(record).id).length >= 3);
    });

    it('a use without a purpose fails', async () => {
      const [record] = await received();
      const body = { manner: 'read', caseRef: caseId, note: '' };
      assert.match(
        await must(xa)
          .at('preparer')
          .expectRefusal(400, 'POST', `/api/records/${must(record).id}/uses`, body),
        /body\.purpose/,
      );
      assert.match(await must(xa).at('preparer').expectRefusal(400, 'GET', '/api/records?q=Meridian'), /query\.purpose/);
    });

    it('a search finds received records only for a purpose that their conditions allow', async () => {
      const officer = must(xa).at('preparer');
      const words = { q: 'Meridian Tide', origin: 'received' };
      const all = (await received()).length;
      assert.equal((await searchRecords(officer, { ...words, purpose: 'admin-enforcement' })).length, all);
      assert.equal((await searchRecords(officer, { ...words, purpose: 'fiu-analysis' })).length, all - 1, 'one record is stricter');
      const withheldFor = async (purpose: string): Promise<number> => {
        const answer = await officer.call('GET', `/api/records?${new URLSearchParams({ ...words, purpose }).toString()}`);
        const { rows, withheld } = answer.value as { rows: unknown[]; withheld: { count: number }[] };
        assert.equal(rows.length, 0, purpose);
        return withheld.reduce((sum, part) => sum + part.count, 0);
      };
      assert.equal(await withheldFor('sanctions'), all, 'what is withheld is counted');
      assert.equal(await withheldFor('tax'), 0, 'but for a purpose that is none of reports there is nothing to count');
    });
  });

  describe('proving', () => {
    it('both timelines hold the same shared events', async () => {
      for (const id of [caseId, urgentId]) {
        const [atXa, atXb] = await eventually('all receipts have come back', 5000, async () => {
          const sides = await bothSides(must(xa), must(xb), id);
          const [left, right] = sides.map(sharedEvents);
          return left?.length === right?.length ? sides : null;
        });
        assert.deepEqual(sharedEvents(atXa), sharedEvents(atXb));
        assert.ok(sharedEvents(atXa).length >= 4);
      }
    });

    it('either side exports a bundle that proves the case offline, and one flipped byte is found', async () => {
      for (const authority of [must(xa), must(xb)]) {
        const file = path.join(folder, `${authority.key}.zip`);
        const bytes = await bundleOf(authority, caseId);
        await writeFile(file, bytes);
        const valid = await verify(file, '--expect', must(xa).id, '--expect', must(xb).id);
        assert.equal(valid.code, 0, valid.printed);
        assert.match(valid.printed, /VALID/);
        assert.match(valid.printed, /proven: Financial Intelligence Unit of Xebria .*clause 4/);
        const flipped = Uint8Array.from(bytes);
        const middle = Math.floor(flipped.length / 3);
        flipped[middle] = (flipped[middle] ?? 0) ^ 1;
        await writeFile(file, flipped);
        const invalid = await verify(file);
        assert.equal(invalid.code, 1, invalid.printed);
        assert.match(invalid.printed, /INVALID/);
      }
    });

    it('two exports at the same moment both hold, and a change anywhere in either is found', async () => {
      const fetches = [await askedBundle(must(xa), caseId, 'preparer'), await askedBundle(must(xa), caseId, 'auditor')];
      const bundles = await Promise.all(fetches.map((fetchIt) => fetchIt()));
      for (const bytes of bundles) assert.deepEqual(verifyBundle(bytes, { suites: realSuites }).issues, []);
      const [bytes] = bundles;
      for (const part of [0.05, 0.25, 0.5, 0.75, 0.95]) {
        const at = Math.floor(must(bytes).length * part);
        const changed = must(bytes).with(at, (must(bytes)[at] ?? 0) ^ 0x20);
        assert.equal(verifyBundle(changed, { suites: realSuites }).isValid, false, `byte ${at} of ${changed.length}`);
      }
    });

    it('a bundle of the refused request proves the refusal under its clause', async () => {
      const file = path.join(folder, 'refused.zip');
      await writeFile(file, await bundleOf(must(xa), urgentId));
      const verdict = await verify(file);
      assert.equal(verdict.code, 0, verdict.printed);
      assert.match(verdict.printed, /refus.*clause 10/);
    });
  });

  describe('withdrawing', () => {
    it('XA withdraws a request; both sides are done with it, and a reply comes too late', async () => {
      const id = await sendRequest(must(xa), must(xb), { reference: 'XA-ENF-2026-120' });
      await act(must(xa).at('preparer'), id, 'withdrawal', { reason: 'The matter was settled.' });
      const atXb = await untilState(must(xb).at('preparer'), id, 'withdrawn');
      assert.equal(atXb.row.nextDeadline, null);
      const reply = { completeness: 'complete', text: 'Too late.', records: [] };
      assert.match(await must(xb).at('preparer').expectRefusal(400, 'POST', `/api/assistance/cases/${id}/replies`, reply), /withdrawn/);
    });

    it('a step that an approver returns goes back to its preparer with the reason', async () => {
      const preparer = must(xa).at('preparer');
      const id = await openCase(preparer, draftTo(must(xb).id));
      const step = waitingStep(await act(preparer, id, 'submission'));
      const returned = { digest: step.digest, reason: 'Name the accounts.' };
      await must(xa).at('approver').expect(caseDetailSchema, 'POST', `/api/assistance/steps/${step.id}/return`, returned);
      const draft = await caseOf(preparer, id);
      assert.deepEqual([draft.row.state, draft.steps[0]?.returnedReason], ['draft', 'Name the accounts.']);
      await act(preparer, id, 'submission');
      assert.equal((await approveAsNeeded(must(xa), id)).row.state, 'sent');
      await untilState(must(xb).at('preparer'), id, 'received');
    });
  });
});

function must<Value>(value: Value | null | undefined): Value {
  assert.ok(value !== null && value !== undefined, 'the story so far has made it');
  return value;
}

async function bothSides(left: Authority, right: Authority, id: string): Promise<[CaseDetailWire, CaseDetailWire]> {
  return [await caseOf(left.at('preparer'), id), await caseOf(right.at('preparer'), id)];
}

/** What both sides know: what was sent and received, when, in the same words, under the same clause. */
function sharedEvents(detail: CaseDetailWire): unknown[] {
  return detail.timeline
    .filter((event) => event.dispatch !== null)
    .map(({ at, kind, sentence, clause, dispatch }) => ({ at, kind, sentence, clause, dispatch }));
}

const comity = fileURLToPath(new URL('../../comity', import.meta.url));

function verify(file: string, ...options: string[]): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(comity, ['verify', file, ...options], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: stdout + stderr });
    });
  });
}
