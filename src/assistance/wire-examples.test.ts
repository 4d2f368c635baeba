// SPDX-License-Identifier: Apache-2.0
/** The examples of the pages wire/assistance-*.md: each is as valid as its page says, and fails where it says, for one reason. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { bodySchemas, dispatchKindOf } from './steps/dispatch-bodies.ts';
import { stepKinds } from './wire.ts';

const folder = path.join(import.meta.dirname, '../../wire');

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

describe('the pages of the dispatches of a case', () => {
  test('there is one for each kind, and each names its kind', () => {
    const pages = readdirSync(folder).filter((name) => /^assistance-.*\.md$/.test(name));
    assert.deepEqual(new Set(pages), new Set(stepKinds.map((kind) => `assistance-${kind}.md`)));
    for (const kind of stepKinds)
      assert(readFileSync(path.join(folder, `assistance-${kind}.md`), 'utf8').includes(`\`${dispatchKindOf[kind]}\``));
  });

  for (const kind of stepKinds) {
    for (const { title, place, value } of examplesOf(readFileSync(path.join(folder, `assistance-${kind}.md`), 'utf8'))) {
      test(`${kind}: ${title}`, () => {
        const parsed = bodySchemas[kind].safeParse(value);
        const places = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
        assert.deepEqual(places, place === null ? [] : [place]);
      });
    }
  }
});
