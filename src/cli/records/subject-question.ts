// SPDX-License-Identifier: Apache-2.0
/** What commands about one subject ask: for which purpose, with which judgement of an officer before, or which one taken back. */
import { purposes, purposeSchema } from '../../conditions/wire.ts';
import { judgementVerdictSchema, judgementVerdicts } from '../../findings/wire.ts';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { Given } from '../command.ts';

export const subjectOptions = {
  purpose: { type: 'string' },
  judge: { type: 'string' },
  verdict: { type: 'string' },
  reason: { type: 'string' },
  undo: { type: 'string' },
} as const;

/** `judges` says what is judged by the key of the proposal. */
export function subjectHelp(judges: string): string {
  return `  --purpose PURPOSE      what records are read for: ${purposes.slice(0, 3).join(', ')}, ...
  --judge KEY            first judges ${judges}, by the key of the proposal
  --verdict VERDICT      ${judgementVerdicts.join(', ')}
  --reason TEXT          why
  --undo ID              first takes this judgement back`;
}

export interface SubjectQuestion {
  readonly subject: string;
  readonly purpose: string;
  readonly judgement: { readonly right: string; readonly verdict: string; readonly reason: string } | null;
  readonly undo: string | null;
}

/** `word` is what the help of the command calls the subject. */
export function readSubjectQuestion(given: Given, command: string, word: string): Result<SubjectQuestion> {
  const issues: Issue[] = [];
  const remedy = `See ./comity ${command} --help.`;
  const subject = given.words.join(' ');
  if (subject === '') issues.push({ path: word, problem: 'It is missing.', remedy });
  const purpose = given.text('purpose') ?? '';
  if (!purposeSchema.safeParse(purpose).success)
    issues.push({ path: '--purpose', problem: 'It is missing, or none that is known.', remedy });
  const [right, verdict, reason] = [given.text('judge'), given.text('verdict') ?? '', given.text('reason') ?? ''];
  const undo = given.text('undo');
  if (right !== null && !judgementVerdictSchema.safeParse(verdict).success) {
    const problem = 'It is missing, or none that is known.';
    issues.push({ path: '--verdict', problem, remedy: `Give one of ${judgementVerdicts.join(', ')}.` });
  }
  if (right !== null && reason === '') issues.push({ path: '--reason', problem: 'It is missing.', remedy: 'Say why, in a sentence.' });
  if (right !== null && undo !== null)
    issues.push({ path: '--undo', problem: 'It is given beside a judgement.', remedy: 'Do one after the other.' });
  if (issues.length > 0) return failWith(issues);
  return ok({ subject, purpose, judgement: right === null ? null : { right, verdict, reason }, undo });
}
