// SPDX-License-Identifier: Apache-2.0
/** `comity bundle export`: writes the evidence bundle of a case to a file, for whoever will check it. */
import { writeFile } from 'node:fs/promises';
import { type Command, exitCodes, refuse } from './command.ts';
import { signInByOptions, signInHelp, signInOptions } from './sign-in-options.ts';

export const bundleExport: Command = {
  name: 'bundle export',
  summary: 'writes the evidence bundle of a case to a file',
  help: `
  CASE                   the case's identifier, req_...
  --out FILE             where to; otherwise case-CASE.zip in this folder. An existing file is not overwritten
${signInHelp}
  --json                 prints file and size as JSON

The bundle holds what was disclosed in the case, so exporting it is a use of each received record, checked against its
conditions and written down. Exit code 0: written; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity bundle export req_01jd8v4k --officer preparer@xa.example --code 123456`,
  options: { out: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseRef, ...others] = given.words;
    if (caseRef === undefined || others.length > 0) {
      return refuse(
        output,
        [{ path: 'CASE', problem: 'Name exactly one case.', remedy: 'See ./comity bundle export --help.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const bundle = await session.value.file(`/api/assistance/cases/${encodeURIComponent(caseRef)}/bundle`);
    await session.value.end();
    if (!bundle.ok) return refuse(output, bundle.issues, exitCodes.no, asJson);
    const file = given.text('out') ?? `case-${caseRef.replace(/[^\w.-]/g, '_')}.zip`;
    try {
      await writeFile(file, bundle.value, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      const problem = code === 'EEXIST' ? 'There is a file of this name already.' : `It cannot be written (${code}).`;
      return refuse(output, [{ path: file, problem, remedy: 'Name another by --out.' }], exitCodes.surroundings, asJson);
    }
    output.line(
      asJson
        ? JSON.stringify({ file, bytes: bundle.value.length })
        : `${file}, ${bundle.value.length} bytes. Check it: ./comity verify ${file}`,
    );
    return exitCodes.done;
  },
};
