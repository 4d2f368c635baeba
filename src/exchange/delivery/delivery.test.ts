// SPDX-License-Identifier: Apache-2.0
/** What comes before its turn, what an officer opens, what stays undelivered, and lanes that rest, between two authorities in memory. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMs, type IdOf } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import {
  arrive,
  deliverAll,
  effectsOf,
  type Federation,
  outcomesOf,
  passTime,
  queueAsk,
  start,
  tendBoth,
  twoAuthorities,
} from '../federation.test.ts';
import { openCase } from './open-case.ts';
import { afterFailure, laneGate, laneRules } from './lanes.ts';

const caseRef = 'req_06f0m3k4x9v2q8t7w5y1z3a6bc' as IdOf<'req'>;
const stateOf = (federation: Federation, digest: Digest): string | undefined => federation.xa.store.state().outbox.get(digest)?.state;
const eventsOf = (side: Federation['xa']): string[] => side.store.state().log.map((entry) => entry.event);

describe('a dispatch whose predecessor the recipient lacks', () => {
  /** The first of a case is delivered, and then XB's database is put back to before it. */
  async function putBack(name: string): Promise<{ federation: Federation; first: Digest; second: Digest }> {
    const federation = twoAuthorities(name);
    const first = await queueAsk(federation, 'xa', { caseRef });
    await deliverAll(federation);
    const { inbox, effects } = federation.xb.store.state();
    inbox.clear();
    effects.clear();
    const second = await queueAsk(federation, 'xa', { caseRef });
    return { federation, first, second };
  }

  test('is held, what is missing is offered again, and both take effect in their order', async () => {
    const { federation, first, second } = await putBack('gap filled');
    await deliverAll(federation);
    await passTime(federation, 60_000);
    assert.deepEqual(
      effectsOf(federation.xb).map(({ digest }) => digest),
      [first, second],
    );
    assert.equal(stateOf(federation, second), 'delivered');
    assert(eventsOf(federation.xa).includes('dispatch.in-custody') && eventsOf(federation.xa).includes('dispatch.offered-again'));
    assert.deepEqual(
      outcomesOf(federation.xa).map(({ digest, outcome }) => [digest, outcome.state]),
      [
        [first, 'delivered'],
        [second, 'delivered'],
      ],
      'the room hears of each once',
    );
  });

  test('is rejected for good when what is missing does not come within a day, and the case goes on in a new epoch', async () => {
    const { federation, first, second } = await putBack('gap stays');
    federation.xa.store.state().outbox.delete(first);
    await deliverAll(federation);
    assert.equal(stateOf(federation, second), 'custody');
    assert.deepEqual(effectsOf(federation.xb), []);
    await passTime(federation, 86_400_000 + 7_200_000, 200);
    assert.equal(stateOf(federation, second), 'rejected');
    const third = await queueAsk(federation, 'xa', { caseRef });
    await deliverAll(federation);
    assert.equal(stateOf(federation, third), 'delivered');
  });

  test('is asked for closely at first and seldom later while it is held, also if it is urgent', async () => {
    const { federation, first } = await putBack('held for long');
    federation.xa.store.state().outbox.delete(first);
    const urgent = await queueAsk(federation, 'xa', { caseRef, class: 'urgent' });
    const attempts = (): number => federation.xa.store.state().outbox.get(urgent)?.row.attempts ?? 0;
    await passTime(federation, 60_000, 60);
    assert.equal(stateOf(federation, urgent), 'custody');
    const [closely, hours] = [attempts(), 6];
    assert(closely >= 4, `${closely} attempts within a minute`);
    await passTime(federation, hours * 3_600_000, hours * 60);
    const later = attempts() - closely;
    assert(later >= hours * 6 && later < hours * 15, `${later} attempts within ${hours} hours`);
  });

  test('one that cannot be judged for a day is rejected as that, and not as out of order; the case goes on in a new epoch', async () => {
    const federation = twoAuthorities('never judged');
    federation.admission = () => {
      throw new Error('the room broke off');
    };
    federation.fault = () => 'lose-envelope';
    const first = await queueAsk(federation, 'xa', { caseRef });
    await deliverAll(federation);
    federation.fault = () => null;
    const [envelope] = federation.posted;
    assert(envelope !== undefined);
    await assert.rejects(arrive(federation, 'xb', envelope.bytes), /the room broke off/);
    assert.equal(federation.xb.store.state().inbox.get(first)?.state, 'quarantined');
    federation.now = addMs(federation.now, 86_400_000);
    await tendBoth(federation);
    await passTime(federation, 3_600_000);
    const [ended] = outcomesOf(federation.xa);
    assert.deepEqual([ended?.digest, ended?.outcome.receipt?.code, ended?.outcome.receipt?.isRetryable], [first, 'not-judged', false]);
    federation.admission = () => ({ outcome: 'admitted' });
    const second = await queueAsk(federation, 'xa', { caseRef });
    await deliverAll(federation);
    assert.equal(stateOf(federation, second), 'delivered');
  });

  test('a log that was put back shows itself with the next dispatch that names what was seen of it', async () => {
    const federation = twoAuthorities('log put back');
    await queueAsk(federation);
    await deliverAll(federation);
    federation.xb.store.state().log.length = 0;
    await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(federation.xb.store.state().alarms[0]?.kind, 'log-differs');
  });
});

