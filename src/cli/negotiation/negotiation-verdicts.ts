// SPDX-License-Identifier: Apache-2.0
/** `comity negotiation verdicts`: which acts of the last year would have come out otherwise under a proposed text. */
import { replaySchema, type ReplayWire } from '../../negotiation/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const negotiationVerdicts: Command = {
  name: 'negotiation verdicts',
  summary: "says which of last year's acts would have come out otherwise under a version, or under our draft",
  help: `
  NEGOTIATION            its identifier, ngt_..., as it stands in the address of its page
  --version NOTE         the version, by the note that brought it; otherwise our draft, or the version that stands
${signInHelp}
  --json                 prints the answer as JSON

Every act between the parties that went out or came in during the last year is judged again on the facts of its day. Exit code 0: all come
out as they did; 1: some do not, or it was refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity negotiation verdicts ngt_... --officer preparer@xa.example --code 123456`,
  options: { version: { type: 'string' }, json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [id, ...others] = given.words;
    if (id === undefined || others.length > 0) {
      const remedy = 'See ./comity negotiation verdicts --help.';
      return refuse(output, [{ path: 'NEGOTIATION', problem: 'Name exactly one negotiation.', remedy }], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const version = given.text('version');
    const query = version === null ? '' : `?${new URLSearchParams({ version }).toString()}`;
    const answer = await session.value.get(`/api/negotiations/${encodeURIComponent(id)}/replay${query}`);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const replay = replaySchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(replay));
    else for (const line of linesOf(replay)) output.line(line);
    return replay.changed.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

const outcomeWords: Readonly<Record<string, string>> = {
  permitted: 'would have been permitted',
  needs: 'would have needed something',
  refused: 'would have been refused',
};

/** "With this change 14 acts of last year would have been refused.", and each of them. */
function linesOf({ since, judged, isWhole, changed }: ReplayWire): readonly string[] {
  const counts = Object.entries(outcomeWords).flatMap(([outcome, words]) => {
    const count = changed.filter(({ would }) => would === outcome).length;
    return count === 0 ? [] : [`With this change ${count} of ${judged} acts since ${since.slice(0, 10)} ${words}.`];
  });
  return [
    ...(counts.length === 0 ? [`${judged} acts since ${since.slice(0, 10)}: all would have come out as they did.`] : counts),
    ...(isWhole ? [] : ['There were more acts than are judged at once; the latest were.']),
    ...changed.map(
      ({ at, act, from, to, was, would, sentence }) =>
        `  ${at.slice(0, 10)} ${act} of ${from.name} to ${to.name}: ${was} then, ${would} now. ${sentence}`,
    ),
  ];
}
