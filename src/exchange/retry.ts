// SPDX-License-Identifier: Apache-2.0
/**
 * When to try again: decorrelated jitter, so that many servers that lost one peer do not return to it at once.
 *
 *     next delay = random between the first delay and three times the last one, at most the longest
 *
 * Urgent dispatches wait seconds where normal ones wait minutes; both end at `notAfter`.
 */
import type { RandomBytes } from '../kernel/index.ts';

export const retryRules = {
  normal: { firstMs: 5_000, longestMs: 3_600_000 },
  urgent: { firstMs: 2_000, longestMs: 60_000 },
} as const;

/** A dispatch that no one took after this long is recorded as not delivered; seven days, a holiday week included. */
export const validityMs = 7 * 86_400_000;

export function nextDelayMs(requestClass: keyof typeof retryRules, lastDelayMs: number, random: RandomBytes): number {
  const { firstMs, longestMs } = retryRules[requestClass];
  const bytes = random(4);
  const fraction = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 0x1_0000_0000;
  const top = Math.max(firstMs, lastDelayMs * 3);
  return Math.min(longestMs, Math.round(firstMs + fraction * (top - firstMs)));
}
