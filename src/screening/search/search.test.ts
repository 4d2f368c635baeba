// SPDX-License-Identifier: Apache-2.0
/** The index finds what the full comparison finds; a change of a list touches only whom it can; bad questions find nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  buildIndex, changedSubjects, differenceOf, type ListedSubject, matchThreshold, ordinaryNames, type Question, questionOf, questionOfSubject, readList,
  readNamePairs, rescreen, scorePairs, search,
} from '../index.ts'; // prettier-ignore
import { emptySubject } from '../lists/subject.ts';

const folder = new URL('../../../examples/screening/', import.meta.url);

function listed(file: string): readonly ListedSubject[] {
  const read = readList(readFileSync(new URL(file, folder), 'utf8'), file);
  assert.ok(read.ok);
  return read.value.subjects;
}

const person = (id: string, name: string): ListedSubject => ({ ...emptySubject(id, 'person'), names: [{ text: name, quality: 'main' }] });

describe('search', () => {
  it('a list and the index of it agree on the shipped pairs: what the pair scores, the search scores, and at most two matches in a hundred are missed', () => {
    const pairs = readNamePairs(readFileSync(new URL('name-pairs.csv', folder), 'utf8'), 'pairs');
    assert.ok(pairs.ok);
    const scored = scorePairs(pairs.value).filter((pair) => pair.isFound && pair.isMatch === true);
    const missed = scored.filter((pair, at) => {
      const subject: ListedSubject = { ...emptySubject(`P${at}`, pair.kind), names: [{ text: pair.right, quality: 'main' }] };
      const hit = search(buildIndex([{ list: 'one', subjects: [subject] }]), questionOf(pair.left, pair.kind))[0];
      if (hit !== undefined) assert.equal(hit.score, pair.score, `${pair.left} | ${pair.right}`);
      return hit === undefined;
    });
    assert.ok(missed.length <= scored.length / 50, missed.map((pair) => `${pair.left} | ${pair.right}`).join('\n'));
  });

  it('each of a thousand listed people is found by an altered spelling among all of them (seed 5)', () => {
    const names = [...new Set(ordinaryNames(1000, 5))];
    const index = buildIndex([{ list: 'people', subjects: names.map((name, at) => person(`P${at}`, name)) }]);
    const found = names.filter((name, at) => {
      const altered = at % 2 === 0 ? name.toUpperCase().split(' ').toReversed().join(' ') : name.replace(' ', '');
      return search(index, questionOf(altered, 'person')).some((hit) => hit.subject.id === `P${at}`);
    });
    assert.ok(found.length >= names.length * 0.99, `${found.length} of ${names.length}`);
  });

  it('a number or a wallet finds its subject whatever the name', () => {
    const index = buildIndex([{ list: 'xa', subjects: listed('list-xa.csv') }]);
    const ask = (more: Partial<Question>): string | undefined =>
      search(index, { ...questionOf('Somebody Else', 'unknown'), ...more })[0]?.subject.id;
    assert.equal(ask({ wallets: [{ asset: 'ETH', address: '0x52908400098527886e0f7030069857d2e4169ee7' }] }), 'XA-006');
    assert.equal(ask({ identifiers: [{ kind: 'passport', value: 'xa 4471-902', country: null }] }), 'XA-001');
    assert.equal(ask({ identifiers: [{ kind: 'passport', value: '4471', country: null }] }), undefined);
    assert.equal(ask({}), undefined);
  });

  it('a date of birth decides between namesakes, and a threshold of a list holds for that list', () => {
    const list: readonly ListedSubject[] = listed('list-xa.csv');
    const ask = (born: number, threshold?: number): number | undefined => {
      const index = buildIndex([{ list: 'xa', subjects: list, ...(threshold === undefined ? {} : { threshold }) }]);
      const births = [{ yearFrom: born, yearTo: born, month: null, day: null }];
      return search(index, { ...questionOf('A. Lavrenov', 'person'), births })[0]?.score;
    };
    assert.ok((ask(1968) ?? 0) > matchThreshold);
    assert.equal(ask(1990), undefined);
    assert.ok((ask(1990, 0.5) ?? 0) >= 0.5);
    assert.equal(ask(1968, 0.95), undefined);
  });

  it('empty names, one letter, hidden marks, 50,000 characters: no hit or a hit, never a failure', () => {
    const index = buildIndex([{ list: 'xa', subjects: listed('list-xa.csv') }]);
    for (const name of ['', ' ', 'L', '\u202e', '🙂', 'x'.repeat(50_000)]) assert.deepEqual(search(index, questionOf(name, 'unknown')), []);
    assert.equal(search(index, questionOf(`\u200fAnton\u200b Lavre\u00adnov`, 'person'))[0]?.subject.id, 'XA-001');
    assert.deepEqual(search(buildIndex([]), questionOf('Anton Lavrenov', 'person')), []);
  });
});

describe('rescreening after a change', () => {
  it('finds the hits that the change brings, and compares nobody whom it cannot touch', () => {
    const [before, after] = [listed('list-xa.csv'), listed('list-xa-next.csv')];
    const changed = changedSubjects(differenceOf(before, after), after);
    assert.deepEqual(
      changed.map((subject) => subject.id),
      ['XA-001', 'XA-007'],
    );
    const customers = ['Kate Holloway', 'Qian Rui', 'Deltamar Shipping', 'Anthony Lavrin', 'Ingrid Solberg'].map((name, at) =>
      person(`C${at}`, name),
    );
    const options = { list: 'xa', threshold: matchThreshold };
    const result = rescreen(changed, options, customers, questionOfSubject);
    assert.deepEqual(
      result.hits.map((one) => [one.customer.id, one.hits[0]?.subject.id]),
      [
        ['C0', 'XA-007'],
        ['C3', 'XA-001'],
      ],
    );
    assert.equal(result.untouched + result.compared, customers.length);
    assert.equal(result.compared, 2);
  });

  it('says the same as screening everybody against the whole list again, but for what stood before (seed 6)', () => {
    const names = [...new Set(ordinaryNames(400, 6))];
    const [before, added] = [
      names.slice(0, 200).map((name, at) => person(`L${at}`, name)),
      names.slice(195, 215).map((name, at) => person(`N${at}`, name)),
    ];
    const customers = names.slice(150, 400).map((name, at) => person(`C${at}`, name.toUpperCase()));
    const changed = rescreen(added, { list: 'l', threshold: matchThreshold }, customers, questionOfSubject);
    const whole = buildIndex([{ list: 'l', subjects: [...before, ...added] }]);
    const expected = customers.flatMap((customer) =>
      search(whole, questionOfSubject(customer))
        .filter((hit) => hit.subject.id.startsWith('N'))
        .map((hit) => `${customer.id} ${hit.subject.id}`),
    );
    assert.deepEqual(
      changed.hits.flatMap((one) => one.hits.map((hit) => `${one.customer.id} ${hit.subject.id}`)).toSorted(),
      expected.toSorted(),
    );
    assert.ok(changed.untouched > 0);
  });
});
