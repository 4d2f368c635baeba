// SPDX-License-Identifier: Apache-2.0
/** What judging a note comes to. `unknown-past`: it follows on notes that are not here, and can be judged when they are. */
import type { Issue } from '../../kernel/index.ts';

export type NoteJudgement = { readonly kind: 'good' } | { readonly kind: 'unknown-past' } | { readonly kind: 'bad'; readonly issue: Issue };

export const good: NoteJudgement = { kind: 'good' };

export function bad(path: string, problem: string, remedy: string): NoteJudgement {
  return { kind: 'bad', issue: { path, problem, remedy } };
}
