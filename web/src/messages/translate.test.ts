// SPDX-License-Identifier: Apache-2.0
// Every language says everything, with the same parameters, and chooses plural forms by its own rules.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { en } from './en.ts';
import { pt } from './pt.ts';
import { isMessageKey, type Message, translator } from './translate.ts';

const english: Readonly<Record<string, Message>> = en;
const portuguese: Readonly<Record<string, Message>> = pt;

const textsOf = (message: Message): readonly string[] => (typeof message === 'string' ? [message] : [message.one, message.other]);
const namesOf = (message: Message): string[] =>
  [...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')))].toSorted();

test('Portuguese has exactly the keys of English', () => {
  assert.deepEqual(Object.keys(portuguese).toSorted(), Object.keys(english).toSorted());
});

/** Words of which Portuguese has another for the same thing. */
const otherWords: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/funcionári/i, 'agente'],
  [/idioma/i, 'língua'],
  [/utilizador/i, 'agente'],
];

test('Portuguese has one word for one thing', () => {
  const wrong = Object.entries(portuguese).flatMap(([key, message]) =>
    otherWords.flatMap(([word, right]) => (textsOf(message).some((text) => word.test(text)) ? [`${key}: ${right}`] : [])),
  );
  assert.deepEqual(wrong, []);
});

test('a message has the same parameters in each language, and plural forms in each or in none', () => {
  for (const [key, message] of Object.entries(english)) {
    const other = portuguese[key] ?? '';
    assert.equal(typeof other, typeof message, `${key} is plural in one language only`);
    // The singular may spell its number out, so the names of both forms count together.
    assert.deepEqual(namesOf(other), namesOf(message), `${key} has other parameters`);
  }
});

test('a key stands in one file of its language: of two, one would be lost', () => {
  for (const language of ['en', 'pt']) {
    const folder = new URL(`${language}/`, import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const keys = names.flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map((match) => match[1] ?? ''),
    );
    assert.deepEqual(
      keys.filter((key, place) => keys.indexOf(key) !== place),
      [],
    );
  }
});

test('no message is empty', () => {
  for (const [key, message] of [...Object.entries(english), ...Object.entries(portuguese)]) {
    for (const text of textsOf(message)) assert.notEqual(text.trim(), '', key);
  }
});

const rows = [
  ['en', 1, '1 task is ended.'],
  ['en', 2, '2 tasks are ended.'],
  ['en', 0, '0 tasks are ended.'],
  ['pt', 1, '1 tarefa terminada.'],
  ['pt', 5, '5 tarefas terminadas.'],
] as const;
for (const [language, count, expected] of rows) {
  test(`${count} in "${language}" reads "${expected}"`, () => {
    assert.equal(translator(language)('desk.ended', { count }), expected);
  });
}

test('parameters stand where the text names them', () => {
  assert.equal(translator('en')('clause.long', { clause: '4.2', title: 'Memorandum' }), 'Memorandum, clause 4.2');
});

test('a key that only a newer server knows is recognised as unknown', () => {
  assert.equal(isMessageKey('audit.event.record.used'), true);
  assert.equal(isMessageKey('audit.event.something.new'), false);
  assert.equal(isMessageKey('toString'), false);
});
