// SPDX-License-Identifier: Apache-2.0
//
// What is checked without a server: the text of the code, and federations that are only simulated. It takes minutes of a core and
// waits for nothing, while the tests beside it wait much of their time; so it is computed at a lower priority (`nice`) in the time that
// they leave over, and none of them is slower for it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '..');

for (const [what, ...command] of [
  ['the code keeps to its rules', 'npm', 'run', '-s', 'lint'],
  ['the types hold', 'npm', 'run', '-s', 'typecheck'],
  ['the format is that of the project', 'npm', 'run', '-s', 'format:check'],
  ['1,000 simulated federations keep the promises', './comity', 'simulate', '--seeds', '1000', '--seed', '1', '--coverage'],
  ['200 with real cryptography keep the promises', './comity', 'simulate', '--seeds', '200', '--seed', '1', '--suite', 'real'],
] as const) {
  void test(what, { concurrency: false }, () => succeeds(command));
}

/** Shows what the command writes, and fails where it ends with another code than 0. */
async function succeeds(command: readonly string[]): Promise<void> {
  const child = spawn('nice', ['-n', '10', ...command], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stdout, { end: false });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  assert.equal(code, 0, `${command.join(' ')} ended with ${code}; what it wrote stands above`);
}
