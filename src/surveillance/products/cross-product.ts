// SPDX-License-Identifier: Apache-2.0
/**
 * Cross-product manipulation: the price of one product is moved to gain from a position in another on the same underlying, such as spot
 * against a derivative.
 */
import { studyPattern } from '../pattern.ts';
import { findLinked, linkedParameters } from './linked-instruments.ts';

export const crossProduct = studyPattern(
  {
    id: 'cross-product',
    version: 2,
    title: 'Manipulation across products',
    definition:
      'A push in one product by a participant who has built a larger position in another on the same underlying and leaves it after.',
    legal: { marAnnexI: 'e', annexII: '2.2.c' },
    parameters: linkedParameters,
  },
  (study, values) => findLinked(study, (pushed, gained) => pushed.class !== gained.class, values),
);
