// SPDX-License-Identifier: Apache-2.0
//
// A received record is used otherwise than it was given for, between two authorities. The arrangement of XA and XB lets the originator
// object to a purpose that it names (ten working days), presumes consent to use as evidence, and does not speak of other purposes, which
// take consent before. XB gave its record for administrative enforcement alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AgreementDocument } from '../../src/agreements/index.ts';
import type { Purpose } from '../../src/conditions/wire.ts';
import { agendaSchema } from '../../src/desk/agenda/wire.ts';
import { breachDetailSchema } from '../../src/data-protection/wire.ts';
import { type NewUseVerdictWire, newUseVerdictSchema } from '../../src/onward/new-uses/wire.ts';
import type { MatterDetailWire } from '../../src/onward/wire.ts';
import { recordUseAnswerSchema, type RecordUseWire } from '../../src/records/wire.ts';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { act, approveAsNeeded, caseOf, searchRecords, sendRequest, untilState } from './casework.ts';
import { comity } from './command-line.ts';
import { type Authority, bootFederation, type Federation } from './federation.ts';
import { arrangementBetween, importSamples, makePeers, signAll } from './first-day.ts';
import { approveMatter, begin, matterAt, matters, untilMatter } from './onward.ts';
import { dayMs } from './story-clock.ts';
import { matterBundleOf } from './waiting-acts.ts';

const checker = fileURLToPath(new URL('../../verifiers/check_bundle.py', import.meta.url));

const evidencePresumed: AgreementDocument['terms'][number] = {
  kind: 'use-mode',
  clause: '12',
  change: 'evidence',
  mode: 'presumed-consent',
};

