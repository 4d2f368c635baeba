// SPDX-License-Identifier: Apache-2.0
/** Lawful ways from files, without a server: the answer is what the agreements leave open if all of them are in force. */
import { failWith, type Instant, type Issue, ok, type Result } from '../../kernel/index.ts';
import { schemaIssues } from '../documents/agreement-document.ts';
import { indexAgreements } from '../verdicts/agreement-index.ts';
import { readAgreementFiles } from './decide-on-files.ts';
import { everyAuthority } from '../ways/directory.ts';
import { findWays } from '../ways/find-ways.ts';
import { wayQuestionSchema, type WaysAnswerWire } from '../ways/wire.ts';

/** `from` and `question` as they were typed; a jurisdiction may stand for its only authority. */
export function waysOnFiles(input: {
  readonly agreements: readonly Uint8Array[];
  readonly from: string;
  readonly question: unknown;
  readonly now: Instant;
}): Result<WaysAnswerWire> {
  const read = readAgreementFiles(input.agreements);
  const question = wayQuestionSchema.safeParse(input.question);
  const issues: Issue[] = read.flatMap((result) => (result.ok ? [] : result.issues));
  if (!question.success) issues.push(...schemaIssues(question.error.issues, 'question'));
  if (!question.success || issues.length > 0) return failWith(issues);
  const index = indexAgreements(read.flatMap((result) => (result.ok ? [result.value] : [])));
  const from = authorityNamed(index, input.from, '--from');
  return from.ok ? ok(findWays(index, { ...question.data, from: from.value }, input.now)) : from;
}

/** The authority with this identity, or the only one of this jurisdiction among the parties. */
export function authorityNamed(index: ReturnType<typeof indexAgreements>, word: string, path: string): Result<string> {
  const authorities = everyAuthority(index);
  if (authorities.has(word)) return ok(word);
  const there = [...authorities].filter(([, party]) => party.jurisdiction === word);
  const [only] = there;
  if (only !== undefined && there.length === 1) return ok(only[0]);
  const problem =
    there.length > 1
      ? `${there.length} authorities of ${word} are parties.`
      : `No party is "${word.slice(0, 60)}", by identity or jurisdiction.`;
  return failWith([{ path, problem, remedy: 'Give the identity of one party, as it stands in the agreement.' }]);
}
