// SPDX-License-Identifier: Apache-2.0
/**
 * Writing into a custody log: entry, place in the log of this authority, row. An entry's digest is over everything it says and the
 * digest of the one before, so whoever has the last entry has all; the log of this authority holds each digest under a signed head.
 */
import { appendAudit } from '../audit/index.ts';
import { type Instant, type JsonValue, newId, type Transaction } from '../kernel/index.ts';
import { digestOfJson } from '../seals/index.ts';
import type { EvidenceDeps } from './evidence-deps.ts';
import { type EntryRecord, insertEntry, insertItem, type ItemRecord, nextNumber } from './store.ts';
import type { ContentWire, EntryWire } from './wire.ts';

type Facts = Pick<ItemRecord, 'id' | 'number' | 'form' | 'title' | 'description' | 'digest' | 'source'> & {
  readonly caseId: string;
  readonly derivedFrom: string | null;
};

/** What stands before the first entry: the item itself. */
export function digestOfItem({ id, caseId, number, form, title, description, digest, source, derivedFrom }: Facts): string {
  return digestOfJson({ v: 1, item: id, caseId, number, form, title, description, digest, source: { ...source }, derivedFrom });
}

export function digestOfEntry(
  itemId: string,
  entry: Pick<EntryWire, 'number' | 'at' | 'recordedAt' | 'officer' | 'content'>,
  previous: string,
): string {
  const { number, at, recordedAt, officer, content } = entry;
  const said = JSON.parse(JSON.stringify(content)) as JsonValue;
  return digestOfJson({ v: 1, item: itemId, number, at, recordedAt, officer, content: said, previous });
}

export interface Written {
  readonly content: ContentWire;
  readonly at: Instant;
  readonly officer: string;
  readonly now: Instant;
}

export async function writeEntry(
  tx: Transaction,
  deps: EvidenceDeps,
  item: ItemRecord,
  last: Pick<EntryRecord, 'number' | 'digest'> | null,
  written: Written,
): Promise<EntryRecord> {
  const { content, at, officer, now } = written;
  const number = (last?.number ?? 0) + 1;
  const previous = last?.digest ?? digestOfItem({ ...item, caseId: item.case_id, derivedFrom: item.derived_from });
  const digest = digestOfEntry(item.id, { number, at, recordedAt: now, officer, content }, previous);
  const details = { item: item.id, kind: content.kind, digest, caseRef: item.case_id };
  const place = await appendAudit(tx, { event: 'evidence.entry-written', actor: officer, at: now, details }, deps.assistance.random);
  const row = { item_id: item.id, number, at, recorded_at: now, officer, content, digest, log_index: place.index };
  await insertEntry(tx, row);
  return row;
}

export async function addItem(
  tx: Transaction,
  deps: EvidenceDeps,
  given: Omit<ItemRecord, 'id' | 'number' | 'entered_at'>,
  first: Written,
): Promise<ItemRecord> {
  const id = newId('evi', first.now, deps.assistance.random);
  const item = { ...given, id, number: await nextNumber(tx, given.case_id), entered_at: first.now };
  await insertItem(tx, item);
  await writeEntry(tx, deps, item, null, first);
  return item;
}
