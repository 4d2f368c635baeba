// SPDX-License-Identifier: Apache-2.0
/**
 * Taking a scan: a PDF that begins and ends as one, of bounded size, kept by its digest.
 *
 * What is inside is looked at by nobody but the officer's browser, which shows it in a frame that runs no script. The obvious
 * alternative, a picture of each page made here, would need a reader of PDF on the server, and would not be what came.
 */
import { noteAudit } from '../audit/index.ts';
import { addMs, fail, ok, type Result } from '../kernel/index.ts';
import { digestOf } from '../seals/index.ts';
import type { By, LetterDeps } from './letter-deps.ts';
import { keepScan } from './store.ts';
import { scanBytesMax } from './wire.ts';

/** The end mark stands in the last kilobyte of a whole file. */
const tailBytes = 1024;
/** A scan that nobody registered within a week was a mistake. */
const unusedMs = 7 * 86_400_000;

export async function takeScan(deps: LetterDeps, bytes: Uint8Array, { officer, now }: By): Promise<Result<{ scan: string; size: number }>> {
  const remedy = 'Scan the letter as a PDF, and upload that file.';
  if (bytes.length > scanBytesMax)
    return fail('scan', 'It is larger than 10 MiB.', 'Scan it in black and white at 300 dots, or in two letters.');
  const text = (part: Uint8Array): string => Buffer.from(part).toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text(bytes.subarray(0, 8)))) return fail('scan', 'It is no PDF.', remedy);
  if (!text(bytes.subarray(-tailBytes)).includes('%%EOF')) return fail('scan', 'Its end is missing.', remedy);
  const scan = digestOf(bytes);
  await deps.database.transaction().execute(async (tx) => {
    await keepScan(tx, { digest: scan, bytes, at: now }, addMs(now, -unusedMs));
    await noteAudit(
      tx,
      { event: 'letter.scan-kept', actor: officer, at: now, details: { file: scan, size: bytes.length } },
      deps.ports.random,
    );
  });
  return ok({ scan, size: bytes.length });
}
