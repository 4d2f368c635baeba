// SPDX-License-Identifier: Apache-2.0
/** The matcher as rows a lawyer can read, its quality on the shipped pairs, and what must hold for any two names. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import {
  explain,
  features,
  matchThreshold,
  newWordBook,
  parseName,
  qualityOf,
  readNamePairs,
  scorePairs,
  type SubjectKind,
} from '../index.ts';
import { compareNames, type NameComparison } from './compare-names.ts';

function compare(left: string, right: string, kind: SubjectKind): NameComparison {
  const book = newWordBook();
  return compareNames(parseName(left, kind, book), parseName(right, kind, book), { book });
}

const isMatch = (found: NameComparison): boolean => found.score >= matchThreshold;

/** Names altered on purpose beside lawful look-alikes; invented. */
const evasions: readonly (readonly [string, SubjectKind, string, string, boolean])[] = [
  ['two letters exchanged', 'person', 'Anton Lavrneov', 'Anton Lavrenov', true],
  ['another transliteration', 'person', 'Wladimir Kusnezow', 'Vladimir Kuznetsov', true],
  ['words written together', 'person', 'AntonLavrenov', 'Anton Lavrenov', true],
  ['a word divided', 'person', 'Anton Lav renov', 'Anton Lavrenov', true],
  ['letters of another alphabet', 'person', 'Аntоn Lаvrеnоv', 'Anton Lavrenov', true],
  ['digits for letters', 'person', 'Ant0n Lavr3nov', 'Anton Lavrenov', true],
  ['a company form behind a person', 'person', 'Anton Lavrenov LLC', 'Anton Lavrenov', true],
  ['a filler word of business', 'firm', 'Deltamar Shipping Group', 'Deltamar Shipping', true],
  ['the same firm under its form at home', 'firm', 'OAO Severnaya Zvezda', 'Severnaya Zvezda JSC', true],
  ['a brother', 'person', 'Andrei Lavrenov', 'Anton Lavrenov', false],
  ['a woman of that name', 'person', 'Antonia Lavrenova', 'Anton Lavrenov', false],
  ['a father and a son', 'person', 'Richard Ellsworth II', 'Richard Ellsworth III', false],
  ['another middle initial', 'person', 'John B. Ashdown', 'John Andrew Ashdown', false],
  ['another legal person of the name', 'firm', 'Helios Energy GmbH', 'Helios Energy AG', false],
  ['another line of business', 'firm', 'Northbridge Shipping', 'Northbridge Capital', false],
  ['the next ship of the fleet', 'vessel', 'Alpha Star 7', 'Alpha Star 8', false],
  ['only words that many firms carry', 'firm', 'General Trading', 'General Trading Services International', false],
  ['only initials', 'person', 'A. L.', 'Anton Lavrenov', false],
];

describe('compare names', () => {
  for (const [what, kind, left, right, expected] of evasions) {
    it(`${what}: "${left}" and "${right}" are ${expected ? 'a match' : 'no match'}`, () => {
      const found = compare(left, right, kind);
      assert.equal(isMatch(found), expected, JSON.stringify(explain(found.seen)));
    });
  }

  it('the score is 1 less what the features took, and every feature has its sentence', () => {
    const found = compare('Lavrenov, A.', 'Антон Петрович Лавренов', 'person');
    assert.deepEqual(
      explain(found.seen).map((reason) => `${reason.points} ${reason.sentence}`),
      ['-0.13 The initial "a" stands for "anton".', '-0.05 "petrovich" stands in one name only.'],
    );
    assert.equal(found.score, 0.82);
    for (const row of Object.values(features)) assert.ok(row.sentence.endsWith('.') && row.weight !== 0 && row.limit >= 0, row.name);
  });

  it('neither name is the query: any two names score the same in both orders (seed 7)', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(name, name, fc.constantFrom<SubjectKind>('person', 'firm', 'vessel', 'unknown'), (left, right, kind) => {
        const [one, other] = [compare(left, right, kind).score, compare(right, left, kind).score];
        assert.ok(one >= 0 && one <= 1);
        assert.ok(Math.abs(one - other) < 0.02, `${one} and ${other}`);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('a name is itself, whatever it is made of (seed 8)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (raw) => {
        const hasParts = parseName(raw, 'firm', newWordBook()).parts.some((part) => part.kind !== 'particle');
        if (hasParts) assert.equal(compare(raw, raw, 'firm').score, 1);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('a name without letters matches nothing, not even itself', () => {
    assert.equal(compare('', '', 'person').score, 0);
    assert.equal(compare('---', 'Anton Lavrenov', 'person').score, 0);
  });

  it('names of 50,000 characters are compared in a moment', () => {
    const found = compare('Anton Lavrenov '.repeat(4000), `Lavrenov Anton ${'x'.repeat(50_000)}`, 'person');
    assert.ok(found.score <= 1);
  });
});

describe('quality', () => {
  const root = new URL('../../../', import.meta.url);

  it('on the shipped pairs of invented names F1 is 0.93 or more', () => {
    const pairs = readNamePairs(readFileSync(new URL('examples/screening/name-pairs.csv', root), 'utf8'), 'name-pairs.csv');
    assert.ok(pairs.ok);
    const all = qualityOf(scorePairs(pairs.value), 1).find((row) => row.group === 'all');
    assert.ok(all !== undefined && all.f1 >= 0.93 && all.f1Interval[0] <= all.f1 && all.f1 <= all.f1Interval[1], JSON.stringify(all));
  });

  it('on the public pairs F1 is above that of the reference matcher, 0.79', (t) => {
    const file = new URL('../shared/data/names/name-pairs.csv', root);
    if (!existsSync(file)) {
      t.skip(`the public name pairs are not at ${fileURLToPath(file).replace(fileURLToPath(root), '')}`);
      return;
    }
    const pairs = readNamePairs(readFileSync(file, 'utf8'), 'name-pairs.csv');
    assert.ok(pairs.ok);
    const all = qualityOf(scorePairs(pairs.value), 1).find((row) => row.group === 'all');
    assert.ok(all !== undefined && all.f1 > 0.82, JSON.stringify(all));
  });

  it('a file without its columns, cut off, or with rows of another length is refused with the line', () => {
    const issue = (text: string): string => {
      const read = readNamePairs(text, 'pairs.csv');
      return read.ok ? 'read' : `${read.issues[0]?.path}: ${read.issues[0]?.problem}`;
    };
    assert.equal(issue(''), 'pairs.csv: The file is empty.');
    assert.equal(issue('schema,name1\nPerson,A\n'), 'pairs.csv, line 1: There is no column name2.');
    assert.equal(issue('schema,name1,name2\nPerson,A\n'), 'pairs.csv, line 2: The row has 2 fields, the first line 3.');
    assert.match(issue('schema,name1,name2\nPerson,"A,B\n'), /^pairs\.csv, line 2: A quoted field that begins here has no end/);
  });
});

it('docs/reference/screening.md shows every feature with its weight, limit and sentence', () => {
  const page = readFileSync(new URL('../../../docs/reference/screening.md', import.meta.url), 'utf8');
  for (const { name, weight, limit, sentence } of Object.values(features)) {
    const row = `| ${name} | ${weight} | ${limit} | ${sentence.replaceAll('{left}', 'A').replaceAll('{right}', 'B')} |`;
    assert.ok(page.includes(row), `the page lacks: ${row}`);
  }
});
