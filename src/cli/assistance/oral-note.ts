// SPDX-License-Identifier: Apache-2.0
/** `comity oral note`: notes a request that another authority made to us by telephone, as a duty officer does at night. */
import { assistanceKinds, urgencyGrounds } from '../../agreements/wire.ts';
import { noteOralRequestSchema, oralRequestListSchema } from '../../assistance/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

const options = {
  from: 'counterpart',
  at: 'calledAt',
  caller: 'askedBy',
  'taken-by': 'askedOf',
  assistance: 'assistance',
  purpose: 'purpose',
  ground: 'urgencyGround',
  asked: 'asked',
} as const;

export const oralNote: Command = {
  name: 'oral note',
  summary: 'notes a request that was made to us orally, in urgency; its clocks run from the call',
  help: `
  --from AUTHORITY       who called, ca1... or cl1...
  --at MOMENT            when the call was, in UTC: 2026-11-27T09:30:00.000Z
  --caller TEXT          who called
  --taken-by TEXT        who of us took the call
  --assistance KIND      ${assistanceKinds.slice(0, 4).join(', ')}, ...
  --purpose PURPOSE      for what it is asked
  --ground GROUND        ${urgencyGrounds.join(', ')}
  --asked TEXT           what was asked, in words
${signInHelp}
  --json                 prints the note as JSON

Exit code 0: noted; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity oral note --from ca1abc --at 2026-11-27T09:30:00.000Z --caller "Officer Lund" --taken-by "Duty officer" \\
    --assistance transaction-records --purpose asset-tracing --ground flight-of-assets --asked "Who owns the wallet" \\
    --officer preparer@xa.example --code 123456`,
  options: {
    ...Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }])),
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const said = Object.fromEntries(Object.entries(options).map(([option, field]) => [field, given.text(option) ?? undefined]));
    const parsed = noteOralRequestSchema.safeParse(said);
    if (!parsed.success || given.words.length > 0) {
      const wrong = parsed.success ? (given.words[0] ?? '') : nameOf(parsed.error.issues[0]?.path[0]);
      const issue = { path: wrong, problem: 'It is needed, and is not what it must be.', remedy: 'See ./comity oral note --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const answer = await session.value.send('POST', '/api/assistance/oral-requests', parsed.data);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const { rows } = oralRequestListSchema.parse(answer.value);
    const noted = rows.toSorted((left, right) => (left.notedAt < right.notedAt ? 1 : -1))[0];
    output.line(asJson ? JSON.stringify(noted) : `${noted?.id ?? ''}: noted. ${dueWords(noted?.confirmBy ?? null)}`);
    return exitCodes.done;
  },
};

function dueWords(confirmBy: string | null): string {
  return confirmBy === null ? 'No agreement lets it be asked orally.' : `In writing by ${confirmBy}.`;
}

function nameOf(field: PropertyKey | undefined): string {
  return `--${Object.entries(options).find(([, name]) => name === field)?.[0] ?? String(field)}`;
}
