// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: what a dispatch of another authority does here, in the transaction that admits it.
 *
 * Signature, recipient and act were checked by room exchange against our own copy of the agreement. Here the act is computed
 * again from the body, and the body held against what we hold: a question must be about something that we gave or have, in the
 * way that it says; an answer about a question of ours; a recall about something that its author gave us.
 */
import { agreementByDigest } from '../agreements/index.ts';
import type { AdmittedDispatch, Admission, DispatchHandler } from '../exchange/index.ts';
import { canonicalJson, type Instant, isId, type Transaction } from '../kernel/index.ts';
import { admitted, type Arriving, rejected } from './arriving.ts';
import { actOfStep, bodySchemas, type StepBody } from './bodies.ts';
import { admitBreachNotice } from './breaches/receive-notice.ts';
import { admitDisclosure } from './disclose.ts';
import { noteOutcome } from './note-outcome.ts';
import type { OnwardDeps } from './onward-deps.ts';
import { admitAnswer, admitQuestion } from './receive-consent.ts';
import { admitNewUse, admitNewUseAnswer } from './new-uses/receive-new-use.ts';
import { admitRecall, admitRecallAnswer } from './recalls/receive-recall.ts';
import { noteEvent } from './send-step.ts';
import { findMatter } from './store.ts';
import { type OnwardStep, onwardSteps } from './wire.ts';

const prefixOf: Readonly<Record<OnwardStep, 'cns' | 'dis' | 'rcl' | 'nus' | 'bnt'>> = {
  'consent-request': 'cns',
  'consent-answer': 'cns',
  disclosure: 'dis',
  recall: 'rcl',
  'recall-answer': 'rcl',
  'new-use': 'nus',
  'new-use-answer': 'nus',
  'breach-notice': 'bnt',
};

/** One handler for each kind of dispatch of this room. */
export function onwardHandlers(deps: OnwardDeps): DispatchHandler<Transaction>[] {
  return onwardSteps.map((kind) => ({
    kind: `onward.${kind}`,
    admit: (tx, dispatch) => admit(tx, deps, kind, dispatch),
    outcome: (tx, sent, outcome) => noteOutcome(tx, deps, sent, outcome),
  }));
}

async function admit(tx: Transaction, deps: OnwardDeps, kind: OnwardStep, dispatch: AdmittedDispatch): Promise<Admission> {
  const { payload, receivedAt } = dispatch;
  const parsed = bodySchemas[kind].safeParse(payload.body);
  if (!parsed.success) return rejected('malformed', `The body of ${payload.kind} has not its agreed shape.`);
  if (payload.conditions.length > 0) return rejected('malformed', `${payload.kind} carries no conditions beside its records.`);
  const step = { kind, body: parsed.data } as StepBody;
  const agreement = agreementByDigest(await deps.agreementIndex(tx, receivedAt), payload.agreement.digest);
  if (agreement === null) return rejected('agreement-not-in-force', 'The agreement is not in force here.');
  if (step.body.matter !== payload.caseRef || !isId(prefixOf[kind], step.body.matter)) {
    return rejected('act-differs-from-body', 'The body names another matter than the dispatch.');
  }
  const terms = {
    from: payload.from,
    to: deps.self,
    agreement,
    ref: payload.agreement,
    at: payload.createdAt as Instant,
    suites: deps.suites,
  };
  const act = actOfStep(step, terms);
  if (!act.ok) return rejected('malformed', act.issues.map(({ path, problem }) => `${path}: ${problem}`).join(' '));
  if (canonicalJson(act.value) !== canonicalJson(payload.act)) {
    return rejected('act-differs-from-body', 'The act that the dispatch states is not the one that its body makes.');
  }
  const admission = await admitStep(tx, deps, step, { dispatch, agreement });
  if (admission.outcome === 'rejected') return admission;
  await noteArrival(tx, deps, step, { dispatch, agreement });
  await deps.announce(tx, 'onward');
  return admission;
}

const firstSteps: readonly OnwardStep[] = ['consent-request', 'disclosure', 'new-use', 'breach-notice'];

async function admitStep(tx: Transaction, deps: OnwardDeps, step: StepBody, arriving: Arriving): Promise<Admission> {
  // A recall may come by every way by which the datum came: recalls/other-ways.ts.
  const isFirst = firstSteps.includes(step.kind);
  const known = isFirst ? await findMatter(tx, step.body.matter) : null;
  // Whoever has no receipt of a notice sends it once more; it was told, and says so again.
  if (step.kind === 'breach-notice' && known?.part === 'notified' && known.peer === arriving.dispatch.payload.from) return admitted;
  if (known !== null) return rejected('state-conflict', 'This matter is known here already.');
  switch (step.kind) {
    case 'consent-request':
      return admitQuestion(tx, deps, step.body, arriving);
    case 'consent-answer':
      return admitAnswer(tx, deps, step.body, arriving);
    case 'disclosure':
      return admitDisclosure(tx, deps, step.body, arriving.dispatch);
    case 'recall':
      return admitRecall(tx, deps, step.body, arriving);
    case 'recall-answer':
      return admitRecallAnswer(tx, deps, step.body, arriving);
    case 'new-use':
      return admitNewUse(tx, deps, step.body, arriving);
    case 'new-use-answer':
      return admitNewUseAnswer(tx, deps, step.body, arriving);
    case 'breach-notice':
      return admitBreachNotice(tx, deps, step.body, arriving);
  }
}

async function noteArrival(tx: Transaction, deps: OnwardDeps, step: StepBody, { dispatch, agreement }: Arriving): Promise<void> {
  const { payload, digest, verdict, receivedAt } = dispatch;
  const { governing } = verdict;
  const clause = governing === null ? null : { agreement: governing.agreement, title: agreement.document.title, clause: governing.clause };
  const detail = step.kind === 'recall-answer' ? `${step.body.holderName}: ${step.body.outcome}` : null;
  const facts = {
    kind: 'received',
    step: step.kind,
    authority: payload.from,
    peer: deps.self,
    officer: null,
    dispatch: digest,
    clause,
    detail,
  } as const;
  await noteEvent(tx, deps, step.body.matter, receivedAt, facts);
}
