// SPDX-License-Identifier: Apache-2.0
/** The report of a peer review: questions and answers, figures, findings with who agrees, the comments of the reviewed authority, actions with their days. */
import type { PaperPart } from '../../paper/index.ts';
import type { ReviewViewWire } from '../views/wire.ts';

type Assessment = NonNullable<ReviewViewWire['assessment']>;

export function reviewParts(review: ReviewViewWire): PaperPart[] {
  const { assessment } = review;
  return [
    { kind: 'heading', level: 1, text: 'Review' },
    ...(review.publishedAt === null
      ? [{ kind: 'paragraph', manner: 'strong', text: 'Not published: what follows is a draft, and for the participants alone.' } as const]
      : []),
    {
      kind: 'facts',
      rows: [
        ['Reviewed', review.reviewed.name],
        ['Panel', review.panel.map(({ who, word }) => `${who.name} (${panelWord(review, who.authorityId, word)})`).join(', ')],
        ['Period', `${review.fromDay} to ${review.toDay}`],
        ['Agreement', review.agreement.digest],
        ['Published', review.publishedAt ?? 'no'],
      ],
    },
    ...(assessment === null ? [] : assessmentParts(review, assessment)),
    actionsPart(review),
    figuresPart(review),
    {
      kind: 'table',
      caption: 'Questions and answers',
      columns: [
        { title: 'Question', weight: 5 },
        { title: 'Answer', weight: 8 },
      ],
      rows: review.questions.map(({ text, answer }) => [text, answer ?? 'no answer']),
      empty: 'Nothing was asked.',
    },
  ];
}

function panelWord({ lead }: ReviewViewWire, authorityId: string, word: string): string {
  return lead.authorityId === authorityId ? 'lead' : word;
}

function assessmentParts({ reviewed }: ReviewViewWire, { text, version, findings, endorsements, reply }: Assessment): PaperPart[] {
  const dissents = endorsements.filter(({ isEndorsed }) => !isEndorsed);
  return [
    { kind: 'paragraph', text },
    {
      kind: 'table',
      caption: `Findings, version ${version}`,
      columns: [
        { title: 'Criterion', weight: 3 },
        { title: 'Grade', weight: 2 },
        { title: 'Why', weight: 8 },
      ],
      rows: findings.map(({ criterion, grade, text: why }) => [words(criterion), words(grade), why]),
      empty: 'Nothing was found.',
    },
    ...(dissents.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Dissent' } as const,
          { kind: 'list', items: dissents.map(({ by, reason }) => `${by.name}: ${reason}`) } as const,
        ]),
    { kind: 'heading', level: 2, text: `Comments of ${reviewed.name}` },
    { kind: 'paragraph', text: reply ?? 'It has not commented.' },
  ];
}

function actionsPart({ actions }: ReviewViewWire): PaperPart {
  return {
    kind: 'table',
    caption: 'Actions',
    columns: [
      { title: 'Action', weight: 7 },
      { title: 'Due', weight: 3 },
      { title: 'What was done', weight: 7 },
    ],
    rows: actions.map(({ what, dueAt, last }) => [
      what,
      dueAt === null ? 'once published' : dueAt.slice(0, 10),
      last === null ? 'nothing said yet' : `${last.isDone ? 'done' : 'not done'}: ${last.text}`,
    ]),
    empty: 'No action is asked for.',
  };
}

function figuresPart({ figures }: ReviewViewWire): PaperPart {
  return {
    kind: 'table',
    caption: 'Figures that each chose to give, out of its own statistics',
    columns: [
      { title: 'Given by', weight: 4 },
      { title: 'Figures', weight: 9 },
    ],
    rows: figures.map(({ by, figures: given, text }) => [
      by.name,
      `${given.map(({ figure, value }) => `${words(figure)} ${value}`).join(', ')}${text === '' ? '' : `. ${text}`}`,
    ]),
    empty: 'Nobody gave figures.',
  };
}

function words(word: string): string {
  return word.replaceAll('-', ' ');
}
