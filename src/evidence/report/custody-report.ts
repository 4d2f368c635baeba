// SPDX-License-Identifier: Apache-2.0
/**
 * The report of custody for a court, made from a custody file and nothing else: so anyone who has the file can make the paper
 * again, with the same bytes. Every line of an item's log names its place in the log of the authority and its digest.
 */
import { purposeWords } from '../../conditions/index.ts';
import { minuteOf, type Paper, type PaperPart } from '../../paper/index.ts';
import { digestOf } from '../../seals/index.ts';
import { entryWords } from '../entry-words.ts';
import { formalitiesOf, formalityWords } from '../formalities.ts';
import { foldLog } from '../custody.ts';
import type { CustodyFileWire } from '../wire.ts';

type EarlierLog = NonNullable<CustodyFileWire['items'][number]['earlier']>[number];

/** How whoever gets the paper checks its lines. */
const checker = '"comity evidence check"';

export function custodyReport(file: CustodyFileWire, bytes: Uint8Array): Paper {
  const head = file.items[0]?.entries[0]?.proof.checkpoint;
  return {
    title: 'Report of custody',
    subtitle: `${file.authorityName}, case ${file.caseId}, for ${file.forum}`,
    language: 'en',
    madeAt: file.madeAt as Paper['madeAt'],
    source: { name: 'Custody file', digest: digestOf(bytes) },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Authority', `${file.authorityName} (${file.authority})`],
          ['For', file.forum],
          ['Purpose', purposeWords[file.purpose]],
          ['Items', String(file.items.length)],
          ['Head of the log', head === undefined ? '' : `${head.size} entries, root ${head.rootHash}`],
        ],
      },
      {
        kind: 'paragraph',
        manner: 'note',
        text: `Each line names the entry of the log of the authority that proves it. The custody file holds the proofs; ${checker} checks them.`,
      },
      ...file.items.flatMap((item) => itemParts(item, `Item ${item.number}: ${item.title}`)),
      ...(file.originals ?? []).flatMap((item) => itemParts(item, `Log of item ${item.number}: ${item.title} (not itself in this report)`)),
      ...leftOutParts(file),
    ],
  };
}

function itemParts(item: CustodyFileWire['items'][number], heading: string): PaperPart[] {
  const state = foldLog(item.entries.map(({ number, at, officer, content }) => ({ number, at: at as never, officer, content })));
  const formalities = formalitiesOf[state.rule].map((name) => {
    const noted = state.formalities.get(name);
    const answer = noted === undefined ? 'not noted' : noted.answer.replaceAll('-', ' ');
    return [formalityWords[name], noted === undefined || noted.note === '' ? answer : `${answer}: ${noted.note}`] as const;
  });
  const columns = [
    { title: 'Done (UTC)', weight: 3 },
    { title: 'What was done', weight: 7 },
    { title: 'Written by', weight: 3 },
    { title: 'Entry', weight: 1.4, align: 'right' as const },
    { title: 'Digest', weight: 5, isMono: true as const },
  ];
  const rows = item.entries.map((entry) => [
    minuteOf(entry.at),
    entryWords(entry.content),
    `${entry.officerName}, ${minuteOf(entry.recordedAt)}`,
    String(entry.logIndex),
    entry.digest,
  ]);
  return [
    { kind: 'heading', level: 1, text: heading },
    {
      kind: 'facts',
      rows: [
        ['Identifier', item.id],
        ['What it is', item.description === '' ? item.form : `${item.form}. ${item.description}`],
        ['Digest', item.digest ?? 'None: it is a thing.'],
        ...(item.derivedFrom === null ? [] : [['Made from', item.derivedFrom] as const]),
        ['Now', `${state.state.replaceAll('-', ' ')}, ${state.custodian}, ${state.place}`],
        ['May be used', item.courtUse.reasons.map(({ sentence }) => sentence).join(' ')],
        ...formalities,
      ],
    },
    ...(item.earlier ?? []).flatMap((log) => earlierParts(log)),
    { kind: 'table', caption: `Custody log of item ${item.number}`, columns, rows, empty: 'It has no entry.' },
  ];
}

/** The log that it had elsewhere: proven by the digest that our entry of taking it over names, and by the dispatch that its custodian signed. */
function earlierParts({ from, dispatch, head, items }: EarlierLog): PaperPart[] {
  const columns = [
    { title: 'Done (UTC)', weight: 3 },
    { title: 'What was done', weight: 8 },
    { title: 'Digest', weight: 6, isMono: true as const },
  ];
  const tables = items.map((item): PaperPart => {
    const rows = item.entries.map((entry) => [minuteOf(entry.at), entryWords(entry.content), entry.digest]);
    return { kind: 'table', caption: `Log at ${from}: item ${item.number}, ${item.title}`, columns, rows, empty: 'It has no entry.' };
  });
  const note = `Before, it was in the hands of ${from}. This is the log from there, as it came with the signed dispatch ${dispatch}; it ends with ${head}.`;
  return [{ kind: 'heading', level: 2, text: `Log at ${from}` }, { kind: 'paragraph', text: note, manner: 'note' }, ...tables];
}

function leftOutParts({ leftOut }: CustodyFileWire): PaperPart[] {
  if (leftOut.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'Items that are not in this report' },
    { kind: 'list', items: leftOut.map(({ number, why }) => `Item ${number}: ${why}`) },
  ];
}
