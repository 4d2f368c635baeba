// SPDX-License-Identifier: Apache-2.0
/**
 * A party's history on paper: its balances from the first movement to the last, the gaps first, since they are what is asked about. The digest
 * at the foot is that of the document, which anybody who holds the same movements can make again.
 */
import type { PartyHistoryWire } from '../../flows/wire.ts';
import type { Instant } from '../../kernel/index.ts';
import { minuteOf, type Paper, type PaperPart } from '../../paper/index.ts';

interface PrintedHistory {
  readonly history: PartyHistoryWire;
  readonly files: readonly { readonly name: string; readonly digest: string }[];
  readonly ownName: string;
  readonly purpose: string;
  readonly now: Instant;
}

export function historyPaper({ history, files, ownName, purpose, now }: PrintedHistory): Paper {
  return {
    title: `Movements and balances of ${history.party}`,
    subtitle: ownName,
    language: 'en',
    madeAt: now,
    source: { name: 'Document comity-party-history/1', digest: history.digest },
    parts: [
      {
        kind: 'facts',
        rows: [
          ['Party', history.party],
          ['Purpose', purpose],
          ['Table of movements', history.input],
          ...files.map(({ name, digest }) => [`File ${name}`, digest] as const),
        ],
      },
      {
        kind: 'paragraph',
        manner: 'note',
        text: 'Computed from the movements in these files. An opening balance is the least that must have been there before the first of them.',
      },
      ...history.assets.flatMap(assetParts),
    ],
  };
}

function assetParts(one: PartyHistoryWire['assets'][number]): readonly PaperPart[] {
  const { asset, opening, received, paid, closing, movements, gaps } = one;
  const shown = movements.first;
  return [
    { kind: 'heading', level: 1, text: `${asset.symbol} on ${asset.ledger}` },
    {
      kind: 'facts',
      rows: [
        ['Opening balance', opening],
        ['Received', received],
        ['Paid', paid],
        ['Closing balance', closing],
        ['Movements', `${movements.count}${shown.length < movements.count ? `, of which the first ${shown.length} are shown` : ''}`],
      ],
    },
    {
      kind: 'table',
      caption: 'Gaps: stated balances that the movements do not explain',
      columns: [
        { title: 'At (UTC)', weight: 3 },
        { title: 'Stated', weight: 3, align: 'right' },
        { title: 'Computed', weight: 3, align: 'right' },
        { title: 'Missing', weight: 3, align: 'right' },
      ],
      rows: gaps.map(({ at, stated, computed, missing }) => [minuteOf(at), stated, computed, missing]),
      empty: 'No stated balance differs, or none was given.',
    },
    {
      kind: 'table',
      caption: 'Movements',
      columns: [
        { title: 'At (UTC)', weight: 3 },
        { title: 'Row', weight: 1, align: 'right' },
        { title: 'Kind', weight: 2 },
        { title: 'With', weight: 5, isMono: true },
        { title: 'Change', weight: 3, align: 'right' },
        { title: 'Balance', weight: 3, align: 'right' },
      ],
      rows: shown.map(({ at, row, kind, other, change, balance }) => [minuteOf(at), String(row), kind, other, change, balance]),
      empty: 'None.',
    },
  ];
}
