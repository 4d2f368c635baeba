// SPDX-License-Identifier: Apache-2.0
//
// An authority arranges its work around a case: who has it, why it is shown to whom, tasks with their days, who may not see it, what was
// noted, and a calendar that tells nothing. Played at XB, to which XA sends two requests.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { caseDetailSchema } from '../../src/assistance/wire.ts';
import { commonWordsMin } from '../../src/assistance/index.ts';
import { agendaSchema, feedSchema } from '../../src/desk/agenda/wire.ts';
import { type CaseDeskWire, caseDeskSchema } from '../../src/desk/case-desk/wire.ts';
import { breachDetailSchema, requestDetailSchema } from '../../src/data-protection/wire.ts';
import { noticesSchema } from '../../src/desk/notices/wire.ts';
import { rotaSchema } from '../../src/desk/rota/wire.ts';
import { statisticsSchema } from '../../src/desk/statistics/wire.ts';
import { taskSchema, tasksSchema } from '../../src/desk/tasks/wire.ts';
import { wallsSchema } from '../../src/desk/walls/wire.ts';
import { draftComparisonSchema, draftVersionSchema } from '../../src/assistance/draft-versions/wire.ts';
import { openDatabase } from '../../src/server/index.ts';
import { caseSearchAnswerSchema, worklistSchema, type WorkRowWire } from '../../src/desk/worklist/wire.ts';
import { act, casesIn, draftTo, openCase, sendRequest } from './casework.ts';
import { cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually } from './federation.ts';
import { type OfficerAtWork, plainCall } from './officer-at-work.ts';
import { hourMs } from './story-clock.ts';

