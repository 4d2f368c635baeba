// SPDX-License-Identifier: Apache-2.0
/**
 * The examples of the pages of bodies of dispatches, wire/assistance-*.md, wire/onward-*.md and wire/evidence-*.md: each is as valid as its
 * page says, and fails where it says, for one reason.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { z } from 'zod';
import { bodySchemas as caseBodies, dispatchKindOf } from '../src/assistance/index.ts';
import { stepKinds } from '../src/assistance/wire.ts';
import { handOverAnswerBodySchema, handOverBodySchema } from '../src/evidence/hand-over/wire.ts';
import { bodySchemas as onwardBodies } from '../src/onward/index.ts';
import { onwardSteps } from '../src/onward/wire.ts';

const folder = path.join(import.meta.dirname, '../wire');

interface Family {
  /** What the pages' names begin with. */
  readonly prefix: string;
  /** By what follows: the kind of the dispatch, and what its body must be. */
  readonly pages: Readonly<Record<string, { readonly kind: string; readonly schema: z.ZodType }>>;
}

const families: readonly Family[] = [
  {
    prefix: 'assistance',
    pages: Object.fromEntries(stepKinds.map((step) => [step, { kind: dispatchKindOf[step], schema: caseBodies[step] }])),
  },
  {
    prefix: 'onward',
    pages: Object.fromEntries(onwardSteps.map((step) => [step, { kind: `onward.${step}`, schema: onwardBodies[step] }])),
  },
  {
    prefix: 'evidence',
    pages: {
      'hand-over': { kind: 'evidence.hand-over', schema: handOverBodySchema },
      'hand-over-answer': { kind: 'evidence.hand-over-answer', schema: handOverAnswerBodySchema },
    },
  },
];

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

for (const { prefix, pages } of families) {
  const textOf = (name: string): string => readFileSync(path.join(folder, `${prefix}-${name}.md`), 'utf8');
  describe(`the pages wire/${prefix}-*.md`, () => {
    test('there is one for each kind, and each names its kind', () => {
      const found = readdirSync(folder).filter((name) => name.startsWith(`${prefix}-`) && name.endsWith('.md'));
      assert.deepEqual(new Set(found), new Set(Object.keys(pages).map((name) => `${prefix}-${name}.md`)));
      for (const [name, { kind }] of Object.entries(pages)) assert(textOf(name).includes(`\`${kind}\``), name);
    });

    for (const [name, { schema }] of Object.entries(pages)) {
      for (const { title, place, value } of examplesOf(textOf(name))) {
        test(`${name}: ${title}`, () => {
          const parsed = schema.safeParse(value);
          const places = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
          assert.deepEqual(places, place === null ? [] : [place]);
        });
      }
    }
  });
}
