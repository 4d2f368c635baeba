// SPDX-License-Identifier: Apache-2.0
/** The timeline in sentences, and which of its events both sides hold. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type EventFacts, sentenceOf, sharedEvents } from './timeline.ts';

const names = new Map([
  ['xa', 'The Commission'],
  ['xb', 'The Unit'],
]);
const clause = { agreement: { id: 'agr_1', version: 1, digest: 'sha256:00' }, title: 'Arrangement XA-XB', clause: '4' };
const plain: EventFacts = {
  kind: 'sent',
  step: 'request',
  authority: 'xa',
  officer: null,
  dispatch: 'sha256:01',
  clause: null,
  detail: null,
};

const sentences: readonly (readonly [Partial<EventFacts>, string])[] = [
  [{ kind: 'prepared', dispatch: null }, 'The Commission prepared the request.'],
  [{ kind: 'submitted', dispatch: null }, 'The Commission submitted the request for approval.'],
  [{ kind: 'edited', dispatch: null }, 'The Commission changed the request; approvals given before no longer count.'],
  [{ kind: 'returned', dispatch: null, detail: 'Say why.' }, 'The Commission returned the request to its preparer: Say why.'],
  [{ kind: 'approved', dispatch: null }, 'The Commission approved the request.'],
  [{ clause }, 'The Commission sent the request under clause 4.'],
  [{ kind: 'delivered', authority: 'xb' }, 'The Unit received the request.'],
  [{ step: 'acknowledgement', authority: 'xb', clause }, 'The Unit acknowledged the request under clause 4.'],
  [{ step: 'question', authority: 'xb' }, 'The Unit asked back.'],
  [{ step: 'answer' }, 'The Commission answered the question.'],
  [{ step: 'reply', authority: 'xb', detail: 'partial', clause }, 'The Unit replied in part under clause 4.'],
  [{ step: 'reply', authority: 'xb', detail: 'complete' }, 'The Unit replied completely.'],
  [{ step: 'refusal', authority: 'xb', detail: 'R03', clause }, 'The Unit refused the request on ground R03 under clause 4.'],
  [{ step: 'rebuttal', detail: 'R04', clause }, 'The Commission contested the refusal on ground R04 under clause 4.'],
  [{ step: 'cure', detail: 'R06' }, 'The Commission supplied what the request lacked (R06).'],
  [{ step: 'reopening', authority: 'xb', detail: 'R06' }, 'The Unit reopened the request that it had refused on ground R06.'],
  [{ step: 'upholding', authority: 'xb', detail: 'R04' }, 'The Unit upheld the refusal on ground R04.'],
  [{ step: 'withdrawal' }, 'The Commission withdrew the request.'],
  [
    { kind: 'rejected', step: 'withdrawal', authority: 'xb', detail: 'state-conflict' },
    'The Unit did not admit the withdrawal (state-conflict).',
  ],
  [{ kind: 'not-delivered', step: 'reply' }, 'The reply could not be delivered until it expired; the other authority does not know it.'],
  [{ kind: 'delivered', authority: 'xz' }, 'xz received the request.'],
];

describe('the timeline', () => {
  for (const [facts, sentence] of sentences) {
    test(sentence, () => assert.equal(sentenceOf({ ...plain, ...facts }, names), sentence));
  }

  test('both sides hold what was sent and received, in the order of the moments; the rest is known at home only', () => {
    const event = (at: string, facts: Partial<EventFacts>) => ({ at, facts: { ...plain, ...facts } });
    const delivered = event('3', { kind: 'delivered', authority: 'xb' });
    const request = event('2', {});
    const onItsWay = event('5', { step: 'withdrawal', dispatch: 'sha256:02' });
    const all = [event('1', { kind: 'approved', dispatch: null }), delivered, request, onItsWay];
    assert.deepEqual(sharedEvents(all), [request, delivered]);
    assert.deepEqual(sharedEvents([...all, event('6', { kind: 'rejected', step: 'withdrawal', dispatch: 'sha256:02' })]), [
      request,
      delivered,
    ]);
  });
});
