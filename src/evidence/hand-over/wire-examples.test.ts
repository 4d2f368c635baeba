// SPDX-License-Identifier: Apache-2.0
/** The examples of the pages wire/evidence-*.md: each is as valid as its page says, and fails where it says, for one reason. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { handOverAnswerBodySchema, handOverBodySchema } from './wire.ts';

const bodySchemas = { 'hand-over': handOverBodySchema, 'hand-over-answer': handOverAnswerBodySchema } as const;
const kinds = ['hand-over', 'hand-over-answer'] as const;
const folder = path.join(import.meta.dirname, '../../../wire');

interface Example {
  readonly title: string;
  /** Where it fails; null for the valid one. */
  readonly place: string | null;
  readonly value: unknown;
}

function examplesOf(page: string): Example[] {
  const [, valid = '', invalid = ''] = /\n## Valid\n([\s\S]*)\n## Invalid\n([\s\S]*)$/.exec(page) ?? [];
  const block = /```json\n([\s\S]*?)```/;
  const failing = invalid.split(/^### /m).slice(1);
  return [
    { title: 'the valid one', place: null, value: JSON.parse(block.exec(valid)?.[1] ?? '') },
    ...failing.map((part): Example => {
      const place = /^Fails as a whole\.$/m.test(part) ? '' : /^Fails at `([^`]+)`\.$/m.exec(part)?.[1];
      assert(place !== undefined, `${part.split('\n')[0]} says where it fails`);
      return { title: part.split('\n')[0] ?? '', place, value: JSON.parse(block.exec(part)?.[1] ?? '') };
    }),
  ];
}

describe('the pages of the dispatches of a hand-over', () => {
  test('there is one for each kind, and each names its kind', () => {
    const pages = readdirSync(folder).filter((name) => /^evidence-.*\.md$/.test(name));
    assert.deepEqual(new Set(pages), new Set(kinds.map((kind) => `evidence-${kind}.md`)));
    for (const kind of kinds) assert(readFileSync(path.join(folder, `evidence-${kind}.md`), 'utf8').includes(`\`evidence.${kind}\``));
  });

  for (const kind of kinds) {
    for (const { title, place, value } of examplesOf(readFileSync(path.join(folder, `evidence-${kind}.md`), 'utf8'))) {
      test(`${kind}: ${title}`, () => {
        const parsed = bodySchemas[kind].safeParse(value);
        const places = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
        assert.deepEqual(places, place === null ? [] : [place]);
      });
    }
  }
});
