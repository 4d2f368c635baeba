// SPDX-License-Identifier: Apache-2.0
/**
 * Cross-venue manipulation: the price at one venue is moved to gain from a position in the same product at another.
 */
import { studyPattern } from '../pattern.ts';
import { findLinked, linkedParameters } from './linked-instruments.ts';

export const crossVenue = studyPattern(
  {
    id: 'cross-venue',
    version: 2,
    title: 'Manipulation across venues',
    definition: 'A push at one venue by a participant who has built a larger position in the same product at another and leaves it after.',
    legal: { marAnnexI: 'e', annexII: '2.2.b' },
    parameters: linkedParameters,
  },
  (study, values) => findLinked(study, (pushed, gained) => pushed.class === gained.class && pushed.venue !== gained.venue, values),
);
