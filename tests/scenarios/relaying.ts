// SPDX-License-Identifier: Apache-2.0
//
// Value that goes through four authorities, each of which holds its own movements alone; and what officers do to follow it: take the
// movements in, trace, hand on, continue, answer.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { itemDetailSchema } from '../../src/evidence/wire.ts';
import { clustersAnswerSchema, contestSchema, saidAnswerSchema, tagFileAnswerSchema } from '../../src/findings/attributions/wire.ts';
import { canvasDetailSchema, canvasDocumentSchema } from '../../src/findings/canvases/wire.ts';
import { clawbackAnswerSchema } from '../../src/findings/clawback/wire.ts';
import { exposureAnswerSchema } from '../../src/findings/exposures/wire.ts';
import { liquidityAnswerSchema, rampsAnswerSchema } from '../../src/findings/ramps/wire.ts';
import { aroundAnswerSchema, historyAnswerSchema, sumsAnswerSchema } from '../../src/findings/surroundings/wire.ts';
import { shapeLeadAnswerSchema, studyDetailSchema, studyRowSchema } from '../../src/findings/shapes/wire.ts';
import { leadDetailSchema, leadDraftAnswerSchema } from '../../src/findings/wire.ts';
import {
  caseAnswerSchema,
  movementFileAnswerSchema,
  relayQuestionSchema,
  type TraceDetailWire,
  traceDetailSchema,
} from '../../src/findings/traces/wire.ts';
import { caseDetailSchema } from '../../src/assistance/wire.ts';
import { canonicalJson } from '../../src/kernel/index.ts';
import { digestOf } from '../../src/seals/index.ts';
import { act, approveAsNeeded, caseOf, untilState } from './casework.ts';
import type { Authority } from './federation.ts';
import type { OfficerAtWork } from './officer-at-work.ts';

const layering = new URL('../../examples/flows/small-layering.csv', import.meta.url);

/** XA's thief takes 10,000.00 and pays it on within the day. */
const movements = [
  ['2026-10-20T08:00:00.000Z', 'cash-in', '(outside)', 'XA-victim', '10000.00'],
  ['2026-10-20T09:00:00.000Z', 'transfer', 'XA-victim', 'XA-mule', '10000.00'],
  ['2026-10-20T10:00:00.000Z', 'transfer', 'XA-mule', 'XB-shop', '3500.01'],
  ['2026-10-20T10:30:00.000Z', 'transfer', 'XA-mule', 'XC-card', '6000.00'],
  ['2026-10-20T11:00:00.000Z', 'cash-out', 'XB-shop', '(outside)', '3000.00'],
  ['2026-10-20T12:00:00.000Z', 'transfer', 'XC-card', 'XD-gold', '4000.02'],
  ['2026-10-20T13:00:00.000Z', 'cash-out', 'XD-gold', '(outside)', '4000.00'],
] as const;

/** What one authority sees: movements that touch its own accounts. */
export function movementsOf({ key }: Pick<Authority, 'key'>): Buffer {
  const own = movements.filter((line) => line.some((cell) => cell.startsWith(`${key.toUpperCase()}-`)));
  const rows = own.map(([time, kind, from, to, amount]) => `${time},${kind},${from},${to},${amount},EUR,bank,2`);
  return Buffer.from(`time,kind,from,to,amount,asset,ledger,decimals\n${rows.join('\n')}\n`);
}

export async function takeMovements(at: Authority, purpose = 'admin-enforcement'): Promise<string> {
  const call = `/api/findings/movement-files?purpose=${purpose}&fileName=payments.csv`;
  return (await at.at('preparer').expect(movementFileAnswerSchema, 'POST', call, movementsOf(at))).file.id;
}

export function reachOf(...authorities: readonly Authority[]) {
  return authorities.map(({ id, key }) => ({ authority: id, prefixes: [`${key.toUpperCase()}-`] }));
}

export function traceAt(at: Authority, id: string): Promise<TraceDetailWire> {
  return at.at('preparer').expect(traceDetailSchema, 'GET', `/api/findings/traces/${id}`);
}