test('that an officer opened it is told to the sender once, with a receipt that holds the one of its delivery', async () => {
  const federation = twoAuthorities('opened');
  const digest = await queueAsk(federation, 'xa', { caseRef });
  await deliverAll(federation);
  federation.now = addMs(start, 3_600_000);
  const officer = 'off_06f0m3k4x9v2q8t7w5y1z3a6bc';
  assert.equal(await openCase(federation.xb.ports, caseRef, officer), 1);
  assert.equal(await openCase(federation.xb.ports, caseRef, officer), 0);
  federation.fault = () => 'lose-answer';
  await tendBoth(federation);
  federation.fault = () => null;
  await passTime(federation, 3_600_000);
  assert.equal(stateOf(federation, digest), 'opened');
  const opened = outcomesOf(federation.xa).filter(({ outcome }) => outcome.state === 'opened');
  assert.deepEqual(
    opened.map(({ outcome }) => [outcome.at, outcome.receipt?.at]),
    [[addMs(start, 3_600_000), start]],
  );
});

test('an urgent dispatch that is not delivered after five minutes calls the duty officer once; a normal one does not', async () => {
  const federation = twoAuthorities('late');
  federation.fault = () => 'lose-envelope';
  const { store } = federation.xa;
  const urgent = await queueAsk(federation, 'xa', { class: 'urgent' });
  await queueAsk(federation);
  await passTime(federation, 299_000, 5);
  assert.deepEqual(store.state().alarms, []);
  await passTime(federation, 600_000, 5);
  assert.deepEqual(
    store.state().alarms.map(({ kind, about }) => [kind, about]),
    [['urgent-late', urgent]],
  );
  assert.equal(eventsOf(federation.xa).filter((event) => event === 'dispatch.urgent-late').length, 1);
});

test('an urgent dispatch that is refused for now is tried closely at first and seldom later, and arrives within ten minutes of the cure', async () => {
  const federation = twoAuthorities('refused for long');
  federation.admission = () => ({ outcome: 'rejected', code: 'case-unknown', reason: 'Not here yet.', isRetryable: true });
  const digest = await queueAsk(federation, 'xa', { class: 'urgent' });
  const attempts = (): number => federation.xa.store.state().outbox.get(digest)?.row.attempts ?? 0;
  await passTime(federation, 60_000, 60);
  const [first, hours] = [attempts(), 6];
  assert(first >= 4, `${first} attempts within a minute`);
  await passTime(federation, hours * 3_600_000, hours * 60);
  const later = attempts() - first;
  assert(later >= hours * 6 && later < hours * 15, `${later} attempts within ${hours} hours`);
  // Away, it may be back at any moment.
  federation.fault = () => 'lose-envelope';
  await passTime(federation, 1_200_000, 20);
  const away = attempts();
  await passTime(federation, 600_000, 60);
  assert(attempts() - away >= 8, `${attempts() - away} attempts within ten minutes`);
  federation.fault = () => null;
  federation.admission = () => ({ outcome: 'admitted' });
  await passTime(federation, 600_000, 60);
  assert.equal(stateOf(federation, digest), 'delivered');
});

describe('lanes', () => {
  test('many that wait for a peer that is away cost few attempts, and all arrive when it is back', async () => {
    const federation = twoAuthorities('away');
    federation.fault = () => 'lose-envelope';
    for (let count = 0; count < 40; count++) await queueAsk(federation);
    await passTime(federation, 120_000, 120);
    assert(federation.posted.length < 60, `${federation.posted.length} attempts within two minutes`);
    federation.fault = () => null;
    await passTime(federation, 3_600_000, 120);
    assert.equal(effectsOf(federation.xb).length, 40);
  });

  test('what the peer asks for is waited for, within what the class may be kept waiting', () => {
    const given = { class: 'urgent', failures: 0, now: start } as const;
    assert.equal(afterFailure({ ...given, askedMs: 4000 }).pausedUntil, addMs(start, 4000));
    assert.equal(afterFailure({ ...given, askedMs: 86_400_000 }).pausedUntil, addMs(start, laneRules.urgent.restMsMax));
    assert.equal(afterFailure({ ...given, askedMs: null }).pausedUntil, null);
  });

  test('an urgent envelope is worked on at once while every place for normal ones is taken, and their row is full', async () => {
    const gate = laneGate();
    const { atOnceMax, inRowMax } = laneRules.normal;
    const inside = [];
    for (let count = 0; count < atOnceMax; count++) inside.push(await gate.enter('xa', 'normal', [1], start));
    for (let count = 0; count < inRowMax; count++) void gate.enter('xa', 'normal', [1], start);
    assert.equal((await gate.enter('xa', 'normal', [1], start)).kind, 'later');
    assert.equal((await gate.enter('xa', 'urgent', [1], start)).kind, 'pass');
    for (const passage of inside) if (passage.kind === 'pass') passage.leave();
  });

  test('one peer that floods uses up its own bucket, and its credit says so; another is not touched', async () => {
    const gate = laneGate();
    for (let count = 0; count < laneRules.urgent.burst; count++) {
      const passage = await gate.enter('xa', 'urgent', [1], start);
      if (passage.kind === 'pass') passage.leave();
    }
    assert.deepEqual([gate.credit('xa', 'urgent', start), gate.credit('xb', 'urgent', start)], [0, laneRules.urgent.burst]);
    const refused = await gate.enter('xa', 'urgent', [1], start);
    assert(refused.kind === 'later' && refused.retryAfterMs > 0);
    assert.equal((await gate.enter('xa', 'urgent', [1], addMs(start, refused.retryAfterMs))).kind, 'pass');
  });
});
