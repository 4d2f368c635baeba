// SPDX-License-Identifier: Apache-2.0
/** The examples of the page wire/joint-note.md: each is as valid as its page says, and fails where it says, for one reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { noteSchema } from './wire.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../wire/joint-note.md'), 'utf8');
const [, valid = '', invalid = ''] = /\n## Valid\n([\s\S]*)\n## Invalid\n([\s\S]*)$/.exec(page) ?? [];
const examples = [...examplesOf(valid, false), ...examplesOf(invalid, true)];

function examplesOf(text: string, isFailing: boolean) {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const title = part.split('\n')[0] ?? '';
      const value: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(part)?.[1] ?? '');
      const place = /^Fails as a whole\.$/m.test(part) ? '' : (/^Fails at `([^`]+)`\.$/m.exec(part)?.[1] ?? null);
      assert.equal(place !== null, isFailing, `${title} says whether and where it fails`);
      return { title, place, value };
    });
}

describe('the page of the notes of a joint matter', () => {
  for (const { title, place, value } of examples) {
    test(title, () => {
      const parsed = noteSchema.safeParse(value);
      const places = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
      assert.deepEqual(places, place === null ? [] : [place]);
    });
  }
});
