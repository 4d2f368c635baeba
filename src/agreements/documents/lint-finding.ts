// SPDX-License-Identifier: Apache-2.0
/**
 * A finding of lint: where in the document, what is wrong, and what to do. An error keeps the document from being read; a
 * warning is for the drafter.
 */
import type { Issue } from '../../kernel/index.ts';

export interface LintFinding extends Issue {
  readonly severity: 'error' | 'warning';
}
