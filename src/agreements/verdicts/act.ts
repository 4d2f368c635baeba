// SPDX-License-Identifier: Apache-2.0
/**
 * An act: what an authority wants to do, said in the words that an agreement can judge.
 *
 * A dispatch carries the act it claims to be. So an act is read from outside like anything else, and whoever receives it
 * compares it with the body before judging it.
 */
import { failWith, ok, type Result } from '../../kernel/index.ts';
import { schemaIssues } from '../documents/agreement-document.ts';
import { actSchema, type ActWire } from '../wire.ts';

export type Act = ActWire;

/** Acts about a datum after it was given: consent to pass it on, giving it unasked, recalling it, using it otherwise, and that it was breached. */
const onwardKinds = [
  'ask-consent',
  'answer-consent',
  'disclose',
  'recall',
  'answer-recall',
  'tell-new-use',
  'answer-new-use',
  'tell-breach',
] as const;
export type OnwardAct = Extract<Act, { kind: (typeof onwardKinds)[number] }>;

/** Acts of several authorities in a matter that they share. */
const jointKinds = ['open-joint-matter', 'joint-note'] as const;
export type JointAct = Extract<Act, { kind: (typeof jointKinds)[number] }>;

export function isJoint(act: Act): act is JointAct {
  return jointKinds.some((kind) => kind === act.kind);
}

export function isOnward(act: Act): act is OnwardAct {
  return onwardKinds.some((kind) => kind === act.kind);
}

/** Whether it carries on what was begun under the agreement that it names. Whoever shows a draft names one, and begins something. */
export function isUnderWay(act: Act): boolean {
  return 'agreement' in act && act.kind !== 'share-draft';
}

/** What is owed for as long as what was given is held, and only protects: no suspension and no end of the agreement stands against it. */
export function outlivesAgreement(act: Act): boolean {
  return act.kind === 'tell-breach';
}

/** Reads an act from outside: a file, a call, another server. */
export function readAct(value: unknown, path: string): Result<Act> {
  const parsed = actSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : failWith(schemaIssues(parsed.error.issues, path));
}
