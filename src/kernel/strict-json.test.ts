// SPDX-License-Identifier: Apache-2.0
/** What the strict parser takes, what it refuses, and that it agrees with JSON.parse on all it takes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseStrictJson } from './strict-json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const refused: readonly (readonly [why: string, text: string])[] = [
  ['a name occurs twice', '{"a":1,"a":2}'],
  ['a name occurs twice after its escape is read', '{"a":1,"\\u0061":2}'],
  ['the name __proto__', '{"__proto__":{}}'],
  ['a whole number beyond 2^53-1', '9007199254740993'],
  ['a fraction', '1.5'],
  ['an exponent', '1e3'],
  ['negative zero', '-0'],
  ['a leading zero', '01'],
  ['a lone surrogate', '"\\ud800"'],
  ['a raw control character', '"a\u0001"'],
  ['text after the value', '{} {}'],
  ['a trailing comma', '[1,]'],
  ['a comment', '/* x */ 1'],
  ['single quotes', "{'a':1}"],
  ['an unknown escape', '"\\x41"'],
  ['nothing at all', ''],
  ['text that does not end', '"abc'],
  ['a byte order mark', '\ufeff{}'],
  ['a word that is no literal', 'nul'],
];
for (const [why, text] of refused) {
  test(`strict JSON refuses ${why} and names the place`, () => {
    const read = parseStrictJson(bytes(text), 'document');
    assert.equal(read.ok, false);
    assert.match(read.ok ? '' : (read.issues[0]?.path ?? ''), /^document/);
  });
}

test('strict JSON refuses bytes that are not UTF-8', () => {
  assert.equal(parseStrictJson(new Uint8Array([0x22, 0xff, 0x22]), 'document').ok, false);
});

test('strict JSON refuses nesting deeper than its limit and takes nesting at it', () => {
  const nested = (depth: number): Uint8Array => bytes('['.repeat(depth) + ']'.repeat(depth));
  assert.equal(parseStrictJson(nested(33), 'document').ok, true);
  assert.equal(parseStrictJson(nested(34), 'document').ok, false);
});

test('strict JSON refuses more bytes than its limit', () => {
  assert.equal(parseStrictJson(bytes('"aaaa"'), 'document', { bytesMax: 5, depthMax: 3 }).ok, false);
});

test('strict JSON reads what JSON.stringify writes, to the same value', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((name) => name !== '__proto__'),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(value, (original) => {
      const written = JSON.stringify(original);
      const read = parseStrictJson(bytes(written), 'document');
      assert.ok(read.ok);
      assert.equal(JSON.stringify(read.value), JSON.stringify(JSON.parse(written)));
    }),
  );
});
