// SPDX-License-Identifier: Apache-2.0
/** The record of a hand-over on paper: what was given and how it was found, each with the digest of the dispatch that its author signed. */
import type { Instant } from '../../kernel/index.ts';
import { minuteOf, type Paper, type PaperPart } from '../../paper/index.ts';
import { entryWords } from '../entry-words.ts';
import type { HandOverRowWire } from './wire.ts';

const mannerWords = { transfer: 'for good', loan: 'on loan', return: 'back to whoever lent it' } as const;
const stateWords: Readonly<Record<HandOverRowWire['state'], string>> = {
  'awaiting-approval': 'waits for approval',
  replaced: 'prepared anew',
  sent: 'on its way',
  delivered: 'received by the other server, not answered yet',
  'not-admitted': 'not admitted by the other server',
  'not-delivered': 'not delivered',
  offered: 'received by our server, not answered yet',
  received: 'taken over',
  declined: 'not taken over',
};

export function handOverPaper(row: HandOverRowWire, { ownName, now }: { readonly ownName: string; readonly now: Instant }): Paper {
  const [from, to] = row.direction === 'out' ? [ownName, row.counterpartName] : [row.counterpartName, ownName];
  return {
    title: 'Record of a hand-over of evidence',
    subtitle: `${from} to ${to}, case ${row.caseId}`,
    language: 'en',
    madeAt: now,
    source: { name: 'Last entry of the custody log that was handed over', digest: row.head },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Item', row.title],
          ['What it is', row.description === '' ? row.form : `${row.form}. ${row.description}`],
          ['Digest', row.digest ?? 'None: it is a thing.'],
          ['Handed over', `${mannerWords[row.manner]}, for ${row.purpose}${row.dueAt === null ? '' : `, due back ${row.dueAt}`}`],
          ['On its way with', row.carrier],
          ['State', stateWords[row.state]],
          ...(row.reasons === '' ? [] : [['Reasons', row.reasons] as const]),
          [`Signed by ${from}`, row.dispatch ?? 'Not sent yet.'],
          [`Signed by ${to}`, row.answerDispatch ?? 'Not answered yet.'],
          ['Log of the item goes on with', row.headThere ?? 'Nothing yet.'],
        ],
      },
      {
        kind: 'paragraph',
        manner: 'note',
        text: 'Both dispatches, with the signatures of both servers, stand in the evidence bundle of the case under these digests.',
      },
      ...row.carried.flatMap(logParts),
    ],
  };
}

function logParts({ number, title, entries }: HandOverRowWire['carried'][number]): PaperPart[] {
  const columns = [
    { title: 'Done (UTC)', weight: 3 },
    { title: 'What was done', weight: 7 },
    { title: 'Digest', weight: 5, isMono: true as const },
  ];
  const rows = entries.map(({ at, content, digest }) => [minuteOf(at), entryWords(content), digest]);
  return [
    { kind: 'heading', level: 1, text: `Custody log of item ${number}: ${title}` },
    { kind: 'table', caption: 'As it was handed over', columns, rows, empty: 'It has no entry.' },
  ];
}
