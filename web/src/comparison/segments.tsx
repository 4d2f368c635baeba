// SPDX-License-Identifier: Apache-2.0
/** The words of a comparison, marked; redlines of agreements and comparisons of anything else show them alike. */
import type { Segment } from '../../../src/kernel/wire.ts';

/** Added and removed words as a reader of any eyes finds them: underlined or struck out, and told to a screen reader. */
export function Segments({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ change, text }, index) => {
    const key = `${index} ${change}`;
    if (change === 'added') return <ins key={key}>{text}</ins>;
    return change === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
  });
}
