// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a record that another authority discloses may be taken in: its shape, its origin, its conditions, its body.
 *
 * The originator is the authority that sends it; or a third one, and then the record says how it came and by whose leave, and
 * that must hold for this very giving, so nobody can put words into a third authority's mouth. At least one condition must
 * cover the whole record, every condition must be readable, and each must be set by the originator or by a holder on the way. A
 * record without a condition would be bound by nothing, and that is not for its receiver to assume.
 */
import { judgePassOn } from '../../agreements/index.ts';
import { type Condition, parseCondition, type Purpose } from '../../conditions/index.ts';
import { failWith, type Instant, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import { checkRecordBody } from '../record-body.ts';
import { shapeIssue } from '../shape-issue.ts';
import { notWithheld } from '../giving/minimise.ts';
import { type DisclosedRecordWire, disclosedRecordSchema } from '../wire.ts';

export interface DisclosureContext {
  /** The authority that signed the dispatch, and our own. */
  readonly from: string;
  readonly self: string;
  /** For what it was given, and when. */
  readonly purpose: Purpose;
  readonly givenAt: Instant;
  readonly now: Instant;
  readonly suites: Suites;
}

/** The record as given, or every issue; places are JSON pointers behind `path`. */
export function checkDisclosedRecord(value: unknown, path: string, context: DisclosureContext): Result<DisclosedRecordWire> {
  const parsed = disclosedRecordSchema.safeParse(value);
  if (!parsed.success) return failWith(parsed.error.issues.map(shapeIssue).map((issue) => ({ ...issue, path: `${path}${issue.path}` })));
  const record = parsed.data;
  const body = checkRecordBody(record.body, context.now);
  const bodyIssues = body.ok ? [] : body.issues.map((issue) => ({ ...issue, path: `${path}/body${issue.path}` }));
  const issues = [...originIssues(record, path, context), ...conditionIssues(record, path), ...bodyIssues, ...withheldIssues(record, path)];
  return issues.length > 0 ? failWith(issues) : ok(record);
}

function withheldIssues({ body, withheld = [] }: DisclosedRecordWire, path: string): readonly Issue[] {
  return notWithheld(body, withheld).map((field) => ({
    path: `${path}/withheld`,
    problem: `${field} is said to be withheld, and it stands there, or cannot be withheld.`,
    remedy: 'Leave out what is withheld, and say it.',
  }));
}

function originIssues(record: DisclosedRecordWire, path: string, context: DisclosureContext): readonly Issue[] {
  if (record.originator === context.self) {
    return [
      {
        path: `${path}/originator`,
        problem: 'It says that the record is our own.',
        remedy: 'Leave it out; we use our own copy of what is ours.',
      },
    ];
  }
  if (record.originator === context.from) {
    const remedy = 'Leave it out: the record is given by its originator itself.';
    return record.passedOn === undefined ? [] : [{ path: `${path}/passedOn`, problem: 'It says that it was passed on.', remedy }];
  }
  const { from, self, purpose, givenAt, suites } = context;
  const verdict = judgePassOn(record, { from, to: self, purpose, at: givenAt }, suites);
  if (verdict.outcome === 'permitted') return [];
  const problem = `It is a third authority's record, without its leave to pass it on here. ${verdict.reasons[0]?.sentence ?? ''}`;
  return [
    { path: `${path}/originator`, problem: problem.trim(), remedy: 'Ask its originator for the consent first, or name it, and we ask.' },
  ];
}

function conditionIssues(record: DisclosedRecordWire, path: string): readonly Issue[] {
  const results = record.conditions.map((condition, index) => parseCondition(condition, `${path}/conditions/${index}`));
  const issues: Issue[] = results.flatMap((result) => (result.ok ? [] : result.issues));
  for (const [index, condition] of record.conditions.entries()) {
    // Who may have set one on a record that was passed on is judged with its way.
    if (condition.originator === record.originator || record.passedOn !== undefined) continue;
    const problem = 'The condition was set by somebody else than the originator.';
    issues.push({ path: `${path}/conditions/${index}/originator`, problem, remedy: 'Let the originator set it.' });
  }
  const readable: readonly Condition[] = results.flatMap((result) => (result.ok ? [result.value] : []));
  if (issues.length === 0 && !readable.some((condition) => condition.scope === '')) {
    const remedy = 'Set one with an empty scope; a record without conditions is not taken in.';
    issues.push({ path: `${path}/conditions`, problem: 'No condition covers the whole record.', remedy });
  }
  return issues;
}