describe('the desk of an authority', () => {
  let xa: Authority;
  let xb: Authority;
  let first = '';
  let second = '';
  let keeper: OfficerAtWork;
  let approver: OfficerAtWork;

  before(async () => {
    const pair = await cooperatingPair();
    [xa, xb] = [pair.xa, pair.xb];
    [keeper, approver] = [xb.at('keeper'), xb.at('approver')];
    await xb.at('approver').expect(rotaSchema, 'POST', '/api/desk/rota', {
      kind: 'duty',
      officer: keeper.id,
      fromDay: '2026-01-01',
      toDay: '2099-12-31',
    });
    const { content } = draftTo(xb.id);
    first = await sendRequest(xa, xb, { content: { ...content, subject: 'Quillon Harbour Ltd: two accounts' } });
    second = await sendRequest(xa, xb, { content: { ...content, subject: 'Vesper Lane Trading: one account' } });
  });

  const desk = (officer: OfficerAtWork, id: string): Promise<CaseDeskWire> =>
    officer.expect(caseDeskSchema, 'GET', `/api/desk/cases/${id}`);
  const row = async (officer: OfficerAtWork, id: string, box = 'inbox'): Promise<WorkRowWire | undefined> => {
    for (let after: string | null = ''; after !== null;) {
      const query = new URLSearchParams({ box, limit: '3', ...(after === '' ? {} : { after }) });
      const page: z.infer<typeof worklistSchema> = await officer.expect(worklistSchema, 'GET', `/api/desk/worklist?${query.toString()}`);
      const found = page.rows.find((one) => one.case.id === id);
      if (found !== undefined) return found;
      after = page.next;
    }
    return undefined;
  };
  const words = async (officer: OfficerAtWork, text: string): Promise<string[]> =>
    (await officer.expect(caseSearchAnswerSchema, 'GET', `/api/desk/search?words=${encodeURIComponent(text)}`)).rows.map(
      (one) => one.case.id,
    );
  const kinds = (found: WorkRowWire | undefined): string[] => (found?.why ?? []).map((why) => why.kind);

  it('a request that arrives is told to the officer on duty, who sees why it is shown and what comes next', async () => {
    await eventually('the officer on duty is told', 10_000, async () => {
      const { notices } = await keeper.expect(noticesSchema, 'GET', '/api/desk/notices');
      return notices.find((notice) => notice.kind === 'request-arrived' && notice.caseId === first);
    });
    const { notices } = await xb.at('preparer').expect(noticesSchema, 'GET', '/api/desk/notices');
    assert.ok(!notices.some((notice) => notice.caseId === first), 'nobody else is told');
    const found = await row(keeper, first);
    assert.deepEqual([kinds(found), found?.next[0], found?.assignee], [['duty'], 'acknowledge', null]);
    assert.deepEqual(kinds(await row(xb.at('preparer'), first)), ['nobody']);
  });

  it('pages of the worklist go on where the one before ended, and together hold every case once', async () => {
    const ids: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: z.infer<typeof worklistSchema> = await keeper.expect(
        worklistSchema,
        'GET',
        `/api/desk/worklist?box=inbox&limit=1${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
      );
      ids.push(...page.rows.map((one) => one.case.id));
      after = page.next;
    }
    const all = (await casesIn(keeper, 'inbox')).map((one) => one.id);
    assert.deepEqual(ids.toSorted(), all.toSorted());
    assert.match(await keeper.expectRefusal(400, 'GET', '/api/desk/worklist?after=nonsense'), /not where a page ended/);
  });

  it('a case that is given to an officer stands among their own, with the tasks of a list and their days', async () => {
    await approver.expect(caseDeskSchema, 'PUT', `/api/desk/cases/${first}/assignee`, { officer: keeper.id });
    const { tasks } = await keeper.expect(tasksSchema, 'POST', `/api/desk/cases/${first}/tasks`, {
      template: 'incoming-request',
      assignee: keeper.id,
    });
    assert.ok(tasks.length >= 6 && tasks.every((task) => task.assignee?.id === keeper.id));
    assert.deepEqual(kinds(await row(keeper, first, 'mine')), ['yours', 'tasks']);
    const [task] = (await keeper.expect(tasksSchema, 'GET', '/api/desk/tasks')).tasks;
    assert.ok(task !== undefined && task.dueAt !== null);
    const refused = await keeper.expectRefusal(400, 'POST', `/api/desk/tasks/${task.id}/state`, { state: 'dropped' });
    assert.match(refused, /outcome: Why is it dropped/);
    const done = await keeper.expect(taskSchema, 'POST', `/api/desk/tasks/${task.id}/state`, { state: 'done' });
    assert.deepEqual([done.state, done.endedBy?.id], ['done', keeper.id]);
    // Whoever is away has a deputy, who sees the cases and tasks and gains no right by it.
    const deputy = xb.at('preparer');
    const absence = { kind: 'absence', officer: keeper.id, fromDay: '2026-01-01', toDay: '2099-12-31', deputy: deputy.id };
    const { entries } = await keeper.expect(rotaSchema, 'POST', '/api/desk/rota', absence);
    assert.deepEqual(kinds(await row(deputy, first, 'mine')), ['deputy', 'deputy-tasks']);
    const theirs = (await deputy.expect(tasksSchema, 'GET', '/api/desk/tasks')).tasks;
    assert.ok(theirs.length >= 5 && theirs.every(({ assignee }) => assignee?.id === keeper.id), 'and each says whose it is');
    const away = entries.find(({ kind, officer }) => kind === 'absence' && officer.id === keeper.id);
    await keeper.expect(rotaSchema, 'DELETE', `/api/desk/rota/${away?.id ?? ''}`);
    assert.equal((await deputy.expect(tasksSchema, 'GET', '/api/desk/tasks')).tasks.length, 0);
    const breach = { template: 'personal-data-breach', assignee: null };
    const listed = (await keeper.expect(tasksSchema, 'POST', `/api/desk/cases/${first}/tasks`, breach)).tasks;
    const told = listed.filter(({ title }) => title.startsWith('Notify'));
    assert.ok(
      told.length === 2 && told.every(({ dueAt, createdAt }) => dueAt !== null && Date.parse(dueAt) <= Date.parse(createdAt) + 72 * hourMs),
    );
  });

  it('a note keeps when it happened and when it was written; who is mentioned is told', async () => {
    const note = { text: 'Called the desk of Quillon Harbour.', happenedAt: '2026-10-20T08:00:00.000Z', mentioned: [approver.id] };
    const after = await keeper.expect(caseDeskSchema, 'POST', `/api/desk/cases/${first}/notes`, note);
    const kept = after.notes[0];
    assert.ok(kept !== undefined && kept.happenedAt === note.happenedAt && kept.recordedAt > note.happenedAt);
    assert.ok(kinds(await row(approver, first)).includes('mentioned'));
    const future = { ...note, happenedAt: '2099-01-01T00:00:00.000Z' };
    assert.match(await keeper.expectRefusal(400, 'POST', `/api/desk/cases/${first}/notes`, future), /has not happened yet/);
  });

  it('the same subject in two cases is seen in both, and cases are linked with a reason', async () => {
    const subject = { kind: 'wallet', name: '0xAB12 cd34' };
    await keeper.expect(caseDeskSchema, 'POST', `/api/desk/cases/${first}/subjects`, subject);
    const other = await keeper.expect(caseDeskSchema, 'POST', `/api/desk/cases/${second}/subjects`, { ...subject, name: '0xab12CD34' });
    assert.deepEqual(
      other.subjects[0]?.alsoIn.map((one) => one.id),
      [first],
    );
    const link = { other: first, kind: 'same-subject', reason: 'One wallet paid both.' };
    await keeper.expect(caseDeskSchema, 'POST', `/api/desk/cases/${second}/links`, link);
    assert.equal((await desk(keeper, first)).links[0]?.other.id, second);
    assert.match(await keeper.expectRefusal(400, 'POST', `/api/desk/cases/${first}/links`, { ...link, other: second }), /linked already/);
  });

  it('cases are found by words of the request, of notes and of subjects', async () => {
    assert.deepEqual(await words(keeper, 'quillon harb'), [first]);
    assert.deepEqual(await words(keeper, 'vesper'), [second]);
    assert.deepEqual(await words(keeper, 'called desk'), [first]);
    assert.deepEqual(await words(keeper, 'quillon vesper'), []);
    await act(keeper, second, 'questions', { question: 'Which currency, please: zlotograph?' });
    assert.deepEqual(await words(keeper, 'zlotograph'), [second]);
  });

  it('words that stand in thousands of cases are looked for in those that changed last, and that is said', async () => {
    const search = () => keeper.expect(caseSearchAnswerSchema, 'GET', '/api/desk/search?words=thornfield');
    const { database, close } = openDatabase(xb.connection);
    const note = { text: 'Asked the bank of Thornfield.', happenedAt: null, mentioned: [] };
    await keeper.expect(caseDeskSchema, 'POST', `/api/desk/cases/${second}/notes`, note);
    assert.deepEqual([(await search()).isCommon, (await search()).rows.length], [false, 1]);
    await sql`insert into desk_notes (id, case_id, officer, text, recorded_at, mentioned)
      select 'fnt_' || number, 'req_before_' || number, '', 'Thornfield', '2020-01-01T00:00:00.000Z', '{}' from generate_series(0, ${commonWordsMin}) number
    `.execute(database);
    const { rows, isCommon } = await search();
    assert.deepEqual([isCommon, rows.map((one) => one.case.id)], [true, [second]]);
    await sql`delete from desk_notes where text = 'Thornfield'`.execute(database);
    await close();
  });

  it('behind a wall a case is not there: in no list, search, calendar, desk, and by no call', async () => {
    const outsider = xb.at('preparer');
    const span = 'from=2026-10-01T00:00:00.000Z&to=2027-03-01T00:00:00.000Z&whose=all';
    const inAgenda = async (officer: OfficerAtWork): Promise<boolean> =>
      (await officer.expect(agendaSchema, 'GET', `/api/desk/agenda?${span}`)).clocks.some((clock) => clock.caseId === first);
    assert.ok(await inAgenda(outsider));
    const inside = [approver.id, keeper.id, xb.at('secondApprover').id];
    const alone = { inside: [approver.id, keeper.id], reason: 'A relative works at the firm.' };
    assert.match(await approver.expectRefusal(400, 'PUT', `/api/desk/cases/${first}/wall`, alone), /Nobody inside but you may approve/);
    await approver.expect(wallsSchema, 'PUT', `/api/desk/cases/${first}/wall`, { inside, reason: 'A relative works at the firm.' });
    assert.equal(await row(outsider, first), undefined);
    assert.deepEqual(await words(outsider, 'quillon'), []);
    assert.equal(await inAgenda(outsider), false);
    assert.ok(!(await casesIn(outsider, 'all')).some((one) => one.id === first), 'the list of cases');
    for (const [method, path] of [
      ['GET', `/api/assistance/cases/${first}`],
      ['GET', `/api/desk/cases/${first}`],
      ['POST', `/api/assistance/cases/${first}/acknowledgement`],
    ] as const) {
      const body = method === 'POST' ? { expectedReplyAt: null, note: '' } : undefined;
      assert.equal((await outsider.call(method, path, body)).status, 404, path);
    }
    assert.deepEqual((await desk(outsider, second)).links, [], 'nor as a link of another case');
    assert.equal((await desk(outsider, second)).subjects[0]?.alsoIn.length, 0);
    assert.equal((await row(keeper, first))?.isWalled, true);
    assert.deepEqual(await words(keeper, 'quillon'), [first], 'inside all is as it was');
    const { walls } = await xb.at('auditor').expect(wallsSchema, 'GET', '/api/desk/walls');
    assert.equal(walls.find((wall) => wall.caseId === first)?.inside.length, 3);
    await approver.expect(wallsSchema, 'DELETE', `/api/desk/cases/${first}/wall`);
    assert.notEqual(await row(outsider, first), undefined);
  });

  it('an officer who is recused sees the case no longer, until an approver ends it', async () => {
    const officer = xb.at('preparer');
    await officer.expect(wallsSchema, 'POST', `/api/desk/cases/${second}/recusals`, { officer: officer.id, reason: 'I worked there.' });
    assert.equal((await officer.call('GET', `/api/assistance/cases/${second}`)).status, 404);
    assert.equal(await row(officer, second), undefined);
    const task = { title: 'Look', caseId: second, assignee: officer.id };
    assert.match(await keeper.expectRefusal(400, 'POST', '/api/desk/tasks', task), /may not see this case/);
    await approver.expect(wallsSchema, 'DELETE', `/api/desk/cases/${second}/recusals/${officer.id}`);
    assert.equal((await officer.call('GET', `/api/assistance/cases/${second}`)).status, 200);
  });

  it('statistics count both requests once, under their agreement, and give the table for a spreadsheet', async () => {
    const span = 'fromDay=2026-10-01&toDay=2099-12-31';
    const found = await xb.at('auditor').expect(statisticsSchema, 'GET', `/api/desk/statistics?${span}`);
    const asked = found.rows.filter((one) => one.side === 'requested' && one.counterpart === xa.id);
    const inbox = (await casesIn(keeper, 'inbox')).filter((one) => one.counterpart.authorityId === xa.id);
    assert.equal(
      asked.reduce((sum, one) => sum + one.received, 0),
      inbox.length,
    );
    assert.ok(asked.every((one) => one.counterpartName === xa.name && one.agreementTitle !== '' && one.agreementTitle !== one.agreement));
    const table = new TextDecoder().decode(await xb.at('auditor').file(`/api/desk/statistics/table.csv?${span}`));
    assert.equal(table.trimEnd().split('\r\n').length, found.rows.length + 1);
    const workbook = await xb.at('auditor').file(`/api/desk/statistics/tables.xlsx?${span}`);
    const paper = await xb.at('auditor').file(`/api/desk/statistics/report.pdf?${span}`);
    const begins = (bytes: Uint8Array, text: string): boolean => new TextDecoder().decode(bytes.subarray(0, text.length)) === text;
    assert.ok(begins(workbook, 'PK') && begins(paper, '%PDF-'));
    assert.match(
      await keeper.expectRefusal(400, 'GET', '/api/desk/statistics?fromDay=2026-02-01&toDay=2026-01-01'),
      /ends before it begins/,
    );
  });

  it('versions of a request are kept, and two of them compared by the word; the authority asked has none', async () => {
    const preparer = xa.at('preparer');
    const draft = draftTo(xb.id);
    const id = await openCase(preparer, draft);
    const change = (facts: string) =>
      preparer.expect(caseDetailSchema, 'PUT', `/api/assistance/drafts/${id}`, { ...draft, content: { ...draft.content, facts } });
    await change('Two accounts were opened on one day.');
    await change('Two accounts were opened on one day.');
    await change('Three accounts were opened on one day.');
    const at = `/api/assistance/cases/${id}`;
    const versions = await xa.at('approver').expect(z.array(draftVersionSchema), 'GET', `${at}/versions`);
    assert.deepEqual(
      versions.map(({ number }) => number),
      [3, 2, 1],
      'a save that changes nothing makes none',
    );
    assert.ok(versions.every(({ officerName }) => officerName === preparer.name));
    const { differences } = await xa.at('approver').expect(draftComparisonSchema, 'GET', `${at}/comparison?from=2&to=3`);
    assert.deepEqual(differences, [
      {
        path: 'content.facts',
        change: 'changed',
        segments: [
          { change: 'removed', text: 'Two' },
          { change: 'added', text: 'Three' },
          { change: 'same', text: ' accounts were opened on one day.' },
        ],
      },
    ]);
    assert.equal((await preparer.call('GET', `${at}/comparison?from=2&to=9`)).status, 404);
    assert.equal((await keeper.call('GET', `/api/assistance/cases/${first}/versions`)).status, 404);
  });

  it('a person is answered in time, by two officers; a breach runs to the supervisor; both ring in the calendar without a name', async () => {
    const at = '/api/data-protection';
    const arrivedAt = (await keeper.expect(caseDetailSchema, 'GET', `/api/assistance/cases/${second}`)).timeline[0]?.at ?? '';
    const person = { name: 'Vesper Lane', otherNames: [], identifiers: [], contact: 'Quay 9' };
    const opened = await keeper.expect(requestDetailSchema, 'POST', `${at}/requests`, {
      right: 'access',
      person,
      asked: 'All of it.',
      arrivedAt,
    });
    const { id } = opened.row;
    const add = (officer: OfficerAtWork, entry: object) =>
      officer.expect(requestDetailSchema, 'POST', `${at}/requests/${id}/entries`, entry);
    assert.match(await keeper.expectRefusal(400, 'POST', `${at}/requests/${id}/search`), /not yours, or may not be taken now/);
    await add(keeper, { kind: 'identity-confirmed', how: 'Passport seen at the counter.' });
    const searched = await keeper.expect(requestDetailSchema, 'POST', `${at}/requests/${id}/search`);
    assert.ok(
      searched.items.some((item) => item.id === second),
      'the case whose subject bears the name',
    );
    for (const item of searched.items) {
      await add(keeper, {
        kind: 'item-decided',
        itemId: item.id,
        answer: 'withhold',
        ground: 'investigation',
        reason: 'It runs.',
        consent: null,
      });
    }
    await add(keeper, {
      kind: 'answer-proposed',
      outcome: 'refused',
      text: 'Nothing can be given.',
      remedies: 'Complain to the supervisor.',
    });
    assert.match(await keeper.expectRefusal(400, 'GET', `${at}/requests/${id}/letter`), /No answer is approved yet/);
    assert.match(
      await keeper.expectRefusal(400, 'POST', `${at}/requests/${id}/entries`, { kind: 'answer-approved' }),
      /not yours, or may not be taken now/,
    );
    await add(approver, { kind: 'answer-approved' });
    assert.equal(new TextDecoder().decode((await keeper.file(`${at}/requests/${id}/letter`)).subarray(0, 5)), '%PDF-');
    const sent = await add(keeper, { kind: 'answer-sent', means: 'By post' });
    assert.deepEqual([sent.row.state, sent.row.clock.state], ['answered', 'met']);

    const breach = await keeper.expect(breachDetailSchema, 'POST', `${at}/breaches`, {
      discoveredAt: arrivedAt,
      happenedAt: null,
      natures: ['confidentiality'],
      title: 'A file of Vesper went astray',
      what: 'It was sent to a wrong address.',
      categories: 'Names',
      personsCount: 3,
      recordIds: [],
    });
    assert.deepEqual(breach.row.owed, ['assess the risk', 'tell the supervisor']);
    const span = new URLSearchParams({ from: arrivedAt, to: new Date(Date.parse(arrivedAt) + 5 * 86_400_000).toISOString(), whose: 'all' });
    const { clocks } = await keeper.expect(agendaSchema, 'GET', `/api/desk/agenda?${span.toString()}`);
    const ring = clocks.filter(({ kind }) => kind === 'privacy');
    assert.deepEqual(
      ring.map(({ step, title }) => [step, title]),
      [['breach-notice', '']],
    );
    const unknown = await keeper.expectRefusal(400, 'POST', `${at}/breaches`, { ...breach.opening, recordIds: ['rcd_unknown'] });
    assert.match(unknown, /no such record/);
    assert.equal((await xb.at('auditor').call('GET', `${at}/requests/${id}`)).status, 200);
    assert.equal((await xa.at('preparer').call('GET', `${at}/requests/${id}`)).status, 404, 'another authority has no such request');
  });

  it('a calendar feed is read by its secret address, tells nothing of a case, and ends', async () => {
    const opened = await keeper.expect(feedSchema, 'POST', '/api/desk/feed', { whose: 'all' });
    assert.ok(opened.address !== null);
    const path = new URL(opened.address).pathname;
    const response = await plainCall(xb.url, 'GET', path);
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/calendar/);
    assert.ok(text.includes('BEGIN:VEVENT') && text.replaceAll('\r\n ', '').includes(`UID:${first}-`));
    for (const word of ['Quillon', 'Vesper', 'Xandria']) assert.ok(!text.includes(word), word);
    const again = await keeper.expect(feedSchema, 'POST', '/api/desk/feed', { whose: 'mine' });
    assert.equal((await plainCall(xb.url, 'GET', path)).status, 404, 'a new feed ends the one before');
    await keeper.expect(feedSchema, 'DELETE', '/api/desk/feed');
    assert.equal((await plainCall(xb.url, 'GET', new URL(again.address ?? '').pathname)).status, 404);
  });
});
