// SPDX-License-Identifier: Apache-2.0
/**
 * Custody logs that lie in the bundle as files of their own: of evidence that never went to the other authority, and of what did.
 *
 *     custody/<item>.json    the item, its entries, and for each entry its place in the exporter's log
 *
 *     entries      each digest covers the entry and the one before, from the digest of the item on
 *     log          each entry is one of the exporter's log that names this item and this digest, in this order, under the signed head
 *     beginning    collected, taken over by a dispatch of this bundle, or made from an item whose log is here and says so
 *     on the way   an entry that names a dispatch names one of this bundle, and the log goes on from what was in it
 *
 * So every line of a report of custody is proven: whoever compares finds the digest of the line here. That what was written is true is not
 * checked, nor that the exporter shows the logs of all items.
 */
import { z } from 'zod';
import { ok, type Result } from '../kernel/index.ts';
import { bundleLayout } from '../seals/index.ts';
import type { Frame, Lines } from './bundle-check.ts';
import { breakOf, itemSchema, shownAt } from './check-custody.ts';
import { broken, type BundleLine, readFacts, type ReadBundle } from './read-bundle.ts';
import { headOfLog, proofFacts, provenBody } from './verify-log.ts';

const contentSchema = z.looseObject({ kind: z.string() });
const fileSchema = z.strictObject({
  v: z.literal(1),
  caseRef: z.string(),
  item: itemSchema.extend({
    entries: z.array(itemSchema.shape.entries.element.extend({ content: contentSchema }).strict()).min(1),
  }),
  proofs: z.array(proofFacts).min(1),
});
type CustodyFile = z.infer<typeof fileSchema>;
type Content = z.infer<typeof contentSchema>;
const detailsSchema = z.looseObject({ details: z.looseObject({ item: z.string(), digest: z.string(), kind: z.string() }) });

export function checkCustodyFiles({ bundle, story }: Frame): Lines {
  const paths = [...bundle.files.keys()].filter((path) => path.startsWith('custody/'));
  if (paths.length === 0) return ok([]);
  if (story.kind === 'matter') return broken(paths[0] ?? '', 'A matter has no evidence of its own.');
  const head = headOfLog(bundle);
  if (!head.ok) return head;
  const files = new Map<string, CustodyFile>();
  for (const path of paths) {
    const read = readFacts(bundle.files, path, fileSchema);
    if (!read.ok) return read;
    if (path !== bundleLayout.custody(read.value.item.id)) return broken(path, 'The file does not bear the identifier of its item.');
    files.set(read.value.item.id, read.value);
  }
  const lines: BundleLine[] = [];
  for (const file of files.values()) {
    const path = bundleLayout.custody(file.item.id);
    const checked = [checkEntries(bundle, path, file), checkPlaces(path, file, head.value), checkBeginning(path, file, files)];
    for (const one of [...checked, checkDispatches(bundle, path, file)]) if (!one.ok) return one;
    const { id, number, title, entries } = file.item;
    const many = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
    const what = `kept the custody log of item ${number}, ${id} ("${title}"): ${many}, each in its log; the last is ${entries.at(-1)?.digest ?? ''}`;
    lines.push({ what, by: bundle.certificate.exportedBy, clause: null });
  }
  return ok(lines);
}

type Checked = Result<null>;
const good: Checked = ok(null);

function checkEntries({ certificate }: ReadBundle, path: string, { caseRef, item }: CustodyFile): Checked {
  if (caseRef !== certificate.caseRef) return broken(path, 'It is of another case.');
  const wrong = breakOf(item, caseRef);
  return wrong === null ? good : broken(path, wrong);
}

/** Each entry is written in the log once, where the file says, and each after the one before. */
function checkPlaces(path: string, { item, proofs }: CustodyFile, head: Parameters<typeof provenBody>[3]): Checked {
  if (proofs.length !== item.entries.length) return broken(path, 'It has not one place in the log for each entry.');
  let before = -1;
  for (const [position, proof] of proofs.entries()) {
    const entry = item.entries[position];
    const body = provenBody(path, proof, 'evidence.entry-written', head);
    if (!body.ok) return body;
    const { details } = detailsSchema.safeParse(body.value).data ?? {};
    if (details?.item !== item.id || details.digest !== entry?.digest || details.kind !== entry.content.kind)
      return broken(path, `Entry ${position + 1} is another one in the log.`);
    if (proof.index <= before) return broken(path, 'Its entries are not in the order of the log.');
    before = proof.index;
  }
  return good;
}

/** Where its log begins: what was made from another item has that item's log here, and it says so. */
function checkBeginning(path: string, { item }: CustodyFile, files: ReadonlyMap<string, CustodyFile>): Checked {
  const [first] = item.entries;
  const isDerived = first?.content.kind === 'derived';
  if (isDerived !== (item.derivedFrom !== null)) return broken(path, 'Its first entry does not say from what it was made.');
  if (item.derivedFrom === null)
    return first?.content.kind === 'collected' || first?.content.kind === 'taken-over'
      ? good
      : broken(path, 'Its first entry does not say how it came.');
  const from = files.get(item.derivedFrom);
  if (from === undefined) return broken(path, `The custody log of ${item.derivedFrom}, from which it was made, is missing.`);
  const said = from.item.entries.some(
    ({ content }) => content.kind === 'redacted' && content['into'] === item.id && content['digest'] === item.digest,
  );
  return said && first?.content['from'] === item.derivedFrom
    ? good
    : broken(path, 'The log of what it was made from does not speak of it.');
}

/** Entries that name a dispatch: it is in this bundle, of the kind that the entry needs, and carries the log up to there or on from there. */
function checkDispatches(bundle: ReadBundle, path: string, { item }: CustodyFile): Checked {
  for (const [index, { content }] of item.entries.entries()) {
    const named = namedDispatch(content);
    if (named === null) continue;
    const found = bundle.dispatches.find(({ digest }) => digest === named.digest);
    const isOurs = found?.facts.from === bundle.certificate.exportedBy;
    if (found?.facts.kind !== named.kind || isOurs !== named.isOurs)
      return broken(path, `Entry ${index + 1} names a dispatch that is not in this bundle.`);
    // What is withheld of it is passed over.
    const shown = named.head === null ? null : shownAt(found.body, named.head);
    const head = content.kind === 'sent-over' ? item.entries[index - 1]?.digest : content['headThere'];
    if (shown !== null && shown !== head) return broken(path, `Entry ${index + 1} does not go on from what the dispatch carries.`);
  }
  return good;
}

interface Named {
  readonly digest: unknown;
  readonly kind: string;
  readonly isOurs: boolean;
  /** Where its body names the digest with which the log goes on; null where the log does not go on there. */
  readonly head: string | null;
}

function namedDispatch({ kind, ...said }: Content): Named | null {
  if (kind === 'sent-over') return { digest: said['dispatch'], kind: 'evidence.hand-over', isOurs: true, head: '/head' };
  if (kind === 'taken-over' || kind === 'came-back')
    return { digest: said['dispatch'], kind: 'evidence.hand-over', isOurs: false, head: '/head' };
  if (kind === 'taken-there' || kind === 'lent-there')
    return { digest: said['answer'], kind: 'evidence.hand-over-answer', isOurs: false, head: '/found/head' };
  if (kind === 'answered') return { digest: said['answer'], kind: 'evidence.hand-over-answer', isOurs: true, head: null };
  if (kind === 'not-taken' && said['answer'] !== null)
    return { digest: said['answer'], kind: 'evidence.hand-over-answer', isOurs: false, head: null };
  return null;
}
