// SPDX-License-Identifier: Apache-2.0
/** `comity letters pack`: writes the pack of a letter, and our signature over it, to files to print or to attach. */
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';

export const lettersPack: Command = {
  name: 'letters pack',
  summary: 'writes the pack of a letter to a PDF, and the signature over it beside it',
  help: `
  LETTER                 the letter, ltr_...
  --out FILE             where to; otherwise LETTER.pdf in this folder. The signature lies beside it as FILE.signature.json
${signInHelp}
  --json                 prints both files and their sizes as JSON

The pack is letter, what it says, conditions, and a form to return. Say afterwards in the workplace, or by ./comity letters sent,
when and how it left. Exit code 0: written; 1: it is not there; 2: wrongly used; 3: no server, or a file of this name.

  COMITY_PASSWORD=... ./comity letters pack ltr_01jd8v4k --out request.pdf --officer preparer@xa.example --code 123456`,
  options: { out: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [letter, ...others] = given.words;
    if (letter === undefined || others.length > 0) {
      const issue = { path: 'LETTER', problem: 'Name exactly one letter.', remedy: 'See ./comity letters pack --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const at = `/api/letters/${encodeURIComponent(letter)}`;
    const pack = await session.value.file(`${at}/pack`);
    const signature = await session.value.file(`${at}/signature`);
    await session.value.end();
    if (!pack.ok) return refuse(output, pack.issues, exitCodes.no, asJson);
    if (!signature.ok) return refuse(output, signature.issues, exitCodes.no, asJson);
    const file = given.text('out') ?? `${letter.replace(/[^\w.-]/g, '_')}.pdf`;
    const files = [
      [file, pack.value],
      [`${file}.signature.json`, signature.value],
    ] as const;
    for (const [name, bytes] of files) {
      const written = await writeNewFile(name, bytes);
      if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    }
    if (asJson) output.line(JSON.stringify(files.map(([name, bytes]) => ({ file: name, bytes: bytes.length }))));
    else for (const [name, bytes] of files) output.line(`${name}, ${bytes.length} bytes`);
    return exitCodes.done;
  },
};
