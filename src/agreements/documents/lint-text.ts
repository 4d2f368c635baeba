// SPDX-License-Identifier: Apache-2.0
/**
 * Lint of a text that may be anything: what strict JSON and the schema find are errors like those of the rules, so a drafter
 * sees one list.
 */
import { type Issue, parseStrictJson } from '../../kernel/index.ts';
import { agreementSchema, type AgreementWire, type LintReportWire } from '../wire.ts';
import { documentBytesMax, schemaIssues } from './agreement-document.ts';
import { lintAgreement } from './lint.ts';
import { lintAmong } from './lint-precedence.ts';
import { openQuestions } from './lint-sources.ts';

/** What is found in the bytes of a draft, also together with other agreements. */
export function lintText(bytes: Uint8Array, others: readonly AgreementWire[]): LintReportWire {
  const json = parseStrictJson(bytes, 'agreement', { bytesMax: documentBytesMax, depthMax: 16 });
  if (!json.ok) return broken(json.issues);
  const parsed = agreementSchema.safeParse(json.value);
  return parsed.success ? lintReport(parsed.data, others) : broken(schemaIssues(parsed.error.issues, ''));
}

export function lintReport(document: AgreementWire, others: readonly AgreementWire[]): LintReportWire {
  return { findings: [...lintAmong(document, others), ...lintAgreement(document)], toVerify: [...openQuestions(document)] };
}

function broken(issues: readonly Issue[]): LintReportWire {
  return { findings: issues.map((issue) => ({ severity: 'error', ...issue })), toVerify: [] };
}
