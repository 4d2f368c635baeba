// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Practising with an authority that a program plays. */
export const trainingMessages = {
  'training.badge': 'Training',
  'nav.training': 'Rehearsals',
  'training.under': 'Practise with an authority that a program plays: the true way and the true rules, and nothing of it is real.',
  'training.none': 'No training authority is known here.',
  'training.none.under': 'Your operator starts one on a machine of yours and exchanges invitations with it, as with any authority:',
  'training.notYet': 'No arrangement with the training authority is in force yet.',
  'training.notYet.under':
    'Compare its digits on the page of peers, then agree to the arrangement that it proposes, on the page of negotiations:',
  'training.with': 'With',
  'training.begin': 'Rehearse',
  'training.beginThis': 'Rehearse: {title}',
  'training.teaches': 'What it teaches',
  'training.review': 'How the rehearsal goes',
  'training.over': 'The rehearsal is over.',
  'training.notOver': 'The rehearsal goes on; this list grows with it.',
  'training.outcome.good': 'Well done:',
  'training.outcome.missed': 'Missed:',
  'training.outcome.open': 'To do:',
  'training.outcome.seen': 'Seen:',
} as const;
