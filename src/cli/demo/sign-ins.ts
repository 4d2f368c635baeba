// SPDX-License-Identifier: Apache-2.0
/** Signing in as officers whose passwords and authenticators this machine made: those of the demonstration, and of a training authority. */
import { setTimeout as delay } from 'node:timers/promises';
import { addMs, fail, instantFromMs, msOf, ok, type Result } from '../../kernel/index.ts';
import { type Role, totpCode } from '../../officers/index.ts';
import { systemClock } from '../../server/index.ts';
import { openSession, type ServerSession } from '../server-session.ts';
import type { DemoMemory, DemoOfficer } from './secrets.ts';

const codeLastsMs = 30_000;

/**
 * With the code before the present one, which is still good, so that the desk's own code stays unspent for the person. On a busy machine it can
 * grow too old on its way; then, and only then, a younger one helps.
 */
export async function signInAs(roles: readonly Role[], officers: readonly DemoOfficer[], address: string): Promise<Result<ServerSession>> {
  const officer = officers.find((candidate) => holds(candidate, roles));
  if (officer === undefined) return fail(address, `No officer there is ${roles.join(' and ')}.`, 'Start again with --reset.');
  const { email, password, authenticatorSecret } = officer;
  const attempt = () => openSession(address, { email, password, code: totpCode(authenticatorSecret, addMs(systemClock(), -codeLastsMs)) });
  const begunAt = codeStepNow();
  const session = await attempt();
  return session.ok || codeStepNow() === begunAt ? session : attempt();
}

export function holds(officer: DemoOfficer, roles: readonly Role[]): boolean {
  return roles.every((role) => officer.roles.includes(role));
}

function codeStepNow(): number {
  return Math.floor(msOf(systemClock()) / codeLastsMs);
}

/** The second administrator, whose codes nobody else needs at the start. */
export const secondRegistrar = ['administrator', 'approver'] as const;

/** The codes after the one that signed in, each given once: the present one, the next, and then as they come. */
export function codesOf(officer: DemoOfficer | undefined): () => Promise<string> {
  let lastStep = codeStepNow() - 1;
  return async () => {
    const step = Math.max(lastStep + 1, codeStepNow());
    // A code is taken half a minute before its time.
    const earlyMs = (step - 1) * codeLastsMs - msOf(systemClock());
    if (earlyMs > 0) await delay(earlyMs);
    lastStep = step;
    return totpCode(officer?.authenticatorSecret ?? '', instantFromMs(step * codeLastsMs));
  };
}

export interface OtherSignIns {
  readonly memory: DemoMemory;
  /** Of the servers, in the order of the authorities. */
  readonly addresses: readonly string[];
}

/**
 * One of those who approve and run nothing, counted from the last. What is approved on the first day is spread over them: a code is good
 * once, and those of one officer serve for two approvals without waiting.
 */
export async function approverOf(
  { memory, addresses }: OtherSignIns,
  seat: { readonly place: number; readonly key: string; readonly fromLast: 1 | 2 | 3 },
) {
  const officers = memory.authorities[seat.key]?.officers ?? [];
  const approving = officers.filter((one) => holds(one, ['approver']) && !holds(one, ['administrator'])).slice(-seat.fromLast)[0];
  const approver = await signInAs(['approver'], approving === undefined ? [] : [approving], addresses[seat.place] ?? '');
  return approver.ok ? ok({ approver: approver.value, approverCode: codesOf(approving) }) : approver;
}
