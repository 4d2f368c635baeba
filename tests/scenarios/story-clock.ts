// SPDX-License-Identifier: Apache-2.0
//
// The clock of a scenario. All servers of a story read the same one; it moves by a millisecond with every reading, so that
// no two events have one moment, and otherwise only where the story says so: a week passes in one line.
import { addMs, type Instant } from '../../src/kernel/index.ts';

export interface StoryClock {
  readonly now: () => Instant;
  /** Lets time pass. */
  pass(ms: number): void;
  /** Lets time pass until then, where it is later than now. */
  passTo(then: Instant): void;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export function storyClock(startsAt: string): StoryClock {
  let moment = startsAt as Instant;
  return {
    now: () => {
      moment = addMs(moment, 1);
      return moment;
    },
    pass: (ms) => {
      moment = addMs(moment, ms);
    },
    passTo: (then) => {
      if (then > moment) moment = then;
    },
  };
}
