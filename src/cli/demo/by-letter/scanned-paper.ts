// SPDX-License-Identifier: Apache-2.0
/** A paper of the demonstration that stands for the scan of one, uploaded as a registry would. */
import { type Instant, ok, type Result } from '../../../kernel/index.ts';
import { scanAnswerSchema } from '../../../letters/index.ts';
import { type PaperPart, writePaper } from '../../../paper/index.ts';
import { digestOfText } from '../../../seals/index.ts';
import type { ServerSession } from '../../server-session.ts';

export interface ScannedPaper {
  readonly madeAt: Instant;
  readonly title: string;
  /** Whose letter it is. */
  readonly subtitle: string;
  readonly parts: readonly PaperPart[];
}

/** The digest of the scan. */
export async function scanned(session: ServerSession, { madeAt, title, subtitle, parts }: ScannedPaper): Promise<Result<string>> {
  const source = { name: 'Invented for the demonstration', digest: digestOfText(title) };
  const bytes = await writePaper({ title, subtitle, language: 'en', madeAt, source, parts });
  const kept = await session.sendBytes('/api/letters/scans', bytes);
  return kept.ok ? ok(scanAnswerSchema.parse(kept.value).scan) : kept;
}