export function trace(at: Authority, order: object): Promise<TraceDetailWire> {
  const whole = { title: 'The takings of October', purpose: 'admin-enforcement', methods: ['fifo'], ...order };
  return at.at('preparer').expect(traceDetailSchema, 'POST', '/api/findings/traces', whole);
}

/** What the agreements of the story ask beside what the draft says. */
const asksBeside = {
  'legal-provisions': 'Payments Act of Xandria, section 4.',
  precautions: 'The holder of the account does not know of it.',
};

/** The request with the entry points is drafted, sent, and stands in the other's inbox. */
export async function handOn(from: Authority, to: Authority, traceId: string): Promise<string> {
  const order = { counterpart: to.id, assistance: 'information-from-files', purpose: 'admin-enforcement' };
  const { caseId } = await from.at('preparer').expect(caseAnswerSchema, 'POST', `/api/findings/traces/${traceId}/requests`, order);
  const officer = from.at('preparer');
  const { draft } = await caseOf(officer, caseId);
  assert.ok(draft.trace !== undefined);
  await officer.expect(caseDetailSchema, 'PUT', `/api/assistance/drafts/${caseId}`, {
    ...draft,
    content: { ...draft.content, ...asksBeside },
  });
  await act(officer, caseId, 'submission');
  await approveAsNeeded(from, caseId);
  await untilState(to.at('preparer'), caseId, 'received', 8000);
  await untilState(officer, caseId, 'received', 8000);
  return caseId;
}

/** The other's officer continues on own data, and answers with approval. */
export async function continueAndAnswer(
  at: Authority,
  caseId: string,
  order: { readonly files: readonly string[]; readonly reach?: object; readonly between?: (trace: TraceDetailWire) => Promise<void> },
): Promise<TraceDetailWire> {
  const question = await at.at('preparer').expect(relayQuestionSchema, 'GET', `/api/findings/cases/${caseId}/trace`);
  assert.ok(question.entries.length > 0);
  const { files, reach = [], between } = order;
  const traced = await trace(at, { files, reach, answers: caseId });
  await between?.(traced);
  const answer = { caseId, completeness: 'complete', naming: 'named', passOn: 'chain', text: 'Followed on the data of the bank.' };
  await at.at('preparer').expect(caseAnswerSchema, 'POST', `/api/findings/traces/${traced.row.id}/answers`, answer);
  await approveAsNeeded(at, caseId);
  return traced;
}

