// SPDX-License-Identifier: Apache-2.0
/** What the commands that ask agreements in files have in common: the files, and the moment. */
import { type Instant, isInstant, type Issue, limits } from '../../kernel/index.ts';
import { systemClock } from '../../server/index.ts';
import type { Given } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export interface GivenAgreements {
  readonly agreements: readonly Uint8Array[];
  readonly now: Instant;
  readonly issues: readonly Issue[];
}

/** The files given as `--agreement`, and `--now` or the present moment; what is wrong with them stands in `issues`. */
export async function givenAgreements(given: Given): Promise<GivenAgreements> {
  const issues: Issue[] = [];
  const agreements: Uint8Array[] = [];
  for (const name of given.texts('agreement')) {
    const bytes = await readGivenFile(name, limits.importBytesMax);
    if (bytes.ok) agreements.push(bytes.value);
    else issues.push(...bytes.issues);
  }
  if (given.texts('agreement').length === 0) {
    issues.push({ path: '--agreement', problem: 'It is missing.', remedy: 'Give the file of at least one agreement.' });
  }
  const now = given.text('now') ?? systemClock();
  if (!isInstant(now)) {
    issues.push({ path: '--now', problem: `"${now}" is not a moment in UTC.`, remedy: 'Write it as 2026-11-20T15:30:00.000Z.' });
  }
  return { agreements, now: now as Instant, issues };
}
