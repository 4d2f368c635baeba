// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Practising with an authority that a program plays. */
export const trainingMessages = {
  'training.badge': 'Training',
} as const;
