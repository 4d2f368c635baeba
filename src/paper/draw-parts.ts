// SPDX-License-Identifier: Apache-2.0
/** How each part of a paper is drawn, but for tables. */
import type { PaperPart } from './paper.ts';
import { drawTable } from './draw-table.ts';
import {
  drawAside,
  drawLines,
  ink,
  innerWidth,
  layOut,
  lineHeight,
  lowerEdge,
  makeRoom,
  newPage,
  page,
  type Sheet,
  type Structure,
  type Style,
} from './sheet.ts';

const body: Style = { face: 'plain', size: 9.5, colour: ink.text };
export const title: Style = { face: 'strong', size: 17, colour: ink.text };
export const subtitle: Style = { face: 'plain', size: 10.5, colour: ink.quiet };
const headings: Readonly<Record<1 | 2, Style>> = {
  1: { face: 'strong', size: 12.5, colour: ink.text },
  2: { face: 'strong', size: 10.5, colour: ink.text },
};
const manners: Readonly<Record<'strong' | 'note' | 'mono', Style>> = {
  strong: { ...body, face: 'strong' },
  note: { ...body, size: 8.5, colour: ink.quiet },
  mono: { ...body, face: 'mono', size: 8.5 },
};
/** The width of the names in a list of facts, and of a bullet. */
const nameWidth = 140;
const bulletWidth = 12;

export function drawPart(sheet: Sheet, part: PaperPart): void {
  if (part.kind === 'heading') {
    const style = headings[part.level];
    sheet.y += part.level === 1 ? 12 : 6;
    // A heading never stands alone at the foot of a page.
    makeRoom(sheet, lineHeight(style) + 3 * lineHeight(body));
    drawText(sheet, part.text, style, { tag: part.level === 1 ? 'H2' : 'H3', after: 4 });
  } else if (part.kind === 'paragraph') {
    drawText(sheet, part.text, part.manner === undefined ? body : manners[part.manner], { tag: 'P', after: 6 });
  } else if (part.kind === 'list') drawList(sheet, part.items);
  else if (part.kind === 'facts') drawFacts(sheet, part.rows);
  else if (part.kind === 'table') drawTable(sheet, part);
  else if (part.kind === 'blanks') for (const row of part.rows) drawBlank(sheet, row);
  else newPage(sheet);
}

/** A text over the whole width, over as many pages as it takes. */
export function drawText(sheet: Sheet, text: string, style: Style, how: { readonly tag: string; readonly after: number }): void {
  let lines = layOut(sheet, text, style, innerWidth);
  while (lines.length > 0) {
    makeRoom(sheet, lineHeight(style));
    const here = lines.slice(0, Math.max(1, Math.floor((lowerEdge - sheet.y) / lineHeight(style))));
    lines = lines.slice(here.length);
    const { pdf } = sheet;
    const at = { x: page.left, y: sheet.y, width: innerWidth };
    sheet.root.add(pdf.struct(how.tag, {}, () => drawLines(sheet, here, style, at)));
    sheet.y += here.length * lineHeight(style);
  }
  sheet.y += how.after;
}

function drawList(sheet: Sheet, items: readonly string[]): void {
  const { pdf } = sheet;
  const list = pdf.struct('L');
  sheet.root.add(list);
  for (const item of items) {
    const row = pdf.struct('LI');
    list.add(row);
    drawPair(sheet, { name: '\u2022', value: item, tags: ['Lbl', 'LBody'], width: bulletWidth, style: body }, row);
    row.end();
  }
  list.end();
  sheet.y += 4;
}

function drawFacts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  const { pdf } = sheet;
  const table = pdf.struct('Table');
  sheet.root.add(table);
  for (const [name, value] of rows) {
    const row = pdf.struct('TR');
    table.add(row);
    drawPair(sheet, { name, value, tags: ['TH', 'TD'], width: nameWidth, style: body }, row);
    row.end();
  }
  table.end();
  sheet.y += 6;
}

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly tags: readonly [string, string];
  readonly width: number;
  readonly style: Style;
}

/** A name at the left and its value beside it; a value of many lines goes on on the next page. */
function drawPair(sheet: Sheet, pair: Pair, parent: Structure): void {
  const { pdf } = sheet;
  const height = lineHeight(pair.style);
  const nameStyle = { ...pair.style, colour: ink.quiet };
  const name = layOut(sheet, pair.name, nameStyle, pair.width - 8);
  let value = layOut(sheet, pair.value, pair.style, innerWidth - pair.width);
  makeRoom(sheet, height * Math.max(name.length, Math.min(value.length, 3)));
  const nameAt = { x: page.left, y: sheet.y, width: pair.width };
  parent.add(pdf.struct(pair.tags[0], {}, () => drawLines(sheet, name, nameStyle, nameAt)));
  let taken = name.length;
  do {
    makeRoom(sheet, height);
    const here = value.slice(0, Math.max(1, Math.floor((lowerEdge - sheet.y) / height)));
    value = value.slice(here.length);
    const at = { x: page.left + pair.width, y: sheet.y, width: innerWidth - pair.width };
    parent.add(pdf.struct(pair.tags[1], {}, () => drawLines(sheet, here, pair.style, at)));
    sheet.y += Math.max(taken, here.length) * height;
    taken = 0;
  } while (value.length > 0);
  sheet.y += 2;
}

function drawBlank(sheet: Sheet, row: { readonly name: string; readonly lines: number }): void {
  const gap = 20;
  makeRoom(sheet, lineHeight(body) + gap * Math.min(row.lines, 20));
  drawText(sheet, row.name, { ...body, colour: ink.quiet }, { tag: 'P', after: 0 });
  for (let line = 0; line < row.lines; line += 1) {
    makeRoom(sheet, gap);
    sheet.y += gap;
    const { y } = sheet;
    drawAside(sheet, () =>
      sheet.pdf
        .moveTo(page.left, y)
        .lineTo(page.left + innerWidth, y)
        .lineWidth(0.6)
        .strokeColor(ink.rule)
        .stroke(),
    );
  }
  sheet.y += 8;
}
