// SPDX-License-Identifier: Apache-2.0
/** Reach from files, without a server: where a datum could go if all of these agreements are in force. */
import { failWith, type Instant, type Issue, ok, type Result } from '../../kernel/index.ts';
import { schemaIssues } from '../documents/agreement-document.ts';
import { indexAgreements } from '../verdicts/agreement-index.ts';
import { readAgreementFiles } from './decide-on-files.ts';
import { authorityNamed } from './ways-on-files.ts';
import { reachOf } from '../network/reach.ts';
import { type ReachAnswerWire, reachQuestionSchema } from '../network/wire.ts';

/** `holder` and `question` as they were typed; a jurisdiction may stand for its only authority. */
export function reachOnFiles(input: {
  readonly agreements: readonly Uint8Array[];
  readonly holder: string;
  readonly originator: string | null;
  /** To whom its originator has consented already, under the limits that it carries. */
  readonly consented: readonly string[];
  readonly question: Readonly<Record<string, unknown>>;
  readonly now: Instant;
}): Result<ReachAnswerWire> {
  const read = readAgreementFiles(input.agreements);
  const issues: Issue[] = read.flatMap((result) => (result.ok ? [] : result.issues));
  if (issues.length > 0) return failWith(issues);
  const index = indexAgreements(read.flatMap((result) => (result.ok ? [result.value] : [])));
  const holder = authorityNamed(index, input.holder, '--holder');
  const originator = input.originator === null ? ok(null) : authorityNamed(index, input.originator, '--originator');
  const named = input.consented.map((who) => authorityNamed(index, who, '--consented'));
  const limits = input.question['limits'];
  const consented = named.flatMap((one) => (one.ok ? [{ recipient: one.value, limits }] : []));
  const asked = { ...input.question, ...(consented.length === 0 ? {} : { consented }) };
  const question = reachQuestionSchema.safeParse({ ...asked, originator: originator.ok ? originator.value : null });
  for (const part of [holder, originator, ...named]) if (!part.ok) issues.push(...part.issues);
  if (!question.success) issues.push(...schemaIssues(question.error.issues, 'question'));
  if (!holder.ok || !question.success || issues.length > 0) return failWith(issues);
  return ok(reachOf(index, holder.value, question.data, input.now));
}
