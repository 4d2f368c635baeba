// SPDX-License-Identifier: Apache-2.0
/** How commands on flows give their documents: to a file, as JSON, or as lines. */
import { writeFile } from 'node:fs/promises';
import type { IngestReport } from '../../columns/index.ts';
import type { Given, Output } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';

/** Writes the document where --out says, and prints it as JSON or by lines. */
export async function giveDocument(
  given: Given,
  output: Output,
  found: { readonly document: unknown; readonly reports: readonly IngestReport[]; readonly lines: readonly string[] },
): Promise<void> {
  const out = given.text('out');
  if (out !== null) await writeFile(out, `${JSON.stringify(found.document, null, 2)}\n`);
  if (given.has('json')) output.line(JSON.stringify(found.document));
  else {
    for (const line of ingestLines(found.reports, 'movements')) output.line(line);
    for (const line of found.lines) output.line(line);
  }
}
