// SPDX-License-Identifier: Apache-2.0
/** `comity verifier-page`: writes the verifier as one page that works in a browser without a network. */
import { type Command, exitCodes, refuse } from '../command.ts';
import { writeNewFile } from '../write-file.ts';
import { buildVerifierPage } from './build-verifier-page.ts';

export const verifierPage: Command = {
  name: 'verifier-page',
  summary: 'writes the verifier as one page for a browser, to be handed out beside a bundle',
  help: `
  --out FILE             where to; otherwise comity-verifier.html in this folder. An existing file is not overwritten
  --json                 prints file and size as JSON

The page checks what ./comity verify checks, on the machine of whoever opens it. It asks no network and keeps nothing.
Exit code 0: written; 2: wrongly used; 3: it cannot be written.

  ./comity verifier-page --out comity-verifier.html`,
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length > 0) {
      const issue = { path: given.words[0] ?? '', problem: 'This command takes no words.', remedy: 'Name the file by --out.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const file = given.text('out') ?? 'comity-verifier.html';
    const bytes = new TextEncoder().encode(await buildVerifierPage());
    const written = await writeNewFile(file, bytes);
    if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
    output.line(
      asJson
        ? JSON.stringify({ file, bytes: bytes.length })
        : `${file}, ${bytes.length} bytes. Open it in a browser and drop a bundle on it.`,
    );
    return exitCodes.done;
  },
};
