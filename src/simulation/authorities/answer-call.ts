// SPDX-License-Identifier: Apache-2.0
/**
 * What a simulated server answers to a call of another: the real receiving of room exchange, and what HTTP would make of it.
 */
import {
  answerKeyQuestion,
  type ExchangePorts,
  type MemoryState,
  type NetworkAnswer,
  receiptGiven,
  receiveEnvelope,
  receivePouch,
  takeReceipt,
  takeStatement,
  unpackAnswers,
  unpackPouch,
} from '../../exchange/index.ts';
import type { Federation, Question } from './federation.ts';
import { portsOf } from './server-ports.ts';
import type { Running } from './server-state.ts';
import { isStorageFault } from './server.ts';

export async function answerOf(federation: Federation, running: Running, question: Question): Promise<NetworkAnswer> {
  const ports = portsOf(federation, running);
  try {
    if (question.kind === 'receipt') {
      const bytes = await receiptGiven(ports, question.dispatch);
      if (bytes === null) return { kind: 'answered', status: 404, bytes: new Uint8Array() };
      federation.watch.answered(running.server, question, bytes);
      return { kind: 'answered', status: 200, bytes };
    }
    if (question.kind === 'pouch') return await pouchAnswered(federation, running, ports, question.bytes);
    if (question.kind === 'tell') return await toldBy(ports, question);
    if (question.kind === 'keys') {
      const bytes = await answerKeyQuestion(showing(running, ports, question.bytes), question.bytes);
      if (bytes !== null) federation.watch.toldOfKeys(running.server, bytes);
      return { kind: 'answered', status: bytes === null ? 404 : 200, bytes: bytes ?? new Uint8Array() };
    }
    const received = await (federation.plant?.receive ?? receiveEnvelope)(ports, question.bytes);
    if (received.kind === 'refused') {
      federation.watch.refused(running.server, question.bytes, received.code);
      return { kind: 'answered', status: received.status, bytes: new TextEncoder().encode(received.code) };
    }
    if (received.kind === 'later') return { kind: 'answered', status: 429, bytes: new Uint8Array(), retryAfterMs: received.retryAfterMs };
    federation.watch.answered(running.server, question, received.bytes);
    return { kind: 'answered', status: 200, bytes: received.bytes };
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    return { kind: 'answered', status: 500, bytes: new Uint8Array() };
  }
}

/** As whom it answers: a server that has two key histories shows some of its peers the other one. */
function showing({ server }: Running, ports: ExchangePorts<MemoryState>, question: Uint8Array): ExchangePorts<MemoryState> {
  if (server.otherHistoryFor.size === 0) return ports;
  const from = /"from":"([a-z0-9]+)"/.exec(new TextDecoder().decode(question))?.[1];
  const shown = server.otherHistoryFor.get(from ?? '');
  return shown === undefined ? ports : { ...ports, self: { ...ports.self, keyState: shown.state, history: shown.history } };
}

/** Each of its answers is looked at as that of an envelope that came alone. */
async function pouchAnswered(
  { watch }: Federation,
  { server }: Running,
  ports: ExchangePorts<MemoryState>,
  bytes: Uint8Array,
): Promise<NetworkAnswer> {
  const envelopes = unpackPouch(bytes);
  const received = await receivePouch(ports, bytes);
  if (!envelopes.ok || !received.ok) return { kind: 'answered', status: 400, bytes: new Uint8Array() };
  for (const error of received.value.broken) if (!isStorageFault(error)) throw error;
  const answers = unpackAnswers(received.value.answers, envelopes.value.length) ?? [];
  for (const [at, envelope] of envelopes.value.entries()) {
    const { status = 0, bytes: said = new Uint8Array() } = answers[at] ?? {};
    if (status === 200) watch.answered(server, { kind: 'envelope', bytes: envelope }, said);
    else if (status === 400 || status === 404) watch.refused(server, envelope, new TextDecoder().decode(said));
  }
  return { kind: 'answered', status: 200, bytes: received.value.answers };
}

async function toldBy(ports: ExchangePorts<MemoryState>, { what, bytes }: Extract<Question, { kind: 'tell' }>): Promise<NetworkAnswer> {
  const answer =
    what === 'non-deliveries' ? await takeStatement(ports, bytes) : (await takeReceipt(ports, bytes)) ? new Uint8Array() : null;
  return { kind: 'answered', status: answer === null ? 404 : 200, bytes: answer ?? new Uint8Array() };
}
