// SPDX-License-Identifier: Apache-2.0
/**
 * The letter that answers a person, and the record of a breach for the supervisor, as papers.
 *
 * The letter names what is given, and what is withheld by its ground, never by its content; what is not acknowledged is not on it.
 */
import type { Instant } from '../kernel/index.ts';
import type { Paper } from '../paper/index.ts';
import { digestOf } from '../seals/index.ts';
import { exemptionWords, rightWords } from './entry-words.ts';
import type { BreachDetailWire, Exemption, RequestDetailWire } from './wire.ts';

interface From {
  readonly ownName: string;
  readonly now: Instant;
}

/** Null until the answer was approved. */
export function replyLetter(detail: RequestDetailWire, { ownName, now }: From): Paper | null {
  const { row, opening, answer, items } = detail;
  if (answer === null || !['approved', 'answered', 'done'].includes(row.state)) return null;
  const given = items.filter(({ decision }) => decision?.answer === 'give');
  const grounds = new Map<Exemption, number>();
  for (const { decision } of items) {
    if (decision?.answer === 'withhold' && decision.ground !== null) grounds.set(decision.ground, (grounds.get(decision.ground) ?? 0) + 1);
  }
  return {
    title: `Your request for ${rightWords[opening.right]}`,
    subtitle: ownName,
    language: 'en',
    madeAt: now,
    source: { name: 'Digest of the answer', digest: digestOf(new TextEncoder().encode(JSON.stringify([row.id, answer, items]))) },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['To', `${opening.person.name}, ${opening.person.contact}`],
          ['Our reference', row.id],
          ['Your request arrived', opening.arrivedAt],
          ['Answer', answer.outcome.replaceAll('-', ' ')],
        ],
      },
      { kind: 'paragraph', text: answer.text },
      {
        kind: 'table',
        caption: 'What is given with this letter',
        columns: [
          { title: 'What', weight: 6 },
          { title: 'Reference', weight: 5, isMono: true },
        ],
        rows: given.map(({ title, id }) => [title, id]),
        empty: 'Nothing is given.',
      },
      ...(grounds.size === 0
        ? []
        : [
            { kind: 'heading', level: 2, text: 'What is not given, and why' } as const,
            { kind: 'list', items: [...grounds].map(([ground, count]) => `${count}: ${exemptionWords[ground]}.`) } as const,
          ]),
      { kind: 'heading', level: 2, text: 'What you can do' },
      { kind: 'paragraph', text: answer.remedies },
    ],
  };
}

export function breachPaper(detail: BreachDetailWire, { ownName, now }: From): Paper {
  const { row, opening, clocks, originators, log, risk } = detail;
  return {
    title: 'Breach of personal data',
    subtitle: `${ownName}: ${opening.title}`,
    language: 'en',
    madeAt: now,
    source: { name: 'Digest of the register entry', digest: digestOf(new TextEncoder().encode(JSON.stringify(detail))) },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Reference', row.id],
          ['Discovered', opening.discoveredAt],
          ['Happened', opening.happenedAt ?? 'Not known.'],
          ['Nature', opening.natures.join(', ')],
          ['Categories of data and persons', opening.categories],
          ['Persons', opening.personsCount === null ? 'Not known yet.' : `About ${opening.personsCount}.`],
          ['Records', String(opening.recordIds.length)],
          ['Risk for persons', risk ?? 'Not assessed yet.'],
        ],
      },
      { kind: 'heading', level: 2, text: 'What happened' },
      { kind: 'paragraph', text: opening.what },
      {
        kind: 'table',
        caption: 'Who is told by when',
        columns: [
          { title: 'Whom', weight: 5 },
          { title: 'By', weight: 4 },
          { title: 'Told', weight: 4 },
        ],
        rows: clocks.map(({ what, dueAt, metAt }) => [what, dueAt, metAt ?? 'not yet']),
        empty: 'Nobody.',
      },
      {
        kind: 'list',
        items: originators.map(
          ({ name, toldAt }) => `${name}, whose data are affected: ${toldAt === null ? 'not told yet' : `told ${toldAt}`}.`,
        ),
      },
      {
        kind: 'table',
        caption: 'What was done',
        columns: [
          { title: 'When', weight: 4 },
          { title: 'Who', weight: 3 },
          { title: 'What', weight: 8 },
        ],
        rows: log.map(({ at, officerName, sentence }) => [at, officerName, sentence]),
        empty: 'Nothing.',
      },
    ],
  };
}
