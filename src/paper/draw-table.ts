// SPDX-License-Identifier: Apache-2.0
/** Tables: columns by weight, the head repeated on every page, a row that is longer than a page continued on the next. */
import type { Line } from './lines.ts';
import type { PaperColumn, PaperPart } from './paper.ts';
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

type Table = Extract<PaperPart, { kind: 'table' }>;

const cell: Style = { face: 'plain', size: 8, colour: ink.text };
const mono: Style = { ...cell, face: 'mono', size: 7 };
const head: Style = { ...cell, face: 'strong' };
const caption: Style = { face: 'strong', size: 9, colour: ink.text };
const padding = 3;

interface Place {
  readonly column: PaperColumn;
  readonly style: Style;
  readonly x: number;
  readonly width: number;
}

export function drawTable(sheet: Sheet, table: Table): void {
  const places = placesOf(table.columns);
  const { pdf } = sheet;
  const structure = pdf.struct('Table');
  sheet.root.add(structure);
  makeRoom(sheet, lineHeight(caption) + 4 * lineHeight(cell));
  const named = layOut(sheet, table.caption, caption, innerWidth);
  structure.add(pdf.struct('Caption', {}, () => drawLines(sheet, named, caption, { x: page.left, y: sheet.y, width: innerWidth })));
  sheet.y += named.length * lineHeight(caption) + 2;
  drawHead(sheet, places, structure);
  for (const row of table.rows) drawRow(sheet, places, row, structure);
  if (table.rows.length === 0) drawRow(sheet, [{ ...whole, style: { ...cell, colour: ink.quiet } }], [table.empty], structure);
  structure.end();
  sheet.y += 10;
}

const whole = { column: { title: '', weight: 1 }, x: page.left + padding, width: innerWidth - 2 * padding };

function placesOf(columns: readonly PaperColumn[]): Place[] {
  const sum = columns.reduce((total, column) => total + column.weight, 0);
  let x = page.left;
  return columns.map((column) => {
    const width = (innerWidth * column.weight) / sum;
    const place = { column, style: column.isMono === true ? mono : cell, x: x + padding, width: width - 2 * padding };
    x += width;
    return place;
  });
}

/** The head once with its meaning, and on later pages again as an aside. */
function drawHead(sheet: Sheet, places: readonly Place[], structure: Structure | null): void {
  const { pdf } = sheet;
  const cells = places.map((place) => layOut(sheet, place.column.title, head, place.width));
  const height = heightOf(cells) + 2 * padding;
  const { y } = sheet;
  drawAside(sheet, () => pdf.rect(page.left, y, innerWidth, height).fill(ink.shade));
  const draw = (place: Place, lines: readonly Line[]) => drawLines(sheet, lines, head, { ...at(place, y + padding) });
  if (structure === null) drawAside(sheet, () => places.forEach((place, index) => draw(place, cells[index] ?? [])));
  else {
    const row = pdf.struct('TR');
    structure.add(row);
    places.forEach((place, index) => row.add(pdf.struct('TH', {}, () => draw(place, cells[index] ?? []))));
    row.end();
  }
  sheet.y += height;
}

function drawRow(sheet: Sheet, places: readonly Place[], row: readonly string[], structure: Structure): void {
  let cells = places.map((place, index) => layOut(sheet, row[index] ?? '', place.style, place.width));
  // A row that fits a page is not torn apart.
  const isShort = heightOf(cells) + 2 * padding < (lowerEdge - page.top) / 2;
  while (cells.some((lines) => lines.length > 0)) {
    const least = (isShort ? heightOf(cells) : lineHeight(cell)) + 2 * padding;
    if (sheet.y + least > lowerEdge) turnPage(sheet, places);
    const linesMax = Math.max(1, Math.floor((lowerEdge - sheet.y - 2 * padding) / lineHeight(cell)));
    const here = cells.map((lines) => lines.slice(0, linesMax));
    cells = cells.map((lines) => lines.slice(linesMax));
    drawCells(sheet, places, here, structure);
  }
}

function turnPage(sheet: Sheet, places: readonly Place[]): void {
  newPage(sheet);
  if (places.length > 1) drawHead(sheet, places, null);
}

function drawCells(sheet: Sheet, places: readonly Place[], cells: readonly (readonly Line[])[], structure: Structure): void {
  const { pdf } = sheet;
  const { y } = sheet;
  const row = pdf.struct('TR');
  structure.add(row);
  places.forEach((place, index) =>
    row.add(pdf.struct('TD', {}, () => drawLines(sheet, cells[index] ?? [], place.style, at(place, y + padding)))),
  );
  row.end();
  sheet.y += heightOf(cells) + 2 * padding;
  const under = sheet.y;
  drawAside(sheet, () =>
    pdf
      .moveTo(page.left, under)
      .lineTo(page.left + innerWidth, under)
      .lineWidth(0.4)
      .strokeColor(ink.rule)
      .stroke(),
  );
}

const heightOf = (cells: readonly (readonly Line[])[]): number => Math.max(1, ...cells.map((lines) => lines.length)) * lineHeight(cell);

function at(place: Place, y: number): { x: number; y: number; width: number; align: 'left' | 'right' } {
  return { x: place.x, y, width: place.width, align: place.column.align ?? 'left' };
}
