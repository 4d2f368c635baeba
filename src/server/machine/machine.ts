// SPDX-License-Identifier: Apache-2.0
/**
 * What a server takes of the machine it runs on: its clock, its randomness, and how its memory is gone through. It is given on from here
 * to all that tells time or draws, so that a test can give something else; whoever needs no more of a server than this imports no more.
 */
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { type Instant, instantFromMs, type RandomBytes } from '../../kernel/index.ts';

export const systemClock = (): Instant => instantFromMs(Date.now());
export const systemRandom: RandomBytes = (count) => new Uint8Array(randomBytes(count));

/** How much of what lived on may be added before the whole heap is gone through again, in percent, where memory counts: in a server. */
const heapGrowth = '--heap-growing-percent=50';

/**
 * How Node.js is started for a server. V8 would let what is newly made grow to 128 MB before it gathers the room up in this process, most of
 * it filled once, at the start; and after the first pass over the whole heap, which programs being read bring about, it would let that grow
 * to four times of what lives on. Both are read when the process starts, so `./comity serve` says the same.
 */
export const serverNodeOptions = ['--max-semi-space-size=8', heapGrowth] as const;

/**
 * What stands in the environment of a server, for the allocator of Linux (glibc). A large piece comes from the system and goes back to it
 * when it is done with, but once one did, pieces up to its size are cut from one heap that never shrinks below its last: a password is judged
 * in 64 MB, and from then on every range of an upload tears holes into that heap. A limit that is set stays where it is (its own, at first).
 * Nothing that a server starts inherits it: PostgreSQL gets a bare environment.
 *
 * What Node.js compiled before is not read: whatever it reads of that it keeps for as long as the process lives (26 MB), and a server that
 * runs for months starts a second later without it.
 */
export const serverEnvironment = { MALLOC_MMAP_THRESHOLD_: '131072', NODE_DISABLE_COMPILE_CACHE: '1' } as const;

/** How much of what lived on may be added where a server was started otherwise, as a test does it, and time counts. */
const heapGrowthOtherwise = '--heap-growing-percent=100';

/**
 * A server keeps some 70 MB of programs and keys for as long as it runs. V8 would go through all of that again whenever a few more
 * megabytes were added, since a server that waits for its disk looks to it like one that hardly works. Affects the whole process.
 */
export function spareHeapPasses(): void {
  if (!process.execArgv.includes(heapGrowth)) setFlagsFromString(heapGrowthOtherwise);
}
