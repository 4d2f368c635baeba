// SPDX-License-Identifier: Apache-2.0
/** `comity bundle redact`: a copy of a bundle that shows less, under the signatures that are there. */
import { instantFromMs, limits } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import { redactBundle } from '../../verifier/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { readWithholdings, withholdHelp, withholdOptions } from './withhold-options.ts';
import { writeNewFile } from '../write-file.ts';

export const bundleRedact: Command = {
  name: 'bundle redact',
  summary: 'writes a copy of a bundle that shows less, under its original signatures',
  help: `
  FILE                   the bundle, a ZIP file; it must be valid
${withholdHelp}
  --by TEXT              what you call yourself: the reader is told who withheld it. Nobody signs that
  --out FILE             where to. An existing file is not overwritten
  --json                 prints file and size as JSON

The copy verifies like the whole, and the verifier says what was withheld, by whom and why. It needs no server and no key.
Exit code 0: written; 1: the bundle is not valid, or there is no such place; 2: wrongly used.

  ./comity bundle redact case.zip --withhold 3/records/0/body/name --reason "Not needed for the charge." --by "Registry of the court" --out copy.zip`,
  options: { ...withholdOptions, by: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const [file, ...others] = given.words;
    const [by, out] = [given.text('by') ?? '', given.text('out') ?? ''];
    const missing = [
      ...(file === undefined || others.length > 0 ? [{ path: 'FILE', problem: 'Give exactly one bundle.' }] : []),
      ...(by.trim() === '' ? [{ path: '--by', problem: 'It is missing.' }] : []),
      ...(out === '' ? [{ path: '--out', problem: 'It is missing.' }] : []),
    ].map((issue) => ({ ...issue, remedy: 'See ./comity bundle redact --help.' }));
    const withhold = readWithholdings(given);
    const wrong = [...missing, ...(withhold.ok ? [] : withhold.issues)];
    if (file === undefined || !withhold.ok || wrong.length > 0) return refuse(output, wrong, exitCodes.wrongUse, asJson);
    const bytes = await readGivenFile(file, limits.bundleBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const at = instantFromMs(Date.now());
    const redacted = redactBundle(bytes.value, { withhold: withhold.value, by, at, suites: realSuites });
    if (!redacted.ok) return refuse(output, redacted.issues, exitCodes.no, asJson);
    const written = await writeNewFile(out, redacted.value);
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    output.line(
      asJson
        ? JSON.stringify({ file: out, bytes: redacted.value.length })
        : `${out}, ${redacted.value.length} bytes. Check it: ./comity verify ${out}`,
    );
    return exitCodes.done;
  },
};
