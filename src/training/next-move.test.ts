// SPDX-License-Identifier: Apache-2.0
/** Each rehearsal as its script plays it: what comes next, and when. The rows are what an officer goes through. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestDraftWire } from '../assistance/wire.ts';
import { addMs, type Instant } from '../kernel/index.ts';
import { findRehearsal, nextMove, type NextMove, type Playing, rehearsalNamed, rehearsals, type Standing } from './index.ts';

const receivedAt = '2026-10-29T09:00:00.000Z' as Instant;
const hourMs = 3_600_000;
const after = (hours: number): Instant => addMs(receivedAt, Math.round(hours * hourMs));
const brisk: Playing = { seed: 1, pace: 'brisk' };
const hours: Playing = { seed: 1, pace: 'hours' };

/** A request of the rehearsal that was just received, an hour before it is looked at. */
function standing(key: string, changes: Partial<Standing> = {}): Standing {
  const rehearsal = rehearsalOf(key);
  const draft: RequestDraftWire = {
    counterpart: 'ca1',
    reference: `rehearsal: ${key}`,
    ...rehearsal.draft,
    content: { ...rehearsal.draft.content },
  };
  return {
    now: after(1),
    state: 'received',
    isUrgent: draft.class === 'urgent',
    receivedAt,
    lastAt: receivedAt,
    deadlines: [
      { step: 'acknowledge', dueAt: after(1) },
      { step: 'reply', dueAt: after(3) },
    ],
    draft,
    sent: [],
    answers: [],
    difference: null,
    isAfterYielding: false,
    ...changes,
  };
}

function rehearsalOf(key: string) {
  const found = findRehearsal(key);
  assert.ok(found !== null, key);
  return found;
}

function words(next: NextMove): string {
  if (next.kind === 'wait') return `wait ${next.until}`;
  if (next.kind === 'nothing') return 'nothing';
  const { move } = next;
  if (move.kind === 'reply') return `reply ${move.completeness}`;
  if (move.kind === 'refusal') return `refusal ${move.ground}`;
  return move.kind === 'position' ? `position ${move.outcome}` : move.kind;
}

