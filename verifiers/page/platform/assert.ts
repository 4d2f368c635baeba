// SPDX-License-Identifier: Apache-2.0
/** What the checker uses of node:assert: to stop where an assumption of its own does not hold. */
export class AssertionError extends Error {}

function assert(holds: unknown, message: string | Error = 'an assumption does not hold'): asserts holds {
  if (!holds) throw message instanceof Error ? message : new AssertionError(message);
}

assert.ok = (holds: unknown, message?: string): void => assert(holds, message);
assert.equal = (left: unknown, right: unknown, message?: string): void => assert(left === right, message);
assert.fail = (message?: string): never => {
  throw new AssertionError(message ?? 'an assumption does not hold');
};

export default assert;
