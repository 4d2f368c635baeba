// SPDX-License-Identifier: Apache-2.0
/** Which layout a list's file has, told by its beginning, and its reader. The table is the whole of what is known about layouts. */
import { fail, type Result } from '../../kernel/index.ts';
import { readEuXml } from './eu-xml.ts';
import { readOfacAdvanced } from './ofac-advanced.ts';
import { readOfacLegacy } from './ofac-legacy.ts';
import { readOwnCsv, readWalletCsv } from './own-csv.ts';
import type { ReadList } from './subject.ts';
import { readUkCsv } from './uk-csv.ts';
import { readUnXml } from './un-xml.ts';
import { readUsConsolidated } from './us-consolidated.ts';

export const listLayouts = ['ofac-legacy', 'ofac-advanced', 'us-consolidated', 'un', 'eu', 'uk', 'wallets', 'own'] as const;
export type ListLayout = (typeof listLayouts)[number];

/** Characters at the beginning of a file by which its layout is told. */
const beginning = 6000;

const signs: readonly (readonly [ListLayout, RegExp])[] = [
  ['un', /<CONSOLIDATED_LIST\b/],
  ['eu', /<(?:\w+:)?export\b[^>]*(?:sanction|euFsd|fsdExport)|<(?:\w+:)?sanctionEntity\b/i],
  ['ofac-advanced', /<(?:\w+:)?Sanctions\b/],
  ['us-consolidated', /^\ufeff?_id,source,/],
  ['uk', /(?:^|[,\n"])name 6(?:[,"])/i],
  ['wallets', /^\ufeff?"?asset"?,"?address"?\s/i],
  ['own', /^\ufeff?"?id"?,"?kind"?,"?name"?/i],
  ['ofac-legacy', /^\ufeff?\d+,"[^"]*",/],
];

/** The layout of a file, or null where no sign of one is found. */
export function layoutOf(text: string): ListLayout | null {
  const start = text.slice(0, beginning);
  return signs.find(([, sign]) => sign.test(start))?.[0] ?? null;
}

/** Reads a list's file. `parts` holds the further files of the legacy layout, ALT and ADD; the others have none. */
export function readList(text: string, path: string, parts: { readonly alt?: string; readonly add?: string } = {}): Result<ReadList> {
  switch (layoutOf(text)) {
    case 'un':
      return readUnXml(text, path);
    case 'eu':
      return readEuXml(text, path);
    case 'ofac-advanced':
      return readOfacAdvanced(text, path);
    case 'us-consolidated':
      return readUsConsolidated(text, path);
    case 'uk':
      return readUkCsv(text, path);
    case 'wallets':
      return readWalletCsv(text, path);
    case 'own':
      return readOwnCsv(text, path);
    case 'ofac-legacy':
      return readOfacLegacy({ sdn: text, alt: parts.alt ?? '', add: parts.add ?? '' }, path);
    case null:
      return fail(path, 'The file has no layout that is known.', `Known are ${listLayouts.join(', ')}; see docs/reference/screening.md.`);
  }
}
