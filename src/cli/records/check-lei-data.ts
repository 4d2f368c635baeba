// SPDX-License-Identifier: Apache-2.0
/**
 * LEI data of any length checked entry by entry, as an import run reads them. A whole golden copy holds millions of good entries: they are
 * counted and forgotten, faults are kept up to a number, and what remains of an entry is that it was there (sixteen bytes), for an entity
 * may be said of once only.
 */
import { stat } from 'node:fs/promises';
import { type Instant, ok, type Result } from '../../kernel/index.ts';
import { type AnsweredReport, createRunReader, createSaidOfEntities, type Rejection, unknownJurisdiction } from '../../records/index.ts';
import type { Output } from '../command.ts';
import { progressBar } from './progress-bar.ts';
import { readInPieces } from './read-in-pieces.ts';

export interface LeiDataChecked {
  readonly digest: string;
  /** Those with faults, up to the number that is kept. */
  readonly reports: readonly AnsweredReport[];
  /** How many more there are. */
  readonly unlisted: { readonly good: number; readonly bad: number };
  /** Why the rest cannot be read; nothing of such a file is taken as a whole. */
  readonly fileFaults: readonly Rejection[];
}

/** An issue is returned where there is no such file; what is wrong with its content is told in what was checked. */
export async function checkLeiData(
  file: string,
  { now, output, faultsKeptMax }: { readonly now: Instant; readonly output: Output; readonly faultsKeptMax: number },
): Promise<Result<LeiDataChecked>> {
  const reports: AnsweredReport[] = [];
  let [good, bad, done] = [0, 0, 0];
  const said = createSaidOfEntities();
  const reader = createRunReader('gleif', {
    now,
    jurisdiction: unknownJurisdiction,
    onEntry(entry) {
      if (entry.holds !== 'statement') throw new Error('LEI data hold no reports');
      const isNew = entry.isGood && said.isNew(entry.statement);
      if (isNew) good += 1;
      else if (reports.length === faultsKeptMax) bad += 1;
      else {
        const faults = entry.isGood ? [saidTwice(entry.line, entry.statement)] : entry.rejections;
        reports.push({ reference: entry.reference, outcome: 'rejected', number: null, faults });
      }
    },
  });
  const bar = progressBar(output);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const read = await readInPieces(file, (piece) => {
    const written = reader.write(piece);
    done += piece.length;
    bar.show('reading', done, size, `${good} good, ${reports.length + bad} with faults`);
    return written;
  });
  bar.end();
  if (!read.ok && read.issues.some((issue) => issue.path === file)) return read;
  const ended = read.ok ? reader.end() : read;
  const fileFaults = ended.ok ? [] : ended.issues.map(fileFault);
  return ok({ digest: read.ok ? read.value.digest : '', reports, unlisted: { good, bad }, fileFaults });
}

function saidTwice(line: number, { kind, lei }: { readonly kind: string; readonly lei: string }): Rejection {
  return { line, field: 'lei', reason: `The file says twice who ${lei} is, by "${kind}".`, remedy: 'Keep one of the two.' };
}

export function fileFault({
  path,
  problem,
  remedy,
}: {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}): Rejection {
  return { line: Number(/line (\d+)/.exec(path)?.[1] ?? '1'), field: 'file', reason: problem, remedy };
}
