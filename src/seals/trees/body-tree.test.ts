// SPDX-License-Identifier: Apache-2.0
//
// The salted tree of a body: whatever is withheld, the rest stands under the same root; and nothing else ever does.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type JsonValue, limits } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import { toHex, utf8 } from '../encoding.ts';
import { type BodyPart, partDigest, readBody, readWholeBody, writeBodyPart, writeWholeBody } from './body-document.ts';
import { bodyProblem, bodyRootOf, digestText } from './body-tree.ts';
import { escaped, type Manner, partAt, withheldParts, type WithheldPart, withholdParts } from './withhold-parts.ts';

const seedOf = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
const seed = seedOf('a body of the tests');
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const whole = (value: JsonValue): BodyPart => ({ kind: 'open', value, seed });

/** Bodies of every shape, with names that sort oddly and texts that repeat. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '/', '~', 'é', '𝒳', '\uffee', '0', '1', ''),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const { body: bodies } = fc.letrec<{ body: JsonValue; value: JsonValue }>((tie) => ({
  body: fc.dictionary(
    name.filter((text) => text !== '__proto__'),
    tie('value'),
    { maxKeys: 5 },
  ) as fc.Arbitrary<JsonValue>,
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger().map((number) => number || 0),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('body'),
  ),
}));

/** Every place of a value, with whether it is a member of an object. */
function placesOf(value: JsonValue, pointer = '', isMember = false): { pointer: string; isMember: boolean }[] {
  const here = [{ pointer, isMember }];
  if (Array.isArray(value)) return [...here, ...(value as JsonValue[]).flatMap((one, index) => placesOf(one, `${pointer}/${index}`))];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, `${pointer}/${escaped(key)}`, true))];
}

const withChoice = bodies.chain((body) => {
  const places = placesOf(body);
  const choice = fc.subarray(places).chain((chosen) =>
    fc.array(fc.boolean(), { minLength: chosen.length, maxLength: chosen.length }).map((hide) =>
      chosen.map(({ pointer, isMember }, index): WithheldPart => {
        const manner: Manner = isMember && hide[index] === true ? 'hidden' : 'withheld';
        return { pointer, manner };
      }),
    ),
  );
  return fc.record({ body: fc.constant(body), choice });
});

function withheld(body: JsonValue, choice: readonly WithheldPart[]): BodyPart {
  const made = withholdParts(whole(body), choice);
  assert(made.ok, JSON.stringify(made));
  return made.value;
}

