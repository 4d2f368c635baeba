// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Reading on a second device what is about to be approved. */
export const reviewingMessages = {
  'review.open': 'Check it on a second device',
  'review.openUnder':
    'A changed screen can show one text and have another signed. On a telephone or another computer, open your authority’s own address, ' +
    'or scan the square, sign in with your passkey, and read what the server says is about to be signed in your name. You may approve it there.',
  'review.code': 'Short number',
  'review.square': 'The address as a square for a camera',
  'review.notRead': 'Not read on another device yet.',
  'review.readAt': 'Read on another device on {when}.',
  'review.title': 'About to be approved in your name',
  'review.listUnder':
    'Whatever any device is about to have approved by you stands here for ten minutes. What you did not begin should not be here.',
  'review.nothing': 'No device is about to have anything approved by you',
  'review.nothing.under': 'Begin to approve something on your first device; it then appears here.',
  'review.since': 'since {when}',
  'review.given': 'Approved in your name in the last day',
  'review.givenUnder': 'If one of these is not yours, tell an administrator at once and have your passkey revoked.',
  'review.givenNone': 'Nothing.',
  'review.preparedBy': '{name} prepared it.',
  'review.computing': 'This device computes the digest.',
  'review.holds': 'This device computed the digest from the text below',
  'review.holdsUnder':
    'It is the one that will be signed. Compare the short number with that on your first device, ' +
    'and read the text: only what stands here is approved.',
  'review.holdsNot': 'Do not approve this',
  'review.holdsNotUnder': 'The text does not make the digest that would be signed. Return it, and tell an administrator.',
  'review.cannot': 'This browser cannot compute the digest on this page',
  'review.cannotUnder': 'Open the workplace under https, in a present browser.',
  'review.sameSession': 'This is the session in which you are about to approve it',
  'review.sameSessionUnder': 'Reading it here shows nothing new. Open this page on another device.',
  'review.absent': 'Nothing that you are about to approve has this number',
  'review.absentUnder':
    'Ten minutes may have passed; then begin again on your first device. ' +
    'If that device shows this number now, do not approve there: it may show you something else than it has signed.',
  'review.exact': 'Exact text',
  'review.part': 'What stands in it as {digest}',
  'review.covering': 'What is signed',
  'review.digest': 'Digest',
  'review.approve': 'Approve here',
  'review.approved': 'Approved on this device. The first one took no part in it.',
  'review.toList': 'All that is about to be approved',
  'review.none': 'none',
} as const;
