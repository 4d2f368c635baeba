// SPDX-License-Identifier: Apache-2.0
//
// From a list to a lawful request: XB keeps a list in versions, its records are screened against what each version changes, officers say what
// is the same and what is not, what was answered stays answered until it changes, and a lead that holds becomes the draft of a request.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { caseDetailSchema } from '../../src/assistance/wire.ts';
import { type EntityPageWire, entityPageSchema } from '../../src/findings/entities/wire.ts';
import {
  type EntitiesWire,
  entitiesSchema,
  evasionAnswerSchema,
  leadComparisonSchema,
  type LeadDetailWire,
  leadDetailSchema,
  leadDraftAnswerSchema,
  leadListSchema,
  type LeadRowWire,
  listDifferenceSchema,
  listImportAnswerSchema,
  listSchema,
  listVersionSchema,
  type ScreeningWire,
  screeningSchema,
  searchAnswerSchema,
} from '../../src/findings/wire.ts';
import { act, approveAsNeeded, recordsGiven, searchRecords, sendRequest, untilState } from './casework.ts';
import type { Authority } from './federation.ts';
import { eventually } from './federation.ts';
import { cooperatingPair } from './cooperating-pair.ts';

const list = 'xd-sanctions';
const examples = new URL('../../examples/screening/', import.meta.url);
const example = (name: string) => readFile(new URL(name, examples));
const dayMs = 86_400_000;
describe('from a list to a lawful request', () => {
  let xa: Authority;
  let xb: Authority;
  let passDays: (days: number) => void;

  before(async () => {
    const pair = await cooperatingPair();
    [xa, xb] = [pair.xa, pair.xb];
    passDays = (days) => pair.federation.clock.pass(days * dayMs);
  });

  const importList = async (bytes: Uint8Array, query = '') =>
    xb.at('keeper').expect(listImportAnswerSchema, 'POST', `/api/findings/lists/versions?list=${list}&fileName=list.csv${query}`, bytes);
  const importVersion = async (month: string, query = '') => importList(await example(`xd-sanctions-${month}.csv`), query);
  const ended = (id: string): Promise<ScreeningWire> => endedAt(xb, id);
  const endedAt = (at: Authority, id: string): Promise<ScreeningWire> =>
    eventually(`screening ${id} ends`, 15_000, async () => {
      const screenings = await at.at('preparer').expect(z.array(screeningSchema), 'GET', '/api/findings/screenings');
      return screenings.find((one) => one.id === id && one.endedAt !== null);
    });
  const leads = async (box = 'all'): Promise<LeadRowWire[]> => {
    const answer = await xb.at('preparer').expect(leadListSchema, 'GET', `/api/findings/leads?box=${box}&list=${list}&limit=200`);
    return answer.rows;
  };
  const leadOn = async (title: string, sentence = ''): Promise<LeadRowWire> => {
    const found = (await leads()).find((row) => row.title === title && row.sentence.includes(sentence));
    assert.ok(found !== undefined, `a lead on ${title}`);
    return found;
  };
  const detail = (id: string): Promise<LeadDetailWire> => xb.at('preparer').expect(leadDetailSchema, 'GET', `/api/findings/leads/${id}`);
  const judge = (id: string, verdict: string, rest: object = {}): Promise<LeadDetailWire> =>
    xb.at('preparer').expect(leadDetailSchema, 'POST', `/api/findings/leads/${id}/judgement`, { verdict, reason: 'Compared.', ...rest });

  it('a first version needs a purpose; it is kept, and all records are screened against it', async () => {
    const path = `/api/findings/lists/versions?list=${list}&fileName=list.csv`;
    const problem = await xb.at('keeper').expectRefusal(400, 'POST', path, await example('xd-sanctions-2026-03.csv'));
    assert.match(problem, /purpose: The list is new, and no purpose is named/);
    const answer = await importVersion('2026-03', '&purpose=sanctions');
    assert.deepEqual([answer.version.number, answer.version.layout, answer.version.subjects, answer.version.added], [1, 'own', 10, 10]);
    const screening = await ended(answer.screening ?? '');
    assert.equal(screening.state, 'done');
    assert.ok(screening.total > 10 && screening.done === screening.total, 'every record was looked at');
    assert.ok(screening.hits >= 5 && screening.leads === screening.hits, 'each hit is a lead');
    const again = await importVersion('2026-03');
    assert.deepEqual([again.isNew, again.version.number, again.screening], [false, 1, null], 'the same content again is no version');
  });

  it('a lead about a record says no word of the record; side by side is a use of it for a stated purpose', async () => {
    const row = await leadOn('Korvin Halloway', 'XB-VASP-0042');
    const shown = await detail(row.id);
    assert.ok(shown.about.kind === 'record' && shown.comparison === null);
    assert.doesNotMatch(JSON.stringify({ ...shown, listed: null }).replaceAll('Korvin Halloway', ''), /halloway/i);
    assert.deepEqual([shown.state, shown.next], ['new', ['take', 'assign', 'confirm', 'doubt', 'dismiss']]);
    const path = `/api/findings/leads/${row.id}/comparison`;
    const { comparison } = await xb.at('preparer').expect(leadComparisonSchema, 'POST', path, { purpose: 'sanctions' });
    assert.equal(comparison?.left.names[0]?.text, 'Corvin Halloway');
    assert.equal(comparison?.score, row.strength, 'the score is that of the screening');
    assert.ok(comparison?.reasons.some(({ sentence }) => sentence === 'Both are born 1981-07-19.'));
    const refused = await xb.at('preparer').expect(leadComparisonSchema, 'POST', path, { purpose: 'tax' });
    assert.deepEqual([refused.outcome, refused.comparison], ['refused', null]);
    const uses = await xb.at('preparer').call('GET', `/api/records/${shown.about.record?.id ?? ''}/uses`);
    assert.match(JSON.stringify(uses.value), /Comparison for lead led_/, 'the use stands among those of the record');
  });

  it('what an officer answered stays answered: a rejected pair is quiet, a confirmed one is not asked again', async () => {
    const held = await leadOn('Korvin Halloway', 'XB-VASP-0042');
    const other = await leadOn('Ilse Vesper', 'XB-VASP-0042');
    assert.equal((await judge(held.id, 'same')).state, 'confirmed');
    const rejected = await judge(other.id, 'different');
    assert.deepEqual([rejected.state, rejected.judgements[0]?.counts, rejected.next], ['dismissed', true, ['reopen']]);
    assert.equal(
      (await leads('open')).some((row) => row.id === other.id),
      false,
    );
    const run = await ended(
      (await xb.at('preparer').expect(screeningSchema, 'POST', '/api/findings/screenings', { purpose: 'sanctions' })).id,
    );
    assert.ok(run.quiet === 1 && run.leads === 0, 'the next screening makes no lead of what is known');
    assert.equal((await detail(other.id)).state, 'dismissed');
  });

  it('a change of the list is screened against what it can affect; what was judged and has changed comes back', async () => {
    const beforeChange = await leads();
    const answer = await importVersion('2026-06');
    assert.deepEqual([answer.version.added, answer.version.removed, answer.version.changed], [1, 1, 2]);
    const screening = await ended(answer.screening ?? '');
    assert.equal(screening.compared + screening.untouched >= screening.total, true);
    assert.ok(screening.untouched > screening.compared, 'most subjects cannot be affected, and are not compared');
    const fresh = await leadOn('Kestrel Bay Trading Company Ltd');
    assert.equal(
      beforeChange.some((row) => row.id === fresh.id),
      false,
      'a firm that was added is found',
    );
    const passport = await leadOn('Korvin Halloway', 'XB-STR-2026-0044');
    assert.equal(passport.strength, 1, 'the number that was added to the list speaks');
    const apart = await detail((await leadOn('Ilse Vesper', 'XB-STR-2026-0031')).id);
    assert.deepEqual(
      [apart.state, apart.news, apart.listed?.version],
      ['closed', 'list-changed', 2],
      'born in another year: no longer alike',
    );
    assert.ok(apart.strength !== null && apart.strength < 0.7 && apart.history.at(-1)?.event === 'no-longer-alike');
    const path = `/api/findings/lists/${list}/difference?from=1&to=2`;
    const difference = await xb.at('auditor').expect(listDifferenceSchema, 'GET', path);
    assert.deepEqual([difference.added[0]?.id, difference.removed[0]?.id, difference.unchanged], ['XD-075', 'XD-058', 7]);
    assert.deepEqual(
      difference.changed[0]?.changes.map((change) => change.field),
      ['names', 'identifiers'],
    );
    const back = await xb.at('auditor').expect(listDifferenceSchema, 'GET', `/api/findings/lists/${list}/difference?from=2&to=1`);
    assert.deepEqual([back.added[0]?.id, back.removed[0]?.id, back.unchanged], ['XD-058', 'XD-075', 7]);
    const versions = await xb.at('auditor').expect(z.array(listVersionSchema), 'GET', `/api/findings/lists/${list}/versions`);
    assert.deepEqual(
      versions.map((version) => version.number),
      [2, 1],
      'both versions stay',
    );
  });

  it('a rejection ends on its day, and the pair is asked about again', async () => {
    const firm = await leadOn('Brannok Shore Nominees Ltd', 'XB-VASP-0042');
    const tooFar = { verdict: 'different', reason: 'Another firm.', until: '2036-01-01' };
    const path = `/api/findings/leads/${firm.id}/judgement`;
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', path, tooFar), /until: A rejected hit stays quiet until a day/);
    const noDay = { ...tooFar, until: '2026-02-31' };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', path, noDay), /until/);
    const until = new Date(Date.parse(firm.raisedAt) + 20 * dayMs).toISOString().slice(0, 10);
    await judge(firm.id, 'different', { until });
    const order = { purpose: 'sanctions' };
    await ended((await xb.at('preparer').expect(screeningSchema, 'POST', '/api/findings/screenings', order)).id);
    assert.equal((await detail(firm.id)).state, 'dismissed', 'quiet while the day has not come');
    passDays(22);
    await ended((await xb.at('preparer').expect(screeningSchema, 'POST', '/api/findings/screenings', order)).id);
    const again = await detail(firm.id);
    assert.deepEqual([again.state, again.news, again.judgements[0]?.counts], ['new', 'judgement-ended', false]);
  });

  it('records that come in are screened by themselves', async () => {
    const header = 'reference,firm,record_type,date,authority,summary,outcome,amount,currency';
    const row = 'XB-CMP-2026-777,Severny Veter OOO,warning,2026-10-02,Xebria,Late filing.,,,';
    const path = '/api/records/imports?kind=compliance-record&format=comity-csv&fileName=new.csv';
    await xb.at('keeper').expect(z.unknown(), 'POST', path, Buffer.from(`${header}\r\n${row}`));
    const found = await eventually('a lead on the new record', 15_000, async () =>
      (await leads('open')).find((lead) => lead.sentence.includes('XB-CMP-2026-777')),
    );
    assert.equal(found.title, 'Severny Veter OOO');
  });

  it('one question to all lists is answered at once, and a hit of it becomes a lead that can be judged', async () => {
    const question = { name: 'HALLOWAY, Korvin', kind: 'person', births: ['1981'] };
    const asked = { purpose: 'sanctions', question };
    const answer = await xb.at('preparer').expect(searchAnswerSchema, 'POST', '/api/findings/searches', asked);
    const [hit] = answer.hits;
    assert.ok(hit !== undefined && hit.listed === 'XD-014' && hit.lead === null && hit.comparison.reasons.length > 0);
    const order = { ...asked, list, listed: 'XD-014' };
    const lead = await xb.at('preparer').expect(leadDetailSchema, 'POST', '/api/findings/leads', order);
    assert.ok(lead.comparison !== null && lead.about.kind === 'asked');
    await judge(lead.id, 'unsure');
    const again = await xb.at('preparer').expect(searchAnswerSchema, 'POST', '/api/findings/searches', asked);
    assert.deepEqual([again.hits[0]?.lead, again.hits[0]?.judgement?.verdict], [lead.id, 'unsure']);
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', '/api/findings/leads', { ...order, listed: 'XD-071' }), /listed/);
  });

  const badQuestions: readonly (readonly [what: string, question: object, problem: RegExp | null])[] = [
    ['nothing', {}, /name: There is nothing to look for/],
    ['marks alone', { name: ' ... \u200f' }, /name: There is nothing to look for/],
    ['a name too long for anybody', { name: 'I'.repeat(60_001) }, /name/],
    ['an invalid date', { name: 'Ilse', births: ['31 February 1962'] }, /births\/0: "31 February 1962" is no date/],
    ['a date in words', { name: 'Ilse', births: ['long ago'] }, /births\/0/],
    ['a name of one letter', { name: 'I' }, null],
    ['fifty thousand letters', { name: 'Ilse '.repeat(10_000) }, null],
    ['letters of several scripts in one word', { name: 'Ilsе Vesреr' }, null],
    ['marks that turn the direction', { name: '\u202eIlse Vesper\u202c' }, null],
    ['a zero character', { name: 'Ilse\u0000Vesper' }, /name: .*cannot be stored/],
    ['half a character', { name: 'Ilse \ud800' }, /name|character|surrogate/],
  ];
  for (const [what, question, problem] of badQuestions) {
    it(`a question of ${what} is ${problem === null ? 'answered' : 'refused with what to do'}`, async () => {
      const asked = { purpose: 'sanctions', question };
      if (problem === null) await xb.at('preparer').expect(searchAnswerSchema, 'POST', '/api/findings/searches', asked);
      else assert.match(await xb.at('preparer').expectRefusal(400, 'POST', '/api/findings/searches', asked), problem);
    });
  }

  it('mixed scripts and marks that turn the direction hide nobody', async () => {
    for (const name of ['Ilsе Vesреr', '\u202eIlse Vesper\u202c', 'I\u200bl\u200bs\u200be Vesper']) {
      const asked = { purpose: 'sanctions', question: { name, kind: 'person' } };
      const { hits } = await xb.at('preparer').expect(searchAnswerSchema, 'POST', '/api/findings/searches', asked);
      assert.ok(
        hits.some((hit) => hit.listed === 'XD-021'),
        JSON.stringify(name),
      );
    }
  });

  it('a file is screened with its progress, its hits are leads, and it can be stopped', async () => {
    const path = '/api/findings/screenings/files?purpose=sanctions&fileName=clients.csv';
    const names = Array.from({ length: 2500 }, (_, at) => `C-${at},person,${at === 3 ? 'Yusuf al Tamrin' : `Quillan Ordway${at}`},,`);
    const file = Buffer.from(['id,kind,name,births,countries', ...names].join('\n'));
    const started = await xb.at('preparer').expect(screeningSchema, 'POST', path, file);
    assert.deepEqual([started.total, started.fileName], [2500, 'clients.csv']);
    await eventually('the first pieces are done', 15_000, async () => {
      const all = await xb.at('preparer').expect(z.array(screeningSchema), 'GET', '/api/findings/screenings');
      return all.some((one) => one.id === started.id && one.done > 0);
    });
    await xb.at('preparer').call('POST', `/api/findings/screenings/${started.id}/stop`);
    const screening = await ended(started.id);
    assert.ok(['stopped', 'done'].includes(screening.state));
    const lead = await detail((await leadOn('Yusuf Al-Tamrin')).id);
    assert.ok(lead.about.kind === 'asked' && lead.about.from === 'clients.csv C-3');
    assert.equal(lead.comparison?.left.names[0]?.text, 'Yusuf al Tamrin');
    for (const [bytes, problem] of [
      ['id,kind,name', /between 1 and 100000/],
      ['what,is,this\n1,2,3', /no layout that is known/],
      ['id,kind,name\n1,person,"Ann', /quot|end|cut/i],
    ] as const) {
      assert.match(await xb.at('preparer').expectRefusal(400, 'POST', path, Buffer.from(bytes)), problem);
    }
  });

  it('a screening whose server ends in the middle goes on where it stopped', async () => {
    const path = '/api/findings/screenings/files?purpose=sanctions&fileName=many.csv';
    const names = Array.from({ length: 1500 }, (_, at) => `M-${at},person,${at === 1490 ? 'Yousef Tamrin' : `Quillan Ordway${at}`}`);
    const started = await xb.at('preparer').expect(screeningSchema, 'POST', path, Buffer.from(['id,kind,name', ...names].join('\n')));
    await xb.stop();
    await xb.start();
    const screening = await ended(started.id);
    assert.deepEqual(
      [screening.state, screening.done, screening.hits, screening.leads],
      ['done', 1500, 1, 1],
      'nothing twice, nothing left out',
    );
  });

  it('what another authority gave is screened only for purposes that its conditions permit, and not a word of it leaves the record', async () => {
    const id = await sendRequest(xa, xb);
    const [own] = await searchRecords(xb.at('keeper'), { q: 'XB-VASP-0042', kind: 'registration', purpose: 'supervision' });
    // The agreement's own conditions: supervision is among their purposes, carrying out sanctions is not.
    const records = await recordsGiven(xb.at('keeper'), id, [own?.id ?? '']);
    await act(xb.at('keeper'), id, 'replies', { completeness: 'complete', text: 'See the register.', records });
    await approveAsNeeded(xb, id);
    const answered = await untilState(xa.at('preparer'), id, 'answered');
    const received = answered.records[0]?.id ?? '';
    const path = `/api/findings/lists/versions?list=${list}&fileName=list.csv&purpose=sanctions`;
    await xa.at('keeper').expect(listImportAnswerSchema, 'POST', path, await example('xd-sanctions-2026-06.csv'));
    const screen = async (purpose: string): Promise<ScreeningWire> => {
      const started = await xa.at('preparer').expect(screeningSchema, 'POST', '/api/findings/screenings', { purpose });
      return endedAt(xa, started.id);
    };
    const leadsOf = async () => {
      const { rows } = await xa.at('preparer').expect(leadListSchema, 'GET', '/api/findings/leads?box=all&limit=200');
      const shown = await Promise.all(
        rows.map((row) => xa.at('preparer').expect(leadDetailSchema, 'GET', `/api/findings/leads/${row.id}`)),
      );
      return shown.filter(({ about }) => about.kind === 'record' && about.record?.id === received);
    };
    const refused = await screen('sanctions');
    assert.ok(
      refused.withheld.some(({ count, reason }) => count >= 1 && /carrying out sanctions/.test(reason)),
      JSON.stringify(refused.withheld),
    );
    assert.deepEqual(await leadsOf(), []);
    await screen('supervision');
    const lead = (await leadsOf()).find((one) => one.title === 'Korvin Halloway');
    assert.ok(lead !== undefined);
    const told = { ...lead, listed: null, title: '', sentence: lead.sentence.replace('Korvin Halloway', '') };
    assert.doesNotMatch(JSON.stringify(told), /halloway|meridian/i);
    await xa
      .at('preparer')
      .expect(leadDetailSchema, 'POST', `/api/findings/leads/${lead.id}/judgement`, { verdict: 'same', reason: 'Compared.' });
    const order = { counterpart: xb.id, assistance: 'registrations', purpose: 'supervision' };
    const { caseId } = await xa.at('preparer').expect(leadDraftAnswerSchema, 'POST', `/api/findings/leads/${lead.id}/draft`, order);
    const { draft } = await xa.at('preparer').expect(caseDetailSchema, 'GET', `/api/assistance/cases/${caseId}`);
    assert.doesNotMatch(JSON.stringify(draft), /Corvin Halloway|Known to us/, 'the draft holds what the list says alone');
  });

  it('a bad list leaves no trace, and one that was cut off ends no lead', async () => {
    const path = `/api/findings/lists/versions?list=${list}&fileName=list.csv`;
    const header = 'id,kind,name';
    for (const [bytes, problem] of [
      ['', /empty/],
      ['no list', /no layout that is known/],
      [`${header}\nA,person,Ann\nA,person,Ben`, /stands twice/],
      [`${header}\nA,person,Ann`, /The file has 1 subjects; version 2 has 10/],
    ] as const) {
      assert.match(await xb.at('keeper').expectRefusal(400, 'POST', path, Buffer.from(bytes)), problem);
    }
    const versions = await xb.at('auditor').expect(z.array(listVersionSchema), 'GET', `/api/findings/lists/${list}/versions`);
    assert.equal(versions.length, 2);
  });

  it('a threshold of a list decides where its hits begin', async () => {
    const asked = { purpose: 'sanctions', question: { name: 'Edda Marchetti', kind: 'person', births: ['1990'] } };
    const count = async () => (await xb.at('preparer').expect(searchAnswerSchema, 'POST', '/api/findings/searches', asked)).hits.length;
    assert.equal(await count(), 1);
    const set = (thresholdPerMille: number) =>
      xb.at('keeper').expect(z.array(listSchema), 'PUT', `/api/findings/lists/${list}`, { thresholdPerMille, purpose: 'sanctions' });
    await set(950);
    assert.equal(await count(), 0);
    await set(700);
    await xb.at('keeper').expectRefusal(400, 'PUT', `/api/findings/lists/${list}`, { thresholdPerMille: 200, purpose: 'sanctions' });
  });

  it('a lead that holds becomes the draft of a request, filled with what may stand in it', async () => {
    const lead = await leadOn('Korvin Halloway', 'XB-VASP-0042');
    const order = { counterpart: xa.id, assistance: 'registrations', purpose: 'supervision' };
    const path = `/api/findings/leads/${lead.id}/draft`;
    await xb.at('preparer').expectRefusal(400, 'POST', path, { ...order, counterpart: xb.id });
    assert.equal((await detail(lead.id)).state, 'confirmed', 'a draft that cannot be opened leaves the lead as it was');
    const drafted = await xb.at('preparer').expect(leadDraftAnswerSchema, 'POST', path, order);
    assert.deepEqual([drafted.lead.state, drafted.lead.caseRef, drafted.lead.next], ['requested', drafted.caseId, ['close']]);
    const opened = await xb.at('preparer').expect(caseDetailSchema, 'GET', `/api/assistance/cases/${drafted.caseId}`);
    assert.equal(opened.draft.content.subject, 'Corvin Halloway');
    assert.match(
      opened.draft.content.facts ?? '',
      /Known to us: Corvin Halloway, born 1981-07-19.*\nOn the list xd-sanctions: Korvin Halloway/,
    );
    const close = { event: 'close', reason: 'The register answered.', usefulness: 'useful' };
    const closed = await xb.at('preparer').expect(leadDetailSchema, 'POST', `/api/findings/leads/${lead.id}/moves`, close);
    assert.deepEqual([closed.state, closed.history.at(-1)?.usefulness], ['closed', 'useful']);
    await xb.at('preparer').expectRefusal(400, 'POST', path, order);
  });

  it('officers take leads, give them to each other, and see who has what', async () => {
    const lead = await leadOn('Edda Marcetti').catch(() => null);
    const [row = lead] = await leads('open');
    assert.ok(row !== null && row !== undefined);
    const move = (body: object) => xb.at('keeper').expect(leadDetailSchema, 'POST', `/api/findings/leads/${row.id}/moves`, body);
    if (row.state === 'new') assert.equal((await move({ event: 'take' })).assignee?.id, xb.at('keeper').id);
    const given = await move({ event: 'assign', officer: xb.at('preparer').id, reason: 'Knows the firm.' });
    assert.equal(given.assignee?.id, xb.at('preparer').id);
    const mine = await xb.at('preparer').expect(leadListSchema, 'GET', '/api/findings/leads?box=mine');
    assert.ok(mine.rows.some((one) => one.id === row.id) && mine.counts.mine >= 1);
    const wrong = { event: 'assign', officer: xb.at('auditor').id, reason: '' };
    const problem = await xb.at('keeper').expectRefusal(400, 'POST', `/api/findings/leads/${row.id}/moves`, wrong);
    assert.match(problem, /officer: No officer of this identifier triages leads/);
  });

  it('a document on a way round a listing becomes leads, once', async () => {
    const path = '/api/findings/evasion?purpose=sanctions&fileName=evasion.json';
    const bytes = await example('evasion.json');
    const first = await xb.at('preparer').expect(evasionAnswerSchema, 'POST', path, bytes);
    assert.deepEqual([first.leads.length, first.leads.every((one) => one.isNew)], [6, true]);
    const second = await xb.at('preparer').expect(evasionAnswerSchema, 'POST', path, bytes);
    assert.equal(
      second.leads.some((one) => one.isNew),
      false,
    );
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', path, Buffer.from('{"stakes": 1}')), /\/stakes/);
  });

  it('records and list entries are one entity with reasons; a judgement parts them, and taken back joins them under the same name', async () => {
    const order = { purpose: 'sanctions' };
    const first = await xb.at('preparer').expect(entitiesSchema, 'POST', '/api/findings/entities/resolution', order);
    const entityOf = (entities: EntitiesWire, label: RegExp) =>
      entities.entities.find((entity) => entity.records.some((record) => label.test(record.label)));
    const person = entityOf(first, /Korvin Halloway/);
    assert.ok(person !== undefined && person.records.length >= 3, 'the register, two reports and the list');
    assert.doesNotMatch(JSON.stringify(first), /Corvin Halloway"/, 'no name that stands in a record');
    const join = person.joinedBy.find(({ right, left }) => [left, right].some((key) => key.startsWith(list)));
    assert.ok(join !== undefined && join.features.length > 0);
    const pair = { left: join.left, right: join.right, verdict: 'different', reason: 'Another man.' };
    const parted = await xb.at('preparer').expect(entitiesSchema, 'POST', '/api/findings/entities/judgements', pair);
    assert.notDeepEqual(parted.entities, first.entities);
    const undo = `/api/findings/entities/judgements/${parted.judgements[0]?.id ?? ''}`;
    const back = await xb.at('preparer').expect(entitiesSchema, 'DELETE', undo);
    assert.deepEqual([back.entities, back.judgements], [first.entities, []]);
    assert.equal(entityOf(back, /Korvin Halloway/)?.id, person.id);
    await xb.at('preparer').expectRefusal(404, 'DELETE', undo);
  });

  it('the page of an owner proposes who may be the same; judged the same it is joined, taken back it is proposed again', async () => {
    const [firm] = await searchRecords(xb.at('preparer'), { q: 'reference:XB-VASP-0042', purpose: 'sanctions', kind: 'registration' });
    const seed = `${firm?.id ?? ''}#/owners/0`;
    const path = '/api/findings/entities/page';
    const pageFor = (purpose: string) => xb.at('preparer').expect(entityPageSchema, 'POST', path, { seed, purpose });
    const first = await pageFor('sanctions');
    const joinedIn = ({ sources }: EntityPageWire) => sources.map(({ reference, joined }) => [reference, joined.by]);
    assert.deepEqual([first.name, joinedIn(first)[0]], ['Brannock Shore Nominees', ['XB-VASP-0042', 'seed']]);
    assert.ok(joinedIn(first).some(([reference, by]) => reference === 'XB-CMP-2026-014' && by === 'identifier'));
    const proposal = first.proposals.find(({ label }) => label.includes('XB-STR-2026-0031'));
    assert.ok(proposal !== undefined && proposal.reasonsFor.length > 0 && proposal.judgedBefore === null);
    const other = await pageFor('supervision');
    assert.doesNotMatch(JSON.stringify(other), /XB-STR/, 'for a purpose that is none of reports there is none');

    const { left, right } = proposal;
    const pair = { left, right, verdict: 'same', reason: 'One firm, two numbers.' };
    await xb.at('preparer').expect(entitiesSchema, 'POST', '/api/findings/entities/judgements', pair);
    const joined = await pageFor('sanctions');
    assert.ok(joinedIn(joined).some(([reference, by]) => reference === 'XB-STR-2026-0031' && by === 'judgement'));
    assert.equal(
      joined.proposals.some((one) => one.right === right),
      false,
      'what was judged is not proposed again',
    );
    assert.deepEqual(
      joined.judgements.map(({ verdict, reason }) => [verdict, reason]),
      [['same', pair.reason]],
    );
    assert.doesNotMatch(JSON.stringify(await pageFor('supervision')), /XB-STR|two numbers/);

    const undo = `/api/findings/entities/judgements/${joined.judgements[0]?.id ?? ''}`;
    await xb.at('preparer').expect(entitiesSchema, 'DELETE', undo);
    const back = await pageFor('sanctions');
    assert.deepEqual([back.sources, back.facts, back.proposals, back.judgements], [first.sources, first.facts, first.proposals, []]);
    const uses = await xb.at('preparer').call('GET', `/api/records/${proposal.record}/uses`);
    assert.match(JSON.stringify(uses.value), /Page of an entity/, 'each look is a use of the records that it shows');
  });
});
