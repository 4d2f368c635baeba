// SPDX-License-Identifier: Apache-2.0
/** A signed proposal becomes part of the authority's key history: checked as every peer will check it, then written. */
import type { Instant, Result } from '../../kernel/index.ts';
import { allHeld, finishKeyProposal, foldKeyHistory, type KeyProposal, type KeyState, realSuites, settledKeys } from '../../seals/index.ts';
import { appendHistory, type AuthorityFiles, readKeys, withKeysLock, writeKeys } from '../data-folder-files.ts';

interface Applying {
  readonly files: Pick<AuthorityFiles, 'history'>;
  readonly proposal: KeyProposal;
}

/** The key state as it would be, and the events to append; fails where a peer would refuse them. Nothing is written. */
export function checkKeyProposal({
  files,
  proposal,
}: Applying): Result<{ readonly state: KeyState; readonly events: readonly Uint8Array[] }> {
  const events = finishKeyProposal(files.history, proposal, realSuites);
  if (!events.ok) return events;
  const state = foldKeyHistory([...files.history, ...events.value], realSuites);
  return state.ok ? { ok: true, value: { state: state.value, events: events.value } } : state;
}

/** The events come first: which keys are in use follows from them, also for a server that was stopped between the two writes. */
export async function applyKeyProposal(folder: string, given: Applying & { readonly now: Instant }): Promise<Result<KeyState>> {
  const checked = checkKeyProposal(given);
  if (!checked.ok) return checked;
  const { state, events } = checked.value;
  await withKeysLock(folder, async () => {
    await appendHistory(folder, { from: given.files.history.length, events });
    const keys = await readKeys(folder);
    if (!keys.ok) return;
    const settled = settledKeys(keys.value, state, given.now);
    if (allHeld(settled).length === allHeld(keys.value).length) await writeKeys(folder, settled);
  });
  return { ok: true, value: state };
}
