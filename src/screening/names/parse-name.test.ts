// SPDX-License-Identifier: Apache-2.0
/** What a name is taken apart into, script by script, and what becomes of names that are none. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nameLettersMax } from './clean-text.ts';
import { parseName, partsMax, type SubjectKind } from './parse-name.ts';
import { newWordBook } from './word-book.ts';

function shown(raw: string, kind: SubjectKind): string {
  const name = parseName(raw, kind, newWordBook());
  const parts = name.parts.map((part) => {
    const mark = part.kind === 'word' ? '' : `:${part.kind}`;
    return `${part.word.text}${mark}${part.isFamily ? ':family' : ''}`;
  });
  return [...parts, ...(name.form === null ? [] : [`[${name.form}]`]), ...(name.generation === null ? [] : [`#${name.generation}`])].join(
    ' ',
  );
}

const rows: readonly (readonly [SubjectKind, string, string])[] = [
  ['person', 'Dr. LAVRENOV, Anton P.', 'lavrenov:family anton p:initial'],
  ['person', 'LAVRENOV Anton Petrovich', 'lavrenov:family anton petrovich:patronymic'],
  ['person', 'Roman Arkadyevich Dobrovich', 'roman arkadyevich:patronymic dobrovich'],
  ['person', 'Richard Ellsworth III', 'richard ellsworth #3'],
  ['person', 'Siobhán O’Byrne', 'siobhan obyrne'],
  ['person', 'Антон Лавренов', 'anton lavrenov'],
  ['person', 'Сергій Шевченко', 'serhii shevchenko'],
  ['person', 'Νικόλαος Παπαδάκης', 'nikolaos papadakis'],
  ['person', 'يوسف الحداد', 'yusuf al:particle hdad'],
  ['person', 'דוד כהן', 'david cohen'],
  ['person', 'გიორგი ბერიძე', 'giorgi beridze'],
  ['person', '钱睿', 'qian rui'],
  ['person', '김민준', 'kim minjun'],
  ['person', '山田太郎', 'yamada taro'],
  ['person', '長谷川 由紀', 'hasegawa yuki'],
  ['person', 'Петър Търнов', 'petar tarnov'],
  ['person', 'राजेश शर्मा', 'rajes srma'],
  ['person', 'やまだ たろう', 'yamada taro'],
  ['person', 'Ig0r Lavr3nov', 'igor lavrenov'],
  ['person', 'J.P. Dubois', 'jp dubois'],
  ['firm', 'OOO "Severnaya Zvezda"', 'severnaya zvezda [limited]'],
  ['firm', 'TACTICAL KITES JOYNT STOCK COMPAN', 'tactical kites [joint stock]'],
  ['firm', 'Brigade Forty-Four', 'brigade:business 44:number'],
  ['firm', 'S.R.L. Vega', 'vega [limited]'],
  ['unknown', 'Vega Trading LLC', 'vega trading:business [limited]'],
  ['unknown', 'Anton Lavrenov', 'anton lavrenov'],
  ['vessel', 'MV Blue Harbour 3', 'blue harbour 3:number'],
];

for (const [kind, raw, expected] of rows) {
  it(`${kind} "${raw}" is read as ${expected}`, () => {
    assert.equal(shown(raw, kind), expected);
  });
}

it('letters of another alphabet that look Latin are brought back, and the sign is told', () => {
  const name = parseName('Lаvrenоv Anton', 'person', newWordBook());
  assert.deepEqual(
    name.parts.map((part) => part.word.text),
    ['lavrenov', 'anton'],
  );
  assert.deepEqual(name.signs, ['look-alike letters']);
});

it('marks that nobody sees change nothing, and are told', () => {
  const name = parseName('\u202eAnton\u200b Lavre\u00adnov\u200f', 'person', newWordBook());
  assert.deepEqual(
    name.parts.map((part) => part.word.text),
    ['anton', 'lavrenov'],
  );
  assert.deepEqual(name.signs, ['hidden marks']);
});

it('a name of digits for letters says so, and a real number stays one', () => {
  assert.deepEqual(parseName('Ant0n Lavrenov', 'person', newWordBook()).signs, ['digits for letters']);
  assert.equal(shown('Brigade 44', 'firm'), 'brigade:business 44:number');
});

it('empty, blank and lettersless names have no parts', () => {
  for (const raw of ['', '   ', '\u200b\u200f', '--- ...', '🙂']) {
    const parts = parseName(raw, 'person', newWordBook()).parts.length;
    assert.ok(parts <= 1, `${JSON.stringify(raw)} has ${parts} parts`);
  }
  assert.equal(shown('', 'firm'), '');
});

it('a name of one letter is an initial', () => {
  assert.equal(shown('X', 'person'), 'x:initial');
});

it('a name of 50,000 characters is cut, and says so', () => {
  const name = parseName('Anton '.repeat(10_000), 'person', newWordBook());
  assert.ok(name.parts.length <= partsMax);
  assert.ok(name.signs.includes('cut at the limit'));
  assert.ok(parseName('a'.repeat(50_000), 'person', newWordBook()).parts[0]?.word.text.length === nameLettersMax);
});

it('a name that is only a title or only a form is still a name', () => {
  assert.equal(shown('Sultan', 'person'), 'sultan');
  assert.equal(shown('Limited', 'firm').includes('limited'), true);
});
