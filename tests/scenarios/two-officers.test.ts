// SPDX-License-Identifier: Apache-2.0
/**
 * The fingerprint ceremony takes two officers on each side: one alone confirms nothing, nobody approves their own work, what is
 * returned or a day old is asked for anew, and the dispatch that tells the other authority carries the approval.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { readDispatchForm, readPayload } from '../../src/exchange/index.ts';
import { peerRowSchema } from '../../src/exchange/wire.ts';
import { reviewCodeOf, reviewSchema, reviewsSchema } from '../../src/officers/reviews/wire.ts';
import { openDatabase } from '../../src/server/database.ts';
import { recompute } from '../../web/src/review/recompute.ts';
import { comityAs } from './command-line.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { peerAt } from './first-day.ts';
import { dayMs } from './story-clock.ts';
import { approveAct, waitingAct, waitingActs } from './waiting-acts.ts';

describe('two officers confirm a peer', () => {
  let federation: Federation;
  let xa: Authority;
  let xb: Authority;
  const confirm = async (host: Authority, guest: Authority): Promise<void> => {
    const { fingerprint } = await peerAt(host, guest);
    await host.at('administrator').expect(peerRowSchema, 'POST', `/api/peers/${guest.id}/confirmation`, { fingerprint });
  };
  const stateOf = async (host: Authority, guest: Authority): Promise<string> => (await peerAt(host, guest)).state;
  const eventsAt = async (host: Authority): Promise<string[]> => {
    const { entries } = await host.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?after=0');
    return entries.map((entry) => entry.event).filter((event) => event.startsWith('peer.') || event.startsWith('approval.'));
  };

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    for (const [host, guest] of [
      [xa, xb],
      [xb, xa],
    ] as const) {
      const invitation = await guest.at('administrator').file('/api/peers/invitation');
      await host.at('administrator').expect(peerRowSchema, 'POST', '/api/peers', invitation);
    }
  });
  after(() => federation.stop());

  it('one officer alone confirms nothing, and nothing leaves', async () => {
    const wrong = { fingerprint: '1'.repeat(60) };
    await xa.at('administrator').expectRefusal(400, 'POST', `/api/peers/${xb.id}/confirmation`, wrong);
    assert.deepEqual(await waitingActs(xa.at('approver')), [], 'other digits do not even wait');
    await confirm(xa, xb);
    assert.equal(await stateOf(xa, xb), 'invited');
    assert.equal((await peerAt(xa, xb)).outboxWaiting, 0);
    const row = await waitingAct(xa.at('approver'), xb.id);
    const { fingerprint } = await peerAt(xa, xb);
    assert.deepEqual([row.actClass, row.approversMin, row.mayApprove], ['peer-confirmation', 1, true]);
    assert.deepEqual(row.shown, { authority: 'Financial Intelligence Unit of Xebria (XB)', authorityId: xb.id, fingerprint });
  });

  it('what an approver is about to sign is read on another machine, digits and all, and nobody else finds it', async () => {
    const { subject } = await waitingAct(xa.at('approver'), xb.id);
    const { fingerprint } = await peerAt(xa, xb);
    const code = reviewCodeOf(subject);
    await xa.at('approver').expectRefusal(404, 'POST', '/api/approvals/reviews', { code });
    await xa.at('approver').expect(z.unknown(), 'POST', '/api/approvals/proof', { subject });
    // The command computes text and body anew before it prints them.
    const review = reviewSchema.parse(await comityAs(xa, 'approver', 0, 'approvals', 'review', code, '--json'));
    assert.deepEqual([review.subject, review.way.kind, review.isSameSession], [subject, 'act', false]);
    assert.ok(review.opened[0]?.text.includes(fingerprint), 'the sixty digits stand in what is signed');
    assert.equal((await recompute(review))?.holds, true, 'and a browser comes to the same digest');
    const { open } = await xa.at('approver').expect(reviewsSchema, 'GET', '/api/approvals/reviews');
    assert.notEqual(open.find((row) => row.subject === subject)?.reviewedAt ?? null, null);
    await xa.at('secondApprover').expectRefusal(404, 'POST', '/api/approvals/reviews', { code });
  });

  it('whoever prepared it does not approve it, also as an approver', async () => {
    const administrator = xa.at('administrator');
    await administrator.expect(z.unknown(), 'PUT', `/api/officers/${administrator.id}`, { roles: ['administrator', 'approver'] });
    const { subject, mayApprove } = await waitingAct(administrator, xb.id);
    assert.equal(mayApprove, false);
    const proof = { kind: 'code', code: administrator.code() };
    const refusal = await administrator.expectRefusal(400, 'POST', '/api/approvals', { subject, proof });
    assert.match(refusal, /Whoever prepared an act cannot judge it/);
    await administrator.expectRefusal(400, 'POST', '/api/approvals/return', { subject, reason: 'Mine.' });
    assert.equal(await stateOf(xa, xb), 'invited');
  });

  it('returned, it comes back to its preparer with the reason and may no longer be approved', async () => {
    const { subject } = await waitingAct(xa.at('approver'), xb.id);
    await xa.at('approver').expect(z.unknown(), 'POST', '/api/approvals/return', { subject, reason: 'I was not on the telephone.' });
    assert.deepEqual(await waitingActs(xa.at('secondApprover')), []);
    const [own] = await waitingActs(xa.at('administrator'));
    assert.deepEqual([own?.state, own?.returned?.reason], ['returned', 'I was not on the telephone.']);
    const proof = { kind: 'code', code: xa.at('secondApprover').code() };
    await xa.at('secondApprover').expectRefusal(404, 'POST', '/api/approvals', { subject, proof });
  });

  it('after a day it waits no more', async () => {
    await confirm(xa, xb);
    const { subject } = await waitingAct(xa.at('approver'), xb.id);
    federation.clock.pass(dayMs);
    assert.deepEqual(await waitingActs(xa.at('approver')), []);
    const proof = { kind: 'code', code: xa.at('approver').code() };
    await xa.at('approver').expectRefusal(404, 'POST', '/api/approvals', { subject, proof });
    assert.equal(await stateOf(xa, xb), 'invited');
  });

  it('approved by a second officer, it is done at once, told, and live when both sides have', async () => {
    await confirm(xa, xb);
    assert.equal(await approveAct(xa.at('approver'), xb.id), true);
    assert.equal(await stateOf(xa, xb), 'confirmed-here');
    await confirm(xb, xa);
    assert.equal(await stateOf(xb, xa), 'invited', 'what XA confirmed spares XB nothing');
    assert.equal(await approveAct(xb.at('secondApprover'), xa.id), true);
    await eventually('both are live', 5000, async () => (await stateOf(xa, xb)) === 'live' && (await stateOf(xb, xa)) === 'live');
    assert.deepEqual(await eventsAt(xa), [
      'peer.invited',
      'peer.confirmation-prepared',
      'approval.reviewed',
      'approval.returned',
      'peer.confirmation-prepared',
      'peer.confirmation-prepared',
      'approval.given',
      'peer.confirmed',
      'peer.live',
    ]);
  });

  it('what arrives says who prepared and who approved, and the receiver has held it against the digest', async () => {
    const opened = openDatabase(xb.connection);
    try {
      const { rows } = await sql<{ signed_bytes: Buffer }>`select signed_bytes from exchange_inbox
        where kind = 'peering.confirmation' and state = 'delivered'`.execute(opened.database);
      assert.equal(rows.length, 1);
      const read = readDispatchForm(new Uint8Array(rows[0]?.signed_bytes ?? []));
      assert.ok(read.ok);
      const payload = readPayload(read.value.document);
      assert.ok(payload.ok);
      const { preparedBy, approvals } = payload.value;
      assert.equal(preparedBy, xa.at('administrator').id);
      assert.deepEqual(
        approvals.map(({ officer, role }) => [officer, role]),
        [[xa.at('approver').id, 'approver']],
      );
    } finally {
      await opened.close();
    }
  });
});
