// SPDX-License-Identifier: Apache-2.0
//
// Joint matters over HTTP among five servers: a freeze at one instant, at which one drops out at the last second and another's server is
// off; one that is called off because a participant drops out; a difference that goes to a panel; and a question whether another works on
// the same wallet. The rules alone, under a network that loses and reorders, are tried in
// src/joint-operations/operations/joint-operation.test.ts.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { fillTemplate, findTemplate, multilateralMemorandum } from '../../src/agreements/index.ts';
import { verdictSchema } from '../../src/agreements/wire.ts';
import { caseDetailSchema, draftCheckSchema, type RequestDraftWire } from '../../src/assistance/wire.ts';
import {
  type JointDetailWire,
  interestRowSchema,
  ownFiguresSchema,
  reviewAgreementsSchema,
  jointAnswerSchema,
  jointDetailSchema,
  jointRowSchema,
  routesSchema,
} from '../../src/joint-operations/views/wire.ts';
import type { ContentOf, ContentWire, PlanWire } from '../../src/joint-operations/wire.ts';
import type { Instant } from '../../src/kernel/index.ts';
import { agendaSchema } from '../../src/desk/agenda/wire.ts';
import { draftTo, sendRequest } from './casework.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { makePeers, partyOf, signAll } from './first-day.ts';
import { minuteMs } from './story-clock.ts';
import { approveAct } from './waiting-acts.ts';

const dayMs = 86_400_000;

