// SPDX-License-Identifier: Apache-2.0
/** What a record is found by and listed with, taken from its body: the columns of `records` that a new version writes anew. */
import { findingKeysOf, namesOf, soundKeysOf } from './searches/finding-keys.ts';
import { rowText } from './row-text.ts';
import { searchTextsOf } from './search-text.ts';
import type { RecordTables } from './store.ts';
import type { RecordBodyWire } from './wire.ts';

export type FindingColumns = Pick<
  RecordTables['records'],
  'title' | 'subtitle' | 'names_text' | 'search_text' | 'identifiers' | 'names' | 'finding_keys' | 'sound_keys'
>;

export function findingColumns(body: RecordBodyWire): FindingColumns {
  const { names, words, identifiers } = searchTextsOf(body);
  const kept = { names: [...namesOf(body)], finding_keys: [...findingKeysOf(body)], sound_keys: [...soundKeysOf(body)] };
  return { ...rowText(body), names_text: names, search_text: words, identifiers: [...identifiers], ...kept };
}

/** Of a record whose body was destroyed: it is found by nothing. */
export const foundByNothing = { names_text: '', search_text: '', identifiers: [], names: [], finding_keys: [], sound_keys: [] };
