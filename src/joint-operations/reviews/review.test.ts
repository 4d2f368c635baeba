// SPDX-License-Identifier: Apache-2.0
/** A peer review, row by row: who may say what, and when. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CaseFacts } from '../../assistance/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { digestOfJson, headsOf, placesOf } from '../../seals/index.ts';
import { judgeJointNote, matterState } from '../matter.ts';
import type { JointNote, Notes } from '../notes/joint-note.ts';
import { inWeekdays } from '../periods.ts';
import type { ContentOf, ContentWire, JointNoteWire } from '../wire.ts';
import { figuresFor } from './own-figures.ts';
import { questionsOf } from './review-questions.ts';
import { reviewState } from './review.ts';

const start = Date.parse('2026-11-20T08:00:00.000Z');
const dayMs = 86_400_000;
const at = (days: number): string => new Date(start + days * dayMs).toISOString();

const review: ContentOf<'review'> = {
  kind: 'review',
  title: 'How XB works with others',
  reviewed: 'xb',
  panel: ['xa', 'xc'],
  asked: ['xd'],
  agreement: { id: 'agr_1', version: 1, digest: `sha256:${'a'.repeat(64)}` },
  fromDay: '2026-01-01',
  toDay: '2026-10-31',
  criteria: ['timeliness', 'refusals'],
  answerDays: 5,
  answerBy: at(7),
  commentDays: 2,
};
const answers: ContentWire = { kind: 'answers', answers: questionsOf(review.criteria).map(({ id }) => ({ question: id, text: 'We do.' })) };
const assess: ContentOf<'assess'> = {
  kind: 'assess',
  version: 1,
  text: 'It answers well.',
  findings: review.criteria.map((criterion) => ({ criterion, grade: 'largely', text: 'See the answers.' })),
  actions: [{ id: 'a1', what: 'Name a deputy.', days: 10 }],
  commentBy: at(12),
};
const comment: ContentWire = { kind: 'conclude', text: 'Over.' };

type Line = readonly [author: string, days: number, said: (notes: Notes) => ContentWire];
const opening: Line = ['xa', 0, () => review];
const sits: Line = ['xc', 1, (notes) => ({ kind: 'accept-panel', panel: digestOf(notes, 'review'), isAccepted: true, reason: '' })];
const declines: Line = [
  'xc',
  1,
  (notes) => ({ kind: 'accept-panel', panel: digestOf(notes, 'review'), isAccepted: false, reason: 'A conflict.' }),
];
const answered: Line = ['xb', 2, () => answers];
const drafted: Line = ['xa', 8, () => assess];
const endorsed: Line = ['xc', 9, (notes) => ({ kind: 'endorse', report: digestOf(notes, 'assess'), isEndorsed: true, reason: '' })];
const replied: Line = ['xb', 9, (notes) => ({ kind: 'answer-assessment', report: digestOf(notes, 'assess'), text: 'Thank you.' })];
const publishing = (days: number): Line => ['xa', days, (notes) => ({ kind: 'publish', report: digestOf(notes, 'assess'), text: '' })];
const published: readonly Line[] = [opening, sits, answered, drafted, endorsed, replied, publishing(10)];
const acted = (isDone: boolean): Line => ['xb', 11, () => ({ kind: 'act-on', action: 'a1', isDone, text: 'Named.' })];

function digestOf(notes: Notes, kind: ContentWire['kind']): string {
  return [...notes.values()].findLast(({ note }) => note.said.kind === kind)?.digest ?? '';
}

function noteBy(notes: Notes, [author, days, said]: Line): JointNote {
  const place = { place: placesOf(notes, author) + 1, follows: headsOf(notes) };
  const note: JointNoteWire = {
    v: 1,
    matter: 'jnt_1',
    author,
    ...place,
    at: at(days),
    preparedBy: 'off_1',
    approvals: [],
    said: said(notes),
  };
  return { digest: digestOfJson(note), note, text: '' };
}

/** The notes of a story; fails where one of them is not good. */
function story(...lines: readonly Line[]): Notes {
  const notes = new Map<JointNote['digest'], JointNote>();
  for (const line of lines) {
    const note = noteBy(notes, line);
    assert.deepEqual(judgeJointNote(notes, note.note), { kind: 'good' }, JSON.stringify(note.note.said));
    notes.set(note.digest, note);
  }
  return notes;
}

function problemOf(notes: Notes, line: Line): string {
  const judged = judgeJointNote(notes, noteBy(notes, line).note);
  return judged.kind === 'bad' ? judged.issue.problem : judged.kind;
}

