// SPDX-License-Identifier: Apache-2.0
/**
 * Pump and dump: a price is driven up by an organised rush, and those who bought before sell into it.
 */
import { studyPattern } from '../pattern.ts';
import { findRushes, rushParameters } from './rush-moves.ts';

export const pumpAndDump = studyPattern(
  {
    id: 'pump-and-dump',
    version: 3,
    title: 'Pump and dump',
    definition: 'An organised rush to buy, a price far up, and a fall back while those who prepared it sell.',
    legal: { marAnnexI: 'e', annexII: '1.4.c' },
    parameters: rushParameters,
  },
  (study, values) => findRushes(study, 1, values),
);
