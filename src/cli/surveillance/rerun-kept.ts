// SPDX-License-Identifier: Apache-2.0
/** `comity rerun --kept`: an alert of the authority's inbox is run again over the events that were kept with it, and handed out with them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readMarketFile } from '../../columns/index.ts';
import { type KeptAlert, keptAlert } from '../../findings/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { openForReading, readConfiguration } from '../../server/index.ts';
import { rerunAlert } from '../../surveillance/index.ts';
import { makeFolder } from '../write-file.ts';
import { findMapping } from './market-files.ts';

/** The alert and what its rerun gives; issues where it is not held, or its file cannot be read. */
export async function rerunKept(
  digest: string,
  out: string | null,
): Promise<Result<{ readonly kept: KeptAlert; readonly answer: ReturnType<typeof rerunAlert> }>> {
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) return configuration;
  const opened = await openForReading(configuration.value);
  if (!opened.ok) return opened;
  const { database, close } = opened.value;
  const kept = await keptAlert(database, digest);
  await close();
  if (kept === null) return fail('--kept', 'No such alert is held.', 'Give the digest of an alert in the inbox, sha256: and 64 digits.');
  const mapping = await findMapping(kept.file.mapping);
  if (!mapping.ok) return mapping;
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-rerun-'));
  try {
    const { name, symbol, bytes } = kept.file;
    const file = path.join(folder, `events${/(?:\.[a-z]+)(?:\.gz)?$/i.exec(name)?.[0].toLowerCase() ?? ''}`);
    await writeFile(file, bytes, { mode: 0o600 });
    const reading = { file, source: name, threads: 1, spillFolder: folder, mapping: mapping.value, symbol, onProgress: () => undefined };
    const read = await readMarketFile(reading);
    if (!read.ok) return read;
    if (out !== null) {
      const made = await makeFolder(out);
      if (!made.ok) return made;
      await writeFile(path.join(out, path.basename(file)), bytes);
      await writeFile(path.join(out, 'alerts.jsonl'), `${JSON.stringify(kept.alert)}\n`);
    }
    return ok({ kept, answer: rerunAlert(read.value.events, kept.alert) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