/** Shapes are looked for in a file; a finding becomes one lead, however often it is made one, and the lead becomes a draft. */
export async function studyShapes(at: Authority, other: Authority): Promise<void> {
  const officer = at.at('preparer');
  const call = '/api/findings/movement-files?purpose=admin-enforcement&fileName=layering.csv';
  const { file } = await officer.expect(movementFileAnswerSchema, 'POST', call, await readFile(layering));
  const order = { title: 'Layers', files: [file.id], purpose: 'admin-enforcement', shapes: ['fan-in', 'structuring'] };
  const study = await officer.expect(studyDetailSchema, 'POST', '/api/findings/studies', order);
  assert.deepEqual(
    study.row.counts.map(({ shape, count }) => [shape, count]),
    [
      ['fan-in', 0],
      ['structuring', 1],
    ],
  );
  const [found] = study.findings;
  assert.ok(found !== undefined);
  assert.deepEqual([found.finding.parties.first, found.edges.length, found.lead], [['XC-5005'], 4, null]);
  const made = { finding: found.finding.digest };
  const answers = [];
  for (let round = 0; round < 2; round += 1)
    answers.push(await officer.expect(shapeLeadAnswerSchema, 'POST', `/api/findings/studies/${study.row.id}/leads`, made));
  const lead = answers[0]?.lead ?? '';
  assert.deepEqual(answers, [
    { lead, isNew: true },
    { lead, isNew: false },
  ]);
  const again = await officer.expect(studyDetailSchema, 'GET', `/api/findings/studies/${study.row.id}`);
  assert.equal(again.findings[0]?.lead, lead);
  const [ofLead] = await officer.expect(z.array(studyRowSchema), 'GET', `/api/findings/studies?lead=${lead}`);
  assert.equal(ofLead?.id, study.row.id);
  await officer.expect(leadDetailSchema, 'POST', `/api/findings/leads/${lead}/judgement`, { verdict: 'same', reason: 'No lawful reason.' });
  const asking = { counterpart: other.id, assistance: 'information-from-files', purpose: 'admin-enforcement' };
  const { caseId } = await officer.expect(leadDraftAnswerSchema, 'POST', `/api/findings/leads/${lead}/draft`, asking);
  assert.match((await caseOf(officer, caseId)).draft.content.facts ?? '', /Accounts: XC-5005\.\nAsked for: who holds and controls/);
  const { files, purpose } = order;
  const { exposure } = await officer.expect(exposureAnswerSchema, 'POST', '/api/findings/exposures', {
    files,
    purpose,
    addresses: ['XA-3003'],
  });
  assert.deepEqual(
    exposure.groups.map(({ listed, found }) => [listed, found]),
    [[1, 1]],
  );
  assert.ok(exposure.parties.first.some(({ party, to }) => party === 'XC-5005' && to[0]?.hops === 2));
  await overviews(officer, { files, purpose });
  const around = { files, purpose, party: 'XC-5005' };
  const { parties } = await officer.expect(aroundAnswerSchema, 'POST', '/api/findings/surroundings', around);
  assert.ok(parties.length > 1);
  const told = await officer.expect(sumsAnswerSchema, 'POST', '/api/findings/surroundings/sums', {
    files,
    purpose,
    parties: parties.map(({ name }) => name),
  });
  assert.deepEqual([told.parties[0], told.pairs.length >= parties.length - 1], [{ name: 'XC-5005', elsewhere: 0 }, true]);
  const asked = { files, purpose, party: 'XA-3003', stated: [{ asset: 'EUR', at: '2026-10-04T00:00:00.000Z', amount: '0.00' }] };
  const history = await officer.expect(historyAnswerSchema, 'POST', '/api/findings/surroundings/history', asked);
  assert.deepEqual(
    history.assets.map(({ received, gaps }) => [received, gaps.map(({ missing }) => missing)]),
    [['50000.00', ['-11000.00']]],
  );
  const paper = await officer.call('POST', '/api/findings/surroundings/history/paper', asked);
  assert.equal(Buffer.from(paper.bytes).subarray(0, 5).toString(), '%PDF-');
  const foreign = await officer.expectRefusal(400, 'POST', '/api/findings/surroundings', { ...around, purpose: 'tax' });
  assert.match(foreign, /was taken for/);
  const nobody = await officer.expectRefusal(400, 'POST', '/api/findings/exposures', { files, purpose, lists: ['no-list'] });
  assert.match(nobody, /There is no list/);
  const unknown = { ...order, shapes: ['no-shape'] };
  assert.match(await officer.expectRefusal(400, 'POST', '/api/findings/studies', unknown), /There is no such shape/);
  const otherwise = { ...order, purpose: 'tax' };
  assert.match(await officer.expectRefusal(400, 'POST', '/api/findings/studies', otherwise), /was taken for/);
}

