// SPDX-License-Identifier: Apache-2.0
/**
 * The network between simulated servers, as bad as the run wants it.
 *
 *     XA posts -> [lost? blocked? corrupted? brought elsewhere?] -> delay -> XB's process takes it, if XB is up
 *                      \-> a copy, later                                         |
 *     XA hears <- delay <- [lost? blocked? corrupted? another answer?] <---------+
 *
 * Whatever happens, the caller hears within twenty seconds: an answer, or that nothing came back. Links are blocked one way at
 * a time, so an envelope may arrive whose answer never does.
 */
import { type Network, type NetworkAnswer, unpackPouch } from '../../exchange/index.ts';
import type { Dice } from '../ground/dice.ts';
import { changedOnTheWay } from './change-on-the-way.ts';
import { type Federation, type Question, serverOf, strikes } from './federation.ts';
import { isAlive, type Running, type Server } from './server-state.ts';
import { type Gate, startProcess } from './server.ts';

/** As long as a server waits for another's answer. */
const answerTimeoutMs = 20_000;
const unreachable: NetworkAnswer = { kind: 'unreachable' };

export function networkOf(federation: Federation, running: Running, gate: Gate): Network {
  const ask = async (peer: string, question: Question): Promise<NetworkAnswer> => {
    const to = serverOf(federation, peer);
    await gate(`before network.${question.kind}`);
    const answer = to === null ? unreachable : await call(federation, running, to, question);
    await gate(`after network.${question.kind}`);
    return answer;
  };
  return {
    post: (peer, bytes) => ask(peer.authorityId, { kind: 'envelope', bytes }),
    postPouch: (peer, bytes) => ask(peer.authorityId, { kind: 'pouch', bytes }),
    receipt: (peer, dispatch) => ask(peer.authorityId, { kind: 'receipt', dispatch }),
    keys: (peer, bytes) => ask(peer.authorityId, { kind: 'keys', bytes }),
    tell: (peer, what, bytes) => ask(peer.authorityId, { kind: 'tell', what, bytes }),
  };
}

function call(federation: Federation, running: Running, to: Server, question: Question): Promise<NetworkAnswer> {
  const { timeline, watch } = federation;
  const from = running.server;
  const dice = federation.dice('network');
  for (const bytes of envelopesIn(question)) {
    watch.posted(from, to, bytes);
    federation.recorded.push({ to, bytes });
  }
  const isOfEnvelopes = question.kind === 'envelope' || question.kind === 'pouch';
  if (question.kind === 'tell' && question.what === 'non-deliveries') watch.toldGivenUp(from, question.bytes);
  return new Promise((resolve) => {
    const hear = (answer: NetworkAnswer): void => {
      giveUp();
      if (isAlive(running)) resolve(answer);
    };
    const giveUp = timeline.later(answerTimeoutMs, () => hear(unreachable));
    if (strikes(federation, dice, 'unsignedError')) {
      timeline.later(delayOf(federation, to, dice), () => hear(unsignedError(dice)));
      return;
    }
    const target = isOfEnvelopes && strikes(federation, dice, 'misdeliver') ? dice.pick(federation.servers) : to;
    travel(federation, from, target, () => {
      bringTo(federation, target, corrupted(federation, question, dice), (answer) => {
        travel(federation, target, from, () => hear(changed(federation, to, answer, dice)));
      });
    });
    if (isOfEnvelopes && strikes(federation, dice, 'duplicate')) repeat(federation, to, question, dice);
  });
}

/** What was posted with it: one, or what a pouch holds. */
export function envelopesIn(question: Question): readonly Uint8Array[] {
  if (question.kind === 'envelope') return [question.bytes];
  const pouch = question.kind === 'pouch' ? unpackPouch(question.bytes) : null;
  return pouch?.ok === true ? pouch.value : [];
}

/** A copy comes some time later, up to two hours; nobody waits for its answer, but the watch reads it. */
export function repeat(federation: Federation, to: Server, question: Question, dice: Dice): void {
  federation.timeline.later(dice.between(1, dice.pick([500, 60_000, 7_200_000])), () => {
    if (to.isUp) federation.story.tell('network', `brings a copy to ${to.member.name} once more`);
    bringTo(federation, to, question, () => undefined);
  });
}

/** From one server to another, unless it is lost or the link is blocked. */
function travel(federation: Federation, from: Server, to: Server, done: () => void): void {
  const dice = federation.dice('network');
  const isLost = strikes(federation, dice, 'lose');
  if (isLost || federation.blockedLinks.has(linkName(from, to))) return;
  federation.timeline.later(delayOf(federation, from, dice) + delayOf(federation, to, dice), done);
}

export function linkName(from: Server, to: Server): string {
  return `${from.member.name}>${to.member.name}`;
}

function delayOf(federation: Federation, at: Server, dice: Dice): number {
  const ms = strikes(federation, dice, 'delay') ? dice.between(500, 40_000) : dice.between(2, 60);
  return ms * at.slowness;
}

/** A server takes what arrived; one that is down answers nothing. */
export function bringTo(federation: Federation, to: Server, question: Question, answered: (answer: NetworkAnswer) => void): void {
  if (!to.isUp) return;
  startProcess(federation, to, 'calls', async (running) => {
    const answer = await federation.answer(running, question);
    if (isAlive(running)) answered(answer);
  });
}

function unsignedError(dice: Dice): NetworkAnswer {
  return { kind: 'answered', status: dice.pick([400, 403, 404, 429, 500, 503]), bytes: new TextEncoder().encode('rejected') };
}

/** The answer on its way back: as it is, with a byte changed, or another receipt of the same server in its place. */
function changed(federation: Federation, from: Server, answer: NetworkAnswer, dice: Dice): NetworkAnswer {
  if (answer.kind === 'unreachable') return answer;
  const others = [...from.store.state().inbox.values()];
  if (others.length > 0 && strikes(federation, dice, 'swapAnswer')) {
    return { kind: 'answered', status: 200, bytes: dice.pick(others).receiptBytes };
  }
  return strikes(federation, dice, 'corrupt') ? { ...answer, bytes: changedOnTheWay(answer.bytes, dice) } : answer;
}

function corrupted(federation: Federation, question: Question, dice: Dice): Question {
  return question.kind !== 'receipt' && strikes(federation, dice, 'corrupt')
    ? { ...question, bytes: changedOnTheWay(question.bytes, dice) }
    : question;
}
