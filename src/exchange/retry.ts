// SPDX-License-Identifier: Apache-2.0
/**
 * When to try again: decorrelated jitter, so that many servers that lost one peer do not return to it at once.
 *
 *     next delay = random between the first delay and three times the last one, at most the longest
 *
 * Urgent dispatches wait seconds where normal ones wait minutes; both end at `notAfter`. A peer that cannot be reached may be back at any
 * moment, so an urgent dispatch is tried every minute. One that answers under its signature "not now", or that it holds the dispatch and
 * cannot judge it yet, is there, has said why, and needs time: there the first attempts follow as closely (2, 4, 8 seconds and so on), and
 * the pauses grow on. What a peer holds it judges without being asked, and tells what it came to.
 */
import type { RandomBytes } from '../kernel/index.ts';

export const retryRules = {
  normal: { firstMs: 5_000, longestMs: 3_600_000 },
  urgent: { firstMs: 2_000, longestMs: 60_000 },
  // The duty officer has been called by then; and a stolen key must be known to be one within 15 minutes of the cure.
  urgentAnswered: { firstMs: 2_000, longestMs: 600_000 },
} as const;

/** A dispatch that no one took after this long is recorded as not delivered; seven days, a holiday week included. */
export const validityMs = 7 * 86_400_000;

export function nextDelayMs(rule: keyof typeof retryRules, lastDelayMs: number, random: RandomBytes): number {
  const { firstMs, longestMs } = retryRules[rule];
  const bytes = random(4);
  const fraction = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 0x1_0000_0000;
  const top = Math.max(firstMs, lastDelayMs * 3);
  return Math.min(longestMs, Math.round(firstMs + fraction * (top - firstMs)));
}
