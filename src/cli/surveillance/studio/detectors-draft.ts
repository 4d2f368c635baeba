// SPDX-License-Identifier: Apache-2.0
/** `comity detectors draft`: other parameters of a detector are drafted, changed or dropped; nothing that is in force changes by it. */
import type { DraftDetailWire } from '../../../findings/index.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../../kernel/index.ts';
import type { Command, Given } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInHelp } from '../../sign-in-options.ts';
import { atStudio, draftAt, draftLines, draftsAt, sendDraft, studioOptions } from './at-studio.ts';

export const detectorsDraft: Command = {
  name: 'detectors draft',
  summary: 'drafts other parameters of a detector, changes a draft, or drops it',
  help: `
PATTERN | DRAFT          a pattern by its name: a new draft; or a draft by its identifier: it is changed, and put on the edition in force
  --set NAME=VALUE       a parameter that is to be other than the one in force; may be given many times
  --reason TEXT          why: it is read by whoever approves it, and kept with the edition
  --drop                 drops the draft
  --json                 prints the answer of the server as JSON
${signInHelp}

./comity detectors show PATTERN says which parameters there are, and their bounds. Exit code 0: done; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity detectors draft spoofing --set depthShareMin=0.25 --reason "Thin books" --officer analyst@xb.example --code 123456`,
  options: {
    ...studioOptions,
    set: { type: 'string', multiple: true },
    reason: { type: 'string' },
    drop: { type: 'boolean' },
  },
  run: (given, output) =>
    atStudio(given, output, { word: 'PATTERN or DRAFT', work: (session, word) => draft(session, word, given), lines: draftLines }),
};

async function draft(session: ServerSession, word: string, given: Given): Promise<Result<DraftDetailWire>> {
  const isDraft = word.startsWith('ddr_');
  if (given.has('drop'))
    return isDraft ? sendDraft(session, 'POST', `${draftAt(word)}/drop`) : fail(word, 'It is no draft.', 'Give its identifier, ddr_...');
  const parameters = readSettings(given.texts('set'));
  if (!parameters.ok) return parameters;
  const body = { parameters: parameters.value, reason: given.text('reason') ?? '' };
  return isDraft ? sendDraft(session, 'PUT', draftAt(word), body) : sendDraft(session, 'POST', draftsAt, { pattern: word, ...body });
}

function readSettings(settings: readonly string[]): Result<Readonly<Record<string, string>>> {
  const pairs = settings.map((setting) => [setting, /^([A-Za-z]+)=(.+)$/.exec(setting)] as const);
  const issues = pairs.flatMap(([setting, match]): Issue[] =>
    match === null ? [{ path: `--set ${setting}`, problem: 'It is no NAME=VALUE.', remedy: 'Write it as depthShareMin=0.25.' }] : [],
  );
  if (issues.length > 0) return failWith(issues);
  return ok(Object.fromEntries(pairs.map(([, match]) => [match?.[1] ?? '', match?.[2] ?? ''])));
}
