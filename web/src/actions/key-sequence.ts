// SPDX-License-Identifier: Apache-2.0
/**
 * Keys: single letters and two-letter sequences such as `g i`, as a pure step.
 *
 *     stepKeys('', 'g', ['g i', 'c'])     // { waiting: 'g', pressed: null }
 *     stepKeys('g', 'i', ['g i', 'c'])    // { waiting: '', pressed: 'g i' }
 *
 * A key that completes nothing begins anew, so that a mistyped first letter does not swallow the next one.
 */
export interface KeyStep {
  /** What has been pressed of a sequence that may still be completed. */
  readonly waiting: string;
  /** The binding that is now complete. */
  readonly pressed: string | null;
}

export function stepKeys(waiting: string, key: string, bindings: readonly string[]): KeyStep {
  const whole = waiting === '' ? key : `${waiting} ${key}`;
  if (bindings.includes(whole)) return { waiting: '', pressed: whole };
  if (bindings.some((binding) => binding.startsWith(`${whole} `))) return { waiting: whole, pressed: null };
  return waiting === '' ? { waiting: '', pressed: null } : stepKeys('', key, bindings);
}
