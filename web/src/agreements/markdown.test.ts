// SPDX-License-Identifier: Apache-2.0
// Clauses are shown as they are written, with their paragraphs, lists and emphasis.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdown } from './markdown.ts';

const plain = (text: string) => ({ text, emphasis: 'none' as const });

test('emphasis is kept apart from the text around it', () => {
  assert.deepEqual(parseMarkdown('The *requesting* party **shall** ask.'), [
    {
      kind: 'paragraph',
      lines: [
        [plain('The '), { text: 'requesting', emphasis: 'weak' }, plain(' party '), { text: 'shall', emphasis: 'strong' }, plain(' ask.')],
      ],
    },
  ]);
});

test('an empty line divides paragraphs; lines with a dash are a list', () => {
  assert.deepEqual(parseMarkdown('One.\nTwo.\n\n- a\n- b'), [
    { kind: 'paragraph', lines: [[plain('One.')], [plain('Two.')]] },
    { kind: 'list', items: [[plain('a')], [plain('b')]] },
  ]);
});

test('a lone star, a product and markup stay as they are written', () => {
  for (const text of ['2 * 3 = 6', 'footnote*', '<b>bold</b>']) {
    assert.deepEqual(parseMarkdown(text), [{ kind: 'paragraph', lines: [[plain(text)]] }]);
  }
});
