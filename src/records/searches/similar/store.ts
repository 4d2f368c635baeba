// SPDX-License-Identifier: Apache-2.0
/**
 * Records with names that are alike: misspelt, in another order, or in another script.
 *
 *     keys of sounds -> those that share most of them -> compared by the screening room, with its reasons -> judged -> the likest first
 *
 * It is asked where what was typed does not fill a page by itself. One word is compared with each word of a name, since officers type
 * family names alone; several are compared with whole names.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../kernel/index.ts';
import { compareNames, explain, matchThreshold, newWordBook, parseName, type WordBook } from '../../../screening/index.ts';
import { isNoReport, isReceivedReport } from '../../knowing/store.ts';
import type { RecordTables } from '../../store.ts';
import { type Judging, judgeRecords } from '../judging/store.ts';
import { type Meant, type SimilarMatch, similarMatch, similarNames } from '../meaning/store.ts';
import type { UseVerdict } from '../../../conditions/index.ts';

export interface SimilarRecord {
  readonly id: string;
  readonly score: number;
  /** The name in the record that is likest. */
  readonly name: string;
  /** What differs, in sentences. */
  readonly reasons: readonly string[];
}
export interface SimilarRecords {
  readonly records: readonly SimilarRecord[];
  readonly permitted: ReadonlyMap<string, UseVerdict>;
  readonly withheld: ReadonlyMap<string, number>;
}

/** Candidates whose shared keys are counted, and of them those that are compared in full. */
const countedMax = 500;
const comparedMax = 60;

export async function findSimilar(
  tx: Transaction,
  meant: Meant,
  judging: Judging,
  shows: { readonly own: boolean; readonly ownReports: boolean },
): Promise<SimilarRecords> {
  const ownShown = sql<boolean>`(${shows.own} and ${shows.ownReports ? sql<boolean>`true` : isNoReport})`;
  const candidatesOf = ({ only, shared }: Part, test: RawBuilder<boolean>) => {
    const counted = tx
      .withTables<RecordTables>()
      .selectFrom('records')
      .select(['id', 'names', 'kind', 'version', 'recall', 'is_received', shared.as('shared')])
      .where(test)
      .where(only)
      .where(sql<boolean>`(is_received or ${ownShown})`)
      .limit(countedMax);
    const likest = tx.selectFrom(counted.as('counted')).selectAll().orderBy('shared', 'desc').orderBy('id', 'desc');
    return likest.limit(comparedMax).execute();
  };
  const nearest = async (part: Part) => {
    const close = await candidatesOf(part, part.close);
    return close.length < comparedMax ? candidatesOf(part, part.wide) : close;
  };
  const candidates = [];
  for (const part of partsOf(meant)) candidates.push(...(await nearest(part)));
  const asked = similarNames(meant.typed);
  const book = newWordBook();
  const alike = candidates.flatMap((row) => {
    const found = compareAll(asked, row.names, book);
    return found === null ? [] : [{ ...found, id: row.id, row }];
  });
  const received = alike.flatMap(({ row }) => (row.is_received ? [row] : []));
  const judgedAs = (isReport: boolean) =>
    judgeRecords(
      tx,
      received.filter(({ kind }) => (kind === 'suspicious-report') === isReport),
      judging,
    );
  const [others, reports] = [await judgedAs(false), await judgedAs(true)];
  const permitted = new Map([...others.permitted, ...reports.permitted]);
  const withheld = new Map(others.withheld);
  // By permission alone a report is met: of one that is not permitted there is no word.
  if (meant.sight === 'all') for (const [reason, count] of reports.withheld) withheld.set(reason, (withheld.get(reason) ?? 0) + count);
  const records = alike
    .filter(({ id, row }) => !row.is_received || permitted.has(id))
    .map(({ id, score, name, reasons }) => ({ id, score, name, reasons }))
    .toSorted((one, other) => other.score - one.score || (one.id < other.id ? 1 : -1));
  return { records, permitted, withheld };
}

interface Part extends SimilarMatch {
  readonly only: RawBuilder<boolean>;
}

/**
 * Reports that are met by permission alone are looked for by themselves: one that is not permitted takes no place among the others, which are
 * asked for by keys under which there is no report. None where no name was typed.
 */
function partsOf(meant: Meant): readonly Part[] {
  const part = (only: RawBuilder<boolean>, of: Meant): readonly Part[] => {
    const match = similarMatch(of);
    return match === null ? [] : [{ ...match, only }];
  };
  if (meant.sight !== 'permitted') return part(sql<boolean>`true`, meant);
  return [...part(isNoReport, { ...meant, sight: 'none' }), ...part(isReceivedReport, meant)];
}

type Alike = Omit<SimilarRecord, 'id'>;

/** Every asked name must be like one of the record; the least of them counts. Null where one is like none. */
function compareAll(asked: readonly string[], names: readonly string[], book: WordBook): Alike | null {
  const found = asked.map((one) => bestOf(one, names, book));
  const least = found.toSorted((one, other) => one.score - other.score)[0];
  return least === undefined || least.score < matchThreshold ? null : least;
}

function bestOf(asked: string, names: readonly string[], book: WordBook): Alike {
  const question = parseName(asked, 'unknown', book);
  let best: Alike = { score: 0, name: '', reasons: [] };
  for (const name of names) {
    const pieces = question.parts.length === 1 ? [name, ...name.split(/[\s,]+/)] : [name];
    for (const piece of pieces) {
      const { score, seen } = compareNames(question, parseName(piece, 'unknown', book), { book });
      if (score > best.score) best = { score, name, reasons: explain(seen).map(({ sentence }) => sentence) };
    }
  }
  return best;
}
