// SPDX-License-Identifier: Apache-2.0
/** The second checker over a bundle that a server made: it must find nothing wrong. Where the machine has no python3 or openssl, nothing is said. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const script = path.resolve(import.meta.dirname, '../../verifiers/check_bundle.py');
const isThere = ['python3', 'openssl'].every((command) => spawnSync(command, ['--version']).error === undefined);

export function checkInPython(bundle: Uint8Array): void {
  if (!isThere) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-python-'));
  try {
    const file = path.join(folder, 'bundle.zip');
    writeFileSync(file, bundle);
    const { status, stdout, stderr } = spawnSync('python3', ['-I', script, file], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
