// SPDX-License-Identifier: Apache-2.0
/**
 * What the promises have in common: their names, how one is said to be broken, and what each of their files gets to see.
 */
import type { Cast } from '../authorities/cast.ts';
import type { Server } from '../authorities/server-state.ts';
import type { Story } from '../ground/story.ts';
import type { Ledger } from './ledger.ts';

export const promiseNames = ['P1', 'P2', 'P3', 'P4', 'P7', 'P8', 'P9', 'assumption'] as const;
export type PromiseName = (typeof promiseNames)[number];

export interface Violation {
  readonly promise: PromiseName;
  readonly sentence: string;
}

/** What the files of the promises need. */
export interface Watching {
  readonly ledger: Ledger;
  readonly story: Story;
  readonly cast: Cast;
  readonly nowMs: () => number;
  readonly servers: () => readonly Server[];
  /** The plain bytes of a letter that was sealed in this run. */
  readonly letterIn: (envelope: Uint8Array) => Uint8Array | null;
  readonly fail: (promise: PromiseName, sentence: string) => void;
  readonly dispatchName: (digest: string) => string;
}
