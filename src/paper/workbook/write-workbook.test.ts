// SPDX-License-Identifier: Apache-2.0
/** Tests of workbooks: texts stay texts, figures keep their digits, the same sheets give the same bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { mayBeFormula } from '../formula.ts';
import { type Cell, type Sheet, writeWorkbook } from './write-workbook.ts';

/** The parts by path, read from the directory at the end as a spreadsheet program reads them. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const all = Buffer.from(bytes);
  const end = all.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const parts = new Map<string, string>();
  let at = all.readUInt32LE(end + 16);
  for (let left = all.readUInt16LE(end + 10); left > 0; left--) {
    const nameBytes = all.readUInt16LE(at + 28);
    const local = all.readUInt32LE(at + 42);
    const from = local + 30 + all.readUInt16LE(local + 26) + all.readUInt16LE(local + 28);
    const packed = all.subarray(from, from + all.readUInt32LE(at + 20));
    parts.set(all.toString('ascii', at + 46, at + 46 + nameBytes), inflateRawSync(packed).toString('utf8'));
    at += 46 + nameBytes;
  }
  return parts;
}
const sheetOf = (cells: readonly Cell[]): Sheet => ({
  name: 'Value',
  columns: cells.map((_, index) => ({ title: `Column ${index + 1}`, width: 12 })),
  rows: [cells],
});
const written = (...cells: readonly Cell[]): string =>
  partsOf(writeWorkbook([sheetOf(cells)]))
    .get('xl/worksheets/sheet1.xml')
    ?.split('<row r="2">')[1] ?? '';

describe('a workbook', () => {
  it('has the parts that a spreadsheet program looks for, each named where it must be', () => {
    const parts = partsOf(writeWorkbook([sheetOf(['a']), { ...sheetOf(['b']), name: 'Months' }]));
    assert.equal([...parts.keys()][0], '[Content_Types].xml');
    for (const path of ['_rels/.rels', 'xl/workbook.xml', 'xl/styles.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      assert.ok(parts.has(path), path);
    }
    assert.match(parts.get('xl/workbook.xml') ?? '', /<sheet name="Months" sheetId="2" r:id="rId2"\/>/);
    assert.match(parts.get('xl/_rels/workbook.xml.rels') ?? '', /Id="rId2"[^>]*Target="worksheets\/sheet2.xml"/);
  });

  const cells: readonly (readonly [what: string, cell: Cell, expected: RegExp])[] = [
    ['a text is a text', 'Xandria', /<c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">Xandria<\/t>/],
    ['a formula is a text, marked with an apostrophe', '=HYPERLINK("http://x")', /s="2" t="inlineStr"[^f]*=HYPERLINK\(&quot;http/],
    ['so is one behind a space', ' =1+1', /s="2" t="inlineStr"/],
    ['a sum keeps its digits', { decimal: '310000.00' }, /<c r="A2" s="4"><v>310000.00<\/v>/],
    ['one of a currency without cents too', { decimal: '5000' }, /s="3"><v>5000</],
    ['a count is a figure', 7, /<c r="A2"><v>7<\/v>/],
    ['markup is spelt out', '<b>&', /&lt;b&gt;&amp;/],
    ['a character that XML cannot hold is replaced', 'a\u0001b', />a\?b</],
    ['a spelt code stays as it was written', '_x0041_', /_x005F_x0041_/],
    ['nothing is no cell', null, /^<\/row>/],
  ];
  for (const [what, cell, expected] of cells) it(what, () => assert.match(written(cell), expected));

  it('is never given an element that computes, whatever the text', () => {
    for (const start of ['=', '+', '-', '@', '\t=', '\uFF1D', ' ']) assert.doesNotMatch(written(`${start}cmd|'/c calc'!A1`), /<f>/);
  });

  it('is the same bytes for the same sheets', () => {
    assert.deepEqual(writeWorkbook([sheetOf(['a', 1])]), writeWorkbook([sheetOf(['a', 1])]));
  });

  it('refuses a name that programs refuse, and one name twice', () => {
    assert.throws(() => writeWorkbook([{ ...sheetOf(['a']), name: 'a/b' }]));
    assert.throws(() => writeWorkbook([sheetOf(['a']), { ...sheetOf(['b']), name: 'VALUE' }]));
  });

  it('names what may be a formula', () => {
    const rows = ['=1', '+1', '-1', '@a', ' =1', '\t1', '\r1', '\uFF1D1'];
    assert.deepEqual(
      rows.filter((text) => !mayBeFormula(text)),
      [],
    );
    assert.deepEqual(['Xandria', '1-2', 'a=b', ''].filter(mayBeFormula), []);
  });
});