/** A canvas is kept in a case: editions after one another, never over one another, one of them as evidence; for who may not see the case there is none. */
export async function keepCanvas(at: Authority, caseId: string, file: string): Promise<void> {
  const officer = at.at('preparer');
  const kept = `/api/findings/cases/${caseId}/canvases`;
  const place = (name: string, x: number) => ({ name, x, y: 0, note: x === 0 ? 'the mule' : '' });
  const picture = { from: null, until: null, parties: [place('XA-mule', 0), place('XC-card', 300)] };
  const given = { title: 'From the mule on', files: [file], purpose: 'admin-enforcement', picture };
  const first = await officer.expect(canvasDetailSchema, 'POST', kept, given);
  const document = await officer.expect(canvasDocumentSchema, 'GET', `${kept}/${first.id}/editions/1`);
  assert.equal(digestOf(Buffer.from(canonicalJson(document))), first.newest.digest);
  assert.deepEqual([document.picture, document.sums.pairs.map(({ amount }) => amount), document.before], [picture, ['6000.00'], null]);
  const moved = { from: null, until: null, parties: [place('XA-mule', 0), place('XC-card', 600)] };
  const second = await officer.expect(canvasDetailSchema, 'POST', `${kept}/${first.id}/editions`, { after: 1, picture: moved });
  assert.deepEqual([second.newest.number, second.editions.length], [2, 2]);
  const late = await at.at('keeper').expectRefusal(409, 'POST', `${kept}/${first.id}/editions`, { after: 1, picture });
  assert.match(late, /Edition 2 was saved by/);
  const stranger = { ...picture, parties: [place('nobody', 0)] };
  assert.match(await officer.expectRefusal(400, 'POST', kept, { ...given, picture: stranger }), /No movement names the party/);
  assert.match(await officer.expectRefusal(400, 'POST', kept, { ...given, purpose: 'tax' }), /was taken for/);

  const collected = { kind: 'collected', place: 'Server of the authority', custodian: 'Registry', collectedBy: 'P', from: 'The bank' };
  const item = {
    form: 'file',
    title: 'Who the mule paid',
    description: '',
    digest: null,
    source: { kind: 'canvas', id: second.newest.id },
    collectedAt: second.newest.savedAt,
    collected: { ...collected, rule: 'production', power: 'Payments Act, section 4' },
  };
  const { row } = await officer.expect(itemDetailSchema, 'POST', `/api/evidence/cases/${caseId}/items`, item);
  assert.equal(row.digest, second.newest.digest);
  const foreign = { ...item, source: { kind: 'canvas', id: `${first.id}.9` } };
  assert.match(await officer.expectRefusal(400, 'POST', `/api/evidence/cases/${caseId}/items`, foreign), /not of this case/);
  await eraseCanvas(at, { caseId, canvas: first.id, itemId: row.id, picture });
  const recusal = { officer: officer.id, reason: 'A relative of the mule.' };
  await officer.expect(z.unknown(), 'POST', `/api/desk/cases/${caseId}/recusals`, recusal);
  for (const path of [kept, `${kept}/${first.id}`, `${kept}/${first.id}/editions/1`]) await officer.expectRefusal(404, 'GET', path);
  await officer.expectRefusal(404, 'POST', `${kept}/${first.id}/editions`, { after: 2, picture });
}

/** It is erased by an approver, never while the case or evidence needs it; the digests stay. */
async function eraseCanvas(
  at: Authority,
  {
    caseId,
    canvas,
    itemId,
    picture,
  }: { readonly caseId: string; readonly canvas: string; readonly itemId: string; readonly picture: unknown },
): Promise<void> {
  const [officer, approver] = [at.at('preparer'), at.at('approver')];
  const one = `/api/findings/cases/${caseId}/canvases/${canvas}`;
  const order = { ground: 'request-of-person', reason: 'Granted on 20 November.' };
  assert.match(await approver.expectRefusal(400, 'POST', `${one}/erasure`, { ...order, ground: 'case-over' }), /The case is not over/);
  assert.match(await approver.expectRefusal(400, 'POST', `${one}/erasure`, order), /It is an item of evidence: Who the mule paid/);
  const item = `/api/evidence/cases/${caseId}/items/${itemId}/entries`;
  const before = await approver.expect(canvasDetailSchema, 'GET', one);
  const destroyed = { kind: 'destroyed', method: 'Erased', ground: 'Not needed in any proceedings.', witness: 'Q' };
  await approver.expect(itemDetailSchema, 'POST', item, { at: before.newest.savedAt, said: destroyed });
  const forWhoKept = await officer.expect(canvasDetailSchema, 'GET', one);
  const erased = await approver.expect(canvasDetailSchema, 'POST', `${one}/erasure`, order);
  assert.deepEqual([before.next.includes('erasure'), forWhoKept.next.includes('erasure')], [true, false]);
  assert.deepEqual([erased.next, erased.title, erased.erased?.reason], [[], '', order.reason]);
  assert.deepEqual(erased.editions, before.editions);
  assert.match(await officer.expectRefusal(400, 'GET', `${one}/editions/1`), /It was erased at/);
  assert.match(await officer.expectRefusal(400, 'POST', `${one}/editions`, { after: 2, picture }), /It was erased at/);
  assert.match(await approver.expectRefusal(400, 'POST', `${one}/erasure`, order), /It was erased already/);
}

