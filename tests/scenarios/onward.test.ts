// SPDX-License-Identifier: Apache-2.0
//
// A datum goes on, with its originator's leave, over three hops; and its recall follows it everywhere, also to a server that was
// off. XB and XA have an arrangement, XA and XC a memorandum, XC and XD another; XB knows neither XC nor XD.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { reachAnswerSchema } from '../../src/agreements/network/wire.ts';
import { leadDetailSchema } from '../../src/findings/wire.ts';
import { traceAgainSchema, traceDetailSchema } from '../../src/findings/traces/wire.ts';
import { type MatterDetailWire, recallPartSchema } from '../../src/onward/wire.ts';
import { sideBySideSchema } from '../../src/records/uses/wire.ts';
import { minimisationProposalSchema, recordUseAnswerSchema, recordWaySchema, type RecordWayWire } from '../../src/records/wire.ts';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { act, allGiven, approveAsNeeded, caseOf, searchRecords, untilState } from './casework.ts';
import { comity } from './command-line.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { arrangementBetween, importFile, importSamples, makePeers, memorandumAmong, signAll } from './first-day.ts';
import { approveMatter, begin, disclose, givenRecord, grant, matterAt, matters, mayGo, purpose, untilMatter, use } from './onward.ts';
import {
  contestAttributions,
  continueAndAnswer,
  handOn,
  keepCanvas,
  reachOf,
  seizable,
  studyShapes,
  takeMovements,
  trace,
  traceAt,
} from './relaying.ts';
import { dayMs, minuteMs } from './story-clock.ts';

import { bundleOf } from './waiting-acts.ts';

type Recall = MatterDetailWire['recall'];

/** For what a register of firms is given; nobody's persons are looked into for it. */
const forFirm = 'supervision';

/** The reply is the second dispatch of the case, after the request. */
const chosen = { dispatch: 2, manner: 'withheld', reason: 'Not needed for the charge.' };

