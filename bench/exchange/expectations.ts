// SPDX-License-Identifier: Apache-2.0
/** What a bench takes for granted of its own input: where it does not hold, the bench stops. */
import { strict as assert } from 'node:assert';
import { fromBase64 } from '../../src/seals/index.ts';

export function bytesOf(base64: string): Uint8Array {
  const bytes = fromBase64(base64);
  assert(bytes !== null);
  return bytes;
}

export function expectOk<Value>(result: { ok: true; value: Value } | { ok: false; issues: readonly unknown[] }): Value {
  assert(result.ok, result.ok ? '' : JSON.stringify(result.issues));
  return result.value;
}
