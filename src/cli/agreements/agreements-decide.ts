// SPDX-License-Identifier: Apache-2.0
/** `comity agreements decide`: the verdict on an act from files, without a server, as a server would give it. */
import { decideOnFiles, type Verdict } from '../../agreements/index.ts';
import { type Instant, isInstant, type Issue, limits } from '../../kernel/index.ts';
import { systemClock } from '../../server/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';

export const agreementsDecide: Command = {
  name: 'agreements decide',
  summary: 'says what agreements in files say of an act: permitted, needs or refused, with clauses',
  help: `
  --act FILE             the act, as a dispatch would carry it (JSON)
  --agreement FILE       an agreement, plain or signed; may be given many times. Signatures are not checked: the answer is
                         what the agreements say if all of them are in force
  --facts FILE           what is known beside the act: approvals, preparedBy, stepDigest, receivedAt (JSON); may be left out
  --now MOMENT           the moment to decide at, e.g. 2026-11-20T15:30:00.000Z; the present one if left out
  --json                 prints the verdict as JSON

Exit code 0: permitted; 1: something is needed, or refused; 2: a file is wrong.

  ./comity agreements decide --act examples/agreements/act-urgent-request.json --agreement examples/agreements/arrangement-xa-xb.json`,
  options: {
    act: { type: 'string' },
    agreement: { type: 'string', multiple: true },
    facts: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const issues: Issue[] = [];
    const read = async (option: string, name: string | null): Promise<Uint8Array | null> => {
      const bytes = name === null ? null : await readGivenFile(name, limits.payloadBytesMax);
      if (bytes === null) issues.push({ path: option, problem: 'It is missing.', remedy: 'See ./comity agreements decide --help.' });
      else if (!bytes.ok) issues.push(...bytes.issues);
      return bytes?.ok === true ? bytes.value : null;
    };
    const act = await read('--act', given.text('act'));
    const agreements = await Promise.all(given.texts('agreement').map((name) => read('--agreement', name)));
    const facts = given.text('facts') === null ? null : await read('--facts', given.text('facts'));
    const now = given.text('now') ?? systemClock();
    if (!isInstant(now))
      issues.push({ path: '--now', problem: `"${now}" is not a moment in UTC.`, remedy: 'Write it as 2026-11-20T15:30:00.000Z.' });
    if (issues.length > 0 || act === null) return refuse(output, issues, exitCodes.wrongUse, asJson);
    const decided = decideOnFiles({
      agreements: agreements.filter((bytes) => bytes !== null),
      act,
      ...(facts === null ? {} : { facts }),
      now: now as Instant,
    });
    if (!decided.ok) return refuse(output, decided.issues, exitCodes.wrongUse, asJson);
    const { verdict } = decided.value;
    output.line(asJson ? JSON.stringify(verdict) : verdictText(verdict));
    return verdict.outcome === 'permitted' ? exitCodes.done : exitCodes.no;
  },
};

function verdictText(verdict: Verdict): string {
  const governing =
    verdict.governing === null ? 'no agreement governs it' : `under clause ${verdict.governing.clause} of "${verdict.governing.title}"`;
  return [
    `${verdict.outcome}, ${governing}`,
    // The sentences name their clauses.
    ...verdict.reasons.map((reason) => `  ${reason.sentence}`),
    ...(verdict.approversMin > 0 ? [`  approvals needed: ${verdict.approversMin}`] : []),
    ...verdict.deadlines.map((deadline) => `  deadline ${deadline.dueAt}: ${deadline.sentence}`),
    ...verdict.alternatives.map((other) => `  ${other.title}: ${other.outcome}. ${other.sentence}`),
  ].join('\n');
}
