// SPDX-License-Identifier: Apache-2.0
/** Registers a letter of the demonstration, with a scan that is drawn and a file that came with it. */
import { type Instant, ok, type Result } from '../../../kernel/index.ts';
import { incomingDetailSchema } from '../../../letters/index.ts';
import { uploadEnclosure } from '../../letters/upload-enclosure.ts';
import type { ServerSession } from '../../server-session.ts';
import { scanned, type ScannedPaper } from './scanned-paper.ts';

interface Arrived {
  readonly paper: Omit<ScannedPaper, 'madeAt'>;
  readonly enclosure: Parameters<typeof uploadEnclosure>[1];
  readonly letter: {
    readonly counterpart: string;
    readonly channel: 'post' | 'e-mail';
    readonly receivedAt: Instant;
    readonly writtenOn: string;
    readonly theirReference: string;
  };
}

export async function registerLetter(
  preparer: ServerSession,
  { paper, enclosure, letter }: Arrived,
): Promise<Result<ReturnType<typeof incomingDetailSchema.parse>>> {
  const scan = await scanned(preparer, { ...paper, madeAt: letter.receivedAt });
  if (!scan.ok) return scan;
  const enclosed = await uploadEnclosure(preparer, enclosure);
  if (!enclosed.ok) return enclosed;
  const registered = await preparer.send('POST', '/api/letters', { ...letter, scan: scan.value, enclosures: [enclosed.value] });
  return registered.ok ? ok(incomingDetailSchema.parse(registered.value)) : registered;
}
