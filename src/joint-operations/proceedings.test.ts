// SPDX-License-Identifier: Apache-2.0
/** What participants of joint matters said of proceedings: who, on which subject, and how grave. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proceedingsInNotes } from './proceedings.ts';
import type { ContentWire } from './wire.ts';

interface Said {
  readonly note: { readonly matter: string; readonly author: string; readonly said: ContentWire };
}
const note = (matter: string, author: string, said: unknown): Said => ({ note: { matter, author, said: said as ContentWire } });
const plan = (matter: string, ...values: readonly string[]) =>
  note(matter, 'xa', { kind: 'plan', version: 1, plan: { subjects: values.map((value) => ({ kind: 'wallet', value })) } });
const ready = (matter: string, author: string, outcome: string) => note(matter, author, { kind: 'ready', idem: { outcome, reason: '' } });
const notice = (matter: string, value: string) => note(matter, 'xb', { kind: 'notice', subjects: [{ kind: 'entity', value }] });
const disclose = (matter: string, author: string, criminal: string) => note(matter, author, { kind: 'disclose', criminal });

const rows: readonly (readonly [string, readonly Said[], readonly string[]])[] = [
  ['nobody says anything', [plan('1', 'W-1'), ready('1', 'xb', 'none')], []],
  ['a participant says that it judged', [plan('1', 'W-1', 'W-2'), ready('1', 'xb', 'final')], ['final W-1 xb', 'final W-2 xb']],
  ['its word comes before the plan it is about', [ready('1', 'xb', 'pending'), plan('1', 'W-1')], ['pending W-1 xb']],
  ['one of two matters is concerned', [plan('1', 'W-1'), plan('2', 'W-9'), ready('2', 'xc', 'final')], ['final W-9 xc']],
  [
    'a criminal investigation is known',
    [notice('3', 'Lantern'), disclose('3', 'xa', 'yes'), disclose('3', 'xc', 'cannot-say')],
    ['pending Lantern xa'],
  ],
];
for (const [situation, notes, expected] of rows) {
  test(situation, () =>
    assert.deepEqual(
      proceedingsInNotes(notes).map(({ outcome, subject, by }) => `${outcome} ${subject} ${by}`),
      expected,
    ),
  );
}
