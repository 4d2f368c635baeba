// SPDX-License-Identifier: Apache-2.0
/** Which patterns a command looks for: those of a list divided by commas, or all. */
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { findPattern, type Pattern, patterns } from '../../surveillance/index.ts';

export function choosePatterns(list: string | null): Result<readonly Pattern[]> {
  if (list === null) return ok(patterns);
  const found = list.split(',').map((id) => findPattern(id.trim()));
  const issues = found.flatMap((one): readonly Issue[] => (one.ok ? [] : one.issues));
  return issues.length > 0 ? failWith(issues) : ok(found.flatMap((one) => (one.ok ? [one.value] : [])));
}
