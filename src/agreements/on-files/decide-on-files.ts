// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions without a server: the same verdict from files, for a drafter who tries a text and a lawyer who checks a case.
 *
 * Agreements may be plain documents, files with signatures, or published ones. Signatures are not checked here, since that needs the keys of
 * the parties: the answer is what the agreements say if all of them are in force, and the caller should say so.
 */
import { failWith, type Instant, isInstant, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { z } from 'zod';
import { type Act, readAct } from '../verdicts/act.ts';
import { type KnownAgreement, schemaIssues } from '../documents/agreement-document.ts';
import { indexAgreements } from '../verdicts/agreement-index.ts';
import { decide, type Facts, noFacts } from '../verdicts/decide.ts';
import { readAgreementInFile } from './read-agreement-file.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { agreementRefSchema } from '../wire.ts';

const instant = z.string().refine(isInstant, 'It is not a moment in UTC, such as 2026-11-20T15:30:00.000Z');
/** What is known about the act beside the act: every part may be left out. */
const factsSchema = z.strictObject({
  approvals: z
    .array(z.strictObject({ officer: z.string(), subject: z.string(), at: instant, authenticator: z.string().nullable().default(null) }))
    .max(20)
    .default([]),
  preparedBy: z.string().nullable().default(null),
  stepDigest: z.string().nullable().default(null),
  receivedAt: instant.nullable().default(null),
  caseGoverning: agreementRefSchema.nullable().default(null),
});

/** The verdict, or every issue of every file with the file's place in the list. */
export function decideOnFiles(input: {
  readonly agreements: readonly Uint8Array[];
  readonly act: Uint8Array;
  readonly facts?: Uint8Array;
  readonly now: Instant;
}): Result<{ readonly act: Act; readonly agreements: readonly KnownAgreement[]; readonly verdict: Verdict }> {
  const read = readAgreementFiles(input.agreements);
  const act = readActFile(input.act);
  const facts = input.facts === undefined ? ok(noFacts) : readFactsFile(input.facts);
  const issues = [...read, act, facts].flatMap((result) => (result.ok ? [] : result.issues));
  if (!act.ok || !facts.ok || issues.length > 0) return failWith(issues);
  const agreements = read.flatMap((result) => (result.ok ? [result.value] : []));
  const { verdict } = decide(act.value, indexAgreements(agreements), facts.value, input.now);
  return ok({ act: act.value, agreements, verdict });
}

/** Each file as an agreement, plain, signed or published; its issues name its place in the list. */
export function readAgreementFiles(files: readonly Uint8Array[]): readonly Result<KnownAgreement>[] {
  return files.map((bytes, index) => {
    const read = readAgreementInFile(bytes, `agreement ${index + 1}`);
    return read.ok ? ok(read.value.known) : read;
  });
}

function readActFile(bytes: Uint8Array): Result<Act> {
  const json = parseStrictJson(bytes, 'act');
  return json.ok ? readAct(json.value, 'act') : json;
}

function readFactsFile(bytes: Uint8Array): Result<Facts> {
  const json = parseStrictJson(bytes, 'facts');
  if (!json.ok) return json;
  const parsed = factsSchema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : failWith(schemaIssues(parsed.error.issues, 'facts'));
}
