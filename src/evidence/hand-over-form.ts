// SPDX-License-Identifier: Apache-2.0
/**
 * The form of hand-over of an item: what both authorities sign when it goes from one to the other. It names the last entry of the custody log with its
 * digest, so that what was signed says which history the item had.
 */
import type { Instant } from '../kernel/index.ts';
import type { Paper } from '../paper/index.ts';
import { entryWords } from './entry-words.ts';
import type { ItemDetailWire } from './wire.ts';

export function handOverForm(given: { readonly detail: ItemDetailWire; readonly ownName: string; readonly now: Instant }): Paper {
  const { detail, ownName, now } = given;
  const { row, entries } = detail;
  const last = entries.at(-1);
  const seal = entries.findLast(({ content }) => content.kind === 'sealed')?.content;
  return {
    title: 'Hand-over of evidence',
    subtitle: `${ownName}, case ${row.caseId}, item ${row.number}`,
    language: 'en',
    madeAt: now,
    source: { name: 'Last entry of the custody log', digest: last?.digest ?? '' },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Item', `${row.number}. ${row.title}`],
          ['Identifier', row.id],
          ['What it is', detail.description === '' ? row.form : `${row.form}. ${detail.description}`],
          ['Digest', row.digest ?? 'None: it is a thing.'],
          ['Last seal', seal?.kind === 'sealed' ? seal.sealNumber : 'None.'],
          ['Kept by', `${row.custodian}, ${row.place}`],
          ['Last entry', last === undefined ? '' : `${last.number}, ${last.at}: ${entryWords(last.content)}`],
        ],
      },
      { kind: 'heading', level: 1, text: 'Given' },
      { kind: 'blanks', rows: ['Authority', 'Name and office', 'Place, day and hour', 'Signature'].map((name) => ({ name, lines: 1 })) },
      { kind: 'heading', level: 1, text: 'Received' },
      {
        kind: 'blanks',
        rows: ['Authority', 'Name and office', 'Seal found (number, intact or broken)', 'Condition', 'Signature'].map((name) => ({
          name,
          lines: 1,
        })),
      },
      {
        kind: 'paragraph',
        manner: 'note',
        text: 'Each authority keeps one form signed by both. The digest of the signed form is written into the custody log of the item.',
      },
    ],
  };
}
