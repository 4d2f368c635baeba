// SPDX-License-Identifier: Apache-2.0
/**
 * Checks a custody file offline: that each entry follows on the one before, stands in the authority's log under the head that it signed,
 * and that the log of every item makes sense. It needs nothing but the file and the name of the authority.
 *
 *     keys       the history folds, and its first event is the authority's name
 *     head       the checkpoint is signed by the key for the log, and is the same for all
 *     entries    the digest is that of the entry and the one before; the log names this digest, in this order
 *     custody    each entry may follow on the one before
 *     earlier    a log from elsewhere follows entry by entry, and ends with the digest that our entry of taking it over names
 *
 * It does not say whose keys these are (compare the name with the one in the agreement), nor that what officers wrote is true.
 */
import { fail, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import {
  activeKeys,
  foldKeyHistory,
  fromBase64,
  fromHex,
  logBodyDigest,
  logLeafHash,
  type Suites,
  verifyCheckpoint,
  verifyInclusion,
} from '../../seals/index.ts';
import { foldLog } from '../custody.ts';
import { readCarried } from '../hand-over/carried-log.ts';
import type { CustodyFileWire } from '../wire.ts';
import { custodyFileSchema } from '../wire.ts';
import { digestOfEntry, digestOfItem } from '../write-entry.ts';

type FileItem = CustodyFileWire['items'][number];
interface Head {
  readonly note: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export function checkCustodyFile(bytes: Uint8Array, suites: Suites): Result<CustodyFileWire> {
  const value = parseStrictJson(bytes, 'file');
  if (!value.ok) return value;
  const parsed = custodyFileSchema.safeParse(value.value);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return fail(first?.path.join('.') ?? 'file', 'It is no custody file of a form that this version reads.', 'Get it again.');
  }
  const file = parsed.data;
  const head = headOf(file, suites);
  if (!head.ok) return head;
  for (const item of [...file.items, ...(file.originals ?? [])]) {
    const checked = checkItem(file, item, head.value);
    if (!checked.ok) return checked;
  }
  return ok(file);
}

function headOf(file: CustodyFileWire, suites: Suites): Result<Head> {
  const history = file.keyHistory.map(fromBase64);
  if (history.some((event) => event === null)) return bad('keyHistory', 'It is not in base 64.');
  const folded = foldKeyHistory(
    history.filter((event) => event !== null),
    suites,
  );
  if (!folded.ok) return bad('keyHistory', 'It does not hold.');
  if (folded.value.authorityId !== file.authority) return bad('authority', 'The key history is that of another authority.');
  const note = file.items[0]?.entries[0]?.proof.checkpoint.note;
  const key = activeKeys(folded.value, 'log')[0];
  if (note === undefined || key === undefined) return bad('items', 'It has no item, or the authority no key for its log.');
  const read = verifyCheckpoint(note, { origin: `${file.authority}/acts`, publicKey: key.publicKey }, 'checkpoint');
  return read.ok ? ok({ note, size: read.value.size, root: read.value.root }) : read;
}

function checkItem(file: CustodyFileWire, item: FileItem, head: Head): Result<null> {
  const { caseId } = file;
  let previous = digestOfItem({ ...item, id: item.id as never, caseId });
  let before = -1;
  for (const entry of item.entries) {
    const path = `item ${item.number}, entry ${entry.number}`;
    if (digestOfEntry(item.id, entry, previous) !== entry.digest)
      return bad(path, 'It is not what was written down, or does not follow on the one before.');
    const proven = checkProof(path, item, entry, head);
    if (!proven.ok) return proven;
    if (entry.logIndex <= before) return bad(path, 'It is not in the order of the log.');
    before = entry.logIndex;
    previous = entry.digest;
  }
  const earlier = checkEarlier(file, item);
  if (!earlier.ok) return earlier;
  try {
    foldLog(item.entries.map(({ number, at, officer, content }) => ({ number, at: at as never, officer, content })));
  } catch (error) {
    return bad(`item ${item.number}`, error instanceof Error ? error.message : 'Its log makes no sense.');
  }
  return ok(null);
}

/** Each log from elsewhere is the one that an entry of ours took over, and each entry that took one over has it. */
function checkEarlier({ caseId }: CustodyFileWire, item: FileItem): Result<null> {
  const logs = item.earlier ?? [];
  const named = item.entries.flatMap(({ content }) => (content.kind === 'taken-over' || content.kind === 'came-back' ? [content] : []));
  for (const { dispatch, headThere, itemThere } of named) {
    const log = logs.find((one) => one.dispatch === dispatch);
    if (log === undefined) return bad(`item ${item.number}`, 'It was in other hands, and the log from there is missing.');
    const path = `item ${item.number}, log from ${log.from}`;
    if (log.head !== headThere || log.items[0]?.id !== itemThere) return bad(path, 'It is not the log that was taken over.');
    const read = readCarried({ items: log.items, head: log.head, requestId: caseId });
    if (!read.ok) return bad(path, read.issues[0]?.problem ?? 'It does not hold.');
  }
  return logs.length === named.length ? ok(null) : bad(`item ${item.number}`, 'It has a log that no entry took over.');
}

function checkProof(path: string, item: FileItem, entry: FileItem['entries'][number], head: Head): Result<null> {
  const { proof } = entry;
  const [salt, body] = [proof.salt === null ? null : fromHex(proof.salt), proof.body];
  if (salt === null || body === null) return bad(path, 'The content of its entry in the log was erased.');
  if (proof.checkpoint.note !== head.note || proof.size !== head.size || proof.index !== entry.logIndex)
    return bad(path, 'Its proof is for another head or another place of the log.');
  const named = parseStrictJson(new TextEncoder().encode(body), path);
  const details = named.ok
    ? (named.value as { readonly details?: { readonly item?: unknown; readonly digest?: unknown } }).details
    : undefined;
  if (proof.event !== 'evidence.entry-written' || details?.item !== item.id || details.digest !== entry.digest)
    return bad(path, 'The entry in the log is that of something else.');
  const hashes = proof.hashes.map(fromHex).filter((hash) => hash !== null);
  const leafHash = logLeafHash({ event: proof.event, bodyDigest: logBodyDigest(salt, new TextEncoder().encode(body)) });
  const isIncluded = verifyInclusion({ leafHash, index: proof.index, size: proof.size, proof: hashes, root: head.root });
  return isIncluded ? ok(null) : bad(path, 'It is not in the log under the signed head.');
}

function bad(path: string, problem: string): Result<never> {
  return fail(path, problem, 'Get the file again from the authority, and compare both.');
}
