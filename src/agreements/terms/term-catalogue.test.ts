// SPDX-License-Identifier: Apache-2.0
/** Every kind of term is explained with an example that is one, and the pages written from the catalogue are up to date. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { publishedSchema, termsReference } from '../index.ts';
import { agreementSchema, termKinds, termSchema, termText } from '../wire.ts';
import { termCatalogue } from './term-catalogue.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const page = (name: string): string => readFileSync(path.join(root, name), 'utf8');

suite('each kind of term', () => {
  for (const kind of termKinds) {
    test(`${kind}: its example is a term, and breaks when a member is taken away`, () => {
      const { example } = termCatalogue[kind];
      const parsed = termSchema.safeParse(example);
      assert(parsed.success, JSON.stringify(parsed.error));
      const mayBeLeftOut = [
        'for',
        'method',
        'extendsToGeneralCharge',
        'survivesYears',
        'tailDays',
        ...(kind === 'refusal-step' ? ['unit'] : []),
      ];
      for (const member of Object.keys(example).filter((name) => !mayBeLeftOut.includes(name))) {
        const broken = Object.fromEntries(Object.entries(example).filter(([name]) => name !== member));
        assert(!termSchema.safeParse(broken).success, `without ${member}`);
      }
      assert(!termSchema.safeParse({ ...example, surprise: 1 }).success, 'with a member nobody knows');
    });
    test(`${kind}: it reads as whole sentences`, () => {
      const { title, sentences } = termText(termCatalogue[kind].example, []);
      assert(title.length > 3);
      assert(sentences.length > 0);
      for (const sentence of sentences) assert.match(sentence, /^(?:[\p{Lu}\d]|ca1).*[.!]$/u, sentence);
    });
  }
  test('the catalogue knows no other kinds', () => assert.deepEqual(Object.keys(termCatalogue).toSorted(), termKinds.toSorted()));
});

test('parties are named as the document names them, and by their identity where it does not', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), (name) => {
      const { example } = termCatalogue.roles;
      const [id = ''] = example.parties;
      assert(
        termText(example, [{ authorityId: id, name }])
          .sentences.join(' ')
          .includes(name),
      );
      assert(termText(example, []).sentences.join(' ').includes(id));
    }),
  );
});

test('docs/reference/terms.md is what `agreements terms --reference` writes', () => {
  assert.equal(page('docs/reference/terms.md').trim(), termsReference().trim());
});

test('wire/agreement.schema.json is what `agreements terms --schema` writes', () => {
  assert.deepEqual(JSON.parse(page('wire/agreement.schema.json')), JSON.parse(publishedSchema(agreementSchema, 'Agreement, version 1')));
});
