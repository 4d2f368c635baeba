// SPDX-License-Identifier: Apache-2.0
/** A question of consent and its answer that were given up are sent again, on the tables in memory, by the room itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerConsent, askConsent, beginNotice, type OnwardDeps, prepareDisclosure, sendAgain } from '../../onward/index.ts';
import { castFor } from '../authorities/cast.ts';
import { planDeliveries } from '../authorities/deliveries.ts';
import type { Federation } from '../authorities/federation.ts';
import { linkName } from '../authorities/network.ts';
import { portsOf } from '../authorities/server-ports.ts';
import type { Server } from '../authorities/server-state.ts';
import { ownRecord } from '../desk/onward-work.ts';
import { simulationSuites } from '../ground/simulation-suite.ts';
import { knowEachOther, makeFederation } from '../simulate.ts';
import { onwardRoom } from './onward-room.ts';
import { rowsIn } from './memory-database.ts';

const purpose = 'admin-enforcement';
const dayMs = 86_400_000;

/** Three servers on a quiet network; XA holds a record of XB, and wishes to give it to XC. */
async function threeServers() {
  const federation = makeFederation({ seed: 1, plant: null }, castFor(simulationSuites), 3);
  for (const server of federation.servers) knowEachOther(server, federation.servers);
  const [xa, xb, xc] = federation.servers;
  assert(xa !== undefined && xb !== undefined && xc !== undefined);
  const own = await ownRecord(portsAt(federation, xb), xb, federation.dice('records'));
  const given = await prepareDisclosure(depsAt(federation, xb), {
    recordIds: [own],
    recipient: xa.member.authorityId,
    purpose,
    reason: 'It concerns you.',
    ...by(federation, xb),
  });
  assert.equal(given.kind, 'done');
  await pass(federation, dayMs);
  const [held] = rowsIn(xa.store.state(), 'records');
  return { federation, xa, xb, xc, held: String(held?.['id']) };
}

function portsAt(federation: Federation, server: Server) {
  return portsOf(federation, { server, name: 'officer', incarnation: server.incarnation });
}

function depsAt(federation: Federation, server: Server): OnwardDeps {
  return onwardRoom(federation, { server, name: 'officer', incarnation: server.incarnation }, () => portsAt(federation, server)).deps();
}

function by(federation: Federation, server: Server) {
  return { officer: server.member.officers.preparer, now: portsAt(federation, server).clock() };
}

async function pass(federation: Federation, ms: number): Promise<void> {
  const untilMs = federation.timeline.now() + ms;
  for (let isMore = true; isMore;) {
    await new Promise((done) => setImmediate(done));
    planDeliveries(federation);
    isMore = federation.timeline.step(untilMs);
  }
  for (const server of federation.servers) federation.watch.look(server);
  assert.equal(federation.watch.violation(), null);
}

function matterAt(server: Server, part: string) {
  return rowsIn(server.store.state(), 'onward_matters').filter((row) => row['part'] === part);
}

/** What was queued of this kind, and how it stands. */
function sentOf(server: Server, kind: string) {
  return [...server.store.state().outbox.values()].filter(({ row }) => row.kind === kind).map(({ row, state }) => ({ ...row, state }));
}

/** What one does while the two cannot reach each other; it is given up after seven days. */
async function cutOff(federation: Federation, one: Server, other: Server, work: () => Promise<unknown>): Promise<void> {
  for (const link of [linkName(one, other), linkName(other, one)]) federation.blockedLinks.add(link);
  await work();
  await pass(federation, 8 * dayMs);
  federation.blockedLinks.clear();
}

