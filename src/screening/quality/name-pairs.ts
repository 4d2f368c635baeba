// SPDX-License-Identifier: Apache-2.0
/**
 * Pairs of names with a person's judgement whether they are one, and how well the matcher agrees.
 *
 * The file has the columns of the public benchmark of name pairs: case_group, schema, name1, name2, is_match, quality, category, notes.
 * Only schema, name1 and name2 are needed to score; is_match and case_group to measure.
 */
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { parseCsv } from '../lists/csv.ts';
import { compareNames } from '../matching/compare-names.ts';
import { matchThreshold } from '../matching/features-table.ts';
import { parseName, type SubjectKind } from '../names/parse-name.ts';
import { newWordBook } from '../names/word-book.ts';
import { drawFrom } from './seeded.ts';

export interface NamePair {
  readonly line: number;
  readonly group: string;
  readonly kind: SubjectKind;
  readonly left: string;
  readonly right: string;
  /** The judgement in the file; null where it holds none. */
  readonly isMatch: boolean | null;
}

export interface ScoredPair extends NamePair {
  readonly score: number;
  readonly isFound: boolean;
}

const kinds: Readonly<Record<string, SubjectKind>> = { Person: 'person', Company: 'firm', Organization: 'firm', Vessel: 'vessel' };

export function readNamePairs(text: string, path: string): Result<readonly NamePair[]> {
  const rows = parseCsv(text, path);
  if (!rows.ok) return rows;
  const [head, ...body] = rows.value;
  if (head === undefined) return fail(path, 'The file is empty.', 'Give a file with the columns schema, name1, name2.');
  const column = (name: string): number => head.fields.indexOf(name);
  const missing = ['name1', 'name2'].filter((name) => column(name) < 0);
  if (missing.length > 0)
    return fail(`${path}, line 1`, `There is no column ${missing.join(' and no column ')}.`, 'Name the columns in the first line.');
  const issues: Issue[] = [];
  const pairs = body.map((row): NamePair => {
    const value = (name: string): string => row.fields[column(name)] ?? '';
    if (row.fields.length !== head.fields.length) {
      const problem = `The row has ${row.fields.length} fields, the first line ${head.fields.length}.`;
      issues.push({ path: `${path}, line ${row.line}`, problem, remedy: 'Quote fields that hold a comma.' });
    }
    const judged = value('is_match').toLowerCase();
    const isMatch = judged === 'true' || judged === 'yes' || judged === '1' ? true : judged === '' ? null : false;
    return {
      line: row.line,
      group: value('case_group'),
      kind: kinds[value('schema')] ?? 'unknown',
      left: value('name1'),
      right: value('name2'),
      isMatch,
    };
  });
  return issues.length > 0 ? failWith(issues) : ok(pairs);
}

export function scorePairs(pairs: readonly NamePair[]): readonly ScoredPair[] {
  const book = newWordBook();
  return pairs.map((pair) => {
    const { score } = compareNames(parseName(pair.left, pair.kind, book), parseName(pair.right, pair.kind, book), { book });
    return { ...pair, score, isFound: score >= matchThreshold };
  });
}

export interface Quality {
  readonly group: string;
  readonly pairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** The middle 95 of 100 resamplings of the group's pairs, drawn with a fixed seed. */
  readonly f1Interval: readonly [number, number];
}

/** Resamplings for an interval: enough that its ends move by less than a hundredth from seed to seed. */
const resamplings = 1000;

/** Quality of each group and of all pairs together; pairs without a judgement are left out. */
export function qualityOf(scored: readonly ScoredPair[], seed: number): readonly Quality[] {
  const judged = scored.filter((pair) => pair.isMatch !== null);
  const groups = [...new Set(judged.map((pair) => pair.group))];
  const rows = groups.map((group) =>
    measure(
      group,
      judged.filter((pair) => pair.group === group),
      seed,
    ),
  );
  return groups.length > 1 ? [...rows, measure('all', judged, seed)] : rows;
}

function measure(group: string, pairs: readonly ScoredPair[], seed: number): Quality {
  const draw = drawFrom(seed);
  const samples = Array.from({ length: resamplings }, () => {
    const sample = pairs.map(() => pairs[Math.floor(draw() * pairs.length)] as ScoredPair);
    return countsOf(sample).f1;
  }).toSorted((one, other) => one - other);
  const at = (share: number): number => samples[Math.floor(share * (resamplings - 1))] ?? 0;
  return { group, pairs: pairs.length, ...countsOf(pairs), f1Interval: [at(0.025), at(0.975)] };
}

function countsOf(pairs: readonly ScoredPair[]): { readonly precision: number; readonly recall: number; readonly f1: number } {
  let [right, wrong, missed] = [0, 0, 0];
  for (const pair of pairs) {
    if (pair.isFound && pair.isMatch === true) right += 1;
    else if (pair.isFound) wrong += 1;
    else if (pair.isMatch === true) missed += 1;
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return { precision: share(right, right + wrong), recall: share(right, right + missed), f1: share(2 * right, 2 * right + wrong + missed) };
}
