// SPDX-License-Identifier: Apache-2.0
/**
 * Acts that are approved though they are no step of a case: which room asks for approval, and which carries out what was approved.
 *
 * Rooms that may not know the officers are given a function that asks; the approvals are given a table of what carries out each
 * class. Both are made here, so that a class that has a number in the house rules can be followed from the asking to the doing.
 */
import { type AskedConfirmation, type CeremonyDeps, type ConfirmationStanding, confirmPeer } from '../exchange/index.ts';
import { carryOutPublication, type FindingsDeps } from '../findings/index.ts';
import { carryOutHandOver, type EvidenceDeps } from '../evidence/index.ts';
import { carryOutTranscription, type LetterDeps } from '../letters/index.ts';
import { carryOutJointStep, type JointDeps } from '../joint-operations/index.ts';
import type { Instant, Transaction } from '../kernel/index.ts';
import { type ActClass, approvalFor, approvalsTopic, type CarryOut, type PasskeyDeps, spendAct } from '../officers/index.ts';
import { carryOutKeyChange, type KeyChangeDeps } from './key-changes/key-changes.ts';
import { announce } from './pool/announce.ts';

/** Whether a confirmation of a peer is approved; until it is, approvers find it among what waits for them. */
export function confirmationApproval({ houseRules }: Pick<PasskeyDeps, 'houseRules'>): CeremonyDeps['approvalOf'] {
  return async (tx: Transaction, asked: AskedConfirmation, now: Instant): Promise<ConfirmationStanding> => {
    const { peer, ...rest } = asked;
    const act = { actClass: 'peer-confirmation', caseRef: null, about: peer, ...rest } as const;
    const standing = await approvalFor(tx, houseRules, act, { now });
    await announce(tx, approvalsTopic);
    if (standing.kind === 'waits') return standing;
    await spendAct(tx, act, now);
    return standing;
  };
}

/** What is done with the last approval, by class; an act of any other class is carried out by the officer who prepared it. */
export function carriers(
  ceremony: CeremonyDeps,
  keyChanges: KeyChangeDeps,
  {
    joint,
    evidence,
    letters,
    findings,
  }: {
    readonly joint: JointDeps;
    readonly evidence: EvidenceDeps;
    readonly letters: LetterDeps;
    readonly findings: { readonly deps: FindingsDeps };
  },
): Readonly<Partial<Record<ActClass, CarryOut>>> {
  return {
    'key-event': carryOutKeyChange(keyChanges),
    'joint-step': carryOutJointStep(() => joint),
    'hand-over': carryOutHandOver(() => evidence),
    transcription: carryOutTranscription(() => letters),
    'detector-edition': carryOutPublication(() => findings.deps),
    'peer-confirmation': (tx, { content, preparedBy }, { approvals, now }) =>
      confirmPeer(ceremony, tx, { content, preparedBy, approvals, now }),
  };
}
