// SPDX-License-Identifier: Apache-2.0
/** `comity canvases`: the canvases that are kept in a case, an edition of one of them as its document, or what one says erased. */
import { z } from 'zod';
import { canvasDetailSchema, canvasRowSchema, erasureGrounds } from '../../findings/index.ts';
import { digestOf } from '../../seals/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { writeNewFile } from '../write-file.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const canvases: Command = {
  name: 'canvases',
  summary: 'lists the canvases that are kept in a case, writes an edition of one (parties, sums, digests), or erases what one says',
  help: `
  CASE                   the case, req_...
  CANVAS EDITION         a canvas, cnv_..., and the number of an edition; left out: all are listed
  --out FILE             where the document of the edition is written; it must not be there yet
  --erase GROUND         erases what CANVAS says in all its editions, for an approver who kept none: ${erasureGrounds.join(', ')}
  --reason TEXT          why; it stays, so name no person in it
${signInHelp}
  --json                 prints the list as JSON

Exit code 0: shown, written or erased; 1: there is none such, or it may not be erased; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity canvases req_01jd8v4k --officer preparer@xb.example --code 123456`,
  options: { out: { type: 'string' }, erase: { type: 'string' }, reason: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [caseId, canvas, edition, ...others] = given.words;
    const out = given.text('out');
    const [ground, reason] = [given.text('erase'), given.text('reason')];
    const isOne = canvas !== undefined && edition !== undefined && out !== null && ground === null;
    const isErasing = canvas !== undefined && edition === undefined && out === null && ground !== null && reason !== null;
    if (
      caseId === undefined ||
      others.length > 0 ||
      (!isOne && !isErasing && [canvas, out, ground, reason].some((one) => (one ?? null) !== null))
    ) {
      const problem =
        'Name a case; for a document also the canvas, the number of the edition, and --out; to erase, the canvas, --erase and --reason.';
      return refuse(output, [{ path: 'CASE', problem, remedy: 'See ./comity canvases --help.' }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const ofCase = `/api/findings/cases/${encodeURIComponent(caseId)}/canvases`;
    if (isErasing) {
      const order = { ground, reason };
      const answer = await session.value.send('POST', `${ofCase}/${encodeURIComponent(canvas)}/erasure`, order);
      await session.value.end();
      if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
      const { id, editions, erased } = canvasDetailSchema.parse(answer.value);
      output.line(
        asJson ? JSON.stringify(answer.value) : `${id}: erased at ${erased?.at ?? ''}; the digests of ${editions.length} editions stay.`,
      );
      return exitCodes.done;
    }
    if (isOne) {
      const document = await session.value.file(`${ofCase}/${encodeURIComponent(canvas)}/editions/${encodeURIComponent(edition)}`);
      await session.value.end();
      if (!document.ok) return refuse(output, document.issues, exitCodes.no, asJson);
      const written = await writeNewFile(out, document.value);
      if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
      output.line(`${out}: ${document.value.length} bytes, ${digestOf(document.value)}`);
      return exitCodes.done;
    }
    const answer = await session.value.get(ofCase);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const rows = z.array(canvasRowSchema).parse(answer.value);
    if (asJson) output.line(JSON.stringify(rows));
    else
      for (const { id, title, newest, erased } of rows)
        output.line(
          `${id}  ${erased === null ? title : `erased at ${erased.at}`}: ` +
            `edition ${newest.number}, ${newest.parties} parties, ${newest.savedBy}, ${newest.digest}`,
        );
    if (rows.length === 0 && !asJson) output.line('No canvas is kept in this case.');
    return exitCodes.done;
  },
};