describe('what was given up is sent again', () => {
  test('a question of consent as a new question in the same words, and its answer as the answer that was signed', async () => {
    const { federation, xa, xb, xc, held } = await threeServers();
    const question = { recordId: held, recipient: xc.member.authorityId, purpose, reason: 'It concerns them.' } as const;
    await cutOff(federation, xa, xb, () => askConsent(depsAt(federation, xa), { ...question, ...by(federation, xa) }));
    const [lost] = sentOf(xa, 'onward.consent-request');
    assert.deepEqual([lost?.state, matterAt(xa, 'asking')[0]?.['state']], ['not-delivered', 'not-delivered']);
    assert.equal(matterAt(xb, 'asked').length, 0, 'XB was not asked');

    const again = await sendAgain(depsAt(federation, xa), { dispatch: lost?.digest ?? '', ...by(federation, xa) });
    assert.equal(again.kind, 'done');
    await pass(federation, dayMs);
    const [asked] = matterAt(xb, 'asked');
    assert.equal(asked?.['id'], again.kind === 'done' ? again.matter : null, 'a new question');
    assert.notEqual(asked?.['id'], lost?.caseRef, 'the old matter has ended');
    assert.match(JSON.stringify(asked?.['facts']), /"reason":"It concerns them."/);
    const twice = await sendAgain(depsAt(federation, xa), { dispatch: lost?.digest ?? '', ...by(federation, xa) });
    assert.match(JSON.stringify(twice), /was not given up/, 'it is dealt with once');

    const matter = String(asked?.['id']);
    const answer = { answer: 'granted', limits: null, until: null, ground: null, reasons: '' } as const;
    await cutOff(federation, xa, xb, () => answerConsent(depsAt(federation, xb), { matter, ...by(federation, xb) }, answer));
    const [lostAnswer] = sentOf(xb, 'onward.consent-answer');
    assert.equal(lostAnswer?.state, 'not-delivered');
    assert.equal(rowsIn(xa.store.state(), 'record_consents').length, 0, 'XA has no answer');

    const sent = await sendAgain(depsAt(federation, xb), { dispatch: lostAnswer?.digest ?? '', ...by(federation, xb) });
    assert.deepEqual(sent, { kind: 'done', matter }, 'of the same matter');
    await pass(federation, dayMs);
    assert.equal(matterAt(xa, 'asking').find((row) => row['id'] === matter)?.['state'], 'granted');
    const signedAt = (server: Server) => rowsIn(server.store.state(), 'record_consents').map((row) => row['digest']);
    assert.deepEqual(signedAt(xa), signedAt(xb), 'one answer, signed once');
    const passedOn = await prepareDisclosure(depsAt(federation, xa), {
      recordIds: [held],
      recipient: xc.member.authorityId,
      purpose,
      reason: 'It concerns you.',
      ...by(federation, xa),
    });
    assert.equal(passedOn.kind, 'done', 'and by it the record goes on');
  });

  test('the notice of a breach as the same notice, so that the register sees it arrive', async () => {
    const { federation, xa, xb, held } = await threeServers();
    const deps = depsAt(federation, xa);
    const { officer, now } = by(federation, xa);
    const what = { discoveredAt: now, happenedAt: null, natures: ['integrity'] as const, what: 'A disk failed.', categories: 'Names' };
    const said = { ...what, natures: [...what.natures], personsCount: null, measures: 'It is asked for again.', contact: 'XA', delay: '' };
    const notice = { breach: 'brc_1', originator: xb.member.authorityId, recordIds: [held], said, officer, now };
    await cutOff(federation, xa, xb, () => deps.database.transaction().execute((tx) => beginNotice(tx, deps, notice)));
    const [lost] = sentOf(xa, 'onward.breach-notice');
    assert.deepEqual([matterAt(xa, 'notifying')[0]?.['state'], matterAt(xb, 'notified').length], ['not-delivered', 0]);
    const again = await sendAgain(depsAt(federation, xa), { dispatch: lost?.digest ?? '', ...by(federation, xa) });
    assert.deepEqual(again, { kind: 'done', matter: lost?.caseRef });
    await pass(federation, dayMs);
    const [told] = matterAt(xb, 'notified');
    assert.deepEqual([told?.['id'], matterAt(xa, 'notifying')[0]?.['state']], [lost?.caseRef, 'told']);
    assert.match(JSON.stringify(told?.['record_ids']), /^\["rcd_\w+"\]$/, 'it sees which record of its own it is');

    // XB has the second notice, and its receipts are lost: XA cannot know, and sends it once more.
    federation.blockedLinks.add(linkName(xb, xa));
    const second = { ...notice, breach: 'brc_2', now: by(federation, xa).now };
    await deps.database.transaction().execute((tx) => beginNotice(tx, depsAt(federation, xa), second));
    await pass(federation, 8 * dayMs);
    federation.blockedLinks.clear();
    const unknown = sentOf(xa, 'onward.breach-notice').at(-1);
    assert.deepEqual([unknown?.state, matterAt(xb, 'notified').length], ['not-delivered', 2]);
    assert.equal((await sendAgain(depsAt(federation, xa), { dispatch: unknown?.digest ?? '', ...by(federation, xa) })).kind, 'done');
    await pass(federation, dayMs);
    assert.deepEqual([matterAt(xa, 'notifying')[1]?.['state'], matterAt(xb, 'notified').length], ['told', 2]);
  });
});
