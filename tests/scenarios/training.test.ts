// SPDX-License-Identifier: Apache-2.0
//
// Every rehearsal in the box, between an authority and a training authority that `./comity train` would play: the same player, over HTTP,
// on the clock of the story. What the officer does is done by hand, and the review says how it went.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type CaseDetailWire, caseDetailSchema, type CaseState, requestDraftSchema } from '../../src/assistance/wire.ts';
import { playRound, type PlayedSession } from '../../src/cli/training/play-cases.ts';
import { itemDetailSchema } from '../../src/evidence/wire.ts';
import { statisticsSchema } from '../../src/desk/statistics/wire.ts';
import { jointAnswerSchema, jointDetailSchema, routesSchema } from '../../src/joint-operations/views/wire.ts';
import { begunSchema, type ReviewWire, reviewSchema, trainingSchema } from '../../src/training/wire.ts';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { act, approve, caseOf, casesIn, searchRecords, untilState } from './casework.ts';
import { type Authority, bootFederation, eventually, expectOk, type Federation } from './federation.ts';
import { importFile } from './first-day.ts';
import { joinTraining, playedBy, player } from './rehearsing.ts';
import { hourMs } from './story-clock.ts';
import { approveAct, bundleOf } from './waiting-acts.ts';

describe('rehearsals with a training authority', () => {
  let federation: Federation;
  let [xa, xt] = [] as Authority[];
  let played: PlayedSession;
  let playOn: () => Promise<void>;
  let playAtOnce: () => void;

  before(async () => {
    federation = await bootFederation(['xa', 'xt']);
    [xa, xt] = [federation.of('xa'), federation.of('xt')];
    await joinTraining(xa, xt);
    played = playedBy(xt);
    ({ playOn, playAtOnce } = player(federation, played));
  });
  after(() => federation.stop());

  const officer = () => must(xa).at('preparer');

  async function playUntil(id: string, state: CaseState): Promise<CaseDetailWire> {
    playAtOnce();
    return eventually(`the case is ${state}`, 20_000, async () => {
      await playOn();
      const detail = await caseOf(officer(), id);
      return detail.row.state === state ? detail : null;
    });
  }

  async function begin(key: string, changes: Readonly<Record<string, string>> = {}): Promise<string> {
    const body = { counterpart: must(xt).id };
    const { caseId } = await officer().expect(begunSchema, 'POST', `/api/training/rehearsals/${key}/cases`, body);
    const { draft } = await caseOf(officer(), caseId);
    const changed = requestDraftSchema.parse({ ...draft, content: { ...draft.content, ...changes } });
    if (Object.keys(changes).length > 0) await officer().expect(caseDetailSchema, 'PUT', `/api/assistance/drafts/${caseId}`, changed);
    await act(officer(), caseId, 'submission');
    await approve(must(xa).at('approver'), caseId);
    await untilState(must(xt).at('preparer'), caseId, 'received');
    await untilState(officer(), caseId, 'received');
    return caseId;
  }

  async function raise(caseId: string, about: 'refusal' | 'delay'): Promise<string> {
    const [route] = await officer().expect(routesSchema, 'GET', '/api/joint/routes');
    assert.ok(route !== undefined);
    const said = {
      kind: 'raise',
      title: 'A rehearsal',
      participants: [must(xa).id, must(xt).id],
      about,
      agreement: route.agreement,
      caseRef: caseId,
      position: 'No clause asks for that.',
      asks: 'Answer the request.',
      route: route.route,
      isBinding: route.isBinding,
    };
    const answer = await officer().expect(jointAnswerSchema, 'POST', '/api/joint/matters', { said });
    assert.ok(await approveAct(must(xa).at('approver'), answer.matter), 'a second officer approves it');
    return answer.matter;
  }

  async function untilPosition(matter: string): Promise<string> {
    return eventually('the training authority takes a position', 20_000, async () => {
      await playOn();
      const { notes } = await officer().expect(jointDetailSchema, 'GET', `/api/joint/matters/${matter}`);
      return notes.flatMap(({ said }) => (said.kind === 'position' ? [said.outcome] : []))[0] ?? null;
    });
  }

  async function reviewOf(id: string): Promise<ReviewWire> {
    return officer().expect(reviewSchema, 'GET', `/api/training/cases/${id}/review`);
  }

  async function report(id: string): Promise<void> {
    await act(officer(), id, 'use-reports', { usefulness: 'useful', usedFor: ['supervision'], outcome: 'Practised.', isLast: true });
    await untilState(officer(), id, 'closed');
  }

  it('the counterpart is shown as one for training, and what can be rehearsed with it', async () => {
    const { counterparts, rehearsals } = await officer().expect(trainingSchema, 'GET', '/api/training');
    assert.deepEqual(counterparts, [{ authorityId: must(xt).id, name: must(xt).name, state: 'live', mayRehearse: true }]);
    assert.deepEqual(
      rehearsals.map(({ key }) => key),
      ['answered', 'asked-back', 'in-parts', 'refused-rightly', 'refused-wrongly', 'late', 'urgency-contested'],
    );
    await officer().expectRefusal(400, 'POST', '/api/training/rehearsals/answered/cases', { counterpart: must(xa).id });
    await officer().expectRefusal(404, 'POST', '/api/training/rehearsals/unheard-of/cases', { counterpart: must(xt).id });
  });

  it('answered: with records, which carry the conditions of training; the review is good', async () => {
    const id = await begin('answered');
    const detail = await playUntil(id, 'answered');
    assert.equal(detail.row.counterpart.isTraining, true);
    assert.equal(detail.records.length, 2);
    const open = (await reviewOf(id)).lines.find(({ outcome }) => outcome === 'open');
    assert.match(open?.sentence ?? '', /report on its use/);
    const bundle = verifyBundle(await bundleOf(must(xa), id), { suites: realSuites });
    const plays = `signed that ${must(xt).name} plays an authority for practice, so that nothing of it is real`;
    assert.ok(
      bundle.lines.filter(({ what, clause }) => what === plays && clause === '1').length === 2,
      'the bundle says that it is training',
    );
    const item = {
      form: 'exhibit',
      title: 'A ledger that nobody kept',
      description: '',
      digest: null,
      source: { kind: 'own', id: null },
      collectedAt: '2026-01-05T08:30:00.000Z',
      collected: { kind: 'collected', place: 'Here', custodian: 'Us', collectedBy: 'Us', from: 'Nobody', rule: 'production', power: '' },
    };
    const { row } = await officer().expect(itemDetailSchema, 'POST', `/api/evidence/cases/${id}/items`, item);
    assert.match(row.courtUse.reasons[0]?.sentence ?? '', /rehearsal/, 'nothing of a rehearsal goes to court');
    assert.equal(row.courtUse.outcome, 'refused');
    await report(id);
    const { isOver, lines } = await reviewOf(id);
    assert.equal(isOver, true);
    assert.deepEqual(
      lines.filter(({ outcome }) => outcome === 'missed'),
      [],
    );
  });

  it('asked-back: it names what is missing; an answer without a day is asked again, and the third time refused', async () => {
    const id = await begin('asked-back');
    const asked = await playUntil(id, 'question-open');
    assert.match(asked.steps.at(-1)?.summary ?? '', /The period is not named/);
    await act(officer(), id, 'answers', { answer: 'The whole summer.' });
    await playUntil(id, 'question-open');
    await act(officer(), id, 'answers', { answer: '1 June 2026 to 31 August 2026, reg. XT-TRN-0012.' });
    await playUntil(id, 'answered');

    const another = await begin('asked-back');
    for (const answer of ['The whole summer.', 'As long as you can.']) {
      await playUntil(another, 'question-open');
      await act(officer(), another, 'answers', { answer });
    }
    await playUntil(another, 'refused');
    const supplied = { period: '1 June 2026 to 31 August 2026' };
    await act(officer(), another, 'cure', { supplied, note: '' });
    await approve(must(xa).at('approver'), another);
    await playUntil(another, 'answered');
  });

  it('in-parts: the first part can be used while the rest is owed', async () => {
    const id = await begin('in-parts');
    assert.equal((await playUntil(id, 'partly-answered')).records.length, 1);
    assert.equal((await playUntil(id, 'answered')).records.length, 3);
  });

  it('refused-rightly: whoever contests the ground is told that it fits, and the review says so', async () => {
    const id = await begin('refused-rightly');
    await playUntil(id, 'refused');
    assert.match(JSON.stringify((await reviewOf(id)).lines), /left a ground that fits uncontested/);
    assert.equal(await untilPosition(await raise(id, 'refusal')), 'maintains');
    assert.match(JSON.stringify((await reviewOf(id)).lines), /contested a ground that fits/);
  });

  it('refused-wrongly: rebutted in the case, it is taken up again and answered', async () => {
    const id = await begin('refused-wrongly');
    await playUntil(id, 'refused');
    await act(officer(), id, 'rebuttal', { reasons: 'Clause 7 binds us, and so does our law on professional secrecy.' });
    await approve(must(xa).at('approver'), id);
    await playUntil(id, 'answered');
    assert.match(JSON.stringify((await reviewOf(id)).lines), /"good","sentence":"It was taken up again/);
  });

  it('refused-wrongly: contested by a difference, it yields; asked again with the earlier request named, it answers', async () => {
    const id = await begin('refused-wrongly');
    await playUntil(id, 'refused');
    assert.match(JSON.stringify((await reviewOf(id)).lines), /"open","sentence":"The wrong ground is not contested/);
    assert.equal(await untilPosition(await raise(id, 'refusal')), 'yields');
    const again = await begin('refused-wrongly', { 'earlier-request': `Our request ${id}.` });
    assert.equal((await playUntil(again, 'answered')).records.length, 2);
    assert.match(JSON.stringify((await reviewOf(id)).lines), /"good","sentence":"It yielded, and you asked again/);
  });

  it('late: nothing comes before the deadline is over; taken up then, the answer follows', async () => {
    const id = await begin('late');
    await playUntil(id, 'acknowledged');
    federation.clock.pass(2 * hourMs);
    const early = expectOk(await playRound(played, { seed: 7, pace: 'brisk' }, federation.clock.now()));
    assert.deepEqual(
      early.filter((sentence) => sentence.startsWith(id)),
      [],
    );
    federation.clock.pass(hourMs);
    assert.equal(await untilPosition(await raise(id, 'delay')), 'yields');
    await playUntil(id, 'answered');
    const said = JSON.stringify((await reviewOf(id)).lines);
    assert.match(said, /was late by .* to answer/);
    assert.match(said, /took the delay up once the time was over/);
  });

  it('urgency-contested: the request runs on the clocks of a normal one', async () => {
    const id = await begin('urgency-contested');
    const detail = await playUntil(id, 'answered');
    assert.match(JSON.stringify(detail.timeline), /contested its urgency: the clocks of a normal request run under clause 4/);
    assert.match(JSON.stringify((await reviewOf(id)).lines), /contested with the test of clause 4/);
  });

  it('no record is given to it, and no case with it is counted', async () => {
    const name = 'xa-compliance-records.csv';
    const bytes = await readFile(new URL(`../../examples/records/${name}`, import.meta.url));
    await importFile(must(xa), { name, kind: 'compliance-record', format: 'comity-csv', bytes });
    const [own] = await searchRecords(officer(), { origin: 'own', purpose: 'supervision' });
    const disclosure = { recordIds: [own?.id ?? ''], recipient: must(xt).id, purpose: 'supervision', reason: 'To try.' };
    assert.match(await officer().expectRefusal(400, 'POST', '/api/onward/disclosures', disclosure), /plays, so no record is given to it/);
    const counted = await must(xa)
      .at('auditor')
      .expect(statisticsSchema, 'GET', '/api/desk/statistics?fromDay=2026-10-01&toDay=2026-12-31');
    assert.deepEqual([counted.rows, counted.refusals, counted.months], [[], [], []]);
    assert.ok((await casesIn(officer(), 'outbox')).length >= 8, 'while there are cases');
  });
});

function must(authority: Authority | undefined): Authority {
  assert.ok(authority !== undefined);
  return authority;
}
