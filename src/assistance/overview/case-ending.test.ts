// SPDX-License-Identifier: Apache-2.0
/** How cases end in statistics, and what became of each refusal. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CaseState, StepKind } from '../wire.ts';
import { type CaseEnding, type CountedRefusal, endingOf, refusalsOf } from './case-ending.ts';

/** `refusal R06` is a refusal on that ground; other steps stand alone. */
const stepsOf = (words: string) =>
  words.split(', ').map((step) => {
    const [kind = '', ground = null] = step.split(' ');
    return { kind: kind as StepKind, ground };
  });

const endings: readonly (readonly [CaseState, string, CaseEnding])[] = [
  ['acknowledged', 'refusal R06, cure R06, reopening R06', 'open'],
  ['reconsidering', 'refusal R06, cure R06', 'open'],
  ['refused', 'refusal R06', 'refused'],
  ['upheld', 'refusal R05, rebuttal R05, upholding R05', 'refused'],
  ['closed', 'refusal R05, rebuttal R05, upholding R05', 'refused'],
  ['closed', 'refusal R06, cure R06, reopening R06, reply', 'answered'],
  ['closed', 'reply', 'answered'],
  ['closed', 'impossibility', 'not-done'],
  ['impossible', 'impossibility', 'not-done'],
  ['lapsed', 'reply', 'not-done'],
  ['withdrawn', 'refusal R06, cure R06', 'withdrawn'],
];

const refusals: readonly (readonly [string, readonly CountedRefusal[]])[] = [
  ['reply', []],
  ['refusal R02', [{ ground: 'R02', contested: null, answer: null }]],
  ['refusal R06, cure R06', [{ ground: 'R06', contested: 'cured', answer: null }]],
  ['refusal R05, rebuttal R05, upholding R05', [{ ground: 'R05', contested: 'rebutted', answer: 'upheld' }]],
  ['postponement R03, refusal R04, rebuttal R04, postponement R03', [{ ground: 'R04', contested: 'rebutted', answer: 'reopened' }]],
  [
    'refusal R06, cure R06, reopening R06, postponement R03, refusal R02',
    [
      { ground: 'R06', contested: 'cured', answer: 'reopened' },
      { ground: 'R02', contested: null, answer: null },
    ],
  ],
];

describe('what statistics count', () => {
  for (const [state, words, ending] of endings) {
    test(`${state} after ${words}: ${ending}`, () => assert.equal(endingOf(state, stepsOf(words)), ending));
  }
  for (const [words, expected] of refusals) {
    test(`of ${words}`, () => assert.deepEqual(refusalsOf(stepsOf(words)), expected));
  }
});
