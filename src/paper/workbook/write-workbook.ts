// SPDX-License-Identifier: Apache-2.0
/**
 * A workbook for spreadsheet programs: sheets of texts and figures, and nothing that computes. Pure; the same sheets give the same bytes.
 *
 *     const columns = [{ title: 'Currency', width: 10 }, { title: 'Frozen', width: 16 }];
 *     writeWorkbook([{ name: 'Value', columns, rows: [['EUR', { decimal: '310000.00' }]] }])
 *
 * A text is written as a text cell, never as a formula, whatever it begins with. One that a program would read as a formula if somebody
 * opened the cell and left it again, or saved the sheet as CSV, also carries the mark "begins with an apostrophe", as if typed so.
 * A figure is written by its digits; sums are integers of minor units with the point put in, so none passes through a floating number.
 *
 * What it does not do: formulas, macros, links to outside, dates as numbers (a moment is a text), reading: room records reads workbooks.
 * Source: ISO/IEC 29500-1 (Office Open XML), part SpreadsheetML; decisions/0430-a-workbook-without-a-package.md.
 */
import assert from 'node:assert/strict';
import { mayBeFormula } from '../formula.ts';
import { type Part, zipOf } from './zip-of.ts';

/** A figure with its digits as they are to be read: a sum of money. */
export type Cell = string | number | { readonly decimal: string } | null;

export interface Sheet {
  /** Up to 31 characters, without `: \ / ? * [ ]`: the limit of the programs that open it. */
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows that the programs open, with the one of the titles. */
const rowsMax = 1_048_576;
/** Characters of one cell that the programs open. */
const charactersMax = 32_767;

/** Places in the list of styles below. */
const styles = { plain: 0, title: 1, apostrophe: 2, whole: 3, cents: 4 } as const;

export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  assert(sheets.length > 0, 'a workbook has a sheet');
  assert.equal(new Set(sheets.map(({ name }) => name.toLowerCase())).size, sheets.length, 'names of sheets differ');
  for (const { name, rows } of sheets) {
    assert(/^[^:\\/?*[\]]{1,31}$/.test(name), `"${name}" can name a sheet`);
    assert(rows.length < rowsMax, `a sheet holds up to ${rowsMax} rows`);
  }
  const numbered = sheets.map((sheet, index) => ({ sheet, number: index + 1 }));
  const parts: Part[] = [
    { path: '[Content_Types].xml', text: contentTypes(numbered.map(({ number }) => number)) },
    { path: '_rels/.rels', text: relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]) },
    {
      path: 'xl/workbook.xml',
      text: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbered
        .map(({ sheet, number }) => `<sheet name="${escaped(sheet.name)}" sheetId="${number}" r:id="rId${number}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: relations([
        ...numbered.map(({ number }) => ({ id: `rId${number}`, type: 'worksheet', target: `worksheets/sheet${number}.xml` })),
        { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' },
      ]),
    },
    { path: 'xl/styles.xml', text: styleSheet },
    ...numbered.map(({ sheet, number }) => ({ path: `xl/worksheets/sheet${number}.xml`, text: sheetXml(sheet) })),
  ];
  return zipOf(parts);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(numbers: readonly number[]): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...numbers.map((number) => [`/xl/worksheets/sheet${number}.xml`, 'worksheet']),
  ];
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
  ].map(([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`);
  const types = overrides.map(([path, type]) => `<Override PartName="${path}" ContentType="${sheetMedia}.${type}+xml"/>`);
  return `${head}<Types xmlns="${packages}/content-types">${[...defaults, ...types].join('')}</Types>`;
}

function relations(rows: readonly { readonly id: string; readonly type: string; readonly target: string }[]): string {
  return `${head}<Relationships xmlns="${packages}/relationships">${rows
    .map(({ id, type, target }) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
}

const xf = (more: string): string => `<xf fillId="0" borderId="0" xfId="0" ${more}/>`;
/** In the order of `styles`; number formats 3 and 4 are those that every program has: `#,##0` and `#,##0.00`. */
const cellStyles = [
  'numFmtId="0" fontId="0"',
  'numFmtId="0" fontId="1" applyFont="1"',
  'numFmtId="0" fontId="0" quotePrefix="1"',
  'numFmtId="3" fontId="0" applyNumberFormat="1"',
  'numFmtId="4" fontId="0" applyNumberFormat="1"',
].map(xf);
/** Programs ask for two fills, a border and a style of styles, used or not. */
const styleSheet = [
  `${head}<styleSheet xmlns="${main}">`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${cellStyles.length}">${cellStyles.join('')}</cellXfs></styleSheet>`,
].join('');

/** The row of titles stays in sight. */
function sheetXml({ columns, rows }: Sheet): string {
  const cols = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  const view = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  const titles = columns.map(({ title }, index) => textCell(`${letters(index)}1`, title, styles.title)).join('');
  const lines = rows.map((row, index) => {
    const number = index + 2;
    return `<row r="${number}">${row.map((cell, place) => cellXml(`${letters(place)}${number}`, cell)).join('')}</row>`;
  });
  const data = `<sheetData><row r="1">${titles}</row>${lines.join('')}</sheetData>`;
  return `${head}<worksheet xmlns="${main}"><sheetViews>${view}</sheetViews><cols>${cols}</cols>${data}</worksheet>`;
}

function cellXml(at: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textCell(at, cell, mayBeFormula(cell) ? styles.apostrophe : styles.plain);
  if (typeof cell === 'number') {
    assert(Number.isFinite(cell), 'a figure is finite');
    return `<c r="${at}"><v>${cell}</v></c>`;
  }
  assert(/^-?\d+(\.\d+)?$/.test(cell.decimal), `"${cell.decimal}" is a figure`);
  const digits = cell.decimal.split('.')[1]?.length ?? 0;
  const style = digits === 0 ? styles.whole : digits === 2 ? styles.cents : styles.plain;
  return `<c r="${at}" s="${style}"><v>${cell.decimal}</v></c>`;
}

function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, charactersMax))}</t></is></c>`;
}

/** A, B ... Z, AA ... as the programs name columns. */
function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`;
}

/**
 * Characters that XML cannot hold become a question mark; a carriage return, which it would change, is spelt out, and so is the first line
 * of `_x0041_`, which would be read as a letter.
 */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\r', '_x000D_')
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
