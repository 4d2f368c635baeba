// SPDX-License-Identifier: Apache-2.0
/** Judgements in a file: CSV with the columns left, right and verdict, by which a person says what two records are to each other. */
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { parseCsv } from '../lists/csv.ts';
import type { Judgement } from './resolve-entities.ts';

const verdicts = ['same', 'different', 'unsure'] as const;

/** The judgements, the last one on a pair last; every row that does not hold is told by its line. */
export function parseJudgements(text: string, path: string): Result<readonly Judgement[]> {
  const rows = parseCsv(text, path);
  if (!rows.ok) return rows;
  const [head, ...body] = rows.value;
  const places = ['left', 'right', 'verdict'].map((name) => (head?.fields ?? []).indexOf(name));
  if (places.includes(-1))
    return fail(`${path}, line 1`, 'It lacks a column.', 'Name the columns left, right and verdict in the first line.');
  const issues: Issue[] = [];
  const judgements = body.flatMap((row): Judgement[] => {
    const [left = '', right = '', said = ''] = places.map((place) => (row.fields[place] ?? '').trim());
    const verdict = verdicts.find((one) => one === said);
    if (verdict !== undefined && left !== '' && right !== '' && left !== right) return [{ left, right, verdict }];
    const problem = verdict === undefined ? `"${said}" is no verdict.` : 'It does not name two records.';
    issues.push({ path: `${path}, line ${row.line}`, problem, remedy: `Name two records and one of ${verdicts.join(', ')}.` });
    return [];
  });
  return issues.length > 0 ? failWith(issues) : ok(judgements);
}