describe('a received record is used otherwise than it was given for', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority;
  let held = '';
  const use = async (purpose: Purpose, manner = 'read'): Promise<RecordUseWire> => {
    const asked = { purpose, manner, caseRef: null, note: '' };
    return (await xa.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${held}/uses`, asked)).use;
  };
  const may = (purpose: Purpose, isEvidence = false): Promise<NewUseVerdictWire> =>
    xa.at('preparer').expect(newUseVerdictSchema, 'POST', '/api/onward/new-uses/question', { recordId: held, purpose, isEvidence });
  const tell = (purpose: Purpose, isEvidence = false): Promise<MatterDetailWire> =>
    begin(xa, 'new-uses', { recordId: held, purpose, isEvidence, reason: 'The same seller offers a second product.' });
  const inState = (at: Authority, matter: string, state: string) => untilMatter(at, matter, ({ row }) => row.state === state);
  const answer = (matter: string, said: object) => begin(xb, `new-uses/${matter}/answer`, { until: null, reasons: '', ...said });

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    const arrangement = await arrangementBetween(xa, xb);
    await signAll({ ...arrangement, terms: [...arrangement.terms, evidencePresumed] }, xa, xb);
    await importSamples(xb);
    const id = await sendRequest(xa, xb, { assistance: 'compliance-records' });
    const words = { q: 'Meridian Tide', kind: 'compliance-record', origin: 'own', purpose: 'admin-enforcement' };
    const [own] = await searchRecords(xb.at('keeper'), words);
    const { replyLimits } = await caseOf(xb.at('preparer'), id);
    assert.ok(own !== undefined && replyLimits !== null);
    const limits = { ...replyLimits, purposes: ['admin-enforcement'] };
    await act(xb.at('preparer'), id, 'replies', { completeness: 'complete', text: '', records: [{ recordId: own.id, limits }] });
    await approveAsNeeded(xb, id);
    held = (await untilState(xa.at('preparer'), id, 'answered', 8000)).records[0]?.id ?? '';
  });
  after(() => federation.stop());

  it('notice, and an objection in time: it is not used before and not afterwards', async () => {
    assert.equal((await use('supervision')).outcome, 'refused');
    const verdict = await may('supervision');
    assert.deepEqual([verdict.outcome, verdict.step, verdict.agreement !== null], ['needs', 'tell', true]);
    assert.match(JSON.stringify(verdict.reasons), /may object/);
    const told = await tell('supervision');
    assert.deepEqual([told.row.part, told.row.state], ['using', 'sent']);
    const noticed = await inState(xa, told.row.id, 'noticed');
    const atXb = await inState(xb, told.row.id, 'received');
    assert.deepEqual([atXb.newUse?.noticeAt, atXb.row.dueAt], [noticed.newUse?.noticeAt, noticed.row.dueAt], 'both count the same time');
    assert.equal(atXb.newUse?.clause?.clause, '12');
    const span = `from=${federation.clock.now()}&to=${new Date(Date.parse(noticed.row.dueAt ?? '') + 1).toISOString()}`;
    for (const [at, owedBy] of [
      [xb, 'us'],
      [xa, 'them'],
    ] as const) {
      const { clocks } = await at.at('preparer').expect(agendaSchema, 'GET', `/api/desk/agenda?${span}`);
      const clock = clocks.find(({ id }) => id === told.row.id);
      assert.deepEqual([clock?.kind, clock?.step, clock?.owedBy, clock?.dueAt], ['onward', 'object-to-new-use', owedBy, noticed.row.dueAt]);
    }
    const waiting = await use('supervision');
    assert.equal(waiting.outcome, 'needs');
    assert.match(waiting.reasons[0]?.sentence ?? '', /was told of this use and may object/);
    const bare = await xb.at('preparer').expectRefusal(400, 'POST', `/api/onward/new-uses/${told.row.id}/answer`, {
      answer: 'objected',
      until: null,
      reasons: '',
    });
    assert.match(bare, /whoever objects says why/);
    const objected = await answer(told.row.id, { answer: 'objected', reasons: 'A supervisor of ours is concerned itself.' });
    assert.equal(objected.row.state, 'objected', 'one officer objects, and no second is needed');
    const ended = await inState(xa, told.row.id, 'objected');
    assert.match(ended.newUse?.answer?.reasons ?? '', /concerned itself/);
    const after = await use('supervision');
    assert.deepEqual([after.outcome, /did not let it be/.test(after.reasons[0]?.sentence ?? '')], ['refused', true]);
    assert.equal((await may('supervision')).outcome, 'refused', 'nor is it asked for anew');
    const again = { recordId: held, purpose: 'supervision', isEvidence: false, reason: 'Once more.' };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', '/api/onward/new-uses', again), /has objected/);
  });

  it('notice, and no objection until the time for it is over: from then on it may be used so', async () => {
    const printed = await comity(xa, 0, 'records', 'new-use', held, '--purpose', 'asset-tracing', '--reason', 'Its proceeds.', '--json');
    const { matter } = printed as { matter: string };
    const noticed = await inState(xa, matter, 'noticed');
    assert.equal((await use('asset-tracing')).outcome, 'needs');
    federation.clock.pass(Date.parse(noticed.row.dueAt ?? '') - Date.parse(federation.clock.now()) + 60_000);
    assert.equal((await use('asset-tracing')).outcome, 'permitted');
    await inState(xa, matter, 'unobjected');
    await inState(xb, matter, 'unobjected');
    const late = { answer: 'objected', until: null, reasons: 'Too late.' };
    assert.match(
      await xb.at('preparer').expectRefusal(400, 'POST', `/api/onward/new-uses/${matter}/answer`, late),
      /time to object is over/,
    );
    const found = await searchRecords(xa.at('preparer'), { q: 'Meridian Tide', origin: 'received', purpose: 'asset-tracing' });
    assert.ok(
      found.some(({ id }) => id === held),
      'and it is found when one searches for that purpose',
    );
    const words = ['records', 'search', 'Meridian Tide', '--origin', 'received', '--json'];
    const typed = (await comity(xa, 0, ...words, '--purpose', 'asset-tracing')) as { rows: unknown[]; withheld: unknown[] };
    assert.deepEqual(typed.rows, found, 'by the command line too');
    const other = (await comity(xa, 1, ...words, '--purpose', 'tax')) as { rows: unknown[]; withheld: unknown[] };
    assert.deepEqual([other.rows.length, other.withheld.length > 0], [0, true], 'and says of another purpose that something is withheld');
    assert.equal((await use('asset-tracing', 'evidence')).outcome, 'needs', 'use as evidence is another use');
  });

  it('another purpose takes consent before, which may be limited in time', async () => {
    const before = await may('tax');
    assert.deepEqual([before.step, before.objectUntil], ['ask', null]);
    const asked = await tell('tax');
    await inState(xb, asked.row.id, 'received');
    federation.clock.pass(40 * dayMs);
    const waiting = await use('tax');
    assert.deepEqual(
      [waiting.outcome, /has not answered yet/.test(waiting.reasons[0]?.sentence ?? '')],
      ['needs', true],
      'silence is no consent',
    );
    const until = new Date(Date.parse(federation.clock.now()) + 30 * dayMs).toISOString();
    const prepared = await answer(asked.row.id, { answer: 'consented', until });
    assert.ok(prepared.step !== null, 'a consent waits for a second officer');
    assert.equal((await use('tax')).outcome, 'needs');
    await approveMatter(xb, asked.row.id);
    await inState(xa, asked.row.id, 'granted');
    const used = await use('tax');
    assert.equal(used.outcome, 'permitted');
    assert.match(used.reasons[0]?.sentence ?? '', new RegExp(asked.row.id), 'the use names the matter in which leave was given');
    const bundle = await matterBundleOf(xa, asked.row.id);
    const verdict = verifyBundle(bundle, { suites: realSuites });
    assert.deepEqual(verdict.issues, []);
    assert.match(verdict.lines.map(({ what }) => what).join('\n'), /told of a new use[\s\S]*consented to a new use/);
    const file = path.join(xa.folder, 'new-use.zip');
    await writeFile(file, bundle);
    const { stdout } = await promisify(execFile)('python3', [checker, file, '--json']);
    assert.equal((JSON.parse(stdout) as { isValid: boolean }).isValid, true, stdout);
    federation.clock.pass(31 * dayMs);
    const ended = await use('tax');
    assert.deepEqual([ended.outcome, /let it be used so until/.test(ended.reasons[0]?.sentence ?? '')], ['refused', true]);
  });

  it('consent is denied, and it is not used', async () => {
    const asked = await tell('criminal-prosecution');
    await inState(xb, asked.row.id, 'received');
    await answer(asked.row.id, { answer: 'objected', reasons: 'The court here has not released it.' });
    assert.equal((await inState(xa, asked.row.id, 'denied')).row.state, 'denied');
    assert.equal((await use('criminal-prosecution')).outcome, 'refused');
  });

  it('where the agreement presumes consent it is used at once, by the clause, and nobody is told', async () => {
    assert.equal((await use('admin-enforcement', 'evidence')).outcome, 'needs');
    assert.equal((await may('admin-enforcement', true)).step, 'presume');
    const before = (await matters(xb)).length;
    const presumed = await tell('admin-enforcement', true);
    assert.deepEqual([presumed.row.state, presumed.timeline.at(-1)?.clause?.clause], ['granted', '12']);
    assert.equal((await use('admin-enforcement', 'evidence')).outcome, 'permitted');
    assert.equal((await matters(xb)).length, before);
  });

  it('whoever gave a record is told of a breach by a dispatch; told is when it has arrived, and its officer takes note of it', async () => {
    const [at, what] = [federation.clock.now(), 'The record lay on a computer that was stolen.'];
    const seen = { discoveredAt: at, happenedAt: null, natures: ['confidentiality'], title: 'A stolen computer', what };
    const opening = { ...seen, categories: 'Names and accounts', personsCount: 2, recordIds: [held] };
    const keeper = xa.at('keeper');
    const opened = await keeper.expect(breachDetailSchema, 'POST', '/api/data-protection/breaches', opening);
    const id = opened.row.id;
    const owed = opened.originators[0];
    assert.ok(owed !== undefined && opened.row.owed.some((one) => one.startsWith('tell ')));
    const said = ['--measures', 'Its disk was locked; all accounts are changed.', '--contact', 'dpo@xa.example'];
    const printed = await comity(xa, 0, 'personal-data', 'notify', id, owed.authority, ...said, '--json');
    const { matter } = printed as { matter: string };
    const told = await inState(xa, matter, 'told');
    const again = { originator: owed.authority, measures: 'None.', contact: 'dpo@xa.example', delay: '' };
    await keeper.expectRefusal(400, 'POST', `/api/data-protection/breaches/${id}/notices`, again);
    const after = await keeper.expect(breachDetailSchema, 'GET', `/api/data-protection/breaches/${id}`);
    assert.deepEqual(after.originators[0]?.notice, { matter, state: 'told' });
    assert.deepEqual([after.originators[0]?.toldAt, after.clocks[1]?.state], [told.breach?.toldAt, 'met']);
    const atXb = await inState(xb, matter, 'received');
    assert.deepEqual(
      [atXb.breach?.what, atXb.breach?.breach, atXb.records.length],
      [what, null, 1],
      'it sees which record of its own it is',
    );
    assert.equal(atXb.records[0]?.isReceived, false);
    assert.equal((await begin(xb, `matters/${matter}/note`, undefined)).row.state, 'noted');
    const verdict = verifyBundle(await matterBundleOf(xa, matter), { suites: realSuites });
    assert.deepEqual(verdict.issues, []);
    assert.match(verdict.lines.map(({ what: line }) => line).join('\n'), /told of a breach of personal data/);
  });

  it('of its own record nobody is asked, and what only a stranger holds is no record of ours', async () => {
    const own = (await matterAt(xb, (await matters(xb))[0]?.id ?? '')).records[0]?.id ?? '';
    const question = { recordId: own, purpose: 'tax', isEvidence: false };
    const verdict = await xb.at('preparer').expect(newUseVerdictSchema, 'POST', '/api/onward/new-uses/question', question);
    assert.deepEqual([verdict.outcome, verdict.step], ['refused', 'nothing']);
    await xa.at('preparer').expectRefusal(404, 'POST', '/api/onward/new-uses', { ...question, recordId: own, reason: 'Why not.' });
  });
});
