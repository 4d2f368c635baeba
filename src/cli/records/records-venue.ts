// SPDX-License-Identifier: Apache-2.0
/** `comity records venue`: what the list of market identifier codes says of venues, as the authority has it. */
import { z } from 'zod';
import { type FoundVenueWire, foundVenueSchema } from '../../records/wire.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsVenue: Command = {
  name: 'records venue',
  summary: 'shows what the list of ISO 10383 says of venues by their codes: name, status, operating code',
  help: `
  MIC ...                market identifier codes, four letters or digits each
${signInHelp}
  --json                 prints it as JSON

The list is taken in by ./comity records import iso10383 FILE.
Exit code 0: all are known and nothing is wrong with them; 1: with at least one; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records venue XMTE XVEN --officer keeper@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const mics = given.words.map((word) => word.toUpperCase());
    if (mics.length === 0 || mics.some((mic) => !/^[A-Z0-9]{4}$/.test(mic))) {
      const issue = { path: 'MIC', problem: 'Name codes of four letters or digits.', remedy: 'See ./comity records venue --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.get(`/api/records/venues?mics=${mics.join(',')}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const found = z.array(foundVenueSchema).parse(answer.value);
    if (asJson) output.line(JSON.stringify(found));
    else for (const venue of found) print(venue, output);
    return found.every(({ code, remarks }) => code !== null && remarks.length === 0) ? exitCodes.done : exitCodes.no;
  },
};

function print({ mic, code, operatingName, segments, source, remarks }: FoundVenueWire, output: Output): void {
  const level =
    code?.level === 'segment' ? `segment of ${code.operatingMic} ${operatingName ?? ''}`.trim() : `operating code, ${segments} segments`;
  const told = code === null ? [] : [code.name, code.status, level, code.country, code.legalName];
  const known = source === null ? '' : ` (${source.fileName}, known from ${source.knownFrom})`;
  output.line(`${mic}: ${told.filter((part) => part !== null).join('; ') || 'not known'}${known}`);
  for (const { problem, remedy } of remarks) output.line(`  ${problem} ${remedy}`);
}
