// SPDX-License-Identifier: Apache-2.0
/** Messages in Portuguese. Practising with an authority that a program plays. */
export const trainingMessages = {
  'training.badge': 'Treino',
} as const;
