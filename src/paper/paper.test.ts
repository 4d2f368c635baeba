// SPDX-License-Identifier: Apache-2.0
/** Papers: the same bytes each time, structure for screen readers, pages without end, letters of every script; and the breaking of lines. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { instantFromMs } from '../kernel/index.ts';
import { type Paper, type PaperPart, writePaper } from './index.ts';
import { linesOf } from './lines.ts';

const digest = 'ab'.repeat(32);

function paperOf(parts: readonly PaperPart[], changes: Partial<Paper> = {}): Paper {
  return {
    title: 'Report of custody',
    subtitle: 'XB Securities Commission',
    language: 'en',
    madeAt: instantFromMs(Date.UTC(2026, 10, 27, 8)),
    source: { name: 'Evidence bundle', digest },
    parts,
    ...changes,
  };
}

/** Pages, and the letters of every page, read back by way of the tables that the typefaces carry. */
function readBack(bytes: Uint8Array): { pages: number; letters: string; plain: string } {
  const plain = Buffer.from(bytes).toString('latin1');
  const streams = [...plain.matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, packed]) => {
    try {
      return [inflateSync(Buffer.from(packed ?? '', 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  const letters = streams.filter((stream) => stream.includes('beginbfrange') || stream.includes('beginbfchar'));
  return { pages: plain.match(/\/Type \/Page\n/g)?.length ?? 0, letters: letters.join('\n'), plain };
}

describe('a paper', () => {
  test('has the same bytes whenever it is made, and other bytes when a letter differs', async () => {
    const parts = [{ kind: 'paragraph', text: 'Frozen in full.' }] as const;
    const first = await writePaper(paperOf(parts));
    assert.deepEqual(await writePaper(paperOf(parts)), first);
    assert.notDeepEqual(await writePaper(paperOf([{ kind: 'paragraph', text: 'Frozen in part.' }])), first);
    assert.notDeepEqual(await writePaper(paperOf(parts, { source: { name: 'Evidence bundle', digest: 'cd'.repeat(32) } })), first);
  });

  test('says its title, its language and its structure to a screen reader', async () => {
    const rows = [['Item 1', digest]];
    const columns = [
      { title: 'Item', weight: 1 },
      { title: 'Digest', weight: 2, isMono: true as const },
    ];
    const { plain } = readBack(await writePaper(paperOf([{ kind: 'table', caption: 'Items', columns, rows, empty: 'None.' }])));
    for (const mark of ['/MarkInfo', '/Lang (en)', '/S /H1', '/S /Document', '/S /Table', '/S /TH', '/S /TD', '/DisplayDocTitle true']) {
      assert.ok(plain.includes(mark), mark);
    }
  });

  test('goes on on as many pages as it takes, however long a row, a paragraph or a fact is', async () => {
    const long = 'word '.repeat(4000);
    const columns = [
      { title: 'What', weight: 1 },
      { title: 'When', weight: 1 },
    ];
    const parts: readonly PaperPart[] = [
      { kind: 'table', caption: 'One long row', columns, rows: [[long, 'now']], empty: '' },
      { kind: 'paragraph', text: long },
      { kind: 'facts', rows: [['Facts', long]] },
      { kind: 'list', items: [long] },
      { kind: 'blanks', rows: [{ name: 'Answer', lines: 60 }] },
      { kind: 'new-page' },
      { kind: 'table', caption: 'None', columns, rows: [], empty: 'Nothing was frozen.' },
    ];
    assert.ok(readBack(await writePaper(paperOf(parts))).pages > 15);
    assert.equal(readBack(await writePaper(paperOf([]))).pages, 1);
  });

  test('prints names in many scripts, and a letter that it lacks as its code point', async () => {
    const named = (name: string) => writePaper(paperOf([{ kind: 'facts', rows: [['Person', name]] }]));
    const greek = readBack(await named('Ελένη Παπαδοπούλου')).letters;
    assert.ok(greek.includes('03a0'), 'the capital pi can be read back');
    const han = readBack(await named('張')).letters;
    assert.ok(!han.includes('5f35'), 'the typeface does not have it');
    assert.notDeepEqual(await named('張'), await named('偉'), 'so it is told apart by its code point');
  });
});

describe('lines', () => {
  const measure = (text: string): number => [...text].length;
  const texts = (text: string, width: number) =>
    linesOf(text, width, measure).map((line) => line.stretches.map((one) => one.text).join(' '));

  test('break between words, keep line breaks, and break a digest where it must be', () => {
    assert.deepEqual(texts('one two three', 7), ['one two', 'three']);
    assert.deepEqual(texts('one\n\ntwo', 7), ['one', '', 'two']);
    assert.deepEqual(texts('abcdefgh ij', 3), ['abc', 'def', 'gh', 'ij']);
  });

  test('place a name that is written from right to left from its end, and leave the others', () => {
    const [line] = linesOf('of \u05d0\u05d0 \u05d1\u05d1 in XA', 40, measure);
    assert.deepEqual(
      line?.stretches.map((one) => [one.text, one.x]),
      [
        ['of', 0],
        ['\u05d1\u05d1', 3],
        ['\u05d0\u05d0', 6],
        ['in', 9],
        ['XA', 12],
      ],
    );
  });

  test('lose no letter, and none is wider than its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = linesOf(text, width, measure);
        const kept = (whole: string) => [...whole.replace(/\s/gu, '')].sort().join('');
        assert.equal(kept(lines.flatMap((line) => line.stretches.map((one) => one.text)).join('')), kept(text));
        for (const line of lines) assert.ok(line.width <= width);
      }),
    );
  });
});
