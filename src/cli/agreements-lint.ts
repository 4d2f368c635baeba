// SPDX-License-Identifier: Apache-2.0
/** `comity agreements lint`: what makes the draft of an agreement unsafe to sign, without a server. */
import { lintAgreement } from '../agreements/index.ts';
import { readAgreementFile } from './agreement-file.ts';
import { type Command, exitCodes, refuse } from './command.ts';

export const agreementsLint: Command = {
  name: 'agreements lint',
  summary: 'says what makes the draft of an agreement unsafe to sign',
  help: `
  FILE                   one agreement, plain or signed; several may be given
  --json                 prints the findings as JSON

An error refuses the document, a warning is for the drafter to weigh. Exit code 0: no error; 1: an error was found.

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
    const all = [];
    for (const file of given.words) {
      const read = await readAgreementFile(file);
      const findings = read.ok
        ? lintAgreement(read.value.document)
        : read.issues.map((issue) => ({ severity: 'error' as const, ...issue }));
      all.push({ file, findings });
    }
    const errors = all.flatMap(({ findings }) => findings).filter((finding) => finding.severity === 'error');
    if (asJson) output.line(JSON.stringify(all));
    else {
      for (const { file, findings } of all) {
        output.line(findings.length === 0 ? `${file}: nothing found` : `${file}:`);
        for (const finding of findings) output.line(`  ${finding.severity}: ${finding.path}: ${finding.problem} ${finding.remedy}`);
      }
    }
    return errors.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
