// SPDX-License-Identifier: Apache-2.0
/** What a second device computes is what the server computes, and a changed letter anywhere does not hold. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '../../../src/kernel/index.ts';
import { bodyRootOf, digestOfJson, digestOfText, toHex } from '../../../src/seals/index.ts';
import { recompute } from './recompute.ts';

const seed = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const body: JsonValue = {
  summary: 'Ação coordenada — 70 €',
  records: [{ id: 'rcd_1', amount: '70' }, {}, []],
  isUrgent: true,
  count: 3,
  nothing: null,
  z: { b: 1, a: [1, [2, 3], 'x'] },
};

function review(given: JsonValue = body) {
  const digest = bodyRootOf(given, seed);
  const text = canonicalJson({ kind: 'assistance.request', bodyRoot: digest, preparedBy: 'off_1' });
  return { subject: digestOfText(text), text, opened: [{ digest, text: canonicalJson(given), seed: toHex(seed) }] };
}

suite('a second device computes anew', () => {
  test('text and body come to the digests that the server names', async () => {
    const found = await recompute(review());
    assert.equal(found?.holds, true);
    assert.deepEqual(found?.parts[0]?.value, body);
  });
  test('an agreement stands in the text by the digest of its bytes', async () => {
    const agreement = { title: 'A memorandum', clauses: [] };
    const text = canonicalJson({ terms: digestOfJson(agreement) });
    const opened = [{ digest: digestOfJson(agreement), text: canonicalJson(agreement), seed: null }];
    assert.equal((await recompute({ subject: digestOfText(text), text, opened }))?.holds, true);
  });
  test('a letter changed in the text, the body, its seed or its digest does not hold', async () => {
    const good = review();
    const [opened] = good.opened;
    assert.ok(opened !== undefined);
    const changed = [
      { ...good, text: good.text.replace('off_1', 'off_2') },
      { ...good, opened: [{ ...opened, text: opened.text.replace('70', '71') }] },
      { ...good, opened: [{ ...opened, seed: `00${toHex(seed).slice(2, 62)}01` }] },
      { ...good, opened: [{ ...opened, seed: null }] },
    ];
    for (const one of changed) assert.equal((await recompute(one))?.holds, false, JSON.stringify(one).slice(0, 80));
  });
  test('a part that stands nowhere in the text does not hold, though its own digest does', async () => {
    const strange = { ...review(), opened: review({ other: 'body' }).opened };
    assert.equal((await recompute(strange))?.holds, false);
  });
  test('whatever a body holds, both come to the same root', async () => {
    const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const values = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf.filter((value) => !Object.is(value, -0)),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.string({ maxLength: 6 }), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
        assert.equal((await recompute(review(plain)))?.holds, true);
      }),
      { numRuns: 60 },
    );
  });
});
