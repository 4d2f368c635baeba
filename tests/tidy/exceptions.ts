// SPDX-License-Identifier: Apache-2.0
//
// Files that a tidy rule does not hold for, each with its reason. An exception that is no longer needed fails the test.

export interface Exception {
  readonly rule: string;
  readonly file: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    rule: 'every file is imported by another that runs',
    file: 'src/server/postgres/test-cluster.ts',
    reason: 'Starts the PostgreSQL of the tests; it lies beside the starter whose inner parts it uses.',
  },
  {
    rule: 'every file is imported by another that runs',
    file: 'verifiers/page/platform/assert.ts',
    reason: 'The bundler puts it in the place of node:assert/strict when it makes the verifier for a browser.',
  },
  {
    rule: 'every file is imported by another that runs',
    file: 'verifiers/page/platform/zlib.ts',
    reason: 'The bundler puts it in the place of node:zlib when it makes the verifier for a browser.',
  },
  {
    rule: 'no default export',
    file: 'verifiers/page/platform/assert.ts',
    reason: 'It stands for node:assert/strict, which is imported by its default export.',
  },
  {
    rule: 'a class has a lifetime to close',
    file: 'verifiers/page/platform/buffer.ts',
    reason: 'It stands for the class Buffer of Node, which is an array of bytes with methods.',
  },
];
