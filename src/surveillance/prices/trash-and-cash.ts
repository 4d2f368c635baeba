// SPDX-License-Identifier: Apache-2.0
/**
 * Trash and cash: a price is driven down by an organised rush to sell, and those who sold before buy back.
 */
import { studyPattern } from '../pattern.ts';
import { findRushes, rushParameters } from './rush-moves.ts';

export const trashAndCash = studyPattern(
  {
    id: 'trash-and-cash',
    version: 3,
    title: 'Trash and cash',
    definition: 'An organised rush to sell, a price far down, and a recovery while those who prepared it buy back.',
    legal: { marAnnexI: 'e', annexII: '1.4.d' },
    parameters: rushParameters,
  },
  (study, values) => findRushes(study, -1, values),
);
