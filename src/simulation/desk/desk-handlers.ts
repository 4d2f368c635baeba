// SPDX-License-Identifier: Apache-2.0
/**
 * What a simulated desk does with a dispatch that was judged fit, and with the end of one of its own: in place of the rooms
 * of work, with the same kinds of answer.
 *
 * The first thing written is a count under the dispatch's digest, so that a rejection has something to undo and a second
 * effect shows: `admitted sha256:...` and `outcome sha256:...` must never be other than 1.
 */
import {
  type AdmittedDispatch,
  type Admission,
  type DispatchHandler,
  type DispatchOutcome,
  type ExchangePorts,
  keysHandler,
  type MemoryState,
  type SentDispatch,
} from '../../exchange/index.ts';
import { isId } from '../../kernel/index.ts';
import type { Gate } from '../authorities/server.ts';
import { caseIn, type DeskCase, type DeskStep, type HeldDatum, keepCase, mayTake, stateOfCase, type StepEvent } from './desk-case.ts';

const events: Readonly<Record<string, StepEvent>> = {
  'assistance.request': 'request',
  'assistance.acknowledgement': 'acknowledgement',
  'assistance.question': 'question',
  'assistance.answer': 'answer',
  'assistance.reply': 'complete-reply',
  'assistance.refusal': 'refusal',
  'assistance.withdrawal': 'withdrawal',
};

export function deskHandlers(ports: () => ExchangePorts<MemoryState>, gate: Gate): ReadonlyMap<string, DispatchHandler<MemoryState>> {
  // News of keys is for the exchange's own handler; here it is only counted, like everything else.
  const ofKeys: DispatchHandler<MemoryState> = {
    kind: 'peering.keys',
    async admit(tx, dispatch) {
      count(tx, `admitted ${dispatch.digest}`);
      return keysHandler(ports()).admit(tx, dispatch);
    },
    async outcome(tx, sent, outcome) {
      if (outcome.state !== 'opened') count(tx, `outcome ${sent.digest}`);
    },
  };
  const handlers = Object.entries(events).map(([kind, event]): DispatchHandler<MemoryState> => ({
    kind,
    async admit(tx, dispatch) {
      count(tx, `admitted ${dispatch.digest}`);
      await gate('inside admit');
      return event === 'request' ? openCase(tx, dispatch) : takeStep(tx, dispatch, event);
    },
    async outcome(tx, sent, outcome) {
      // That it was opened is told beside how it ended, and changes nothing of that.
      if (outcome.state === 'opened') return;
      count(tx, `outcome ${sent.digest}`);
      await gate('inside outcome');
      noteOutcome(tx, sent, outcome);
    },
  }));
  return new Map([...handlers, ofKeys].map((handler) => [handler.kind, handler]));
}

function count(tx: MemoryState, name: string): void {
  tx.effects.set(name, ((tx.effects.get(name) ?? 0) as number) + 1);
}

function rejected(code: 'case-unknown' | 'state-conflict' | 'malformed', reason: string, isRetryable: boolean): Admission {
  return { outcome: 'rejected', code, reason, isRetryable };
}

interface RequestBody {
  readonly assistance: DeskCase['assistance'];
  readonly purpose: DeskCase['purpose'];
}

function openCase(tx: MemoryState, { payload, digest }: AdmittedDispatch): Admission {
  const id = payload.caseRef;
  if (!isId('req', id)) return rejected('malformed', 'A request names its case.', false);
  if (caseIn(tx, id) !== null) return rejected('state-conflict', 'The case is here already.', false);
  const { assistance, purpose } = payload.body as object as RequestBody;
  const request: DeskStep = { event: 'request', by: 'requesting', digest, standing: 'arrived' };
  const { from, agreement } = payload;
  keepCase(tx, { id, side: 'requested', counterpart: from, agreement, class: payload.class, purpose, assistance, steps: [request] });
  return { outcome: 'admitted' };
}

function takeStep(tx: MemoryState, { payload, digest }: AdmittedDispatch, kind: StepEvent): Admission {
  const kept = caseIn(tx, payload.caseRef ?? '');
  if (kept === null || kept.counterpart !== payload.from) return rejected('case-unknown', 'No such case is here.', false);
  const body = payload.body as object as { readonly completeness?: string; readonly records?: readonly HeldDatum[] };
  const event = kind === 'complete-reply' && body.completeness === 'partial' ? 'partial-reply' : kind;
  if (!mayTake(kept, event)) {
    const state = stateOfCase(kept);
    // Who answers our request has received it; only the receipt is still on its way to us.
    return rejected('state-conflict', `The case is ${state} here.`, kept.side === 'requesting' && state === 'sent');
  }
  const by = kept.side === 'requesting' ? 'requested' : 'requesting';
  keepCase(tx, { ...kept, steps: [...kept.steps, { event, by, digest, standing: 'arrived' }] });
  for (const { id, originator, conditions } of body.records ?? []) tx.effects.set(`datum ${id}`, { id, originator, conditions });
  return { outcome: 'admitted' };
}

function noteOutcome(tx: MemoryState, sent: SentDispatch, outcome: DispatchOutcome): void {
  const kept = caseIn(tx, sent.caseRef ?? '');
  if (kept === null) return;
  const standing = outcome.state === 'delivered' ? 'arrived' : 'failed';
  keepCase(tx, { ...kept, steps: kept.steps.map((step) => (step.digest === sent.digest ? { ...step, standing } : step)) });
}