const refused: readonly (readonly [what: string, before: readonly Line[], line: Line, problem: RegExp])[] = [
  ['the reviewed on its own panel', [], ['xa', 0, () => ({ ...review, panel: ['xa', 'xb'] })], /sits on no panel/],
  ['a review opened by the reviewed', [], ['xb', 0, () => review], /no member of the panel/],
  ['a review of a time that is not over', [], ['xa', 0, () => ({ ...review, toDay: '2026-12-31' })], /not over/],
  ['less time to answer than it says', [], ['xa', 0, () => ({ ...review, answerBy: at(1) })], /fewer days/],
  ['answers of a member of the panel', [opening], ['xc', 1, () => answers], /not reviewed/],
  [
    'half of the answers',
    [opening],
    ['xb', 1, () => ({ ...answers, answers: answers.kind === 'answers' ? answers.answers.slice(1) : [] })],
    /not answered/,
  ],
  ['a word of whoever takes no part', [opening], ['xe', 1, () => ({ kind: 'comment', text: 'Hello.' })], /takes no part/],
  ['declining without a reason', [opening], ['xc', 1, (notes) => ({ ...declines[2](notes), reason: ' ' }) as ContentWire], /No reason/],
  ['a draft while the reviewed still has time', [opening, sits], ['xa', 3, () => assess], /still has time to answer/],
  ['a draft while a member has not spoken', [opening, answered], ['xa', 3, () => assess], /whether it sits/],
  ['a draft of another than the lead', [opening, sits, answered], ['xc', 3, () => assess], /Only the lead/],
  [
    'a criterion without a finding',
    [opening, sits, answered],
    ['xa', 8, () => ({ ...assess, findings: assess.findings.slice(1) })],
    /one finding/,
  ],
  ['less time for comments than it says', [opening, sits, answered], ['xa', 8, () => ({ ...assess, commentBy: at(8.5) })], /fewer days/],
  ['publication before the comments', [opening, sits, answered, drafted, endorsed], publishing(10), /time to comment/],
  ['publication before a member has spoken', [opening, sits, answered, drafted, replied], publishing(10), /Not every member/],
  [
    'comments on a draft that was replaced',
    [opening, sits, answered, drafted, ['xa', 9, () => ({ ...assess, version: 2 })]],
    [
      'xb',
      9,
      (notes) => ({
        kind: 'answer-assessment',
        report: [...notes.values()].find(({ note }) => note.said.kind === 'assess')?.digest ?? '',
        text: '-',
      }),
    ],
    /Another draft/,
  ],
  ['a follow-up before the report', [opening, sits, answered, drafted], acted(true), /Nothing is published/],
  ['the end while an action is open', published, ['xa', 12, () => comment], /is not done/],
  ['the end while an action was said not to be done', [...published, acted(false)], ['xa', 12, () => comment], /is not done/],
  [
    'figures after the report',
    published,
    ['xd', 12, () => ({ kind: 'figures', figures: [{ figure: 'asked', value: '1' }], text: '' })],
    /published/,
  ],
];

describe('a peer review', () => {
  for (const [what, before, line, problem] of refused) {
    test(`refuses ${what}`, () => assert.match(problemOf(story(...before), line), problem));
  }
  const stages: readonly (readonly [stage: string, turn: readonly string[], lines: readonly Line[]])[] = [
    ['forming', ['xc', 'xb'], [opening]],
    ['answering', ['xb'], [opening, sits]],
    ['examining', ['xa'], [opening, sits, answered]],
    ['commenting', ['xb', 'xc'], [opening, sits, answered, drafted]],
    ['examining', ['xa'], [opening, sits, answered, drafted, endorsed, replied]],
    ['published', ['xb'], published],
    ['published', ['xa'], [...published, acted(true)]],
    ['concluded', [], [...published, acted(true), ['xa', 12, () => comment]]],
    ['concluded', [], [opening, ['xa', 1, () => comment]]],
  ];
  for (const [stage, turn, lines] of stages) {
    test(`after ${lines.length} notes it is ${stage}`, () => {
      const state = matterState(story(...lines), null, inWeekdays);
      assert.deepEqual([state?.stage, state?.turn, state?.participants], [stage, turn, ['xb', 'xa', 'xc', 'xd']]);
    });
  }
  test('silence stops nobody: without answers and comments it is published when their time is over', () => {
    const notes = story(opening, declines, drafted, publishing(13));
    const state = reviewState(notes, inWeekdays);
    assert.deepEqual([state?.stage, state?.sitting, state?.answers, state?.reply], ['published', ['xa'], null, null]);
  });
  test('an action is due in working days of the reviewed after publication', () => {
    const state = reviewState(story(...published), inWeekdays);
    assert.equal(state?.actions[0]?.dueAt, '2026-12-14T23:59:59.999Z', 'ten working days after Monday, 30 November');
    assert.equal(state?.dueAt, '2026-12-14T23:59:59.999Z');
  });
});

const fact: CaseFacts = {
  caseId: 'req_1',
  side: 'requesting',
  counterpart: 'xb',
  agreement: null,
  ending: 'answered',
  isPartlyAnswered: false,
  class: 'normal',
  receivedAt: at(0) as Instant,
  acknowledgedAt: null,
  answeredAt: at(4) as Instant,
  refusedAt: null,
  refusals: [],
  usefulness: null,
  isDraftShown: false,
  deadlines: [{ step: 'acknowledge', dueAt: at(2) as Instant, metAt: at(1) as Instant, sentence: '', clause: '1' }],
};

describe('figures for a review', () => {
  const now = at(30) as Instant;
  const figures = (facts: readonly CaseFacts[], self: string) =>
    Object.fromEntries(figuresFor(facts, review, { self, now }).map(({ figure, value }) => [figure, value]));
  test('of a member: how the reviewed answered it, and nobody else', () => {
    const open: CaseFacts = { ...fact, ending: 'open', answeredAt: null, deadlines: [{ ...fact.deadlines[0], metAt: null } as never] };
    const other: CaseFacts = { ...fact, counterpart: 'xc' };
    const given: CaseFacts = { ...fact, side: 'requested' };
    const found = figures([fact, { ...fact, answeredAt: at(10) as Instant }, open, other, given], 'xa');
    const wanted = {
      asked: '3',
      'acknowledged-in-time': '2',
      answered: '2',
      refused: '0',
      'not-done': '0',
      overdue: '1',
      'reported-on': '0',
    };
    assert.deepEqual(found, { ...wanted, 'median-days-to-answer': '4' });
  });
  test('of the reviewed: how it answered those who take part', () => {
    const asked = (counterpart: string): CaseFacts => ({ ...fact, side: 'requested', counterpart });
    assert.equal(figures([asked('xa'), asked('xd'), asked('xe'), fact], 'xb')['asked'], '2');
  });
  test('none where nothing was counted', () => assert.deepEqual(figuresFor([], review, { self: 'xa', now }), []));
});