describe('joint matters among five servers', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority, xc: Authority, xd: Authority, xe: Authority;
  const later = (ms: number): string => new Date(Date.parse(federation.clock.now()) + ms).toISOString();

  const send = (at: Authority, path: string, body: unknown) =>
    at.at('preparer').expect(jointAnswerSchema, 'POST', `/api/joint/${path}`, body);
  const open = async (at: Authority, said: ContentWire): Promise<string> => {
    const { matter, isWaiting } = await send(at, 'matters', { said });
    if (isWaiting) assert.ok(await approveAct(at.at('approver'), matter));
    return matter;
  };
  const write = async (at: Authority, matter: string, said: ContentWire): Promise<void> => {
    const { isWaiting } = await send(at, `matters/${matter}/notes`, { said });
    if (isWaiting) assert.ok(await approveAct(at.at('approver'), matter));
  };
  const until = (at: Authority, matter: string, what: string, isSo: (detail: JointDetailWire) => boolean): Promise<JointDetailWire> =>
    eventually(`${what} at ${at.name}`, 60_000, async () => {
      const answer = await at.at('preparer').call('GET', `/api/joint/matters/${matter}`);
      if (answer.status !== 200) return null;
      const detail = jointDetailSchema.parse(answer.value);
      return isSo(detail) ? detail : null;
    });
  const everywhere = async (matter: string, stage: string, all: readonly Authority[] = [xa, xb, xc]): Promise<JointDetailWire[]> =>
    Promise.all(all.map((at) => until(at, matter, stage, ({ row }) => row.stage === stage)));

  const planFor = (title: string, members: readonly Authority[]): PlanWire => ({
    title,
    form: 'joint-action',
    purpose: 'asset-tracing',
    summary: 'Several venues hold what one scheme took.',
    conduct: 'Selling a token on false figures, May to October 2026.',
    subjects: [{ kind: 'wallet', value: 'XB-1F00' }],
    participants: members.map(({ id }) => ({ authorityId: id, isNeeded: true })),
    lead: xa.id,
    criteria: [{ criterion: 'began-first', authority: xa.id, because: 'its inquiry opened in May' }],
    leadReason: '',
    decideBy: later(60 * minuteMs),
    instant: later(90 * minuteMs),
    windowMinutes: 240,
    steps: [],
    press: { embargoUntil: later(dayMs), speaker: xa.id, lines: 'We acted together.' },
    disclosures: [{ what: 'the order with its reasons', to: 'the holder of the account', by: xb.id, when: 'within ten days' }],
  });
  const withSteps = (title: string, members: readonly Authority[] = [xa, xb, xc], plan = planFor(title, members)): PlanWire => ({
    ...plan,
    steps: members.map(({ id, key }) => ({
      id: `freeze-${key}`,
      owner: id,
      title: `Freeze at the venue of ${key}`,
      measure: 'freeze',
      preconditions: ['the order is signed'],
      isAtInstant: true,
      startsAt: plan.instant,
      endsAt: new Date(Date.parse(plan.instant) + 30 * minuteMs).toISOString(),
    })),
  });
  const doneBy = (at: Authority, plan: string): ContentWire & { kind: 'report' } => ({
    kind: 'report',
    plan,
    step: `freeze-${at.key}`,
    outcome: 'done',
    doneAt: later(0),
    amount: { minor: '125000', currency: 'EUR' },
    text: '',
  });
  const outcomeOf = ({ operation }: JointDetailWire, key: string) =>
    operation?.steps.find(({ id }) => id === `freeze-${key}`)?.last?.outcome ?? null;
  const order = (at: Authority, matter: string) =>
    send(at, `matters/${matter}/orders`, { step: `freeze-${at.key}`, addressee: 'Lantern Exchange', text: 'Hold what account 17 holds.' });
  const metBy = ({ self, operation }: JointDetailWire) =>
    (operation?.plan.steps ?? [])
      .filter(({ owner }) => owner === self)
      .flatMap(({ id, preconditions }) => preconditions.map((precondition) => ({ step: id, precondition })));
  const readiness = (detail: JointDetailWire, outcome: 'none' | 'final' = 'none', at: Authority | null = null): ContentWire => ({
    kind: 'ready',
    plan: detail.operation?.note ?? '',
    basis: 'Section 12 of its market act.',
    idem: { outcome, reason: outcome === 'none' ? '' : 'A freeze secures and punishes nobody.' },
    met: metBy({ ...detail, self: at?.id ?? detail.self }),
    orders: [],
  });

  before(async () => {
    const keys = ['xa', 'xb', 'xc', 'xd', 'xe'] as const;
    federation = await bootFederation(keys);
    const all = keys.map((key) => federation.of(key));
    [xa, xb, xc, xd, xe] = all as [Authority, Authority, Authority, Authority, Authority];
    for (const [index, left] of all.entries()) for (const right of all.slice(index + 1)) await makePeers(left, right);
    const template = findTemplate('joint-operations');
    assert.ok(template !== null);
    const parties = await Promise.all(all.map(partyOf));
    const filled = fillTemplate(template, { parties, inForceFrom: '2026-01-01T00:00:00.000Z' });
    assert.ok(filled.ok);
    await signAll(filled.value.document, ...all);
  });
  after(() => federation.stop());

  it('five freeze at one instant: one drops out at the last second, one server is off, and all end with the same report', async () => {
    const all = [xa, xb, xc, xd, xe];
    const matter = await open(xa, { kind: 'plan', version: 1, plan: withSteps('Operation Lantern', all) });
    const [, seen] = await everywhere(matter, 'planning', all);
    assert.ok(seen !== undefined);
    assert.deepEqual(seen.row.isOurTurn, true);
    const notes = `/api/joint/matters/${matter}/notes`;
    const plan = seen.operation?.note ?? '';
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', notes, { said: readiness(seen) }), /order/);
    await xb.at('preparer').expect(z.array(interestRowSchema), 'POST', '/api/joint/interests', {
      kind: 'wallet',
      value: 'xb 1f00',
      stage: 'final',
      caseRef: null,
      remark: 'Fined in 2024 for other sales.',
    });
    for (const at of all) await order(at, matter);
    const unmet = { said: { ...readiness(seen), met: [] } };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', notes, unmet), /the order is signed.*not said to be met/);
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', notes, { said: readiness(seen) }), /final judgment/);
    for (const at of [xb, xc, xd, xe]) await write(at, matter, readiness(seen, at === xb ? 'final' : 'none', at));
    const commit: ContentWire = { kind: 'decide', plan, outcome: 'commit', ready: [], reason: '' };
    await until(
      xa,
      matter,
      'four are ready',
      ({ operation }) => operation?.readiness.filter(({ state }) => state === 'ready').length === 4,
    );
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', notes, { said: commit }), /Not every needed/);
    await write(xa, matter, readiness(seen, 'none', xa));
    await everywhere(matter, 'ready', all);
    await write(xa, matter, commit);
    await everywhere(matter, 'committed', all);

    // 90 minutes from the plan to the instant; what was written since took a few seconds of the story.
    const instantMs = Date.parse(seen.operation?.plan.instant ?? '');
    federation.clock.pass(instantMs - Date.parse(federation.clock.now()) - 1000);
    await xd.stop();
    const unready: ContentWire = { kind: 'unready', plan, reason: 'The court took its order back.' };
    assert.match(await xe.at('preparer').expectRefusal(400, 'POST', notes, { said: unready }), /decided already/);
    await write(xe, matter, { ...doneBy(xe, plan), outcome: 'not-done', doneAt: null, amount: null, text: unready.reason });
    await until(xa, matter, 'XE has dropped out', (detail) => outcomeOf(detail, 'xe') === 'not-done');
    federation.clock.pass(1000);
    for (const at of [xa, xb, xc, xe]) {
      const detail = await until(at, matter, 'three released', (one) =>
        ['xa', 'xb', 'xc'].every((key) => outcomeOf(one, key) === 'released'),
      );
      assert.deepEqual([outcomeOf(detail, 'xd'), outcomeOf(detail, 'xe')], [null, 'not-done'], 'nobody acts for who is silent or out');
    }
    for (const at of [xa, xb, xc]) await write(at, matter, doneBy(at, plan));
    const conclude: ContentWire = { kind: 'conclude', text: 'Four acted, one could not.' };
    await until(xa, matter, 'three reported', (one) => ['xb', 'xc'].every((key) => outcomeOf(one, key) === 'done'));
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', notes, { said: conclude }), /freeze-xd/);

    // Twenty minutes late it comes back, and releases by itself, in the window of four hours.
    federation.clock.pass(20 * minuteMs);
    await xd.start();
    const late = await until(xd, matter, 'XD released', (detail) => outcomeOf(detail, 'xd') === 'released');
    const lateAt = late.operation?.steps.find(({ id }) => id === 'freeze-xd')?.last?.doneAt ?? '';
    assert.ok(Date.parse(lateAt) - instantMs >= 20 * minuteMs, 'it says when, and so that it was late');
    await write(xd, matter, doneBy(xd, plan));
    await until(xa, matter, 'all reported', ({ may }) => may.includes('conclude'));
    await write(xa, matter, conclude);
    const ends = await everywhere(matter, 'concluded', all);
    assert.equal(new Set(ends.map(({ head }) => head)).size, 1, 'all hold the same notes');
    const known = ends[0]?.notes[0]?.known.find(({ authorityId }) => authorityId === xc.id);
    assert.ok(known?.at !== null, 'it is proved when XC knew of the plan');
    const { markdown } = await xb
      .at('auditor')
      .expect(z.strictObject({ markdown: z.string() }), 'GET', `/api/joint/matters/${matter}/report`);
    assert.match(markdown, /Secured: .*5[,.]?000/, 'four times 1,250');
    assert.match(markdown, /not done .*The court took its order back/);
  });

  it('one drops out before the decision: nothing is committed, the lead’s server calls it off, and nobody acts', async () => {
    const matter = await open(xa, { kind: 'plan', version: 1, plan: withSteps('Operation Candle') });
    const [seen] = await everywhere(matter, 'planning');
    assert.ok(seen !== undefined);
    for (const at of [xa, xb, xc]) {
      await order(at, matter);
      await write(at, matter, readiness(seen, at === xb ? 'final' : 'none', at));
    }
    await everywhere(matter, 'ready');
    await write(xc, matter, { kind: 'unready', plan: seen.operation?.note ?? '', reason: 'The court took its order back.' });
    await until(xa, matter, 'it is not ready', ({ row }) => row.stage === 'planning');
    federation.clock.pass(61 * minuteMs);
    const ends = await everywhere(matter, 'aborted');
    federation.clock.pass(60 * minuteMs);
    assert.ok(ends.every(({ operation }) => operation?.steps.every(({ last }) => last === null)));
  });

  it('a difference between two goes to a panel of the third, whose opinion each follows or not', async () => {
    const route = (await xa.at('preparer').expect(routesSchema, 'GET', '/api/joint/routes')).find(({ title }) =>
      /Joint Operations/.test(title),
    );
    assert.ok(route !== undefined);
    const raise: ContentWire = {
      kind: 'raise',
      title: 'The refusal of the account papers',
      participants: [xa.id, xb.id],
      about: 'refusal',
      agreement: route.agreement,
      caseRef: null,
      position: 'The ground does not cover papers of a closed account.',
      asks: 'The papers of 2025.',
      route: route.route,
      isBinding: route.isBinding,
    };
    const matter = await open(xa, raise);
    await until(xb, matter, 'it is raised', ({ row }) => row.isOurTurn);
    await write(xb, matter, { kind: 'position', outcome: 'maintains', ground: 'R03', text: 'Our own inquiry would suffer.' });
    await until(xa, matter, 'the position', ({ may }) => may.includes('escalate'));
    await write(xa, matter, { kind: 'escalate', to: 1, reason: 'It maintains.' });
    await write(xa, matter, { kind: 'escalate', to: 2, reason: 'It maintains.' });
    assert.match(
      await xa
        .at('preparer')
        .expectRefusal(400, 'POST', `/api/joint/matters/${matter}/notes`, { said: { kind: 'panel', members: [xb.id], days: 30 } }),
      /Nobody concerned/,
    );
    await write(xa, matter, { kind: 'panel', members: [xc.id], days: 30 });
    for (const at of [xb, xc]) {
      const { difference } = await until(at, matter, 'the panel is named', ({ may }) => may.includes('accept-panel'));
      await write(at, matter, { kind: 'accept-panel', panel: difference?.panel?.digest ?? '', isAccepted: true, reason: '' });
    }
    await until(xc, matter, 'the panel sits', ({ row }) => row.stage === 'panel');
    await write(xc, matter, { kind: 'opinion', text: 'The papers can be given with names left out.', followUpBy: later(90 * dayMs) });
    for (const at of [xa, xb]) {
      await until(at, matter, 'the opinion', ({ may }) => may.includes('follow-up'));
      await write(at, matter, { kind: 'follow-up', isFollowed: true, text: 'Done.' });
    }
    const rows = await xb
      .at('auditor')
      .expect(
        z.strictObject({ rows: z.array(jointRowSchema) }),
        'GET',
        `/api/joint/matters?agreement=${encodeURIComponent(route.agreement.digest)}`,
      );
    assert.deepEqual(
      rows.rows.map(({ id, stage }) => [id, stage]),
      [[matter, 'opinion']],
      'it stands with the agreement',
    );
  });

  it('a question whether another works on a wallet is a matter between two; who did not agree is not introduced', async () => {
    const question: ContentWire = {
      kind: 'question',
      participants: [xa.id, xb.id],
      subject: { kind: 'wallet', value: 'XB-1F00' },
      reason: 'It received what was taken from 40 of our investors.',
      introduce: 'no',
      answerDays: 2,
    };
    const matter = await open(xa, question);
    const asked = await until(xb, matter, 'the question', ({ row }) => row.isOurTurn);
    assert.equal(asked.row.dueAt, '2026-11-03T22:59:59.999Z', 'Monday is a holiday at XB: Friday and Tuesday are worked');
    assert.deepEqual(
      asked.interests.map(({ stage }) => stage),
      ['final'],
      'its own register is looked up',
    );
    await write(xb, matter, { kind: 'answer', outcome: 'interest', knowsOthers: true, introduce: 'ask-me', text: 'Ask us in a case.' });
    const answered = await until(xa, matter, 'the answer', ({ row }) => row.stage === 'answered');
    assert.ok(!answered.may.includes('introduce'), 'XB may not be introduced yet');
    const none = await xc.at('preparer').call('GET', `/api/joint/matters/${matter}`);
    assert.equal(none.status, 404, 'a third hears nothing of it');
  });

  it('notice of parallel work: each answers once with what it does and knows', async () => {
    const matter = await open(xb, {
      kind: 'notice',
      title: 'Token of Lantern',
      participants: [xa.id, xb.id, xc.id],
      subjects: [{ kind: 'entity', value: 'Lantern Exchange' }],
      conduct: 'Selling a token on false figures.',
      assessment: 'Half of the buyers live abroad.',
      measures: '',
      answerDays: 3,
      updateDays: 20,
    });
    const told: ContentWire = {
      kind: 'disclose',
      inquiry: 'open',
      measuresTaken: '',
      measuresPlanned: 'A warning.',
      criminal: 'no',
      text: '',
    };
    // Thursday: XA works on Friday, Monday and Tuesday; XC on Sunday, Monday and, after a holiday, on Wednesday.
    const dueAt = { xa: '2026-11-03T21:59:59.999Z', xc: '2026-11-05T02:59:59.999Z' } as const;
    for (const [at, due] of [
      [xa, dueAt.xa],
      [xc, dueAt.xc],
    ] as const) {
      const seen = await until(at, matter, 'the notice', ({ row }) => row.isOurTurn);
      assert.equal(seen.row.dueAt, due, 'its own row says by its own calendar');
      const span = 'from=2026-11-01T00:00:00.000Z&to=2026-11-10T00:00:00.000Z';
      const { clocks } = await at.at('preparer').expect(agendaSchema, 'GET', `/api/desk/agenda?${span}`);
      const clock = clocks.find(({ id }) => id === seen.row.id);
      assert.deepEqual(
        [clock?.kind, clock?.step, clock?.owedBy, clock?.dueAt],
        ['joint', seen.row.work, 'us', due],
        'and so does its calendar',
      );
      assert.deepEqual(
        seen.parallel?.answers.map((one) => one.dueAt),
        [dueAt.xa, dueAt.xc],
        'and everybody sees by when each owes its answer',
      );
    }
    for (const at of [xa, xc]) await write(at, matter, told);
    await everywhere(matter, 'told');
    assert.match(
      await xa.at('preparer').expectRefusal(400, 'POST', `/api/joint/matters/${matter}/notes`, { said: told }),
      /answered already/,
    );
  });

  it('who asks about a subject that another has judged is told, says why it asks for something else, and the other reads that', async () => {
    const [first, second] = await Promise.all([xa, xb].map(partyOf));
    assert.ok(first !== undefined && second !== undefined);
    const inForceFrom = '2026-01-01T00:00:00.000Z' as Instant;
    await signAll(multilateralMemorandum({ parties: [first, second], inForceFrom }), xa, xb);
    const content = { ...draftTo(xb.id).content, precautions: 'None.', subject: 'What wallet XB-1F00 held in 2025' };
    const draft = draftTo(xb.id, { assistance: 'information-from-files', content });
    const verdictOf = (asked: RequestDraftWire) =>
      xa.at('preparer').expect(verdictSchema, 'POST', '/api/assistance/verdict', { draft: asked });
    const [reason] = (await verdictOf(draft)).reasons;
    assert.deepEqual([reason?.kind, reason?.field, reason?.clause?.clause], ['judged-before', 'earlier-proceedings', '7']);
    assert.match(reason?.sentence ?? '', /R05/);
    const { findings } = await xa.at('preparer').expect(draftCheckSchema, 'POST', '/api/assistance/draft-check', { draft });
    const found = findings.find(({ rule }) => rule === 'judged-before');
    assert.deepEqual([found?.severity, found?.field], ['deficient', 'earlier-proceedings']);
    assert.match(found?.sentence ?? '', /has told us of a final judgment on "XB-1F00"/);
    const said = { ...draft, content: { ...content, 'earlier-proceedings': 'XB fined the sales of 2024; this is about those of 2025.' } };
    assert.equal((await verdictOf(said)).reasons[0]?.kind, 'approval');
    const other = { ...draft, content: { ...content, subject: 'What wallet XB-9999 held in 2025' } };
    assert.equal((await verdictOf(other)).reasons[0]?.kind, 'approval', 'of another subject nothing is known');

    const caseId = await sendRequest(xa, xb, said);
    const received = await eventually('XB has the request', 20_000, async () => {
      const answer = await xb.at('preparer').call('GET', `/api/assistance/cases/${caseId}`);
      return answer.status === 200 ? caseDetailSchema.parse(answer.value) : null;
    });
    const body = received.steps.find(({ kind }) => kind === 'request')?.body as { judgedBefore?: string } | undefined;
    assert.equal(body?.judgedBefore, 'final');
  });

  it('a peer review: a panel without the reviewed, figures as each chose, comments before the report, actions with their days', async () => {
    const offered = await xa.at('preparer').expect(reviewAgreementsSchema, 'GET', '/api/joint/review-agreements');
    const found = offered.find(({ title }) => /Joint Operations/.test(title));
    assert.ok(found !== undefined, 'the arrangement provides for reviews, the memorandum does not');
    assert.equal(offered.length, 1);
    const review: ContentOf<'review'> = {
      kind: 'review',
      title: 'How XB works with others',
      reviewed: xb.id,
      panel: [xa.id, xc.id],
      asked: [xd.id],
      agreement: found.agreement,
      fromDay: '2026-01-01',
      toDay: later(0).slice(0, 10),
      criteria: ['timeliness', 'refusals'],
      answerDays: 5,
      answerBy: later(0),
      commentDays: 2,
    };
    const own = { said: { ...review, panel: [xa.id, xb.id] } };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', '/api/joint/matters', own), /sits on no panel/);
    const matter = await open(xa, review);
    const notes = `/api/joint/matters/${matter}/notes`;
    const seen = await until(xb, matter, 'it is told', ({ row }) => row.isOurTurn);
    assert.equal(seen.row.dueAt, seen.review?.answerBy);
    assert.match(seen.row.dueAt ?? '', /T22:59:59\.999Z$/, 'the end of a day of XB');
    await write(xc, matter, { kind: 'accept-panel', panel: seen.review?.note ?? '', isAccepted: true, reason: '' });
    const questions = seen.review?.questions ?? [];
    await write(xb, matter, { kind: 'answers', answers: questions.map(({ id }) => ({ question: id, text: 'As the handbook says.' })) });

    const figures = `/api/joint/matters/${matter}/figures`;
    assert.deepEqual(await xd.at('preparer').expect(ownFiguresSchema, 'GET', figures), { figures: [] }, 'XD asked nothing of XB');
    assert.equal((await xe.at('preparer').call('GET', figures)).status, 404, 'who takes no part hears nothing of it');
    const held = await xa.at('preparer').expect(ownFiguresSchema, 'GET', figures);
    assert.equal(held.figures.find(({ figure }) => figure === 'asked')?.value, '1');
    await write(xa, matter, { kind: 'figures', figures: [{ figure: 'asked', value: '99' }], text: 'One request.' });
    const given = await until(xb, matter, 'figures', ({ review: one }) => one?.figures.length === 1);
    assert.deepEqual(
      given.review?.figures[0]?.figures,
      [{ figure: 'asked', value: '1' }],
      'the value is that of its statistics, and no other is given',
    );

    const assess: ContentWire = {
      kind: 'assess',
      version: 1,
      text: 'It answers well, and late.',
      findings: review.criteria.map((criterion) => ({ criterion, grade: 'partly', text: 'See the answers.' })),
      actions: [{ id: 'a1', what: 'Name a deputy for each contact point.', days: 10 }],
      commentBy: later(0),
    };
    await until(xa, matter, 'the panel may write', ({ row, may }) => row.stage === 'examining' && may.includes('assess'));
    await write(xa, matter, assess);
    const [atXb, atXc] = await Promise.all([xb, xc].map((at) => until(at, matter, 'the draft', ({ row }) => row.stage === 'commenting')));
    const report = atXb?.review?.assessment?.note ?? '';
    assert.deepEqual([atXb?.row.isOurTurn, atXc?.row.isOurTurn], [true, true]);
    assert.match(
      await xa.at('preparer').expectRefusal(400, 'POST', notes, { said: { kind: 'publish', report, text: '' } }),
      /time to comment/,
    );
    await write(xc, matter, { kind: 'endorse', report, isEndorsed: false, reason: 'Refusals are well reasoned.' });
    await write(xb, matter, { kind: 'answer-assessment', report, text: 'Two of three officers were ill.' });
    await until(xa, matter, 'it may be published', ({ may }) => may.includes('publish'));
    await write(xa, matter, { kind: 'publish', report, text: '' });
    const published = await until(xb, matter, 'the report', ({ row }) => row.stage === 'published');
    assert.match(published.review?.actions[0]?.dueAt ?? '', /T22:59:59\.999Z$/);
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', notes, { said: { kind: 'conclude', text: 'Done.' } }), /not done/);
    await write(xb, matter, { kind: 'act-on', action: 'a1', isDone: true, text: 'Deputies are named.' });
    await until(xa, matter, 'all is done', ({ may }) => may.includes('conclude'));
    await write(xa, matter, { kind: 'conclude', text: 'All is done.' });
    const ends = await everywhere(matter, 'concluded', [xa, xb, xc, xd]);
    assert.equal(new Set(ends.map(({ head }) => head)).size, 1);
    const attached = z.strictObject({ rows: z.array(jointRowSchema) });
    const path = `/api/joint/matters?agreement=${encodeURIComponent(found.agreement.digest)}`;
    assert.ok(
      (await xd.at('auditor').expect(attached, 'GET', path)).rows.some(({ id }) => id === matter),
      'it stands with the agreement',
    );
    const paper = await xb.at('auditor').file(`/api/joint/matters/${matter}/paper`);
    assert.equal(Buffer.from(paper.subarray(0, 5)).toString(), '%PDF-');
    const { markdown } = await xb
      .at('auditor')
      .expect(z.strictObject({ markdown: z.string() }), 'GET', `/api/joint/matters/${matter}/report`);
    for (const words of [/Dissent/, /Two of three officers were ill/, /asked 1/, /done: Deputies are named/]) assert.match(markdown, words);
  });
});
