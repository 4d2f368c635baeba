// SPDX-License-Identifier: Apache-2.0
/** Receiving a pouch: each envelope as if it had come alone, and every answer at its place. */
import { ok, type Result } from '../../kernel/index.ts';
import type { ExchangePorts } from '../ports.ts';
import { type EnvelopeOutcome, receiveEnvelopes } from '../receive-envelope.ts';
import { type EnvelopeAnswer, packAnswers, unpackPouch } from './pouch.ts';

export interface PouchOutcome {
  readonly answers: Uint8Array;
  /** What our own program broke off over, which the sender hears as a status and our operator has to hear whole. */
  readonly broken: readonly unknown[];
}

/** The answers, packed; issues where the bytes are no pouch. */
export async function receivePouch<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<Result<PouchOutcome>> {
  const envelopes = unpackPouch(bytes);
  if (!envelopes.ok) return envelopes;
  const outcomes = await receiveEnvelopes(ports, envelopes.value);
  const broken = outcomes.flatMap((outcome) => (outcome.kind === 'broke-off' ? [outcome.error] : []));
  return ok({ answers: packAnswers(outcomes.map(answerOf)), broken });
}

function answerOf(outcome: EnvelopeOutcome): EnvelopeAnswer {
  switch (outcome.kind) {
    case 'receipt':
      return { status: 200, retryAfterMs: 0, bytes: outcome.bytes };
    case 'later':
      return { status: 429, retryAfterMs: outcome.retryAfterMs, bytes: nothing };
    case 'refused':
      return { status: outcome.status, retryAfterMs: 0, bytes: new TextEncoder().encode(outcome.code) };
    case 'broke-off':
      return { status: 500, retryAfterMs: 0, bytes: nothing };
  }
}

const nothing = new Uint8Array();
