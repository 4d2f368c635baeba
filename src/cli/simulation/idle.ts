// SPDX-License-Identifier: Apache-2.0
/** What a simulated step waits for: that everything has gone on which needs nothing of the world. */

/** Signals, messages and timers of the process get their turn after so many steps. */
const stepsPerTurn = 256;

/**
 * Everything works in promises alone, real cryptography too, whose calls come back at once; and a tick comes when all of these are
 * settled. A whole turn of the event loop at each step costs a twelfth of a run more and tells the same story. A suite whose work leaves
 * the thread would need more than one turn: nothing says that its answer is there by then.
 */
export function idling(): () => Promise<void> {
  let steps = 0;
  return () =>
    new Promise((done) => {
      steps += 1;
      if (steps % stepsPerTurn === 0) setImmediate(done);
      // Asked for from among the promises: from anywhere else a tick would come before them.
      else queueMicrotask(() => process.nextTick(done));
    });
}