describe('a datum that goes on, and its recall', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority, xc: Authority, xd: Authority;
  let held = '';
  let caseId = '';
  const states = async (matter: string) =>
    (await matterAt(xb, matter)).recall?.nodes.map((node) => [
      node.holder.name.at(-1) === 'a' ? node.holder.name : node.holder.name,
      node.state,
    ]);

  before(async () => {
    federation = await bootFederation(['xa', 'xb', 'xc', 'xd']);
    [xa, xb, xc, xd] = [federation.of('xa'), federation.of('xb'), federation.of('xc'), federation.of('xd')];
    await makePeers(xa, xb);
    await makePeers(xa, xc);
    await makePeers(xc, xd);
    await makePeers(xa, xd);
    await signAll(await arrangementBetween(xa, xb), xa, xb);
    await signAll(await memorandumAmong(xa, xc), xa, xc);
    await signAll(await memorandumAmong(xc, xd), xc, xd);
    await signAll(await memorandumAmong(xa, xd), xa, xd);
    await importSamples(xb);
    const bytes = await readFile(new URL('../../examples/records/xa-registrations.csv', import.meta.url));
    await importFile(xa, { name: 'xa.csv', kind: 'registration', format: 'comity-csv', bytes });
    const given = await givenRecord(xa, xb, 'Meridian Tide');
    held = given.id;
    caseId = given.caseRef ?? '';
  });
  after(() => federation.stop());

  it('without consent nothing goes: the verdict names the clause, and the server refuses', async () => {
    const verdict = await mayGo(xa, held, xc);
    assert.deepEqual([verdict.outcome, verdict.mayAskConsent], ['needs', true]);
    assert.match(verdict.reasons[0]?.sentence ?? '', /needs its originator's consent first \(clause 11\)/);
    assert.equal(verdict.disclosure?.governing?.clause, '11');
    const body = { recordIds: [held], recipient: xc.id, purpose, reason: 'It concerns their market.' };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', '/api/onward/disclosures', body), /needs its originator's consent/);
    const reach = await xa.at('preparer').expect(reachAnswerSchema, 'POST', '/api/onward/reach', { recordId: held, purpose });
    assert.deepEqual(
      new Map(reach.places.map(({ authority, consents }) => [authority.authorityId, consents])),
      new Map([
        [xc.id, 1],
        [xd.id, 1],
      ]),
      'everywhere it could go, by one consent of its originator each',
    );
    assert.equal(reach.question.originator, xb.id);
    const tax = await mayGo(xa, held, xc, 'tax');
    assert.deepEqual([tax.outcome, tax.mayAskConsent], ['refused', false], 'no consent lifts a purpose');
  });

  it('the originator sees who holds it, who would get it and for what, and grants it narrower than before', async () => {
    const asked = await begin(xa, 'consents', { recordId: held, recipient: xc.id, purpose, reason: 'The seller is a client there.' });
    const matter = asked.row.id;
    assert.deepEqual([asked.row.part, asked.row.state], ['asking', 'sent']);
    const inbox = await untilMatter(xb, matter, ({ row }) => row.state === 'received');
    assert.deepEqual([inbox.consent?.holder.name, inbox.consent?.recipient.name], [xa.name, xc.name]);
    assert.equal(inbox.consent?.basis?.clause, '11');
    assert.equal(inbox.records[0]?.isReceived, false, 'the datum is one of its own');
    assert.ok(inbox.row.dueAt !== null, 'a deadline runs in its own calendar');
    const limits = inbox.consent?.limits;
    assert.ok(limits !== null && limits !== undefined);
    const loose = { answer: 'granted', limits: { ...limits, handling: 'green' }, until: null, ground: null, reasons: '' };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', `/api/onward/consents/${matter}/answer`, loose), /looser/);
    const until = new Date(Date.parse(federation.clock.now()) + 30 * dayMs).toISOString();
    const given = await grant(xb, matter, { limits: { ...limits, evidentialUse: 'forbidden' }, until });
    assert.equal(given.row.state, 'granted');
    const answered = await untilMatter(xa, matter, ({ row }) => row.state === 'granted');
    assert.equal(answered.consent?.answer?.limits?.evidentialUse, 'forbidden');
    assert.equal((await mayGo(xa, held, xc)).outcome, 'permitted');
    assert.equal((await mayGo(xa, held, xc, 'supervision')).outcome, 'needs', 'another purpose needs another consent');
    const reach = await xa.at('preparer').expect(reachAnswerSchema, 'POST', '/api/onward/reach', { recordId: held, purpose });
    const toXc = reach.places.find(({ authority }) => authority.authorityId === xc.id);
    assert.deepEqual([toXc?.consents, toXc?.givings[0]?.isConsentGiven], [0, true], 'what was consented to is counted');
  });

  it('the recipient holds it under the strictest of all conditions, with its originator and the way it came', async () => {
    const received = await disclose(xa, xc, held);
    const [record] = received.records;
    assert.ok(record !== undefined);
    assert.equal(record.originator, xb.id);
    const opened = await use(xc, record.id);
    assert.equal(opened.use.outcome, 'permitted');
    assert.deepEqual(
      [...new Set(opened.record?.conditions.map((condition) => condition.originator))].toSorted(),
      [xa.id, xb.id].toSorted(),
    );
    assert.equal((await use(xc, record.id, 'evidence')).use.outcome, 'refused', 'what XB forbade in its consent');
    const way = await xc.at('preparer').expect(recordWaySchema, 'GET', `/api/records/${record.id}/way`);
    assert.deepEqual(
      way.chain.map((hop) => [hop.from, hop.to]),
      [
        [xb.id, xa.id],
        [xa.id, xc.id],
      ],
    );
    const [holder] = (await xa.at('preparer').expect(recordWaySchema, 'GET', `/api/records/${held}/way`)).holders;
    assert.deepEqual([holder?.recipient, holder?.isDelivered], [xc.id, true]);
    assert.match(holder?.consent ?? '', /^sha256:/);
  });

  it('over three hops the consent asked is that of the originator, carried by the holder in between', async () => {
    const record = (await matters(xc)).find((row) => row.part === 'receiving');
    assert.ok(record !== undefined);
    const [atXc] = (await matterAt(xc, record.id)).records;
    assert.ok(atXc !== undefined);
    const asked = await begin(xc, 'consents', { recordId: atXc.id, recipient: xd.id, purpose, reason: 'A bank there holds the account.' });
    const inbox = await untilMatter(xb, asked.row.id, ({ row }) => row.state === 'received');
    assert.deepEqual([inbox.consent?.holder.authorityId, inbox.consent?.recipient.name], [xc.id, xd.name]);
    assert.deepEqual(
      inbox.consent?.via.map(({ authorityId }) => authorityId),
      [xa.id],
    );
    assert.equal(inbox.consent?.limits?.evidentialUse, 'forbidden', 'what was set for the first holder binds the later ones');
    assert.equal((await matterAt(xa, asked.row.id)).row.part, 'carrying');
    await grant(xb, asked.row.id);
    await untilMatter(xc, asked.row.id, ({ row }) => row.state === 'granted');
    const received = await disclose(xc, xd, atXc.id);
    const opened = await use(xd, received.records[0]?.id ?? '');
    assert.equal(opened.use.outcome, 'permitted');
    assert.equal(opened.record?.passedOn, undefined);
    const log = await xa.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?event=matter.step-sent&limit=20');
    assert.ok(
      log.entries.some((entry) => entry.details?.['matter'] === asked.row.id && entry.actor === 'server'),
      'XA has logged what it carried',
    );
  });

  it('the same datum reaches XD by a second way, from XA itself', async () => {
    const asked = await begin(xa, 'consents', { recordId: held, recipient: xd.id, purpose, reason: 'A bank there holds the account.' });
    await grant(xb, asked.row.id);
    await untilMatter(xa, asked.row.id, ({ row }) => row.state === 'granted');
    assert.equal((await disclose(xa, xd, held)).records.length, 1);
  });

  it('a denial names its ground, and nothing goes', async () => {
    const other = (await givenRecord(xa, xb, 'Meridian Tide')).id;
    const asked = await begin(xa, 'consents', { recordId: other, recipient: xc.id, purpose, reason: 'As before.' });
    await untilMatter(xb, asked.row.id, ({ row }) => row.state === 'received');
    const bad = { answer: 'denied', limits: null, until: null, ground: 'R07', reasons: 'It is no violation here.' };
    assert.match(
      await xb.at('preparer').expectRefusal(400, 'POST', `/api/onward/consents/${asked.row.id}/answer`, bad),
      /forbids refusing/,
    );
    await begin(xb, `consents/${asked.row.id}/answer`, { ...bad, ground: 'R03', reasons: 'An inquiry of ours would be lost.' });
    await approveMatter(xb, asked.row.id);
    const answered = await untilMatter(xa, asked.row.id, ({ row }) => row.state === 'denied');
    assert.deepEqual([answered.consent?.answer?.ground, answered.consent?.answer?.answer], ['R03', 'denied']);
    assert.equal((await mayGo(xa, other, xc)).outcome, 'needs');
    const body = { recordIds: [other], recipient: xc.id, purpose, reason: 'All the same.' };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', '/api/onward/disclosures', body), /denied the consent/);
  });

  it('a consent that has ended lets nothing go', async () => {
    federation.clock.pass(31 * dayMs);
    const verdict = await mayGo(xa, held, xc);
    assert.notEqual(verdict.outcome, 'permitted');
    assert.match(JSON.stringify(verdict.reasons), /ended on|has it already/);
  });

  it('a recall reaches every holder, also behind a server that was off, and each answer comes back signed', async () => {
    await xc.stop();
    const own = (await matters(xb)).find((row) => row.kind === 'consent' && row.part === 'asked');
    const ownRecord = (await matterAt(xb, own?.id ?? '')).records[0]?.id ?? '';
    const why = ['--change', 'withdrawal', '--reason', 'The finding was annulled on appeal.'];
    const started = await comity(xb, 0, 'records', 'recall', ownRecord, ...why, '--json');
    const { matter, approversMin } = started as { matter: string; approversMin: number };
    assert.equal(approversMin, 1);
    await approveMatter(xb, matter);
    await untilMatter(xa, matter, ({ row }) => row.state === 'received');
    assert.match((await use(xa, held)).use.reasons[0]?.sentence ?? '', /withdrawn it/, 'it is not used until the recall is answered');
    await eventually('XB sees that XA and XD were told, and that XC is to be told', 10_000, async () => {
      const found = await states(matter);
      return found?.length === 3 && found.every(([, state]) => state === 'told') ? found : null;
    });
    const done = await begin(xa, `recalls/${matter}/answer`, { outcome: 'executed', ground: null, reasons: '' });
    assert.equal(done.row.state, 'executed');
    const after = await use(xa, held);
    assert.deepEqual([after.use.outcome, after.record], ['refused', null]);
    assert.match(after.use.reasons[0]?.sentence ?? '', /destroyed here/);
    await xc.start();
    await eventually('XC hears of it with a later attempt', 20_000, async () => {
      federation.clock.pass(minuteMs);
      const answer = await xc.at('preparer').call('GET', `/api/onward/matters/${matter}`);
      return answer.status === 200;
    });
    await untilMatter(xd, matter, ({ row }) => row.state === 'received');
    const bad = { outcome: 'refused', ground: null, reasons: 'We need it.' };
    assert.match(await xc.at('preparer').expectRefusal(400, 'POST', `/api/onward/recalls/${matter}/answer`, bad), /legal hold/);
    await begin(xc, `recalls/${matter}/answer`, { ...bad, ground: 'legal-hold', reasons: 'Court order 12/26 of the court of Tarn.' });
    await begin(xd, `recalls/${matter}/answer`, { outcome: 'executed', ground: null, reasons: '' });
    const settled = await untilMatter(xb, matter, ({ row }) => row.state === 'settled', 20_000);
    const tree = settled.recall?.nodes.map(
      ({ holder, parent, state, ground }) => [holder.authorityId, [parent.authorityId, state, ground]] as const,
    );
    assert.deepEqual(
      new Map(tree),
      new Map([
        [xa.id, [xb.id, 'executed', null]],
        [xc.id, [xa.id, 'refused', 'legal-hold']],
        [xd.id, [xa.id, 'executed', null]],
      ]),
    );
    const atXc = await untilMatter(xc, matter, ({ recall }) => recall?.nodes[0]?.state === 'executed');
    assert.deepEqual(
      atXc.recall?.nodes.map(({ holder }) => holder.authorityId),
      [xd.id],
      'XC hears the one answer too, since it gave XD the datum as well',
    );
    assert.equal((await matterAt(xd, matter)).records.length, 2, 'what came by either way');
    for (const { id } of (await matterAt(xd, matter)).records) assert.equal((await use(xd, id)).record, null);
    assert.equal(settled.recall?.nodes.find((node) => node.state === 'refused')?.clause, '15');
    const listed = (await comity(xb, 1, 'records', 'holders', ownRecord, '--json')) as { way: RecordWayWire; recall: Recall };
    assert.deepEqual(listed.recall, settled.recall, 'and says so by its exit code, since one keeps it');
    assert.ok(
      listed.way.holders.every(({ recipient }) => recipient === xa.id),
      'whom it gave it to itself',
    );
  });

  it('a bundle made after the recall proves the case without the record, and its certificate says why; the originator shows all', async () => {
    const after = verifyBundle(await bundleOf(xa, caseId), { suites: realSuites });
    assert.deepEqual(after.issues, []);
    assert.deepEqual(
      after.withheld.map(({ pointer, manner, count, isSigned, statedBy }) => ({ pointer, manner, count, isSigned, statedBy })),
      [{ pointer: '/records/0/body', manner: 'withheld', count: 1, isSigned: true, statedBy: xa.name }],
    );
    assert.match(after.withheld[0]?.reason ?? '', /^Recalled by its originator/);
    const twice = { recipient: null, purpose: null, withhold: [{ ...chosen, pointer: '/records/0/body' }] };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', `/api/assistance/cases/${caseId}/bundle`, twice), /withheld already/);
    const whole = { recipient: null, purpose: null, withhold: [{ ...chosen, pointer: '/records/0' }] };
    assert.deepEqual(verifyBundle(await bundleOf(xa, caseId, whole), { suites: realSuites }).issues, []);
    const own = verifyBundle(await bundleOf(xb, caseId), { suites: realSuites });
    assert.deepEqual([own.issues, own.withheld], [[], []]);
  });

  it('value is traced through four authorities, each on its own data, to the right exits to the unit; who refuses stays dark', async () => {
    const files = new Map<string, string>();
    for (const authority of [xa, xb, xc, xd]) files.set(authority.key, await takeMovements(authority));
    const begun = await trace(xa, { files: [files.get('xa')], seeds: [{ row: 2 }], reach: reachOf(xb, xc) });
    assert.deepEqual(
      begun.reached.map(({ authority, entries }) => [authority.id, entries.map(({ party, amount }) => [party, amount])]),
      [
        [xc.id, [['XC-card', '6000']]],
        [xb.id, [['XB-shop', '3500.01']]],
      ],
    );
    const again = await xa.at('preparer').expect(traceAgainSchema, 'POST', `/api/findings/traces/${begun.row.id}/again`, {});
    assert.deepEqual(again, { isSame: true, digests: begun.traces.map(({ digest }) => digest) });
    const otherwise = { title: 'For another purpose', purpose: 'asset-tracing', methods: ['fifo'], seeds: [{ row: 2 }] };
    const forFile = (file: string | undefined) => ({ ...otherwise, files: [file] });
    const refused = await xa.at('preparer').expectRefusal(400, 'POST', '/api/findings/traces', forFile(files.get('xa')));
    assert.match(refused, /was taken for .+, not for/);
    const forThat = await takeMovements(xa, 'asset-tracing');
    assert.notEqual(forThat, files.get('xa'));
    await xa.at('preparer').expect(traceDetailSchema, 'POST', '/api/findings/traces', forFile(forThat));

    await studyShapes(xa, xb);
    await contestAttributions(xa);
    await seizable(xa, begun.row.id);

    const toXb = await handOn(xa, xb, begun.row.id);
    const lead = await xa.at('preparer').expect(leadDetailSchema, 'GET', `/api/findings/leads/${begun.row.lead}`);
    assert.deepEqual([lead.state, lead.caseRef], ['requested', toXb], 'the lead is the request that was made of it');
    const seen = await caseOf(xb.at('preparer'), toXb);
    assert.ok(!JSON.stringify(seen.draft).includes('XA-'), 'nothing of the way stands in the request, and no account of ours');
    await act(xb.at('preparer'), toXb, 'refusal', { ground: 'R02', reasons: 'A criminal proceeding on the same facts has begun in XB.' });
    await approveAsNeeded(xb, toXb);

    const astray = { ...seen.draft, counterpart: xc.id };
    const refusal = await xa.at('preparer').expectRefusal(400, 'POST', '/api/assistance/drafts', astray);
    assert.match(refusal, /accounts of another authority/);

    const toXc = await handOn(xa, xc, begun.row.id);
    await continueAndAnswer(xc, toXc, {
      files: [files.get('xc') ?? ''],
      reach: reachOf(xa, xd),
      between: async (traced) => {
        const toXd = await handOn(xc, xd, traced.row.id);
        const asked = await caseOf(xd.at('preparer'), toXd);
        assert.deepEqual(asked.draft.trace?.onBehalfOf, [xa.id]);
        await continueAndAnswer(xd, toXd, { files: [files.get('xd') ?? ''] });
        await untilState(xc.at('preparer'), toXd, 'answered', 8000);
        const [to] = (await traceAt(xc, traced.row.id)).asked;
        assert.deepEqual([to?.mayTell.map(({ id }) => id), to?.mayNotTell], [[xd.id], []]);
      },
    });
    await untilState(xa.at('preparer'), toXc, 'answered', 8000);
    await untilState(xa.at('preparer'), toXb, 'refused', 8000);

    const { picture } = await traceAt(xa, begun.row.id);
    assert.ok(picture !== null);
    assert.deepEqual(picture.faults, []);
    assert.deepEqual(
      new Set(picture.ends.map(({ authority, kind, party, amount }) => `${authority.id} ${kind} ${party ?? ''} ${amount}`)),
      new Set([
        `${xa.id} held XA-mule 499.99`,
        `${xc.id} held XC-card 1999.98`,
        `${xd.id} held XD-gold 0.02`,
        `${xd.id} outside XD-gold 4000`,
      ]),
    );
    assert.deepEqual(
      picture.dark.map(({ authority, amount, why, caseState }) => [authority.id, amount, why, caseState]),
      [[xb.id, '3500.01', 'not-told', 'refused']],
    );
    const sum = [...picture.ends, ...picture.dark].reduce((cents, { amount }) => cents + Math.round(Number(amount) * 100), 0);
    assert.equal(sum, 1_000_000, 'what began is what ended and what is dark');
    await keepCanvas(xa, toXb, files.get('xa') ?? '');
  });

  it('a record given unasked goes without what its purpose does not need, says so, and is compared with our own', async () => {
    const [own] = await searchRecords(xb.at('keeper'), { q: 'XB-VASP-0042', kind: 'registration', origin: 'own', purpose: forFirm });
    assert.ok(own !== undefined);
    const question = { recordIds: [own.id], recipient: xa.id, purpose: forFirm };
    const [proposal] = await xb.at('preparer').expect(z.array(minimisationProposalSchema), 'POST', '/api/onward/minimisation', question);
    const paths = proposal?.fields.map(({ path }) => path) ?? [];
    const ofPersons = ['/owners/1/birthDate', '/owners/2/birthDate', '/owners/1/identifiers', '/owners/2/identifiers'];
    assert.deepEqual(paths, [...ofPersons, '/wallets']);
    const [given = '', ...withhold] = paths;
    const said = (choice: object) => ({ ...question, reason: 'It serves clients there.', minimisations: [{ recordId: own.id, choice }] });
    const halfSaid = await xb.at('preparer').expectRefusal(400, 'POST', '/api/onward/disclosures', said({ withhold, give: [] }));
    assert.match(halfSaid, /Nobody has said whether \/owners\/1\/birthDate is given/);
    const reason = 'Two persons there have this name.';
    const { row } = await begin(xb, 'disclosures', said({ withhold, give: [{ path: given, reason }] }));
    await approveMatter(xb, row.id);
    const arrived = await untilMatter(xa, row.id, (detail) => detail.row.state === 'received');
    const got = arrived.records[0]?.id ?? '';
    const asked = { purpose: forFirm, caseRef: null, note: '' };
    const { record } = await xa
      .at('preparer')
      .expect(recordUseAnswerSchema, 'POST', `/api/records/${got}/uses`, { ...asked, manner: 'read' });
    assert.ok(record?.body.kind === 'registration');
    assert.deepEqual(
      record.body.owners.map(({ birthDate, identifiers }) => [birthDate, identifiers.length]),
      [
        [null, 1],
        ['1981-07-19', 0],
        [null, 0],
      ],
    );
    assert.deepEqual(
      record.withheld?.map(({ path }) => path),
      withhold,
    );
    const [ours] = await searchRecords(xa.at('keeper'), { q: '', kind: 'registration', origin: 'own', purpose: forFirm });
    const beside = await xa.at('preparer').expect(sideBySideSchema, 'POST', `/api/records/${got}/comparison/${ours?.id ?? ''}`, asked);
    assert.equal(beside.found?.withheld.length, withhold.length);
    assert.ok(beside.found.differences.some(({ path }) => path === 'firm'));
    const way = await xb.at('preparer').expect(recordWaySchema, 'GET', `/api/records/${own.id}/way`);
    const holder = way.holders.find(({ matter }) => matter === row.id);
    assert.deepEqual([holder?.withheld.length, holder?.givenAllTheSame], [withhold.length, [{ path: given, reason }]]);
  });

  it('travel-rule messages go out of one authority and in at another, which checks them itself and says what is missing, by which rule', async () => {
    const bytes = await readFile(new URL('../../examples/records/xb-ivms101.json', import.meta.url));
    await importFile(xa, { name: 'ivms101.json', kind: 'travel-rule-message', format: 'ivms101', bytes });
    const found = await searchRecords(xa.at('keeper'), { q: '', kind: 'travel-rule-message', origin: 'own', purpose: forFirm });
    const recordIds = found.map(({ id }) => id);
    assert.equal(recordIds.length, 4);
    const reason = 'Its providers have customers there.';
    const { row } = await begin(xa, 'disclosures', { recordIds, recipient: xc.id, purpose: forFirm, reason });
    await approveMatter(xa, row.id);
    const arrived = await untilMatter(xc, row.id, (detail) => detail.row.state === 'received');
    const asked = { purpose: forFirm, caseRef: null, note: '', manner: 'read' };
    const missing = new Map<string, readonly string[]>();
    for (const { id } of arrived.records) {
      const { record, travelRule } = await xc.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${id}/uses`, asked);
      assert.ok(record?.body.kind === 'travel-rule-message' && travelRule !== undefined);
      assert.equal(record.originator, xa.id);
      const lacking = travelRule.rules.filter(({ outcome }) => outcome === 'missing');
      missing.set(
        record.body.reference.slice(-4),
        lacking.map(({ rule }) => rule),
      );
      assert.ok(
        lacking.every(
          ({ source, gaps }) => source !== '' && gaps.every(({ path, problem }) => path.startsWith('/') && problem.endsWith('.')),
        ),
      );
    }
    assert.deepEqual(
      missing,
      new Map([
        ['0101', []],
        ['0102', ['EU 14(1)(d)', 'EU 14(4)', 'IVMS101 C2', 'IVMS101 C5', 'IVMS101 C9']],
        ['0103', ['FATF beneficiary name', 'EU 14(1)(d)', 'EU 14(2)(a)', 'EU 14(5)']],
        ['0207', []],
      ]),
    );
  });

  it('its correction goes to each holder as narrowly as it holds it, also by way of another, and to who has it whole, whole', async () => {
    const [own] = await searchRecords(xb.at('keeper'), { q: 'XB-VASP-0042', kind: 'registration', origin: 'own', purpose: forFirm });
    const recordId = own?.id ?? '';
    const [minimised] = await searchRecords(xa.at('keeper'), {
      q: 'XB-VASP-0042',
      kind: 'registration',
      origin: 'received',
      purpose: forFirm,
    });
    const consent = await begin(xa, 'consents', {
      recordId: minimised?.id,
      recipient: xc.id,
      purpose: forFirm,
      reason: 'It serves clients there.',
    });
    await grant(xb, consent.row.id);
    await untilMatter(xa, consent.row.id, ({ row }) => row.state === 'granted');
    await makePeers(xb, xc);
    await signAll(await arrangementBetween(xb, xc), xb, xc);
    const give = async (from: Authority, id: string | undefined): Promise<string> => {
      const asked = { recordIds: [id], recipient: xc.id, purpose: forFirm };
      const proposals = await from.at('preparer').expect(z.array(minimisationProposalSchema), 'POST', '/api/onward/minimisation', asked);
      const minimisations = proposals.map(({ recordId: one, fields }) => ({ recordId: one, choice: allGiven(fields) }));
      const { row } = await begin(from, 'disclosures', { ...asked, reason: 'It serves clients there.', minimisations });
      await approveMatter(from, row.id);
      return (await untilMatter(xc, row.id, (detail) => detail.row.state === 'received')).records[0]?.id ?? '';
    };
    const [byXa, whole] = [await give(xa, minimised?.id), await give(xb, recordId)];

    const lines = (await readFile(new URL('../../examples/records/xb-registrations.csv', import.meta.url), 'utf8')).split('\n');
    const [head = '', firm = '', halloway = '', vesper = '', ...rest] = lines;
    const corrected = [head, firm, vesper.replace('XB-900214-71', 'XB-900214-72'), halloway, ...rest].join('\n');
    assert.match(firm + halloway + vesper, /^XB-VASP-0042.*Corvin Halloway.*Ilse Vesper/, 'the two persons change places');
    await importFile(xb, { name: 'corrected.csv', kind: 'registration', format: 'comity-csv', bytes: new TextEncoder().encode(corrected) });
    const question = { recordId, change: 'correction' };
    const parts = await xb.at('preparer').expect(z.array(recallPartSchema), 'POST', '/api/onward/recalls/question', question);
    const hidden = ['/owners/1/birthDate', '/owners/1/identifiers', '/owners/2/identifiers', '/wallets'];
    assert.deepEqual(
      parts.map(({ recipients, withheld }) => [
        recipients.map(({ authorityId }) => authorityId),
        withheld.map(({ path }) => path).toSorted(),
      ]),
      [
        [[xc.id], []],
        [[xa.id], hidden],
      ],
      'whose day of birth was given keeps it in his new place',
    );
    const begun = await begin(xb, 'recalls', { ...question, reason: 'A number was misread.' });
    assert.deepEqual([begun.recall?.withheld, begun.recall?.goesTo.map(({ authorityId }) => authorityId)], [[], [xc.id]]);
    const [other = ''] = begun.recall?.others ?? [];
    await approveMatter(xb, begun.row.id);
    await approveMatter(xb, other);
    for (const [at, matter] of [
      [xc, begun.row.id],
      [xa, other],
      [xc, other],
    ] as const) {
      await untilMatter(at, matter, ({ row }) => row.state === 'received');
      await begin(at, `recalls/${matter}/answer`, { outcome: 'executed', ground: null, reasons: '' });
    }
    const settled = await untilMatter(xb, other, ({ row }) => row.state === 'settled');
    assert.deepEqual(new Set(settled.recall?.nodes.map(({ holder }) => holder.authorityId)), new Set([xa.id, xc.id]));
    const asked = { purpose: forFirm, caseRef: null, note: '', manner: 'read' };
    for (const [at, id, isWhole] of [
      [xa, minimised?.id, false],
      [xc, byXa, false],
      [xc, whole, true],
    ] as const) {
      const { record } = await at.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${id}/uses`, asked);
      assert.ok(record?.body.kind === 'registration');
      assert.deepEqual(
        record.body.owners.map(({ name, birthDate }) => [name, birthDate]),
        [
          ['Brannock Shore Nominees', null],
          ['Ilse Vesper', isWhole ? '1990-02-14' : null],
          ['Corvin Halloway', '1981-07-19'],
        ],
      );
      assert.equal(JSON.stringify(record.body).includes('XB-900214-72'), isWhole);
      assert.deepEqual(record.withheld?.map(({ path }) => path).toSorted() ?? [], isWhole ? [] : hidden, 'what was left out is said');
    }
  });
});
