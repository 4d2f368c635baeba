// SPDX-License-Identifier: Apache-2.0
/** `comity joint report`: the joint report of a matter as PDF or as text, from the authority's own server. */
import { z } from 'zod';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';
import { writeNewFile } from '../write-file.ts';

export const jointReportCommand: Command = {
  name: 'joint report',
  summary: 'writes the joint report of a matter: plan, readiness, decision, results, who knew what when',
  help: `
  MATTER                 the matter, jnt_...
  --out FILE             where it is written; ending in .md: as text, else as PDF
${signInHelp}
  --json                 prints what went wrong as JSON

Exit code 0: written; 1: it is not there; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity joint report jnt_01jd8v4k --out report.pdf --officer preparer@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, out: { type: 'string' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const out = given.text('out');
    const [matter, ...others] = given.words;
    if (matter === undefined || others.length > 0 || out === null) {
      const issue = { path: 'MATTER, --out', problem: 'Name --out and exactly one matter.', remedy: 'See ./comity joint report --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const at = `/api/joint/matters/${encodeURIComponent(matter)}`;
    const text = out.endsWith('.md') ? await session.value.get(`${at}/report`) : null;
    const file = text === null ? await session.value.file(`${at}/paper`) : null;
    await session.value.end();
    const got = text ?? file;
    if (got?.ok === false) return refuse(output, got.issues, exitCodes.no, asJson);
    const bytes =
      file?.ok === true ? file.value : new TextEncoder().encode(reportSchema.parse(text?.ok === true ? text.value : null).markdown);
    const written = await writeNewFile(out, bytes);
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    output.line(`${out}: ${bytes.length} bytes`);
    return exitCodes.done;
  },
};

const reportSchema = z.object({ markdown: z.string() });
