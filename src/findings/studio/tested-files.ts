// SPDX-License-Identifier: Apache-2.0
/**
 * What the back-tests of a draft say, each file once: an analyst who tries a draft on one file after the other shows an approver all of
 * them, and one file that was tried twice counts once.
 */
import type { LookRow } from './store.ts';

type Look = Pick<LookRow, 'trial' | 'file' | 'state'>;

/** Of each file the look that waits, or the newest that is done, or the newest at all; in the order in which files were first tried. */
export function testedFiles<Tried extends Look>(looks: readonly Tried[]): readonly Tried[] {
  const byFile = Map.groupBy(
    looks.filter(({ trial }) => trial !== null),
    ({ file }) => file,
  );
  return [...byFile.values()].flatMap((own) => {
    const shown = own.findLast(({ state }) => state === 'waiting') ?? own.findLast(({ state }) => state === 'done') ?? own.at(-1);
    return shown === undefined ? [] : [shown];
  });
}