describe('whatever is withheld', () => {
  test('the rest verifies against the root that was signed, and reads back as it was written', () => {
    fc.assert(
      fc.property(withChoice, ({ body, choice }) => {
        const root = bodyRootOf(body, seed);
        const written = writeBodyPart(withheld(body, choice));
        const read = readBody(written, root);
        assert(read.ok, JSON.stringify(read));
        assert.equal(textOf(writeBodyPart(read.value)), textOf(written));
      }),
      { seed: 1001, numRuns: 400 },
    );
  });
  test('each place that was chosen is not shown, each other is shown as it was, unless it lies below or beside a hidden one', () => {
    fc.assert(
      fc.property(withChoice, ({ body, choice }) => {
        const part = withheld(body, choice);
        const gone = choice.map((one) => one.pointer);
        for (const { pointer } of placesOf(body)) {
          const isGone = gone.some((one) => one === '' || pointer === one || pointer.startsWith(`${one}/`));
          const found = partAt(part, pointer);
          if (isGone) assert.equal(found, 'withheld', pointer);
          else {
            assert(typeof found !== 'string', pointer);
            const original = partAt(whole(body), pointer);
            assert(typeof original !== 'string');
            assert.deepEqual(partDigest(found), partDigest(original), pointer);
          }
        }
      }),
      { seed: 1002, numRuns: 300 },
    );
  });
  test('the document holds no seed from which a withheld part could be opened, and no text of it', () => {
    const body = { report: { subject: 'Crane Ltd', amount: '70' }, note: 'kept' };
    const text = textOf(writeBodyPart(withheld(body, [{ pointer: '/report', manner: 'hidden' }])));
    for (const secret of [toHex(seed), 'report', 'Crane', 'amount']) assert(!text.includes(secret), secret);
    assert(text.includes('kept'));
  });
  test('a list of what is withheld says where, and of hidden members only how many', () => {
    const body = { records: [{ name: 'Crane', amount: '1' }, { name: 'Heron' }], secret: 1, 'a/b': 2 };
    const part = withheld(body, [
      { pointer: '/records/0/amount', manner: 'withheld' },
      { pointer: '/records/1', manner: 'withheld' },
      { pointer: '/secret', manner: 'hidden' },
      { pointer: '/a~1b', manner: 'withheld' },
    ]);
    assert.deepEqual(withheldParts(part), [
      { pointer: '/a~1b', manner: 'withheld' },
      { pointer: '/records/0/amount', manner: 'withheld' },
      { pointer: '/records/1', manner: 'withheld' },
      { pointer: '', manner: 'hidden' },
    ]);
  });
  test('it can be withheld in several steps, and cannot be brought back', () => {
    const body = { a: { b: 1, c: 2 }, d: 3 };
    const first = withheld(body, [{ pointer: '/a/b', manner: 'withheld' }]);
    const second = withholdParts(first, [{ pointer: '/d', manner: 'hidden' }]);
    assert(second.ok);
    assert.equal(digestText(partDigest(second.value)), bodyRootOf(body, seed));
    assert.equal(withholdParts(second.value, [{ pointer: '/d', manner: 'withheld' }]).ok, false);
  });
  const impossible: readonly (readonly [string, Manner])[] = [
    ['/none', 'withheld'],
    ['/list/2', 'withheld'],
    ['/list/01', 'withheld'],
    ['/list/0', 'hidden'],
    ['', 'hidden'],
    ['list', 'withheld'],
    ['/a~2', 'withheld'],
    ['/text/0', 'withheld'],
  ];
  for (const [pointer, manner] of impossible) {
    test(`"${pointer}" cannot be ${manner}`, () => {
      assert.equal(withholdParts(whole({ list: [1, 2], text: 'x' }), [{ pointer, manner }]).ok, false);
    });
  }
});

describe('a body document that was changed', () => {
  test('never meets the root, wherever one value, name, seed, salt or digest of it is changed', () => {
    fc.assert(
      fc.property(withChoice, fc.nat(), ({ body, choice }, place) => {
        const root = bodyRootOf(body, seed);
        const written = textOf(writeBodyPart(withheld(body, choice)));
        // Every letter or digit inside quotes, and every digit of a number, is a place to change.
        const places = [...written.matchAll(/[0-9a-zA-Z]/g)].map((match) => match.index);
        const at = places[place % places.length] ?? 0;
        const changed = written.slice(0, at) + (written[at] === '1' ? '2' : '1') + written.slice(at + 1);
        assert.equal(readBody(utf8(changed), root).ok, false, `${at} of ${written}`);
      }),
      { seed: 1003, numRuns: 600 },
    );
  });
  test('two different bodies have different roots under one seed, and one body has different roots under two seeds', () => {
    fc.assert(
      fc.property(bodies, bodies, (left, right) => {
        const isSame = canonicalJson(left) === canonicalJson(right);
        assert.equal(bodyRootOf(left, seed) === bodyRootOf(right, seed), isSame);
        assert.notEqual(bodyRootOf(left, seed), bodyRootOf(left, seedOf('another')));
      }),
      { seed: 1004, numRuns: 300 },
    );
  });
  test('an array is not taken for an object with its indices as names, nor an empty one for the other or for nothing', () => {
    const roots = [[1, 2], { 0: 1, 1: 2 }, {}, [], null, '', '{}', '[]', 0, false].map((value) => bodyRootOf({ value }, seed));
    assert.equal(new Set(roots).size, roots.length);
  });
  test('an element or a member that is dropped, doubled or moved is found, withheld or not', () => {
    const body = { list: ['a', 'a', 'b'], x: 1, y: 1 };
    const root = bodyRootOf(body, seed);
    const part = withheld(body, [
      { pointer: '/list/1', manner: 'withheld' },
      { pointer: '/y', manner: 'hidden' },
    ]);
    assert(part.kind === 'members');
    const tampered = [
      { ...part, members: part.members.slice(1) },
      { ...part, members: part.members.slice(0, -1) },
      { ...part, members: part.members.toReversed() },
      { ...part, members: [...part.members, ...part.members.slice(-1)] },
      ...[0, 1, 2].map((index) => ({
        ...part,
        members: part.members.map((member) =>
          member.kind === 'named' && member.part.kind === 'elements'
            ? { ...member, part: { ...member.part, elements: member.part.elements.toSpliced(index, 1) } }
            : member,
        ),
      })),
      ...[0, 1].map((index) => ({
        ...part,
        members: part.members.map((member) =>
          member.kind === 'named' && member.part.kind === 'elements'
            ? {
                ...member,
                part: {
                  ...member.part,
                  elements: member.part.elements.toSpliced(index, 2, ...member.part.elements.slice(index, index + 2).toReversed()),
                },
              }
            : member,
        ),
      })),
    ];
    assert(readBody(writeBodyPart(part), root).ok);
    for (const one of tampered) assert.equal(readBody(writeBodyPart(one), root).ok, false, textOf(writeBodyPart(one)));
  });
});

