// SPDX-License-Identifier: Apache-2.0
//
// XA was off for eight days while XB gave it a record, and for a month while XB recalled it. What was given up stands on the list of
// deliveries, and an officer sends it again from there.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deliveriesSchema, type DeliveryRowWire } from '../../src/exchange/wire.ts';
import { matterDetailSchema, type MatterDetailWire } from '../../src/onward/wire.ts';
import { searchRecords } from './casework.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { arrangementBetween, importSamples, makePeers, signAll } from './first-day.ts';
import { approveMatter, begin, purpose, untilMatter } from './onward.ts';
import { dayMs, minuteMs } from './story-clock.ts';

describe('what was given up is sent again from the list of deliveries', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority;
  let own = '';
  const listed = async (): Promise<readonly DeliveryRowWire[]> => {
    const { rows } = await xb.at('preparer').expect(deliveriesSchema, 'GET', '/api/deliveries');
    return rows.filter(({ kind, state }) => kind.startsWith('onward.') && state === 'not-delivered');
  };
  const givenUp = (kind: string): Promise<DeliveryRowWire> =>
    eventually(`${kind} is given up`, 20_000, async () => (await listed()).find((row) => row.kind === kind));
  const again = (digest: string): Promise<MatterDetailWire> =>
    xb.at('preparer').expect(matterDetailSchema, 'POST', `/api/onward/dispatches/${encodeURIComponent(digest)}/again`);
  const untilAtXa = (matter: string): Promise<unknown> =>
    eventually('it arrives', 20_000, async () => {
      federation.clock.pass(minuteMs);
      return (await xa.at('preparer').call('GET', `/api/onward/matters/${matter}`)).status === 200;
    });

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    await signAll(await arrangementBetween(xa, xb), xa, xb);
    await importSamples(xb);
    const [found] = await searchRecords(xb.at('keeper'), { q: 'Lasting failure', kind: 'compliance-record', origin: 'own', purpose });
    own = found?.id ?? '';
  });
  after(() => federation.stop());

  it('a disclosure that did not arrive is prepared anew, approved anew, and takes the old one off the list', async () => {
    await xa.stop();
    const first = await begin(xb, 'disclosures', { recordIds: [own], recipient: xa.id, purpose, reason: 'The firm trades there.' });
    await approveMatter(xb, first.row.id);
    federation.clock.pass(8 * dayMs);
    const row = await givenUp('onward.disclosure');
    await untilMatter(xb, first.row.id, (detail) => detail.row.state === 'not-delivered');
    await xa.start();
    const second = await again(row.digest);
    assert.notEqual(second.row.id, first.row.id, 'the old matter has ended');
    assert.deepEqual([second.row.state, second.reason], ['awaiting-approval', 'The firm trades there.']);
    assert.deepEqual(await listed(), []);
    const call = `/api/onward/dispatches/${encodeURIComponent(row.digest)}/again`;
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', call), /not given up/, 'it is dealt with once');
    await approveMatter(xb, second.row.id);
    await untilAtXa(second.row.id);
    assert.equal((await untilMatter(xb, second.row.id, (detail) => detail.row.state === 'given')).row.state, 'given');
  });

  it('a withdrawal goes once more to the holder that could not be told, as the recall that it was', async () => {
    await xa.stop();
    const started = await begin(xb, 'recalls', { recordId: own, change: 'withdrawal', reason: 'Annulled on appeal.' });
    const recall = started.row.id;
    await approveMatter(xb, recall);
    federation.clock.pass(31 * dayMs);
    const row = await givenUp('onward.recall');
    const told = await untilMatter(xb, recall, (detail) => detail.recall?.nodes[0]?.state === 'not-delivered');
    assert.equal(told.row.state, 'told');
    await xa.start();
    const prepared = await again(row.digest);
    assert.equal(prepared.row.id, recall);
    await approveMatter(xb, recall);
    await untilAtXa(recall);
    await begin(xa, `recalls/${recall}/answer`, { outcome: 'executed', ground: null, reasons: '' });
    const settled = await untilMatter(xb, recall, (detail) => detail.row.state === 'settled', 20_000);
    assert.deepEqual(
      settled.recall?.nodes.map(({ holder, state }) => [holder.authorityId, state]),
      [[xa.id, 'executed']],
    );
    assert.deepEqual(await listed(), []);
  });
});