describe('what the training authority does next', () => {
  const acked = { state: 'acknowledged', sent: ['acknowledgement'] } as const;
  const asked = { state: 'acknowledged', sent: ['acknowledgement', 'question'] } as const;
  const twice = { state: 'acknowledged', sent: ['acknowledgement', 'question', 'question'] } as const;
  const theirs = { isOurTurn: true };
  const rows: readonly (readonly [key: string, what: string, changes: Partial<Standing>, next: string])[] = [
    ['answered', 'a request came in', {}, 'acknowledgement'],
    ['answered', 'it is acknowledged', acked, 'reply complete'],
    ['answered', 'it is answered', { state: 'answered' }, 'nothing'],
    ['answered', 'its answer is contested', { state: 'answered', difference: theirs }, 'position maintains'],
    ['asked-back', 'it lacks what commonly is missing', acked, 'question'],
    ['asked-back', 'a question is open', { ...asked, state: 'question-open' }, 'nothing'],
    ['asked-back', 'the answer names no day', { ...asked, answers: ['All summer.'] }, 'question'],
    ['asked-back', 'the answer names the days', { ...asked, answers: ['1 to 31 July 2026'] }, 'reply complete'],
    ['asked-back', 'the second answer names none either', { ...twice, answers: ['All summer.', 'As I said.'] }, 'refusal R06'],
    ['in-parts', 'it is acknowledged', acked, 'reply partial'],
    ['in-parts', 'a part is given', { state: 'partly-answered', sent: ['acknowledgement', 'reply'] }, 'reply complete'],
    ['refused-rightly', 'it is acknowledged', acked, 'refusal R03'],
    ['refused-rightly', 'the ground is contested', { state: 'refused', difference: theirs }, 'position maintains'],
    ['refused-wrongly', 'it is acknowledged', acked, 'refusal R11'],
    ['refused-wrongly', 'the refusal is rebutted', { state: 'reconsidering' }, 'reopening'],
    [
      'refused-wrongly',
      'it was taken up again',
      { state: 'acknowledged', sent: ['acknowledgement', 'refusal', 'reopening'] },
      'reply complete',
    ],
    ['refused-rightly', 'the refusal is rebutted', { state: 'reconsidering' }, 'upholding'],
    ['asked-back', 'the refused request is mended', { state: 'reconsidering' }, 'reopening'],
    ['refused-wrongly', 'the ground is contested', { state: 'refused', difference: theirs }, 'position yields'],
    ['refused-wrongly', 'the officer thinks it over', { state: 'refused', difference: { isOurTurn: false } }, 'nothing'],
    ['refused-wrongly', 'asked again without a word on the first', { ...acked, isAfterYielding: true }, 'refusal R11'],
    ['late', 'it is acknowledged', acked, `wait ${after(3.3)}`],
    ['late', 'the deadline is over', { ...acked, now: after(3.2) }, `wait ${after(3.3)}`],
    ['late', 'it is over by a tenth', { ...acked, now: after(3.3) }, 'delay-notice'],
    [
      'late',
      'the delay was told',
      { state: 'acknowledged', sent: ['acknowledgement', 'delay-notice'], now: after(3.4) },
      `wait ${after(3.9)}`,
    ],
    ['late', 'the officer took it up', { ...acked, now: after(3.1), difference: { isOurTurn: false } }, 'reply complete'],
    ['urgency-contested', 'an urgent request came in', {}, 'acknowledgement'],
    ['urgency-contested', 'it is acknowledged', acked, 'reply complete'],
  ];
  for (const [key, what, changes, expected] of rows) {
    it(`${key}: ${what}: ${expected}`, () => {
      assert.equal(words(nextMove(rehearsalOf(key), standing(key, changes), brisk)), expected);
    });
  }

  it('refused-wrongly: asked again with the earlier request named, after it has yielded, it answers', () => {
    const again = standing('refused-wrongly', { ...acked, isAfterYielding: true });
    const draft = { ...again.draft, content: { ...again.draft.content, 'earlier-request': 'req_1' } };
    assert.equal(words(nextMove(rehearsalOf('refused-wrongly'), { ...again, draft }, brisk)), 'reply complete');
  });

  it('urgency-contested: only an urgent request is contested', () => {
    const contested = (isUrgent: boolean): boolean => {
      const next = nextMove(rehearsalOf('urgency-contested'), standing('urgency-contested', { isUrgent }), brisk);
      return next.kind === 'move' && next.move.kind === 'acknowledgement' && next.move.urgencyContested !== undefined;
    };
    assert.deepEqual([contested(true), contested(false)], [true, false]);
  });
});

describe('when it does it', () => {
  it('at the pace of hours, at its share of the agreed time', () => {
    const early = standing('answered', { now: after(0.1) });
    assert.equal(words(nextMove(rehearsalOf('answered'), early, hours)), `wait ${after(0.5)}`);
    assert.equal(words(nextMove(rehearsalOf('answered'), { ...early, now: after(0.5) }, hours)), 'acknowledgement');
  });

  it('briskly, within seconds of what came last', () => {
    const next = nextMove(rehearsalOf('answered'), standing('answered', { now: receivedAt }), brisk);
    assert.ok(next.kind === 'wait' && next.until > receivedAt && next.until <= addMs(receivedAt, 12_000), words(next));
  });
});

describe('the same seed plays the same', () => {
  for (const { key } of rehearsals) {
    it(`${key}, by twenty seeds`, () => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const play = (): NextMove => nextMove(rehearsalOf(key), standing(key), { seed, pace: 'brisk' });
        assert.deepEqual(play(), play());
      }
    });
  }

  it('and seeds differ in their wording', () => {
    const notes = new Set<string>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const next = nextMove(rehearsalOf('answered'), standing('answered'), { seed, pace: 'brisk' });
      if (next.kind === 'move' && next.move.kind === 'acknowledgement') notes.add(next.move.note);
    }
    assert.equal(notes.size, 2);
  });
});

it('the name of a rehearsal stands in the reference of the request', () => {
  assert.equal(rehearsalNamed('XA-ENF-2026-118, rehearsal: asked-back'), 'asked-back');
  assert.equal(rehearsalNamed('Rehearsal: Late'), 'late');
  assert.equal(rehearsalNamed('XA-ENF-2026-118'), null);
  for (const { key } of rehearsals) assert.equal(rehearsalNamed(`rehearsal: ${key}`), key);
});
