// SPDX-License-Identifier: Apache-2.0
/**
 * A firm reports by its own door: it joins, checks, sends and is answered; its program sends too; an analyst reads, asks back, links,
 * tells of what use it was, and passes the report on to another authority as it came.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { addMs } from '../../src/kernel/index.ts';
import { recordUseAnswerSchema } from '../../src/records/wire.ts';
import {
  type DraftContentWire,
  draftSchema,
  firmReportSchema,
  forwardedSchema,
  queueAnswerSchema,
  type QueuedReportWire,
  queuedReportSchema,
  reportAnswerSchema,
  submissionSchema,
} from '../../src/reporting/wire.ts';
import { type CooperatingPair, cooperatingPair } from './cooperating-pair.ts';
import { type FirmAtWork, firmAtWork, programOf } from './firm-at-work.ts';
import { dayMs } from './story-clock.ts';
import { approveAct } from './waiting-acts.ts';

const columns = 'reference,reported_at,reporting_firm,suspicion,narrative,party_role,party_kind,party_name,party_identifiers';
const header = `${columns},movement_at,movement_amount,movement_unit,movement_from,movement_to,movement_reference`;
const told = 'Paid in and sent on within the hour to a wallet that nobody could explain.';
/** The day before the story's, whatever other stories of the process have made of it. */
let dayBefore = '';
const row = (reference: string, payment: string, amount = '7400.00'): string => {
  const report = [reference, dayBefore, 'Quillon Pay Ltd', 'money-laundering', told];
  const movement = [dayBefore, amount, 'EUR', 'QP-5501', 'QP-9911', payment];
  return [...report, 'suspected', 'person', 'Ansel Roke', 'account:QP-5501', ...movement].join(',');
};
const csv = (...rows: readonly string[]): Uint8Array => new TextEncoder().encode([header, ...rows, ''].join('\n'));
const query = 'format=comity-csv&fileName=october.csv';

