// SPDX-License-Identifier: Apache-2.0
/** Evidence of a case between two servers: what came with a reply, what an officer collected, a hit, a hold against a recall, a loan, a report. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  act,
  approve,
  call,
  deliverAll,
  issuesIn,
  json,
  look,
  openPair,
  type Pair,
  recordsGiven,
  sentRequest,
  type Side,
} from '../assistance/two-authorities.test.ts';
import { addMs, type CallAnswer } from '../kernel/index.ts';
import { totpCode } from '../officers/index.ts';
import type { RecordRowWire } from '../records/wire.ts';
import { realSuites } from '../seals/index.ts';
import { checkCustodyFile } from './report/check-file.ts';
import { custodyReport } from './report/custody-report.ts';
import { formalitiesOf } from './formalities.ts';
import type { CustodyFileWire, ItemDetailWire, ItemRowWire, SaidWire } from './wire.ts';
import { writePaper } from '../paper/index.ts';

const items = '/api/evidence/cases/:id/items';
const fileDigest = `sha256:${'a1'.repeat(32)}`;
const redactedDigest = `sha256:${'b2'.repeat(32)}`;

describe('evidence of a case between two servers', () => {
  let pair: Pair;
  let id: string;
  let received: RecordRowWire[];
  before(async () => {
    pair = await openPair();
    id = await sentRequest(pair);
    const base = (await look(pair, pair.xb, id)).replyLimits;
    const query = { kind: 'suspicious-report', purpose: 'fiu-analysis', limit: '3' };
    const own = (json(await call(pair, pair.xb, 'keeper', 'GET /api/records', { query })) as { rows: RecordRowWire[] }).rows;
    const strict = { ...base, evidentialUse: 'forbidden' };
    const [first, second] = own;
    const [whole, other] = await recordsGiven(pair, pair.xb, id, [first?.id, second?.id]);
    const records = [whole, { ...other, limits: strict }];
    json(await act(pair, pair.xb, id, 'replies', { completeness: 'complete', text: 'Two reports.', records }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    received = (await look(pair, pair.xa, id)).records.filter((row) => row.isReceived);
    assert.equal(received.length, 2);
  });
  after(async () => pair.close());

  const collectedBy = { kind: 'collected', place: 'Harbour Street 4', custodian: 'Evidence store', collectedBy: 'Officer Lind' } as const;
  const collected = { ...collectedBy, from: 'Meridian Tide Exchange Ltd', rule: 'production', power: 'Order 14/26' } as const;
  type By = Parameters<typeof call>[2];

  function enter(change: object, side: Side = pair.xa): Promise<CallAnswer> {
    const item = { form: 'file', title: 'Ledger', description: '', digest: fileDigest, source: { kind: 'own', id: null } };
    const body = { ...item, collectedAt: pair.now, collected, ...change };
    return call(pair, side, 'preparer', `POST ${items}`, { params: { id }, body });
  }
  const entered = async (change: object, side?: Side): Promise<ItemDetailWire> => json(await enter(change, side)) as ItemDetailWire;
  const write = (item: ItemDetailWire, said: SaidWire, by: By = 'preparer'): Promise<CallAnswer> =>
    call(pair, pair.xa, by, `POST ${items}/:item/entries`, { params: { id, item: item.row.id }, body: { at: null, said } });
  const use = (item: ItemDetailWire): Promise<CallAnswer> =>
    call(pair, pair.xa, 'preparer', `POST ${items}/:item/uses`, {
      params: { id, item: item.row.id },
      body: { purpose: 'admin-enforcement', forum: 'Court of XA' },
    });
  async function withFormalities(item: ItemDetailWire): Promise<ItemDetailWire> {
    let last = item;
    for (const name of formalitiesOf[item.rule])
      last = json(await write(item, { kind: 'formality', name, answer: 'met', note: '' })) as ItemDetailWire;
    return last;
  }
  const order = { items: null as readonly string[] | null, forum: 'Court of XA', purpose: 'admin-enforcement' };
  const report = (what: 'report' | 'custody-file', body: object = order): Promise<CallAnswer> =>
    call(pair, pair.xa, 'preparer', `POST /api/evidence/cases/:id/${what}`, { params: { id }, body });

  test('what was collected under a rule becomes evidence when its formalities are met, and a use is written down', async () => {
    const item = await entered({});
    assert.equal(item.row.courtUse.outcome, 'needs');
    assert.equal((await use(item)).kind, 'issues');
    const whole = await withFormalities(item);
    assert.equal(whole.row.courtUse.outcome, 'allowed');
    const used = json(await use(item)) as ItemDetailWire;
    assert.deepEqual(used.entries.at(-1)?.content, { kind: 'used', purpose: 'admin-enforcement', forum: 'Court of XA' });
    assert.equal(used.entries.length, 6);
  });

  test('a record that its originator keeps from court is refused with the clause, and so is what is made of it', async () => {
    const kept = (
      await Promise.all(received.map(async (row) => entered({ form: 'record', digest: null, source: { kind: 'record', id: row.id } })))
    ).find(({ row }) => row.courtUse.outcome === 'refused');
    assert(kept !== undefined);
    assert.match(kept.row.digest ?? '', /^sha256:/, 'the server knows it');
    const [reason] = kept.row.courtUse.reasons;
    assert.equal(reason?.rule, 'condition');
    assert.notEqual(reason.clause, null);
    await withFormalities(kept);
    assert.match(issuesIn(await use(kept))[0]?.remedy ?? '', /clause/);
    const marks = [{ where: 'Page 2', ground: 'personal-data' as const, reason: 'Names of staff.' }];
    const made = json(await write(kept, { kind: 'redacted', title: 'Redacted', digest: redactedDigest, marks })) as ItemDetailWire;
    assert.equal(made.row.courtUse.outcome, 'refused');
    assert.equal(made.row.derivedFrom, kept.row.id);
    const first = made.entries[0]?.content;
    assert.equal(first?.kind === 'derived' && first.digestBefore, kept.row.digest);
  });

  test('invariant 13: a hit is entered as a lead, and neither used nor put into a report, whatever is noted of it', async () => {
    const hit = await withFormalities(await entered({ title: 'Hit', source: { kind: 'lead', id: 'led_1' } }));
    assert.equal(hit.row.courtUse.reasons[0]?.rule, 'lead');
    assert.equal((await use(hit)).kind, 'issues');
    assert.match(issuesIn(await report('report', { ...order, items: [hit.row.id] }))[0]?.problem ?? '', /lead/);
  });

  test('privilege is reviewed by somebody outside the case, and the redacted item of its own', async () => {
    const letters = await withFormalities(await entered({ title: 'Letters' }));
    const marked = json(await write(letters, { kind: 'privilege-marked', claimant: 'Counsel', reason: 'Advice.' })) as ItemDetailWire;
    assert.equal(marked.row.courtUse.outcome, 'needs');
    const review = { kind: 'privilege-reviewed', outcome: 'withheld', reason: 'Advice of counsel.' } as const;
    assert.equal(issuesIn(await write(letters, review))[0]?.path, 'officer', 'the preparer is of the case');
    const done = json(await write(letters, review, 'deputy')) as ItemDetailWire;
    assert.equal(done.row.privilege, 'withheld');
    const marks = [{ where: 'Pages 1 to 3', ground: 'privilege' as const, reason: 'Advice of counsel.' }];
    const made = json(
      await write(letters, { kind: 'redacted', title: 'Letters, redacted', digest: redactedDigest, marks }),
    ) as ItemDetailWire;
    assert.deepEqual([made.row.privilege, made.row.courtUse.outcome], ['marked', 'needs']);
    const body = { at: null, said: { ...review, outcome: 'released' } };
    const params = { id, item: made.row.id };
    const freed = json(await call(pair, pair.xa, 'second', `POST ${items}/:item/entries`, { params, body })) as ItemDetailWire;
    assert.equal(freed.row.courtUse.outcome, 'allowed', 'by the rule and the formalities of what it was made from');
    const file = await report('custody-file', { ...order, items: [freed.row.id] });
    assert(file.kind === 'bytes');
    const read = checkCustodyFile(file.bytes, realSuites);
    assert(read.ok, JSON.stringify(read));
    const [original] = read.value.originals ?? [];
    assert.equal(original?.id, letters.row.id, 'the log of the letters that were withheld goes with the copy');
    assert.deepEqual(original.entries.at(-1)?.content.kind, 'redacted');
    const changed = structuredClone(read.value);
    const [first] = changed.originals ?? [];
    if (first !== undefined) first.title = 'Other letters';
    assert.equal(checkCustodyFile(new TextEncoder().encode(JSON.stringify(changed)), realSuites).ok, false, 'and is checked like the rest');
  });

  test('an exhibit on loan is a clock of the calendar until it is returned', async () => {
    const phone = await entered({ form: 'exhibit', title: 'Telephone', digest: null });
    const dueAt = addMs(pair.now, 5 * 86_400_000);
    json(await write(phone, { kind: 'loaned', to: 'Laboratory', purpose: 'Extraction', dueAt, terms: '' }));
    const clocks = async () => {
      const query = { from: pair.now, to: addMs(pair.now, 10 * 86_400_000) };
      const found = json(await call(pair, pair.xa, 'preparer', 'GET /api/desk/agenda', { query })) as {
        clocks: { kind: string; dueAt: string }[];
      };
      return found.clocks.filter(({ kind }) => kind === 'loan').map((clock) => clock.dueAt);
    };
    assert.deepEqual(await clocks(), [dueAt]);
    const back = {
      kind: 'returned',
      from: 'Laboratory',
      place: 'Store',
      custodian: 'Evidence store',
      condition: 'As lent',
      seal: 'intact',
    } as const;
    json(await write(phone, back));
    assert.deepEqual(await clocks(), []);
  });

  test('a thing is handed over by a form that both authorities sign, and comes back', async () => {
    const box = await withFormalities(await entered({ form: 'exhibit', title: 'Box of ledgers', digest: null }));
    const params = { id, item: box.row.id };
    const form = await call(pair, pair.xa, 'preparer', `GET ${items}/:item/hand-over-form`, { params });
    assert(form.kind === 'bytes' && form.mediaType === 'application/pdf');
    const given = { to: pair.xb.name, givenBy: 'Officer Lind', receivedBy: 'Officer Vale', place: 'Border post' } as const;
    const over = json(await write(box, { kind: 'handed-over', ...given, seal: 'intact', digest: fileDigest })) as ItemDetailWire;
    assert.deepEqual([over.row.state, over.row.courtUse.outcome], ['handed-over', 'refused']);
    assert.equal((await write(box, { kind: 'sealed', sealNumber: 'S-9', place: 'Store' })).kind, 'issues', 'it is not here');
    const back = {
      kind: 'returned',
      from: pair.xb.name,
      place: 'Store',
      custodian: 'Evidence store',
      condition: 'As given',
      seal: 'intact',
    } as const;
    assert.equal((json(await write(box, back)) as ItemDetailWire).row.courtUse.outcome, 'allowed');
  });

  test('a wall around the case is one around its evidence', async () => {
    const rows = async (by: By): Promise<CallAnswer> => call(pair, pair.xa, by, `GET ${items}`, { params: { id } });
    assert.equal((await rows('keeper')).kind, 'json');
    const inside = [pair.xa.officers.preparer.id, pair.xa.officers.head.id];
    json(await call(pair, pair.xa, 'head', 'PUT /api/desk/cases/:id/wall', { params: { id }, body: { inside, reason: 'Leak.' } }));
    assert.equal((await rows('keeper')).kind, 'absent');
    json(await call(pair, pair.xa, 'head', 'DELETE /api/desk/cases/:id/wall', { params: { id } }));
  });

  test('the custody file holds for whoever checks it, the paper is made from it, and one change in it is found', async () => {
    const made = await report('custody-file');
    assert(made.kind === 'bytes');
    const read = checkCustodyFile(made.bytes, realSuites);
    assert(read.ok, JSON.stringify(read));
    assert.equal(read.value.authority, pair.xa.id);
    assert.ok(read.value.items.length >= 2);
    assert.ok(
      read.value.leftOut.some(({ why }) => /clause/.test(why)),
      'what is left out says why',
    );
    const changes: readonly ((file: CustodyFileWire) => unknown)[] = [
      (file) => (firstOf(file).title = 'Another'),
      (file) => (firstOf(file).digest = redactedDigest),
      (file) => void (entryOf(file, 0).at = '2026-11-01T00:00:00.000Z'),
      (file) => void (entryOf(file, 1).officer = 'off_other'),
      (file) => void (entryOf(file, 0).logIndex += 1),
      (file) => void firstOf(file).entries.splice(1, 1),
      (file) => void (file.caseId = 'req_other'),
      (file) => void (file.authority = pair.xb.id),
    ];
    for (const [index, change] of changes.entries()) {
      const file: CustodyFileWire = structuredClone(read.value);
      change(file);
      assert.equal(checkCustodyFile(new TextEncoder().encode(JSON.stringify(file)), realSuites).ok, false, `change ${index} is found`);
    }
    const paper = await writePaper(custodyReport(read.value, made.bytes));
    assert.equal(new TextDecoder().decode(paper.subarray(0, 5)), '%PDF-');
    assert.deepEqual(paper, await writePaper(custodyReport(read.value, made.bytes)), 'the same bytes each time');
    const served = await report('report');
    assert(served.kind === 'bytes' && served.mediaType === 'application/pdf');
  });

  test('the database refuses to change an entry', async () => {
    await assert.rejects(sql`update evidence_entries set officer = 'off_other'`.execute(pair.xa.opened.database), /only grows/);
    await assert.rejects(sql`delete from evidence_items`.execute(pair.xa.opened.database), /only grows/);
  });

  test('a hold keeps a received record from being erased by a recall, until an approver lifts it', async () => {
    const rows = (json(await call(pair, pair.xa, 'preparer', `GET ${items}`, { params: { id } })) as { rows: ItemRowWire[] }).rows;
    const row = rows.find(({ form }) => form === 'record');
    assert(row !== undefined);
    const params = { id, item: row.id };
    const item = json(await call(pair, pair.xa, 'preparer', `GET ${items}/:item`, { params })) as ItemDetailWire;
    const held = json(
      await write(item, { kind: 'hold-placed', reason: 'Appeal.', orderedBy: 'Court of XA', until: null }),
    ) as ItemDetailWire;
    assert.equal(held.row.isHeld, true);
    assert.equal(held.next.includes('released'), false);
    const recordId = item.source.id;
    const own = (await look(pair, pair.xb, id)).records.find((one) => !one.isReceived && recordId !== null && sameRecord(one, recordId));
    assert(own !== undefined);
    const body = { recordId: own.id, change: 'withdrawal', reason: 'It was wrong.' };
    const begun = json(await call(pair, pair.xb, 'preparer', 'POST /api/onward/recalls', { body })) as { row: { id: string } };
    await approveMatter(pair, pair.xb, begun.row.id);
    await deliverAll(pair);
    const answer = { params: { id: begun.row.id }, body: { outcome: 'executed', ground: null, reasons: '' } };
    const refused = await call(pair, pair.xa, 'preparer', 'POST /api/onward/recalls/:id/answer', answer);
    assert.match(issuesIn(refused)[0]?.problem ?? '', /legal hold by Court of XA/);
    const lift = { kind: 'hold-lifted', hold: held.entries.length, reason: 'The appeal was withdrawn.' } as const;
    json(await write(item, lift, 'head'));
    json(await call(pair, pair.xa, 'preparer', 'POST /api/onward/recalls/:id/answer', answer));
    await approveMatter(pair, pair.xa, begun.row.id);
    const after = json(await call(pair, pair.xa, 'preparer', `GET ${items}/:item`, { params })) as ItemDetailWire;
    assert.match(after.row.courtUse.reasons[0]?.sentence ?? '', /recalled/);
  });

  function sameRecord(one: RecordRowWire, receivedId: string): boolean {
    const title = received.find((row) => row.id === receivedId)?.title;
    return one.title === title;
  }
});

async function approveMatter(pair: Pair, side: Side, matter: string): Promise<void> {
  const detail = json(await call(pair, side, 'preparer', 'GET /api/onward/matters/:id', { params: { id: matter } })) as {
    step: { id: string; digest: string } | null;
  };
  const { step } = detail;
  if (step === null) return;
  const proof = { kind: 'code', code: totpCode(side.officers.head.secret, addMs(pair.now, 60_000)) };
  json(
    await call(pair, side, 'head', 'POST /api/onward/steps/:id/approval', {
      params: { id: step.id },
      body: { digest: step.digest, proof },
    }),
  );
}

function firstOf(file: CustodyFileWire): CustodyFileWire['items'][number] {
  const [item] = file.items;
  assert(item !== undefined);
  return item;
}
function entryOf(file: CustodyFileWire, index: number): CustodyFileWire['items'][number]['entries'][number] {
  const entry = firstOf(file).entries[index];
  assert(entry !== undefined);
  return entry;
}
