// SPDX-License-Identifier: Apache-2.0
//
// The tests run as processes beside each other, since one process uses one core and a machine has at least two. Within a
// process all files share their start-up: `--test-isolation=process` with one file per process would take minutes more.
// Each part below is one process: tests-in-browser.ts, tests-of-rooms.ts, tests-of-the-whole.ts, tests-with-a-browser.ts. Three run at
// once, since two of them wait more than they compute, and the last begins when the shortest has ended; node:test prints one summary.
//
// A process that is told to exit once its tests have ended (`--test-force-exit`) does so as soon as those it knows have ended,
// also while the next file is still being loaded. So the first test of each process is that all files are loaded: the others
// wait for it, none can be left out unseen.
//
// What Node compiled is kept where src/cli/main.ts keeps it, also by the servers that tests start otherwise than by a command.
import { glob } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const compiled = path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');

/** Stories in the browser that make their own authorities. All others are in the part that makes the demonstration, whatever they are called. */
export const withOwnAuthorities = ['deliveries', 'first-day', 'joint-work', 'training', 'verifier-page'] as const;

/** Imports each test file that matches one of `patterns` (from the project's root), in the order of their names. */
export async function loadTests(...patterns: readonly string[]): Promise<void> {
  const files = (await Array.fromAsync(glob(patterns))).toSorted();
  if (files.length === 0) throw new Error(`no test file matches ${patterns.join(', ')}; run this from the project's root`);
  enableCompileCache(compiled);
  process.env['NODE_COMPILE_CACHE'] = compiled;
  const { promise: loaded, resolve, reject } = Promise.withResolvers<void>();
  void test(`all ${files.length} test files of ${patterns.join(', ')} are loaded`, () => loaded);
  try {
    for (const file of files) await import(new URL(`../${file}`, import.meta.url).href);
  } catch (error) {
    reject(error);
    throw error;
  }
  resolve();
}
