// SPDX-License-Identifier: Apache-2.0
//
// Saturday night at XA: the key for connections may be stolen, the house asks for two approvers, and one answers the telephone. Two
// people carry the change out; XB is told at once, and again when an officer who took no part has looked at it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { deliveriesSchema, type DeliveriesWire, keyChangeSchema, ownKeysSchema } from '../../src/exchange/wire.ts';
import { emergencyRowSchema, type EmergencyRowWire, releasedActSchema } from '../../src/officers/wire.ts';
import { makeHeldKey, realSuites } from '../../src/seals/index.ts';
import { systemRandom } from '../../src/server/index.ts';
import type { Desk } from './authorities.ts';
import { comityAs } from './command-line.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { makePeers } from './first-day.ts';
import { signedProposal } from './key-proposals.ts';
import { hourMs } from './story-clock.ts';
import { waitingAct } from './waiting-acts.ts';

const reason = 'The key lay on a laptop that was stolen tonight. The second approver is on a flight until Sunday.';

describe('an emergency takes two people and a third who looks at it', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority;
  let subject = '';
  let emergency = '';
  const emergencies = (desk: Desk): Promise<EmergencyRowWire[]> =>
    xa.at(desk).expect(z.array(emergencyRowSchema), 'GET', '/api/approvals/emergencies');
  const events = async (at: Authority, event: string) =>
    (await at.at('auditor').expect(auditPageSchema, 'GET', `/api/audit/entries?event=${event}&limit=20`)).entries;
  const alarmsAtXb = async (): Promise<DeliveriesWire['alarms']> =>
    (await xb.at('preparer').expect(deliveriesSchema, 'GET', '/api/deliveries')).alarms.filter(({ kind }) => kind === 'peer-emergency');
  const release = (desk: Desk, changes: object = {}) => {
    const proof = { kind: 'code', code: xa.at(desk).code() };
    return { subject, reason, proof, ...changes };
  };

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    const key = makeHeldKey('transport', { ...realSuites, random: systemRandom });
    const change = { kind: 'add-key', purpose: 'transport', suite: key.suite, publicKey: key.publicKey } as const;
    const file = await signedProposal(xa, { changes: [change], at: federation.clock.now(), newKeys: [key] });
    await xa.at('administrator').expect(keyChangeSchema, 'POST', '/api/keys/changes', file);
    subject = (await waitingAct(xa.at('approver'), xa.id)).subject;
  });
  after(() => federation.stop());

  it('takes an approver other than its preparer, with a reason; and an officer without that right finds nothing', async () => {
    assert.equal((await waitingAct(xa.at('approver'), xa.id)).mayRelease, true);
    const call = '/api/approvals/emergencies';
    await xa.at('preparer').expectRefusal(404, 'POST', call, release('preparer'));
    assert.match(await xa.at('approver').expectRefusal(400, 'POST', call, release('approver', { reason: '' })), /reason/);
    assert.deepEqual(await emergencies('auditor'), []);
  });

  it('is carried out at once by two people where three were asked for, and stands in the log', async () => {
    const done = await xa.at('approver').expect(releasedActSchema, 'POST', '/api/approvals/emergencies', release('approver'));
    emergency = done.emergency;
    await eventually('the running server follows', 10_000, async () => {
      return (await xa.at('administrator').expect(ownKeysSchema, 'GET', '/api/keys')).size === 2;
    });
    const [entry] = await events(xa, 'approval.emergency');
    assert.deepEqual([entry?.actor, entry?.details?.['kind'], entry?.details?.['count']], [xa.at('approver').id, 'key-event', 1]);
    assert.doesNotMatch(JSON.stringify(entry), /laptop/, 'what an officer wrote stays out of the log');
    const [row] = await emergencies('auditor');
    assert.deepEqual([row?.reason, row?.approversMin, row?.isOverdue, row?.review], [reason, 2, false, null]);
  });

  it('is told to every peer, as an alarm that says nothing of persons or reasons', async () => {
    const [alarm] = await eventually('XB hears of it', 10_000, async () => {
      const found = await alarmsAtXb();
      return found.length > 0 ? found : null;
    });
    assert.equal(alarm?.peer, xa.id);
    const [entry] = await events(xb, 'peer.emergency');
    assert.deepEqual([entry?.actor, entry?.details?.['kind'], entry?.details?.['outcome']], [xa.id, 'key-event', null]);
  });

  it('is reviewed by neither of the two; what nobody has reviewed after 72 hours is overdue, and the command says so', async () => {
    const call = `/api/approvals/emergencies/${emergency}/review`;
    const said = { outcome: 'upheld', remarks: 'The theft was reported to the police at 02:40; the flight is confirmed.' };
    assert.match(await xa.at('approver').expectRefusal(400, 'POST', call, said), /took part/);
    federation.clock.pass(73 * hourMs);
    assert.deepEqual(
      (await emergencies('secondApprover')).map(({ isOverdue, mayReview }) => [isOverdue, mayReview]),
      [[true, true]],
    );
    const listed = (await comityAs(xa, 'auditor', 1, 'approvals', 'emergencies', '--json')) as { rows: EmergencyRowWire[] };
    assert.equal(listed.rows[0]?.id, emergency);
    await xa.at('secondApprover').expect(releasedActSchema, 'POST', call, said);
    assert.match(await xa.at('secondApprover').expectRefusal(400, 'POST', call, said), /reviewed already/);
    const [row] = await emergencies('auditor');
    assert.deepEqual([row?.review?.outcome, row?.review?.wasLate, row?.isOverdue], ['upheld', true, false]);
    const [entry] = await events(xa, 'approval.emergency-reviewed');
    assert.deepEqual([entry?.details?.['outcome'], entry?.details?.['isOver']], ['upheld', true]);
    await comityAs(xa, 'auditor', 0, 'approvals', 'emergencies', '--json');
  });

  it('the outcome reaches the peers too, and one that was upheld raises no second alarm', async () => {
    await eventually('XB hears the outcome', 20_000, async () => {
      federation.clock.pass(60_000);
      return (await events(xb, 'peer.emergency')).some(({ details }) => details?.['outcome'] === 'upheld');
    });
    assert.equal((await alarmsAtXb()).length, 1);
  });
});
