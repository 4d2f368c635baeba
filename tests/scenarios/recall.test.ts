// SPDX-License-Identifier: Apache-2.0
//
// A correction, over three servers of which one is off. XB gave XA a record and let it go on to XC. XB finds that it was wrong and
// corrects it: XA's server puts the correction in place by itself, since the arrangement of the two says so; XC, under a memorandum
// that leaves it to an officer, hears of it when its server is back.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { auditPageSchema } from '../../src/audit/wire.ts';
import type { AgreementDocument } from '../../src/agreements/index.ts';
import { recordWaySchema } from '../../src/records/wire.ts';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { arrangementBetween, importFile, importSamples, makePeers, memorandumAmong, signAll } from './first-day.ts';
import { approveMatter, begin, disclose, givenRecord, grant, mayGo, matterAt, purpose, untilMatter, use } from './onward.ts';
import { dayMs, minuteMs } from './story-clock.ts';
import { approveAct } from './waiting-acts.ts';

const checker = fileURLToPath(new URL('../../verifiers/check_bundle.py', import.meta.url));
const samples = new URL('../../examples/records/xb-compliance-records.csv', import.meta.url);
const [wrong, right] = ['Fine; appeal pending.', 'Annulled on appeal; no fine.'];

describe('a correction follows the datum, by a server alone and by an officer, also where a server was off', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority, xc: Authority;
  let held = '';
  let own = '';
  let atXc = '';
  let recall = '';
  let consent = '';
  let disclosure = '';
  const outcomeIn = async (at: Authority, recordId: string): Promise<string> =>
    JSON.stringify((await use(at, recordId)).record?.body ?? null);

  before(async () => {
    federation = await bootFederation(['xa', 'xb', 'xc']);
    [xa, xb, xc] = [federation.of('xa'), federation.of('xb'), federation.of('xc')];
    await makePeers(xa, xb);
    await makePeers(xa, xc);
    await signAll(byServer(await arrangementBetween(xa, xb)), xa, xb);
    await signAll(await memorandumAmong(xa, xc), xa, xc);
    await importSamples(xb);
    held = (await givenRecord(xa, xb, 'Lasting failure')).id;
    const asked = await begin(xa, 'consents', { recordId: held, recipient: xc.id, purpose, reason: 'The firm trades there too.' });
    consent = asked.row.id;
    await grant(xb, consent);
    await untilMatter(xa, asked.row.id, ({ row }) => row.state === 'granted');
    own = (await matterAt(xb, asked.row.id)).records[0]?.id ?? '';
    const received = await disclose(xa, xc, held);
    disclosure = received.row.id;
    atXc = received.records[0]?.id ?? '';
  });
  after(() => federation.stop());

  it('a correction needs something that is corrected', async () => {
    assert.match(await outcomeIn(xc, atXc), new RegExp(wrong));
    const body = { recordId: own, change: 'correction', reason: 'The finding was annulled.' };
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', '/api/onward/recalls', body), /given the newest version/);
    const text = await readFile(samples, 'utf8');
    assert.ok(text.includes(wrong));
    const bytes = new TextEncoder().encode(text.replace(wrong, right));
    await importFile(xb, { name: 'corrected.csv', kind: 'compliance-record', format: 'comity-csv', bytes });
  });

  it('is put in place by the server of XA, which no officer touched, and XA is told that it was', async () => {
    await xc.stop();
    const started = await begin(xb, 'recalls', { recordId: own, change: 'correction', reason: 'The finding was annulled on appeal.' });
    recall = started.row.id;
    assert.equal(started.row.state, 'awaiting-approval', 'nothing goes before a second officer has seen it');
    await approveMatter(xb, recall);
    const atXa = await untilMatter(xa, recall, ({ row }) => row.state === 'executed');
    assert.equal(atXa.recall?.change, 'correction');
    assert.match(await outcomeIn(xa, held), new RegExp(right));
    const log = await xa.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?event=matter.state-changed&limit=50');
    const moved = log.entries.find(({ details }) => details?.['matter'] === recall && details['to'] === 'executed');
    assert.equal(moved?.actor, 'server');
    const tree = await untilMatter(xb, recall, (detail) => detail.recall?.nodes.some(({ state }) => state === 'executed') ?? false);
    assert.equal(tree.row.state, 'told', 'XC has not answered');
  });

  it('the leave that XB gave was for the datum as it was: what is corrected goes on by a new one only', async () => {
    const answer = await mayGo(xa, held, xc);
    assert.notEqual(answer.outcome, 'permitted');
    assert.match(JSON.stringify(answer.reasons), /another datum|has it already|consent|recalled/);
  });

  it('reaches XC when its server is back; until its officer has answered, XC is told at the record that it is wrong', async () => {
    federation.clock.pass(2 * dayMs);
    await xc.start();
    await eventually('XC hears of it with a later attempt', 20_000, async () => {
      federation.clock.pass(minuteMs);
      return (await xc.at('preparer').call('GET', `/api/onward/matters/${recall}`)).status === 200;
    });
    const { row } = await matterAt(xc, recall);
    assert.equal(row.state, 'received', 'the memorandum leaves it to an officer');
    await untilMatter(xa, recall, ({ recall: told }) => told?.nodes.find(({ holder }) => holder.authorityId === xc.id)?.state === 'told');
    const atXa = (await matterAt(xa, recall)).recall?.nodes.find(({ holder }) => holder.authorityId === xc.id);
    assert.ok(row.dueAt !== null);
    assert.equal(atXa?.dueAt, row.dueAt, 'its clock began with its receipt, and XA sees the same day');
    const [marked] = (await matterAt(xc, recall)).records;
    assert.deepEqual([marked?.recall?.change, marked?.recall?.state], ['correction', 'open']);
    const done = await begin(xc, `recalls/${recall}/answer`, { outcome: 'executed', ground: null, reasons: '' });
    assert.equal(done.row.state, 'executed');
    const body = await outcomeIn(xc, atXc);
    assert.match(body, new RegExp(right));
    assert.doesNotMatch(body, new RegExp(wrong), 'what was wrong is not there any more');
  });

  it('XB sees that everybody holds the corrected record, by the answer of each', async () => {
    const settled = await untilMatter(xb, recall, ({ row }) => row.state === 'settled', 20_000);
    assert.deepEqual(
      new Map(settled.recall?.nodes.map(({ holder, state, parent }) => [holder.authorityId, [state, parent.authorityId]])),
      new Map([
        [xa.id, ['executed', xb.id]],
        [xc.id, ['executed', xa.id]],
      ]),
    );
    const way = await xc.at('preparer').expect(recordWaySchema, 'GET', `/api/records/${atXc}/way`);
    assert.deepEqual(
      way.chain.map((hop) => [hop.from, hop.to]),
      [
        [xb.id, xa.id],
        [xa.id, xc.id],
      ],
    );
  });

  it('each authority proves its part of the way: the consent, the disclosure and the recall, by both checkers', async () => {
    const withheldIn = async (at: Authority, matter: string): Promise<readonly string[]> => {
      const bytes = await matterBundle(at, matter);
      const verdict = verifyBundle(bytes, { suites: realSuites });
      assert.deepEqual(verdict.issues, [], `the bundle of ${matter} at ${at.name}`);
      const file = path.join(at.folder, `${matter}.zip`);
      await writeFile(file, bytes);
      const { stdout } = await promisify(execFile)('python3', [checker, file, '--json']);
      assert.equal((JSON.parse(stdout) as { isValid: boolean }).isValid, true, stdout);
      const swapped = Buffer.from(bytes);
      const at60 = Math.floor(swapped.length * 0.6);
      swapped[at60] = (swapped[at60] ?? 0) ^ 1;
      assert.equal(verifyBundle(swapped, { suites: realSuites }).isValid, false, 'one byte flipped proves nothing');
      assert.ok(verdict.lines.some(({ what }) => what.includes('logged all')));
      lines.set(`${at.key} ${matter.slice(0, 3)}`, verdict.lines.map(({ what }) => what).join('\n'));
      return verdict.withheld.map(({ pointer }) => pointer);
    };
    const lines = new Map<string, string>();
    assert.deepEqual(await withheldIn(xa, consent), []);
    assert.match(lines.get('xa cns') ?? '', /consented on .* that .*Xandria passes a record of its own on to/);
    assert.deepEqual(await withheldIn(xc, disclosure), ['/records/0/body', '/records/0/passedOn/consent/salt'], 'what the recall took out');
    assert.match(lines.get('xc dis') ?? '', /gave 1 record unasked, under conditions/);
    assert.deepEqual(await withheldIn(xa, recall), ['/correction/body', '/correction/body'], 'as it came to XA, and as it went on to XC');
    assert.deepEqual(await withheldIn(xb, recall), ['/correction/body']);
    assert.match(lines.get('xb rcl') ?? '', /answered a recall \(executed\)/);
  });
});

/** The arrangement with one word changed: the holder's server carries a recall out by itself. */
function byServer(document: AgreementDocument): AgreementDocument {
  return { ...document, terms: document.terms.map((term) => (term.kind === 'recall' ? { ...term, isAutomatic: true } : term)) };
}
/** Asked for, approved by a second officer, and fetched. */
async function matterBundle(at: Authority, matter: string): Promise<Uint8Array> {
  const order = { recipient: 'The court of Tarn', purpose: null, withhold: [] };
  const call = `/api/onward/matters/${matter}/bundle`;
  const asked = await at.at('preparer').call('POST', call, order);
  assert.equal(asked.status, 202, `it waits for a second officer, not ${JSON.stringify(asked.value)}`);
  assert.equal(await approveAct(at.at('secondApprover'), matter), false);
  const given = await at.at('preparer').call('POST', call, order);
  assert.equal(given.status, 200, JSON.stringify(given.value));
  return given.bytes;
}
