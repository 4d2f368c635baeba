// SPDX-License-Identifier: Apache-2.0
/** Every line of the verdict tables is what `decide` says, and the page for lawyers is made of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { agreementTemplates, tableLines, verdictTables } from '../index.ts';

const lines = tableLines();

suite('verdict tables', () => {
  for (const template of agreementTemplates) {
    test(`${template.key}: every line is what decide says`, () => {
      const own = lines.filter(({ row }) => row.template === template.key);
      assert(own.length >= 12, `${own.length} lines`);
      for (const { row, verdict } of own) {
        const [first] = verdict.reasons;
        assert.deepEqual([verdict.outcome, first?.kind, first?.clause?.clause ?? null], [row.outcome, row.kind, row.clause], row.act);
      }
    });
  }
  test('there are at least 150 lines, and a third of them refuse or need something', () => {
    assert(lines.length >= 150, `${lines.length} lines`);
    assert(lines.filter(({ row }) => row.outcome !== 'permitted').length * 3 >= lines.length);
  });
  test('no line stands twice', () => {
    assert.equal(new Set(lines.map(({ row }) => `${row.template} ${row.act}`)).size, lines.length);
  });
  test('the page is what the command prints', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/reference/verdict-tables.md'), 'utf8');
    assert.equal(page, verdictTables(), 'run ./comity agreements tables > docs/reference/verdict-tables.md');
  });
});