/** What passes in and out of a firm that no registration names, and what goes from jurisdiction to jurisdiction. */
async function overviews(officer: OfficerAtWork, given: { readonly files: readonly string[]; readonly purpose: string }): Promise<void> {
  const firms = [{ name: 'A desk', jurisdiction: 'XC', prefixes: ['XC-'] }];
  const { ramps, read } = await officer.expect(rampsAnswerSchema, 'POST', '/api/findings/ramps', { ...given, firms });
  assert.deepEqual(
    ramps.sides.map(({ ramp, side, standing, amount }) => [ramp, side, standing, amount]),
    [
      ['off', 'out', 'not-registered', '20000.00'],
      ['on', 'in', 'not-registered', '38960.00'],
    ],
  );
  assert.deepEqual([ramps.crossings, read.isMore], [[], false]);
  const order = { ...given, firms, asset: 'EUR', periodDays: 7, places: [{ jurisdiction: 'XB', prefix: 'XB-' }] };
  const { totals } = await officer.expect(liquidityAnswerSchema, 'POST', '/api/findings/liquidity', order);
  assert.deepEqual(totals[0], { from: 'outside', to: 'unknown', amount: '58000.00' });
  assert.ok(totals.some(({ from, to, amount }) => from === 'XB' && to === 'XC' && amount === '38960.00'));
  const stranger = { ...given, firms: [{ reference: 'XX-1', prefixes: ['XC-'] }] };
  assert.match(await officer.expectRefusal(400, 'POST', '/api/findings/ramps', stranger), /no registration .XX-1/);
  assert.match(
    await officer.expectRefusal(400, 'POST', '/api/findings/liquidity', { ...order, asset: 'BTC' }),
    /No movement is of this asset/,
  );
}

