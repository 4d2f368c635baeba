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
import { addMs, type Instant } from '../kernel/index.ts';
import type { JointDeps } from './joint-deps.ts';
import { operationState, stepsToRelease } from './operations/operation-state.ts';
import { lockMatter, notesOf, openOperations } from './store.ts';
import type { ContentWire } from './wire.ts';
import { writeNote } from './write-note.ts';

/** What did not go through although it was due is tried again after this. */
const againMs = 1000;

/**
 * Does what is due, and says when something is due next: an instant, the first moment at which nobody has decided in time, or a little later
 * where something did not go through. Null where nothing is, until a note is written or comes: whoever keeps one announces it.
 */
export async function tendOperations(deps: JointDeps, now: Instant): Promise<Instant | null> {
  const next: Instant[] = [];
  for (const { id, isCommitted, dueAt } of await openOperations(deps.database)) {
    if (isCommitted ? now < dueAt : now <= dueAt) next.push(isCommitted ? dueAt : addMs(dueAt, 1));
    else if (!(isCommitted ? await releaseIn(deps, id, now) : await callOff(deps, id, now))) next.push(addMs(now, againMs));
  }
  return next.toSorted()[0] ?? null;
}

/** False where a step that is due could not be released. */
async function releaseIn(deps: JointDeps, matter: string, now: Instant): Promise<boolean> {
  return deps.database.transaction().execute(async (tx) => {
    await lockMatter(tx, matter);
    for (;;) {
      const state = operationState(await notesOf(tx, matter), now);
      const step = state === null ? undefined : stepsToRelease(state, deps.self, now)[0];
      if (state === null || step === undefined) return true;
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
      if (outcome.kind !== 'done') return false;
      await noteAudit(tx, { event: 'joint.step-released', actor: 'server', at: now, details: { matter, kind: step.measure } }, deps.random);
    }
  });
}

/** False where it is ours to call off and could not be. */
async function callOff(deps: JointDeps, matter: string, now: Instant): Promise<boolean> {
  return deps.database.transaction().execute(async (tx) => {
    await lockMatter(tx, matter);
    const state = operationState(await notesOf(tx, matter), now);
    if (state === null || state.stage !== 'lapsed' || state.standing.plan.lead !== deps.self) return true;
    const reason = 'Not every needed participant was ready, or nobody decided, when the decision was due.';
    const said: ContentWire = { kind: 'decide', plan: state.standing.note, outcome: 'abort', ready: [], reason };
    const outcome = await writeNote(tx, deps, { matter, said, officer: 'server', now, approvals: [] });
    return outcome.kind === 'done';
  });
}
