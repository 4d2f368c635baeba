// SPDX-License-Identifier: Apache-2.0
/**
 * The custody log as it goes out with an item: written out for a dispatch or a bundle, and checked when it comes.
 *
 *     item 3  "Letters, redacted"   collected? no: derived from item 2      digest of item -> entry 1 -> entry 2 -> head
 *     item 2  "Letters"             collected under the rules for production, privilege withheld; its log alone goes, the letters stay
 *
 * A log that comes is believed as far as its digests go: each covers the entry and the one before, and the dispatch that carries the last
 * is signed. That what was written is true is said by whoever wrote it.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { foldLog, type ItemState } from '../custody.ts';
import type { WholeItem } from '../keep-items.ts';
import { digestOfEntry, digestOfItem } from '../write-entry.ts';
import type { CarriedItemWire, HandOverBody } from './wire.ts';

/** The rule and the formalities under which the item was collected, or that of which it was made. */
export type Root = Pick<ItemState, 'rule' | 'formalities'>;

export interface ReadLog {
  readonly item: CarriedItemWire;
  readonly state: ItemState;
  readonly root: Root;
}

/** An item with its log, as it goes out. */
export function writeOut({ item, entries }: WholeItem): CarriedItemWire {
  const { id, number, form, title, description, digest, source, derived_from: derivedFrom } = item;
  return {
    id,
    number,
    form,
    title,
    description,
    digest,
    source,
    derivedFrom,
    entries: entries.map(({ number: place, at, recorded_at: recordedAt, officer, content, digest: of }) => {
      return { number: place, at, recordedAt, officer, content, digest: of };
    }),
  };
}

export function foldCarried({ entries }: Pick<CarriedItemWire, 'entries'>): ItemState {
  return foldLog(entries.map(({ number, at, officer, content }) => ({ number, at: at as never, officer, content })));
}

/** What the first item is by its log; or which entry does not follow. */
export function readCarried({ items, head, requestId }: Pick<HandOverBody, 'items' | 'head' | 'requestId'>): Result<ReadLog> {
  const states: ItemState[] = [];
  for (const [index, item] of items.entries()) {
    const checked = checkLog(item, requestId, `items[${index}]`);
    if (!checked.ok) return checked;
    states.push(checked.value);
    const before = items[index - 1];
    if (before !== undefined && before.derivedFrom !== item.id) return bad(`items[${index}]`, 'The item before was not made from it.');
  }
  const [item] = items;
  const [state] = states;
  const root = states.at(-1);
  if (item === undefined || state === undefined || root === undefined) return bad('items', 'There is no item.');
  if (items.at(-1)?.derivedFrom !== null) return bad('items', 'The log of what it was made from is missing.');
  if (item.entries.at(-1)?.digest !== head) return bad('head', 'It is not the last digest of the log.');
  return ok({ item, state, root });
}

function checkLog(item: CarriedItemWire, caseId: string, path: string): Result<ItemState> {
  let previous = digestOfItem({ ...item, id: item.id as never, caseId });
  for (const [index, entry] of item.entries.entries()) {
    const place = `${path}.entries[${index}]`;
    if (entry.number !== index + 1) return bad(place, 'Its number is not the next.');
    if (digestOfEntry(item.id, entry, previous) !== entry.digest)
      return bad(place, 'It is not what was written down, or does not follow on the one before.');
    previous = entry.digest;
  }
  try {
    return ok(foldCarried(item));
  } catch (error) {
    return bad(path, error instanceof Error ? error.message : 'Its log makes no sense.');
  }
}

function bad(path: string, problem: string): Result<never> {
  return fail(path, problem, 'Ask the authority that sent it to look at its custody log.');
}
