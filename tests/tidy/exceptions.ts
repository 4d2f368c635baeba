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
];
