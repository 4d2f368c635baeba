// SPDX-License-Identifier: Apache-2.0
//
// From a day of a venue to a lawful request: XB takes in a file of market events, patterns run over it, the alert is the same to the byte as
// the command line finds, an analyst looks at its market, judges it, drafts a report and asks XA for the other leg.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { alertQuestionSchema, caseDetailSchema } from '../../src/assistance/wire.ts';
import { digestOfValue } from '../../src/columns/index.ts';
import {
  alertAnswerSchema,
  alertListSchema,
  type AlertLineWire,
  marketFileAnswerSchema,
  marketSubjectPageSchema,
  patternFeedbackSchema,
  reportAnswerSchema,
  type RunWire,
  runSchema,
} from '../../src/findings/alerts/wire.ts';
import { linkProposalsSchema } from '../../src/findings/account-links/wire.ts';
import { type DraftDetailWire, detectorSchema, draftDetailSchema, pairAlertSchema } from '../../src/findings/studio/wire.ts';
import { forgetMarket, liveStatus, openLiveWork } from '../../src/findings/index.ts';
import { liveStatusSchema } from '../../src/findings/live/wire.ts';
import { jointDetailSchema, legQuestionSchema } from '../../src/findings/joint-alerts/wire.ts';
import { leadDetailSchema } from '../../src/findings/wire.ts';
import { instantFromMs } from '../../src/kernel/index.ts';
import { recordUseAnswerSchema } from '../../src/records/wire.ts';
import { openDatabase, systemRandom } from '../../src/server/index.ts';
import { openMarketPartition } from '../../src/surveillance/index.ts';
import {
  alertReviewSchema,
  alertSchema,
  jointAlertSchema,
  marketActivitySchema,
  marketHistorySchema,
} from '../../src/surveillance/wire.ts';
import { approveAsNeeded, untilState } from './casework.ts';
import { marketFileColumns } from '../../src/columns/index.ts';
import { cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually } from './federation.ts';
import { approveAct, waitingAct, waitingActs } from './waiting-acts.ts';
import { comity, said, typed } from './command-line.ts';
import { earlyAlert, earlyLines, lateLines, liveMarketAt, liveSymbols, startNats, wholeAlerts } from './live-market.ts';

const example = (name: string): Promise<Buffer> => readFile(new URL(`../../examples/market/${name}`, import.meta.url));
const taking = '/api/findings/market-files?purpose=admin-enforcement&fileName=';

const askedByCommand = z.strictObject({ caseId: z.string(), state: z.string(), question: alertQuestionSchema });

const ownReports = (found: unknown): string => /rcd_[0-9a-z]{26}/.exec(JSON.stringify(found))?.[0] ?? '';

