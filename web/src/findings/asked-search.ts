// SPDX-License-Identifier: Apache-2.0
/** A search as it was asked. It has its number, so that asking the same again is a new search and a new entry in the log. */
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { QuestionGiven } from '../calls/finding-calls.ts';

export interface AskedSearch {
  readonly number: number;
  readonly purpose: Purpose;
  readonly question: QuestionGiven;
}
