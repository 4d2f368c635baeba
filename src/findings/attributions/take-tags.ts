// SPDX-License-Identifier: Apache-2.0
/** A tag file is taken in once, whole or not at all; what an officer says of an address is kept beside what packs say. */
import { noteAudit } from '../../audit/index.ts';
import { type Tag, tagOf } from '../../flows/index.ts';
import { newId } from '../../kernel/index.ts';
import { parseCsv } from '../../screening/index.ts';
import { digestOf } from '../../seals/index.ts';
import { type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { type AttributionRow, countAttributions, insertAttributions, insertTagFile, type TagFileRow, tagFileWith } from './store.ts';
import { attributionsMax, type NewAttributionWire } from './wire.ts';

interface Taken {
  readonly file: TagFileRow;
  readonly isNew: boolean;
}

export async function takeTags(
  deps: FindingsDeps,
  { fileName: name, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
  by: By,
): Promise<Outcome<Taken>> {
  const digest = digestOf(bytes);
  const known = await tagFileWith(deps.database, digest);
  if (known !== null) return done({ file: known, isNew: false });
  const tags = readTags(name, bytes);
  if (tags.kind !== 'done') return tags;
  const file = { id: newId('tgf', by.now, deps.random), digest, name, attributions: tags.value.length };
  const row: TagFileRow = { ...file, taken_by: by.officer, taken_at: by.now };
  const rows = tags.value.map((tag): AttributionRow => {
    return { ...tag, id: newId('atr', by.now, deps.random), file: file.id, said_by: by.officer, said_at: by.now };
  });
  return change(deps, async (tx): Promise<Outcome<Taken>> => {
    const other = full(await countAttributions(tx), rows.length);
    if (other !== null) return other;
    const same = await tagFileWith(tx, digest);
    if (same !== null) return done({ file: same, isNew: false });
    await insertTagFile(tx, row);
    await insertAttributions(tx, rows);
    const details = { digest, size: bytes.length, count: rows.length };
    await noteAudit(tx, { event: 'tags.taken', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done({ file: row, isNew: true });
  });
}

export async function sayAttribution(deps: FindingsDeps, given: NewAttributionWire, by: By): Promise<Outcome<AttributionRow>> {
  const id = newId('atr', by.now, deps.random);
  const row: AttributionRow = { ...given, id, file: null, said_by: by.officer, said_at: by.now };
  return change(deps, async (tx): Promise<Outcome<AttributionRow>> => {
    const other = full(await countAttributions(tx), 1);
    if (other !== null) return other;
    await insertAttributions(tx, [row]);
    const details = { attribution: id, kind: given.confidence.replaceAll('_', '-') };
    await noteAudit(tx, { event: 'attribution.said', actor: by.officer, at: by.now, details }, deps.random);
    await deps.announce(tx, 'findings');
    return done(row);
  });
}

function full(there: number, more: number): Outcome<never> | null {
  if (there + more <= attributionsMax) return null;
  const problem = `There are ${there} attributions already; ${attributionsMax} are the most.`;
  return issue('file', problem, 'Take in a file with the addresses that matter here.');
}

/** Bytes of text that one field of a tag may have. */
const fieldMax = 500;

function readTags(name: string, bytes: Uint8Array): Outcome<readonly Tag[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return issue(name, 'It is no text in UTF-8.', 'Save it as CSV in UTF-8.');
  }
  const parsed = parseCsv(text, name);
  if (!parsed.ok) return { kind: 'issues', issues: parsed.issues };
  const [head, ...rows] = parsed.value;
  const columns = head?.fields ?? [];
  if (!columns.includes('address') || !columns.includes('actor'))
    return issue(name, 'It has no columns address and actor.', `It has ${columns.slice(0, 20).join(', ').slice(0, 300)}.`);
  const tags: Tag[] = [];
  for (const { line, fields } of rows) {
    const tag = tagOf((column) => (fields[columns.indexOf(column)] ?? '').trim());
    if (tag === null) continue;
    if (Object.values(tag).some((value) => value.length > fieldMax || value.includes('\u0000')))
      return issue(`${name}, line ${line}`, `A field has more than ${fieldMax} letters, or one that cannot be stored.`, 'Correct it.');
    tags.push(tag);
  }
  return tags.length > 0 ? done(tags) : issue(name, 'It says nothing of any address.', 'Give a file with addresses and actors.');
}