describe('a withheld value', () => {
  test('cannot be found by trying every value it might have: the digest needs a seed that nothing shown gives', () => {
    const body = { amount: '70', subject: 'Crane Ltd' };
    const part = withheld(body, [{ pointer: '/amount', manner: 'withheld' }]);
    assert(part.kind === 'members');
    const member = part.members.find((one) => one.kind === 'named' && one.name === 'amount');
    assert(member?.kind === 'named' && member.part.kind === 'withheld');
    const { digest } = member.part;
    const shown = part.members.flatMap((one) =>
      one.kind === 'named' ? [one.salt, ...(one.part.kind === 'open' ? [one.part.seed] : [])] : [],
    );
    for (const guess of Array.from({ length: 100 }, (_, amount) => String(amount))) {
      for (const key of [...shown, new Uint8Array(32)]) {
        assert.notDeepEqual(partDigest({ kind: 'open', value: guess, seed: key }), digest);
      }
    }
    assert.deepEqual(partDigest({ kind: 'open', value: '70', seed: seedFor(body, 'amount') }), digest, 'only its own seed opens it');
  });
  test('of two equal members does not show that they are equal', () => {
    const part = withheld({ a: 'same', b: 'same' }, [
      { pointer: '/a', manner: 'withheld' },
      { pointer: '/b', manner: 'withheld' },
    ]);
    assert(part.kind === 'members');
    const digests = part.members.map((member) => (member.kind === 'named' ? toHex(partDigest(member.part)) : ''));
    assert.notEqual(digests[0], digests[1]);
  });
});

/** The seed of a member, from the document that the author wrote. */
function seedFor(body: JsonValue, pointerName: string): Uint8Array {
  const found = partAt(whole(body), `/${pointerName}`);
  assert(typeof found !== 'string' && found.kind === 'open');
  return found.seed;
}

describe('what a body may be', () => {
  const deep = (levels: number): JsonValue => (levels === 0 ? 1 : [deep(levels - 1)]);
  test('is bounded in depth and in the number of its values, alike for who writes and who reads', () => {
    assert.equal(bodyProblem(deep(limits.jsonDepthMax)), null);
    assert.notEqual(bodyProblem(deep(limits.jsonDepthMax + 1)), null);
    const many = (count: number): JsonValue => Array.from({ length: count }, () => 1);
    assert.equal(bodyProblem(many(limits.bodyPlacesMax - 1)), null);
    assert.notEqual(bodyProblem(many(limits.bodyPlacesMax)), null);
    for (const wrong of [1.5, -0, Number.NaN, 2 ** 53]) assert.throws(() => bodyRootOf({ wrong }, seed));
  });
  test('is read whole only when all of it is open', () => {
    const body = { a: 1, b: [true, null] };
    const root = bodyRootOf(body, seed);
    const read = readWholeBody(writeWholeBody(body, seed), root);
    assert(read.ok);
    assert.equal(canonicalJson(read.value), canonicalJson(body));
    assert.equal(readWholeBody(writeBodyPart(withheld(body, [{ pointer: '/a', manner: 'withheld' }])), root).ok, false);
    assert.equal(readWholeBody(writeWholeBody(body, seed), `sha256:${'0'.repeat(64)}` as Digest).ok, false);
  });
});
