// SPDX-License-Identifier: Apache-2.0
/**
 * Results: what a function returns that reads input from outside.
 *
 * Either a value, or a list of issues. An issue says where (a path a person can find: `parties[1].jurisdiction`,
 * `line 12, field lei`), what is wrong, and what to do. Several issues are returned together, so that a person mends a
 * file once and not ten times.
 */
export interface Issue {
  /** Where: a document path, a line and field, a recipient. Never empty. */
  readonly path: string;
  /** What is wrong there, as a sentence. */
  readonly problem: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
}

export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly issues: readonly Issue[] };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A failure with one issue. */
export function fail(path: string, problem: string, remedy: string): { readonly ok: false; readonly issues: readonly Issue[] } {
  return { ok: false, issues: [{ path, problem, remedy }] };
}

/** A failure with several issues; an empty list is a broken assumption of the caller. */
export function failWith(issues: readonly Issue[]): { readonly ok: false; readonly issues: readonly Issue[] } {
  if (issues.length === 0) throw new Error('failWith needs at least one issue');
  return { ok: false, issues };
}

/** The issues as lines for a terminal: `path: problem. remedy.` */
export function issuesText(issues: readonly Issue[]): string {
  return issues.map((issue) => `${issue.path}: ${issue.problem} ${issue.remedy}`).join('\n');
}
