// SPDX-License-Identifier: Apache-2.0
/**
 * What changed between two texts, word by word: the longest words in common stay, the rest was removed or added.
 *
 * Exact for texts of the length of a clause. Of two very long texts, what is the same at both ends is taken off first; where the
 * middle is still too long, it is shown as removed and added whole, which is true, if less helpful.
 */
import type { Segment } from './wire.ts';

/** Cells of the table that is filled for one pair of texts: two clauses of 2,000 words. */
const cellsMax = 4_000_000;

export function wordChanges(before: string, after: string): Segment[] {
  if (before === after) return before === '' ? [] : [{ change: 'same', text: before }];
  const [left, right] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const middle = changesOf(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return joined([
    ...left.slice(0, start).map((text) => ({ change: 'same', text }) as const),
    ...middle,
    ...left.slice(left.length - end).map((text) => ({ change: 'same', text }) as const),
  ]);
}

/** Words and what is between them, so that nothing is lost. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

function changesOf(left: readonly string[], right: readonly string[]): Segment[] {
  if (left.length * right.length > cellsMax || left.length === 0 || right.length === 0) {
    return [...left.map((text) => ({ change: 'removed', text }) as const), ...right.map((text) => ({ change: 'added', text }) as const)];
  }
  const width = right.length + 1;
  const common = new Uint32Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const here = row * width + column;
      common[here] =
        left[row] === right[column] ? (common[here + width + 1] ?? 0) + 1 : Math.max(common[here + width] ?? 0, common[here + 1] ?? 0);
    }
  }
  const found: Segment[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const here = row * width + column;
    if (row < left.length && column < right.length && left[row] === right[column]) {
      found.push({ change: 'same', text: left[row++] ?? '' });
      column += 1;
    } else if (column === right.length || (row < left.length && (common[here + width] ?? 0) >= (common[here + 1] ?? 0))) {
      found.push({ change: 'removed', text: left[row++] ?? '' });
    } else {
      found.push({ change: 'added', text: right[column++] ?? '' });
    }
  }
  return found;
}

function joined(segments: readonly Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const { change, text } of segments) {
    const last = found.at(-1);
    if (last?.change === change) found[found.length - 1] = { change, text: last.text + text };
    else found.push({ change, text });
  }
  return found;
}