describe('firms report by a door of their own', () => {
  let pair: CooperatingPair;
  let quillon: FirmAtWork;
  let other: FirmAtWork;
  const analyst = () => pair.xb.at('keeper');
  const queued = async (reference: string, firm = 'Quillon Pay Ltd'): Promise<QueuedReportWire> => {
    const page = await analyst().expect(queueAnswerSchema, 'GET', `/api/reporting/reports?state=all&q=${reference}`);
    const found = page.rows.find((one) => one.reference === reference && one.firm === firm);
    assert.ok(found !== undefined, `${reference} is in the queue`);
    return analyst().expect(queuedReportSchema, 'GET', `/api/reporting/reports/${found.id}`);
  };

  before(async () => {
    pair = await cooperatingPair();
    const { clock } = pair.federation;
    dayBefore = addMs(clock.now(), -dayMs);
    quillon = await firmAtWork(pair.xb, clock, { name: 'Quillon Pay Ltd', lei: null, person: 'Della Marsh' });
    other = await firmAtWork(pair.xb, clock, { name: 'Otter Bank', lei: null, person: 'Piet Aldous' });
  });

  it('an invitation is good once, and a wrong code or a weak password does not use it up', async () => {
    const keeper = pair.xb.at('keeper');
    const person = await keeper.call('POST', `/api/reporting/firms/${quillon.id}/persons`, {
      name: 'Ora Finch',
      email: 'ora@firm.example',
    });
    const { secret } = z.object({ secret: z.string() }).parse(person.value);
    assert.equal((await other.call('POST', '/api/firm/joining', { secret })).status, 200);
    for (const [password, code] of [
      ['tall grass by the river', '000000'],
      ['short', '000000'],
    ])
      assert.equal((await other.call('POST', '/api/firm/persons', { secret, password, code })).status, 400);
    assert.equal((await other.call('POST', '/api/firm/joining', { secret })).status, 200);
    assert.equal((await other.call('POST', '/api/firm/joining', { secret: 'A'.repeat(43) })).status, 400);
  });

  it('a check says what sending would say, and keeps nothing', async () => {
    const file = csv(row('QP-1', 'P-1'), row('QP-2', 'P-2', 'much'));
    const check = await quillon.expect(reportAnswerSchema, 'POST', `/api/firm/checks?${query}`, file);
    assert.deepEqual(
      check.reports.map(({ outcome, number, faults }) => [outcome, number, faults.map(({ line, field }) => [line, field])]),
      [
        ['accepted', null, []],
        ['rejected', null, [[3, 'movement_amount']]],
      ],
    );
    assert.deepEqual(await quillon.expect(z.array(firmReportSchema), 'GET', '/api/firm/reports'), []);
  });

  it('a file of zero characters and half pairs is answered, kept and rejected', async () => {
    const report = { template: 'mica-stor', reference: 'A\u0000\ud800B', reportedAt: 'never', fields: {} };
    const bytes = new TextEncoder().encode(JSON.stringify({ format: 'comity-stor/1', reports: [report] }));
    const sent = await quillon.expect(submissionSchema, 'POST', '/api/firm/submissions?format=stor&fileName=odd.json', bytes);
    assert.ok(sent.accepted === 0 && sent.rejected > 0);
    const zero = { text: 'A\u0000' };
    assert.equal((await quillon.call('POST', '/api/firm/questions/rqn_1/answer', zero)).status, 400);
  });

  it('good reports are taken with a number, bad ones rejected; the answer is a file that can be fetched', async () => {
    const file = csv(row('QP-1', 'P-1'), row('QP-2', 'P-2', 'much'));
    const sent = await quillon.expect(submissionSchema, 'POST', `/api/firm/submissions?${query}`, file);
    assert.deepEqual([sent.way, sent.accepted, sent.rejected, sent.sentBy], ['upload', 1, 1, 'Della Marsh']);
    assert.match(sent.answer.reports[0]?.number ?? '', /^XB-R-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const answer = await quillon.call('GET', `/api/firm/submissions/${sent.id}/answer?as=csv`);
    assert.match(new TextDecoder().decode(answer.bytes), /QP-1,accepted,XB-R-.*\r\n.*rejected,,3,movement_amount/);
    assert.equal((await other.call('GET', `/api/firm/submissions/${sent.id}/answer?as=csv`)).status, 404);
    assert.equal((await other.call('GET', `/api/firm/submissions/${sent.id}`)).status, 404);
  });

  it('a program sends by its key; the same report again is unchanged, and another one under its reference is rejected', async () => {
    const program = await programOf(pair.xb, quillon);
    const again = await program.expect(submissionSchema, 'POST', `/api/firm/submissions?${query}`, csv(row('QP-1', 'P-1')));
    assert.deepEqual([again.way, again.sentBy, again.answer.reports[0]?.outcome], ['program', null, 'unchanged']);
    const changed = await program.expect(submissionSchema, 'POST', `/api/firm/submissions?${query}`, csv(row('QP-1', 'P-1', '9000')));
    assert.match(changed.answer.reports[0]?.faults[0]?.remedy ?? '', /reference of its own, and say that it corrects/);
    assert.equal((await program.call('GET', '/api/firm/drafts')).status, 404, 'a form is a person’s');
    const foreign = await other.expect(submissionSchema, 'POST', `/api/firm/submissions?${query}`, csv(row('QP-1', 'P-1', '12.00')));
    assert.equal(foreign.answer.reports[0]?.outcome, 'accepted', 'references of two firms have nothing to do with each other');
    const file = await readFile('examples/records/xb-goaml-transactions.xml');
    const goaml = await program.expect(reportAnswerSchema, 'POST', '/api/firm/checks?format=goaml&fileName=a.xml', new Uint8Array(file));
    assert.ok(goaml.reports.length > 0 && goaml.reports.every(({ outcome }) => outcome === 'accepted'));
  });

  it('a form is begun, kept, checked with the faults of its fields, mended and sent as a supplement', async () => {
    const begun: DraftContentWire = {
      reference: 'QP-3',
      suspicion: 'money-laundering',
      narrative: '',
      action: '',
      follows: { relation: 'supplements', reference: 'QP-0' },
      instruments: [],
      indicators: [],
      parties: [{ role: 'suspected', kind: 'person', name: 'Ansel Roke', identifiers: [], jurisdiction: '', birthDate: '' }],
      movements: [],
    };
    const { id } = await quillon.expect(draftSchema, 'POST', '/api/firm/drafts', begun);
    const check = await quillon.expect(reportAnswerSchema, 'POST', `/api/firm/drafts/${id}/checks`);
    assert.deepEqual(
      check.reports[0]?.faults.map(({ field }) => field),
      ['/narrative'],
    );
    const movements = [{ at: '2026-03-21T11:00+01:00', amount: '500.00', unit: 'EUR', from: 'A-1', to: '', reference: '' }];
    const whole = { ...begun, narrative: 'He came to the branch and asked for cash.', movements };
    await quillon.expect(draftSchema, 'PUT', `/api/firm/drafts/${id}`, whole);
    const unknown = await quillon.expect(submissionSchema, 'POST', `/api/firm/drafts/${id}/sending`);
    assert.match(unknown.answer.reports[0]?.faults[0]?.reason ?? '', /No report of yours has the reference or number "QP-0"/);
    await quillon.expect(draftSchema, 'PUT', `/api/firm/drafts/${id}`, {
      ...whole,
      follows: { relation: 'supplements', reference: 'QP-1' },
    });
    for (const path of [`/api/firm/drafts/${id}/checks`, `/api/firm/drafts/${id}/sending`])
      assert.equal((await other.call('POST', path)).status, 404);
    const sent = await quillon.expect(submissionSchema, 'POST', `/api/firm/drafts/${id}/sending`);
    assert.deepEqual([sent.way, sent.accepted, sent.rejected], ['form', 1, 0]);
    assert.deepEqual(await quillon.expect(z.array(draftSchema), 'GET', '/api/firm/drafts'), []);
    const { links } = await queued('QP-3');
    assert.deepEqual(
      links.map(({ reference, relation, standing, isFollowing }) => [reference, relation, standing, isFollowing]),
      [['QP-1', 'supplements', 'said', true]],
    );
  });

  it('what two firms report of one thing is proposed as one, and an analyst judges it', async () => {
    await other.expect(submissionSchema, 'POST', `/api/firm/submissions?${query}`, csv(row('OB-7', 'P-1')));
    const { id, links, reasons } = await queued('OB-7', 'Otter Bank');
    const proposed = links.find(({ standing, reason }) => standing === 'proposed' && reason.includes('movement'));
    assert.match(proposed?.reason ?? '', /One movement stands in both.*Both suspect the same party/);
    assert.ok(reasons.some(({ rule }) => rule === 'met-before'));
    const judged = { other: proposed?.other, isRight: true };
    const after = await analyst().expect(queuedReportSchema, 'POST', `/api/reporting/reports/${id}/links`, judged);
    assert.equal(after.links.find((link) => link.other === proposed?.other)?.standing, 'confirmed');
  });

  it('a question goes to the firm and its answer comes back; the firm sees nothing of who reads', async () => {
    const { id, number, priority } = await queued('QP-1');
    assert.equal(priority, 'high', 'the movement is of the day before');
    await analyst().expectRefusal(400, 'POST', `/api/reporting/reports/${id}/moves`, { move: 'use', note: '' });
    await analyst().expect(queuedReportSchema, 'POST', `/api/reporting/reports/${id}/moves`, { move: 'take-up', note: '' });
    const asked = await analyst().expect(queuedReportSchema, 'POST', `/api/reporting/reports/${id}/questions`, {
      text: 'Who opened the account?',
    });
    assert.equal(asked.state, 'asked-back');
    const mine = (await quillon.expect(z.array(firmReportSchema), 'GET', '/api/firm/reports')).find((report) => report.number === number);
    const question = mine?.questions[0]?.id ?? '';
    assert.doesNotMatch(JSON.stringify(mine), /Keeper|asked-back|being-read/);
    assert.equal((await other.call('POST', `/api/firm/questions/${question}/answer`, { text: 'Not mine.' })).status, 404);
    assert.equal(
      (await quillon.call('POST', `/api/firm/questions/${question}/answer`, { text: 'He did, with his passport.' })).status,
      200,
    );
    assert.equal((await quillon.call('POST', `/api/firm/questions/${question}/answer`, { text: 'Again.' })).status, 400);
    const read = await queued('QP-1');
    assert.deepEqual([read.state, read.questions[0]?.answer], ['being-read', 'He did, with his passport.']);
    await analyst().expect(queuedReportSchema, 'POST', `/api/reporting/reports/${id}/moves`, { move: 'use', note: 'Opened a file.' });
    const feedback = { use: 'of-use', qualities: ['clear-narrative'], text: 'It led to an enquiry.' };
    await analyst().expect(queuedReportSchema, 'POST', `/api/reporting/reports/${id}/feedback`, feedback);
    const heard = (await quillon.expect(z.array(firmReportSchema), 'GET', '/api/firm/reports')).find((report) => report.number === number);
    assert.equal(heard?.feedback?.text, 'It led to an enquiry.');
  });

  it('the report is passed on as it came, with its legal basis, and stands among what was given', async () => {
    const { id } = await queued('QP-1');
    const order = {
      recipient: pair.xa.id,
      purpose: 'admin-enforcement',
      legalBasis: 'Article 92(3) of the invented act',
      link: 'The venue is in XA.',
    };
    await pair.xb.at('secondApprover').expectRefusal(400, 'POST', `/api/reporting/reports/${id}/forwarding`, order);
    const { matter } = await analyst().expect(forwardedSchema, 'POST', `/api/reporting/reports/${id}/forwarding`, order);
    const shown = JSON.stringify((await analyst().call('GET', `/api/onward/matters/${matter}`)).value);
    assert.match(shown, /Legal basis: Article 92\(3\) of the invented act/);
    assert.match(shown, /nothing of it was translated/);
    assert.equal((await queued('QP-1')).steps.at(-1)?.step, 'forward');
    assert.equal((await pair.xb.at('supervisor').call('GET', `/api/onward/matters/${matter}`)).status, 404, 'hidden like the report');
  });

  it('the content is reached by a use of the record like any other, and says that it came from a firm', async () => {
    const { id } = await queued('QP-1');
    const use = { purpose: 'fiu-analysis', manner: 'read', caseRef: null, note: '' };
    const { record } = await analyst().expect(recordUseAnswerSchema, 'POST', `/api/records/${id}/uses`, use);
    assert.equal(record?.body.reference, 'QP-1');
    assert.equal(record?.provenance[0]?.source.name, 'october.csv');
  });

  it('a report leaves as form 111 when another officer has approved exactly that file', async () => {
    const { id } = await queued('QP-1');
    const use = { purpose: 'fiu-analysis', manner: 'export', caseRef: null, note: '', format: 'fincen-sar' };
    assert.equal((await analyst().call('POST', `/api/records/${id}/uses`, use)).status, 202);
    await approveAct(pair.xb.at('approver'), id);
    const { file } = await analyst().expect(recordUseAnswerSchema, 'POST', `/api/records/${id}/uses`, use);
    assert.equal(file?.fileName, 'QP-1.xml');
    assert.match(file.text, /<fc2:EFilingBatchXML/);
    const another = await analyst().call('POST', `/api/records/${id}/uses`, { ...use, format: 'goaml' });
    assert.equal(another.status, 202, 'another format is another file');
  });

  it('a firm that is closed, a person who is shut out and a key that was revoked open nothing', async () => {
    const keeper = pair.xb.at('keeper');
    const program = await programOf(pair.xb, other);
    assert.equal((await program.call('GET', '/api/firm/session')).status, 200);
    assert.equal((await keeper.call('PUT', `/api/reporting/firms/${other.id}`, { isClosed: true })).status, 200);
    for (const caller of [program, other]) assert.equal((await caller.call('GET', '/api/firm/session')).status, 401);
  });
});
