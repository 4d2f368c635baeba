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
  takeReceipt,
  takeStatement,
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
    if (question.kind === 'tell') return await toldBy(ports, question);
    if (question.kind === 'keys') {
      const bytes = await answerKeyQuestion(ports, question.bytes);
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

async function toldBy(ports: ExchangePorts<MemoryState>, { what, bytes }: Extract<Question, { kind: 'tell' }>): Promise<NetworkAnswer> {
  const answer =
    what === 'non-deliveries' ? await takeStatement(ports, bytes) : (await takeReceipt(ports, bytes)) ? new Uint8Array() : null;
  return { kind: 'answered', status: answer === null ? 404 : 200, bytes: answer ?? new Uint8Array() };
}
