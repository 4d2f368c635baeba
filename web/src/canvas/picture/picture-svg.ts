// SPDX-License-Identifier: Apache-2.0
/**
 * The picture as a file that a report or a court file takes in: all of it, sharp at any size, with the time and the digest of the sums on which
 * it rests written below, so that whoever holds the movements can make it again. In dark letters on white, since it is printed.
 */
import { type Arrow, middleOf, shortName, widthOf } from './arrows.ts';
import { boxHeight, boxWidth } from './lay-picture.ts';
import type { Seen } from './picture-state.ts';
import { extentOf } from './view.ts';

const margin = 40;
const captionHeight = 20;
/** A line of the caption with a digest finds room. */
const widthMin = 720;

export function pictureSvg(parties: readonly Seen[], arrows: readonly Arrow[], caption: readonly string[]): string {
  const { left, top, right, bottom } = extentOf(parties);
  const [x, y] = [left - margin, top - margin];
  const width = Math.max(widthMin, right - left + margin * 2);
  const height = bottom - top + margin * 2 + caption.length * captionHeight;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">`,
    `<style>text{font:12px system-ui,sans-serif;fill:#1c2526}.n{font-style:italic;font-size:11px}.c{font-size:10px;fill:#5b6566}`,
    `.a{font-size:11px;text-anchor:middle}`,
    `.a{paint-order:stroke;stroke:#fff;stroke-width:4px}path{fill:none;stroke:#5b6566}rect{fill:#fff;stroke:#12808f}</style>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" style="stroke:none"/>`,
    `<marker id="head" viewBox="0 0 9 9" refX="9" refY="4.5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">`,
    `<path d="M 0 0 L 9 4.5 L 0 9 z" style="fill:#5b6566;stroke:none"/></marker>`,
    ...arrows.map((arrow) => {
      const [x1, y1, cx1, cy1, cx2, cy2, x2, y2] = arrow.curve;
      const thickness = widthOf(arrow).toFixed(2);
      return `<path d="M ${x1} ${y1} C ${cx1} ${cy1}, ${cx2} ${cy2}, ${x2} ${y2}" stroke-width="${thickness}" marker-end="url(#head)"/>`;
    }),
    ...arrows.map(({ curve, label }) => {
      const [middleX, middleY] = middleOf(curve);
      return `<text class="a" x="${middleX}" y="${middleY + 4}">${escaped(label)}</text>`;
    }),
    ...parties.map(
      ({ name, x: boxX, y: boxY, note, claim = '' }) =>
        `<g><title>${escaped(name)}</title><rect x="${boxX}" y="${boxY}" width="${boxWidth}" height="${boxHeight}"/>` +
        `<text x="${boxX + 8}" y="${boxY + (claim === '' ? boxHeight / 2 + 4 : 14)}">${escaped(shortName(name))}</text>` +
        (claim === '' ? '' : `<text class="c" x="${boxX + 8}" y="${boxY + 26}">${escaped(claim)}</text>`) +
        `${note === '' ? '' : `<text class="n" x="${boxX + 2}" y="${boxY + boxHeight + 12}">${escaped(note)}</text>`}</g>`,
    ),
    ...caption.map((line, place) => `<text x="${x + 12}" y="${bottom + margin + place * captionHeight + 12}">${escaped(line)}</text>`),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Names come from files of others: none of them may become markup, or break it by a sign that XML does not know. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
