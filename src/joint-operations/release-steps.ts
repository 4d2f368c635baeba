// SPDX-License-Identifier: Apache-2.0
/**
 * What a server does in a joint operation by itself, at its own clock:
 *
 *     at the instant      releases its own steps, where the operation is committed and the authority is ready, and says so in a note: the
 *                         orders are then for its officers to carry out. In the window after the instant it still does; later an officer decides
 *     after `decideBy`    the lead's server calls off what was not decided, so that nobody waits for a word that does not come
 *
 * It never commits, and never releases anything without the decision and its own readiness before it.
 */
import { noteAudit } from '../audit/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { JointDeps } from './joint-deps.ts';
import { operationState, stepsToRelease } from './operations/operation-state.ts';
import { committedMatters, lockMatter, notesOf, undecidedMatters } from './store.ts';
import type { ContentWire } from './wire.ts';
import { writeNote } from './write-note.ts';

/** Says how many steps were released and operations called off. */
export async function tendOperations(deps: JointDeps, now: Instant): Promise<number> {
  let count = 0;
  for (const matter of await committedMatters(deps.database)) count += await releaseIn(deps, matter, now);
  for (const matter of await undecidedMatters(deps.database, now)) count += await callOff(deps, matter, now);
  return count;
}

async function releaseIn(deps: JointDeps, matter: string, now: Instant): Promise<number> {
  return deps.database.transaction().execute(async (tx) => {
    await lockMatter(tx, matter);
    let count = 0;
    for (;;) {
      const state = operationState(await notesOf(tx, matter), now);
      const step = state === null ? undefined : stepsToRelease(state, deps.self, now)[0];
      if (state === null || step === undefined) return count;
      const said = {
        kind: 'report',
        plan: state.standing.note,
        step: step.id,
        outcome: 'released',
        doneAt: now,
        amount: null,
        text: '',
      } as const;
      const outcome = await writeNote(tx, deps, { matter, said, officer: 'server', now, approvals: [] });
      if (outcome.kind !== 'done') return count;
      await noteAudit(tx, { event: 'joint.step-released', actor: 'server', at: now, details: { matter, kind: step.measure } }, deps.random);
      count += 1;
    }
  });
}

async function callOff(deps: JointDeps, matter: string, now: Instant): Promise<number> {
  return deps.database.transaction().execute(async (tx) => {
    await lockMatter(tx, matter);
    const state = operationState(await notesOf(tx, matter), now);
    if (state === null || state.stage !== 'lapsed' || state.standing.plan.lead !== deps.self) return 0;
    const reason = 'Not every needed participant was ready, or nobody decided, when the decision was due.';
    const said: ContentWire = { kind: 'decide', plan: state.standing.note, outcome: 'abort', ready: [], reason };
    const outcome = await writeNote(tx, deps, { matter, said, officer: 'server', now, approvals: [] });
    return outcome.kind === 'done' ? 1 : 0;
  });
}
