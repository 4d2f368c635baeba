// SPDX-License-Identifier: Apache-2.0
/** `comity agreements lint`: what makes the draft of an agreement unsafe to sign, without a server. */
import { lintReport } from '../../agreements/index.ts';
import { readAgreementFile } from './agreement-file.ts';
import { type Command, exitCodes, refuse } from '../command.ts';

export const agreementsLint: Command = {
  name: 'agreements lint',
  summary: 'says what makes the draft of an agreement unsafe to sign',
  help: `
  FILE                   one agreement, plain or signed; of several it is also asked whether their precedence leads in a circle
  --json                 prints the findings as JSON

An error refuses the document, a warning is for the drafter to weigh. What its sources leave uncertain is listed as to
verify. Exit code 0: no error; 1: an error was found.

  ./comity agreements lint examples/agreements/arrangement-xa-xb.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length === 0) {
      return refuse(
        output,
        [{ path: 'FILE', problem: 'Give at least one file.', remedy: 'See ./comity agreements lint --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const read = await Promise.all(given.words.map(async (file) => ({ file, result: await readAgreementFile(file) })));
    const documents = read.flatMap(({ result }) => (result.ok ? [result.value.document] : []));
    const all = read.map(({ file, result }) => ({
      file,
      ...(result.ok
        ? lintReport(result.value.document, documents)
        : { findings: result.issues.map((issue) => ({ severity: 'error' as const, ...issue })), toVerify: [] }),
    }));
    const errors = all.flatMap(({ findings }) => findings).filter((finding) => finding.severity === 'error');
    if (asJson) output.line(JSON.stringify(all));
    else {
      for (const { file, findings, toVerify } of all) {
        output.line(findings.length === 0 ? `${file}: nothing found` : `${file}:`);
        for (const finding of findings) output.line(`  ${finding.severity}: ${finding.path}: ${finding.problem} ${finding.remedy}`);
        for (const one of toVerify) output.line(`  to verify: clause ${one.clause}: ${one.reference}: ${one.toVerify}`);
      }
    }
    return errors.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