describe('from a day of a venue to a lawful request', () => {
  let xa: Authority;
  let xb: Authority;
  before(async () => {
    ({ xa, xb } = await cooperatingPair());
  });

  const take = async (name: string, bytes: Uint8Array) =>
    xb.at('preparer').expect(marketFileAnswerSchema, 'POST', `${taking}${name}`, bytes);
  const ended = async (order: object): Promise<RunWire> => {
    const { id } = await xb.at('preparer').expect(runSchema, 'POST', '/api/findings/surveillance-runs', order);
    return eventually(`run ${id} ends`, 30_000, async () => {
      const runs = await xb.at('preparer').expect(z.array(runSchema), 'GET', '/api/findings/surveillance-runs');
      return runs.find((one) => one.id === id && one.endedAt !== null);
    });
  };
  /** A draft of that detector whose shadow is on, and what it has counted. */
  const shadowOfSelfTrades = async (tradesMin: string): Promise<() => Promise<DraftDetailWire['shadow']>> => {
    const order = { pattern: 'self-trades', parameters: { tradesMin }, reason: 'Fewer are an accident on thick books.' };
    const { draft } = await xb.at('preparer').expect(draftDetailSchema, 'POST', '/api/findings/detector-drafts', order);
    const place = `/api/findings/detector-drafts/${draft.id}`;
    await xb.at('preparer').expect(draftDetailSchema, 'POST', `${place}/shadow`, { isOn: true });
    return async () => (await xb.at('preparer').expect(draftDetailSchema, 'GET', place)).shadow;
  };
  const alerts = async (query = 'box=all') => xb.at('preparer').expect(alertListSchema, 'GET', `/api/findings/alerts?${query}`);
  const theAlert = async (): Promise<AlertLineWire> => {
    const [row] = (await alerts()).rows;
    assert.ok(row !== undefined, 'there is an alert');
    return row;
  };

  it('a file is taken in once; the run finds what the command line finds, to the byte; the same run again adds nothing', async () => {
    const bytes = await example('small-day.csv');
    const first = await take('small-day.csv', bytes);
    assert.equal(first.isNew, true);
    assert.equal((await take('again.csv', bytes)).isNew, false);
    const run = await ended({ file: first.file.id });
    assert.deepEqual([run.state, run.alerts, run.added, run.problems], ['done', 1, 1, []]);
    const fromCommandLine = alertSchema.parse(JSON.parse((await example('small-day-alerts.jsonl')).toString()));
    const { digest, id } = await theAlert();
    assert.equal(digest, fromCommandLine.digest);
    const { alert } = await xb.at('preparer').expect(alertAnswerSchema, 'GET', `/api/findings/leads/${id}/alert`);
    assert.deepEqual(alert.alert, fromCommandLine, 'what is kept is the whole alert');
    const again = await ended({ file: first.file.id });
    assert.deepEqual([again.alerts, again.added], [1, 0]);
    const unknown = { file: first.file.id, parameters: { [alert.alert.pattern.id]: { episodesMin: '2' } } };
    const refusal = await xb.at('preparer').expectRefusal(400, 'POST', '/api/findings/surveillance-runs', unknown);
    assert.match(refusal, /has no parameter "episodesMin"/);
    const stricter = await ended({ file: first.file.id, parameters: { [alert.alert.pattern.id]: { tradesMin: '5' } } });
    assert.deepEqual([stricter.alerts, stricter.changedParameters], [0, 1]);
  });

  it('a file that is none, an unknown pattern and an empty order are refused with their place; a broken file fails its run', async () => {
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', `${taking}day.doc`, Buffer.from('x')), /day\.doc.*no format/);
    const { file } = await take('broken.csv', Buffer.from('these,are,other\n1,2,3\n'));
    const run = await ended({ file: file.id });
    assert.equal(run.state, 'failed');
    assert.match(run.problems[0]?.problem ?? '', /no such column/);
    const order = { file: file.id, patterns: ['sponging'] };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', '/api/findings/surveillance-runs', order), /no such pattern/);
  });

  it('the market of the alert is shown as it was: own orders and fills, and only the window asked for', async () => {
    const { id, from, until } = await theAlert();
    const review = await xb.at('preparer').expect(alertReviewSchema, 'GET', `/api/findings/leads/${id}/alert/review`);
    assert.ok(review.marks.length > 0 && review.marks.some(({ isEvidence }) => isEvidence));
    assert.ok(review.from < from && review.until > until);
    assert.equal(review.instruments[0]?.bids.length, review.steps);
    const query = `from=${encodeURIComponent(from)}&until=${encodeURIComponent(until)}`;
    const narrow = await xb.at('preparer').expect(alertReviewSchema, 'GET', `/api/findings/leads/${id}/alert/review?${query}`);
    assert.equal(narrow.from, from);
    const refusal = await xb.at('preparer').expectRefusal(400, 'GET', `/api/findings/leads/${id}/alert/review?from=soon`);
    assert.match(refusal, /no moment/);
  });

  it('an alert is judged on a ground that fits; the pattern learns; then a report is drafted, known to report analysts alone', async () => {
    const { id, pattern } = await theAlert();
    const path = `/api/findings/leads/${id}/alert`;
    const early = await xb
      .at('preparer')
      .expectRefusal(400, 'POST', `${path}/report`, { template: 'mica-stor', suspicion: 'market-manipulation' });
    assert.match(early, /nobody has called the alert suspicious/);
    const wrong = { outcome: 'suspicious', ground: 'hedging', reason: 'It hedges.' };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', `${path}/judgement`, wrong), /no ground/);
    const right = { outcome: 'suspicious', ground: 'pattern-fits', reason: 'The orders left before they could trade.' };
    const judged = await xb.at('preparer').expect(alertAnswerSchema, 'POST', `${path}/judgement`, right);
    assert.deepEqual([judged.lead.state, judged.alert.judgements[0]?.ground], ['confirmed', 'pattern-fits']);
    const patterns = await xb.at('preparer').expect(z.array(patternFeedbackSchema), 'GET', '/api/findings/patterns');
    const own = patterns.find((one) => one.id === pattern);
    assert.deepEqual([own?.alerts, own?.suspicious], [1, 1]);
    const order = { template: 'mica-stor', suspicion: 'market-manipulation' };
    const report = await xb.at('preparer').expect(reportAnswerSchema, 'POST', `${path}/report`, order);
    const again = await xb.at('preparer').expect(reportAnswerSchema, 'POST', `${path}/report`, order);
    assert.equal(again.record, report.record);
    const use = { purpose: 'admin-enforcement', manner: 'read', caseRef: null, note: 'The draft.' };
    const read = await xb.at('preparer').expect(recordUseAnswerSchema, 'POST', `/api/records/${report.record}/uses`, use);
    assert.match(JSON.stringify(read.record), /withdrew them|The orders left/);
    const reportsSeenBy = async (desk: 'preparer' | 'supervisor') =>
      (await xb.at(desk).expect(alertAnswerSchema, 'GET', path)).alert.reports.map(({ record }) => record);
    assert.deepEqual(await reportsSeenBy('preparer'), [report.record]);
    assert.deepEqual(await reportsSeenBy('supervisor'), []);
    assert.match(await xb.at('supervisor').expectRefusal(400, 'POST', `${path}/report`, order), /role report-analyst/);
  });

  it('the other leg is asked for with period, instruments and accounts filled in', async () => {
    const { id, from, until, instruments } = await theAlert();
    const nobody = JSON.stringify(await comity(xb, 1, 'joint-alert', 'ask', id, '--counterpart', 'Nowhere', '--json'));
    assert.ok(nobody.includes('nobody of the name') && nobody.includes(xa.id), 'and says who could be asked');
    const precautions = 'precautions=Known to the market desk alone.';
    const words = ['--counterpart', xa.id, '--purpose', 'admin-enforcement', '--links', 'owner-group', '--say', precautions, '--submit'];
    const asked = askedByCommand.parse(await comity(xb, 0, 'joint-alert', 'ask', id, ...words, '--json'));
    assert.deepEqual([asked.state, asked.question.participants], ['awaiting-approval', ['Invented Holdings']]);
    const lead = await xb.at('preparer').expect(leadDetailSchema, 'GET', `/api/findings/leads/${id}`);
    assert.equal(lead.state, 'requested');
    const shown = await xb.at('preparer').expect(caseDetailSchema, 'GET', `/api/assistance/cases/${asked.caseId}`);
    const content = shown.draft?.content;
    assert.equal(content?.['period'], `${from} to ${until} (UTC)`);
    assert.match(content?.['facts'] ?? '', /Accounts: .+\//);
    assert.match(content?.['facts'] ?? '', new RegExp(instruments[0]?.split('/')[1] ?? 'none'));
    assert.match(
      content?.['facts'] ?? '',
      /which accounts belong with theirs, by your registers: those of the same group of beneficial owners/,
    );
  });

  it('the other authority tells its part of the alert, corrects it and takes it back; the joined picture follows, and is a document', async () => {
    const { id } = await theAlert();
    const joint = `/api/findings/leads/${id}/alert/joint`;
    const picture = async () => xb.at('preparer').expect(jointDetailSchema, 'GET', joint);
    const caseId = (await picture()).legs[1]?.caseId ?? '';
    const bytes = Buffer.from((await example('small-day.csv')).toString().replaceAll('XVEN', 'YVEN'));
    const { file } = await xa.at('preparer').expect(marketFileAnswerSchema, 'POST', `${taking}yven-day.csv`, bytes);
    const dark = async () => (await picture()).document.dark.map(({ why }) => why);
    assert.deepEqual(await dark(), ['not-answered']);
    await approveAsNeeded(xb, caseId);
    await untilState(xa.at('preparer'), caseId, 'received', 20_000);
    const leg = `/api/findings/cases/${caseId}/alert`;
    const asked = await xa.at('preparer').expect(legQuestionSchema, 'GET', leg);
    assert.deepEqual([asked.question.participants, asked.question.underlyings, asked.isAnswerable], [['Invented Holdings'], ['ZED'], true]);
    const fits = asked.files.map(({ name, holds: { fit, instruments } }) => [name, fit, instruments[0]]);
    assert.deepEqual(fits, [['yven-day.csv', 'whole', 'ZED-USD at YVEN']]);
    await xb.at('preparer').expectRefusal(404, 'GET', leg);
    const early = { kind: 'withdrawn', reason: 'None.', completeness: 'partial', text: 'None.' };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', leg, early), /No part of ours stands/);
    const arrives = async (): Promise<void> => {
      const before = (await picture()).legs[1]?.dispatch;
      await approveAsNeeded(xa, caseId);
      await eventually('the reply arrives', 20_000, async () => (await picture()).legs[1]?.dispatch !== before);
    };
    const tell = async (order: object): Promise<void> => {
      await xa.at('preparer').expect(z.unknown(), 'POST', leg, { completeness: 'partial', text: 'As asked.', ...order });
      await arrives();
    };
    const answer = ['joint-alert', 'answer', caseId];
    assert.match(await said(xa, 0, ...answer), new RegExp(`Self-trades; .*received[^]*Invented Holdings[^]*file ${file.id}  yven-day.csv`));
    assert.match(
      await said(xa, 1, ...answer, '--file', file.id, '--text', 'As asked.', '--link', 'Nobody'),
      /--link Nobody: Our registers/,
    );
    assert.match(await said(xb, 1, ...answer), /There is nothing|not there|no such/i);
    assert.match(await said(xa, 0, ...answer, '--file', file.id, '--text', 'As asked.'), /the reply waits for its approval/);
    await arrives();
    const told = await picture();
    assert.deepEqual([told.legs.map(({ state }) => state), told.document.dark], [['own', 'told'], []]);
    const [own, other] = told.legs;
    assert.ok((other?.conditions.length ?? 0) > 0 && other?.dispatch !== null, 'under the conditions of the reply, by its signed dispatch');
    assert.deepEqual(
      other?.part?.instruments.map(({ venue }) => venue),
      ['YVEN'],
    );
    assert.deepEqual(
      other?.part?.sums.map(({ trades }) => trades),
      own?.part?.sums.map(({ trades }) => trades),
    );
    assert.doesNotMatch(JSON.stringify(other?.part), /acc-1[1-4]/, 'with whom they traded is not told');
    const linkedOwner = 'Second Name Ltd';
    assert.deepEqual([asked.question.links, asked.links, asked.mayTell.includes('linked-accounts')], [['owner-group'], [], true]);
    const links = [{ asked: 'Invented Holdings', participant: linkedOwner }];
    const linking = { kind: 'part', file: file.id, naming: 'coded', links, completeness: 'partial', text: 'As asked.' };
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', leg, linking), /nothing asked for links them/);
    await linkOwners(xa, file.id, linkedOwner);
    const [offered] = (await xa.at('preparer').expect(legQuestionSchema, 'GET', leg)).links;
    assert.deepEqual([offered?.participant, offered?.relation, offered?.obstacle], [linkedOwner, 'owner-group', null]);
    await tell({ kind: 'part', file: file.id, others: ['YVEN/acc-12'], naming: 'coded', links });
    const corrected = await picture();
    assert.deepEqual(corrected.legs[1]?.part?.alerts.length, 1, 'and what its own surveillance found of them');
    const through = ['held', 'owner', 'identifier', 'owner', 'held'];
    assert.deepEqual(corrected.legs[1]?.part?.links, [{ asked: 0, with: 'participant 3', relation: 'owner-group', through }]);
    assert.doesNotMatch(JSON.stringify(corrected.legs[1]), /Second Name|Quill|XB-P-77/, 'no word of a record, and no name');
    assert.match(await said(xb, 0, 'joint-alert', id), /By the registers of .*, Invented Holdings and participant 3 are of the same group/);
    assert.deepEqual(
      [corrected.legs[1]?.earlier, corrected.legs[1]?.part?.participants.map(({ name }) => name)],
      [1, ['Invented Holdings', 'participant 2']],
    );
    assert.notEqual(corrected.document.digest, told.document.digest);
    const document = await xb.at('preparer').expect(jointAlertSchema, 'POST', joint);
    assert.equal(document.digest, corrected.document.digest);
    const noted = JSON.stringify(await xb.at('auditor').expect(z.unknown(), 'GET', '/api/audit/entries?event=joint-alert.made'));
    assert.ok(noted.includes(document.digest));
    await tell({ kind: 'withdrawn', reason: 'The file was of another day.' });
    const last = await picture();
    assert.deepEqual([last.legs[1]?.state, last.legs[1]?.part, last.document.parts.length], ['withdrawn', null, 1]);
    assert.match(last.document.dark[0]?.sentence ?? '', /took back .* of another day/);
  });

  it('everything about a participant and an instrument stands on one page, with its activity in any file taken in', async () => {
    const { participants, instruments, id } = await theAlert();
    const name = participants[0] ?? '';
    const asked = (kind: 'participant' | 'instrument', of: string): string => `kind=${kind}&name=${encodeURIComponent(of)}`;
    const subjects = '/api/findings/market-subjects';
    const page = await xb.at('preparer').expect(marketSubjectPageSchema, 'GET', `${subjects}?${asked('participant', name)}`);
    assert.deepEqual([page.total, page.alerts[0]?.id, page.files[0]?.alerts, page.files[0]?.file.name], [1, id, 1, 'small-day.csv']);
    assert.ok(page.accounts.length > 0 && page.together.every((other) => other.name !== name));
    assert.ok(
      page.files.some(({ alerts: found, file }) => found === 0 && file.name === 'broken.csv'),
      'other files can be looked at as well',
    );
    const at = (file: string | undefined, of: string): string => `${subjects}/activity?${of}&file=${file ?? ''}`;
    const [first, broken] = [page.files[0]?.file.id, page.files.find(({ file }) => file.name === 'broken.csv')?.file.id];
    const activity = await xb.at('preparer').expect(marketActivitySchema, 'GET', at(first, asked('participant', name)));
    assert.ok((activity.instruments[0]?.orders ?? 0) > 0 && activity.accounts.length > 0);
    const whole = await xb.at('preparer').expect(marketActivitySchema, 'GET', at(first, asked('instrument', instruments[0] ?? '')));
    assert.ok((whole.instruments[0]?.orders ?? 0) > (activity.instruments[0]?.orders ?? 0));
    assert.ok(whole.others.some((other) => other.name === name));
    assert.match(await xb.at('preparer').expectRefusal(400, 'GET', at(first, asked('participant', 'XVEN/nobody'))), /no event of it/);
    const replayed = { file: first ?? '', kind: 'account', name: 'XVEN/acc-71' };
    const history = await xb.at('preparer').expect(marketHistorySchema, 'POST', `${subjects}/history`, replayed);
    const { digest: document, ...content } = history;
    assert.deepEqual([document.slice(0, 23), digestOfValue(content)], ['sha256:359525c4992d2601', document], 'as the command line has it');
    assert.deepEqual([history.proofs.orders, history.gapsCount], [{ checked: 4, equal: 4 }, 0]);
    const noted = JSON.stringify(await xb.at('auditor').expect(z.unknown(), 'GET', '/api/audit/entries?event=market-history.made'));
    assert.ok(noted.includes(document), 'the document can be found in the log');
    const unnamed = { ...replayed, name: 'acc-71' };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', `${subjects}/history`, unnamed), /names no account of a venue/);
    assert.match(await xb.at('preparer').expectRefusal(400, 'GET', at(broken, asked('participant', name))), /no such column/);
    const elsewhere = await xa.at('preparer').expect(marketSubjectPageSchema, 'GET', `${subjects}?${asked('participant', name)}`);
    assert.deepEqual([elsewhere.total, elsewhere.accounts], [1, ['YVEN/acc-71', 'YVEN/acc-72']], 'each has what its own venues gave it');
  });

  it('alerts are gathered by whom they name, and another authority sees none of them', async () => {
    const gathered = await alerts('box=all&grouping=participant');
    assert.deepEqual([gathered.groups.length > 0, gathered.groups[0]?.alerts, gathered.total], [true, 1, 1]);
    const { rows: elsewhere } = await xa.at('preparer').expect(alertListSchema, 'GET', '/api/findings/alerts?box=all');
    const { rows } = await alerts();
    assert.ok(elsewhere.every(({ digest }) => rows.every((own) => own.digest !== digest)));
  });

  it('accounts at two venues belong together through a register; a link is judged, rests on what the officer may know, and is taken back', async () => {
    const [owner, other] = ['Invented Holdings', 'Second Name Ltd'];
    const day = (await example('small-day.csv')).toString().replaceAll('XVEN', 'YVEN').replaceAll(owner, other);
    const run = await ended({ file: (await take('yven.csv', Buffer.from(day))).file.id });
    assert.equal(run.added, 1);
    await xb.at('keeper').expect(z.unknown(), 'POST', registerOf, Buffer.from(sharedOwner(owner, other)));

    const links = async (name: string, by: 'preparer' | 'supervisor' = 'preparer') =>
      xb.at(by).expect(linkProposalsSchema, 'POST', '/api/findings/market-subjects/links', { name, purpose: 'admin-enforcement' });
    const proposed = await links(owner);
    const holder = proposed.proposals.find(({ right }) => right.endsWith('#/firm'));
    assert.deepEqual([holder?.name, holder?.judgedBefore, proposed.links.participants[0]?.joined], [owner, null, []]);
    assert.ok(
      proposed.proposals.some(({ right, reasonsFor }) => right.endsWith('#/owners/0') && /acc-71/.test(reasonsFor[0]?.sentence ?? '')),
    );
    const judge = async (left: string, right: string | undefined) =>
      xb
        .at('preparer')
        .expect(z.unknown(), 'POST', '/api/findings/entities/judgements', { left, right, verdict: 'same', reason: 'By the register.' });
    await judge(`market:${owner}`, holder?.right);
    await judge(`market:${other}`, (await links(other)).proposals.find(({ right }) => right.endsWith('#/firm'))?.right);
    const refused = { left: 'market:XVEN/nobody', right: holder?.right, verdict: 'same', reason: 'None.' };
    assert.match(
      await xb.at('preparer').expectRefusal(400, 'POST', '/api/findings/entities/judgements', refused),
      /participant of an alert/,
    );

    const { links: found, accounts } = await links(owner);
    const [belongs] = found.participants[0]?.joined ?? [];
    assert.deepEqual([belongs?.participant, belongs?.relation, belongs?.alerts], [other, 'owner-group', 1]);
    assert.deepEqual(
      belongs?.steps.map(({ kind }) => kind),
      ['held', 'owner', 'identifier', 'owner', 'held'],
    );
    assert.deepEqual(
      accounts.map(({ account }) => account),
      ['acc-71'],
    );
    const { id } = await theAlert();
    const onAlert = async () => (await xb.at('preparer').expect(alertAnswerSchema, 'GET', `/api/findings/leads/${id}/alert`)).alert.links;
    assert.doesNotMatch(JSON.stringify(await onAlert()), /Quill|XB-P-77/, 'no word of a record');
    const gathered = await alerts('box=all&grouping=linked');
    assert.deepEqual(
      gathered.groups.map(({ members, alerts: count }) => [members, count]),
      [[[owner, other], 2]],
    );
    assert.equal((await alerts(`box=all&linked=${encodeURIComponent(other)}`)).total, 2);

    await xb.at('preparer').expect(z.unknown(), 'DELETE', `/api/findings/entities/judgements/${belongs?.steps[4]?.judged?.id ?? ''}`);
    assert.deepEqual((await onAlert()).participants[0]?.joined, []);
    const report = ownReports(
      await xb.at('preparer').expect(z.unknown(), 'GET', '/api/records?q=XB-STR-2026-0031&purpose=admin-enforcement'),
    );
    await judge(`market:${other}`, `records:${report}#/parties/0`);
    const holders = async (by: 'preparer' | 'supervisor') =>
      (await links(other, by)).links.participants[0]?.holders.map(({ record }) => record);
    assert.deepEqual(
      [await holders('preparer'), await holders('supervisor')],
      [[report], []],
      'a report is no word to who may not know of it',
    );
  });

  it('a live market is watched by two workers; one is killed in the middle, and every alert is there, once, as a run over the file has it', async (t) => {
    const nats = await startNats();
    if (nats === null) return t.skip('there is no nats-server on this machine (apt-get install nats-server)');
    const market = liveMarketAt(xb, nats);
    const known = new Set((await alerts()).rows.map(({ digest }) => digest));
    const shadow = await shadowOfSelfTrades('20');
    // The workers need the processor more than whoever looks for what they find.
    const fresh = async () => {
      await delay(300);
      return (await alerts()).rows.filter(({ digest }) => !known.has(digest));
    };
    try {
      const workers = [market.startWorker(), market.startWorker()] as const;
      await eventually('both have their share', 180_000, async () => workers.every((worker) => worker.held().length === 2));
      await market.publish(earlyLines);
      // Each owner's third trade with itself is the first word about it.
      await eventually('alerts while it runs', 20_000, async () => (await fresh()).length === liveSymbols.length);
      workers[0].kill();
      await market.publish(lateLines);
      const expected = liveSymbols.flatMap((symbol) => [earlyAlert(symbol), ...wholeAlerts(symbol)]);
      const found = await eventually('the alerts of the whole day', 20_000, async () => {
        const rows = await fresh();
        return rows.length >= expected.length && rows;
      });
      assert.deepEqual(found.map(({ digest }) => digest).toSorted(), expected.toSorted());
      const status = await market.status();
      assert.deepEqual(new Set(status.partitions.map(({ worker }) => worker)), new Set([workers[1].name()]));
      for (const { counts } of status.partitions)
        assert.deepEqual([counts.missing, counts.twice, counts.unreadable, counts.outside], [0, 0, 0, 0]);
      assert.equal(await market.rerun(earlyAlert(liveSymbols[0] ?? '')), 'same');
      const { id } = found.find(({ digest }) => digest === expected[0]) ?? { id: '' };
      const review = await xb.at('preparer').expect(alertReviewSchema, 'GET', `/api/findings/leads/${id}/alert/review`);
      assert.equal(review.instruments[0]?.symbol, liveSymbols[0]);
      const { alert } = await xb.at('preparer').expect(alertAnswerSchema, 'GET', `/api/findings/leads/${id}/alert`);
      const isOfDay = ({ digest }: { digest: string }): boolean => wholeAlerts(liveSymbols[0] ?? '').includes(digest);
      assert.ok(alert.sameConduct.some(isOfDay), 'the early alert leads to that of the whole day');
      assert.ok(!alert.related.some(({ digest }) => alert.sameConduct.some((same) => same.digest === digest)), 'and lists it once');
      // Each closed day of a partition once, the killed worker's as well, and none that is still open.
      const followed = await eventually('the shadow has judged the days', 20_000, async () => {
        const judged = await shadow();
        return judged?.looks.length === liveSymbols.length && judged.looks.every(({ state: of }) => of === 'done') && judged;
      });
      assert.deepEqual(followed.counts, { same: 0, onlyBefore: liveSymbols.length, onlyAfter: 0 });
      assert.equal(new Set(followed.looks.map(({ file }) => file.id)).size, liveSymbols.length);
      assert.equal((await fresh()).length, expected.length, 'it makes no alert');
    } finally {
      await market.stop();
    }
  });

  it('a worker that slept through its lease stores nothing more, and whoever took over goes on from the last snapshot', async () => {
    const { database, close } = openDatabase(xb.connection);
    try {
      let nowMs = Date.parse('2024-11-04T12:00:00.000Z');
      const deps = { database, announce: async () => undefined, random: systemRandom, clock: () => instantFromMs(nowMs) };
      const nothing = { patterns: null, parameters: {}, moments: [] };
      const rest = { market: 'asleep/1', partitions: 1, leaseMs: 1000, purpose: 'supervision', order: nothing, editions: {} } as const;
      const [sleeper, other] = [openLiveWork(deps, { ...rest, worker: 'sleeper' }), openLiveWork(deps, { ...rest, worker: 'other' })];
      const [own] = (await sleeper.beat(new Map())).taken;
      assert.ok(own !== undefined);
      assert.deepEqual((await other.beat(new Map())).taken, [], 'a partition is held by one at a time');
      const standing = async () => {
        const { partitions } = await liveStatus(database, instantFromMs(nowMs));
        return partitions.find(({ market }) => market === 'asleep/1')?.state;
      };
      assert.equal(await standing(), 'watched');
      await sleeper.beat(new Map([[0, { at: instantFromMs(nowMs), waiting: 0, linesPerSecond: 1, tookMsP99: 1500 }]]));
      assert.equal(await standing(), 'late', 'what comes is looked at after more than a second');
      await sleeper.beat(new Map([[0, { at: instantFromMs(nowMs), waiting: 7, linesPerSecond: 0, tookMsP99: null }]]));
      assert.equal(await standing(), 'late', 'messages wait, and none was ever stored');
      const order = { patterns: [], parameters: {}, moments: [], partition: 0, partitions: 1, rowsMax: 100, graceMs: 60_000 };
      const partition = openMarketPartition(order, own.place, own.stored);
      const keep = async (sequence: number) => {
        partition.take({ sequence, feed: 'xven', number: sequence, body: earlyLines[sequence] ?? '' }, nowMs);
        const snapshot = partition.snapshot(nowMs);
        return snapshot !== null && sleeper.keep(own.partition, own.term, snapshot);
      };
      assert.equal(await keep(1), true);
      nowMs += 1500;
      const [taken] = (await other.beat(new Map())).taken;
      assert.deepEqual([taken?.stored, taken?.place.cursor], [[earlyLines[1]], { sequence: 1, lines: null }]);
      assert.equal(await keep(2), false);
      assert.deepEqual((await sleeper.beat(new Map())).held, [], 'it hears that it is no longer its own');
      const now = instantFromMs(nowMs);
      assert.equal((await forgetMarket(database, 'asleep/1', now)).ok, false, 'it is watched');
      await other.leave();
      const shown = await xb.at('auditor').expect(liveStatusSchema, 'GET', '/api/findings/live-markets');
      const left = shown.partitions.find(({ market }) => market === 'asleep/1');
      assert.deepEqual([left?.state, left?.worker, left?.segment?.rows], ['unwatched', null, 1]);
      assert.deepEqual(await forgetMarket(database, 'asleep/1', now), { ok: true, value: 1 });
      assert.deepEqual(
        (await liveStatus(database, now)).partitions.filter(({ market }) => market === 'asleep/1'),
        [],
      );
    } finally {
      await close();
    }
  });
});

describe('a detector is changed: drafted, tried, and published by a second officer', () => {
  let xa: Authority;
  let xb: Authority;
  let files: { readonly small: string; readonly quiet: string };
  const drafts = '/api/findings/detector-drafts';
  /** Two trades of an owner with itself among others' trades: one fewer than the program's own values ask for. */
  const quietDay = (day: string): string => selfTradesOn(day, 2);
  const draftOf = (parameters: object, pattern = 'self-trades') => ({
    pattern,
    parameters,
    reason: 'Two trades are enough on thin books.',
  });
  const of = (id: string, rest = ''): string => `${drafts}/${id}${rest}`;

  before(async () => {
    ({ xa, xb } = await cooperatingPair());
    files = {
      small: await taken('small-day.csv', await example('small-day.csv')),
      quiet: await taken('quiet-day.csv', quietDay('2026-11-03')),
    };
    await ran(files.small);
  });

  const taken = async (name: string, bytes: Uint8Array | string): Promise<string> =>
    (await xb.at('preparer').expect(marketFileAnswerSchema, 'POST', `${taking}${name}`, Buffer.from(bytes))).file.id;
  const ask = async (method: 'POST' | 'PUT' | 'GET', path: string, body?: object): Promise<DraftDetailWire> =>
    xb.at('preparer').expect(draftDetailSchema, method, path, body);
  const refusal = async (method: 'POST' | 'PUT', path: string, body?: object): Promise<string> =>
    xb.at('preparer').expectRefusal(400, method, path, body);
  const detector = async (authority: Authority) =>
    authority.at('preparer').expect(detectorSchema, 'GET', '/api/findings/detectors/self-trades');
  const when = async (id: string, isSo: (draft: DraftDetailWire) => boolean): Promise<DraftDetailWire> =>
    eventually(`draft ${id}`, 30_000, async () => {
      const draft = await ask('GET', of(id));
      return isSo(draft) && draft;
    });
  const tested = async (id: string, names: readonly string[]): Promise<DraftDetailWire> => {
    await ask('POST', of(id, '/back-test'), { files: names });
    return when(id, ({ trial }) => trial?.state === 'done');
  };
  const ran = async (file: string): Promise<RunWire> => {
    const { id } = await xb.at('preparer').expect(runSchema, 'POST', '/api/findings/surveillance-runs', { file });
    return eventually(`run ${id}`, 30_000, async () => {
      const runs = await xb.at('preparer').expect(z.array(runSchema), 'GET', '/api/findings/surveillance-runs');
      return runs.find((one) => one.id === id && one.endedAt !== null);
    });
  };
  const alertsOf = async () => xb.at('preparer').expect(alertListSchema, 'GET', '/api/findings/alerts?box=all&pattern=self-trades');

  it('values outside of the bounds, of no parameter, or those in force make no draft', async () => {
    const rows: readonly (readonly [object, RegExp])[] = [
      [draftOf({ tradesMin: '0' }), /between 1 and 100000 count/],
      [draftOf({ tradesMin: '2.5' }), /whole count/],
      [draftOf({ ownShareMin: '1.01' }), /between 0 and 1 share/],
      [draftOf({ episodesMin: '2' }), /no such parameter/],
      [draftOf({ tradesMin: '3' }), /those in force/],
      [draftOf({}), /those in force/],
      [draftOf({ tradesMin: '2' }, 'sponging'), /no such pattern/],
      [{ ...draftOf({ tradesMin: '2' }), reason: '' }, /reason/],
    ];
    for (const [order, says] of rows) assert.match(await refusal('POST', drafts, order), says);
    const { edition, parameters, legal } = await detector(xb);
    assert.deepEqual([edition, legal], [1, 'MAR Annex I A(c); 2016/522 Annex II 1.3.a']);
    const [trades] = parameters;
    assert.deepEqual(
      [trades?.name, trades?.own, trades?.inForce, trades?.from, trades?.to, trades?.isWhole],
      ['tradesMin', 3, 3, 1, 100_000, true],
    );
    assert.match(trades?.origin ?? '', /accident/);
  });

  it('a draft is back-tested: alerts side by side, by instrument and day, each to be opened; the inbox hears nothing of it', async () => {
    const reason = 'Two trades are enough on thin books.';
    const drafted = await comity(xb, 0, 'detectors', 'draft', 'self-trades', '--set', 'tradesMin=2', '--reason', reason, '--json');
    const { draft, obstacles } = draftDetailSchema.parse(drafted);
    assert.deepEqual(draft.changes, [{ name: 'tradesMin', from: 3, to: 2, unit: 'count' }]);
    assert.match(obstacles[0]?.problem ?? '', /back-tested on no file/);
    assert.match(await refusal('POST', of(draft.id, '/publish')), /back-tested on no file/);
    assert.match(await refusal('POST', of(draft.id, '/back-test/stop')), /No back-test/);
    assert.match(await refusal('POST', of(draft.id, '/back-test'), { files: ['mkf_none'] }), /No file mkf_none/);
    const before = await alertsOf();
    const tried = await comity(xb, 0, 'detectors', 'try', draft.id, '--files', `${files.small},${files.quiet}`, '--json');
    const { backTest, trial } = draftDetailSchema.parse(tried);
    assert.deepEqual([trial?.done, trial?.of], [2, 2]);
    assert.deepEqual(backTest?.counts, { same: 1, onlyBefore: 0, onlyAfter: 1 });
    assert.deepEqual(backTest.byDay, [
      { name: '2026-11-02', same: 1, onlyBefore: 0, onlyAfter: 0 },
      { name: '2026-11-03', same: 0, onlyBefore: 0, onlyAfter: 1 },
    ]);
    assert.deepEqual(backTest.byInstrument.find(({ onlyAfter }) => onlyAfter === 1)?.name, 'XVEN/QUIET');
    const [gained, kept] = backTest.pairs;
    assert.deepEqual([gained?.effect, kept?.effect], ['only-after', 'same']);
    const inbox = before.rows.find(({ digest }) => digest === kept?.before?.digest);
    assert.equal(kept?.before?.lead, inbox?.id, 'what stands in the inbox is found there');
    const place = `/api/findings/detector-looks/${gained?.look}/pairs/${gained?.number}`;
    const opened = await xb.at('preparer').expect(pairAlertSchema, 'GET', `${place}/after`);
    assert.deepEqual([opened.alert.digest, opened.alert.parameters['tradesMin'], opened.lead], [gained?.after?.digest, 2, null]);
    const review = await xb.at('preparer').expect(alertReviewSchema, 'GET', `${place}/after/review`);
    assert.ok(review.marks.some(({ isEvidence }) => isEvidence));
    await xb.at('preparer').expectRefusal(404, 'GET', `${place}/before`);
    assert.equal((await alertsOf()).total, before.total);
  });

  it('a back-test is stopped, and what is left of it is judged no more', async () => {
    const { draft } = await ask('POST', drafts, draftOf({ ownShareMin: '0.2' }));
    const order = { files: [files.small, files.quiet] };
    // Where it has ended before it could be stopped, it is ordered again.
    const stopped = await eventually('it is stopped', 30_000, async () => {
      await ask('POST', of(draft.id, '/back-test'), order);
      const answer = await xb.at('preparer').call('POST', of(draft.id, '/back-test/stop'));
      return answer.status === 200 ? draftDetailSchema.parse(answer.value) : undefined;
    });
    assert.equal(stopped.trial?.state, 'stopped');
    assert.ok((stopped.trial?.done ?? 2) < 2);
    const dropped = await ask('POST', of(draft.id, '/drop'));
    assert.deepEqual([dropped.draft.state, dropped.trial, dropped.backTest], ['dropped', null, null]);
    assert.match(await refusal('POST', of(draft.id, '/back-test'), order), /It is dropped/);
  });

  it('the shadow judges files that are taken afterwards, and makes no alert', async () => {
    const mine = (await detector(xb)).drafts.find(({ state }) => state === 'open');
    const on = await comity(xb, 0, 'detectors', 'try', mine?.id ?? '', '--shadow', 'on', '--json');
    const { shadow } = draftDetailSchema.parse(on);
    assert.deepEqual(shadow?.looks, []);
    assert.equal((await ran(files.quiet)).alerts, 0, 'a file that was there already is not followed');
    const later = await taken('later-day.csv', quietDay('2026-11-04'));
    assert.equal((await ran(later)).alerts, 0);
    const followed = await when(mine?.id ?? '', (draft) => draft.shadow?.looks[0]?.state === 'done');
    assert.deepEqual([followed.shadow?.looks.length, followed.shadow?.counts], [1, { same: 0, onlyBefore: 0, onlyAfter: 1 }]);
    assert.equal(followed.shadow?.looks[0]?.file.id, later);
  });

  it('another officer approves what was measured; the detector has an edition of its own, and a draft made before is overtaken', async () => {
    const mine = (await detector(xb)).drafts.find(({ state }) => state === 'open');
    const id = mine?.id ?? '';
    const { draft: other } = await ask('POST', drafts, draftOf({ tradesMin: '4' }));
    await tested(other.id, [files.small]);
    assert.match(await said(xb, 0, 'detectors', 'publish', id), /open.*\nIt waits for the approval of another officer: /);
    await ask('POST', of(other.id, '/publish'));
    const { shown, approversMin } = await waitingAct(xb.at('approver'), id);
    assert.deepEqual(
      [shown['detector'], shown['edition'], shown['parameters']],
      ['Self-trades (self-trades 1)', '1 → 2', 'tradesMin: 3 → 2 count'],
    );
    assert.equal(shown['backTest'], 'small-day.csv: 1 / 0 / 0\nquiet-day.csv: 0 / 0 / 1\nΣ 1 / 0 / 1');
    assert.equal(shown['shadow'], 'later-day.csv: 0 / 0 / 1');
    assert.equal(approversMin, 1);
    assert.deepEqual((await waitingAct(xb.at('preparer'), id)).mayApprove, false, 'whoever prepared it does not approve it');
    assert.equal(await approveAct(xb.at('approver'), id), true);
    assert.match(
      await said(xb, 0, 'detectors', 'show', 'self-trades'),
      /version 1, edition 2\..*\n {2}tradesMin 2 count, 3 as the program came; .*\n(.*\n)*version 1, edition 2, .*: tradesMin 3 -> 2\. Two trades/,
    );
    const { edition, parameters, editions } = await detector(xb);
    assert.deepEqual([edition, parameters[0]?.inForce, parameters[0]?.own], [2, 2, 3]);
    assert.deepEqual([editions[0]?.edition, editions[0]?.isInForce, editions[0]?.approvedBy.length], [2, true, 1]);
    assert.match(await refusal('POST', of(other.id, '/publish')), /edition 2 was published meanwhile/);
    assert.match(await refusal('POST', of(other.id, '/shadow'), { isOn: true }), /edition 2 was published meanwhile/);
    const { subject } = await waitingAct(xb.at('secondApprover'), other.id);
    const proof = { kind: 'code', code: xb.at('secondApprover').code() };
    assert.match(
      await xb.at('secondApprover').expectRefusal(400, 'POST', '/api/approvals', { subject, proof }),
      /edition 2 was published meanwhile/,
    );
    const { pattern: _detector, ...values } = draftOf({ tradesMin: '4' });
    const again = await ask('PUT', of(other.id), values);
    assert.deepEqual([again.draft.base, again.draft.isOvertaken, again.backTest], [2, false, null]);
    assert.deepEqual(
      (await waitingActs(xb.at('approver'))).filter(({ about }) => about === other.id),
      [],
      'what changed waits no more',
    );
    await ask('POST', of(other.id, '/drop'));
    const elsewhere = await detector(xa);
    assert.deepEqual([elsewhere.edition, elsewhere.drafts, elsewhere.editions], [1, [], []]);
    await xa.at('preparer').expectRefusal(404, 'GET', of(id));
  });

  it('runs have the edition from then on; alerts name what they were made with, and run again to the same bytes, old and new', async () => {
    const old = await alertsOf();
    const run = await ran(files.quiet);
    assert.deepEqual([run.alerts, run.added, run.editions], [1, 1, [{ pattern: 'self-trades', edition: 2 }]]);
    const fresh = (await alertsOf()).rows.find(({ digest }) => old.rows.every((one) => one.digest !== digest));
    const opened = async (lead: string) =>
      (await xb.at('preparer').expect(alertAnswerSchema, 'GET', `/api/findings/leads/${lead}/alert`)).alert;
    const made = await opened(fresh?.id ?? '');
    assert.deepEqual([made.edition, made.alert.pattern.version, made.alert.parameters['tradesMin']], [{ number: 2, otherValues: 0 }, 1, 2]);
    const before = old.rows.find(({ participants }) => participants.includes('Invented Holdings'));
    const kept = await opened(before?.id ?? '');
    assert.deepEqual([kept.edition, kept.alert.parameters['tradesMin']], [{ number: 1, otherValues: 0 }, 3]);
    const days = [
      { alert: made.alert, day: Buffer.from(quietDay('2026-11-03')) },
      { alert: kept.alert, day: await example('small-day.csv') },
    ];
    for (const { alert, day } of days) {
      const [file, alertFile] = [`${xb.folder}/rerun-day.csv`, `${xb.folder}/rerun-alert.jsonl`];
      await writeFile(file, day);
      await writeFile(alertFile, JSON.stringify(alert));
      assert.match(await typed(0, 'rerun', file, '--alerts', alertFile), /the same, to the byte/);
    }
    const given = await xb.at('preparer').expect(z.array(patternFeedbackSchema), 'GET', '/api/findings/patterns');
    const own = given.find(({ id }) => id === 'self-trades');
    assert.deepEqual([own?.edition, own?.parameters[0]?.value], [2, 2]);
  });
});

/** The owner of the small day and another, found in alerts of this authority, are held by two firms of one beneficial owner by its register. */
async function linkOwners(authority: Authority, file: string, other: string): Promise<void> {
  const owner = 'Invented Holdings';
  const desk = authority.at('preparer');
  const bytes = Buffer.from((await example('small-day.csv')).toString().replaceAll('XVEN', 'ZVEN').replaceAll(owner, other));
  const second = (await desk.expect(marketFileAnswerSchema, 'POST', `${taking}zven-day.csv`, bytes)).file.id;
  for (const one of [file, second])
    await desk.expect(runSchema, 'POST', '/api/findings/surveillance-runs', { file: one, patterns: ['self-trades'] });
  await eventually('both are found', 30_000, async () => {
    const runs = await desk.expect(z.array(runSchema), 'GET', '/api/findings/surveillance-runs');
    return runs.filter(({ endedAt }) => endedAt !== null).length === 2;
  });
  await authority.at('keeper').expect(z.unknown(), 'POST', registerOf, Buffer.from(sharedOwner(owner, other)));
  for (const name of [owner, other]) {
    const question = { name, purpose: 'admin-enforcement' };
    const { proposals } = await desk.expect(linkProposalsSchema, 'POST', '/api/findings/market-subjects/links', question);
    const right = proposals.find((one) => one.right.endsWith('#/firm'))?.right;
    const verdict = { left: `market:${name}`, right, verdict: 'same', reason: 'By the register.' };
    await desk.expect(z.unknown(), 'POST', '/api/findings/entities/judgements', verdict);
  }
}

const registerOf = '/api/records/imports?kind=registration&format=comity-csv&fileName=links.csv';

/** Two firms of one person, the first with an account. */
function sharedOwner(first: string, second: string): string {
  const head =
    'reference,firm,commercial_name,lei,jurisdiction,authority,status,services,host_jurisdictions,address,websites,authorised_from';
  const owners = ',authorised_until,comments,owner_role,owner_kind,owner_name,owner_identifiers,owner_jurisdiction,owner_birth_date';
  const row = (reference: string, firm: string, client: string): string =>
    `${reference},${firm},,,XB,Register of XB,notified,trading,,,,2024-01-02,,,owner,person,Ada Quill,passport:XB-P-77${client},XB,1971-04-02`;
  return [`${head}${owners}`, row('LINK-1', first, ' | client-id:acc-71'), row('LINK-2', second, ''), ''].join('\n');
}

/** Trades of one owner with itself, as many as said, and two by others around each. */
function selfTradesOn(day: string, count: number): string {
  const lines = Array.from({ length: count }, (_unused, hour) => {
    const trade = (minute: number, one: string, other: string): string =>
      `${day}T1${hour}:0${minute}:00.000000000Z,trade,XVEN,QUIET,buy,101.5,2,${one},,,${other},,,${hour * 10 + minute},spot,QUIET,USD,,,,1,0`;
    return [trade(1, 'own-1', 'own-1'), trade(2, 'acc-1', 'acc-2'), trade(3, 'acc-2', 'acc-3')];
  });
  return `${[marketFileColumns.join(','), ...lines.flat()].join('\n')}\n`;
}
