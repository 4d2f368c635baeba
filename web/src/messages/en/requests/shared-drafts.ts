// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Drafts of requests that are shown before they are made, and what is said of them. */
export const sharedDraftMessages = {
  'caseState.draft-shared': 'Draft shown to us',
  'stepKind.draft-sharing': 'Draft shown before the request',
  'stepKind.draft-comments': 'Comments on the draft',
  'next.share-draft': 'Show the draft',
  'share-draft.under':
    '{counterpart} sees the draft with its gaps and can say what lacks. It is no request: nothing runs, and nothing of it is used.',
  'share-draft.wanted': 'What you would like to hear',
  'share-draft.wantedHint': 'Such as whether they hold it, what form they need, or whether the timing would harm their own case.',
  'share-draft.done': 'The draft is prepared to be shown.',
  'next.comment-on-draft': 'Say what it lacks',
  'comment-on-draft.under':
    '{counterpart} has shown you a draft. Nothing runs, you need not answer, and what you say binds neither of you.',
  'comment-on-draft.comments': 'Comments',
  'comment-on-draft.commentsHint': 'What lacks, what form you need, and what the timing would mean for you.',
  'comment-on-draft.lackingHint': 'Fields that lack something, as far as you can name them.',
  'comment-on-draft.done': 'The comments are sent.',
  'draft.shown': 'This is a draft, and no request. Nothing of it may be used, and nothing runs. The request, if it comes, joins this page.',
  'draft.wanted': 'They would like to hear: {wanted}',
  'case.draft': 'The draft',
  'draft.shownByUs': '{counterpart} has seen this draft as it stood {when}. The request, when it is made, names it.',
} as const;
