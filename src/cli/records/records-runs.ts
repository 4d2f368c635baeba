// SPDX-License-Identifier: Apache-2.0
/** `comity records runs`: how far imports of long files are; stops one, or lets one go on. */
import { z } from 'zod';
import { importRunSchema, type ImportRunWire } from '../../records/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsRuns: Command = {
  name: 'records runs',
  summary: 'tells how far imports of long files are, stops one or lets it go on',
  help: `
  --stop RUN             stops it at the end of its batch; one that was to come whole leaves nothing behind
  --resume RUN           lets it go on where it was stopped
${signInHelp}
  --json                 prints the runs as JSON

Exit code 0: told or done; 1: it is in another state; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records runs --officer keeper@xb.example --code 123456`,
  options: { stop: { type: 'string' }, resume: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [stop, resume] = [given.text('stop'), given.text('resume')];
    if (stop !== null && resume !== null) {
      const issue = { path: '--stop', problem: 'Two things are asked at once.', remedy: 'Give --stop or --resume.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const named = stop ?? resume;
    const runs = '/api/records/import-runs';
    const moving = `${runs}/${encodeURIComponent(named ?? '')}/${stop === null ? 'resume' : 'stop'}`;
    const answer = named === null ? await session.value.get(runs) : await session.value.send('POST', moving);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const found = z.array(importRunSchema).parse(named === null ? answer.value : [answer.value]);
    if (asJson) output.line(JSON.stringify(found));
    else if (found.length === 0) output.line('No long file was imported yet.');
    else for (const run of found) output.line(runLine(run));
    return exitCodes.done;
  },
};

export function runLine({
  id,
  fileName,
  state,
  position,
  size,
  reports,
  admitted,
  unchanged,
  rejectedCount,
  problem,
}: ImportRunWire): string {
  const share = size === 0 ? 100 : Math.floor((position / size) * 100);
  const why = problem === null ? '' : ` ${problem}`;
  return `${id}  ${fileName}: ${state}, ${share} %; ${reports} read, ${admitted} admitted, ${unchanged} unchanged, ${rejectedCount} rejected.${why}`;
}