/** What a pack says of an address is contested, answered by somebody else, and counts again when the contest is withdrawn; so is a link. */
export async function contestAttributions(at: Authority): Promise<void> {
  const officer = at.at('preparer');
  const purpose = 'admin-enforcement';
  const coins = await readFile(new URL('../../examples/flows/small-coins.csv', import.meta.url));
  const call = `/api/findings/movement-files?purpose=${purpose}&fileName=coins.csv`;
  const { file } = await officer.expect(movementFileAnswerSchema, 'POST', call, coins);
  const tags = await readFile(new URL('../../examples/flows/tags.csv', import.meta.url));
  const taken = await officer.expect(tagFileAnswerSchema, 'POST', '/api/findings/tag-files?fileName=tags.csv', tags);
  const again = await officer.expect(tagFileAnswerSchema, 'POST', '/api/findings/tag-files?fileName=other.csv', tags);
  assert.deepEqual([taken.file.attributions, taken.isNew, again.isNew, again.file.id], [4, true, false, taken.file.id]);
  const bad = await officer.expectRefusal(400, 'POST', '/api/findings/tag-files?fileName=bad.csv', Buffer.from('a,b\n1,2\n'));
  assert.match(bad, /no columns address and actor/);
  const clusters = () =>
    officer.expect(clustersAnswerSchema, 'POST', '/api/findings/attributions/clusters', { files: [file.id], purpose, address: 'coin-a1' });
  const shown = async () => {
    const { clustering } = await clusters();
    const [first] = clustering.clusters.first;
    return [clustering.clusters.first.length, first?.members.first.join(), first?.claims.map(({ actor }) => actor).join()];
  };
  assert.deepEqual(await shown(), [1, 'coin-a1,coin-a2,coin-a3', 'invented exchange,somebody else']);

  const said = () => officer.expect(saidAnswerSchema, 'POST', '/api/findings/attributions/said', { addresses: ['coin-a1', 'coin-x'] });
  const own = { address: 'coin-a1', actor: 'the mule', source: 'statement of the bank', confidence: 'authority_data' };
  const [one] = await officer.expect(saidAnswerSchema, 'POST', '/api/findings/attributions', own);
  assert.deepEqual(
    [one?.isDisputed, one?.attributions.map(({ actor, weight }) => [actor, weight])],
    [
      true,
      [
        ['the mule', 0.9],
        ['invented exchange', 0.7],
      ],
    ],
  );
  const exchange = one?.attributions[1]?.id ?? '';
  const contests = '/api/findings/contests';
  const order = { about: { kind: 'attribution', attribution: exchange }, reason: 'The pack is older than the sale of the wallet.' };
  const made = await officer.expect(contestSchema, 'POST', contests, order);
  assert.deepEqual([made.state, made.next], ['open', ['withdrawal']]);
  assert.match(await officer.expectRefusal(400, 'POST', contests, order), /contested already/);
  const opinion = { outcome: 'upheld', reason: 'The sale is registered.' };
  assert.match(await officer.expectRefusal(400, 'POST', `${contests}/${made.id}/opinion`, opinion), /You contested it/);
  assert.deepEqual(
    (await said()).map(({ address, isDisputed }) => [address, isDisputed]),
    [['coin-a1', false]],
  );
  assert.equal((await shown())[2], 'the mule,somebody else', 'nothing rests on what is contested');
  const upheld = await at.at('approver').expect(contestSchema, 'POST', `${contests}/${made.id}/opinion`, opinion);
  assert.deepEqual([upheld.state, upheld.opinion?.by, upheld.next], ['upheld', at.at('approver').name, ['withdrawal']]);
  const back = await officer.expect(contestSchema, 'POST', `${contests}/${made.id}/withdrawal`, { reason: 'It was another wallet.' });
  assert.deepEqual([back.state, back.opinion?.outcome, (await said())[0]?.isDisputed], ['withdrawn', 'upheld', true]);

  const pair = { about: { kind: 'pair', one: 'coin-a2', other: 'coin-a1' }, reason: 'Two who pay together.' };
  const apart = await officer.expect(contestSchema, 'POST', contests, pair);
  const { clustering } = await clusters();
  assert.ok(clustering.conflicts.first.some(({ why }) => why === 'an officer contests it'));
  const rejected = { outcome: 'rejected', reason: 'One key signed for both.' };
  await at.at('approver').expect(contestSchema, 'POST', `${contests}/${apart.id}/opinion`, rejected);
  assert.equal((await shown())[1], 'coin-a1,coin-a2,coin-a3');
  const all = await officer.expect(z.array(contestSchema), 'GET', contests);
  assert.deepEqual(
    all.map(({ state }) => state),
    ['rejected', 'withdrawn'],
  );
}

/** Without an order nothing can be seized, and what the trace found lies where the others reach it. */
export async function seizable(at: Authority, trace: string): Promise<void> {
  const call = `/api/findings/traces/${trace}/clawback`;
  const { clawback, cases } = await at.at('preparer').expect(clawbackAnswerSchema, 'POST', call, { methods: ['fifo'] });
  const [total] = clawback.methods[0]?.totals ?? [];
  assert.deepEqual([cases, total?.begun, total?.covered], [[], '10000.00', '0.00']);
  assert.match(await at.at('preparer').expectRefusal(400, 'POST', call, { methods: ['fifo'], lists: ['no-list'] }), /There is no list/);
  await at.at('preparer').expectRefusal(404, 'POST', '/api/findings/traces/trc_unknown/clawback', { methods: ['fifo'] });
}
