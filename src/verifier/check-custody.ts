// SPDX-License-Identifier: Apache-2.0
/**
 * Custody logs that went with items of evidence: a hand-over carries the log of its item, entry by entry, and the answer to it names the
 * hand-over and the entry with which the log goes on. Computed here a second time, without the room that keeps the logs.
 *
 *     digest of the item -> entry 1 -> ... -> head        each digest covers the entry and the one before
 *     answer                                              to a hand-over of the other side in the same bundle
 *
 * Where part of a log is withheld nothing is compared of it, and nothing is said of it. That what was written is true is not checked.
 */
import { z } from 'zod';
import { ok } from '../kernel/index.ts';
import { digestOfJson, partAt } from '../seals/index.ts';
import type { Frame, Lines } from './bundle-check.ts';
import { broken, type BundledDispatch, type BundleLine } from './read-bundle.ts';

const entrySchema = z.looseObject({
  number: z.int(),
  at: z.string(),
  recordedAt: z.string(),
  officer: z.string(),
  content: z.unknown(),
  digest: z.string(),
});
/** An item of evidence with its log, as the digests cover them. */
export const itemSchema = z.looseObject({
  id: z.string(),
  number: z.int(),
  form: z.string(),
  title: z.string(),
  description: z.string(),
  digest: z.string().nullable(),
  source: z.unknown(),
  derivedFrom: z.string().nullable(),
  entries: z.array(entrySchema).min(1),
});
const itemsSchema = z.array(itemSchema).min(1);

export function checkCustody({ bundle }: Frame): Lines {
  const lines: BundleLine[] = [];
  for (const dispatch of bundle.dispatches) {
    const found =
      dispatch.facts.kind === 'evidence.hand-over'
        ? checkHandOver(dispatch)
        : dispatch.facts.kind === 'evidence.hand-over-answer'
          ? checkAnswer(dispatch, bundle.dispatches)
          : ok([]);
    if (!found.ok) return found;
    lines.push(...found.value);
  }
  return ok(lines);
}

function checkHandOver({ path, facts, body }: BundledDispatch): Lines {
  const shown = shownAt(body, '/items');
  if (shown === null) return ok([]);
  const items = itemsSchema.safeParse(shown);
  if (!items.success) return broken(path, 'It carries no custody log.');
  const lines: BundleLine[] = [];
  for (const item of items.data) {
    const { id, title, entries } = item;
    const wrong = breakOf(item, facts.caseRef);
    if (wrong !== null) return broken(path, wrong);
    const many = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
    lines.push({
      what: `kept the custody log of ${id} ("${title}"), ${many} that each follow on the one before`,
      by: facts.from,
      clause: null,
    });
  }
  const head = shownAt(body, '/head');
  const last = items.data[0]?.entries.at(-1)?.digest;
  return head === null || head === last ? ok(lines) : broken(path, 'The head that it names is not the last digest of the log.');
}

/** Which entry does not follow on the one before; null where all do. */
export function breakOf({ entries, ...item }: z.infer<typeof itemSchema>, caseId: string | null): string | null {
  const { id, number, form, title, description, digest, source, derivedFrom } = item;
  const about = { v: 1, item: id, caseId, number, form, title, description, digest, source, derivedFrom };
  let previous: string = digestOfJson(about);
  for (const [index, entry] of entries.entries()) {
    const { at, recordedAt, officer, content } = entry;
    const said = { v: 1, item: id, number: entry.number, at, recordedAt, officer, content, previous };
    if (entry.number !== index + 1 || digestOfJson(said) !== entry.digest)
      return `Entry ${index + 1} of the custody log of ${id} does not follow on the one before.`;
    previous = entry.digest;
  }
  return null;
}

function checkAnswer({ path, facts, body }: BundledDispatch, all: readonly BundledDispatch[]): Lines {
  const answers = shownAt(body, '/dispatch');
  if (typeof answers !== 'string') return ok([]);
  const handOver = all.find(({ digest }) => digest === answers);
  const isTheirs = handOver?.facts.kind === 'evidence.hand-over' && handOver.facts.from !== facts.from;
  if (!isTheirs) return broken(path, 'It answers no hand-over of the other authority in this bundle.');
  const head = shownAt(body, '/found/head');
  if (typeof head !== 'string') return ok([]);
  return ok([{ what: `goes on with the custody log that came with ${answers}, by the entry ${head}`, by: facts.from, clause: null }]);
}

/** Null where it is withheld in part or whole, and where it is not. */
export function shownAt(body: BundledDispatch['body'], pointer: string): unknown {
  const found = partAt(body, pointer);
  return found === 'absent' || found === 'withheld' || found.kind !== 'open' ? null : found.value;
}
